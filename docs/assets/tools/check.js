/** Check my bibliography: compares the reader's file with the papers here, all in the browser. */
import { replaced, underKey } from "./match.js";
import { fetchText } from "../core/copy.js";
import { counted, find, findAll, make } from "../core/dom.js";
import { address } from "../core/site.js";
import { intake, library, offer, part, show } from "./form.js";

/** @typedef {import("./match.js").Match} Match */
/** @typedef {import("./match.js").Paper} Paper */
/** @typedef {{refusal?: string, text: string, encoding: string, count: number, complaints: {line: number, message: string}[], matches: Match[], outdated: Match[], renamed: Match[], repeated: {paper: string, keys: string[]}[], missing: Paper[]}} Report */

/** How many complaints about a file are shown. */
const COMPLAINTS = 50;

const tool = find("[data-bib-check]");
const ours = library();
/** @type {Promise<Paper[]> | undefined} */
let papers;
/** @type {Worker | undefined} */
let worker;

intake(tool, async (bytes) => {
  show(tool, "Reading …");
  papers ??= fetchText(address("records")).then((text) => JSON.parse(text).papers);
  work(bytes, await papers);
});

/**
 * @param {ArrayBuffer} bytes
 * @param {Paper[]} known
 */
function work(bytes, known) {
  worker?.terminate(); // of a file that the reader has thought better of
  worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  worker.addEventListener("message", (event) => report(event.data));
  worker.addEventListener("error", () => show(tool, "The file could not be read."));
  worker.postMessage({ bytes, papers: known }, [bytes]);
}

/** @param {Report} found */
function report(found) {
  if (found.refusal) return show(tool, found.refusal);
  const cited = new Set(found.matches.map((match) => match.paper.key));
  const summary = `Read ${counted(found.count, "entry", "entries")} (${found.encoding}): ${counted(cited.size, "paper")} found here, ${found.outdated.length} of them cited as a preprint though published since.`;
  show(tool, summary, ...outdated(found), ...renamed(found), ...repeated(found), ...complaints(found));
  cover(cited);
  return missing(found.missing);
}

/** @param {Report} found */
function outdated({ outdated: matches, text }) {
  if (matches.length === 0) return [];
  const keep = /** @type {HTMLInputElement} */ (find("[data-keep-keys]", tool));
  const corrected = async () => {
    const entries = await ours();
    return matches.map(({ entry, paper }) => ({ entry, bibtex: underKey(entries.get(paper.key) ?? "", keep.checked ? entry.key : paper.key) }));
  };
  const rows = matches.map(({ entry, paper }) => [code(entry.key), `line ${entry.line}`, link(paper), `${paper.venue} ${paper.year}`]);
  return part("Published since", "These entries cite the preprint of a paper that has been published.", [
    table(["Your key", "Where", "Paper", "Published at"], rows),
    offer(`the ${counted(matches.length, "corrected entry", "corrected entries")}`, "corrected-entries.bib", async () => (await corrected()).map(({ bibtex }) => `${bibtex}\n`).join("\n")),
    offer("your whole file, corrected", "corrected.bib", async () => replaced(text, await corrected())),
  ]);
}

/** @param {Report} found */
function renamed({ renamed: matches }) {
  const rows = matches.map(({ entry, paper, by }) => [code(entry.key), `line ${entry.line}`, code(paper.key), link(paper), by]);
  return part("Under another key", "You have these papers under keys of your own.", rows.length > 0 ? [table(["Your key", "Where", "Key here", "Paper", "Matched by"], rows)] : []);
}

/** @param {Report} found */
function repeated({ repeated: papersTwice }) {
  const items = papersTwice.map(({ paper, keys }) => make("li", {}, code(paper), `: ${keys.join(", ")}`));
  return part("More than once", "These papers stand in your file under several keys.", items.length > 0 ? [make("ul", {}, ...items)] : []);
}

/** @param {Report} found */
function complaints({ complaints: all }) {
  const items = all.slice(0, COMPLAINTS).map(({ line, message }) => make("li", {}, `Line ${line}: ${message}`));
  if (all.length > COMPLAINTS) items.push(make("li", {}, `… and ${all.length - COMPLAINTS} more`));
  return part("Hard to read", "What is wrong with the file itself.", items.length > 0 ? [make("ul", { "data-complaints": true }, ...items)] : []);
}

/**
 * Fills the table of sections in.
 * @param {Set<string>} cited
 */
function cover(cited) {
  for (const row of findAll("[data-section]", tool)) {
    const keys = (row.dataset.keys ?? "").split(" ");
    const have = keys.filter((key) => cited.has(key));
    const cell = find("[data-have]", row);
    cell.textContent = `${have.length} of ${keys.length}`;
    row.dataset.coverage = have.length === 0 ? "none" : have.length === keys.length ? "all" : "some";
    find("[data-missing]", row).replaceChildren(...absent(row, keys.filter((key) => !cited.has(key))));
  }
  for (const element of findAll("[data-after-check]", tool)) element.hidden = false;
}

/**
 * @param {HTMLElement} row
 * @param {string[]} keys
 */
function absent(row, keys) {
  return keys.length > 0 ? [offer(counted(keys.length, "entry", "entries"), `${row.dataset.section}-missing.bib`, () => entriesOf(keys))] : [];
}

/** @param {Paper[]} lacking */
function missing(lacking) {
  const place = find("[data-all-missing]", tool);
  const keys = lacking.map((paper) => paper.key);
  place.replaceChildren(...(keys.length > 0 ? [offer(`all ${counted(keys.length, "missing entry", "missing entries")}`, "missing.bib", () => entriesOf(keys))] : []));
}

/** @param {string[]} keys */
async function entriesOf(keys) {
  const entries = await ours();
  return keys.map((key) => `${entries.get(key)}\n`).join("\n");
}

/** @param {string} key */
const code = (key) => make("code", {}, key || "(no key)");

/** @param {Paper} paper */
const link = (paper) => make("a", { href: address("paper", paper.key) }, paper.title);

/**
 * @param {string[]} heads
 * @param {(Node | string)[][]} rows
 */
function table(heads, rows) {
  const head = make("tr", {}, ...heads.map((text) => make("th", { scope: "col" }, text)));
  const body = rows.map((cells) => make("tr", {}, ...cells.map((cell) => make("td", {}, cell))));
  return make("div", { class: "tool__table", tabindex: 0, role: "region", "aria-label": heads.join(", ") }, make("table", {}, make("thead", {}, head), make("tbody", {}, ...body)));
}
