/** The engine for the site's search index, whether that is one file or many. */

import { Engine } from "./engine.js";
import { load } from "./data.js";

/** @type {Promise<Engine> | undefined} */
let opening;

/** The engine, made at most once. */
export function openEngine() {
  const made = (opening ??= make());
  made.catch(() => (opening = undefined));
  return made;
}

async function make() {
  const library = await load();
  if (!library.parts) return new Engine(library);
  const { PartsEngine } = await import("./parts.js");
  return new PartsEngine(library);
}
