/** What “All of these” has put into the basket. Pure. */

import { opened } from "./lists.js";

/**
 * Which papers “All of these” takes out again: those put in from the same view, or else from any, without those that have a note.
 * @param {import("./arrange.js").Basket} basket
 * @param {string[]} keys
 * @param {string} by
 */
export function addedBy(basket, keys, by) {
  const asked = new Set(keys);
  const found = opened(basket).items.filter((item) => asked.has(item.key) && item.by && !item.note);
  const own = found.filter((item) => item.by === by);
  return (own.length > 0 ? own : found).map(({ key }) => key);
}

/** A short name for a text (FNV-1a, 32 bits). @param {string} text */
export function fingerprint(text) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}
