/**
 * What is done with the reader's file, beside the page, which stays answerable meanwhile. The file and what was found in it
 * stay here; the page is told as much as it can show.
 */
import { VERDICTS, account, written } from "./account.js";
import { Refusal, decode, parse, plain } from "../reading/bibfile.js";
import { KEYS as CITED, citations, titlesIn } from "../reading/manuscripts.js";
import { Index, compare, corrections, replaced } from "./match.js";
import { keysMeant, titlesMeant } from "./meant.js";
import { natureOf } from "../reading/nature.js";

/** @typedef {import("./match.js").Paper} Paper */
/** @typedef {import("./match.js").Match} Match */
/** @typedef {Pick<Paper, "key" | "title" | "venue" | "year">} Named */
/** @typedef {{key: string, line: number, paper: Named, by: string}} Row */
/** @typedef {{key: string, line: number, witnesses: {by: string, said: string, paper?: Named}[]}} Quarrel */
/**
 * @template Item
 * @typedef {{count: number, first: Item[]}} Some how many there are, and as many of them as a page shows
 */
/**
 * @typedef {{key: string, line: number, paper: Named, differences: import("./differs.js").Difference[]}} Differing
 * @typedef {{key: string, line: number, title: string, meant?: Named}} Unknown `meant`: a paper that the entry may be about
 * @typedef {{count: number, encoding: string, limit: string, nature?: import("../reading/nature.js").Nature, verdicts: [name: string, count: number][],
 *   complaints: Some<{line: number, message: string}>, conflicts: Some<Quarrel>, outdated: Some<Row>, outdatedPapers: number,
 *   differing: Some<Differing>, renamed: Some<Row>, repeated: Some<{paper: string, keys: Some<string>}>, unknown: Some<Unknown>,
 *   matched: number, cited: string[], missing: string[]}} Report `nature`: what the file is, if it has no entry
 * @typedef {{kind: string, count: number, isCut: boolean, isAll: boolean, known: string[], others: Some<{key: string, meant?: string}>,
 *   titles: Some<Named>, titleKeys: string[], total: number, isBibliography: boolean}} Citations
 *   `isCut`: reading stopped at so many; `titles`: papers whose titles stand in a text without keys; `total`: how many entries the site has
 * @typedef {{bibtex: string, records: string}} Sources where the site's own files are
 * @typedef {{bytes: ArrayBuffer} | {text: string}} Given a file, or what was pasted
 */

/** @type {import("../reading/manuscripts.js").Citations} */
const NOTHING = { kind: "Markdown", keys: [], isAll: false };
const ROWS = 100; // of a table
const KEYS = 10; // of one paper
const SAID = 300; // characters of a title or a list of authors

/** @type {{text: string, entries: import("../reading/bibfile.js").Entry[], outdated: Match[], lines: import("./account.js").Line[]}} */
let file = { text: "", entries: [], outdated: [], lines: [] };

/** @type {Map<string, Promise<string>>} */
const fetched = new Map();

/** A file of the site, fetched at most once. @param {string} address */
function text(address) {
  const started =
    fetched.get(address) ??
    fetch(address).then(
      (answer) => {
        if (!answer.ok) throw new Refusal("The site's own list could not be fetched; try again in a moment.");
        return answer.text();
      },
      () => {
        throw new Refusal("The site's own list could not be fetched; check the connection and try again.");
      },
    );
  fetched.set(address, started);
  started.catch(() => fetched.delete(address));
  return started;
}

/** @param {Sources} sources @returns {Promise<Paper[]>} */
const records = async (sources) => JSON.parse(await text(sources.records)).papers;

/**
 * The site's own entries by key: each starts a line with its type.
 * @param {Sources} sources
 */
async function library({ bibtex }) {
  const entries = (await text(bibtex)).split(/^(?=@)/m);
  return new Map(entries.map((entry) => [/^@\w+\{([^,\s]+)/.exec(entry)?.[1] ?? "", entry.trim()]));
}

/** @param {Given} given */
const opened = (given) => ("text" in given ? { text: given.text, encoding: "pasted text" } : decode(given.bytes));

/**
 * @param {{given: Given, sources: Sources}} question
 * @returns {Promise<Report>}
 */
async function check({ given, sources }) {
  const { text: mine, encoding } = opened(given);
  const { entries, complaints, unsaid, lost, limit } = parse(mine);
  const papers = await records(sources);
  const found = compare(entries, new Index(papers));
  const lines = account(entries, found.judged);
  const of = (/** @type {string} */ name) => lines.filter(({ verdict }) => verdict === name);
  file = { text: mine, entries, outdated: found.outdated, lines };
  return {
    count: entries.length,
    encoding,
    limit,
    ...(entries.length === 0 && { nature: natureOf(mine) }),
    verdicts: [...VERDICTS.map((name) => /** @type {[string, number]} */ ([name, of(name).length])), ["unreadable", lost]],
    differing: some(
      lines.filter(({ differences }) => differences.length > 0),
      ROWS,
      differing,
    ),
    unknown: some(of("unknown"), ROWS, unknown(papers)),
    complaints: { count: complaints.length + unsaid, first: complaints },
    conflicts: some(found.conflicts, ROWS, quarrel),
    outdated: some(found.outdated, ROWS, row),
    outdatedPapers: new Set(found.outdated.map(({ paper }) => paper)).size,
    renamed: some(found.renamed, ROWS, row),
    repeated: some(found.repeated, ROWS, ({ paper, keys }) => ({ paper, keys: some(keys, KEYS, brief) })),
    matched: found.matches.length,
    cited: found.cited.map(({ key }) => key),
    missing: found.missing.map(({ key }) => key),
  };
}

/**
 * @template Item, Shown
 * @param {Item[]} items
 * @param {number} most
 * @param {(item: Item) => Shown} show
 * @returns {Some<Shown>}
 */
const some = (items, most, show) => ({ count: items.length, first: items.slice(0, most).map(show) });

/** @param {Match} match @returns {Row} */
const row = ({ entry, paper, by }) => ({ key: brief(entry.key), line: entry.line, paper: named(paper), by });

/** @param {import("./account.js").Line} line @returns {Differing} */
const differing = ({ entry, paper, differences }) => ({
  key: brief(entry.key),
  line: entry.line,
  paper: named(/** @type {Paper} */ (paper)),
  differences: differences.map(({ field, yours, ours }) => ({ field, yours: brief(yours), ours: brief(ours) })),
});

/**
 * @param {Paper[]} papers
 * @returns {(line: import("./account.js").Line) => Unknown}
 */
function unknown(papers) {
  /** @type {((title: string) => Paper | undefined) | undefined} */
  let meant;
  return ({ entry }) => {
    const title = plain(entry.fields.title ?? "");
    const paper = title ? (meant ??= titlesMeant(papers))(title) : undefined;
    return { key: brief(entry.key), line: entry.line, title: brief(title), ...(paper && { meant: named(paper) }) };
  };
}

/** @param {import("./match.js").Conflict} conflict @returns {Quarrel} */
const quarrel = ({ entry, witnesses }) => ({
  key: brief(entry.key),
  line: entry.line,
  witnesses: witnesses.map(({ by, said, paper }) => ({ by, said: brief(said), paper: paper && named(paper) })),
});

/** @param {Paper} paper @returns {Named} */
const named = ({ key, title, venue, year }) => ({ key, title, venue, year });

/** @param {string} said */
const brief = (said) => (said.length > SAID ? `${said.slice(0, SAID)}…` : said);

/**
 * The outdated entries as the site has them, or the whole file with them in place.
 * @param {{isWhole: boolean, isKept: boolean, sources: Sources}} question
 */
async function corrected({ isWhole, isKept, sources }) {
  const made = corrections(file.entries, file.outdated, await library(sources), isKept);
  return isWhole ? replaced(file.text, made) : listed(made.map(({ bibtex }) => bibtex));
}

/** @param {{keys: string[], sources: Sources}} question */
async function entries({ keys, sources }) {
  const ours = await library(sources);
  return listed(keys.flatMap((key) => ours.get(key) ?? []));
}

/** @param {string[]} entries */
const listed = (entries) => entries.map((entry) => `${entry}\n`).join("\n");

/**
 * What a manuscript cites of the site, and what else.
 * @param {{given: Given, sources: Sources}} question
 * @returns {Promise<Citations>}
 */
async function manuscript({ given, sources }) {
  const { text: mine } = opened(given);
  const isBibliography = parse(mine).entries.some(({ fields }) => fields.title || fields.author);
  const { kind, keys, isAll } = isBibliography ? NOTHING : citations(mine);
  const ours = await library(sources);
  const meant = keysMeant(ours.keys());
  const other = (/** @type {string} */ key) => ({ key: brief(key), meant: meant(key) });
  const isBare = keys.length === 0 && !isAll && !isBibliography;
  const titles = isBare ? titlesIn(mine, await records(sources)) : [];
  return {
    kind,
    count: keys.length,
    isCut: keys.length >= CITED,
    isAll,
    known: keys.filter((key) => ours.has(key)).sort(),
    others: some(
      keys.filter((key) => !ours.has(key)),
      ROWS,
      other,
    ),
    titles: some(titles, ROWS, named),
    titleKeys: titles.map(({ key }) => key),
    total: ours.size,
    isBibliography,
  };
}

/** What became of every entry of the file, as text. */
const accounted = async () => written(file.lines);

/** Every entry of the site. @param {{sources: Sources}} question */
const everything = ({ sources }) => text(sources.bibtex);

/** @type {Map<string, (question: any) => Promise<unknown>>} */
const tasks = new Map(Object.entries({ accounted, check, corrected, entries, everything, manuscript }));

addEventListener("message", async ({ data: { task, ...question }, ports: [reply] }) => {
  try {
    reply.postMessage({ answer: await tasks.get(task)?.(question) });
  } catch (error) {
    reply.postMessage({
      refusal: error instanceof Refusal ? error.message : "The file could not be read: it is unlike any that was foreseen.",
    });
  }
});
