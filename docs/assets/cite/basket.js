/** The basket: papers ticked anywhere on the site, kept in lists, of which one is open. */

import { announce } from "../core/announce.js";
import { counted, find, findAll } from "../core/dom.js";
import { Kept } from "../core/kept.js";
import { keysIn } from "../core/limits.js";
import { added, keysOf, nameOf, opened, single, understood, without } from "./lists.js";

/** What a basket was before there were lists: keys alone. */
const before = new Kept("basket", keysIn);
const kept = new Kept("lists", (found) => (found === undefined ? single(before.read()) : understood(found)));

/** @type {Set<(left: number) => void>} */
const whenFull = new Set();

/** All lists. */
export const readLists = () => kept.read();

/** Whether they last only as long as the page. */
export const isFleeting = () => kept.isFleeting;

/** @param {import("./arrange.js").Basket} basket */
export const writeLists = (basket) => kept.write(basket);

/** The keys in the open list, in its order. */
export const readBasket = () => keysOf(kept.read());

/**
 * Puts papers into the open list, as far as there is room.
 * @param {string[]} keys
 * @param {string} [by] the view that they are all papers of
 */
export function addToBasket(keys, by) {
  const { basket, left } = added(kept.read(), keys, by);
  kept.write(basket);
  if (left > 0) whenFull.forEach((tell) => tell(left));
}

/** @param {Iterable<string>} keys */
export const removeFromBasket = (keys) => kept.write(without(kept.read(), keys));

/** @param {() => void} listener */
export const onBasketChange = (listener) => kept.onChange(listener);

/**
 * Bring the ticks of a part of the page to life.
 * @param {ParentNode} scope
 */
export function wireTicks(scope) {
  const picked = new Set(readBasket());
  for (const tick of /** @type {HTMLInputElement[]} */ (findAll("[data-pick]", scope))) {
    const title = tick.closest("[data-key]")?.querySelector(".paper__title, h1")?.textContent?.trim();
    tick.setAttribute("aria-label", `Put into the basket: ${title ?? tick.dataset.pick}`);
    tick.checked = picked.has(tick.dataset.pick ?? "");
    tick.hidden = false;
    const around = tick.closest("label");
    if (around) around.hidden = false;
  }
}

/** @param {Event} event */
function tickChanged(event) {
  const tick = /** @type {HTMLInputElement} */ (event.target);
  const key = tick.dataset?.pick;
  if (!key) return;
  if (tick.checked) addToBasket([key]);
  else {
    const hasNote = opened(kept.read()).items.some((item) => item.key === key && item.note);
    removeFromBasket([key]);
    if (hasNote) announce("Taken out with its note; the basket can bring it back");
  }
}

function showTicks() {
  const picked = new Set(readBasket());
  for (const tick of /** @type {HTMLInputElement[]} */ (findAll("[data-pick]"))) tick.checked = picked.has(tick.dataset.pick ?? "");
}

/** Shows the button while the basket has something to show or to bring back. @param {HTMLElement} button */
function showButton(button) {
  const basket = kept.read();
  const { length } = keysOf(basket);
  const name = basket.lists.length > 1 || opened(basket).name ? ` “${nameOf(basket, opened(basket))}”` : "";
  find("[data-basket-count]", button).textContent = String(length);
  button.hidden = length === 0 && basket.lists.length === 1 && !basket.lost;
  button.setAttribute("aria-label", `Basket${name}: ${counted(length, "paper")}`);
}

const dialog = () => import("./shelf.js").then(({ open }) => open);

/** Lets every tick on the page work, and the basket open. */
export function start() {
  const button = /** @type {HTMLElement | null} */ (document.querySelector("[data-basket]"));
  wireTicks(document);
  document.addEventListener("change", tickChanged);
  onBasketChange(showTicks);
  if (!button) return;
  onBasketChange(() => showButton(button));
  whenFull.add((left) => void dialog().then((open) => open(left)));
  button.addEventListener(
    "click",
    () =>
      void dialog().then(
        (open) => open(),
        () => announce("The basket could not be opened; check the connection"),
      ),
  );
  showButton(button);
}
