/** What is taken at most from fields, addresses and the browser's store, so that nothing of it keeps a page from answering. */

/** Characters of a query: a whole abstract, and then some. */
export const QUERY = 5_000;
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

/** The keys in something that may be anything, each once; of a very long list only the beginning is looked at. @param {unknown} found */
export const keysIn = (found) => (Array.isArray(found) ? [...new Set(found.slice(0, 2 * READ))].filter(isKey) : []);

/** Controls, halves of characters, marks of direction. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u202a-\u202e\u2066-\u2069]+/gu;

/** Something that may be anything as a line of text. @param {unknown} found @param {number} most characters */
export function line(found, most) {
  return typeof found === "string" ? found.slice(0, most).replace(UNSEEN, " ").replace(/\s+/g, " ").trim() : "";
}

/**
 * Leaves a field so many characters, before the browser lays it out; `maxlength` holds for typing alone, and says nothing.
 * @param {HTMLInputElement} field
 * @param {number} most
 * @returns {number} how many it had beyond them
 */
export function cut(field, most) {
  const beyond = Math.max(0, field.value.length - most);
  if (beyond > 0) field.value = field.value.slice(0, most);
  return beyond;
}

/**
 * What a reader is told of a query or of filters that were cut.
 * @param {{beyond?: number, dropped?: number}} what characters of a query, and values of filters
 */
export function cutNotes({ beyond = 0, dropped = 0 }) {
  const query = () => `Only the first ${number(QUERY)} characters are searched for; ${number(beyond)} more were cut off.`;
  const filters = () =>
    `A filter has at most ${VALUES} values of ${VALUE} characters; ${number(dropped)} more in the address ${dropped === 1 ? "was" : "were"} left out.`;
  return [...(beyond > 0 ? [query()] : []), ...(dropped > 0 ? [filters()] : [])];
}

/** @param {number} count */
const number = (count) => count.toLocaleString("en");

/**
 * The first keys of a list, each once, and how many more it has; of a very long one only the beginning is looked at.
 * @param {unknown[]} keys
 * @param {number} [count] of the whole list
 */
export function picked(keys, count = keys.length) {
  const all = keysIn(keys.slice(0, 2 * PICKED));
  const unseen = all.length < PICKED ? 0 : Math.max(0, count - 2 * PICKED);
  return { keys: all.slice(0, PICKED), left: Math.max(0, all.length - PICKED) + unseen };
}
