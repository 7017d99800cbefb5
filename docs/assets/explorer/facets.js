/**
 * What the explorer shows: its state as an address, and the papers that pass, counted per filter. Pure.
 *
 * Filters combine: a paper passes if it has one of the values chosen in every facet. A value's count is the number of
 * papers that would be shown with that value chosen, all other facets as they are.
 *
 * A facet is a name: `section`, `author`, that of a fact of papers' records or of a vocabulary.
 *
 * @typedef {import("../search/library.js").Library} Library
 * @typedef {import("../search/library.js").Paper} Paper
 * @typedef {Map<string, Map<string, number>>} Counts by facet and value
 * @typedef {{q: string, sort: string, year: string, pick: string[], left?: number, list: string, beyond?: number, dropped?: number,
 *   chosen: Map<string, string[]>}} State
 *   `left`: keys that an address names beyond those in `pick`; `list`: what the list of them is called; `beyond`: characters that a
 *   query had beyond those in `q`; `dropped`: values that an address names beyond those chosen, or that are too long; `chosen`:
 *   values by facet
 * @typedef {{shown: Paper[], counts: Counts}} Filtered
 */

import { NAME, PICKED, QUERY, VALUE, VALUES, line, picked } from "../core/limits.js";
import { isWithin } from "../search/engine.js";
import { fold } from "../search/text.js";

/** @type {Map<string, (a: Paper, b: Paper) => number>} */
const SORTS = new Map([
  ["year", (a, b) => a.year - b.year],
  ["-year", (a, b) => b.year - a.year],
  ["title", (a, b) => filed(a.title).localeCompare(filed(b.title), "en")],
  ["cited", (a, b) => b.places.length - a.places.length || b.year - a.year],
]);

/** A year, or two with a dash or dots between them, of which one may be left out. */
const SPAN = /^\d{0,4}(?:(?:-|–|\.\.)\d{0,4})?$/;

/** A title without its leading article. @param {string} title */
const filed = (title) => title.replace(/^(?:a|an|the) /i, "");

/**
 * `Varoquaux, Gaël` as `Gaël Varoquaux`.
 * @param {string} name
 */
export const readable = (name) => name.split(", ").reverse().join(" ");

/**
 * A state in which nothing but words narrows the list.
 * @param {string} [q]
 * @returns {State}
 */
export const unfiltered = (q = "") => ({ q, sort: "", year: "", pick: [], list: "", chosen: new Map() });

/**
 * The state that an address stands for, within the limits of `core/limits.js`; what cannot be is passed over.
 * @param {string} search the query string of an address
 * @param {string[]} facets
 * @returns {State}
 */
export function read(search, facets) {
  const given = new URLSearchParams(search);
  const one = (/** @type {string} */ name) => given.get(name)?.trim() ?? "";
  const sort = one("sort");
  const { keys, left } = pickedIn(one("pick"));
  const asked = given.get("q") ?? "";
  const named = facets.map(
    (facet) => /** @type {[string, string[]]} */ ([facet, [...new Set(given.getAll(facet).map((value) => value.trim()))].filter(Boolean)]),
  );
  const chosen = new Map(named.map(([facet, values]) => [facet, values.filter((value) => value.length <= VALUE).slice(0, VALUES)]));
  return {
    q: asked.slice(0, QUERY),
    beyond: Math.max(0, asked.length - QUERY),
    sort: SORTS.has(sort) || sort === "relevance" || (sort === "pick" && keys.length > 0) ? sort : "",
    year: SPAN.test(one("year")) ? one("year") : "",
    pick: keys,
    left,
    list: keys.length > 0 ? line(given.get("list"), NAME) : "",
    dropped: named.reduce((sum, [facet, values]) => sum + values.length - (chosen.get(facet) ?? []).length, 0),
    chosen,
  };
}

/** The keys of a list that is shared. @param {string} list */
const pickedIn = (list) => picked(list.split(",", 2 * PICKED), 1 + (list.match(/,/g) ?? []).length);

/**
 * The query string that brings a state back; empty for the whole list.
 * @param {State} state
 * @param {string[]} facets
 * @param {string} search the query string so far, of which all that is not ours stays
 */
export function write(state, facets, search) {
  const given = new URLSearchParams();
  if (state.q.trim()) given.set("q", state.q.trim());
  for (const facet of facets) state.chosen.get(facet)?.forEach((value) => given.append(facet, value));
  if (state.year) given.set("year", state.year);
  if (state.sort) given.set("sort", state.sort);
  if (state.pick.length > 0) given.set("pick", state.pick.join(","));
  if (state.pick.length > 0 && state.list) given.set("list", state.list);
  const ours = new Set(["q", "year", "sort", "pick", "list", ...facets]);
  for (const [name, value] of new URLSearchParams(search)) if (!ours.has(name)) given.append(name, value);
  const text = given.toString().replaceAll("%2C", ",");
  return text && `?${text}`;
}

/** @param {State} state */
export function isNarrowed(state) {
  return Boolean(state.year) || state.pick.length > 0 || [...state.chosen.values()].some((values) => values.length > 0);
}

/**
 * @param {Paper[]} papers in order of relevance, or newest first
 * @param {State} state
 * @param {string[]} facets
 * @returns {Filtered}
 */
export function filter(papers, state, facets) {
  const tests = checks(state);
  /** @type {Counts} */
  const counts = new Map([...facets, "year"].filter((facet) => facet !== "author").map((facet) => [facet, new Map()]));
  /** @type {Paper[]} */
  const shown = [];
  for (const paper of papers) {
    const failed = tests.filter(([, passes]) => !passes(paper)).map(([facet]) => facet);
    if (failed.length === 0) shown.push(paper);
    if (failed.length < 2) count(paper, counts, failed[0]);
  }
  const order = orderOf(state);
  return { shown: order ? shown.sort(order) : shown, counts };
}

/** The order that a state asks for, which of a shared list is its own. @param {State} state */
export function orderOf({ sort, q, pick }) {
  if (pick.length === 0 || ((sort || q.trim()) && sort !== "pick")) return SORTS.get(sort);
  return (/** @type {Paper} */ a, /** @type {Paper} */ b) => pick.indexOf(a.key) - pick.indexOf(b.key);
}

/**
 * Whether a paper is shown in a state, as far as filters decide.
 * @param {State} state
 */
export function passing(state) {
  const tests = checks(state);
  return (/** @type {Paper} */ paper) => tests.every(([, passes]) => passes(paper));
}

/**
 * How many papers there are of every value, by facet.
 * @param {Library} library
 * @param {string[]} facets
 * @returns {Counts}
 */
export function totals({ papers, parts }, facets) {
  if (!parts) return filter(papers, unfiltered(), facets).counts;
  return new Map([...parts.sets].map(([facet, values]) => [facet, new Map(values)]));
}

/**
 * The values that a paper has in a facet.
 * @param {Paper} paper
 * @param {string} facet
 */
function valuesOf(paper, facet) {
  if (facet === "year") return [String(paper.year)];
  if (facet === "section") return paper.sections;
  if (facet === "author") return paper.authors.flatMap((name) => [name, readable(name)]).map(fold);
  return paper.facts.get(facet) ?? paper.terms.get(facet) ?? [];
}

/**
 * The tests that a state implies, by facet.
 * @param {State} state
 * @returns {[string, (paper: Paper) => boolean][]}
 */
function checks(state) {
  const { year } = state;
  const pick = new Set(state.pick);
  /** @type {[string, (paper: Paper) => boolean][]} */
  const tests = [];
  if (year) tests.push(["year", (paper) => isWithin(paper.year, year)]);
  if (pick.size > 0) tests.push(["pick", (paper) => pick.has(paper.key)]);
  for (const [facet, values] of state.chosen) {
    const chosen = new Set(facet === "author" ? values.map(fold) : values);
    if (chosen.size > 0) tests.push([facet, (paper) => [...valuesOf(paper, facet)].some((value) => chosen.has(value))]);
  }
  return tests;
}

/**
 * A paper that fails no facet counts everywhere; one that fails a single facet counts there.
 * @param {Paper} paper
 * @param {Counts} counts
 * @param {string | undefined} only
 */
function count(paper, counts, only) {
  for (const [facet, found] of counts) {
    if (only && facet !== only) continue;
    for (const value of valuesOf(paper, facet)) found.set(value, (found.get(value) ?? 0) + 1);
  }
}
