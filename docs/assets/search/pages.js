/**
 * People and venues that have a page, by their names. Pure.
 *
 * @typedef {import("./library.js").Library} Library
 * @typedef {{kind: "author" | "venue", title: string, slug: string, count: number}} Page `count`: of its papers, 0 where that is not known
 * @typedef {Page & {words: string[]}} Known a page and the words of its title
 */

import { LIGHT_WORDS, STOP_WORDS, slug, words } from "./text.js";

const SEVERAL = 3; // people offered
const BEGUN = 4; // letters of a word at least that may go on
const SPOKEN = /^[\p{L}\p{M}\p{N}\s.,'’&-]+$/u; // nothing but names

/**
 * Everybody with a page, as far as authors are known; who has written most, first.
 * @param {Library} library
 * @returns {Known[]}
 */
export function people({ papers, pages }) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { authors } of papers) for (const name of new Set(authors)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const several = [...counts].filter(([, count]) => count >= pages.fewest).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return several.map(([name, count]) => {
    const title = spoken(name);
    return { kind: "author", title, slug: pages.author[name] ?? slug(title), count, words: words(title) };
  });
}

/**
 * Every venue.
 * @param {Library} library
 * @returns {Known[]}
 */
export function venues({ papers, pages, values }) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { venue } of papers) counts.set(venue, (counts.get(venue) ?? 0) + 1);
  return (values.get("venue") ?? []).filter(Boolean).map((name) => ({
    kind: "venue",
    title: name,
    slug: pages.venue[name] ?? slug(name),
    count: counts.get(name) ?? 0,
    words: words(name),
  }));
}

/**
 * A name as it is spoken. @param {string} inverted `Family, Given` or `Family, Suffix, Given`
 */
function spoken(inverted) {
  const [family, ...rest] = inverted.split(", ");
  const given = rest.pop();
  return [given, family, ...rest].filter(Boolean).join(" ");
}

/**
 * The pages that a query names, or begins to.
 * @param {string} text
 * @param {Known[]} known
 * @returns {Page[]}
 */
export function named(text, known) {
  const said = words(text);
  if (said.length === 0 || !SPOKEN.test(text)) return [];
  const isMeant = (/** @type {Known} */ page) => (page.kind === "venue" ? isBegun(said, page.words) : isSaid(said, page.words));
  return known.filter(isMeant).slice(0, SEVERAL);
}

/**
 * Whether a venue's name begins so: of a name of several words, which may be those of a topic, with more than one.
 * @param {string[]} said
 * @param {string[]} name
 */
function isBegun(said, name) {
  const [start, whole] = [said.join(" "), name.join(" ")];
  if (start === whole) return true;
  return whole.startsWith(start) && (name.length === 1 ? start.length >= BEGUN : said.length > 1);
}

const isCommon = (/** @type {string} */ word) => STOP_WORDS.has(word) || LIGHT_WORDS.has(word);

/**
 * @param {string} word
 * @param {string[]} name
 */
const isWordOf = (word, name) =>
  word.length > 1 && !isCommon(word) && name.some((part) => part === word || (word.length >= BEGUN && part.startsWith(word)));

/**
 * Whether each word begins another one of somebody's name, in any order, so that initials will do for all but one.
 * @param {string[]} said
 * @param {string[]} name
 */
function isSaid(said, name) {
  if (said.length > name.length) return false;
  const left = [...name];
  const begins = (/** @type {string} */ word) => {
    const at = left.findIndex((part) => part.startsWith(word));
    return at >= 0 && left.splice(at, 1).length > 0;
  };
  return said.some((word) => isWordOf(word, name)) && [...said].sort((a, b) => b.length - a.length).every(begins);
}
