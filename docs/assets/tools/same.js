/** Whether an entry of somebody's bibliography and a paper of the site are the same, by title and authors. Pure. */
import { STOP_WORDS, distance, fold, words } from "../search/text.js";
import { plain } from "../reading/bibfile.js";

/** @typedef {{title: string, authors: {family: string}[]}} Described */
/** @typedef {{isFirst: boolean, isTeam: boolean, isOther: boolean}} Agreement of authors; `isTeam`: several, or the only one */

/** A title shorter than this, in letters, is too common to be matched by its beginning alone. */
export const TELLING = 25;
/** Authors that are compared. */
const NAMES = 100;
/** Letters of a title that are compared. */
const LETTERS = 400;
/** The share of words that a title keeps when a preprint is renamed, as far as the authors vouch for it. */
const KEPT = { first: 0.6, team: 1 / 3 };

/** Letters and digits alone, folded. @param {string} text */
export const letters = (text) => fold(text).replace(/[^\p{L}\p{N}]+/gu, "");

/** A title as it is compared. @param {string} title as BibTeX has it */
export const titled = (title) => letters(plain(title).slice(0, 2 * LETTERS)).slice(0, LETTERS);

/** What stands between two names, but not inside the braces that keep an organization's together. */
const BETWEEN = /\sand\s(?![^{}]{0,200}\})/i;

/**
 * Names of authors, each as given name and family, in letters.
 * @param {string} author as BibTeX has it
 */
function names(author) {
  const all = author.split(BETWEEN, NAMES).map((name) => name.trim());
  return all.filter((name) => name && !/^(?:others|et al\.?)$/i.test(name)).map(turned);
}

/** @param {string} name */
function turned(name) {
  const [family, ...given] = /^\{[^{}]*\}$/.test(name) ? [name] : plain(name).split(",");
  return letters(plain([...given.reverse(), family].join(" ")));
}

/**
 * How far the authors of an entry are those of a paper.
 * @param {string} author as BibTeX has it
 * @param {Described} paper
 * @returns {Agreement}
 */
export function agreement(author, paper) {
  const listed = names(author);
  const families = paper.authors
    .slice(0, NAMES)
    .map(({ family }) => letters(family))
    .filter(Boolean);
  const wrote = (/** @type {string} */ family) => listed.some((name) => isOf(name, family));
  const shared = families.filter(wrote).length;
  const isFirst = listed.length > 0 && families.length > 0 && isOf(listed[0], families[0]);
  return { isFirst, isTeam: isFirst && (shared > 1 || families.length === 1), isOther: listed.length > 0 && shared === 0 };
}

/**
 * Whether listed authors are a paper's in their order, as far as the list goes.
 * @param {string} author as BibTeX has it
 * @param {{family: string}[]} authors
 * @returns {{count: number, isOpen: boolean, isSame: boolean}} `isOpen`: the list says that there are others, or is longer than any that is compared
 */
export function familiesOf(author, authors) {
  const listed = names(author);
  const isSame = listed.every((name, at) => authors[at] === undefined || isOf(name, letters(authors[at].family)));
  const isOpen = /\s(?:and\s+)?(?:others|et al\.?)\s*$/i.test(author) || listed.length >= NAMES;
  return { count: listed.length, isOpen, isSame };
}

/**
 * Whether a name has a family name, written last as in English or first as in Chinese.
 * @param {string} name
 * @param {string} family
 */
const isOf = (name, family) => name.endsWith(family) || name.startsWith(family);

/**
 * Whether an entry that carries a paper's identifier is called like it: the same title but for a subtitle or a slip, or one
 * that was changed since the preprint, for which the authors have to vouch the more, the more has changed.
 * @param {string} title as BibTeX has it
 * @param {Described} paper
 * @param {Agreement} authors
 */
export function isSame(title, paper, authors) {
  const [yours, ours] = [titled(title), titled(paper.title)];
  if (!yours || yours === ours) return true;
  if (authors.isOther) return false;
  if (isPart(title, paper.title) || isSlip(yours, ours)) return true;
  const isRenamed = wordsKept(title, paper.title) >= (authors.isTeam ? KEPT.team : KEPT.first);
  return authors.isFirst && (isRenamed || isNamesake(title, paper.title));
}

/**
 * Whether two titles name the same thing before their colons.
 * @param {string} title as BibTeX has it
 * @param {string} other
 */
export const isNamesake = (title, other) => head(title) !== "" && head(title) === head(other);

/**
 * Whether one title is the other's beginning, or what stands before its colon.
 * @param {string} title as BibTeX has it
 * @param {string} other
 */
export function isPart(title, other) {
  const [left, right] = [titled(title), titled(other)];
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  const heads = [head(title), head(other)];
  return (short.length >= TELLING && long.startsWith(short)) || (short !== "" && heads.includes(short));
}

/** What a title says before its colon. @param {string} title as BibTeX has it */
const head = (title) => (title.includes(":") ? titled(title.split(":", 1)[0]) : "");

/**
 * Whether two titles differ by slips alone: one letter in twenty-five.
 * @param {string} left in letters
 * @param {string} right in letters
 */
export function isSlip(left, right) {
  const limit = Math.floor(Math.max(left.length, right.length) / 25);
  return distance(left, right, limit) <= limit;
}

/**
 * The share of telling words that two titles have in common (Dice 1945).
 * @param {string} title as BibTeX has it
 * @param {string} other
 */
export function wordsKept(title, other) {
  const [left, right] = [title, other].map((text) => new Set(words(plain(text).slice(0, LETTERS)).filter((word) => !STOP_WORDS.has(word))));
  const both = [...left].filter((word) => right.has(word)).length;
  return (2 * both) / Math.max(1, left.size + right.size);
}
