/**
 * Search and ranking over the papers and sections of the survey. Pure: no page, no network.
 *
 * A query is cut into units, one a word (or one a phrase that the synonyms know). A unit stands for terms that resemble
 * it: the same stem (1), a join or split of words, the beginning of a longer word, a word one or two edits away, a synonym,
 * what it abbreviates; each with a likeness below 1, and less where the term is commoner than the unit. A paper's score is BM25F (Robertson & Zaragoza 2009,
 * “The Probabilistic Relevance Framework: BM25 and Beyond”, section 3.6) over fields that have a word or do not: the weights of
 * the fields, times the likeness of what stands in them, are added up over a unit's terms and saturated once, `w / (K1 + w)`, times the unit's
 * inverse document frequency `ln(1 + (N − n + ½) / (n + ½))` (ibid., 3.1), where `n` counts papers that say a term in passing for
 * less than one. The sum is multiplied by coverage, the share of the query's weight that the paper meets, to a power. Nothing is left
 * out for meeting too little: such papers are told apart as coming near. Titles in which the query stands word for word, and papers
 * known by that very name, come first; papers of one approach carry each other.
 *
 * @typedef {import("./library.js").Library} Library
 * @typedef {import("./library.js").Paper} Paper
 * @typedef {import("./library.js").Section} Section
 * @typedef {import("./query.js").Query} Query
 * @typedef {import("./query.js").Part} Part
 * @typedef {import("./vocabulary.js").Reading} Reading
 * @typedef {{readings: Reading[], weight: number, word: string, others: string[][], share: number}} Unit `others`: its
 *   synonyms; `share`: of the papers, that have the word itself
 * @typedef {{text: string, phrase: string[], isSame: boolean}} Phrase and its terms; `isSame`: its group abbreviates or translates one term
 * @typedef {{document: number, score: number, coverage: number, about: number}} Hit `about`: how much what it meets of the query is its topic, from 0 to 1
 * @typedef {{id: string, title: string}} Answer a problem that the guide answers
 * @typedef {{matches: Hit[], near: Hit[]}} Hits best first
 * @typedef {{pages: import("./pages.js").Page[], sections: Section[], answers: Answer[]}} Around what is offered beside papers
 * @typedef {Around & {papers: Paper[], near: Paper[], notes: string[], units: Unit[]}} Found
 * @typedef {(paper: Paper, document: number) => boolean} Test
 * @typedef {Around & {papers: Paper[], near: Paper[], notes: string[], total: number}} Offer the first of so many
 */

import { unpack } from "./format.js";
import { named, people, venues } from "./pages.js";
import { abbreviations, capitals, readPhrases } from "./phrases.js";
import { Gathering, Postings } from "./postings.js";
import { authorForm, brief, identifiers, lastYear, parse, years } from "./query.js";
import { LIGHT_WORDS, STOP_WORDS, distance, fold, stem, words } from "./text.js";
import { Vocabulary } from "./vocabulary.js";

/** What the ranking is made of, by trial on the queries of `tests/search` that are not held out. */
export const SETTINGS = {
  fields: /** @type {Record<string, number>} */ ({
    name: 3,
    called: 0,
    title: 4.5,
    key: 3,
    first: 3,
    family: 6,
    others: 3,
    given: 2,
    topics: 1.2,
    when: 1.2,
    asked: 3,
    told: 1,
    used: 2,
    places: 0.6,
    terms: 1,
    leads: 0.4,
  }),
  saturation: 5, // BM25's k1
  coverage: 0.45, // its power
  synonym: 0.5, // likeness
  slips: true, // misspelled words are understood
  beginnings: true, // words that go on are
  compounds: true, // words written as one, or apart, are
  initials: true, // abbreviations that no text explains are
  light: 0.75, // what a light word weighs
  without: /** @type {string[]} */ ([]), // fields that are left out
  wording: true, // titles that say it in the same words come first
  company: 0.6, // what papers gain from others of their approach
};
/** @typedef {typeof SETTINGS} Settings */

const SECTION_FIELDS = { title: 4, aliases: 4, approaches: 2, leads: 0.7, above: 0.5 };
const ANSWER_FIELDS = { title: 3, meaning: 1 };
const JOINED = 0.95;
const SAME = 0.9; // likeness of an abbreviation or a translation and what it stands for
/** What speaks for a match, and how much of it is needed: of papers and of sections, whose texts are short. */
const PAPER = { coverage: 4.6, about: 3.9, length: 0, common: 0.55, needed: 5.05 };
const SECTION = { coverage: 4.6, about: 3.5, length: 1, common: 0.33, needed: 5.5 };
const MET = { ...PAPER, needed: 0 }; // where conditions are met
const SHARE = 0.285; // of the best one's score, that a match has at least
const BROAD = 0.5; // share of the papers that have a broad word
const NAME = 2; // words of a query that may be a name
const SENTENCE = 7; // of one that says what is wanted
const NAMED = 12; // what a paper gains that is called what was typed
const CALLED = 6; // that nearly is, or has something called so
const MEANINGS = 3; // of an abbreviation
const FEW = 3; // words beside which one that is nowhere may abbreviate others
const CONSONANTS = /^[b-df-hj-np-tv-xz]+$/;
const SPREAD = 2; // words that may stand between those of a synonym
const NO_FIELDS = new Set(/** @type {string[]} */ ([]));
const MENTION = 12; // words of a text that mentions an identifier rather than being one
const FIELDS = ["author", "year", "section"]; // that queries can name besides facets by facts and vocabularies
export const GUESSED = 200; // words that occur nowhere for which others are guessed
export const RANKED = 20; // papers ranked by their titles' wording too
export const NEAR = 5; // papers shown that come near, where fewer match

/** Finds papers and sections. */
export class Engine {
  /**
   * @param {Library} library
   * @param {Partial<Settings>} [settings]
   */
  constructor(library, settings = {}) {
    this.library = library;
    this.settings = { ...SETTINGS, ...settings };
    this.vocabulary = new Vocabulary();
    /** @type {{text: string, query: Query, units: Unit[]} | null} the last query, as long as nothing is learned */
    this.understood = null;
    /** @type {Map<string, string[]>} words of names and titles that conditions are asked of */
    this.wordsOf = new Map();
    /** @type {WeakMap<Paper, string>} all that a phrase may stand in */
    this.said = new WeakMap();
    this.fields = new Set([...FIELDS, ...library.values.keys(), ...library.vocabularies.keys()]);
    this.postings = new Postings(
      library.parts?.count ?? library.papers.length,
      library.fields,
      this.settings.fields,
      this.settings.without,
    );
    if (library.words) this.#read(library.words);
    this.sections = this.#corpus(
      SECTION_FIELDS,
      library.sections.map((section) => sectionFields(section)),
    );
    this.answers = this.#corpus(
      ANSWER_FIELDS,
      library.answers.terms.map(([, title, meaning]) => ({ title: [title], meaning: [meaning] })),
    );
    this.sectionNames = library.sections.map((section) => new Set([section.title, ...section.aliases].map((name) => words(name).join(""))));
    this.synonyms = readSynonyms(library.synonyms);
    this.phrases = readPhrases(library.phrases);
    this.venues = venueNames(library.values.get("venue") ?? [], library.synonyms);
    this.people = people(library);
    this.meetings = venues(library);
    this.venueEnds = new Set([...this.venues.keys()].map((name) => name.split(" ").at(-1) ?? ""));
  }

  /** @param {import("./format.js").Entry} entry */
  learn(entry) {
    this.understood = null;
    this.vocabulary.learn(entry.term);
    this.postings.learn(entry);
  }

  /** @param {import("./format.js").Words} packed */
  #read(packed) {
    const gathering = new Gathering();
    const { bits } = this.postings;
    const places = new Map(this.library.sections.flatMap((s) => s.approaches).map((a) => [a, meaningfulTerms(placeText(a))]));
    const titles = new Map(this.library.searched.map((name) => [name, new Map(this.library.vocabularies.get(name))]));
    this.library.papers.forEach((paper, document) => {
      for (const [field, terms] of paperFields(paper, places, titles)) gathering.add(document, terms, bits.get(field) ?? 0);
    });
    for (const entry of gathering.entries.values()) this.learn(entry);
    for (const entry of unpack(packed)) this.learn(entry);
  }

  /**
   * What the second file of the index adds.
   * @param {import("./format.js").Rest} rest
   */
  complete({ authors, ids, texts, leads, words: more }) {
    const gathering = new Gathering();
    const { bits } = this.postings;
    const around = new Map(
      this.library.approaches.map((approach, at) => [approach, meaningfulTerms(`${leads[at]} ${approach.section.lead}`)]),
    );
    this.library.papers.forEach((paper, document) => {
      paper.authors.push(...authors[document]);
      paper.texts = texts[document];
      for (const [field, terms] of [
        ...nameFields(authors[document].slice(0, -1), "others"),
        ...nameFields(authors[document].slice(-1), "family"),
      ])
        gathering.add(document, terms, bits.get(field) ?? 0);
      gathering.add(
        document,
        ids[document].map((id) => `#${id}`),
        bits.get("key") ?? 0,
      );
      for (const { approach } of paper.places) gathering.add(document, around.get(approach) ?? [], bits.get("leads") ?? 0);
    });
    for (const entry of gathering.entries.values()) this.learn(entry);
    for (const entry of unpack(more)) this.learn(entry);
    this.people = people(this.library);
    this.said = new WeakMap();
    this.understood = null;
    this.isComplete = true;
  }

  /** Whether all is known that a query may need. */
  isComplete = false;

  /**
   * Whether a query can be answered with what is known.
   * @param {string} text
   */
  canAnswer(text) {
    if (this.isComplete) return true;
    const { ids } = identifiers(text);
    const { query, units } = this.understand(text);
    const isDetailed = query.conditions.some(({ parts }) =>
      parts.some((part) => part.kind === "phrase" || (part.kind === "filter" && part.field === "author")),
    );
    return ids.length === 0 && !isDetailed && authorForm(text) === "" && units.every(({ readings }) => readings.length > 0);
  }

  /**
   * @param {Record<string, number>} weights
   * @param {Record<string, string[]>[]} documents texts by field
   */
  #corpus(weights, documents) {
    const corpus = new Postings(documents.length, Object.keys(weights), weights);
    const gathering = new Gathering();
    documents.forEach((fields, at) => {
      for (const [field, texts] of Object.entries(fields)) gathering.add(at, new Set(texts.flatMap(allTerms)), corpus.bits.get(field) ?? 0);
    });
    for (const entry of gathering.entries.values()) {
      this.vocabulary.learn(entry.term);
      corpus.learn(entry);
    }
    return corpus;
  }

  /**
   * A query and its units, which is what takes time.
   * @param {string} text
   */
  understand(text) {
    if (this.understood?.text === text) return this.understood;
    const query = this.parse(text);
    const isOften = new Set(query.words.filter((word) => !this.vocabulary.has(word))).size > GUESSED;
    const notes = isOften ? [...query.notes, `What was meant is guessed for the first ${GUESSED} unknown words.`] : query.notes;
    return (this.understood = { text, query: { ...query, notes }, units: this.units(query) });
  }

  /**
   * A query's words, conditions and what was not understood.
   * @param {string} text
   */
  parse(text) {
    const { ids, keys } = identifiers(text);
    const query = this.#withYears(parse(text, ids.length + keys.length > 0 ? NO_FIELDS : this.fields));
    if (ids.length + keys.length === 0) return this.#asFilter(query) ?? query;
    const isUnknown = this.isComplete && query.words.length < MENTION && this.identified(text).length === 0;
    return isUnknown
      ? { ...query, words: [], notes: [`No paper here is ${brief([...ids, ...keys].join(", "))}.`] }
      : { ...query, notes: [] };
  }

  /**
   * Two digits behind a venue are a year of this century.
   * @param {Query} query
   * @returns {Query}
   */
  #withYears(query) {
    const isYear = (/** @type {string} */ word, /** @type {number} */ at) => /^\d\d$/.test(word) && this.venueEnds.has(query.words[at - 1]);
    return { ...query, words: query.words.map((word, at) => (isYear(word, at) ? `20${word}` : word)) };
  }

  /**
   * An author's name, or a venue with or without a year, is a condition rather than words.
   * @param {Query} query
   * @returns {Query | null}
   */
  #asFilter(query) {
    if (query.conditions.length > 0 || query.words.length === 0) return null;
    const filters = this.#author(query) ?? this.#venue(query.words);
    return (
      filters && {
        ...query,
        words: [],
        conditions: filters.map(([field, value]) => ({ parts: [{ kind: "filter", field, value }], not: false })),
      }
    );
  }

  /**
   * @param {Query} query
   * @returns {[string, string][] | null}
   */
  #author({ text, words: said }) {
    const name = authorForm(text);
    if (!name) return null;
    const isKnown = said.some((word) => word.length > 1 && this.postings.papers(stem(word), "family", "others").size > 0);
    if (!isKnown || !this.hasAuthor(name)) return null;
    const year = lastYear(text);
    return year
      ? [
          ["author", name],
          ["year", year],
        ]
      : [["author", name]];
  }

  /**
   * Whether any paper is by somebody of that name.
   * @param {string} name
   */
  hasAuthor(name) {
    const said = words(name);
    return this.library.papers.some((paper) => this.#isBy(paper, said));
  }

  /**
   * @param {string[]} said
   * @returns {[string, string][] | null}
   */
  #venue(said) {
    const year = said.find((word) => /^(?:19|20)\d\d$/.test(word));
    const name = said.filter((word) => word !== year);
    const venue = this.venues.get(name.join(" "));
    if (!venue) return null;
    return year
      ? [
          ["venue", venue],
          ["year", year],
        ]
      : [["venue", venue]];
  }

  /**
   * The name that a venue has now, if the synonyms know it by another.
   * @param {string[]} said
   */
  presentName(said) {
    const name = said.join(" ");
    return words(this.venues.get(name) ?? name);
  }

  /**
   * The papers and sections that a query means, best first.
   * @param {string} text
   * @returns {Found}
   */
  search(text) {
    const { query, units } = this.understand(text);
    const { papers } = this.library;
    const { matches, near } = this.hits(query, units);
    const passes = this.passing(query);
    const keep = (/** @type {Hit} */ { document }) => passes(papers[document], document);
    const matching = matches.filter(keep);
    const first = this.reranked(
      matching.slice(0, RANKED),
      matching.slice(0, RANKED).map(({ document }) => papers[document]),
      query,
      units,
    );
    const rest = matching.slice(RANKED).map(({ document }) => papers[document]);
    const close = near
      .filter(keep)
      .slice(0, NEAR)
      .map(({ document }) => papers[document]);
    return { papers: [...first, ...rest], near: close, ...this.around(query, units), notes: query.notes, units };
  }

  /**
   * People and venues, sections, and what the guide answers.
   * @param {Query} query
   * @param {Unit[]} units
   * @returns {Around}
   */
  around(query, units) {
    const sections = units.length > 0 ? this.findSections(query, units) : [];
    return { pages: this.#findPages(query.text), sections, answers: units.length > 0 ? this.findAnswers(units) : [] };
  }

  /**
   * Pages of the people and venues that are named; a venue with or without a year, or by a name that it had.
   * @param {string} text
   */
  #findPages(text) {
    const name = text.replace(/\b(?:19|20)\d\d\b/, "");
    const present = this.venues.get(words(name).join(" ")) ?? name;
    return [...named(text, this.people), ...named(present, this.meetings)];
  }

  /**
   * The first papers that a query means, as soon as they are known.
   * @param {string} text
   * @param {number} most
   * @returns {Promise<Offer>}
   */
  async offer(text, most) {
    const found = this.search(text);
    return { ...found, papers: found.papers.slice(0, most), total: found.papers.length };
  }

  /**
   * Papers by number, ranked by their words alone.
   * @param {Query} query
   * @param {Unit[]} units
   * @returns {Hits}
   */
  hits(query, units) {
    const known = this.identified(query.text);
    if (known.length > 0) return { matches: known.map((document) => ({ document, score: 0, coverage: 1, about: 1 })), near: [] };
    if (units.length === 0) return { matches: query.conditions.length > 0 ? this.everything() : [], near: [] };
    const hits = this.score(this.postings, units);
    const hasConditions = query.conditions.some(({ not }) => !not);
    const isMatch = judge(hits, units, hasConditions ? MET : PAPER);
    const matching = new Set(hits.filter(isMatch));
    const named = this.#named(query);
    for (const [document, bonus] of named) {
      const known = hits.find((hit) => hit.document === document);
      const hit = known ?? { document, score: 0, coverage: 1, about: 1 };
      if (!known) hits.push(hit);
      hit.score += bonus;
      matching.add(hit);
    }
    hits.sort((a, b) => b.score - a.score || a.document - b.document);
    const isEnough = named.length > 0 || matching.size >= NEAR;
    return { matches: hits.filter((hit) => matching.has(hit)), near: isEnough ? [] : hits.filter((hit) => !matching.has(hit)) };
  }

  /** Every paper, newest first. @returns {Hit[]} */
  everything() {
    return this.library.papers.map((_, document) => ({ document, score: 0, coverage: 1, about: 1 }));
  }

  /**
   * The papers whose identifiers or citation keys stand in a text.
   * @param {string} text
   */
  identified(text) {
    const { ids, keys } = identifiers(text);
    const alone = /^[\p{L}\p{N}:_-]+$/u.test(text.trim()) && /\d/.test(text) ? [text.trim()] : [];
    const terms = [...ids.map((id) => `#${id}`), ...[...keys, ...alone].map((key) => stem(fold(key)))];
    return [...new Set(terms.flatMap((term) => [...this.postings.papers(term, "key")]))];
  }

  /**
   * How well each document answers.
   * @param {Postings} corpus
   * @param {Unit[]} units
   * @returns {Hit[]} unordered
   */
  score(corpus, units) {
    const total = units.reduce((sum, unit) => sum + unit.weight, 0) || 1;
    const [scores, coverage, values, likenesses] = Array.from({ length: 4 }, () => new Float64Array(corpus.size));
    /** @type {Set<number>} */
    const found = new Set();
    for (const unit of units) {
      for (const document of this.#meet(corpus, unit, values, likenesses)) {
        scores[document] += (values[document] / (this.settings.saturation + values[document])) * unit.weight;
        coverage[document] += (likenesses[document] * unit.weight) / total;
        values[document] = likenesses[document] = 0;
        found.add(document);
      }
    }
    return [...found].map((document) => {
      const [score, covered] = [scores[document], coverage[document]];
      return { document, score: score * covered ** this.settings.coverage, coverage: covered, about: score / (covered * total) || 0 };
    });
  }

  /**
   * Writes down, per document, what its fields are worth that have the unit's readings, each as far as it is like the unit, and
   * how like the best one is.
   * @param {Postings} corpus
   * @param {Unit} unit
   * @param {Float64Array} values
   * @param {Float64Array} likenesses
   */
  #meet(corpus, unit, values, likenesses) {
    /** @type {number[]} */
    const met = [];
    for (const { terms, likeness } of unit.readings) {
      const { documents, weights } = corpus.having(terms);
      for (let at = 0; at < documents.length; at++) {
        const document = documents[at];
        if (likenesses[document] === 0) met.push(document);
        values[document] += weights[at] * likeness;
        likenesses[document] = Math.max(likenesses[document], likeness);
      }
    }
    return met;
  }

  /**
   * How rare papers about all the terms are.
   * @param {string[]} terms
   */
  weight(terms) {
    const { size } = this.postings;
    const found = this.postings.spread(terms);
    return Math.log(1 + (size - found + 0.5) / (found + 0.5));
  }

  /**
   * @param {Query} query
   * @returns {Unit[]}
   */
  units(query) {
    const { spoken, short } = this.spoken(query);
    const meant = this.#meant(spoken, short);
    const first = new Map(spoken.map((word, at) => /** @type {[string, number]} */ ([word, at])).reverse());
    const once = [...first.values()].sort((a, b) => a - b);
    const guessed = new Set(once.filter((at) => !this.vocabulary.has(spoken[at])).slice(0, GUESSED));
    const last = spoken.length - 1;
    const isWhole = short.has(spoken[last]) && meant[last].some(({ isSame }) => isSame);
    const open = query.open && query.either.length === 0 && !isWhole;
    const units = once.map((at) => this.#unit(spoken, at, meant[at], guessed.has(at), open && at === last));
    return [...units, ...query.either.map((choices) => this.#either(choices))];
  }

  /**
   * The words of a query that are searched for, and those of them that are typed as abbreviations, which are no common words.
   * @param {Query} query
   * @returns {{spoken: string[], short: Set<string>}}
   */
  spoken({ text, words: said }) {
    const short = capitals(text);
    const kept = said.filter((word) => !STOP_WORDS.has(word) || (short.has(word) && this.phrases.has(word)));
    return { spoken: kept.length > 0 ? kept : said, short };
  }

  /**
   * For each word, what means the same.
   * @param {string[]} spoken
   * @param {Set<string>} short
   */
  #meant(spoken, short) {
    const { synonym, initials } = this.settings;
    const synonyms = synonym > 0 ? this.synonymsIn(spoken) : spoken.map(() => []);
    return initials
      ? synonyms.map((known, at) =>
          known.some(({ isSame }) => isSame) ? known : [...known, ...this.#abbreviated(spoken[at], short, spoken.length)],
        )
      : synonyms;
  }

  /**
   * What an abbreviation stands for: a word that looks like one, or is nowhere and of few; and which occurs less than what it stands for.
   * @param {string} word
   * @param {Set<string>} short
   * @param {number} length of the query
   */
  #abbreviated(word, short, length) {
    const isShort = short.has(word) || CONSONANTS.test(word);
    if (!isShort && (length > FEW || this.vocabulary.has(word))) return [];
    const inTitles = this.postings.count(`~${word}`) > 0 ? [{ text: word, phrase: [`~${word}`], isSame: true }] : [];
    const phrases = [...this.phrasesOf(word), ...inTitles];
    const known = Math.max(...[word, singular(word)].map((one) => this.postings.count(stem(one))));
    return phrases.filter(({ phrase }) => known < this.postings.spread(phrase));
  }

  /**
   * The phrases that a word may abbreviate.
   * @param {string} word
   * @returns {Phrase[]}
   */
  phrasesOf(word) {
    const texts = this.phrases.get(word) ?? this.phrases.get(singular(word)) ?? [];
    return texts.slice(0, MEANINGS).map((text) => ({ text, phrase: meaningfulTerms(text), isSame: true }));
  }

  /**
   * Alternatives as one unit.
   * @param {string[][]} choices
   * @returns {Unit}
   */
  #either(choices) {
    const readings = choices.map((said) => ({ terms: said.map(stem), likeness: 1 }));
    return {
      readings,
      word: choices.flat().join(" "),
      others: [],
      share: 0,
      weight: Math.max(0, ...readings.map(({ terms }) => this.weight(terms))),
    };
  }

  /**
   * For each word, what means the same as the phrases that it is part of.
   * @param {string[]} spoken
   */
  synonymsIn(spoken) {
    const stems = spoken.map(stem);
    /** @type {Map<string, Set<Phrase>>} by term */
    const found = new Map(stems.map((term) => [term, new Set()]));
    for (const [at, term] of stems.entries()) {
      for (const { phrase, others } of this.synonyms.get(term) ?? []) {
        const near = stems.slice(Math.max(0, at - SPREAD), at + phrase.length + SPREAD);
        if (!phrase.every((other) => near.includes(other))) continue;
        for (const part of phrase) for (const other of others) found.get(part)?.add(other);
      }
    }
    return stems.map((term) => [...(found.get(term) ?? [])]);
  }

  /**
   * @param {string[]} spoken
   * @param {number} at
   * @param {Phrase[]} others
   * @param {boolean} isGuessed whether words like it are to be found, as it occurs nowhere
   * @param {boolean} open
   * @returns {Unit}
   */
  #unit(spoken, at, others, isGuessed, open) {
    const readings = this.#readings(spoken, at, isGuessed, open);
    const weight = this.#weight(spoken[at], readings.length > 0 ? readings : others.map(({ phrase }) => ({ terms: phrase, likeness: 1 })));
    const share = this.postings.count(stem(spoken[at])) / this.postings.size;
    const alike = others.map(({ phrase, isSame }) => ({ terms: phrase, likeness: isSame ? SAME : this.settings.synonym }));
    return {
      readings: once([...readings, ...alike]).map((reading) => this.#asRare(reading, weight)),
      word: spoken[at],
      others: others.map(({ text }) => words(text)),
      share,
      weight,
    };
  }

  /**
   * A reading that tells less than the word it stands for is less like it.
   * @param {Reading} reading
   * @param {number} weight of the word
   * @returns {Reading}
   */
  #asRare({ terms, likeness }, weight) {
    return { terms, likeness: likeness < SAME && weight > 0 ? likeness * Math.min(1, this.weight(terms) / weight) : likeness };
  }

  /**
   * How much a word tells: by itself if it occurs, else by the commonest of its likeliest readings, and as far as that is unlike it, like a
   * word seen nowhere.
   * @param {string} word
   * @param {Reading[]} readings
   */
  #weight(word, readings) {
    const share = LIGHT_WORDS.has(word) ? this.settings.light : 1;
    if (this.vocabulary.has(word)) return share * this.weight([stem(word)]);
    const most = Math.max(0, ...readings.map(({ likeness }) => likeness));
    const likely = readings.filter(({ likeness }) => likeness === most);
    const least = Math.min(...likely.map(({ terms }) => this.weight(terms)));
    return share * (most * (most > 0 ? least : 0) + (1 - most) * this.weight([""]));
  }

  /**
   * @param {string[]} spoken
   * @param {number} at
   * @param {boolean} isGuessed
   * @param {boolean} open
   * @returns {Reading[]}
   */
  #readings(spoken, at, isGuessed, open) {
    const { vocabulary, settings } = this;
    const word = spoken[at];
    const own = vocabulary.has(word) ? [{ terms: [stem(word)], likeness: 1 }] : [];
    const joins = settings.compounds ? this.#written(spoken, at) : [];
    const halves = settings.compounds && isGuessed ? vocabulary.halves(word) : [];
    const longer = settings.beginnings && ((open && word.length > 1) || (isGuessed && word.length > 4)) ? vocabulary.completions(word) : [];
    const misspelled = settings.slips && isGuessed ? vocabulary.misspelled(word) : [];
    return [...own, ...joins, ...halves, ...longer, ...misspelled];
  }

  /**
   * Readings in which this word and its neighbors are one word (`auto mix`, `self check gpt`).
   * @param {string[]} spoken
   * @param {number} at
   * @returns {Reading[]}
   */
  #written(spoken, at) {
    const runs = [
      [at - 1, at + 1],
      [at, at + 2],
      [at - 2, at + 1],
      [at - 1, at + 2],
      [at, at + 3],
    ];
    const whole = runs.filter(([from, to]) => from >= 0 && to <= spoken.length).map(([from, to]) => spoken.slice(from, to).join(""));
    return whole.flatMap((word) => (this.vocabulary.has(word) ? [{ terms: [stem(word)], likeness: JOINED }] : []));
  }

  /**
   * Papers called what was typed, a slip or two allowed in longer names, and those with a model or a data set of that name.
   * @param {Query} query
   * @returns {[document: number, bonus: number][]}
   */
  #named({ words: said, either }) {
    const name = (said[0] === "the" ? said.slice(1) : said).join("");
    if (name.length < 2 || either.length > 0) return [];
    const exact = [...this.#gains(`=${name}`, NAMED, "name"), ...this.#gains(`=${name}`, CALLED, "called")];
    if (exact.length > 0 || !this.settings.slips) return exact;
    const slips = name.length >= 10 ? 2 : name.length >= 6 ? 1 : 0;
    if (slips === 0) return [];
    const alike = this.namesLike(name).filter((term) => distance(`=${name}`, term, slips) <= slips);
    return alike.flatMap((term) => this.#gains(term, CALLED, "name", "called"));
  }

  /**
   * What papers gain that have a term in one of some fields.
   * @param {string} term
   * @param {number} gain
   * @param {...string} fields
   * @returns {[document: number, gain: number][]}
   */
  #gains(term, gain, ...fields) {
    return [...this.postings.papers(term, ...fields)].map((document) => [document, gain]);
  }

  /**
   * Names of papers that may be meant.
   * @param {string} name
   */
  namesLike(name) {
    return (this.vocabulary.byInitial.get("=") ?? []).filter((term) => term[1] === name[0]);
  }

  /**
   * The first papers in order, now that their records are known.
   * @param {Hit[]} hits
   * @param {Paper[]} papers theirs
   * @param {Query} query
   * @param {Unit[]} units
   */
  reranked(hits, papers, query, units) {
    const isScored = hits.some(({ score }) => score > 0) && this.settings.wording;
    const wordings = isScored ? wordingsOf(query, units) : [];
    const company = isScored ? this.#company(hits, papers, units.length) : [];
    const score = hits.map(
      (hit, at) => hit.score + (isScored ? company[at] + fame(papers[at]) + worded(spaced(papers[at].title), wordings) : 0),
    );
    const order = papers.map((_, at) => at).sort((a, b) => score[b] - score[a] || hits[a].document - hits[b].document);
    return order.map((at) => papers[at]);
  }

  /**
   * What papers gain from the others in front that stand for the same approach: those that answer a query are of a kind (the cluster
   * hypothesis: van Rijsbergen 1979, “Information Retrieval”, chapter 3). A query of few words may be the name of one.
   * @param {Hit[]} hits
   * @param {Paper[]} papers theirs
   * @param {number} length of the query
   */
  #company(hits, papers, length) {
    const approaches = papers.map(({ places }) => [...new Set(places.map(({ approach }) => approach))]);
    const total = hits.reduce((sum, { score }) => sum + score, 0);
    /** @type {Map<import("./library.js").Approach, number>} */
    const shares = new Map();
    hits.forEach(({ score }, at) =>
      approaches[at].forEach((approach) => shares.set(approach, (shares.get(approach) ?? 0) + score / total)),
    );
    const weight = this.settings.company * Math.min(1, Math.max(0, length - NAME) / (SENTENCE - NAME));
    return hits.map(
      ({ score }, at) => weight * score * Math.max(0, ...approaches[at].map((approach) => (shares.get(approach) ?? 0) - score / total)),
    );
  }

  /**
   * @param {Query} query
   * @param {Unit[]} units
   * @returns {Section[]}
   */
  findSections(query, units) {
    const said = query.words.join("");
    const hits = this.#matching(this.sections, units);
    for (const hit of hits) hit.score += this.sectionNames[hit.document].has(said) ? 10 : 0;
    hits.sort((a, b) => b.score - a.score || a.document - b.document);
    return hits.map((hit) => this.library.sections[hit.document]);
  }

  /**
   * @param {Postings} corpus of sections or answers
   * @param {Unit[]} units
   */
  #matching(corpus, units) {
    const hits = this.score(corpus, units);
    return hits.filter(judge(hits, units, SECTION));
  }

  /**
   * What the guide answers that a query asks.
   * @param {Unit[]} units
   * @returns {Answer[]}
   */
  findAnswers(units) {
    const hits = this.#matching(this.answers, units);
    hits.sort((a, b) => b.score - a.score || a.document - b.document);
    return hits.map(({ document }) => this.library.answers.terms[document]).map(([id, title]) => ({ id, title }));
  }

  /**
   * Whether papers meet a query's conditions.
   * @param {Query} query
   * @returns {Test}
   */
  passing({ conditions }) {
    const tests = conditions.map(({ parts, not }) => ({ not, meets: parts.map((part) => this.#meets(part)) }));
    return (paper, document) => tests.every(({ meets, not }) => meets.some((meet) => meet(paper, document)) !== not);
  }

  /**
   * @param {Part} part
   * @returns {Test}
   */
  #meets(part) {
    if (part.kind === "filter") return this.#filter(part.field, part.value);
    if (part.kind === "words") {
      const sets = part.words.map((word) => this.postings.papers(stem(word)));
      return (_, document) => sets.every((set) => set.has(document));
    }
    const phrase = ` ${part.words.join(" ")} `;
    return (paper) => this.#saidBy(paper).includes(phrase);
  }

  /**
   * @param {string} field
   * @param {string} value
   * @returns {(paper: Paper) => boolean}
   */
  #filter(field, value) {
    const [said, folded] = [words(value), fold(value)];
    const begins = (/** @type {string} */ text) => beginsAll(this.#words(text), said);
    if (field === "year") return ({ year }) => isWithin(year, value);
    if (field === "author") return (paper) => this.#isBy(paper, said);
    if (field === "venue") return this.#atVenue(this.presentName(said));
    if (field === "section") return (paper) => paper.sections.has(folded) || namesOfSections(paper).some(begins);
    if (this.library.values.has(field)) return ({ facts }) => (facts.get(field) ?? []).some(begins);
    const titles = new Map(this.library.vocabularies.get(field));
    return ({ terms }) => [...(terms.get(field) ?? [])].some((id) => id === folded || begins(titles.get(id) ?? ""));
  }

  /** @param {string[]} name @returns {(paper: Paper) => boolean} */
  #atVenue(name) {
    return ({ venue }) => beginsAll(this.#words(venue), name);
  }

  /**
   * @param {Paper} paper
   * @param {string[]} name in any form
   */
  #isBy({ authors }, name) {
    return authors.some((author) => beginsAll(this.#words(author), name));
  }

  /** The words of a name or a title, worked out once. @param {string} text */
  #words(text) {
    let known = this.wordsOf.get(text);
    if (!known) this.wordsOf.set(text, (known = words(text)));
    return known;
  }

  /** A paper's title, names, places and texts, each in a line of its own, with spaces around words. @param {Paper} paper */
  #saidBy(paper) {
    let said = this.said.get(paper);
    if (said === undefined) this.said.set(paper, (said = textsOf(paper).map(spaced).join("\n")));
    return said;
  }

  /**
   * Which words of a text a query has met: the test behind every highlighted word.
   * @param {string} text
   * @returns {(word: string) => boolean}
   */
  matcher(text) {
    const { units } = this.understand(text);
    const terms = new Set(
      units.filter(({ word }) => !LIGHT_WORDS.has(word)).flatMap((unit) => unit.readings.flatMap((reading) => reading.terms)),
    );
    return (word) => words(word).some((part) => terms.has(stem(part)));
  }
}

/**
 * Tells documents that match from those that come near. Whether any does is told by the best one: by the share of the query that it
 * meets, how much it is about it (1 where all fields say so), the length of the query, and how common its words are here, since whoever
 * asks about something else uses few of them; weights by logistic regression on the queries that are not held out and, for papers, on
 * single words of titles with a letter left out. Then those match that come up to a share of the best one.
 * @param {Hit[]} hits
 * @param {Unit[]} units
 * @param {typeof PAPER} evidence
 * @returns {(hit: Hit) => boolean}
 */
function judge(hits, units, evidence) {
  const best = hits.reduce((most, { score }) => Math.max(most, score), 0);
  const common = units.reduce((sum, { share }) => sum + share, 0);
  const needed = evidence.needed - evidence.length * Math.log(1 + units.length) - evidence.common * common;
  const isAny = hits.some(
    ({ score, coverage, about }) => score === best && evidence.coverage * coverage + evidence.about * about >= needed,
  );
  const least = SHARE + Math.max(0, common / units.length - BROAD);
  return ({ score }) => isAny && score >= least * best;
}

/** An abbreviation of one, if it is of several. @param {string} word */
const singular = (word) => word.replace(/s$/, "");

/**
 * Readings of which no two are the same terms, the likelier one kept.
 * @param {Reading[]} readings
 */
function once(readings) {
  /** @type {Map<string, Reading>} */
  const found = new Map();
  for (const reading of readings) {
    const terms = reading.terms.join(" ");
    if (reading.likeness > (found.get(terms)?.likeness ?? 0)) found.set(terms, reading);
  }
  return [...found.values()];
}

const allTerms = (/** @type {string} */ text) => words(text).map(stem);

const meaningfulTerms = (/** @type {string} */ text) => meaningful(words(text)).map(stem);

const meaningful = (/** @type {string[]} */ said) => said.filter((word) => !STOP_WORDS.has(word));

/**
 * What the record of a paper says, by field. As `_fields` in `hooks/survey/search/words.py`.
 * @param {Paper} paper
 * @param {Map<import("./library.js").Approach, string[]>} places terms of each approach
 * @param {Map<string, Map<string, string>>} titles of terms, by vocabulary
 * @returns {[field: string, terms: string[]][]}
 */
function paperFields(paper, places, titles) {
  const name = words(paper.title.split(": ", 1)[0].replace(/^The /, ""));
  const carried = [...titles].flatMap(([vocabulary, known]) => [...(paper.terms.get(vocabulary) ?? [])].map((id) => known.get(id) ?? ""));
  return [
    ["title", [...meaningfulTerms(paper.title), ...abbreviations(paper.title).map((form) => `~${form}`)]],
    ["name", [`=${name.join("")}`, ...(name.length === 1 ? [stem(name[0])] : [])]],
    ["key", [stem(fold(paper.key))]],
    ["when", allTerms(`${paper.venue} ${paper.year}`)],
    ["topics", paper.topics.flatMap(meaningfulTerms)],
    ["places", paper.places.flatMap(({ approach }) => places.get(approach) ?? [])],
    ["terms", carried.flatMap(meaningfulTerms)],
    ["first", paper.authors.slice(0, 1).flatMap(familyTerms)],
    ...nameFields(paper.authors, "family"),
  ];
}

/**
 * @param {string[]} authors
 * @param {string} field of their family names
 * @returns {[field: string, terms: string[]][]}
 */
function nameFields(authors, field) {
  return [
    [field, authors.flatMap(familyTerms)],
    ["given", authors.flatMap((name) => allTerms(name.split(",").slice(1).join(" ")))],
  ];
}

const familyTerms = (/** @type {string} */ name) => allTerms(name.split(",", 1)[0]);

/**
 * @param {Section} section
 * @returns {Record<string, string[]>}
 */
function sectionFields(section) {
  const { approaches } = section;
  return {
    title: [section.title],
    aliases: section.aliases,
    approaches: approaches.flatMap((approach) => [approach.title, ...approach.aliases]),
    leads: [section.lead],
    above: section.chain.slice(0, -1).map((above) => above.title),
  };
}

/**
 * The first term of each phrase → the phrases that begin so, with the others of their groups.
 * @param {string[][]} groups
 */
function readSynonyms(groups) {
  /** @type {Map<string, {phrase: string[], others: Phrase[]}[]>} */
  const found = new Map();
  for (const group of groups) {
    const isSame = group.some((text) => /^\p{Lu}[\p{L}\d]?\p{Lu}|\p{Script=Han}/u.test(text));
    const phrases = group.map((text) => ({ text, phrase: meaningfulTerms(text), isSame })).filter(({ phrase }) => phrase.length > 0);
    for (const { phrase } of phrases) {
      const others = phrases.filter((other) => other.phrase !== phrase);
      found.set(phrase[0], [...(found.get(phrase[0]) ?? []), { phrase, others }]);
    }
  }
  return found;
}

/**
 * Names of venues, former ones too as far as the synonyms know them → those that they have now.
 * @param {string[]} venues
 * @param {string[][]} groups
 */
function venueNames(venues, groups) {
  const found = new Map(venues.map((venue) => [words(venue).join(" "), venue]));
  for (const group of groups) {
    const present = group.find((name) => venues.includes(name));
    if (present) for (const name of group) found.set(words(name).join(" "), present);
  }
  return found;
}

/** A text's words, each between spaces. @param {string} text */
export const spaced = (text) => ` ${words(text).join(" ")} `;

/**
 * The query, and what means the same as all of it, where that is several words.
 * @param {Query} query
 * @param {Unit[]} units
 */
export function wordingsOf(query, units) {
  const [first, ...rest] = units;
  const shared = first
    ? first.others.filter((said) => rest.every(({ others }) => others.some((other) => other.join() === said.join())))
    : [];
  return [query.words, ...shared].filter((said) => said.length > 1);
}

/**
 * How far a title says it in the same words, or in a synonym of the whole query: at its beginning, or somewhere inside.
 * @param {string} title spaced
 * @param {string[][]} wordings
 */
export function worded(title, wordings) {
  const positions = wordings.map((said) => title.indexOf(` ${said.join(" ")} `));
  return positions.includes(0) ? 4 : positions.some((position) => position > 0) ? 2 : 0;
}

/** A nudge for papers that stand in several places. @param {Paper} paper */
export const fame = (paper) => 0.03 * Math.log(1 + paper.places.length);

/** @param {import("./library.js").Approach} approach */
function placeText(approach) {
  const chain = approach.section.chain.flatMap((section) => [section.title, ...section.aliases]);
  return [approach.title, ...approach.aliases, ...chain].join(" ");
}

/**
 * Whether each of the wanted words begins one of those there are.
 * @param {string[]} present
 * @param {string[]} wanted
 */
export const beginsAll = (present, wanted) => wanted.length > 0 && wanted.every((word) => present.some((other) => other.startsWith(word)));

/** The titles of the sections that a paper is in, with their aliases. @param {Paper} paper */
function namesOfSections(paper) {
  const chain = new Set(paper.places.flatMap((place) => place.approach.section.chain));
  return [...chain].map((section) => `${section.title} ${section.aliases.join(" ")}`);
}

/**
 * @param {number} year
 * @param {string} span all years, if it is none
 */
export function isWithin(year, span) {
  const [first, last] = years(span) ?? [0, 9999];
  return year >= first && year <= last;
}

/** A paper's title, names, places and texts. @param {Paper} paper */
function textsOf(paper) {
  const placed = paper.places.flatMap((place) => [place.approach.title, place.approach.section.title]);
  return [paper.title, paper.venue, ...paper.authors, ...paper.topics, ...placed, ...(paper.texts ?? [])];
}
