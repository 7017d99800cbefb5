/** What the two tools share: taking in a file or pasted text, having it read, and offering a text to copy or to save. */
import { announce } from "../core/announce.js";
import { copy } from "../core/copy.js";
import { find, make } from "../core/dom.js";
import { dress, save } from "../core/files.js";
import { Refusal, refuseLarge } from "../reading/bibfile.js";
import { ask, read } from "./desk.js";

void dress(new URL("./results.css", import.meta.url));

/** Text that is longer, in characters, or has such a run of marks on one letter, is read without being shown: no field would answer. */
const SHOWN = 50_000;
const RUN = /\p{M}{100}/u;

/** Files and texts so far: of several, the last one counts. */
let turns = 0;

/**
 * Has read what the reader chooses, drops or pastes; nothing of it leaves the page.
 * @param {HTMLElement} tool
 * @param {string} task of the worker
 * @param {(answer: any) => void} report
 */
export function intake(tool, task, report) {
  const form = find("form", tool);
  const file = /** @type {HTMLInputElement} */ (find("input[type=file]", form));
  const text = /** @type {HTMLTextAreaElement} */ (find("textarea", form));
  const take = (/** @type {File | undefined} */ chosen) =>
    chosen && use(tool, task, async () => ({ bytes: await bytesOf(chosen) }), report);
  const paste = (/** @type {string} */ pasted) => use(tool, task, async () => ({ text: pasted }), report);
  const isLong = (/** @type {string} */ pasted) => {
    if (pasted.length <= SHOWN && !RUN.test(pasted)) return false;
    text.value = "";
    text.placeholder = `A text of ${pasted.length.toLocaleString("en")} characters: too long to be shown here, but read.`;
    paste(pasted);
    return true;
  };
  file.addEventListener("change", () => take(file.files?.[0]));
  text.addEventListener("paste", (event) => isLong(event.clipboardData?.getData("text/plain") ?? "") && event.preventDefault());
  text.addEventListener("input", () => isLong(text.value));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (text.value.trim()) paste(text.value);
    else take(file.files?.[0]);
  });
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    const dropped = event.dataTransfer?.getData("text/plain") ?? "";
    if (dropped.trim()) paste(dropped);
    else take(event.dataTransfer?.files[0]);
  });
  form.hidden = false; // only now does it answer
}

/**
 * @param {HTMLElement} tool
 * @param {string} task
 * @param {() => Promise<import("./worker.js").Given>} given
 * @param {(answer: any) => void} report
 */
async function use(tool, task, given, report) {
  const turn = ++turns;
  const isCurrent = () => turn === turns;
  try {
    show(tool, "Reading …");
    const opened = await given();
    if (!isCurrent()) return;
    const answer = await read(task, opened);
    if (isCurrent()) report(answer);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (isCurrent()) show(tool, error.message);
  }
}

/** @param {File} file */
async function bytesOf(file) {
  refuseLarge(file.size);
  return file.arrayBuffer().catch(() => {
    throw new Refusal("The file could not be opened. Is it a folder, or was it moved?");
  });
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
  saving.addEventListener("click", () =>
    made().then(
      (text) => save(fileName, fileName.endsWith(".bib") ? "application/x-bibtex" : "text/plain", text),
      () => announce("Could not save"),
    ),
  );
  return make("p", { class: "tool__offer" }, copying, " ", saving);
}

/**
 * The site's own entries of some papers.
 * @param {string[]} keys
 * @returns {Promise<string>}
 */
export const entriesOf = (keys) => ask("entries", { keys });

/**
 * What is shown of many, and how many more there are.
 * @template Item
 * @param {import("./worker.js").Some<Item>} some
 * @param {(item: Item) => HTMLElement} show
 * @param {(text: string) => HTMLElement} rest
 */
export function listed({ count, first }, show, rest) {
  const more = count - first.length;
  return more > 0 ? [...first.map(show), rest(`… and ${more.toLocaleString("en")} more`)] : first.map(show);
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
