/** Buttons that copy. What they copy is what the page shows or what the file beside it holds, letter by letter. */
import { announce } from "./announce.js";
import { findAll } from "./dom.js";

const CONFIRMED_FOR = 2000; // milliseconds

/** @type {WeakMap<Element, {label: string, timer: number}>} */
const confirmed = new WeakMap();

/**
 * Shows what needs scripts to work.
 * @param {ParentNode} scope
 */
export function enable(scope) {
  for (const element of findAll("[data-copy], [data-needs-script]", scope)) element.hidden = false;
}

/** Lets every copy button on the page, also of those to come, do its work. */
export function start() {
  enable(document);
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button[data-copy]") : null;
    if (button instanceof HTMLButtonElement) copy(button, textOf(button));
  });
}

/**
 * Puts a text on the clipboard and says so on the button.
 * @param {HTMLElement} button
 * @param {Promise<string>} text may still be on its way: browsers allow copying only in the moment of the click
 */
export async function copy(button, text) {
  try {
    await write(text);
    confirm(button, "Copied");
  } catch {
    confirm(button, "Could not copy");
  }
}

/** @param {Promise<string>} text */
async function write(text) {
  if (typeof ClipboardItem === "undefined" || !navigator.clipboard.write) return navigator.clipboard.writeText(await text);
  const blob = text.then((made) => new Blob([made], { type: "text/plain" }));
  return navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
}

/**
 * Says on a button, for a moment, what has come of it.
 * @param {HTMLElement} button
 * @param {string} message
 */
export function confirm(button, message) {
  const before = confirmed.get(button);
  if (before) clearTimeout(before.timer);
  const label = before?.label ?? button.textContent ?? "";
  const timer = window.setTimeout(() => {
    button.textContent = label;
    delete button.dataset.state;
    confirmed.delete(button);
  }, CONFIRMED_FOR);
  confirmed.set(button, { label, timer });
  button.style.minInlineSize = `${button.offsetWidth}px`; // nothing around it moves
  button.textContent = message;
  button.dataset.state = message === "Copied" ? "done" : "failed";
  announce(`${message}: ${button.getAttribute("aria-label") ?? label}`);
}

/**
 * What a button copies.
 * @param {HTMLButtonElement} button
 */
async function textOf(button) {
  const { copy: what = "", keyOf: key = "", source } = button.dataset;
  if (source) return fromFiles(what, key, [source, ...alsoWanted(button)]);
  if (key) return what === "citep" ? citep([key]) : key;
  return button.closest("[data-copy-scope]")?.querySelector("[data-copy-text]")?.textContent ?? "";
}

/**
 * The file of the survey itself, where the reader has ticked that it should come along.
 * @param {Element} button
 */
function alsoWanted(button) {
  const ticked = findAll("input[data-cite-also]:checked", button.closest("[role=group]") ?? button);
  return ticked.map((box) => box.dataset.source ?? "");
}

/**
 * @param {string} what
 * @param {string} key
 * @param {string[]} sources
 */
async function fromFiles(what, key, sources) {
  const texts = await Promise.all(sources.map(fetchText));
  if (what === "citep") return citep(texts.flatMap(keysIn));
  if (what === "csl") return JSON.stringify(JSON.parse(texts[0]).find((/** @type {{id: string}} */ record) => record.id === key));
  return texts.join("\n");
}

/** @param {string} address */
export async function fetchText(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.text();
}

/**
 * The citation keys of one of the site's own BibTeX files.
 * @param {string} bibtex
 */
function keysIn(bibtex) {
  return [...bibtex.matchAll(/^@\w+\{([^,\s]+),/gm)].map((match) => match[1]);
}

/**
 * The natbib command that cites the keys.
 * @param {string[]} keys
 */
export function citep(keys) {
  return `\\citep{${keys.join(",")}}`;
}
