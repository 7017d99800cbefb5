/** What one takes along of a list: its citation in a manuscript, its papers in every format, and a link to it. */
import { citep, fetchText } from "../core/copy.js";
import { find } from "../core/dom.js";
import { address } from "../core/site.js";

/** @typedef {import("./arrange.js").List} List */
/** @typedef {{id: string, name: string, extension: string, type: string, make: (list: List) => Promise<string>}} Format */

const AT_ONCE = 50; // files that are fetched at a time
const FILE_NAME = 50; // characters

/** Keys that pandoc takes without braces (its manual, “Citation syntax”), and Typst as a reference (its reference, “label”). */
const PANDOC = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_]|[:.#$%&+?<>~/-](?=[\p{L}\p{N}_]))*$/u;
const TYPST = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_:.-]*[\p{L}\p{N}_-])?$/u;

/** @param {string[]} keys */
const pandoc = (keys) => `[${keys.map((key) => (PANDOC.test(key) ? `@${key}` : `@{${key}}`)).join("; ")}]`;

/** @param {string[]} keys */
const typst = (keys) => keys.map((key) => (TYPST.test(key) ? `@${key}` : `#cite(label(${JSON.stringify(key)}))`)).join(" ");

/** How manuscripts cite a list. */
export const CITATIONS = [
  { id: "citep", shown: "\\citep{…}", write: citep },
  { id: "pandoc", shown: "pandoc [@a; @b]", write: pandoc },
  { id: "typst", shown: "Typst @a @b", write: typst },
];

/** @type {Format[]} */
export const FORMATS = [
  { id: "bibtex", name: "BibTeX", extension: "bib", type: "application/x-bibtex", make: (list) => files("bib", list) },
  { id: "ris", name: "RIS", extension: "ris", type: "application/x-research-info-systems", make: (list) => files("ris", list) },
  { id: "csl", name: "CSL-JSON", extension: "json", type: "application/vnd.citationstyles.csl+json", make: csl },
  { id: "csv", name: "CSV", extension: "csv", type: "text/csv", make: csv },
  { id: "text", name: "Text", extension: "txt", type: "text/plain", make: text },
];

/**
 * Something about each paper, a few at a time.
 * @template Made
 * @param {List} list
 * @param {(key: string) => Promise<Made>} ask
 */
async function each({ items }, ask) {
  /** @type {Made[]} */
  const made = [];
  while (made.length < items.length)
    made.push(...(await Promise.all(items.slice(made.length, made.length + AT_ONCE).map(({ key }) => ask(key)))));
  return made;
}

/**
 * The papers' own files, one after the other.
 * @param {"bib" | "ris"} format
 * @param {List} list
 */
async function files(format, list) {
  const texts = await each(list, (key) => fetchText(address(format, key)));
  return `${texts.map((one) => one.trim()).join("\n\n")}\n`;
}

/** @param {List} list */
async function csl(list) {
  const all = new Map(JSON.parse(await fetchText(address("csl"))).map((/** @type {{id: string}} */ item) => [item.id, item]));
  return `${JSON.stringify(
    list.items.flatMap(({ key }) => all.get(key) ?? []),
    null,
    2,
  )}\n`;
}

/** The rows of the site's own table, whose first column is the key; a value in quotes may go over several lines. @param {List} list */
async function csv(list) {
  const [head = "", ...rows] = (await fetchText(address("table"))).match(/(?:"[^"]*"|[^"\n])+/g) ?? [];
  const byKey = new Map(rows.map((row) => [row.slice(0, row.indexOf(",")), row]));
  return `\ufeff${[head.replace("\ufeff", ""), ...list.items.flatMap(({ key }) => byKey.get(key) ?? [])].join("\n")}\n`;
}

/** The papers as their pages cite them, in the first of the styles there, each with the reader's note. @param {List} list */
async function text(list) {
  const cited = await each(list, async (key) =>
    find(
      ".cite-box__styles [data-copy-text]",
      new DOMParser().parseFromString(await fetchText(address("paper", key)), "text/html"),
    ).textContent?.trim(),
  );
  const entries = list.items.map(({ note }, at) =>
    [`${at + 1}. ${cited[at]}`, ...(note ? [`Note: ${note}`] : [])].join("\n").replaceAll("\n", "\n   "),
  );
  return `${[...(list.name ? [list.name] : []), ...entries].join("\n\n")}\n`;
}

/**
 * A link to a list, with its order and its name.
 * @param {List} list
 */
export function linkTo({ name, items }) {
  const link = new URL(address("picked", items.map(({ key }) => key).join(",")), location.href).href;
  return name ? `${link}&${new URLSearchParams({ list: name })}` : link;
}

/**
 * What a file of a list is called.
 * @param {List} list
 * @param {Format} format
 */
export function fileName({ name }, { extension }) {
  const words =
    name
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return `${[...words.join("-")].slice(0, FILE_NAME).join("") || "basket"}.${extension}`;
}
