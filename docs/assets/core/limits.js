/** What is taken at most from fields, addresses and the browser's store, so that nothing of it keeps a page from answering. */

/** Characters of a query, which may be a whole abstract; the search fields say so themselves, in `maxlength`. */
export const QUERY = 2_000;
/** Characters of the value of a filter. */
export const VALUE = 200;
/** Values of one filter. */
export const VALUES = 100;
/** Papers in the basket, or in a list that is shared. */
export const PICKED = 1_000;

/** Whether a text can be the key of a paper. @param {unknown} text */
export const isKey = (text) => typeof text === "string" && /^[^\s,\p{C}]{1,100}$/u.test(text);
