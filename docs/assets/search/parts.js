/**
 * Searching a survey too large for one index: the same units, weights and scores, over words that are fetched as a query
 * needs them. `hooks/survey/search/parts.py` writes the files and describes them.
 *
 * What is given up for it: a field counts once however often it says a word, and however long it is; of a word's
 * beginning, and of the neighbors of a misspelled word, only the nearest few files are read, so that slips in the first
 * letters are missed; words written as one are found where titles write them apart only by their parts; and the first
 * papers, not all, are ranked by the wording of their titles.
 *
 * @typedef {import("./data.js").Library} Library
 * @typedef {import("./data.js").Paper} Paper
 * @typedef {import("./data.js").Parts} Parts
 * @typedef {import("./engine.js").Query} Query
 * @typedef {import("./engine.js").Hit} Hit
 * @typedef {import("../explorer/facets.js").State} State
 * @typedef {{total: number, about: boolean, sections: import("./data.js").Section[], next: (count: number) => Promise<Paper[]>}} Found
 *   `about`: papers may be left out of the total or be too many in it; `next`: the papers that follow, none at the end
 */

import { FACETS, filter, read } from "../explorer/facets.js";
import { Corpus, Engine, PAPER_FIELDS, beginsAll, fame, inYears, meaningful, parse, passes, spaced, worded, wordingsOf } from "./engine.js";
import { address } from "../core/site.js";
import { fetchJson } from "./data.js";
import { fold, stem, words } from "./text.js";

const FILES = 3; // of words, read for one word
const NEIGHBORS = 4; // read for a word that is nowhere
const RANKED = 20; // papers ranked by their titles' wording too
const ROUNDS = 10; // of papers read at a time without one that passes, before giving up
const LAST = "\uffff"; // sorts after any letter

/** Papers by word, as far as words have been fetched. */
class PartsCorpus extends Corpus {
  /** @param {number} size */
  constructor(size) {
    super({}, []);
    this.size = size;
    /** @type {Map<string, number>} papers with a term of which not all are listed */
    this.totals = new Map();
  }

  /**
   * @param {string} term
   * @param {[number, number][]} weights per paper
   * @param {number} [total]
   */
  learn(term, weights, total) {
    const known = this.postings.get(term) ?? { documents: [], counts: [] };
    const sum = new Map(known.documents.map((document, index) => [document, known.counts[index]]));
    for (const [document, weight] of weights) sum.set(document, (sum.get(document) ?? 0) + weight);
    this.postings.set(term, { documents: [...sum.keys()], counts: [...sum.values()] });
    if (total) this.totals.set(term, Math.max(total, this.totals.get(term) ?? 0));
  }

  /** @param {string[]} terms */
  weight(terms) {
    const total = terms.length === 1 ? this.totals.get(terms[0]) : undefined;
    return total ? Math.log(1 + (this.size - total + 0.5) / (total + 0.5)) : super.weight(terms);
  }
}

/** Finds papers and sections of a large survey. */
export class PartsEngine extends Engine {
  /** @param {Library} library */
  constructor(library) {
    super(library);
    this.parts = /** @type {Parts} */ (library.parts);
    this.papers = new PartsCorpus(this.parts.count);
    this.weights = this.parts.fields.map((name) => /** @type {Record<string, number>} */ (PAPER_FIELDS)[name]);
    /** @type {Map<string, Promise<any>>} */
    this.files = new Map();
    /** @type {Map<string, Set<number>>} papers by a word of their authors' names */
    this.named = new Map();
  }

  /**
   * A file, fetched at most once.
   * @param {string} name
   * @param {(content: any) => any} [use]
   */
  #file(name, use = (content) => content) {
    const started = this.files.get(name) ?? fetchJson(address("indexPart", name)).then(use);
    this.files.set(name, started);
    started.catch(() => this.files.delete(name));
    return started;
  }

  /**
   * @param {string} text
   * @param {number} most
   */
  async offer(text, most) {
    const found = await this.find({ ...read(""), q: text });
    return { papers: (await found.next(most)).slice(0, most), sections: found.sections, total: found.total };
  }

  /** @param {string[]} keys */
  async picked(keys) {
    const found = await this.find({ ...read(""), pick: keys });
    return found.next(found.total);
  }

  /**
   * Sections alone, since papers are not here before they are fetched.
   * @param {string} text
   */
  search(text) {
    const query = parse(text);
    const units = this.units({ ...query, words: [...query.words, ...query.phrases.flat()] });
    return { papers: [], sections: this.findSections(query, units), units };
  }

  /**
   * What a state of the explorer means.
   * @param {State} state
   * @returns {Promise<Found>}
   */
  async find(state) {
    const query = parse(state.q);
    const said = { ...query, words: [...query.words, ...query.phrases.flat()] };
    await this.#fetchWords(said);
    const units = this.units(said);
    const required = await Promise.all(this.#required(query, state));
    const hits = this.#hits(units, required, said.words.length + query.filters.length > 0 || required.length > 0);
    const ranked = sorted(hits, state.sort);
    const isFuzzy = query.phrases.length + query.filters.length + state.author.length > 0;
    const about = isFuzzy || units.some((unit) => unit.readings.some(({ terms }) => terms.some((term) => this.papers.totals.has(term))));
    const keep = (/** @type {Paper} */ paper) => passes(paper, query) && filter([paper], state).shown.length > 0;
    const next = this.#reader(ranked, state.sort ? [] : wordingsOf(query, units), keep);
    return { total: hits.length, about, sections: units.length > 0 ? this.findSections(query, units) : [], next };
  }

  /**
   * Papers that match the words, if there are any, and stand in every required set.
   * @param {import("./engine.js").Unit[]} units
   * @param {Set<number>[]} required
   * @param {boolean} isAsked
   * @returns {Hit[]}
   */
  #hits(units, required, isAsked) {
    if (units.length > 0) return this.findPapers(units).filter((hit) => required.every((set) => set.has(hit.document)));
    if (!isAsked) return [];
    const [first, ...rest] = [...required].sort((a, b) => a.size - b.size);
    const all = first ? [...first].sort((a, b) => a - b) : [];
    return all.filter((at) => rest.every((set) => set.has(at))).map((document) => ({ document, score: 0, mass: 0 }));
  }

  /**
   * Reads papers in order, those in front ranked again once their titles are known.
   * @param {Hit[]} hits
   * @param {string[][]} wordings
   * @param {(paper: Paper) => boolean} keep
   */
  #reader(hits, wordings, keep) {
    let at = 0;
    return async (/** @type {number} */ count) => {
      /** @type {Paper[]} */
      let found = [];
      for (let round = 0; round < ROUNDS && found.length === 0 && at < hits.length; round++) {
        const some = hits.slice(at, at + (at === 0 ? Math.max(count, RANKED) : count));
        at += some.length;
        found = (await this.#ranked(some, wordings)).filter(keep);
      }
      return found;
    };
  }

  /**
   * @param {Hit[]} hits
   * @param {string[][]} wordings
   */
  async #ranked(hits, wordings) {
    const papers = await Promise.all(hits.map(({ document }) => this.#paper(document)));
    const isScored = hits.some(({ score }) => score > 0) && wordings.length > 0;
    const score = (/** @type {number} */ at) => hits[at].score * hits[at].mass + fame(papers[at]) + worded(spaced(papers[at].title), wordings);
    const order = papers.map((_, at) => ({ at, score: isScored ? score(at) : 0 }));
    return order.sort((a, b) => b.score - a.score || a.at - b.at).map(({ at }) => papers[at]);
  }

  /**
   * @param {number} document
   * @returns {Promise<Paper>}
   */
  async #paper(document) {
    const { block, paper } = this.parts;
    const papers = await this.#file(`papers-${Math.floor(document / block)}`, (items) => items.map(paper));
    return papers[document % block];
  }

  /**
   * The words that a query may mean, and for one that is nowhere its neighbors.
   * @param {Query} query
   */
  async #fetchWords(query) {
    const spoken = meaningful(query.words);
    const kept = spoken.length > 0 ? spoken : query.words;
    const others = this.units(query).flatMap((unit) => unit.others.flat());
    const joined = kept.slice(1).map((word, index) => kept[index] + word);
    await Promise.all([...new Set([...kept, ...others, ...joined])].map((word) => this.#fetchBeginning(word)));
    const unknown = kept.filter((word) => !this.vocabulary.terms.has(stem(word)));
    await Promise.all(unknown.map((word) => this.#fetchFiles(word, word.slice(0, 2), NEIGHBORS)));
  }

  /** @param {string} word */
  #fetchBeginning(word) {
    return this.#fetchFiles(word, stem(word), FILES);
  }

  /**
   * The files nearest to where a word would stand, among those with words that begin alike.
   * @param {string} word
   * @param {string} beginning
   * @param {number} most
   */
  #fetchFiles(word, beginning, most) {
    const [first, here, last] = [beginning, word, beginning + LAST].map((text) => this.#fileOf(text));
    const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    numbers.sort((a, b) => Math.abs(a - here) - Math.abs(b - here));
    return Promise.all(numbers.slice(0, most).map((number) => this.#file(`words-${number}`, (entries) => this.#learn(entries))));
  }

  /** @param {string} word */
  #fileOf(word) {
    const { starts } = this.parts;
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= word) low = middle;
      else high = middle;
    }
    return low;
  }

  /** @param {Record<string, any[]>} entries */
  #learn(entries) {
    for (const [word, groups] of Object.entries(entries)) {
      const total = typeof groups[0] === "number" ? groups.shift() : undefined;
      const term = this.vocabulary.learn(word);
      this.papers.learn(term, groups.flatMap(([mask, ...steps]) => this.#weigh(mask, steps)), total);
      this.named.set(word, new Set(groups.flatMap(([mask, ...steps]) => (this.#isName(mask) ? summed(steps) : []))));
    }
  }

  /** @param {number} mask of fields */
  #isName(mask) {
    return this.parts.fields.some((field, position) => mask & (1 << position) && (field === "family" || field === "given"));
  }

  /**
   * @param {number} mask of fields
   * @param {number[]} steps
   * @returns {[number, number][]}
   */
  #weigh(mask, steps) {
    const weight = this.weights.reduce((sum, each, position) => sum + (mask & (1 << position) ? each : 0), 0);
    return summed(steps).map((document) => [document, weight]);
  }

  /**
   * What a paper must belong to, one set for each choice.
   * @param {Query} query
   * @param {State} state
   * @returns {Promise<Set<number>>[]}
   */
  #required(query, state) {
    const chosen = FACETS.filter((facet) => facet !== "author" && state[facet].length > 0);
    return [
      ...chosen.map((facet) => this.#set(facet, (value) => state[facet].includes(value))),
      ...(state.year ? [this.#years(state.year)] : []),
      ...(state.author.length > 0 ? [this.#union(state.author.map((name) => this.#begun(words(name))))] : []),
      ...(state.pick.length > 0 ? [this.#union(state.pick.map((key) => this.#keyed(key)))] : []),
      ...query.filters.map(({ field, value }) => this.#filtered(field, value)),
    ];
  }

  /**
   * @param {string} field
   * @param {string} value
   */
  #filtered(field, value) {
    const said = words(value);
    if (field === "year") return this.#years(value);
    if (field === "author") return this.#begun(said);
    if (field === "venue") return this.#set("venue", (venue) => beginsAll(words(venue), said));
    const titles = new Map(this.library.sections.map((section) => [section.id, words([section.title, ...section.aliases].join(" "))]));
    return this.#set("section", (id) => id === fold(value) || beginsAll(titles.get(id) ?? [], said));
  }

  /** @param {string} span */
  async #years(span) {
    let start = 0;
    /** @type {Set<number>} */
    const found = new Set();
    for (const [year, count] of this.parts.sets.year) {
      if (inYears(Number(year), span)) for (let at = start; at < start + count; at++) found.add(at);
      start += count;
    }
    return found;
  }

  /**
   * Papers with any of the values that are wanted.
   * @param {string} facet
   * @param {(value: string) => boolean} isWanted
   */
  async #set(facet, isWanted) {
    const wanted = this.parts.sets[facet].flatMap(([value], position) => (isWanted(value) ? [position] : []));
    const lists = await Promise.all(wanted.map((position) => this.#file(`${facet}-${position}`, summed)));
    return new Set(lists.flat());
  }

  /**
   * Papers in any of the sets.
   * @param {Promise<Set<number>>[]} sets
   */
  async #union(sets) {
    return new Set((await Promise.all(sets)).flatMap((set) => [...set]));
  }

  /**
   * The paper with a key, perhaps beside some that mention it.
   * @param {string} key
   */
  async #keyed(key) {
    await this.#fetchBeginning(fold(key));
    return new Set(this.papers.postings.get(this.vocabulary.term(fold(key)))?.documents);
  }

  /**
   * Papers with authors in whose names words begin with each of those said.
   * @param {string[]} said
   */
  async #begun(said) {
    await Promise.all(said.map((word) => this.#fetchFiles(word, word, FILES)));
    const [first = [], ...rest] = said.map((word) => this.#namedLike(word));
    return new Set([...first].filter((at) => rest.every((set) => set.has(at))));
  }

  /** @param {string} beginning */
  #namedLike(beginning) {
    const longer = (this.vocabulary.byInitial.get(beginning[0]) ?? []).filter((word) => word.startsWith(beginning));
    return new Set(longer.flatMap((word) => [...(this.named.get(word) ?? [])]));
  }
}

/** Numbers from their differences. @param {number[]} steps */
function summed(steps) {
  let sum = 0;
  return steps.map((step) => (sum += step));
}

/**
 * Papers are numbered newest first.
 * @param {Hit[]} hits
 * @param {string} sort
 */
function sorted(hits, sort) {
  if (sort === "-year") return hits.sort((a, b) => a.document - b.document);
  if (sort === "year") return hits.sort((a, b) => b.document - a.document);
  return hits.sort((a, b) => b.score * b.mass - a.score * a.mass || a.document - b.document);
}
