/** The engine for a site's search index, whether that is one file or many. */

import { Engine } from "./engine.js";
import { load } from "./data.js";

/** @type {Map<string, Promise<Engine>>} */
const engines = new Map();

/**
 * The engine behind an address, made at most once.
 * @param {string} url
 */
export function openEngine(url) {
  const made = engines.get(url) ?? make(url);
  engines.set(url, made);
  made.catch(() => engines.delete(url));
  return made;
}

/** @param {string} url */
async function make(url) {
  const library = await load(url);
  if (!library.parts) return new Engine(library);
  const { PartsEngine } = await import("./parts.js");
  return new PartsEngine(library, url);
}
