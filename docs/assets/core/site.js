/** What a page says of the site around it: the one place where scripts learn addresses and names. */
import { find } from "./dom.js";

/**
 * An address as `for_scripts` in `hooks/survey/urls.py` calls it.
 * @typedef {"paper" | "bib" | "ris" | "section" | "taxonomy" | "answer" | "author" | "venue" | "found" | "picked" | "index" | "indexPart" | "bibtex" | "csl" | "table" | "records" | "offline"} Place
 */

/** @type {{root: string, name: string, storage: string, urls: Record<Place, string>}} */
const site = JSON.parse(/** @type {HTMLMetaElement} */ (find("meta[name=site]")).content);

/** What the site is called. */
export const siteName = site.name;

/**
 * Where something is, from the page that is shown.
 * @param {Place} place
 * @param {string} [value] the key, id or query that belongs into the address
 */
export function address(place, value = "") {
  const wellFormed = value.replace(/\p{Surrogate}/gu, "\ufffd"); // half a character has no place in an address
  return site.root + site.urls[place].replace("{}", () => encodeURIComponent(wellFormed).replaceAll("%2C", ","));
}

/**
 * The name under which a browser keeps something for this site, apart from others on the same host.
 * @param {string} what
 */
export const storedAs = (what) => `${site.storage}-${what}`;
