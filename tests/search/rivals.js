/**
 * Other engines over the texts of `documents.py`, each a function from a query to the ids of what it finds, best first.
 *
 * lunr as MkDocs brings it: every word also a prefix, titles a thousand times the text, which is how the theme sets it up; and
 * with tuned weights. MiniSearch (https://lucaong.github.io/minisearch/): as it comes, and with prefixes, slips and tuned weights.
 * Both combine words by OR. The tuned ones got their weights by a search on the queries that ours was tuned on (`tune.js`).
 *
 * @typedef {Record<string, string>} Document
 * @typedef {(query: string, kind: string) => string[]} Search
 */

import MiniSearch from "../scripts/node_modules/minisearch/dist/es/index.js";

/** Weights before any tuning, by hand. */
export const START = {
  title: 4,
  ids: 1,
  authors: 4,
  when: 2,
  topics: 1,
  places: 1,
  claims: 1,
  gist: 2,
  problem: 1,
  idea: 1,
  finding: 0.5,
  limits: 0.3,
  terms: 2,
  asks: 2,
  also: 1,
  uses: 0.5,
  models: 0.5,
};

/** By `tune.js`. */
const LUNR = { title: 2, ids: 2, authors: 1, when: 1, topics: 1, places: 2, claims: 2, gist: 1, terms: 2, asks: 4, also: 2, models: 2 };
const MINISEARCH = { ...START, title: 2, ids: 8, authors: 2, when: 4, also: 4, uses: 0.25 };
const OPTIONS = { prefix: 3, fuzzy: 0.15 };

/**
 * @param {Document[]} documents
 * @param {any} lunr
 * @param {Record<string, number>} weights
 * @returns {Search}
 */
export function withLunr(documents, lunr, weights) {
  const index = lunr(function (/** @type {any} */ builder) {
    builder.ref("at");
    for (const [field, boost] of Object.entries(weights)) builder.field(field, { boost });
    documents.forEach((document, at) => builder.add({ ...document, at }));
  });
  // Lunr tells the nodes of its words apart by letter and number written together, so that digits can make it find words
  // that it does not have, on which it fails; it then gets the words without their prefixes.
  const tried = (/** @type {string[]} */ terms) => {
    try {
      return index.search(terms.flatMap((term) => [term, `${term}*`]).join(" "));
    } catch {
      return index.search(terms.join(" "));
    }
  };
  return (query, kind) => {
    const terms = query
      .replace(/[:"~^+*-]/g, " ")
      .split(/\s+/)
      .filter(Boolean);
    const found = /** @type {{ref: string}[]} */ (tried(terms)).map(({ ref }) => documents[Number(ref)]);
    return found.filter((document) => document.kind === kind).map(({ id }) => id);
  };
}

/**
 * @param {Document[]} documents
 * @param {Record<string, number>} weights
 * @param {{prefix: number, fuzzy: number}} [options] `prefix`: letters of a word that may be a beginning; `fuzzy`: edits per letter
 * @returns {Search}
 */
export function withMiniSearch(documents, weights, options) {
  const found = options && { fuzzy: options.fuzzy, prefix: (/** @type {string} */ term) => term.length >= options.prefix };
  const index = new MiniSearch({
    idField: "at",
    fields: Object.keys(weights),
    searchOptions: { ...found, combineWith: "OR", boost: weights },
  });
  index.addAll(documents.map((document, at) => ({ ...document, at })));
  return (query, kind) => {
    const found = index.search(query).map(({ id }) => documents[id]);
    return found.filter((document) => document.kind === kind).map(({ id }) => id);
  };
}

/**
 * How every rival is made, by its name in the tables.
 * @param {Document[]} documents
 * @param {any} lunr
 * @returns {Record<string, () => Search>}
 */
export function rivals(documents, lunr) {
  const flat = documents.map(({ title, ...rest }) => ({
    ...rest,
    title,
    text: Object.entries(rest)
      .filter(([name]) => name in START)
      .map(([, text]) => text)
      .join(" "),
  }));
  const equal = Object.fromEntries(Object.keys(START).map((name) => [name, 1]));
  return {
    "lunr, as the theme has it": () => withLunr(flat, lunr, { title: 1000, text: 1 }),
    "lunr, tuned": () => withLunr(documents, lunr, LUNR),
    "MiniSearch, as it comes": () => withMiniSearch(documents, equal),
    "MiniSearch, tuned": () => withMiniSearch(documents, MINISEARCH, OPTIONS),
  };
}
