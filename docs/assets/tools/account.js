/** What becomes of every entry of a bibliography, each under one heading. Pure. */
import { differences } from "./differs.js";

/**
 * @typedef {import("../reading/bibfile.js").Entry} Entry
 * @typedef {import("./match.js").Paper} Paper
 * @typedef {"current" | "outdated" | "differs" | "repeated" | "conflicting" | "unknown"} Verdict
 * @typedef {{entry: Entry, verdict: Verdict, paper?: Paper, differences: import("./differs.js").Difference[]}} Line
 */

/** @type {Verdict[]} in the order in which they are told */
export const VERDICTS = ["current", "outdated", "differs", "repeated", "conflicting", "unknown"];

/**
 * A line for each entry. An entry of a paper that an entry before it is of repeats it, whatever else is to be said.
 * @param {Entry[]} entries
 * @param {(import("./match.js").Match | import("./match.js").Conflict | null)[]} judged what is known of each
 * @returns {Line[]}
 */
export function account(entries, judged) {
  const seen = new Set();
  return entries.map((entry, at) => {
    const found = judged[at];
    if (!found) return { entry, verdict: "unknown", differences: [] };
    if (!("paper" in found)) return { entry, verdict: "conflicting", differences: [] };
    const { paper, isOutdated } = found;
    if (seen.has(paper)) return { entry, verdict: "repeated", paper, differences: [] };
    seen.add(paper);
    const differing = isOutdated ? [] : differences(entry, paper);
    return { entry, verdict: isOutdated ? "outdated" : differing.length > 0 ? "differs" : "current", paper, differences: differing };
  });
}

/**
 * The lines as text, one a line, for whoever wants them all.
 * @param {Line[]} lines
 */
export function written(lines) {
  return (
    lines
      .map(({ entry, verdict, paper, differences: differing }) => {
        const said = differing.map(({ field, yours, ours }) => `${field}: ${yours} → ${ours}`);
        return [`line ${entry.line}`, entry.key || "(no key)", verdict, ...(paper ? [paper.key] : []), ...said].join("\t");
      })
      .join("\n") + "\n"
  );
}
