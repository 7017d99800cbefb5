/**
 * Narrows the guide down to what the reader chooses. The choice stands in the query string (`?problem=cost&access=text`), so
 * that it can be sent to a colleague.
 *
 * Every fieldset of the form is an axis, named like its radio buttons. Parts of the page say with `data-<axis>` what they are
 * for, the items in them likewise; what says nothing fits always. An axis with `data-scale` lists levels from least to most:
 * choosing one allows all up to it, and the rest needs what the attribute says.
 */

import { find, findAll } from "../core/dom.js";

/** @typedef {{name: string, further: string | undefined, inputs: HTMLInputElement[]}} Axis `further`: of a scale, what the levels beyond the chosen one need */

const ITEM = ".fit__methods > li";

const form = /** @type {HTMLFormElement} */ (find("form[data-guide]"));
const axes = findAll("fieldset", form).map(readAxis);
const items = findAll(ITEM);

/**
 * @param {HTMLElement} fieldset
 * @returns {Axis}
 */
function readAxis(fieldset) {
  const inputs = /** @type {HTMLInputElement[]} */ (findAll("input[type=radio]", fieldset));
  return { name: inputs[0].name, further: fieldset.dataset.scale, inputs };
}

/** What is chosen; empty for everything. @param {Axis} axis */
const chosen = ({ inputs }) => inputs.find((input) => input.checked)?.value ?? "";

/** Takes over what the address asks for; a value that the form does not know counts as no choice. */
function restore() {
  const asked = new URLSearchParams(location.search);
  for (const { name, inputs } of axes) (inputs.find(({ value }) => value === asked.get(name)) ?? inputs[0]).checked = true;
}

function remember() {
  const address = new URL(location.href);
  for (const axis of axes) {
    if (chosen(axis)) address.searchParams.set(axis.name, chosen(axis));
    else address.searchParams.delete(axis.name);
  }
  address.hash = "";
  history.replaceState(null, "", address);
}

/**
 * Whether an item is for what is chosen on an axis.
 * @param {Element} item
 * @param {Axis} axis
 */
function fits(item, axis) {
  const value = item.closest(`[data-${axis.name}]`)?.getAttribute(`data-${axis.name}`);
  if (!value || !chosen(axis)) return true;
  const order = axis.inputs.map((input) => input.value);
  return axis.further === undefined ? value === chosen(axis) : order.indexOf(value) <= order.indexOf(chosen(axis));
}

/** Shows what fits the choice, and says how much that is. */
function narrow() {
  const scales = axes.filter(({ further }) => further !== undefined);
  const all = items.filter((item) => axes.every((axis) => scales.includes(axis) || fits(item, axis)));
  const shown = all.filter((item) => scales.every((axis) => fits(item, axis)));
  for (const item of items) item.hidden = !shown.includes(item);
  for (const part of findAll(".fit, .guide-problem")) part.hidden = !shown.some((item) => part.contains(item));
  for (const index of findAll("[data-guide-index]")) index.hidden = axes.some(chosen);
  for (const none of findAll("[data-guide-none]")) none.hidden = shown.length > 0;
  tell(count(shown), count(all), scales.find(chosen)?.further ?? "");
}

/** How many approaches there are: the same one may stand under several problems. @param {Element[]} some */
const count = (some) => new Set(some.map((item) => item.querySelector("a")?.href)).size;

/**
 * @param {number} shown
 * @param {number} all
 * @param {string} further
 */
function tell(shown, all, further) {
  const more = all - shown;
  const rest = more ? `; ${more} more ${more === 1 ? "needs" : "need"} ${further}` : "";
  find("[data-guide-count]", form).textContent = `${shown} ${shown === 1 ? "approach fits" : "approaches fit"}${rest}.`;
}

function update() {
  narrow();
  remember();
}

/** Allows all levels again. */
function widen() {
  const scales = axes.filter(({ further }) => further !== undefined);
  for (const { inputs } of scales) inputs[0].checked = true;
  update();
  scales[0]?.inputs[0].focus();
}

restore();
form.hidden = false;
form.addEventListener("change", update);
form.addEventListener("reset", () => setTimeout(update));
form.addEventListener("submit", (event) => event.preventDefault());
document.querySelector("[data-guide-widen]")?.addEventListener("click", widen);
addEventListener("popstate", () => {
  restore();
  narrow();
});
narrow();
