/** What the two tools share: taking in a file or pasted text, and offering a text to copy or to save. */
import { announce } from "../core/announce.js";
import { copy, fetchText } from "../core/copy.js";
import { find, make } from "../core/dom.js";
import { address } from "../core/site.js";
import { parse } from "./bibfile.js";

/**
 * Hands over what the reader chooses, drops or pastes; nothing of it leaves the page.
 * @param {HTMLElement} tool
 * @param {(bytes: ArrayBuffer, name: string) => void} use
 */
export function intake(tool, use) {
  const form = find("form", tool);
  const file = /** @type {HTMLInputElement} */ (find("input[type=file]", form));
  const text = /** @type {HTMLTextAreaElement} */ (find("textarea", form));
  const take = async (/** @type {File | undefined} */ chosen) => chosen && use(await chosen.arrayBuffer(), chosen.name);
  file.addEventListener("change", () => take(file.files?.[0]));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (text.value.trim()) use(/** @type {ArrayBuffer} */ (new TextEncoder().encode(text.value).buffer), "");
    else take(file.files?.[0]);
  });
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    take(event.dataTransfer?.files[0]);
  });
  form.hidden = false; // only now does it answer
}

/**
 * Shows a result in place of the one before, and says what it amounts to.
 * @param {HTMLElement} tool
 * @param {string} summary
 * @param {...Node} parts
 */
export function show(tool, summary, ...parts) {
  find("[data-result]", tool).replaceChildren(make("p", { class: "tool__summary" }, summary), ...parts);
  announce(summary);
}

/**
 * Buttons that copy a text and save it as a file; the text is made when one of them is used.
 * @param {string} noun what it is, as part of “Copy …”
 * @param {string} fileName
 * @param {() => Promise<string>} made
 */
export function offer(noun, fileName, made) {
  const copying = make("button", { type: "button", class: "copy" }, `Copy ${noun}`);
  const saving = make("button", { type: "button", class: "copy", "aria-label": `Save ${noun} as ${fileName}` }, "Save as file");
  copying.addEventListener("click", () => copy(copying, made()));
  saving.addEventListener("click", async () => save(await made(), fileName));
  return make("p", { class: "tool__offer" }, copying, " ", saving);
}

/**
 * @param {string} text
 * @param {string} fileName
 */
function save(text, fileName) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/x-bibtex" }));
  make("a", { href: url, download: fileName }).click();
  URL.revokeObjectURL(url);
}

/** The site's own entries by key, from its BibTeX file, fetched once. */
export function library() {
  /** @type {Promise<Map<string, string>> | undefined} */
  let entries;
  return () => (entries ??= fetchText(address("bibtex")).then((text) => new Map(parse(text).entries.map((entry) => [entry.key, text.slice(entry.start, entry.end)]))));
}

/**
 * A heading and what stands below it; nothing if there is nothing to say.
 * @param {string} title
 * @param {string} text
 * @param {Node[]} parts
 */
export function part(title, text, parts) {
  return parts.length > 0 ? [make("section", {}, make("h2", {}, title), make("p", {}, text), ...parts)] : [];
}
