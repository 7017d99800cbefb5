/** From a manuscript to its bibliography: the entries of the papers it cites that are ours. */
import { counted, find, make } from "../core/dom.js";
import { address, siteName } from "../core/site.js";
import { ask } from "./desk.js";
import { entriesOf, intake, listed, offer, part, show } from "./form.js";

/** @typedef {import("./worker.js").Citations} Citations */

const tool = find("[data-manuscript]");

intake(tool, "manuscript", report);

/** @param {Citations} found */
function report(found) {
  show(
    tool,
    found.isCut ? `${summary(found)} Reading stopped at so many.` : summary(found),
    ...elsewhere(found),
    ...known(found),
    ...everything(found),
    ...others(found),
    ...titles(found),
  );
}

/** @param {Citations} found */
function summary({ count, known: ours, isAll, isBibliography, titles: named }) {
  if (isBibliography) return "This is a bibliography, not a text that cites.";
  if (count > 0) return `The manuscript cites ${counted(count, "key")}; ${ours.length} of them ${ours.length === 1 ? "is" : "are"} here.`;
  if (isAll) return "The manuscript cites no key, but asks for every entry.";
  if (named.count > 0)
    return `No key is cited; ${counted(named.count, "paper", "papers")} here ${named.count === 1 ? "is" : "are"} named by title.`;
  return "No citation was found: paste LaTeX with \\cite commands, Markdown with [@keys], Typst with @keys, an .aux file, or a list of references.";
}

/** @param {Citations} found */
function elsewhere({ isBibliography }) {
  return isBibliography
    ? [make("p", {}, "Compare it with the papers here under ", make("a", { href: tool.dataset.other ?? "" }, "Check my bibliography"), ".")]
    : [];
}

/** @param {Citations} found */
function known({ known: keys }) {
  const item = (/** @type {string} */ key) => make("li", { "data-cited": key }, make("a", { href: address("paper", key) }, key));
  const parts = () => [
    offer(`the ${counted(keys.length, "entry", "entries")}`, "manuscript.bib", () => entriesOf(keys)),
    list({ count: keys.length, first: keys }, item),
  ];
  return part(`In ${siteName}`, "One entry for each, under the key that the manuscript uses.", keys.length > 0 ? parts() : []);
}

/** What `\\nocite{*}` and the like ask for. @param {Citations} found */
function everything({ isAll, total }) {
  const text =
    "The manuscript asks for every entry of its bibliography, cited or not, as \\nocite{*} does. That may be your own file, or all that is here.";
  return part(
    "Everything",
    text,
    isAll ? [offer(`all ${counted(total, "entry", "entries")}`, "everything.bib", () => ask("everything", {}))] : [],
  );
}

/** @param {Citations} found */
function others({ others: keys }) {
  const hint = (/** @type {string} */ meant) => [": did you mean ", make("a", { href: address("paper", meant) }, meant), "?"];
  const item = (/** @type {Citations["others"]["first"][number]} */ { key, meant }) =>
    make("li", { "data-cited": key }, make("code", {}, key), ...(meant ? hint(meant) : []));
  const text =
    "These keys are not ours, letter by letter and in their case; a paper under a key of your own is found by checking your bibliography.";
  return part(`Not in ${siteName}`, text, keys.count > 0 ? [list(keys, item)] : []);
}

/** @param {Citations} found */
function titles({ titles: papers, titleKeys }) {
  const item = (/** @type {import("./worker.js").Named} */ { key, title, venue, year }) =>
    make("li", { "data-cited": key }, make("a", { href: address("paper", key) }, title), `, ${venue} ${year}`);
  const text = "These titles stand in your text, whole. References to other papers, or under other titles, are not recognized.";
  const entries = () => offer(`the ${counted(titleKeys.length, "entry", "entries")}`, "references.bib", () => entriesOf(titleKeys));
  return part(`In ${siteName}`, text, papers.count > 0 ? [entries(), make("ul", {}, ...listed(papers, item, rest))] : []);
}

/**
 * @template Item
 * @param {import("./worker.js").Some<Item>} keys
 * @param {(key: Item) => HTMLElement} item
 */
const list = (keys, item) => make("ul", { class: "tool__keys" }, ...listed(keys, item, rest));

/** @param {string} text */
const rest = (text) => make("li", {}, text);
