/**
 * Abbreviations that no text explains, read as what they may stand for. Pure.
 *
 * `hooks/survey/search/phrases.py` learns the phrases, and finds in titles what is found here.
 */

import { STOP_WORDS, words } from "./text.js";

const LONGEST = 5; // parts of a phrase between spaces; letters of an abbreviation
const SHORTEST = 3; // letters of one that a single title has
const BREAK = /[:;,.?!()“”"]|\s[-–—]\s|—/;

/** @typedef {{text: string, forms: string[], isKept: boolean}} Part what stands between two spaces; `forms`: the first letters of its words */

/**
 * The parts of each stretch of a text that a phrase may lie in.
 * @param {string} text
 * @returns {Part[][]}
 */
function parts(text) {
  return text.split(BREAK).map((stretch) =>
    stretch
      .split(/\s+/)
      .map(read)
      .filter(({ forms }) => forms[0]),
  );
}

/**
 * The first letters of all words, of those not too common, and of the first if any is.
 * @param {string} text
 * @returns {Part}
 */
function read(text) {
  const said = words(text);
  const kept = initials(said.filter((word) => !STOP_WORDS.has(word)));
  return { text, forms: [initials(said), kept, kept && initials(said.slice(0, 1))], isKept: kept !== "" };
}

/** @param {string[]} said */
const initials = (said) => said.map((word) => [...word][0]).join("");

/**
 * The forms of every phrase.
 * @param {Part[]} stretch
 * @returns {string[]}
 */
function runs(stretch) {
  /** @type {string[]} */
  const found = [];
  for (let start = 0; start < stretch.length; start++) {
    let forms = ["", "", ""];
    for (let end = start; stretch[start].isKept && end < Math.min(start + LONGEST, stretch.length); end++) {
      forms = forms.map((form, at) => form + stretch[end].forms[at]);
      if (stretch[end].isKept) found.push(...forms);
    }
  }
  return found;
}

/**
 * What phrases of a title may be abbreviated to, and its names by their capitals: `DataComp-LM` is `dclm`.
 * @param {string} title
 */
export function abbreviations(title) {
  const found = parts(title).flatMap((stretch) => [
    ...runs(stretch),
    ...stretch.map(({ text }) => text.replace(/[^A-Z]/g, "").toLowerCase()),
  ]);
  return [...new Set(found)].filter(({ length }) => length >= SHORTEST && length <= LONGEST);
}

/** @param {Part[]} stretch */
const whole = (stretch) => [0, 1, 2].map((at) => stretch.map(({ forms }) => forms[at]).join(""));

/**
 * The phrases that each abbreviation may stand for, the commonest first.
 * @param {string[]} phrases those of most papers first
 */
export function readPhrases(phrases) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const phrase of phrases) {
    for (const form of new Set(parts(phrase).flatMap(whole))) found.set(form, [...(found.get(form) ?? []), phrase]);
  }
  return found;
}

/**
 * Words that are typed as abbreviations, folded: some of their letters are capitals beyond the first, though not those of the whole text.
 * @param {string} text
 */
export function capitals(text) {
  const said = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const found = said.filter((word) => /^\P{L}*\p{L}.*\p{Lu}/u.test(word));
  return new Set(found.length < Math.max(3, said.length) ? found.flatMap(words) : []);
}
