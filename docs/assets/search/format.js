/**
 * The search index as its files hold it: types, and how packed words are read. `hooks/survey/search/` writes the files and says
 * what they mean: `index.py` the records, `words.py` the words, `parts.py` the files of a large survey. References are positions in
 * the lists of the head. Pure.
 *
 * @typedef {[id: string, title: string]} Titled
 * @typedef {Record<string, number[]>} Terms positions by vocabulary
 * @typedef {{fewest: number, author: Record<string, string>, venue: Record<string, string>}} Pages who has a page: everybody with so
 *   many papers, every venue; by name, the part of its address where that is not the name's own
 * @typedef {{noun: string, terms: [id: string, title: string, meaning: string][]}} Answers
 *
 * @typedef {{id: string, title: string, number: string, lead: string, up: number, aliases: string[], answers: string[]}} Section
 * @typedef {{id: string, title: string, section: number, terms: Terms, aliases: string[]}} Approach
 * @typedef {number | [approach: number, terms: Terms]} Place
 * @typedef {{key: string, title: string, year: number, authors: string[], more: 0 | 1, places: Place[], terms?: Terms | null,
 *   texts?: string[]}} Plain
 * @typedef {Plain & {[facet: string]: any}} Paper its values of each facet by position, besides
 * @typedef {{[Fact in keyof Paper]: Paper[Fact][]} & {key: string[]}} Columns papers fact by fact
 *
 * @typedef {{terms: string, masks: number[], lists: string, totals?: Record<string, number>}} Words
 * @typedef {{authors: string[][], ids: string[][], texts: string[][], leads: string[], words: Words}} Rest of each
 *   paper, in their order; of each approach, its lead; more of the words
 *
 * @typedef {{v: number, synonyms: string[][], phrases: string[], facets: Titled[], vocabularies: Record<string, Titled[]>, usual: Terms, searched: string[],
 *   answers: Answers, sections: Section[], approaches: Approach[], values: {[facet: string]: string[]}, pages: Pages, fields: string[]}} Head
 * @typedef {{papers: Columns, words: Words}} Whole what follows the head for a survey that one file holds
 * @typedef {{papers?: undefined, count: number, starts: string[], block: number, sets: Record<string, [value: string, count: number][]>}} Split
 *   what follows it for a large one
 * @typedef {Head & (Whole | Split)} Index
 *
 * @typedef {{term: string, documents: number[], masks: number[], total: number}} Entry a term and the papers that have it
 */

export const VERSION = 8;

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-./:;<=>?@[]^_{|}~";
const LAST = 60; // digits that end a number
const VALUES = new Map([...DIGITS].map((digit, value) => [digit.charCodeAt(0), value]));

/**
 * The entries of packed words.
 * @param {Words} words
 * @returns {Entry[]}
 */
export function unpack({ terms, masks, lists, totals = {} }) {
  if (!terms) return [];
  const packed = lists.split(" ");
  let before = "";
  return terms.split(" ").map((shortened, at) => {
    const term = [...before].slice(0, Number(shortened[0])).join("") + shortened.slice(1);
    before = term;
    const { documents, found } = readList(packed[at], masks);
    return { term, documents, masks: found, total: totals[term] ?? documents.length };
  });
}

/**
 * @param {string} list
 * @param {number[]} masks
 */
function readList(list, masks) {
  /** @type {number[]} */
  const documents = [];
  /** @type {number[]} */
  const found = [];
  let before = -1;
  for (let at = 0; at < list.length;) {
    let end = at;
    while (value(list, end) >= LAST) end++;
    let number = value(list, end);
    for (let back = end - 1; back >= at; back--) number = number * (DIGITS.length - LAST) + value(list, back);
    at = end + 1;
    before += 1 + Math.floor(number / masks.length);
    documents.push(before);
    found.push(masks[number % masks.length]);
  }
  return { documents, found };
}

/**
 * @param {string} list
 * @param {number} at
 */
const value = (list, at) => VALUES.get(list.charCodeAt(at)) ?? 0;
