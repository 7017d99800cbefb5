/**
 * Weights for the rivals: `node tune.js < task`, where `tune.py` makes the task: as that of `run.js`, each query with the ids that it wants as well.
 *
 * From weights set by hand, one at a time is halved or doubled (a field may also be left out) and kept where the mean of recall
 * among the first five and reciprocal rank rises, over and over until a whole round brings nothing.
 */

import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";

import { START, withLunr, withMiniSearch } from "./rivals.js";

const ROUNDS = 3;
const TOP = 5;

/** @typedef {Record<string, number>} Weights */

const task = JSON.parse(readFileSync(0, "utf8"));

/**
 * @param {import("./rivals.js").Search} search
 * @returns {number}
 */
function quality(search) {
  let sum = 0;
  for (const [query, kind, wanted] of task.queries) {
    const found = search(query, kind);
    const rank = found.findIndex((id) => wanted.includes(id));
    sum += found.slice(0, TOP).filter((id) => wanted.includes(id)).length / Math.min(TOP, wanted.length) + (rank < 0 ? 0 : 1 / (rank + 1));
  }
  return sum / task.queries.length / 2;
}

/**
 * @param {string} name
 * @param {Weights} start
 * @param {Record<string, number[]>} choices other values of what is no weight
 * @param {(weights: Weights) => import("./rivals.js").Search} make
 */
function tune(name, start, choices, make) {
  let best = { weights: start, quality: quality(make(start)) };
  for (let round = 0, before = 0; round < ROUNDS && before < best.quality; round++) {
    before = best.quality;
    for (const key of Object.keys(start)) {
      for (const value of choices[key] ?? [best.weights[key] * 2, best.weights[key] / 2, 0]) {
        const weights = { ...best.weights, [key]: value };
        const tried = quality(make(weights));
        if (tried > best.quality) best = { weights, quality: tried };
      }
    }
  }
  console.log(name, best.quality.toFixed(4), JSON.stringify(best.weights));
}

/** @param {Weights} weights */
const fields = (weights) => Object.fromEntries(Object.entries(weights).filter(([name, weight]) => name in START && weight > 0));

const sandbox = /** @type {any} */ (createContext({ console }));
runInContext(`${task.lunr}\nthis.lunr = lunr;`, sandbox);
const options = { prefix: 4, fuzzy: 0.2 };
const choices = { prefix: [2, 3, 4, 5, 6, 99], fuzzy: [0, 0.1, 0.15, 0.2, 0.25, 0.3] };
tune("MiniSearch", { ...START, ...options }, choices, (weights) =>
  withMiniSearch(task.documents, fields(weights), { prefix: weights.prefix, fuzzy: weights.fuzzy }),
);
tune("lunr", START, {}, (weights) => withLunr(task.documents, sandbox.lunr, fields(weights)));
