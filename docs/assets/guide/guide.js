/**
 * Narrows the guide down to one problem and to what the reader has of the large model.
 * The choice stands in the query string (`?problem=cost&access=text`), so that it can be sent to a colleague.
 */

const NAMES = ["problem", "access"];

/** @param {HTMLFormElement} form @param {string} name @returns {RadioNodeList} */
const choices = (form, name) => /** @type {RadioNodeList} */ (form.elements.namedItem(name));

/** The access levels from least to most, as the form lists them. @param {HTMLFormElement} form @returns {string[]} */
const levels = (form) => [...choices(form, "access")].map((input) => /** @type {HTMLInputElement} */ (input).value);

/** Takes over what the address asks for; a value that the form does not know counts as no choice. @param {HTMLFormElement} form */
function restore(form) {
  const asked = new URLSearchParams(location.search);
  for (const name of NAMES) {
    const known = choices(form, name);
    known.value = asked.get(name) ?? "";
    if (known.value === "") /** @type {HTMLInputElement} */ (known[0]).checked = true;
  }
}

/** @param {HTMLFormElement} form */
function remember(form) {
  const address = new URL(location.href);
  for (const name of NAMES) {
    const value = choices(form, name).value;
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  address.hash = "";
  history.replaceState(null, "", address);
}

/** @param {Iterable<Element>} elements @param {(element: HTMLElement) => boolean} isWanted @returns {number} how many are shown */
function show(elements, isWanted) {
  let shown = 0;
  for (const element of /** @type {Iterable<HTMLElement>} */ (elements)) {
    element.hidden = !isWanted(element);
    shown += Number(!element.hidden);
  }
  return shown;
}

/** @param {Element} element @param {string} selector */
const hasShown = (element, selector) => [...element.querySelectorAll(selector)].some((child) => !(/** @type {HTMLElement} */ (child).hidden));

/** Shows what fits the choice, and says how much that is. @param {HTMLFormElement} form */
function narrow(form) {
  const [problem, access] = NAMES.map((name) => choices(form, name).value);
  const order = levels(form);
  const allowed = access ? order.slice(0, order.indexOf(access) + 1) : order;
  const chosen = [...document.querySelectorAll("[data-problem]")].filter((part) => !problem || part.getAttribute("data-problem") === problem);
  const all = chosen.flatMap((part) => [...part.querySelectorAll("[data-access]")]);
  const shown = show(all, (method) => allowed.includes(method.dataset.access ?? ""));
  show(document.querySelectorAll(".fit"), (fit) => hasShown(fit, "[data-access]"));
  show(document.querySelectorAll("[data-problem]"), (part) => chosen.includes(part) && hasShown(part, ".fit"));
  show(document.querySelectorAll("[data-guide-index]"), () => !problem && !access);
  show(document.querySelectorAll("[data-guide-none]"), () => shown === 0);
  tell(form, new Set(visible(all)).size, new Set(all.map(address)).size);
}

/** Where an approach is explained: the same one may stand under several problems. @param {Element} method */
const address = (method) => method.querySelector("a")?.href;

/** @param {Element[]} methods */
const visible = (methods) => methods.filter((method) => !(/** @type {HTMLElement} */ (method).hidden)).map(address);

/** @param {HTMLFormElement} form @param {number} shown @param {number} all */
function tell(form, shown, all) {
  const count = form.querySelector("[data-guide-count]");
  const more = all - shown;
  const rest = more ? `; ${more} more ${more === 1 ? "needs" : "need"} further access` : "";
  if (count) count.textContent = `${shown} ${shown === 1 ? "approach fits" : "approaches fit"}${rest}.`;
}

/** @param {HTMLFormElement} form */
function start(form) {
  const update = () => {
    narrow(form);
    remember(form);
  };
  restore(form);
  form.hidden = false;
  form.addEventListener("change", update);
  form.addEventListener("reset", () => setTimeout(update));
  form.addEventListener("submit", (event) => event.preventDefault());
  document.querySelector("[data-guide-widen]")?.addEventListener("click", () => {
    /** @type {HTMLInputElement} */ (choices(form, "access")[0]).checked = true;
    update();
    /** @type {HTMLInputElement} */ (choices(form, "access")[0]).focus();
  });
  addEventListener("popstate", () => {
    restore(form);
    narrow(form);
  });
  narrow(form);
}

const form = document.querySelector("form[data-guide]");
if (form instanceof HTMLFormElement) start(form);
