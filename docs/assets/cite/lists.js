/** The lists of the basket, as far as every page needs them; the rest is in `arrange.js`. Pure: every change gives a new basket. */

import { LISTS, NAME, NOTE, PICKED, isKey, keysIn, line } from "../core/limits.js";

/** @typedef {import("./arrange.js").Basket} Basket @typedef {import("./arrange.js").List} List @typedef {import("./arrange.js").Item} Item */
/** @typedef {import("./arrange.js").Loss} Loss @typedef {import("./arrange.js").Lost} Lost */

const TOKEN = 20; // characters of the name of a view or of a shared list
const ID = 1e9; // the largest of a list

/** @param {string[]} keys @returns {Basket} with one list */
export const single = (keys = []) => ({ lists: [{ id: 1, name: "", items: keys.slice(0, PICKED).map((key) => ({ key })) }], open: 1 });

/** What the store holds as a basket. @param {unknown} found @returns {Basket} */
export function understood(found) {
  const { lists: kept, open, lost } = fields(found);
  const lists = (Array.isArray(kept) ? kept : []).slice(0, LISTS).map(listOf);
  const unique = lists.filter(({ id }, at) => lists.findIndex((other) => other.id === id) === at);
  if (unique.length === 0) return single();
  const shown = unique.find(({ id }) => id === open) ?? unique[0];
  return { lists: unique, open: shown.id, ...lostOf(lost) };
}

/** @param {unknown} found @returns {Record<string, unknown>} none of what is asked of it below is what every object has */
const fields = (found) => Object(found);

/**
 * @param {unknown} found
 * @param {number} at its place among the lists
 * @returns {List}
 */
function listOf(found, at) {
  const { id, name, items, from } = fields(found);
  const read = (Array.isArray(items) ? items : [])
    .slice(0, PICKED)
    .map(itemOf)
    .filter(({ key }) => isKey(key));
  const unique = [...new Map(read.map((item) => [item.key, item])).values()];
  return { id: isWhole(id, 1) ? id : at + 1, name: line(name, NAME), items: unique, ...token("from", from) };
}

/** @param {unknown} found @param {number} least @returns {found is number} */
const isWhole = (found, least) => typeof found === "number" && Number.isInteger(found) && found >= least && found < ID;

/** @param {unknown} found @returns {Item} */
function itemOf(found) {
  const { key, note, by } = fields(found);
  return { key: isKey(key) ? key : "", ...token("by", by), ...(noteOf(note) ? { note: noteOf(note) } : {}) };
}

/** @param {"by" | "from"} name @param {unknown} value @returns {{by?: string, from?: string}} */
const token = (name, value) => (line(value, TOKEN) ? { [name]: line(value, TOKEN) } : {});

/** @param {unknown} found @returns {{lost?: Lost}} */
function lostOf(found) {
  const { what, at, list } = fields(found);
  if ((what !== "emptied" && what !== "deleted" && what !== "taken") || !isWhole(at, 0)) return {};
  return { lost: { what, at, list: listOf(list, LISTS) } };
}

/** Lines stay; all else that nobody sees goes. @param {unknown} found */
export const noteOf = (found) =>
  typeof found === "string"
    ? found
        .slice(0, NOTE)
        .split("\n")
        .map((one) => line(one, NOTE))
        .join("\n")
        .trim()
    : "";

/** The list that ticks go into. @param {Basket} basket */
export const opened = ({ lists, open }) => lists.find(({ id }) => id === open) ?? lists[0];

/** @param {Basket} basket */
export const keysOf = (basket) => opened(basket).items.map(({ key }) => key);

/**
 * What a list is called; one without a name, by its place.
 * @param {Basket} basket
 * @param {List} list
 */
export const nameOf = ({ lists }, list) => list.name || (lists.length > 1 ? `List ${lists.indexOf(list) + 1}` : "Basket");

/**
 * The basket with the open list changed.
 * @param {Basket} basket
 * @param {Partial<List>} changes
 * @returns {Basket}
 */
export const changed = ({ lists, open, lost }, changes) => ({
  lists: lists.map((list) => (list.id === open ? { ...list, ...changes } : list)),
  open,
  ...(lost && { lost }),
});

/**
 * The basket with papers added to the open list, as far as there is room.
 * @param {Basket} basket
 * @param {string[]} keys
 * @param {string} [by]
 * @returns {{basket: Basket, left: number}} `left`: how many there was no room for
 */
export function added(basket, keys, by) {
  const { items } = opened(basket);
  const has = new Set(items.map(({ key }) => key));
  const fresh = keysIn(keys)
    .filter((key) => !has.has(key))
    .map((key) => ({ key, ...(by && { by }) }));
  const room = PICKED - items.length;
  return { basket: changed(basket, { items: [...items, ...fresh.slice(0, room)] }), left: Math.max(0, fresh.length - room) };
}

/**
 * The basket without some papers. What cannot be had back by adding them again is remembered.
 * @param {Basket} basket
 * @param {Iterable<string>} keys
 * @param {Loss} [what] told if it is to be undone in any case
 */
export function without(basket, keys, what) {
  const gone = new Set(keys);
  const { items } = opened(basket);
  const isLoss = what || items.some(({ key, note }) => note && gone.has(key));
  return changed(isLoss ? { ...basket, lost: lost(basket, what ?? "taken") } : basket, {
    items: items.filter(({ key }) => !gone.has(key)),
  });
}

/**
 * @param {Basket} basket
 * @param {Loss} what
 * @returns {Lost}
 */
export const lost = (basket, what) => ({ what, at: basket.lists.indexOf(opened(basket)), list: opened(basket) });
