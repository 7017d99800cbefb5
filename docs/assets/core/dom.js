/** Building pages without markup in strings. */

/**
 * An element with properties and children; strings become text.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean>} [properties] `class`, `data-…`, `aria-…` and other attributes; `true` sets an empty one
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}

/**
 * @template {Element} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [scope]
 * @returns {T}
 */
export function find(selector, scope = document) {
  const found = scope.querySelector(selector);
  if (!found) throw new Error(`The page lacks ${selector}`);
  return /** @type {any} */ (found);
}

/**
 * @template {Element} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [scope]
 * @returns {T[]}
 */
export function findAll(selector, scope = document) {
  return /** @type {any} */ ([...scope.querySelectorAll(selector)]);
}

/**
 * A count with its noun.
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export function counted(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`;
}

/**
 * Writes a text into an element with the matching words marked; what stands there already is left alone.
 * @param {Element} element
 * @param {string} text
 * @param {((word: string) => boolean) | null} matches
 */
export function writeMarked(element, text, matches) {
  const pieces = matches ? cutMarked(text, matches) : [text];
  const isThere = (/** @type {string} */ piece, /** @type {number} */ at) => {
    const node = element.childNodes[at];
    return node.textContent === piece && (node.nodeName === "MARK") === (at % 2 === 1);
  };
  if (element.childNodes.length === pieces.length && pieces.every(isThere)) return;
  element.replaceChildren(...pieces.map((piece, at) => (at % 2 === 1 ? make("mark", {}, piece) : document.createTextNode(piece))));
}

/**
 * A text in pieces, every other one a word that matches.
 * @param {string} text
 * @param {(word: string) => boolean} matches
 */
function cutMarked(text, matches) {
  const pieces = [""];
  for (const piece of text.split(/([\p{L}\p{N}\p{M}'’]+)/u)) {
    if (/[\p{L}\p{N}]/u.test(piece) && matches(piece)) pieces.push(piece, "");
    else pieces[pieces.length - 1] += piece;
  }
  return pieces;
}

/** Turns the theme's switches off, which browsers keep as they were when a page is loaded again: no drawer stands open then. */
export function resetSwitches() {
  for (const toggle of /** @type {HTMLInputElement[]} */ (findAll("[data-md-toggle]"))) toggle.checked = false;
}

/** Whether typing now would go into a field. */
export function isTyping() {
  const focused = document.activeElement;
  return focused instanceof HTMLInputElement
    ? !["checkbox", "radio", "range"].includes(focused.type)
    : focused instanceof HTMLTextAreaElement || focused instanceof HTMLSelectElement;
}
