/** Our engine over the site's own files, without a browser, for a survey of either size. */

import { Engine } from "../../docs/assets/search/engine.js";
import { decode } from "../../docs/assets/search/library.js";
import { PartsEngine } from "../../docs/assets/search/parts.js";

/** @typedef {(query: string, kind: string) => Promise<string[]>} Search */

/**
 * @param {Record<string, any>} files the site's search files by name
 * @param {Record<string, object>} variants settings by name
 * @returns {Record<string, Search>}
 */
export function ours(files, variants) {
  return Object.fromEntries(
    Object.entries(variants).map(([name, settings]) => [
      name,
      files["search.json"].papers ? small(files, settings) : large(files, settings),
    ]),
  );
}

/**
 * Papers that match; a sign; papers that come near.
 * @param {{key: string}[]} papers
 * @param {{key: string}[]} near
 */
const told = (papers, near) => [...papers.map(({ key }) => key), "|", ...near.map(({ key }) => key)];

/**
 * @param {Record<string, any>} files
 * @param {{isEarly?: boolean}} settings `isEarly`: of the first file alone, where it can answer
 * @returns {Search}
 */
function small(files, { isEarly = false, ...settings }) {
  const [first, whole] = [0, 1].map(() => new Engine(decode(files["search.json"]), settings));
  whole.complete(files["search/rest.json"]);
  return async (query, kind) => {
    const { papers, near, sections } = (isEarly && first.canAnswer(query) ? first : whole).search(query);
    return kind === "papers" ? told(papers, near) : sections.map(({ id }) => id);
  };
}

/**
 * @param {Record<string, any>} files
 * @param {object} settings
 * @returns {Search}
 */
function large(files, settings) {
  const engine = new PartsEngine(decode(files["search.json"]), async (name) => files[`search/${name}.json`], settings);
  return async (query, kind) => {
    const { papers, near, sections } = await engine.offer(query, 20);
    return kind === "papers" ? told(papers, near) : sections.map(({ id }) => id);
  };
}
