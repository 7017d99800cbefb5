/** What somebody may have meant who wrote a key or a title that is not ours: told, and never applied. Pure. */
import { STOP_WORDS, distance, stem, words } from "../search/text.js";
import { plain } from "../reading/bibfile.js";
import { titled } from "./same.js";

const SLIPS = 2; // letters by which a key may differ
const CANDIDATES = 200; // papers of which a title is compared
const NEAR = 0.62; // the weighted share of words that two titles have in common; below lie papers on the same subject
const LENGTH = 400; // characters of a title

/**
 * @template Value
 * @param {Iterable<readonly [string, Value]>} pairs
 */
function grouped(pairs) {
  /** @type {Map<string, Value[]>} */
  const groups = new Map();
  for (const [name, value] of pairs) {
    const group = groups.get(name);
    if (group) group.push(value);
    else groups.set(name, [value]);
  }
  return groups;
}

/** What a key such as `ong2025routellm` is made of. @param {string} key in small letters */
const halves = (key) => {
  const { index = key.length } = /\d/.exec(key) ?? {};
  return [`<${key.slice(0, index)}`, `>${key.slice(index)}`];
};

/**
 * Finds the key that another one resembles: in another case, or a letter or two away.
 * @param {Iterable<string>} keys
 */
export function keysMeant(keys) {
  const all = [...keys];
  const byCase = new Map(all.map((key) => [key.toLowerCase(), key]));
  const byHalf = grouped(all.flatMap((key) => halves(key.toLowerCase()).map((half) => /** @type {const} */ ([half, key]))));
  return (/** @type {string} */ key) => {
    const small = key.toLowerCase();
    const same = byCase.get(small);
    if (same) return same;
    const near = halves(small)
      .flatMap((half) => byHalf.get(half) ?? [])
      .slice(0, CANDIDATES);
    const ranked = near.map((other) => ({ other, slips: distance(small, other.toLowerCase(), SLIPS) })).sort((a, b) => a.slips - b.slips);
    return small.length >= 8 && ranked[0]?.slips <= SLIPS ? ranked[0].other : undefined;
  };
}

/**
 * Finds the paper that a title resembles, rare words counting more than frequent ones (by the logarithm of the share of titles that have
 * them; Spärck Jones 1972).
 * @template {{title: string}} Paper
 * @param {Paper[]} papers
 */
export function titlesMeant(papers) {
  const told = papers.map((paper) => ({ paper, words: tellingWords(paper.title) }));
  const byWord = grouped(told.flatMap((one) => [...one.words].map((word) => /** @type {const} */ ([word, one]))));
  const weight = (/** @type {string} */ word) => Math.log(1 + papers.length / (byWord.get(word)?.length ?? 0.5));
  const sum = (/** @type {Iterable<string>} */ some) => [...some].reduce((total, word) => total + weight(word), 0);
  return (/** @type {string} */ title) => {
    const asked = tellingWords(title);
    const rare = [...asked].sort((a, b) => weight(b) - weight(a));
    const near = new Set(rare.flatMap((word) => byWord.get(word) ?? []).slice(0, CANDIDATES));
    const ranked = [...near].map((one) => ({
      one,
      share: (2 * sum([...asked].filter((word) => one.words.has(word)))) / (sum(asked) + sum(one.words)),
    }));
    const [best] = ranked.sort((a, b) => b.share - a.share);
    return best && (best.share >= NEAR || isSpelledAlike(title, best.one.paper.title)) ? best.one.paper : undefined;
  };
}

/** @param {string} title */
const tellingWords = (title) =>
  new Set(
    words(plain(title).slice(0, LENGTH))
      .filter((word) => !STOP_WORDS.has(word))
      .map(stem),
  );

/**
 * Whether two titles differ by slips of the pen: one letter in ten.
 * @param {string} left
 * @param {string} right
 */
function isSpelledAlike(left, right) {
  const [yours, ours] = [titled(left), titled(right)];
  const limit = Math.floor(Math.max(yours.length, ours.length) / 10);
  return distance(yours, ours, limit) <= limit;
}
