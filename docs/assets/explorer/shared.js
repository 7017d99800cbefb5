/** A list that somebody has shared by its address: kept in the basket, and told as far as it is unknown. */

import { readBasket, readLists, writeLists } from "../cite/basket.js";
import { received } from "../cite/sharing.js";
import { counted, find } from "../core/dom.js";

const TOLD = 10; // unknown keys

/**
 * Keeps the list that an address shares, and says which of it is no paper here, or is left out since the list is too long.
 * @param {HTMLElement} form
 * @param {import("./facets.js").State} state
 * @param {Map<string, unknown>} byKey the papers that there are
 * @returns {string} what the list is called
 */
export function receive(form, { pick, left = 0, list }, byKey) {
  const [known, unknown] = [true, false].map((wanted) => pick.filter((key) => byKey.has(key) === wanted));
  const basket = received(readLists(), list, known);
  if (basket !== readLists()) writeLists(basket);
  const isApart = known.length > 0 && readBasket().join() !== known.join();
  const told = [unknown.length > 0 && unknownKeys(unknown), isApart && "Your basket keeps it as a list of its own."].filter(Boolean);
  const line = find("[data-shared]", form);
  line.hidden = told.length === 0;
  line.textContent = told.join(" ");
  const rest = left > 0 ? ` (${left.toLocaleString("en")} more left out)` : "";
  return `Shared list${list && ` “${list}”`} of ${known.length.toLocaleString("en")}${rest}`;
}

/** @param {string[]} keys that no paper here has */
function unknownKeys(keys) {
  const first = keys.slice(0, TOLD).join(", ");
  return `${counted(keys.length, "key", "keys")} of the shared list ${keys.length === 1 ? "is" : "are"} unknown here: ${first}${keys.length > TOLD ? " …" : "."}`;
}
