/**
 * The search index with its references by position resolved. Pure: no page, no network.
 *
 * @typedef {import("./format.js").Titled} Titled
 * @typedef {Map<string, string[]>} Terms ids by vocabulary
 * @typedef {Omit<import("./format.js").Section, "up"> & {chain: Section[], approaches: Approach[]}} Section
 * @typedef {Omit<import("./format.js").Approach, "section" | "terms"> & {section: Section, terms: Terms}} Approach
 * @typedef {{approach: Approach, terms: Terms}} Place
 * @typedef {{key: string, title: string, year: number, venue: string, authors: string[], more: boolean, topics: string[],
 *   places: Place[], facts: Map<string, string[]>, sections: Set<string>, terms: Map<string, Set<string>>, texts?: string[]}} Paper
 *   `facts`: its values by facet, of facets that are neither sections nor vocabularies
 * @typedef {{count: number, starts: string[], block: number, sets: Map<string, [value: string, count: number][]>,
 *   paper: (item: import("./format.js").Paper) => Paper}} Parts what a large survey has instead of papers
 * @typedef {{papers: Paper[], sections: Section[], approaches: Approach[], facets: Titled[], vocabularies: Map<string, Titled[]>, searched: string[], values: Map<string, string[]>,
 *   answers: import("./format.js").Answers, synonyms: string[][], phrases: string[], pages: import("./format.js").Pages, fields: string[], words?: import("./format.js").Words, parts?: Parts}} Library
 */

import { VERSION } from "./format.js";

/**
 * @param {import("./format.js").Index} index
 * @returns {Library}
 */
export function decode(index) {
  if (index.v !== VERSION) throw new Error("The page is older than the data; reload it.");
  const { facets, searched, synonyms, phrases, answers, pages, fields } = index;
  const values = new Map(Object.entries(index.values));
  const vocabularies = new Map(Object.entries(index.vocabularies));
  const sections = linkSections(index.sections);
  const approaches = index.approaches.map((item) => linkApproach(item, sections, vocabularies));
  const paper = (/** @type {import("./format.js").Paper} */ item) => linkPaper(item, approaches, vocabularies, index);
  const library = { papers: [], sections, approaches, facets, vocabularies, searched, synonyms, phrases, answers, values, pages, fields };
  if (index.papers) return { ...library, papers: rows(index.papers).map(paper), words: index.words };
  const { count, starts, block } = index;
  return { ...library, parts: { count, starts, block, sets: new Map(Object.entries(index.sets)), paper } };
}

/**
 * @param {import("./format.js").Columns} columns
 * @returns {import("./format.js").Paper[]}
 */
function rows(columns) {
  const facts = Object.entries(columns);
  return columns.key.map((_, at) => /** @type {any} */ (Object.fromEntries(facts.map(([fact, values]) => [fact, values[at]]))));
}

/**
 * @param {import("./format.js").Section[]} items
 * @returns {Section[]}
 */
function linkSections(items) {
  /** @type {Section[]} */
  const sections = [];
  for (const { up, ...item } of items) {
    /** @type {Section} */
    const section = { ...item, chain: [], approaches: [] };
    section.chain = [...(up < 0 ? [] : sections[up].chain), section];
    sections.push(section);
  }
  return sections;
}

/**
 * @param {import("./format.js").Terms} terms
 * @param {Library["vocabularies"]} vocabularies
 * @returns {Terms}
 */
function linkTerms(terms, vocabularies) {
  return new Map(Object.entries(terms).map(([name, positions]) => [name, positions.map((at) => vocabularies.get(name)?.[at]?.[0] ?? "")]));
}

/**
 * @param {import("./format.js").Approach} item
 * @param {Section[]} sections
 * @param {Library["vocabularies"]} vocabularies
 * @returns {Approach}
 */
function linkApproach(item, sections, vocabularies) {
  const section = sections[item.section];
  const approach = { ...item, section, terms: linkTerms(item.terms, vocabularies) };
  section.approaches.push(approach);
  return approach;
}

/**
 * @param {import("./format.js").Place} place
 * @param {Approach[]} approaches
 * @param {Library["vocabularies"]} vocabularies
 * @returns {Place}
 */
function linkPlace(place, approaches, vocabularies) {
  const [at, own] = typeof place === "number" ? [place, {}] : place;
  return { approach: approaches[at], terms: new Map([...approaches[at].terms, ...linkTerms(own, vocabularies)]) };
}

/**
 * @param {import("./format.js").Paper} item
 * @param {Approach[]} approaches
 * @param {Library["vocabularies"]} vocabularies
 * @param {import("./format.js").Head} head
 * @returns {Paper}
 */
function linkPaper(item, approaches, vocabularies, head) {
  const places = item.places.map((place) => linkPlace(place, approaches, vocabularies));
  const facts = new Map(
    Object.entries(head.values).map(([facet, values]) => [facet, item[facet].map((/** @type {number} */ at) => values[at])]),
  );
  const own = linkTerms({ ...head.usual, ...item.terms }, vocabularies);
  return {
    ...item,
    authors: [...item.authors],
    venue: facts.get("venue")?.[0] ?? "",
    more: item.more === 1,
    topics: facts.get("topic") ?? [],
    facts,
    places,
    sections: new Set(places.flatMap(({ approach }) => approach.section.chain.map((section) => section.id))),
    terms: new Map(
      [...vocabularies.keys()].map((name) => [
        name,
        new Set([...(own.get(name) ?? []), ...places.flatMap(({ terms }) => terms.get(name) ?? [])]),
      ]),
    ),
  };
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
