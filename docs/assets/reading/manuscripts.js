/** What a manuscript cites, in whatever it is written. Pure. */
import { plain } from "./bibfile.js";
import { TELLING, letters, titled } from "../tools/same.js";
import { citedInTex, noted } from "./tex.js";

/** @typedef {"LaTeX" | "Typst" | "Markdown" | "notes"} Kind `notes`: what LaTeX or biber has written down, as .aux or .bcf */
/** @typedef {{kind: Kind, keys: string[], isAll: boolean}} Citations each key once, in order */

/** The most keys that are collected; then reading stops. */
export const KEYS = 100_000;
/** The longest of them, in characters. */
const LONGEST = 200;
/** What no key of BibTeX or biber holds. */
const FOREIGN = /[\s\\#%{}()"*,=~]/;

/** What nothing but LaTeX says, and nothing but Typst. */
const TEX =
  /\\(?:documentclass|begin\s{0,9}\{|usepackage|(?:sub)*section\*?\s{0,9}\{|bibliography|[A-Za-z]{0,20}cite[A-Za-z]{0,20}\*?\s{0,9}[[{(])/i;
const TYPST =
  /(?:^|\n)[ \t]*#(?:set|let|show|import|include|bibliography|figure|align|page|outline|pagebreak)\b|#cite\(|#bibliography\(|<[\w:.-]{1,100}>[ \t]*(?:\n|$)/;

/** Code and comments: fences, spans, and what HTML or Typst comments out. */
const ASIDE = {
  Markdown: /^(`{3,20}|~{3,20})[^\n]*\n(?:(?!\1)[^\n]*\n){0,5000}(?:\1[^\n]*)?|`[^`\n]{1,500}`|<!--(?:(?!-->)[^]){0,5000}(?:-->)?/gm,
  Typst: /(`{3,20})(?:(?!\1)[^]){0,20000}(?:\1)?|`[^`\n]{0,500}`|\/\*(?:(?!\*\/)[^]){0,20000}(?:\*\/)?|(?<!:)\/\/[^\n]*/g,
};
/** A citation as pandoc takes it (its manual, “Citation syntax”), and as Typst does (its reference, “cite”). */
const AT = {
  Markdown:
    /(?<![\p{L}\p{N}_.@/\\])@(?:\{([^{}\s]{1,200})\}|([\p{L}\p{N}_](?:[\p{L}\p{N}_]|[:.#$%&+?<>~/-](?=[\p{L}\p{N}_])){0,199}|\*))/gu,
  Typst: /(?<![\p{L}\p{N}_.@/\\])@([\p{L}\p{N}_](?:[\p{L}\p{N}_-]|[:.](?=[\p{L}\p{N}_-])){0,199})/gu,
};
const TYPST_CITES = /\bcite\(\s{0,20}(?:<([^<>\s]{1,200})>|label\(\s{0,20}"([^"\n]{1,200})"\s{0,20}\))/g;
/** What Quarto refers to within a document. */
const REFERENCE = /^(?:fig|tbl|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg)-/;

/**
 * What a text cites by keys; nothing if it cites none.
 * @param {string} text
 * @returns {Citations}
 */
export function citations(text) {
  const found = noted(text);
  if (found) return cited("notes", found);
  if (TEX.test(text)) return cited("LaTeX", citedInTex(text));
  return TYPST.test(text) ? cited("Typst", inTypst(text)) : cited("Markdown", inMarkdown(text));
}

/**
 * @param {Kind} kind
 * @param {import("./tex.js").Cited} cited
 * @returns {Citations}
 */
function cited(kind, { keys, isAll }) {
  /** @type {Set<string>} */
  const sound = new Set();
  for (const key of keys) {
    if (key && key.length <= LONGEST && !FOREIGN.test(key)) sound.add(key);
    if (sound.size >= KEYS) break;
  }
  return { kind, keys: [...sound], isAll };
}

/** @param {string} text */
function inMarkdown(text) {
  const keys = [...text.replace(ASIDE.Markdown, " ").matchAll(AT.Markdown)].map(([, braced, bare]) => braced ?? bare);
  return { keys: keys.filter((key) => !REFERENCE.test(key)), isAll: keys.includes("*") };
}

/** @param {string} text */
function inTypst(text) {
  const source = text.replace(ASIDE.Typst, " ");
  const named = [...source.matchAll(TYPST_CITES)].map((found) => ({ index: found.index, key: found[1] ?? found[2] }));
  const labels = new Set([...source.replace(TYPST_CITES, " ").matchAll(/<([\p{L}\p{N}_:.-]{1,200})>/gu)].map(([, name]) => name));
  const marked = [...source.matchAll(AT.Typst)]
    .map((found) => ({ index: found.index, key: found[1] }))
    .filter(({ key }) => !labels.has(key));
  const keys = [...named, ...marked].sort((a, b) => a.index - b.index).map(({ key }) => key);
  return { keys, isAll: /bibliography\([^()]{0,500}\bfull:\s{0,9}true/.test(source) };
}

/** Letters by which a title is looked up, which has as many at least. */
const HEAD = 12;

/**
 * The papers whose whole titles stand in a list of references. Short titles count where marks stand around them.
 * @template {{title: string}} Paper
 * @param {string} text
 * @param {Paper[]} papers
 * @returns {Paper[]}
 */
export function titlesIn(text, papers) {
  /** @type {Map<string, {paper: Paper, title: string}[]>} */
  const byHead = new Map();
  for (const paper of papers) {
    const title = titled(paper.title);
    if (title.length >= HEAD) byHead.set(title.slice(0, HEAD), [...(byHead.get(title.slice(0, HEAD)) ?? []), { paper, title }]);
  }
  const { all, starts, isMarked } = spelled(text);
  const ends = new Map(starts.map((start, at) => [start, at]));
  const found = starts.flatMap((start, at) =>
    (byHead.get(all.slice(start, start + HEAD)) ?? []).flatMap(({ paper, title }) => {
      const end = ends.get(start + title.length);
      const isThere = end !== undefined && all.startsWith(title, start);
      return isThere && (title.length >= TELLING || (isMarked[at] && isMarked[end])) ? [paper] : [];
    }),
  );
  return [...new Set(found)];
}

/**
 * A text as its letters alone, where in them words start (and the last one ends), and whether a mark stands before each.
 * @param {string} text
 */
function spelled(text) {
  const shown = text.includes("\\") ? plain(text) : text;
  const starts = [];
  const isMarked = [];
  let [all, at] = ["", 0];
  for (const { 0: word, index } of shown.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    starts.push(all.length);
    isMarked.push(at === 0 || /[.,;:!?"“”'‘’«»\])\n]/.test(shown.slice(at, index)));
    all += letters(word);
    at = index + word.length;
  }
  return { all, starts: [...starts, all.length], isMarked: [...isMarked, true] };
}
