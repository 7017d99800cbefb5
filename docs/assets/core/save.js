/** Files that the page makes itself, for the reader to keep. */
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
