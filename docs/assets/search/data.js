/**
 * The search index: fetched once per page, its references by position resolved. `hooks/survey/search/index.py` writes the file
 * and describes it.
 *
 * @typedef {{id: string, title: string, number: string, lead: string, up: number, aliases: string[], chain: Section[], approaches: Approach[]}} Section
 * @typedef {{id: string, title: string, lead: string, section: Section, roles: string[], access: string, aliases: string[]}} Approach
 * @typedef {{key: string, title: string, year: number, venue: string, authors: string[], more: boolean, topics: string[],
 *   places: {approach: Approach, claim: string}[], has: string[], sections: Set<string>, roles: Set<string>, access: Set<string>}} Paper
 * @typedef {{count: number, fields: string[], starts: string[], block: number, sets: Record<string, [string, number][]>, paper: (item: any) => Paper}} Parts
 *   what a large survey has instead of papers; `hooks/survey/search/parts.py` describes it
 * @typedef {{papers: Paper[], sections: Section[], roles: [string, string][], access: [string, string][], synonyms: string[][], parts?: Parts}} Library
 */

import { address } from "../core/site.js";

const VERSION = 1;

/** @type {Promise<Library> | undefined} */
let loading;

/** The library, fetched at most once. */
export function load() {
  const started = (loading ??= fetchJson(address("index")).then(decode));
  started.catch(() => (loading = undefined));
  return started;
}

/** @param {string} url */
export async function fetchJson(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

/**
 * @param {any} raw the file as parsed
 * @returns {Library}
 */
export function decode(raw) {
  if (raw.v !== VERSION) throw new Error("The page is older than the data; reload it.");
  const sections = linkSections(raw.sections);
  const approaches = raw.approaches.map((/** @type {any} */ item) => linkApproach(item, sections, raw));
  const paper = (/** @type {any} */ item) => linkPaper(item, approaches, raw);
  const library = { papers: (raw.papers ?? []).map(paper), sections, roles: raw.roles, access: raw.access, synonyms: raw.synonyms };
  return raw.papers ? library : { ...library, parts: { ...raw, paper } };
}

/**
 * @param {any[]} raw
 * @returns {Section[]}
 */
function linkSections(raw) {
  /** @type {Section[]} */
  const sections = [];
  for (const item of raw) {
    const section = { ...item, chain: [], approaches: [] };
    section.chain = [...(item.up < 0 ? [] : sections[item.up].chain), section];
    sections.push(section);
  }
  return sections;
}

/**
 * @param {any} item
 * @param {Section[]} sections
 * @param {any} raw
 * @returns {Approach}
 */
function linkApproach(item, sections, raw) {
  const roles = item.roles.map((/** @type {number} */ role) => raw.roles[role][0]);
  const access = item.access < 0 ? "" : raw.access[item.access][0];
  const approach = { ...item, section: sections[item.section], roles, access };
  approach.section.approaches.push(approach);
  return approach;
}

/**
 * @param {any} item
 * @param {Approach[]} approaches
 * @param {any} raw
 * @returns {Paper}
 */
function linkPaper(item, approaches, raw) {
  const places = item.places.map((/** @type {[number, string]} */ [at, claim]) => ({ approach: approaches[at], claim }));
  const standing = /** @type {Approach[]} */ (places.map((/** @type {any} */ place) => place.approach));
  return {
    ...item,
    venue: raw.venues[item.venue],
    more: item.more === 1,
    topics: item.topics.map((/** @type {number} */ topic) => raw.topics[topic]),
    places,
    sections: new Set(standing.flatMap((approach) => approach.section.chain.map((section) => section.id))),
    roles: new Set(standing.flatMap((approach) => approach.roles)),
    access: new Set(standing.flatMap((approach) => approach.access || [])),
  };
}

/**
 * The papers with some keys.
 * @param {string[]} keys
 */
export async function findByKey(keys) {
  const library = await load();
  if (!library.parts) return library.papers.filter((paper) => keys.includes(paper.key));
  const { PartsEngine } = await import("./parts.js");
  return new PartsEngine(library).picked(keys);
}

/**
 * The author part of a citation, as the rest of the site prints it.
 * @param {Paper} paper
 */
export function label(paper) {
  const families = paper.authors.map((name) => name.split(",", 1)[0]);
  if (families.length === 2 && !paper.more) return families.join(" and ");
  return families.length === 1 && !paper.more ? families[0] : `${families[0]} et al.`;
}
