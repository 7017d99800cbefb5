/** From a manuscript to its bibliography: the entries of the papers it cites that are ours. */
import { Refusal, decode } from "./bibfile.js";
import { counted, find, make } from "../core/dom.js";
import { address, siteName } from "../core/site.js";
import { citedKeys } from "./tex.js";
import { intake, library, offer, part, show } from "./form.js";

const tool = find("[data-manuscript]");
const ours = library();

intake(tool, async (bytes) => {
  try {
    report(citedKeys(decode(bytes).text), await ours());
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    show(tool, error.message);
  }
});

/**
 * @param {string[]} keys
 * @param {Map<string, string>} entries
 */
function report(keys, entries) {
  const known = keys.filter((key) => entries.has(key)).sort();
  const others = keys.filter((key) => !entries.has(key));
  const summary = keys.length > 0 ? `The manuscript cites ${counted(keys.length, "key")}; ${known.length} of them ${known.length === 1 ? "is" : "are"} here.` : "No citation was found: paste LaTeX with \\cite commands, or the .aux file.";
  const bibtex = async () => known.map((key) => `${entries.get(key)}\n`).join("\n");
  show(
    tool,
    summary,
    ...part(`In ${siteName}`, "One entry for each, under the key that the manuscript uses.", known.length > 0 ? [offer(`the ${counted(known.length, "entry", "entries")}`, "manuscript.bib", bibtex), list(known, true)] : []),
    ...part(`Not in ${siteName}`, "These keys are not ours; a paper under a key of your own is found by checking your bibliography.", others.length > 0 ? [list(others, false)] : []),
  );
}

/**
 * @param {string[]} keys
 * @param {boolean} linked
 */
function list(keys, linked) {
  const items = keys.map((key) => make("li", { "data-cited": key }, linked ? make("a", { href: address("paper", key) }, key) : make("code", {}, key)));
  return make("ul", { class: "tool__keys" }, ...items);
}
