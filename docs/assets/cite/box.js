/** The cite box of a paper's page, shown in a dialog on another. */
import { enable, fetchText } from "../core/copy.js";
import { find, findAll, make } from "../core/dom.js";

/** @param {string} address of the paper's page */
export async function open(address) {
  const page = new DOMParser().parseFromString(await fetchText(address), "text/html");
  const box = document.importNode(find("[data-cite-box]", page), true);
  const title = find("h1", page).textContent ?? "";
  adapt(box, address);
  show(box, title);
}

/**
 * Links that were relative to the paper's page must not change their meaning, nor ids that of the page around.
 * @param {Element} box
 * @param {string} address
 */
function adapt(box, address) {
  for (const name of ["href", "data-source"]) {
    for (const element of findAll(`[${name}]`, box)) element.setAttribute(name, new URL(element.getAttribute(name) ?? "", address).href);
  }
  for (const element of findAll("[id]", box)) element.id = `dialog-${element.id}`;
  box.setAttribute("aria-labelledby", "dialog-cite");
  enable(box);
}

/**
 * @param {Element} box
 * @param {string} title
 */
function show(box, title) {
  const close = make("button", { type: "button", class: "dialog-close", "aria-label": "Close" }, "×");
  const dialog = make(
    "dialog",
    { class: "cite-dialog md-typeset", "aria-label": `Cite “${title}”` },
    close,
    make("p", { class: "cite-dialog__title" }, title),
    box,
  );
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
