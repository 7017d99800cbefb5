/**
 * Every term that occurs, and how to find those like a word. Pure.
 *
 * @typedef {{terms: string[], likeness: number}} Reading one way to understand a word: all these terms
 */

import { mayBecome, slips, stem } from "./text.js";

const FIRST = 3; // letters at least of the first half of a word that is cut in two
const SECOND = 4; // of the second, its ending aside
const LONGEST = 100; // letters of a word that may be misspelled, or two written as one

/**
 * @template Item
 * @param {Map<string, Item[]>} lists
 * @param {string} name
 * @param {Item} item
 */
function append(lists, name, item) {
  const known = lists.get(name);
  if (known) known.push(item);
  else lists.set(name, [item]);
}

export class Vocabulary {
  /** @type {Set<string>} */
  terms = new Set();
  /** @type {Map<string, string[]>} */
  byInitial = new Map();
  /** @type {Map<string, number[]>} which ones each of those terms has */
  letters = new Map();
  /** @type {Map<string, [term: string, edits: number][]>} near a word, as long as nothing is learned */
  neighbors = new Map();

  /** @param {string} term */
  learn(term) {
    if (this.terms.has(term)) return;
    this.terms.add(term);
    this.neighbors.clear();
    append(this.byInitial, term[0], term);
    append(this.letters, term[0], lettersOf(term));
  }

  /** @param {string} word */
  has(word) {
    return this.terms.has(stem(word));
  }

  /**
   * Terms that a word may be the beginning of.
   * @param {string} word
   * @returns {Reading[]}
   */
  completions(word) {
    const longer = (this.byInitial.get(word[0]) ?? []).filter((term) => mayBecome(word, term));
    return longer.map((term) => ({ terms: [term], likeness: 0.5 + 0.4 * Math.min(1, word.length / term.length) }));
  }

  /**
   * Terms a few edits away that begin alike (misspellings seldom hit the first letter: Pollock & Zamora 1984).
   * @param {string} word
   * @returns {Reading[]}
   */
  misspelled(word) {
    return this.near(word, word.length >= 8 ? 2 : word.length >= 5 ? 1 : 0).map(([term, edits]) => ({
      terms: [term],
      likeness: 1 - edits * 0.2,
    }));
  }

  /**
   * Stems within a number of edits of a word, nearest first.
   * @param {string} word
   * @param {number} limit
   * @returns {[term: string, edits: number][]}
   */
  near(word, limit) {
    if (limit === 0 || word.length > LONGEST) return [];
    const known = this.neighbors.get(word);
    if (known) return known;
    const missing = ~lettersOf(word);
    const letters = this.letters.get(word[0]) ?? [];
    const alike = (this.byInitial.get(word[0]) ?? []).filter(
      (term, at) => isFew(letters[at] & missing, limit) && term.length <= word.length + limit,
    );
    const measured = alike.map((term) => /** @type {[string, number]} */ ([term, slips(word, term, limit)]));
    const near = measured.filter(([, edits]) => edits <= limit).sort((a, b) => a[1] - b[1]);
    this.neighbors.set(word, near);
    return near;
  }

  /**
   * Two terms that a word is made of (`finetuning`).
   * @param {string} word
   * @returns {Reading[]}
   */
  halves(word) {
    if (word.length > LONGEST) return [];
    const cuts = Array.from({ length: Math.max(0, word.length - FIRST - SECOND + 1) }, (_, at) => at + FIRST).filter((cut) =>
      this.has(word.slice(0, cut)),
    );
    const pairs = cuts.map((cut) => [stem(word.slice(0, cut)), stem(word.slice(cut))]).filter(([, second]) => second.length >= SECOND);
    return pairs.filter(([, second]) => this.terms.has(second)).map((terms) => ({ terms, likeness: 0.85 }));
  }
}

/**
 * Which letters a word has, one bit each; letters beyond 32 share bits.
 * @param {string} word
 */
function lettersOf(word) {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
}

/**
 * Whether no more bits are set: of letters that a word lacks, each takes an edit.
 * @param {number} bits
 * @param {number} limit
 */
function isFew(bits, limit) {
  let left = bits;
  for (let edit = 0; edit < limit; edit++) left &= left - 1;
  return left === 0;
}
