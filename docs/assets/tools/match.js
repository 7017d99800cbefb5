/** Which entries of somebody's bibliography are papers of the site, and what the site knows better. Pure. */
import { plain } from "./bibfile.js";
import { fold } from "../search/text.js";

/**
 * @typedef {import("./bibfile.js").Entry} Entry
 * @typedef {{key: string, title: string, authors: {family: string}[], year: number, form: string, venue: string, doi?: string, arxiv?: string, places: {section: string}[]}} Paper
 * @typedef {{entry: Entry, paper: Paper, by: "DOI" | "arXiv identifier" | "title", isOutdated: boolean}} Match
 */

/** A title shorter than this is too common to be matched by its beginning alone. */
const TELLING = 25;

/** Finds papers by what identifies them. */
export class Index {
  /** @param {Paper[]} papers */
  constructor(papers) {
    this.papers = papers;
    this.byDoi = new Map(papers.filter((paper) => paper.doi).map((paper) => [normalDoi(paper.doi ?? ""), paper]));
    this.byArxiv = new Map(papers.filter((paper) => paper.arxiv).map((paper) => [paper.arxiv, paper]));
    this.byTitle = new Map(papers.map((paper) => [letters(paper.title), paper]));
    /** @type {Map<string, [string, Paper][]>} */
    this.byFamily = new Map();
    for (const paper of papers) {
      const family = letters(paper.authors[0].family);
      this.byFamily.set(family, [...(this.byFamily.get(family) ?? []), [letters(paper.title), paper]]);
    }
  }

  /**
   * @param {Entry} entry
   * @returns {Match | null}
   */
  match(entry) {
    const { fields } = entry;
    const doi = this.byDoi.get(normalDoi(fields.doi ?? ""));
    if (doi) return found(entry, doi, "DOI");
    const arxiv = this.byArxiv.get(arxivOf(fields));
    if (arxiv) return found(entry, arxiv, "arXiv identifier");
    const titled = this.titled(letters(plain(fields.title ?? "")), fields.author ?? "");
    return titled ? found(entry, titled, "title") : null;
  }

  /**
   * The paper of a title, or of its part before or after the colon if the first author agrees too.
   * @param {string} title
   * @param {string} author
   */
  titled(title, author) {
    const whole = title && this.byTitle.get(title);
    if (whole || title.length < TELLING) return whole || null;
    const candidates = this.byFamily.get(firstFamily(author)) ?? [];
    const match = candidates.find(([ours]) => ours.length >= TELLING && (ours.startsWith(title) || title.startsWith(ours)));
    return match ? match[1] : null;
  }
}

/**
 * @param {Entry} entry
 * @param {Paper} paper
 * @param {Match["by"]} by
 * @returns {Match}
 */
function found(entry, paper, by) {
  return { entry, paper, by, isOutdated: ["conference", "journal"].includes(paper.form) && isPreprint(entry) };
}

/**
 * Whether an entry cites a preprint: it says so, or names no other place of publication.
 * @param {Entry} entry
 */
export function isPreprint({ fields, type }) {
  const where = [fields.journal, fields.journaltitle, fields.booktitle].filter(Boolean).join(" ");
  if (/arxiv|corr\b|preprint|openreview/i.test(where)) return true;
  return !where && (["misc", "unpublished", "online", "techreport", "article"].includes(type) || /arxiv/i.test(fields.doi ?? ""));
}

/** @param {string} doi */
export function normalDoi(doi) {
  return plain(doi).replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, "").toLowerCase();
}

/**
 * The arXiv identifier that an entry gives anywhere, without its version.
 * @param {Record<string, string>} fields
 */
export function arxivOf(fields) {
  if (/^arxiv$/i.test(fields.archiveprefix ?? fields.eprinttype ?? "")) return (fields.eprint ?? "").replace(/^arxiv:|v\d+$/gi, "");
  const text = ["eprint", "doi", "url", "journal", "howpublished", "note", "volume", "number"].map((name) => fields[name] ?? "").join(" ");
  return /(?:arxiv[:.\s/]*(?:(?:org\/)?(?:abs|pdf)\/)?)(\d{4}\.\d{4,5})/i.exec(text)?.[1] ?? "";
}

/** @param {string} author */
function firstFamily(author) {
  const first = plain(author.split(/\s+and\s+/i)[0]);
  return letters(first.includes(",") ? first.split(",")[0] : first.split(" ").at(-1) ?? "");
}

/** @param {string} text */
const letters = (text) => fold(text).replace(/[^a-z0-9]+/g, "");

/**
 * Everything that can be said about a bibliography.
 * @param {Entry[]} entries
 * @param {Index} index
 */
export function compare(entries, index) {
  const matches = entries.flatMap((entry) => index.match(entry) ?? []);
  const cited = new Set(matches.map((match) => match.paper.key));
  return {
    matches,
    outdated: matches.filter((match) => match.isOutdated),
    renamed: matches.filter((match) => match.entry.key !== match.paper.key),
    repeated: repeated(matches),
    missing: index.papers.filter((paper) => !cited.has(paper.key)),
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
 * One of the site's entries under the key that somebody's manuscript uses.
 * @param {string} bibtex
 * @param {string} key
 */
export function underKey(bibtex, key) {
  return key ? bibtex.replace(/^(@\w+\{)[^,]*/, (_, head) => head + key) : bibtex;
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
