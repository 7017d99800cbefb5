/** Lists that others have shared. Pure: every change gives a new basket. */

import { PICKED } from "../core/limits.js";
import { begun } from "./arrange.js";
import { changed, opened } from "./lists.js";
import { fingerprint } from "./views.js";

/**
 * @typedef {import("./arrange.js").Basket} Basket
 * @typedef {import("./arrange.js").List} List
 */

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
