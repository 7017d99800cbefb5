/** In which fields an entry contradicts the record of its paper. What it leaves out, abbreviates or spells in another way is no contradiction. Pure. */
import { STOP_WORDS, words } from "../search/text.js";
import { plain } from "../reading/bibfile.js";
import { isPreprint, normalDoi } from "./match.js";
import { familiesOf, letters, titled } from "./same.js";

/**
 * @typedef {import("./match.js").Paper} Paper
 * @typedef {import("../reading/bibfile.js").Entry} Entry
 * @typedef {{field: string, yours: string, ours: string}} Difference
 */

/** Words that many names of proceedings and journals share. */
const COMMON = new Set([
  ...STOP_WORDS,
  ..."proceedings proc conference conf international intl annual meeting journal transactions trans advances findings vol volume first second third main long short papers".split(
    " ",
  ),
]);
const SHARED = 0.5; // of the telling words of two names, if they name the same place

/**
 * @param {Entry} entry
 * @param {Paper} paper
 * @returns {Difference[]}
 */
export function differences(entry, paper) {
  const { fields } = entry;
  return [
    ...title(fields, paper),
    ...authors(fields, paper),
    ...year(fields, paper),
    ...place(entry, paper),
    ...numbers(fields, paper),
    ...doi(fields, paper),
  ];
}

/**
 * @param {string} field
 * @param {string} yours
 * @param {string} ours
 * @param {boolean} isSame
 * @returns {Difference[]}
 */
const told = (field, yours, ours, isSame) => (yours && ours && !isSame ? [{ field, yours, ours }] : []);

/** @typedef {Record<string, string>} Fields */

/** @param {Fields} fields @param {Paper} paper */
const title = ({ title: said = "" }, paper) => told("title", plain(said), paper.title, titled(said) === titled(paper.title));

/**
 * Family names in their order; initials and the rest of given names are left to taste.
 * @param {Fields} fields
 * @param {Paper} paper
 */
function authors({ author = "" }, { authors: ours, more_authors: isCut }) {
  const { isOpen, isSame, count } = familiesOf(author, ours);
  const isComplete = (isOpen || count >= ours.length) && (isCut || count <= ours.length);
  return told("author", plain(author), ours.map(({ family }) => family).join(", "), isSame && isComplete);
}

/** @param {Fields} fields @param {Paper} paper */
function year({ year: said = "", date = "" }, paper) {
  const yours = /\b\d{4}\b/.exec(plain(said || date))?.[0] ?? "";
  return told("year", yours, String(paper.year), yours === String(paper.year));
}

/** @param {Entry} entry @param {Paper} paper */
function place(entry, paper) {
  const { fields } = entry;
  const said = fields.booktitle || fields.journal || fields.journaltitle || "";
  if (paper.form === "preprint" && isPreprint(entry)) return [];
  return told(fields.booktitle ? "booktitle" : "journal", plain(said), paper.venue_name, isSamePlace(plain(said), paper));
}

/**
 * Whether a name, its short form or its initials stand for the same venue.
 * @param {string} yours
 * @param {Paper} paper
 */
function isSamePlace(yours, { venue, venue_name: name }) {
  const all = words(yours);
  const [mine, ours] = [yours, name].map((text) => words(text).filter((word) => !COMMON.has(word) && !/^\d/.test(word)));
  if (all.join("").includes(letters(venue)) || letters(name) === letters(yours)) return true;
  const initials = words(name)
    .filter((word) => !STOP_WORDS.has(word))
    .map((word) => word[0])
    .join("");
  if (all.some((word) => word.length > 2 && initials.includes(word))) return true;
  const isShort = (/** @type {string} */ one, /** @type {string} */ other) => one === other || (one.length > 2 && other.startsWith(one));
  const shared = mine.filter((word) => ours.some((other) => isShort(word, other) || isShort(other, word))).length;
  return (2 * shared) / Math.max(1, mine.length + ours.length) >= SHARED;
}

/** @param {Fields} fields @param {Paper} paper */
function numbers(fields, paper) {
  const volume = plain(fields.volume ?? "");
  const number = plain(fields.number || fields.issue || "");
  const yours = pages(fields.pages);
  const ours = pages(paper.pages);
  return [
    ...told("volume", volume.startsWith("abs/") ? "" : volume, paper.volume ?? "", letters(volume) === letters(paper.volume ?? "")),
    ...told("number", number, paper.issue ?? "", letters(number) === letters(paper.issue ?? "")),
    ...told("pages", yours.join("–"), ours.join("–"), isSameSpan(yours, ours)),
  ];
}

/** The first page, and the last if there is another. @param {string} [said] */
const pages = (said = "") =>
  plain(said)
    .split(/\s*(?:-|‐|‑|–|—)+\s*/)
    .filter(Boolean)
    .slice(0, 2);

/**
 * @param {string[]} yours
 * @param {string[]} ours
 */
function isSameSpan([first = "", last = first], [start = "", end = start]) {
  const whole = last.length < first.length ? first.slice(0, first.length - last.length) + last : last; // 1234–56
  return letters(first) === letters(start) && (last === first || [last, whole].some((one) => letters(one) === letters(end)));
}

/** A DOI of a preprint is another matter. @param {Fields} fields @param {Paper} paper */
function doi({ doi: said = "" }, paper) {
  const [yours, ours] = [normalDoi(said), normalDoi(paper.doi ?? "")];
  return told("doi", yours, ours, yours === ours || yours.startsWith("10.48550/"));
}
