/** Which entries of somebody's bibliography are papers of the site, and what the site knows better. Pure. */
import { plain } from "../reading/bibfile.js";
import { TELLING, agreement, isNamesake, isPart, isSame, isSlip, letters, titled, wordsKept } from "./same.js";

/**
 * @typedef {import("../reading/bibfile.js").Entry} Entry
 * @typedef {{key: string, title: string, authors: {family: string}[], more_authors: boolean, year: number, form: string, venue: string, venue_name: string,
 *   volume?: string, issue?: string, pages?: string, doi?: string, arxiv?: string}} Paper
 * @typedef {"DOI" | "arXiv identifier" | "title" | "authors" | "key"} Trait what an entry is recognized by
 * @typedef {{by: Trait, said: string, paper?: Paper}} Witness what an entry says, and of which paper of the site, if of any
 * @typedef {{entry: Entry, paper: Paper, by: Trait, isOutdated: boolean}} Match
 * @typedef {{entry: Entry, witnesses: Witness[]}} Conflict an entry that speaks of several papers
 */

/** Where preprints get a DOI: arXiv, bioRxiv, SSRN, Research Square, OSF and its servers, TechRxiv, Preprints.org, Zenodo, ChemRxiv, Authorea. */
const PREPRINT_DOI = /^10\.(?:48550|1101|2139|21203|17605|312(?:19|34|35)|36227|20944|5281|26434|22541)\//;

/** Finds papers by what identifies them. */
export class Index {
  /** @param {Paper[]} papers */
  constructor(papers) {
    this.papers = papers;
    this.byKey = new Map(papers.map((paper) => [paper.key, paper]));
    this.byDoi = new Map(papers.filter((paper) => paper.doi).map((paper) => [normalDoi(paper.doi ?? ""), paper]));
    this.byArxiv = new Map(papers.filter((paper) => paper.arxiv).map((paper) => [paper.arxiv ?? "", paper]));
    this.byTitle = grouped(papers, (paper) => titled(paper.title));
    this.byFamily = grouped(papers, (paper) => letters(paper.authors[0]?.family ?? ""));
  }

  /**
   * @param {Entry} entry
   * @returns {Match | Conflict | null} nothing if the entry is no paper of the site
   */
  judge(entry) {
    const identified = this.identified(entry);
    const known = identified.find(({ paper }) => paper);
    const byTitle = this.titled(entry);
    const paper = known?.paper ?? byTitle;
    if (!paper) return null;
    const titles = known
      ? this.title(entry, paper, byTitle)
      : [{ by: /** @type {Trait} */ ("title"), said: plain(entry.fields.title), paper }];
    const others = known ? [] : [...authors(entry, paper), ...this.key(entry, paper)];
    const witnesses = [...identified, ...titles, ...others];
    if (witnesses.some((witness) => isAgainst(witness, paper))) return { entry, witnesses };
    return { entry, paper, by: known?.by ?? "title", isOutdated: isOutdated(entry, paper) };
  }

  /**
   * What the identifiers of an entry say.
   * @param {Entry} entry
   * @returns {Witness[]}
   */
  identified({ fields }) {
    const doi = doiOf(fields);
    const isArxiv = doi.startsWith("10.48550/arxiv.");
    const dois = doi && !(isArxiv && !this.byDoi.has(doi)) ? [doi] : [];
    return [
      ...dois.map((said) => ({ by: /** @type {Trait} */ ("DOI"), said, paper: this.byDoi.get(said) })),
      ...arxivsOf(fields).map((said) => ({ by: /** @type {Trait} */ ("arXiv identifier"), said, paper: this.byArxiv.get(said) })),
    ];
  }

  /**
   * What the title says of a paper that an identifier names: that of another paper counts even if it resembles.
   * @param {Entry} entry
   * @param {Paper} paper
   * @param {Paper | undefined} byTitle
   * @returns {Witness[]}
   */
  title({ fields }, paper, byTitle) {
    const said = plain(fields.title ?? "");
    if (!said) return [];
    const isExact = byTitle !== undefined && titled(fields.title) === titled(byTitle.title) && titled(fields.title) !== titled(paper.title);
    const isOurs = !isExact && isSame(fields.title, paper, agreement(fields.author ?? "", paper));
    return [{ by: "title", said, paper: isOurs ? paper : byTitle }];
  }

  /**
   * The key, where it is that of another paper of the site.
   * @param {Entry} entry
   * @param {Paper} paper
   * @returns {Witness[]}
   */
  key({ key }, paper) {
    const other = this.byKey.get(key);
    return other && other !== paper ? [{ by: "key", said: key, paper: other }] : [];
  }

  /**
   * The paper of a title, or, if the authors agree, of one that begins alike, has a slip, or was changed after its colon.
   * @param {Entry} entry
   * @returns {Paper | undefined}
   */
  titled({ fields }) {
    const { title = "", author = "" } = fields;
    const yours = titled(title);
    const whole = this.byTitle.get(yours) ?? [];
    if (!yours || whole.length > 0) return whole.find((paper) => !agreement(author, paper).isOther) ?? whole[0];
    return this.candidates(author).find((paper) => resembles(title, author, paper));
  }

  /** Papers whose first author may be an entry's. @param {string} author */
  candidates(author) {
    const first = plain(author.split(/\sand\s/i, 1)[0]);
    const families = [first, first.split(",")[0], first.split(" ").at(-1) ?? ""].map(letters);
    return [...new Set(families)].flatMap((family) => this.byFamily.get(family) ?? []);
  }
}

/**
 * @template Item
 * @param {Item[]} items
 * @param {(item: Item) => string} name
 */
function grouped(items, name) {
  /** @type {Map<string, Item[]>} */
  const groups = new Map();
  for (const item of items) groups.set(name(item), [...(groups.get(name(item)) ?? []), item]);
  return groups;
}

/**
 * Whether a title without an identifier is meant to be a paper's whose first author agrees.
 * @param {string} title
 * @param {string} author
 * @param {Paper} paper
 */
function resembles(title, author, paper) {
  const [yours, ours] = [titled(title), titled(paper.title)];
  if (Math.min(yours.length, ours.length) >= TELLING && (isPart(title, paper.title) || isSlip(yours, ours))) return true;
  return isNamesake(title, paper.title) && agreement(author, paper).isTeam && wordsKept(title, paper.title) >= 0.5;
}

/**
 * Whether a witness speaks against a paper. A DOI that is not known here may be one of several that a paper has; an
 * arXiv identifier is the only one.
 * @param {Witness} witness
 * @param {Paper} paper
 */
function isAgainst({ by, paper: other }, paper) {
  if (other) return other !== paper;
  return by === "arXiv identifier" ? Boolean(paper.arxiv) : by !== "DOI";
}

/**
 * The authors, where none of them wrote the paper.
 * @param {Entry} entry
 * @param {Paper} paper
 * @returns {Witness[]}
 */
function authors({ fields }, paper) {
  const { author = "" } = fields;
  return agreement(author, paper).isOther ? [{ by: "authors", said: plain(author) }] : [];
}

/**
 * Whether an entry cites the preprint of a paper that has been published, and has no other paper's DOI.
 * @param {Entry} entry
 * @param {Paper} paper
 */
function isOutdated(entry, paper) {
  const doi = doiOf(entry.fields);
  const isOther = doi !== "" && !PREPRINT_DOI.test(doi) && doi !== normalDoi(paper.doi ?? "");
  return ["conference", "journal"].includes(paper.form) && !isOther && isPreprint(entry);
}

/**
 * Whether an entry cites a preprint: it says so, or names no other place of publication, be it by a DOI.
 * @param {Entry} entry
 */
export function isPreprint({ fields, type }) {
  const where = plain([fields.journal, fields.journaltitle, fields.booktitle].filter(Boolean).join(" "));
  if (/arxiv|\bcorr\b|preprint|openreview/i.test(where)) return true;
  const doi = doiOf(fields);
  if (where || fields.crossref || (doi && !PREPRINT_DOI.test(doi))) return false;
  return ["misc", "unpublished", "online", "techreport", "article"].includes(type) || PREPRINT_DOI.test(doi);
}

/** @param {string} doi */
export function normalDoi(doi) {
  return plain(doi)
    .replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, "")
    .toLowerCase();
}

/**
 * The DOI that an entry gives, in its own field or as an address.
 * @param {Record<string, string>} fields
 */
function doiOf({ doi = "", url = "" }) {
  return normalDoi(doi) || normalDoi(/^https?:\/\/(?:dx\.)?doi\.org\/10\.\S+$/i.exec(url)?.[0] ?? "");
}

/**
 * The arXiv identifiers that an entry gives, without versions; those in a note, which may be about another paper, only if
 * there are no others.
 * @param {Record<string, string>} fields
 */
export function arxivsOf(fields) {
  const archive = fields.archiveprefix ?? fields.eprinttype ?? "arxiv";
  const own = /^arxiv$/i.test(archive)
    ? (/^(?:arxiv:)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})/i.exec(fields.eprint ?? "") ?? []).slice(1)
    : [];
  const texts = ["eprint", "doi", "url", "journal", "howpublished", "volume", "number"].map((name) => fields[name] ?? "");
  const found = [...own, ...texts.flatMap(arxivIn)];
  return [...new Set(found.length > 0 ? found : arxivIn(fields.note ?? ""))];
}

/** @param {string} text */
function arxivIn(text) {
  const found = /(?:arxiv[:.\s/]{0,5}(?:(?:org\/)?(?:abs|pdf)\/)?|^abs\/)(\d{4}\.\d{4,5})/i.exec(text);
  return found ? [found[1]] : [];
}

/**
 * Everything that can be said about a bibliography.
 * @param {Entry[]} entries
 * @param {Index} index
 */
export function compare(entries, index) {
  const judged = entries.map((entry) => index.judge(entry));
  const matches = judged.flatMap((found) => (found && "paper" in found ? [found] : []));
  const conflicts = judged.flatMap((found) => (found && "witnesses" in found ? [found] : []));
  const cited = new Set(matches.map((match) => match.paper));
  return {
    judged,
    matches,
    conflicts,
    cited: [...cited],
    outdated: matches.filter((match) => match.isOutdated),
    renamed: matches.filter((match) => match.entry.key !== match.paper.key),
    repeated: repeated(matches),
    missing: index.papers.filter((paper) => !cited.has(paper)),
  };
}

/**
 * Papers that the bibliography has more than once under different keys.
 * @param {Match[]} matches
 */
function repeated(matches) {
  /** @type {Map<string, Set<string>>} */
  const keys = new Map();
  for (const { paper, entry } of matches) keys.set(paper.key, (keys.get(paper.key) ?? new Set()).add(entry.key));
  return [...keys].filter(([, found]) => found.size > 1).map(([paper, found]) => ({ paper, keys: [...found] }));
}

/**
 * A bibliography's outdated entries as the site has them, each under a key that is no other entry's.
 * @param {Entry[]} entries all of them
 * @param {Match[]} outdated
 * @param {Map<string, string>} library the site's entries by key
 * @param {boolean} isKept whether entries stay under the keys of the bibliography
 */
export function corrections(entries, outdated, library, isKept) {
  const taken = new Set(entries.map(({ key }) => key.toLowerCase()));
  return outdated.flatMap(({ entry, paper }) => {
    const bibtex = library.get(paper.key);
    const isFree = !taken.has(paper.key.toLowerCase());
    if (!isKept && isFree) taken.add(paper.key.toLowerCase());
    return bibtex ? [{ entry, bibtex: underKey(bibtex, entry.key && (isKept || !isFree) ? entry.key : paper.key) }] : [];
  });
}

/**
 * One of the site's entries under the key that somebody's manuscript uses.
 * @param {string} bibtex
 * @param {string} key
 */
export function underKey(bibtex, key) {
  return bibtex.replace(/^(@\w+\{)[^,]*/, (_, head) => head + key);
}

/**
 * A bibliography with some entries replaced, all else left letter by letter as it was.
 * @param {string} text
 * @param {{entry: Entry, bibtex: string}[]} replacements
 */
export function replaced(text, replacements) {
  let at = 0;
  const parts = [];
  for (const { entry, bibtex } of [...replacements].sort((left, right) => left.entry.start - right.entry.start)) {
    parts.push(text.slice(at, entry.start), bibtex.trimEnd());
    at = entry.end;
  }
  return [...parts, text.slice(at)].join("");
}
