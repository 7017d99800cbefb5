/**
 * Reading paths: which papers the reader has ticked off, kept in this browser and shared between its tabs, and how much of
 * a path is left. A paper that is on two paths is read once.
 */

import { announce } from "../core/announce.js";
import { find, findAll } from "../core/dom.js";
import { Kept } from "../core/kept.js";
import { READ, keysIn } from "../core/limits.js";

/** The keys of papers that were ticked off. */
const kept = new Kept("read", (found) => keysIn(found).slice(0, READ));

/**
 * How much of a path is left, once something of it has been read.
 * @param {Record<string, number>} minutes by the key of each paper on it
 * @param {Set<string>} read
 */
function told(minutes, read) {
  const left = Object.keys(minutes).filter((key) => !read.has(key));
  const count = Object.keys(minutes).length;
  if (left.length === count) return "";
  if (left.length === 0) return `All ${count} read`;
  return `${count - left.length} of ${count} read, ${left.reduce((sum, key) => sum + minutes[key], 0)} minutes left`;
}

/** Each place that tells how long a path is, with what it says of a path of which nothing has been read. */
const places = findAll("[data-progress]").map((place) => ({
  place,
  whole: place.textContent ?? "",
  minutes: JSON.parse(place.dataset.progress ?? "{}"),
}));
const ticks = /** @type {HTMLInputElement[]} */ (findAll("[data-read]"));

function show() {
  const read = new Set(kept.read());
  for (const { place, whole, minutes } of places) place.textContent = told(minutes, read) || whole;
  for (const tick of ticks) tick.checked = read.has(tick.dataset.read ?? "");
}

/** @param {HTMLInputElement} tick */
function changed(tick) {
  const read = new Set(kept.read());
  if (tick.checked) read.add(tick.dataset.read ?? "");
  else read.delete(tick.dataset.read ?? "");
  kept.write([...read]);
  announce(find("[data-progress]").textContent ?? "");
}

for (const tick of ticks) {
  const title = find(".paper__title", tick.closest("[data-key]") ?? document).textContent?.trim();
  tick.setAttribute("aria-label", `I have read it: ${title}`);
  tick.addEventListener("change", () => changed(tick));
  for (const part of [tick, tick.closest("label")]) if (part) part.hidden = false;
}
kept.onChange(show);
show();
