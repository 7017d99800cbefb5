/**
 * What the explorer shows: its state as an address, and the papers that pass, counted per filter. Pure.
 *
 * Filters combine: a paper passes if it has one of the values chosen in every facet. A value's count is the number of
 * papers that would be shown with that value chosen, all other facets as they are.
 *
 * @typedef {import("../search/data.js").Library} Library
 * @typedef {import("../search/data.js").Paper} Paper
 * @typedef {"section" | "role" | "access" | "topic" | "venue" | "author" | "has"} Facet
 * @typedef {Record<Facet, string[]> & {q: string, sort: string, year: string, pick: string[]}} State
 * @typedef {{shown: Paper[], counts: Map<string, Map<string, number>>}} Filtered
 */

import { inYears } from "../search/engine.js";
import { fold } from "../search/text.js";

/** @type {Record<Facet, (paper: Paper) => Iterable<string>>} */
export const VALUES = {
  section: (paper) => paper.sections,
  role: (paper) => paper.roles,
  access: (paper) => paper.access,
  topic: (paper) => paper.topics,
  venue: (paper) => [paper.venue],
  author: (paper) => paper.authors.flatMap((name) => [name, readable(name)]).map(fold),
  has: (paper) => paper.has,
};

export const FACETS = /** @type {Facet[]} */ (Object.keys(VALUES));

const SORTS = /** @type {Record<string, (a: Paper, b: Paper) => number>} */ ({
  year: (a, b) => a.year - b.year,
  "-year": (a, b) => b.year - a.year,
  title: (a, b) => filed(a.title).localeCompare(filed(b.title), "en"),
  cited: (a, b) => b.places.length - a.places.length || b.year - a.year,
});

/** A title without its leading article. @param {string} title */
const filed = (title) => title.replace(/^(?:a|an|the) /i, "");

/**
 * `Varoquaux, Gaël` as `Gaël Varoquaux`.
 * @param {string} name
 */
export const readable = (name) => name.split(", ").reverse().join(" ");

/**
 * @param {string} search the query string of an address
 * @returns {State}
 */
export function read(search) {
  const given = new URLSearchParams(search);
  const one = (/** @type {string} */ name) => given.get(name)?.trim() ?? "";
  const many = (/** @type {string} */ name) => [...new Set(given.getAll(name).map((value) => value.trim()).filter(Boolean))];
  const facets = /** @type {Record<Facet, string[]>} */ (Object.fromEntries(FACETS.map((facet) => [facet, many(facet)])));
  const sort = one("sort");
  const pick = one("pick").split(",").filter(Boolean);
  return { ...facets, q: given.get("q") ?? "", sort: sort in SORTS || sort === "relevance" ? sort : "", year: one("year"), pick };
}

/**
 * The query string that brings a state back; empty for the whole list.
 * @param {State} state
 */
export function write(state) {
  const given = new URLSearchParams();
  if (state.q.trim()) given.set("q", state.q.trim());
  for (const facet of FACETS) state[facet].forEach((value) => given.append(facet, value));
  if (state.year) given.set("year", state.year);
  if (state.sort) given.set("sort", state.sort);
  if (state.pick.length > 0) given.set("pick", state.pick.join(","));
  const text = given.toString().replaceAll("%2C", ",");
  return text && `?${text}`;
}

/** @param {State} state */
export function isNarrowed(state) {
  return Boolean(state.year) || state.pick.length > 0 || FACETS.some((facet) => state[facet].length > 0);
}

/**
 * @param {Paper[]} papers in order of relevance, or newest first
 * @param {State} state
 * @returns {Filtered}
 */
export function filter(papers, state) {
  const tests = checks(state);
  const counts = new Map([...FACETS, "year"].map((facet) => [facet, new Map()]));
  /** @type {Paper[]} */
  const shown = [];
  for (const paper of papers) {
    const failed = tests.filter(([, passes]) => !passes(paper)).map(([facet]) => facet);
    if (failed.length === 0) shown.push(paper);
    if (failed.length < 2) count(paper, counts, failed[0]);
  }
  const order = SORTS[state.sort];
  return { shown: order ? shown.sort(order) : shown, counts };
}

/**
 * How many papers there are of every value, by facet.
 * @param {Library} library
 */
export function totals({ papers, parts }) {
  if (!parts) return filter(papers, read("")).counts;
  return new Map(Object.entries(parts.sets).map(([facet, values]) => [facet, new Map(values)]));
}

/**
 * The tests that a state implies, by facet.
 * @param {State} state
 * @returns {[string, (paper: Paper) => boolean][]}
 */
function checks(state) {
  const { year, pick } = state;
  /** @type {[string, (paper: Paper) => boolean][]} */
  const tests = [];
  if (year) tests.push(["year", (paper) => inYears(paper.year, year)]);
  if (pick.length > 0) tests.push(["pick", (paper) => pick.includes(paper.key)]);
  for (const facet of FACETS.filter((name) => state[name].length > 0)) {
    const chosen = new Set(facet === "author" ? state[facet].map(fold) : state[facet]);
    tests.push([facet, (paper) => [...VALUES[facet](paper)].some((value) => chosen.has(value))]);
  }
  return tests;
}

/**
 * A paper that fails no facet counts everywhere; one that fails a single facet counts there.
 * @param {Paper} paper
 * @param {Map<string, Map<string, number>>} counts
 * @param {string | undefined} only
 */
function count(paper, counts, only) {
  for (const [facet, found] of counts) {
    if ((only && facet !== only) || facet === "author") continue;
    const values = facet === "year" ? [String(paper.year)] : VALUES[/** @type {Facet} */ (facet)](paper);
    for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  }
}
