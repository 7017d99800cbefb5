/**
 * Search and ranking over the papers and sections of the survey. Pure: no page, no network.
 *
 * A query is cut into units, one a word (or one a phrase that the synonyms know). A unit stands for terms that resemble
 * it: the same stem (1), a join or split of words, the beginning of a longer word, a word one or two edits away, a synonym;
 * each with a similarity below 1. A document's score is BM25F (Robertson & Zaragoza 2009, “The Probabilistic Relevance
 * Framework: BM25 and Beyond”, section 3.6): term counts are weighted by field and tempered by field length, added up,
 * and saturated once, `tf / (K1 + tf)`, times the unit's inverse document frequency `ln(1 + (N − n + ½) / (n + ½))` (ibid., 3.1).
 * Of a unit's terms the best one counts. A document is found only if the matched units carry most of the
 * query's weight, so that a query about something else finds nothing. Titles in which the query stands word for word, and papers
 * known by that very name, come first.
 *
 * @typedef {import("./data.js").Library} Library
 * @typedef {import("./data.js").Paper} Paper
 * @typedef {import("./data.js").Section} Section
 * @typedef {{terms: string[], likeness: number}} Reading one way to understand a unit: all these terms
 * @typedef {{readings: Reading[], weight: number, words: string[], others: string[][]}} Unit `others`: its synonyms
 * @typedef {{document: number, score: number, mass: number}} Hit
 * @typedef {{papers: Paper[], sections: Section[], total: number}} Offer the first papers of so many
 * @typedef {{field: string, value: string}} Filter
 * @typedef {{words: string[], phrases: string[][], filters: Filter[], open: boolean}} Query `open`: the last word may go on
 */

import { STOP_WORDS, distance, fold, stem, words } from "./text.js";

const K1 = 1.2;
const LENGTH_EFFECT = 0.3; // BM25's b, low: a long author list makes a paper no less its first author's
const SYNONYM = 0.8;
const JOINED = 0.95;
const NEAR_MASS = 0.25; // what is offered when nothing is found
const FIELDS = { author: 1, venue: 1, year: 1, section: 1 };

/** Field weights, by trial on the queries of `tests/search/queries.yml` that are not held out. */
export const PAPER_FIELDS = { name: 3, title: 4, key: 3, family: 3, given: 1, when: 2, claims: 1.5, topics: 1.5, places: 1, roles: 0.5 };
const SECTION_FIELDS = { title: 4, aliases: 4, approaches: 2, leads: 0.7, above: 0.5 };

/** Documents of one kind, inverted: term → where it stands and how heavily. */
export class Corpus {
  /**
   * @param {Record<string, number>} weights by field
   * @param {Record<string, string[]>[]} documents words by field
   */
  constructor(weights, documents) {
    this.size = documents.length;
    /** @type {Map<string, {documents: number[], counts: number[]}>} */
    this.postings = new Map();
    const means = meanLengths(Object.keys(weights), documents);
    documents.forEach((fields, at) => this.#add(at, countTerms(fields, weights, means)));
  }

  /**
   * @param {number} at
   * @param {Map<string, number>} counts
   */
  #add(at, counts) {
    for (const [term, count] of counts) {
      let posting = this.postings.get(term);
      if (!posting) this.postings.set(term, (posting = { documents: [], counts: [] }));
      posting.documents.push(at);
      posting.counts.push(count);
    }
  }

  /**
   * How rare documents with all the terms are.
   * @param {string[]} terms
   */
  weight(terms) {
    const found = terms.length === 1 ? (this.postings.get(terms[0])?.documents.length ?? 0) : this.having(terms).size;
    return Math.log(1 + (this.size - found + 0.5) / (found + 0.5));
  }

  /**
   * Documents with all the terms, and the least saturated count among them.
   * @param {string[]} terms
   * @returns {Map<number, number>}
   */
  having(terms) {
    const [first, ...rest] = terms.map((term) => this.#saturated(term)).sort((a, b) => a.size - b.size);
    if (rest.length === 0) return first;
    const both = [...first].filter(([at]) => rest.every((other) => other.has(at)));
    return new Map(both.map(([at, value]) => [at, Math.min(value, ...rest.map((other) => other.get(at) ?? 0))]));
  }

  /** @param {string} term */
  #saturated(term) {
    const { documents = [], counts = [] } = this.postings.get(term) ?? {};
    return new Map(documents.map((at, index) => [at, counts[index] / (K1 + counts[index])]));
  }

  /**
   * @param {Unit[]} units
   * @param {number} leastMass share of the query's weight that a document must match
   * @returns {Hit[]} unordered
   */
  search(units, leastMass) {
    const total = units.reduce((sum, unit) => sum + unit.weight, 0);
    /** @type {Map<number, Hit>} */
    const hits = new Map();
    for (const unit of units) {
      for (const [document, best] of this.#best(unit)) {
        const hit = hits.get(document) ?? { document, score: 0, mass: 0 };
        hit.score += best.score * unit.weight;
        hit.mass += (best.likeness * unit.weight) / total;
        hits.set(document, hit);
      }
    }
    return [...hits.values()].filter((hit) => hit.mass >= leastMass);
  }

  /**
   * Per document, the unit's reading that fits best.
   * @param {Unit} unit
   */
  #best(unit) {
    /** @type {Map<number, {score: number, likeness: number}>} */
    const best = new Map();
    for (const { terms, likeness } of unit.readings) {
      for (const [document, value] of this.having(terms)) {
        const score = value * likeness;
        const known = best.get(document);
        if (!known) best.set(document, { score, likeness });
        else {
          known.score = Math.max(known.score, score);
          known.likeness = Math.max(known.likeness, likeness);
        }
      }
    }
    return best;
  }
}

/**
 * @param {string[]} names
 * @param {Record<string, string[]>[]} documents
 * @returns {Record<string, number>}
 */
function meanLengths(names, documents) {
  const total = (/** @type {string} */ name) => documents.reduce((sum, fields) => sum + fields[name].length, 0);
  return Object.fromEntries(names.map((name) => [name, total(name) / Math.max(1, documents.length) || 1]));
}

/**
 * @param {Record<string, string[]>} fields
 * @param {Record<string, number>} weights
 * @param {Record<string, number>} means
 */
function countTerms(fields, weights, means) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const [name, weight] of Object.entries(weights)) {
    const share = weight / (1 - LENGTH_EFFECT + (LENGTH_EFFECT * fields[name].length) / means[name]);
    for (const term of fields[name]) counts.set(term, (counts.get(term) ?? 0) + share);
  }
  return counts;
}

/** Every word that occurs, and how to find those like a given one. */
class Vocabulary {
  /** @type {Map<string, string>} */
  stems = new Map();
  /** @type {Set<string>} */
  terms = new Set();
  /** @type {Map<string, string[]>} */
  byInitial = new Map();

  /**
   * The terms of a text; its words are remembered.
   * @param {string} text
   */
  read(text) {
    return words(text).map((word) => this.stems.get(word) ?? this.learn(word));
  }

  /** @param {string} word */
  learn(word) {
    const term = stem(word);
    this.stems.set(word, term);
    this.terms.add(term);
    const known = this.byInitial.get(word[0]);
    if (known) known.push(word);
    else this.byInitial.set(word[0], [word]);
    return term;
  }

  /**
   * Terms of neighboring words written as one, marked so that they stay apart from words.
   * @param {string} text
   */
  readJoined(text) {
    const found = words(text);
    const pairs = found.slice(1).map((word, index) => joined(found[index] + word));
    pairs.forEach((pair) => this.terms.add(pair));
    return pairs;
  }

  /**
   * Words that go on where the given one stops.
   * @param {string} word
   * @returns {Reading[]}
   */
  completions(word) {
    const longer = (this.byInitial.get(word[0]) ?? []).filter((other) => other.length > word.length && other.startsWith(word));
    return longer.map((other) => ({ terms: [this.term(other)], likeness: 0.5 + (0.4 * word.length) / other.length }));
  }

  /**
   * Words a few edits away that begin alike (misspellings seldom hit the first letter: Pollock & Zamora 1984).
   * @param {string} word
   * @returns {Reading[]}
   */
  misspelled(word) {
    return this.near(word, word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0).map(([other, edits]) => ({
      terms: [this.term(other)],
      likeness: 1 - edits * 0.2,
    }));
  }

  /**
   * Words within a number of edits, nearest first.
   * @param {string} word
   * @param {number} limit
   * @returns {[string, number][]}
   */
  near(word, limit) {
    if (limit === 0) return [];
    const alike = this.byInitial.get(word[0]) ?? [];
    const measured = alike.map((other) => /** @type {[string, number]} */ ([other, distance(word, other, limit)]));
    return measured.filter(([, edits]) => edits <= limit).sort((a, b) => a[1] - b[1]);
  }

  /** @param {string} word */
  term(word) {
    return this.stems.get(word) ?? stem(word);
  }
}

const joined = (/** @type {string} */ word) => `+${word}`;

/**
 * What a paper is called for short: the words before a colon, or the whole title.
 * @param {string} title
 */
function shortName(title) {
  const head = title.split(": ", 1)[0];
  return words(head.replace(/^The /, "")).join(" ");
}

/** Finds papers and sections. */
export class Engine {
  /** @param {Library} library */
  constructor(library) {
    this.library = library;
    this.vocabulary = new Vocabulary();
    this.names = library.papers.map((paper) => shortName(paper.title));
    this.joinedNames = this.names.map((name) => name.replaceAll(" ", ""));
    this.titles = library.papers.map((paper) => spaced(paper.title));
    this.sectionNames = library.sections.map((section) => new Set([section.title, ...section.aliases].map((name) => words(name).join(""))));
    this.papers = new Corpus(PAPER_FIELDS, this.#paperFields());
    this.sections = new Corpus(SECTION_FIELDS, library.sections.map((section) => this.#sectionFields(section)));
    this.synonyms = this.#readSynonyms();
  }

  #paperFields() {
    const { vocabulary } = this;
    const places = new Map(this.library.sections.flatMap((s) => s.approaches).map((a) => [a, vocabulary.read(placeText(a))]));
    const titles = new Map(this.library.roles);
    return this.library.papers.map((paper, at) => ({
      name: vocabulary.read(this.names[at].includes(" ") ? "" : this.names[at]),
      title: [...vocabulary.read(paper.title), ...vocabulary.readJoined(paper.title)],
      key: [vocabulary.term(fold(paper.key))],
      family: vocabulary.read(paper.authors.map((name) => name.split(",", 1)[0]).join(" ")),
      given: vocabulary.read(paper.authors.map((name) => name.split(",").slice(1).join(" ")).join(" ")),
      when: vocabulary.read(`${paper.venue} ${paper.year}`),
      claims: vocabulary.read(paper.places.map((place) => place.claim).join(" ")),
      topics: vocabulary.read(paper.topics.join(" ")),
      places: [...new Set(paper.places.flatMap((place) => places.get(place.approach) ?? []))],
      roles: vocabulary.read([...paper.roles].map((role) => titles.get(role)).join(" ")),
    }));
  }

  /** @param {Section} section */
  #sectionFields(section) {
    const { vocabulary } = this;
    const { approaches } = section;
    return {
      title: [...vocabulary.read(section.title), ...vocabulary.readJoined(section.title)],
      aliases: section.aliases.flatMap((alias) => [...vocabulary.read(alias), ...vocabulary.readJoined(alias)]),
      approaches: vocabulary.read(approaches.map((approach) => [approach.title, ...approach.aliases].join(" ")).join(" ")),
      leads: vocabulary.read([section.lead, ...approaches.map((approach) => approach.lead)].join(" ")),
      above: vocabulary.read(section.chain.slice(0, -1).map((above) => above.title).join(" ")),
    };
  }

  /** Each phrase of a group, with the other phrases of that group. */
  #readSynonyms() {
    const groups = this.library.synonyms.map((group) => group.map((text) => ({ text, phrase: meaningful(words(text)).map(stem) })));
    return groups.flatMap((group) => group.map(({ phrase }) => ({ phrase, others: group.filter((other) => other.phrase !== phrase) })));
  }

  /**
   * The papers and sections that a query means, best first.
   * @param {string} text
   */
  search(text) {
    const query = parse(text);
    const units = this.units({ ...query, words: [...query.words, ...query.phrases.flat()] });
    const papers = this.findPapers(units);
    const all = this.library.papers.map((_, document) => ({ document, score: 0, mass: 1 }));
    const found = (units.length > 0 ? papers : query.filters.length + query.phrases.length > 0 ? all : []).filter((hit) =>
      passes(this.library.papers[hit.document], query),
    );
    return { papers: this.#rankPapers(found, query, units), sections: this.findSections(query, units), units };
  }

  /**
   * The first papers that a query means, as soon as they are known.
   * @param {string} text
   * @param {number} most
   * @returns {Promise<Offer>}
   */
  async offer(text, most) {
    const { papers, sections } = this.search(text);
    return { papers: papers.slice(0, most), sections, total: papers.length };
  }

  /**
   * Papers that match enough of the units, unordered.
   * @param {Unit[]} units
   */
  findPapers(units) {
    return units.length > 0 ? this.papers.search(units, wantedMass(units.length)) : [];
  }

  /**
   * For a query that finds nothing: how it may have been meant, and sections that come near.
   * @param {string} text
   */
  suggest(text) {
    const query = parse(text);
    const spelled = query.words.map((word) => this.#respelled(word)).join(" ");
    const worth = spelled !== query.words.join(" ") && this.search(spelled).papers.length > 0;
    return { spelling: worth ? spelled : "", sections: this.findSections(query, this.units(query), NEAR_MASS) };
  }

  /** @param {string} word */
  #respelled(word) {
    if (this.vocabulary.terms.has(stem(word)) || STOP_WORDS.has(word)) return word;
    return this.vocabulary.near(word, Math.ceil(word.length * 0.4))[0]?.[0] ?? word;
  }

  /**
   * @param {Query} query
   * @returns {Unit[]}
   */
  units(query) {
    const kept = meaningful(query.words);
    const spoken = kept.length > 0 ? kept : query.words;
    /** @type {Unit[]} */
    const units = [];
    for (let at = 0; at < spoken.length; ) {
      const match = this.#synonymAt(spoken, at);
      const length = match?.phrase.length ?? 1;
      const others = match?.others ?? [];
      units.push(this.#unit(spoken, at, length, others, query.open && at + length === spoken.length));
      at += length;
    }
    return units;
  }

  /**
   * The longest phrase of the synonyms that stands here.
   * @param {string[]} spoken
   * @param {number} at
   */
  #synonymAt(spoken, at) {
    const here = this.synonyms.filter(({ phrase }) => phrase.every((term, index) => spoken[at + index] && stem(spoken[at + index]) === term));
    const longest = Math.max(0, ...here.map(({ phrase }) => phrase.length));
    const alike = here.filter(({ phrase }) => phrase.length === longest);
    return alike.length > 0 ? { phrase: alike[0].phrase, others: alike.flatMap(({ others }) => others) } : undefined;
  }

  /**
   * @param {string[]} spoken
   * @param {number} at
   * @param {number} length
   * @param {{text: string, phrase: string[]}[]} others
   * @param {boolean} open
   * @returns {Unit}
   */
  #unit(spoken, at, length, others, open) {
    const said = spoken.slice(at, at + length);
    const readings = length > 1 ? [{ terms: said.map(stem), likeness: 1 }] : this.#readings(spoken, at, open);
    readings.push(...others.map(({ phrase }) => ({ terms: phrase, likeness: SYNONYM })));
    return { readings, words: said, others: others.map(({ text }) => words(text)), weight: this.#weight(said, readings) };
  }

  /**
   * How much a unit tells: by its own words if they occur, else by the rarest reading, at most like a word seen nowhere.
   * @param {string[]} said
   * @param {Reading[]} readings
   */
  #weight(said, readings) {
    const own = said.map(stem);
    if (own.every((term) => this.vocabulary.terms.has(term))) return this.papers.weight(own);
    return readings.length > 0 ? Math.max(...readings.map(({ terms }) => this.papers.weight(terms))) : this.papers.weight([""]);
  }

  /**
   * @param {string[]} spoken
   * @param {number} at
   * @param {boolean} open
   * @returns {Reading[]}
   */
  #readings(spoken, at, open) {
    const { vocabulary } = this;
    const word = spoken[at];
    const exact = vocabulary.terms.has(stem(word));
    const own = exact ? [{ terms: [stem(word)], likeness: 1 }] : [];
    const joins = vocabulary.terms.has(joined(word)) ? [{ terms: [joined(word)], likeness: JOINED }] : [];
    const split = this.#written(spoken, at);
    const unknown = own.length + joins.length === 0;
    const longer = (open && word.length > 1) || (unknown && word.length > 4) ? vocabulary.completions(word) : [];
    return [...own, ...joins, ...split, ...longer, ...(unknown ? vocabulary.misspelled(word) : [])];
  }

  /**
   * Readings in which this word and its neighbors are one word (`auto mix`, `self check gpt`).
   * @param {string[]} spoken
   * @param {number} at
   * @returns {Reading[]}
   */
  #written(spoken, at) {
    const runs = [[at - 1, at + 1], [at, at + 2], [at - 2, at + 1], [at - 1, at + 2], [at, at + 3]];
    const whole = runs.filter(([from, to]) => from >= 0 && to <= spoken.length).map(([from, to]) => spoken.slice(from, to).join(""));
    return whole.flatMap((word) => (this.vocabulary.stems.has(word) ? [{ terms: [this.vocabulary.term(word)], likeness: JOINED }] : []));
  }

  /**
   * @param {Hit[]} hits
   * @param {Query} query
   * @param {Unit[]} units
   * @returns {Paper[]}
   */
  #rankPapers(hits, query, units) {
    const { papers } = this.library;
    const named = new Map(this.#named(nameSaid(query.words), query));
    const wordings = wordingsOf(query, units);
    for (const hit of hits) hit.score = hit.score * hit.mass + fame(papers[hit.document]) + worded(this.titles[hit.document], wordings);
    const known = new Set(hits.map((hit) => hit.document));
    const missed = [...named.keys()].filter((at) => !known.has(at)).map((document) => ({ document, score: 0, mass: 0 }));
    const all = [...hits, ...missed];
    for (const hit of all) hit.score += named.get(hit.document) ?? 0;
    all.sort((a, b) => b.score - a.score || papers[b.document].year - papers[a.document].year || a.document - b.document);
    return all.map((hit) => papers[hit.document]);
  }

  /**
   * Papers called what was typed, one slip allowed in longer names.
   * @param {string} said
   * @param {Query} query
   * @returns {[number, number][]}
   */
  #named(said, query) {
    if (said.length < 2) return [];
    const slips = said.length >= 10 ? 2 : said.length >= 6 ? 1 : 0;
    const edits = this.joinedNames.map((name, at) => /** @type {[number, number]} */ ([at, distance(said, name, slips)]));
    return edits
      .filter(([at, count]) => count <= slips && passes(this.library.papers[at], query))
      .map(([at, count]) => [at, count === 0 ? 12 : 6]);
  }

  /**
   * @param {Query} query
   * @param {Unit[]} units
   * @param {number} [leastMass]
   * @returns {Section[]}
   */
  findSections(query, units, leastMass = wantedMass(units.length)) {
    const said = nameSaid(query.words);
    const hits = units.length > 0 ? this.sections.search(units, leastMass) : [];
    for (const hit of hits) hit.score = hit.score * hit.mass + (this.sectionNames[hit.document].has(said) ? 10 : 0);
    hits.sort((a, b) => b.score - a.score || a.document - b.document);
    return hits.map((hit) => this.library.sections[hit.document]);
  }

  /**
   * Which words of a text a query has met: the test behind every highlighted word.
   * @param {string} text
   * @returns {(word: string) => boolean}
   */
  matcher(text) {
    const query = parse(text);
    const said = [...query.words, ...query.phrases.flat()];
    const units = this.units({ ...query, words: said });
    const terms = new Set(units.flatMap((unit) => unit.readings.flatMap((reading) => reading.terms.map((term) => term.replace(/^\+/, "")))));
    return (word) => words(word).some((part) => terms.has(stem(part)));
  }
}

/** A text's words, each between spaces. @param {string} text */
export const spaced = (text) => ` ${words(text).join(" ")} `;

/**
 * The query, and what means the same as all of it, where that is several words.
 * @param {Query} query
 * @param {Unit[]} units
 */
export function wordingsOf(query, units) {
  return [query.words, ...(units.length === 1 ? units[0].others : [])].filter((said) => said.length > 1);
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

/** A nudge for papers that the survey cites in several places. @param {Paper} paper */
export const fame = (paper) => 0.03 * Math.log(1 + paper.places.length);

/**
 * @param {Paper} paper
 * @param {Query} query
 */
export function passes(paper, query) {
  return query.filters.every((filter) => passesFilter(paper, filter)) && query.phrases.every((phrase) => says(paper, phrase));
}

/** @param {import("./data.js").Approach} approach */
function placeText(approach) {
  const chain = approach.section.chain.flatMap((section) => [section.title, ...section.aliases]);
  return [approach.title, ...approach.aliases, ...chain].join(" ");
}

/**
 * The share of a query's weight that must be met: the longer the query, the more of it is small talk.
 * @param {number} length in units
 */
const wantedMass = (length) => (length < 4 ? 0.52 : 0.4);

export const meaningful = (/** @type {string[]} */ said) => said.filter((word) => !STOP_WORDS.has(word));

const nameSaid = (/** @type {string[]} */ said) => (said[0] === "the" ? said.slice(1) : said).join("");

/**
 * A query's words, "quoted phrases" and `field:value` filters.
 * @param {string} text
 * @returns {Query}
 */
export function parse(text) {
  /** @type {Query} */
  const query = { words: [], phrases: [], filters: [], open: /[\p{L}\p{N}]$/u.test(text) };
  const rest = text.replace(/(\p{L}+):("[^"]*"|\S+)|"([^"]*)"/gu, (all, name, value, phrase) => {
    const field = fold(name ?? "");
    if (name && !(field in FIELDS)) return all;
    if (name) query.filters.push({ field, value: value.replaceAll('"', "") });
    else query.phrases.push(words(phrase));
    return " ";
  });
  query.words = words(rest);
  return query;
}

/**
 * @param {Paper} paper
 * @param {Filter} filter
 */
function passesFilter(paper, { field, value }) {
  const said = words(value);
  if (field === "year") return inYears(paper.year, value);
  if (field === "author") return paper.authors.some((name) => beginsAll(words(name), said));
  if (field === "venue") return beginsAll(words(paper.venue), said);
  return paper.sections.has(fold(value)) || paper.places.some((place) => place.approach.section.chain.some((section) => beginsAll(words(`${section.title} ${section.aliases.join(" ")}`), said)));
}

/**
 * Whether each of the wanted words begins one of those there are.
 * @param {string[]} present
 * @param {string[]} wanted
 */
export const beginsAll = (present, wanted) => wanted.every((word) => present.some((other) => other.startsWith(word)));

/**
 * @param {number} year
 * @param {string} span `2023`, `2021-2023`, `2021-` or `-2023`
 */
export function inYears(year, span) {
  const [first, last = first] = span.split(/[-–]/);
  return year >= (Number(first) || 0) && year <= (Number(last) || 9999);
}

/**
 * Whether a paper's title, claims, names or places hold the words next to each other.
 * @param {Paper} paper
 * @param {string[]} phrase
 */
function says(paper, phrase) {
  const texts = [paper.title, paper.venue, ...paper.authors, ...paper.topics, ...paper.places.flatMap((place) => [place.claim, place.approach.title, place.approach.section.title])];
  const wanted = ` ${phrase.join(" ")} `;
  return texts.some((text) => ` ${words(text).join(" ")} `.includes(wanted));
}
