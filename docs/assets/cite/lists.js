/**
 * The lists of papers in the basket, and what can be done to them. Pure: every change gives a new basket. What comes out of the store or of
 * a link may be anything; of that only what is understood is taken, within the limits of `core/limits.js`.
 *
 * @typedef {{key: string, note?: string, by?: string}} Item `by`: the view whose “All of these” has put it in, if one has
 * @typedef {{id: number, name: string, items: Item[], from?: string}} List `from`: the shared list that it was made of
 * @typedef {"emptied" | "deleted" | "taken"} Loss
 * @typedef {{what: Loss, at: number, list: List}} Lost the list as it was before, and its place
 * @typedef {{lists: List[], open: number, lost?: Lost}} Basket `open`: the id of the list that ticks go into
 */

import { LISTS, NAME, NOTE, PICKED, isKey, keysIn, line } from "../core/limits.js";

const TOKEN = 20; // characters of the name of a view or of a shared list
const ID = 1e9; // the largest of a list

/**
 * A basket with one list.
 * @param {string[]} keys
 * @returns {Basket}
 */
export const single = (keys = []) => ({ lists: [{ id: 1, name: "", items: keys.slice(0, PICKED).map((key) => ({ key })) }], open: 1 });

/**
 * What the store holds as a basket.
 * @param {unknown} found
 * @returns {Basket}
 */
export function understood(found) {
  const { lists: kept, open, lost } = fields(found);
  const lists = (Array.isArray(kept) ? kept : []).slice(0, LISTS).map(listOf);
  const unique = lists.filter(({ id }, at) => lists.findIndex((other) => other.id === id) === at);
  if (unique.length === 0) return single();
  const shown = unique.find(({ id }) => id === open) ?? unique[0];
  return { lists: unique, open: shown.id, ...lostOf(lost) };
}

/** @param {unknown} found @returns {Record<string, unknown>} without anything that every object has */
function fields(found) {
  return typeof found === "object" && found !== null ? Object.assign(Object.create(null), found) : Object.create(null);
}

/**
 * @param {unknown} found
 * @param {number} at its place among the lists
 * @returns {List}
 */
function listOf(found, at) {
  const { id, name, items, from } = fields(found);
  const read = (Array.isArray(items) ? items : []).slice(0, PICKED).map(itemOf).filter(({ key }) => isKey(key));
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

/**
 * @template {string} Name
 * @param {Name} name
 * @param {unknown} value
 * @returns {{[key in Name]?: string}}
 */
const token = (name, value) => /** @type {any} */ (line(value, TOKEN) ? { [name]: line(value, TOKEN) } : {});

/** @param {unknown} found @returns {{lost?: Lost}} */
function lostOf(found) {
  const { what, at, list } = fields(found);
  if ((what !== "emptied" && what !== "deleted" && what !== "taken") || !isWhole(at, 0)) return {};
  return { lost: { what, at, list: listOf(list, LISTS) } };
}

/** Lines stay; all else that nobody sees goes. @param {unknown} found */
export const noteOf = (found) => (typeof found === "string" ? found.slice(0, 2 * NOTE).split(/\r?\n/).map((one) => line(one, NOTE)).join("\n").trim().slice(0, NOTE) : "");

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
const changed = ({ lists, open, lost }, changes) => ({ lists: lists.map((list) => (list.id === open ? { ...list, ...changes } : list)), open, ...(lost && { lost }) });

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
  const fresh = keysIn(keys).filter((key) => !has.has(key)).map((key) => ({ key, ...(by && { by }) }));
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
  return changed(isLoss ? { ...basket, lost: lost(basket, what ?? "taken") } : basket, { items: items.filter(({ key }) => !gone.has(key)) });
}

/**
 * @param {Basket} basket
 * @param {Loss} what
 * @returns {Lost}
 */
const lost = (basket, what) => ({ what, at: basket.lists.indexOf(opened(basket)), list: opened(basket) });

/**
 * Which of some papers “All of these” takes out again: those that it has put in from the same view, or else from any. What was picked one
 * by one, or has a note, stays.
 * @param {Basket} basket
 * @param {string[]} keys
 * @param {string} by
 */
export function addedBy(basket, keys, by) {
  const asked = new Set(keys);
  const found = opened(basket).items.filter((item) => asked.has(item.key) && item.by && !item.note);
  const own = found.filter((item) => item.by === by);
  return (own.length > 0 ? own : found).map(({ key }) => key);
}

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
  if (!now) return lists.length < LISTS ? { lists: [...lists.slice(0, gone.at), gone.list, ...lists.slice(gone.at)], open: gone.list.id } : basket;
  const had = new Set(gone.list.items.map(({ key }) => key));
  const items = [...gone.list.items, ...now.items.filter(({ key }) => !had.has(key))].slice(0, PICKED);
  return changed({ lists, open: now.id }, { items });
}

/**
 * The basket with a list that somebody has shared: in place of an empty list, or else beside the others. The same basket, if it has that
 * list already, or room for no other.
 * @param {Basket} basket
 * @param {string} name
 * @param {string[]} keys
 * @returns {Basket}
 */
export function received(basket, name, keys) {
  const from = fingerprint([name, ...keys].join());
  const isSame = (/** @type {List} */ { items }) => items.length === keys.length && items.every(({ key }, at) => key === keys[at]);
  const known = basket.lists.find((list) => list.items.length > 0 && (list.from === from || isSame(list)));
  if (known || keys.length === 0) return basket;
  const items = keys.slice(0, PICKED).map((key) => ({ key }));
  const { items: held, name: own } = opened(basket);
  return held.length > 0 ? begun(basket, { name, items, from }) : changed(basket, { name: own || name, items, from });
}

/**
 * A short name for a text: the same for the same (FNV-1a with 32 bits; Fowler, Noll and Vo 1991).
 * @param {string} text
 */
export function fingerprint(text) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}
