/**
 * Which papers have a term, and in which fields. Pure.
 *
 * @typedef {import("./format.js").Entry} Entry
 * @typedef {{documents: number[], weights: number[], missing: number}} Weighed papers, what the fields are worth in
 *   which each has some terms, and how many papers more have them, though not which
 */

const MAJOR = 3; // weight of a field that tells what a paper is about

/** Papers by term, as far as terms are known. */
export class Postings {
  /**
   * @param {number} size how many papers there are
   * @param {string[]} fields
   * @param {Record<string, number>} weights by field
   * @param {string[]} [without] fields that are left out
   */
  constructor(size, fields, weights, without = []) {
    this.size = size;
    this.bits = new Map(fields.map((field, position) => [field, 1 << position]));
    this.weights = fields.map((field) => (without.includes(field) ? 0 : (weights[field] ?? 0)));
    /** @type {Map<string, Entry>} */
    this.entries = new Map();
    /** @type {Map<number, number>} weights by mask */
    this.known = new Map();
    /** @type {Map<string, Weighed>} by terms, as long as nothing is learned */
    this.weighed = new Map();
  }

  /**
   * Takes in a term, or more of its fields.
   * @param {Entry} entry
   */
  learn(entry) {
    const known = this.entries.get(entry.term);
    this.weighed.clear();
    this.entries.set(entry.term, known ? merged(known, entry) : entry);
  }

  /**
   * What its fields are worth to a paper that has a term in them.
   * @param {number} mask
   */
  weigh(mask) {
    let sum = this.known.get(mask);
    if (sum === undefined) {
      sum = this.weights.reduce((total, weight, position) => total + (mask & (1 << position) ? weight : 0), 0);
      this.known.set(mask, sum);
    }
    return sum;
  }

  /**
   * How many papers have a term.
   * @param {string} term
   */
  count(term) {
    return this.entries.get(term)?.total ?? 0;
  }

  /**
   * How many papers are about some terms: those where they stand in minor fields alone count for less than one.
   * @param {string[]} terms
   */
  spread(terms) {
    const { weights, missing } = this.having(terms);
    return weights.reduce((sum, weight) => sum + Math.min(1, weight / MAJOR), missing / MAJOR);
  }

  /**
   * Papers with all the terms, and the least of the terms' weights.
   * @param {string[]} terms
   * @returns {Weighed}
   */
  having(terms) {
    const name = terms.join(" ");
    let found = this.weighed.get(name);
    if (!found) this.weighed.set(name, (found = terms.length === 1 ? this.#weigh(terms[0]) : this.#shared(terms)));
    return found;
  }

  /**
   * @param {string} term
   * @returns {Weighed}
   */
  #weigh(term) {
    const { documents = [], masks = [], total = 0 } = this.entries.get(term) ?? {};
    return { documents, weights: masks.map((mask) => this.weigh(mask)), missing: total - documents.length };
  }

  /**
   * @param {string[]} terms
   * @returns {Weighed}
   */
  #shared(terms) {
    const each = terms
      .map((term) => this.having([term]))
      .map(({ documents, weights }) => new Map(documents.map((document, at) => [document, weights[at]])));
    const [first, ...rest] = each.sort((a, b) => a.size - b.size);
    const documents = [...first.keys()].filter((document) => rest.every((other) => other.has(document)));
    return { documents, weights: documents.map((document) => Math.min(...each.map((weights) => weights.get(document) ?? 0))), missing: 0 };
  }

  /**
   * Papers with a term, in one of some fields if they are given.
   * @param {string} term
   * @param {...string} fields
   */
  papers(term, ...fields) {
    const entry = this.entries.get(term);
    const mask = fields.length > 0 ? fields.reduce((sum, field) => sum | (this.bits.get(field) ?? 0), 0) : -1;
    return new Set(entry?.documents.filter((_, at) => entry.masks[at] & mask));
  }
}

/**
 * Two rising lists of papers as one, masks of the same paper combined.
 * @param {Entry} left
 * @param {Entry} right
 * @returns {Entry}
 */
function merged(left, right) {
  /** @type {number[]} */
  const documents = [];
  /** @type {number[]} */
  const masks = [];
  for (let here = 0, there = 0; here < left.documents.length || there < right.documents.length;) {
    const [first = Infinity, second = Infinity] = [left.documents[here], right.documents[there]];
    documents.push(Math.min(first, second));
    masks.push((first <= second ? left.masks[here++] : 0) | (second <= first ? right.masks[there++] : 0));
  }
  return { term: left.term, documents, masks, total: Math.max(left.total, right.total, documents.length) };
}

/**
 * Collects terms of documents that come one by one.
 */
export class Gathering {
  /** @type {Map<string, Entry>} */
  entries = new Map();

  /**
   * @param {number} document not below those before it
   * @param {Iterable<string>} terms
   * @param {number} bit of the field
   */
  add(document, terms, bit) {
    for (const term of terms) {
      let entry = this.entries.get(term);
      if (!entry) this.entries.set(term, (entry = { term, documents: [], masks: [], total: 0 }));
      if (entry.documents.at(-1) === document) entry.masks[entry.masks.length - 1] |= bit;
      else entry.total = entry.documents.push(document) && entry.masks.push(bit);
    }
  }
}
