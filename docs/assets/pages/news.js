/**
 * What is new since the reader's last visit: the newest day of the change log that this browser has shown, kept here and told
 * to nobody. On a first visit nothing is new. What is new stays so until the tab is closed.
 *
 * @typedef {{day: string, names?: string[]}} Seen a day, and what of it has been seen if that is not all
 */

import { counted, findAll, make } from "../core/dom.js";
import { storedAs } from "../core/site.js";

const STORE = storedAs("seen");
const DAY = /^\d{4}-\d\d-\d\d$/;

/**
 * What a browser's store holds, if it holds anything that this page wrote.
 * @param {Storage} store
 * @returns {Seen | null}
 */
function read(store) {
  const { day, names } = parsed(store.getItem(STORE) ?? "null") ?? {};
  if (typeof day !== "string" || !DAY.test(day)) return null;
  return { day, names: Array.isArray(names) ? names : undefined };
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null; // something else wrote it
  }
}

/** @param {HTMLElement} item */
const dayOf = (item) => item.dataset.added ?? "";

/** @param {HTMLElement} item */
const nameOf = (item) => item.dataset.entry ?? item.dataset.key ?? "";

/**
 * What there is to see, by its newest day.
 * @param {HTMLElement[]} items
 * @returns {Seen}
 */
function newest(items) {
  const day = items.map(dayOf).sort().at(-1) ?? "";
  return { day, names: items.filter((item) => dayOf(item) === day).map(nameOf) };
}

/**
 * Whether something came after what was seen.
 * @param {HTMLElement} item
 * @param {Seen} seen
 */
function isNew(item, { day, names }) {
  return dayOf(item) > day || (dayOf(item) === day && names !== undefined && !names.includes(nameOf(item)));
}

/** @param {HTMLElement} item */
function mark(item) {
  const badge = make("span", { class: "badge badge--new" }, "New");
  const title = item.querySelector("h2") ?? item.querySelector("a");
  if (title?.matches("a")) title.after(" ", badge);
  else title?.prepend(badge, " ");
}

/** @param {Seen} seen */
function show(seen) {
  const found = findAll("[data-added]").filter((item) => isNew(item, seen));
  const marked = new Set(found);
  for (const item of found) if (!marked.has(/** @type {HTMLElement} */ (item.parentElement?.closest("[data-added]")))) mark(item);
  const entries = found.filter((item) => item.dataset.entry);
  const told = document.querySelector("[data-news-told]");
  if (!(told instanceof HTMLElement) || found.length === 0) return;
  told.textContent =
    entries.length > 0
      ? `${counted(entries.length, "entry is", "entries are")} new since your last visit.`
      : "There are new papers since your last visit.";
  told.hidden = false;
}

/** The whole log has been shown; elsewhere a first visit only remembers until when the reader knows everything. */
function start() {
  const isLog = document.querySelector("[data-news-told]") !== null;
  const items = findAll("[data-added]");
  const before = read(sessionStorage) ?? read(localStorage);
  const seen = isLog ? newest(items) : { day: newest(items).day };
  if (before) show(before);
  if (isLog || (!before && document.querySelector("[data-entry]"))) {
    sessionStorage.setItem(STORE, JSON.stringify(before ?? seen));
    localStorage.setItem(STORE, JSON.stringify(seen));
  }
}

try {
  start();
} catch {
  // Private windows may refuse to store anything: then nothing is called new.
}
