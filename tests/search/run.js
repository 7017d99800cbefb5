/**
 * What every engine answers to every query, without a browser: `node run.js < task > answers`.
 *
 * The task is `{files, variants, queries, documents, lunr, only}`: the site's search files by name; ours, perhaps with ingredients left
 * out, by name; `[query, kind]` pairs; and for the rivals the texts of `documents.py`, lunr's source and, where not all of them are
 * wanted, the end of their names. The answer is, by the name of the engine, a list of ids for each query; ours have a sign between
 * papers that match and papers that come near.
 */

import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";

import { ours } from "./ours.js";

const MOST = 500; // ids told of an answer

const task = JSON.parse(readFileSync(0, "utf8"));

async function rivals() {
  if (!task.lunr) return {};
  const sandbox = /** @type {any} */ (createContext({ console }));
  runInContext(`${task.lunr}\nthis.lunr = lunr;`, sandbox);
  const made = (await import("./rivals.js")).rivals(task.documents, sandbox.lunr);
  const wanted = Object.entries(made).filter(([name]) => name.endsWith(task.only));
  return Object.fromEntries(wanted.map(([name, make]) => [name, make()]));
}

/** @type {Record<string, string[][]>} */
const answers = {};
for (const [name, search] of Object.entries({ ...ours(task.files, task.variants), ...(await rivals()) })) {
  answers[name] = [];
  for (const [query, kind] of task.queries) answers[name].push((await search(query, kind)).slice(0, MOST));
}
process.stdout.write(JSON.stringify(answers));
