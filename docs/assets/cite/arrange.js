/** What the reader does to lists in the dialog of the basket. Pure: every change gives a new basket. */

import { LISTS, NAME, PICKED, line } from "../core/limits.js";
import { changed, keysOf, lost, noteOf, opened, without } from "./lists.js";

/**
 * @typedef {{key: string, note?: string, by?: string}} Item `by`: the view whose “All of these” has put it in, if one has
 * @typedef {{id: number, name: string, items: Item[], from?: string}} List `from`: the shared list that it was made of
 * @typedef {"emptied" | "deleted" | "taken"} Loss
 * @typedef {{what: Loss, at: number, list: List}} Lost the list as it was before, and its place
 * @typedef {{lists: List[], open: number, lost?: Lost}} Basket `open`: the id of the list that ticks go into
 */

/**
 * The basket with a paper some places further down, or up.
 * @param {Basket} basket
 * @param {string} key
 * @param {number} steps
 */
export function moved(basket, key, steps) {
  const { items } = opened(basket);
  const from = items.findIndex((item) => item.key === key);
  const to = Math.min(items.length - 1, Math.max(0, from + steps));
  const rest = items.filter((item) => item.key !== key);
  return from < 0 ? basket : changed(basket, { items: [...rest.slice(0, to), items[from], ...rest.slice(to)] });
}

/**
 * @param {Basket} basket
 * @param {string} key
 * @param {string} note
 */
export function noted(basket, key, note) {
  const said = noteOf(note);
  const written = (/** @type {Item} */ { by }) => ({ key, ...(by && { by }), ...(said && { note: said }) });
  return changed(basket, { items: opened(basket).items.map((item) => (item.key === key ? written(item) : item)) });
}

/**
 * @param {Basket} basket
 * @param {string} name
 */
export const renamed = (basket, name) => changed(basket, { name: line(name, NAME) });

/** @param {Basket} basket @param {number} id */
export const reopened = (basket, id) => ({ ...basket, open: id });

/**
 * The basket with one more list, which is open; the same basket where there is room for none.
 * @param {Basket} basket
 * @param {Partial<List>} [list]
 * @returns {Basket}
 */
export function begun(basket, list = {}) {
  if (basket.lists.length >= LISTS) return basket;
  const taken = [...basket.lists, ...(basket.lost ? [basket.lost.list] : [])];
  const id = 1 + Math.max(...taken.map((other) => other.id));
  return { ...basket, lists: [...basket.lists, { name: "", items: [], ...list, id }], open: id };
}

/** The basket without the open list; it keeps one in any case. @param {Basket} basket @returns {Basket} */
export function deleted(basket) {
  const gone = lost(basket, "deleted");
  const lists = basket.lists.filter(({ id }) => id !== basket.open);
  if (lists.length === 0) return without(basket, keysOf(basket), "emptied");
  return { lists, open: lists[Math.min(gone.at, lists.length - 1)].id, lost: gone };
}

/** The basket with what was lost last, and with what came since. @param {Basket} basket @returns {Basket} */
export function undone(basket) {
  const { lists, lost: gone } = basket;
  if (!gone) return basket;
  const now = lists.find(({ id }) => id === gone.list.id);
  if (!now)
    return lists.length < LISTS ? { lists: [...lists.slice(0, gone.at), gone.list, ...lists.slice(gone.at)], open: gone.list.id } : basket;
  const had = new Set(gone.list.items.map(({ key }) => key));
  const items = [...gone.list.items, ...now.items.filter(({ key }) => !had.has(key))].slice(0, PICKED);
  return changed({ lists, open: now.id }, { items });
}
