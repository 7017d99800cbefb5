/**
 * Brings readers who come back to a list to the very paper from which they left. Browsers restore how far a page was
 * scrolled, which is another place once a script has changed the list or papers out of sight have got their real heights.
 */
import { findAll } from "../core/dom.js";
import { storedAs } from "../core/site.js";

const STORE = storedAs("place");
const PATIENCE = 2000; // milliseconds until a paper that is not in the list counts as gone
const STEADY = 5; // frames in a row without a move

/** @typedef {{at: string, key: string, top: number}} Place `top`: how far the paper was from the top of the window, in pixels */

/** Remembers on leaving where the paper stands that the reader follows, or the first one in the window. */
export function keepPlace() {
  addEventListener("pagehide", () => {
    const followed = findAll("[data-key]:focus-within");
    const kept = [...followed, ...findAll("[data-key]")].find(isInWindow);
    const place = kept && { at: location.href, key: kept.dataset.key ?? "", top: kept.getBoundingClientRect().top };
    try {
      sessionStorage.setItem(STORE, JSON.stringify(place ?? null));
    } catch {
      // Private windows may refuse; the browser's own way then has to do.
    }
  });
}

/** @param {HTMLElement} item */
function isInWindow(item) {
  const { top, bottom } = item.getBoundingClientRect();
  return item.checkVisibility() && bottom > 0 && top < innerHeight;
}

/** Takes a reader who has come back to where they were. */
export function restorePlace() {
  const [entry] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  const place = remembered();
  if (entry?.type !== "back_forward" || place?.at !== location.href || scrollY === 0) return;
  hold(place, performance.now() + PATIENCE, 0);
}

/** @returns {Place | null} */
function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(STORE) ?? "null");
  } catch {
    return null;
  }
}

/**
 * Moves until the paper stays where it was: each move may bring others into sight, whose heights then change.
 * @param {Place} place
 * @param {number} until
 * @param {number} steady
 */
function hold(place, until, steady) {
  const item = findAll(`[data-key="${CSS.escape(place.key)}"]`).find((one) => one.checkVisibility());
  const off = item ? item.getBoundingClientRect().top - place.top : 0;
  if (Math.abs(off) >= 1) scrollBy({ top: off, behavior: "instant" });
  const calm = item && Math.abs(off) < 1 ? steady + 1 : 0;
  if (calm < STEADY && performance.now() < until) requestAnimationFrame(() => hold(place, until, calm));
}
