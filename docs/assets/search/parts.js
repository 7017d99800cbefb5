/**
 * Searching a survey too large for one index: the same engine, over words that are fetched as a query needs them.
 * `hooks/survey/search/parts.py` writes the files and describes them.
 *
 * What is given up for it: of a word's beginning, and of the neighbors of a misspelled word, only the nearest few files are
 * read, so that slips in the first letters are missed; of a word that very many papers have, only the papers where it tells most are known.
 *
 * @typedef {import("./library.js").Library} Library
 * @typedef {import("./library.js").Paper} Paper
 * @typedef {import("./library.js").Parts} Parts
 * @typedef {import("./engine.js").Query} Query
 * @typedef {import("./engine.js").Unit} Unit
 * @typedef {import("./engine.js").Hit} Hit
 * @typedef {import("./engine.js").Hits} Hits
 * @typedef {import("../explorer/facets.js").State} State
 * @typedef {import("./engine.js").Around & {total: number, about: boolean, notes: string[],
 *   near: () => Promise<Paper[]>, next: (count: number) => Promise<Paper[]>}} Found
 *   `about`: papers may be left out of the total or be too many in it; `next`: the papers that follow, none at the end
 */

import { passing, unfiltered } from "../explorer/facets.js";
import { Engine, GUESSED, NEAR, RANKED, beginsAll, isWithin } from "./engine.js";
import { unpack } from "./format.js";
import { authorForm, identifiers } from "./query.js";
import { fold, stem, words } from "./text.js";

const FILES = 3; // of words, read for one word
const NEIGHBORS = 4; // read for a word that is nowhere
const ROUNDS = 10; // of papers read at a time without one that passes, before giving up
const LAST = "\uffff"; // sorts after any letter

/** Finds papers and sections of a large survey. */
export class PartsEngine extends Engine {
  isComplete = true;

  /**
   * @param {Library} library
   * @param {(name: string) => Promise<any>} fetchPart
   * @param {Partial<import("./engine.js").Settings>} [settings]
   */
  constructor(library, fetchPart, settings = {}) {
    super(library, settings);
    this.parts = /** @type {Parts} */ (library.parts);
    this.fetchPart = fetchPart;
    /** @type {Map<string, Promise<any>>} what was made of each */
    this.files = new Map();
  }

  /**
   * What is made of a file, which is fetched at most once.
   * @template Content, Made
   * @param {string} name
   * @param {(content: Content) => Made} use always the same for a name
   * @returns {Promise<Made>}
   */
  #file(name, use) {
    const started = this.files.get(name) ?? this.fetchPart(name).then(use);
    this.files.set(name, started);
    started.catch(() => this.files.delete(name));
    return started;
  }

  /**
   * @param {string} text
   * @param {number} most
   */
  async offer(text, most) {
    const found = await this.find(unfiltered(text));
    const near = await found.near();
    /** @type {Paper[]} */
    const papers = [];
    for (let some = await found.next(most); some.length > 0; some = papers.length < most ? await found.next(most) : [])
      papers.push(...some);
    return { ...found, papers: papers.slice(0, most), near };
  }

  /** @param {string[]} keys */
  async picked(keys) {
    const found = await this.find({ ...unfiltered(), pick: keys });
    /** @type {Paper[]} */
    const papers = [];
    for (let some = await found.next(found.total); some.length > 0; some = await found.next(found.total)) papers.push(...some);
    return papers;
  }

  /** An author is known by the words of the name alone. @param {string} name */
  hasAuthor(name) {
    return authorForm(name) !== "";
  }

  /** Every paper, newest first. @returns {Hit[]} */
  everything() {
    return Array.from({ length: this.parts.count }, (_, document) => ({ document, score: 0, coverage: 1, about: 1 }));
  }

  /**
   * What a state of the explorer means.
   * @param {State} state
   * @returns {Promise<Found>}
   */
  async find(state) {
    await this.#fetchWords(state.q);
    const { query, units } = this.understand(state.q);
    const required = await Promise.all(this.#required(query, state));
    const isAllowed = (/** @type {Hit} */ { document }) => required.every((set) => set.has(document));
    const isAsked = state.q.trim() !== "";
    const { matches, near } = isAsked ? this.hits(query, units) : { matches: required.length > 0 ? this.everything() : [], near: [] };
    const hits = sorted(matches.filter(isAllowed), state.sort);
    const about = query.conditions.length + (state.chosen.get("author") ?? []).length > 0 || this.#isCut(units);
    const isWanted = passing(state);
    const passes = this.passing(query);
    const keep = (/** @type {Paper} */ paper, /** @type {number} */ document) => passes(paper, document) && isWanted(paper);
    const next = this.#reader(hits, keep, (some, papers) => (state.sort ? papers : this.reranked(some, papers, query, units)));
    const close = near.filter(isAllowed);
    return { total: hits.length, about, ...this.around(query, units), notes: query.notes, next, near: () => this.#readNear(close, keep) };
  }

  /** Whether papers may be missing. @param {Unit[]} units */
  #isCut(units) {
    const { entries } = this.postings;
    return units.some(({ readings }) =>
      readings.some(({ terms }) =>
        terms.some((term) => {
          const entry = entries.get(term);
          return entry && entry.total > entry.documents.length;
        }),
      ),
    );
  }

  /**
   * Reads papers in order, those in front ranked again once their titles are known.
   * @param {Hit[]} hits
   * @param {(paper: Paper, document: number) => boolean} keep
   * @param {(hits: Hit[], papers: Paper[]) => Paper[]} rank
   */
  #reader(hits, keep, rank) {
    let at = 0;
    return async (/** @type {number} */ count) => {
      /** @type {Paper[]} */
      let found = [];
      for (let round = 0; round < ROUNDS && found.length === 0 && at < hits.length; round++) {
        const isFirst = at === 0;
        const { some, papers, end } = await this.#read(hits, at, isFirst ? RANKED : count, keep);
        at = end;
        found = isFirst ? rank(some, papers) : papers;
      }
      return found;
    };
  }

  /**
   * @param {Hit[]} hits
   * @param {number} at
   * @param {number} count
   * @param {(paper: Paper, document: number) => boolean} keep
   */
  async #read(hits, at, count, keep) {
    const end = Math.min(hits.length, at + count);
    const asked = hits.slice(at, end);
    const records = await Promise.all(asked.map(({ document }) => this.#paper(document)));
    const kept = asked.map((hit, index) => ({ hit, paper: records[index] })).filter(({ hit, paper }) => keep(paper, hit.document));
    return { some: kept.map(({ hit }) => hit), papers: kept.map(({ paper }) => paper), end };
  }

  /**
   * @param {Hit[]} hits
   * @param {(paper: Paper, document: number) => boolean} keep
   */
  async #readNear(hits, keep) {
    return (await this.#read(hits, 0, NEAR, keep)).papers;
  }

  /**
   * @param {number} document
   * @returns {Promise<Paper>}
   */
  async #paper(document) {
    const { block, paper } = this.parts;
    const papers = await this.#file(`papers-${Math.floor(document / block)}`, (/** @type {import("./format.js").Paper[]} */ items) =>
      items.map(paper),
    );
    return papers[document % block];
  }

  /**
   * The words that a query may mean, and for one that is nowhere its neighbors.
   * @param {string} text
   */
  async #fetchWords(text) {
    const { ids, keys } = identifiers(text);
    await Promise.all([...ids.map((id) => `#${id}`), ...keys.map(fold)].map((term) => this.#fetchFiles(term, term, 1)));
    const query = this.parse(text);
    const { spoken } = this.spoken(query);
    const meant = [...this.synonymsIn(spoken), ...spoken.map((word) => this.phrasesOf(word))];
    const others = meant.flatMap((phrases) => phrases.flatMap(({ text }) => words(text)));
    const joined = spoken.flatMap((word, at) => [word + (spoken[at + 1] ?? ""), word + (spoken[at + 1] ?? "") + (spoken[at + 2] ?? "")]);
    const conditions = query.conditions.flatMap(({ parts }) =>
      parts.flatMap((part) => (part.kind === "filter" ? words(part.value) : part.words)),
    );
    const exact = [...spoken, ...others, ...joined, ...query.either.flat(2), ...conditions, fold(text.trim())];
    const terms = [...exact.map(stem), ...spoken.map((word) => `~${word}`)];
    await Promise.all([...new Set(terms)].map((term) => this.#fetchFiles(term, term, 1)));
    await this.#fetchLike(spoken, query.open);
    const name = `=${query.words.join("").replace(/^the/, "")}`;
    await Promise.all([name, `=${query.words.join("")}`].map((term) => this.#fetchFiles(term, term.slice(0, 2), NEIGHBORS)));
  }

  /**
   * Words that go on, or are misspelled or written as one.
   * @param {string[]} spoken
   * @param {boolean} open
   */
  async #fetchLike(spoken, open) {
    const unknown = [...new Set(spoken.filter((word) => !this.vocabulary.has(word)))].slice(0, GUESSED);
    const going = open && spoken.length > 0 ? [spoken[spoken.length - 1]] : [];
    await Promise.all([...new Set([...unknown, ...going])].map((word) => this.#fetchFiles(stem(word), stem(word), FILES)));
    await Promise.all(unknown.map((word) => this.#fetchFiles(stem(word), word.slice(0, 2), NEIGHBORS)));
    const ends = unknown.flatMap((word) =>
      [...word].slice(3, -2).flatMap((_, at) => (this.vocabulary.has(word.slice(0, at + 3)) ? [stem(word.slice(at + 3))] : [])),
    );
    await Promise.all(ends.map((end) => this.#fetchFiles(end, end, 1)));
  }

  /**
   * The files nearest to where a term would stand, among those with terms that begin alike.
   * @param {string} term
   * @param {string} beginning
   * @param {number} most
   */
  #fetchFiles(term, beginning, most) {
    const [first, here, last] = [beginning, term, beginning + LAST].map((text) => this.#fileOf(text));
    const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    numbers.sort((a, b) => Math.abs(a - here) - Math.abs(b - here));
    return Promise.all(
      numbers
        .slice(0, most)
        .map((number) => this.#file(`words-${number}`, (packed) => unpack(packed).forEach((entry) => this.learn(entry)))),
    );
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

  /**
   * What a paper must belong to, one set for each choice; what only a record can tell is left to the reading.
   * @param {Query} query
   * @param {State} state
   * @returns {Promise<Set<number>>[]}
   */
  #required(query, state) {
    const chosen = [...state.chosen].filter(([, values]) => values.length > 0);
    const alone = query.conditions.filter(({ parts, not }) => !not && parts.length === 1).flatMap(({ parts }) => parts);
    return [
      ...chosen.map(([facet, values]) =>
        facet === "author" ? this.#authors(values) : this.#set(facet, (value) => values.includes(value)),
      ),
      ...(state.year ? [this.#years(state.year)] : []),
      ...(state.pick.length > 0 ? [this.#union(state.pick.map((key) => this.#keyed(key)))] : []),
      ...alone.flatMap((part) => (part.kind === "filter" ? [this.#filtered(part.field, part.value)] : [])),
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
    if (field === "venue") return this.#set("venue", (venue) => beginsAll(words(venue), this.presentName(said)));
    const titles =
      field === "section"
        ? this.#sectionTitles()
        : new Map((this.library.vocabularies.get(field) ?? []).map(([id, title]) => [id, words(title)]));
    return this.#set(field, (id) => id === fold(value) || beginsAll(titles.get(id) ?? words(id), said));
  }

  #sectionTitles() {
    return new Map(this.library.sections.map((section) => [section.id, words([section.title, ...section.aliases].join(" "))]));
  }

  /** @param {string[]} names */
  #authors(names) {
    return this.#union(names.map((name) => this.#begun(words(name))));
  }

  /** @param {string} span */
  async #years(span) {
    let start = 0;
    /** @type {Set<number>} */
    const found = new Set();
    for (const [year, count] of this.parts.sets.get("year") ?? []) {
      if (isWithin(Number(year), span)) for (let at = start; at < start + count; at++) found.add(at);
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
    const wanted = (this.parts.sets.get(facet) ?? []).flatMap(([value], position) => (isWanted(value) ? [position] : []));
    const lists = await Promise.all(wanted.map((position) => this.#file(`in-${facet}-${position}`, summed)));
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
   * The paper with a key.
   * @param {string} key
   */
  async #keyed(key) {
    const term = stem(fold(key));
    await this.#fetchFiles(term, term, 1);
    return this.postings.papers(term, "key");
  }

  /**
   * Papers with authors in whose names words begin with each of those said.
   * @param {string[]} said
   */
  async #begun(said) {
    const told = said.filter((word) => word.length > 1);
    await Promise.all(told.map((word) => this.#fetchFiles(stem(word), stem(word), FILES)));
    const [first = new Set(), ...rest] = told.map((word) => this.#namedLike(word));
    return new Set([...first].filter((at) => rest.every((set) => set.has(at))));
  }

  /** @param {string} beginning */
  #namedLike(beginning) {
    const terms = [stem(beginning), ...this.vocabulary.completions(beginning).flatMap((reading) => reading.terms)];
    return new Set(terms.flatMap((term) => [...this.postings.papers(term, "family", "others", "given")]));
  }
}

/** Numbers from their differences. @param {number[]} steps */
function summed(steps) {
  let sum = 0;
  return steps.map((step) => (sum += step));
}

/**
 * Papers are numbered newest first.
 * @param {Hit[]} hits by relevance
 * @param {string} sort
 */
function sorted(hits, sort) {
  if (sort === "-year") return hits.sort((a, b) => a.document - b.document);
  if (sort === "year") return hits.sort((a, b) => b.document - a.document);
  return hits;
}
