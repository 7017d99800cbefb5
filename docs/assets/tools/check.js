/** Check my bibliography: compares the reader's file with the papers here, all in the browser. */
import { counted, find, findAll, make } from "../core/dom.js";
import { address, siteName } from "../core/site.js";
import { ask } from "./desk.js";
import { entriesOf, intake, listed, offer, part, show } from "./form.js";

/** @typedef {import("./worker.js").Report} Report */
/** @typedef {import("./worker.js").Row} Row */
/** @typedef {import("./worker.js").Named} Named */
/** @typedef {import("./worker.js").Quarrel} Quarrel */

const SHORT = 30; // entries that are listed without being asked for

const tool = find("[data-bib-check]");

intake(tool, "check", report);

/** @param {Report} found */
function report(found) {
  const parts = [...conflicts(found), ...outdated(found), ...differing(found), ...renamed(found), ...repeated(found)];
  show(tool, summary(found), ...elsewhere(found), ...accounted(found), ...parts, ...unknown(found), ...complaints(found));
  for (const element of findAll("[data-after-check]", tool)) element.hidden = found.count === 0;
  cover(new Set(found.cited));
  missing(found.count > 0 ? found.missing : []);
}

/** What the verdicts on an entry are called, and what they say. @type {Map<string, [name: string, meaning: string]>} */
const VERDICTS = new Map([
  ["current", ["Up to date", "with nothing to correct"]],
  ["outdated", ["Published since", "citing a preprint that has been published since"]],
  ["differs", ["Different here", "contradicting the record here in some field"]],
  ["repeated", ["Repeated", "for a paper that an earlier entry is for"]],
  ["conflicting", ["More than one paper", "mixing facts of different papers"]],
  ["unknown", [`Not in ${siteName}`, "with no paper here to compare with"]],
  ["unreadable", ["Unreadable", "too broken to be read"]],
]);

/** Where to go with what is no bibliography. @param {Report} found */
function elsewhere({ nature }) {
  return nature?.isCiting
    ? [make("p", {}, "What a text cites is found ", make("a", { href: tool.dataset.other ?? "" }, "from a manuscript"), ".")]
    : [];
}

/** How many entries there are of each kind; together they are all. @param {Report} found */
function accounted({ count, verdicts }) {
  if (count === 0) return [];
  const rows = verdicts.flatMap(([verdict, number]) => {
    const [name = "", meaning = ""] = VERDICTS.get(verdict) ?? [];
    return number > 0
      ? [
          make(
            "div",
            { "data-verdict": verdict },
            make("dt", {}, name),
            make("dd", {}, make("strong", {}, number.toLocaleString("en")), ` ${meaning}`),
          ),
        ]
      : [];
  });
  return [
    make("dl", { class: "tool__account", "data-account": true }, ...rows),
    offer("what became of every entry", "entries.txt", () => ask("accounted", {})),
  ];
}

/** @param {Report} found */
function differing({ differing: all }) {
  const said = (/** @type {import("./differs.js").Difference} */ { field, yours, ours }) =>
    make("div", { "data-field": field }, make("dt", {}, field), make("dd", {}, make("del", {}, yours), " ", make("ins", {}, ours)));
  const row = (/** @type {import("./worker.js").Differing} */ { key, line, paper, differences }) => [
    code(key),
    `line ${line}`,
    link(paper),
    make("dl", { class: "tool__fields" }, ...differences.map(said)),
  ];
  const text = "What your entry says, and after it what our record says. Nothing is changed in your corrected file: either may be right.";
  return part("Different here", text, all.count > 0 ? [table(["Your key", "Where", "Paper", "Yours, and ours"], all, row)] : []);
}

/** Entries of no paper here, with what they may be about. @param {Report} found */
function unknown({ unknown: all }) {
  if (all.count === 0) return [];
  const hint = (/** @type {Named} */ paper) => [
    make("br"),
    "Did you mean ",
    link(paper),
    `, ${paper.venue} ${paper.year}? `,
    code(paper.key),
  ];
  const item = (/** @type {import("./worker.js").Unknown} */ { key, line, title, meant }) =>
    make("li", {}, code(key), `, line ${line}${title && `: ${title}`}`, ...(meant ? hint(meant) : []));
  const text = make("p", {}, "Guesses are only shown: they count as found nowhere.");
  return [
    make(
      "details",
      { class: "plain", open: all.count <= SHORT, "data-unknown": true },
      make("summary", {}, `${counted(all.count, "entry", "entries")} not in ${siteName}`),
      text,
      make("ul", {}, ...listed(all, item, (rest) => make("li", {}, rest))),
    ),
  ];
}

/** @param {Report} found */
function summary({ count, encoding, limit, nature, cited, matched, outdatedPapers, conflicts: unclear }) {
  const read = `Read ${counted(count, "entry", "entries")} (${encoding})`;
  if (count === 0) return [`${read}: there is no BibTeX in it that could be compared.`, nature?.what, limit].join(" ").trim();
  const where = matched > cited.length ? `, in ${matched} entries` : "";
  const papers = `${counted(cited.length, "paper")} found here${where}, ${outdatedPapers} of them cited as a preprint though published since.`;
  const quarrels = unclear.count > 0 ? `${counted(unclear.count, "entry speaks", "entries speak")} of different papers.` : "";
  return [`${read}: ${papers}`, quarrels, limit].filter(Boolean).join(" ");
}

/** @param {Report} found */
function conflicts({ conflicts: all }) {
  const items = listed(all, conflict, (text) => make("li", {}, text));
  const text =
    "What each of these entries says belongs to different papers. So none counts as found, and in your corrected file they stay as they are.";
  return part(
    "Which paper is meant?",
    text,
    items.length > 0 ? [make("ul", { class: "tool__conflicts", "data-conflicts": true }, ...items)] : [],
  );
}

/** @param {Quarrel} quarrel */
function conflict({ key, line, witnesses }) {
  const said = witnesses.flatMap((witness) => [make("dt", {}, `Your ${witness.by}`), make("dd", {}, ...verdict(witness))]);
  return make("li", {}, make("p", {}, code(key), `, line ${line}`), make("dl", {}, ...said));
}

/** @param {Quarrel["witnesses"][number]} witness */
function verdict({ by, said, paper }) {
  const quoted = make("span", { class: "tool__said" }, by === "title" ? `“${said}”` : said);
  if (paper) return [quoted, " belongs to ", link(paper), `, ${paper.venue} ${paper.year}`];
  return [quoted, by === "authors" ? " did not write that paper" : " belongs to no paper here"];
}

/** @param {Report} found */
function outdated({ outdated: matches }) {
  if (matches.count === 0) return [];
  const keep = /** @type {HTMLInputElement} */ (find("[data-keep-keys]", tool));
  const corrected = (/** @type {boolean} */ isWhole) => () => ask("corrected", { isWhole, isKept: keep.checked });
  const row = (/** @type {Row} */ { key, line, paper }) => [code(key), `line ${line}`, link(paper), `${paper.venue} ${paper.year}`];
  return part("Published since", "These entries cite the preprint of a paper that has been published.", [
    table(["Your key", "Where", "Paper", "Published at"], matches, row),
    offer(`the ${counted(matches.count, "corrected entry", "corrected entries")}`, "corrected-entries.bib", corrected(false)),
    offer("your whole file, corrected", "corrected.bib", corrected(true)),
  ]);
}

/** @param {Report} found */
function renamed({ renamed: matches }) {
  const row = (/** @type {Row} */ { key, line, paper, by }) => [code(key), `line ${line}`, code(paper.key), link(paper), by];
  return part(
    "Under another key",
    "You have these papers under keys of your own.",
    matches.count > 0 ? [table(["Your key", "Where", "Key here", "Paper", "Matched by"], matches, row)] : [],
  );
}

/** @param {Report} found */
function repeated({ repeated: papersTwice }) {
  const more = (/** @type {number} */ count) => (count > 0 ? ` and ${count.toLocaleString("en")} more` : "");
  const under = (/** @type {import("./worker.js").Some<string>} */ { count, first }) =>
    `: ${first.join(", ")}${more(count - first.length)}`;
  const items = listed(
    papersTwice,
    ({ paper, keys }) => make("li", {}, code(paper), under(keys)),
    (text) => make("li", {}, text),
  );
  return part("More than once", "These papers stand in your file under several keys.", items.length > 0 ? [make("ul", {}, ...items)] : []);
}

/** @param {Report} found */
function complaints({ complaints: all }) {
  const items = listed(
    all,
    ({ line, message }) => make("li", {}, `Line ${line}: ${message}`),
    (text) => make("li", {}, text),
  );
  return part(
    "Hard to read",
    "What is wrong with the file itself.",
    items.length > 0 ? [make("ul", { "data-complaints": true }, ...items)] : [],
  );
}

/**
 * Fills the table of sections in.
 * @param {Set<string>} cited
 */
function cover(cited) {
  for (const row of findAll("[data-section]", tool)) {
    const keys = (row.dataset.keys ?? "").split(" ");
    const have = keys.filter((key) => cited.has(key));
    const cell = find("[data-have]", row);
    cell.textContent = `${have.length} of ${keys.length}`;
    row.dataset.coverage = have.length === 0 ? "none" : have.length === keys.length ? "all" : "some";
    find("[data-missing]", row).replaceChildren(
      ...absent(
        row,
        keys.filter((key) => !cited.has(key)),
      ),
    );
  }
}

/**
 * @param {HTMLElement} row
 * @param {string[]} keys
 */
function absent(row, keys) {
  return keys.length > 0
    ? [offer(counted(keys.length, "entry", "entries"), `${row.dataset.section}-missing.bib`, () => entriesOf(keys))]
    : [];
}

/** @param {string[]} keys */
function missing(keys) {
  const all =
    keys.length > 0 ? [offer(`all ${counted(keys.length, "missing entry", "missing entries")}`, "missing.bib", () => entriesOf(keys))] : [];
  find("[data-all-missing]", tool).replaceChildren(...all);
}

/** @param {string} key */
const code = (key) => make("code", {}, key || "(no key)");

/** @param {Named} paper */
const link = (paper) => make("a", { href: address("paper", paper.key) }, paper.title);

/**
 * @template Item
 * @param {string[]} heads
 * @param {import("./worker.js").Some<Item>} rows
 * @param {(row: Item) => (Node | string)[]} cells
 */
function table(heads, rows, cells) {
  const head = make("tr", {}, ...heads.map((text) => make("th", { scope: "col" }, text)));
  const body = listed(
    rows,
    (row) => make("tr", {}, ...cells(row).map((cell) => make("td", {}, cell))),
    (text) => make("tr", {}, make("td", { colspan: heads.length }, text)),
  );
  return make(
    "div",
    { class: "tool__table", tabindex: 0, role: "region", "aria-label": heads.join(", ") },
    make("table", {}, make("thead", {}, head), make("tbody", {}, ...body)),
  );
}
