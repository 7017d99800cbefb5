/** Files: those that the page makes for the reader to keep, and style sheets that most visits never need. */
import { make } from "./dom.js";

const LATER = 1000; // milliseconds after which the browser has taken the file over

/**
 * @param {string} name
 * @param {string} type
 * @param {string} content
 */
export function save(name, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), LATER);
}

/**
 * Adds a style sheet to the page.
 * @param {URL} address
 * @returns {Promise<unknown>} done once it is there, or cannot be had
 */
export function dress(address) {
  const sheet = make("link", { rel: "stylesheet", href: address.href });
  const done = new Promise((tell) => ["load", "error"].forEach((event) => sheet.addEventListener(event, tell)));
  document.head.append(sheet);
  return done;
}
