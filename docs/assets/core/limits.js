/** What is taken at most from fields, addresses and the browser's store, so that nothing of it keeps a page from answering. */

/** Characters of a query; the search fields say so themselves, in `maxlength`. */
export const QUERY = 200;
/** Characters of the value of a filter. */
export const VALUE = 200;
/** Values of one filter. */
export const VALUES = 100;
/** Papers in a list of the basket, or in one that is shared. */
export const PICKED = 1_000;
/** Lists in the basket. */
export const LISTS = 20;
/** Characters of the name of a list. */
export const NAME = 80;
/** Characters of a note on a paper. */
export const NOTE = 500;
/** Papers that are remembered as read. */
export const READ = 10_000;

/** Whether a text can be the key of a paper. @param {unknown} text @returns {text is string} */
export const isKey = (text) => typeof text === "string" && /^[^\s,\p{C}]{1,100}$/u.test(text);

/** The keys in something that may be anything, each once. @param {unknown} found */
export const keysIn = (found) => (Array.isArray(found) ? [...new Set(found)].filter(isKey) : []);

/** Controls, halves of characters, marks of direction. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u202a-\u202e\u2066-\u2069]+/gu;

/** Something that may be anything as a line of text. @param {unknown} found @param {number} most characters */
export function line(found, most) {
  return typeof found === "string" ? found.slice(0, most).replace(UNSEEN, " ").replace(/\s+/g, " ").trim() : "";
}
