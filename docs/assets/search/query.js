/**
 * What a reader typed, taken apart. Pure.
 *
 * Words are searched for; "quoted phrases" and `field:value` are conditions. `-` before any of them excludes, `OR` between two
 * asks for either. A query may also be an identifier, which is that paper and nothing else.
 *
 * @typedef {{kind: "words" | "phrase", words: string[]} | {kind: "filter", field: string, value: string}} Part
 * @typedef {{parts: Part[], not: boolean}} Condition any of the parts, or none of them
 * @typedef {{text: string, words: string[], either: string[][][], conditions: Condition[], open: boolean, notes: string[]}} Query
 *   `words`: to be found, phrases included; `either`: the alternatives of each `OR`; `open`: the last word may go on;
 *   `notes`: what was not understood
 */

import { fold, words } from "./text.js";

/** Phrases, filters, exclusions and alternatives that count in a query: each is asked of every paper. */
const CONDITIONS = 20;
/** Words of a query that are searched for; texts of `core/limits.js` have fewer, unless their letters stand for many. */
const WORDS = 1_000;
const NOTES = 3;
const BRIEF = 60; // characters of what a note quotes

const TOKEN = /-?(?:\p{L}+:)?"[^"]*"|\S+/gu;
const FILTER = /^(\p{L}+)(?::|(?=[<>=≤≥]))(.+)$/u;

/**
 * A query's words, conditions and what was not understood.
 * @param {string} text
 * @param {ReadonlySet<string>} fields that a filter can name
 * @returns {Query}
 */
export function parse(text, fields) {
  /** @type {Query} */
  const query = { text, words: [], either: [], conditions: [], open: /[\p{L}\p{N}]\s*$/u.test(text), notes: [] };
  for (const { parts, not } of alternatives(text.match(TOKEN) ?? [], fields, query.notes)) {
    if (not || parts.length > 1 || parts[0].kind !== "words") query.conditions.push({ parts, not });
    if (not) continue;
    const said = parts.flatMap((part) => (part.kind === "filter" || part.words.length === 0 ? [] : [part.words]));
    if (parts.length > 1) query.either.push(said);
    else query.words.push(...said.flat());
  }
  if (query.words.length > WORDS) query.notes.push(`Only the first ${WORDS.toLocaleString("en")} words are searched for.`);
  return { ...query, words: query.words.slice(0, WORDS), notes: few(query.notes) };
}

/** Each note once, and no more than a reader reads. @param {string[]} notes */
function few(notes) {
  const all = [...new Set(notes)];
  return all.length > NOTES ? [...all.slice(0, NOTES), "And so on."] : all;
}

/** @param {string} said */
export const brief = (said) => (said.length > BRIEF ? `${said.slice(0, BRIEF)}…` : said);

/**
 * Tokens as conditions, those joined by `OR` as one.
 * @param {string[]} tokens
 * @param {ReadonlySet<string>} fields
 * @param {string[]} notes
 * @returns {Condition[]}
 */
function alternatives(tokens, fields, notes) {
  /** @type {Condition[]} */
  const found = [];
  let joins = false;
  let count = 0;
  for (const [at, token] of tokens.entries()) {
    if (token === "OR") {
      if (found.length === 0 || at === tokens.length - 1) notes.push("“OR” needs something on both sides.");
      joins = found.length > 0;
      continue;
    }
    const not = /^-[\p{L}\p{N}"]/u.test(token);
    const part = readPart(not ? token.slice(1) : token, fields, notes);
    const last = found.at(-1);
    const isCondition = part && (not || joins || part.kind !== "words");
    if (isCondition && ++count > CONDITIONS) notes.unshift(`Only the first ${CONDITIONS} phrases, filters and alternatives count.`);
    else if (part && joins && last && !not && !last.not) last.parts.push(part);
    else if (part) found.push({ parts: [part], not });
    joins = false;
  }
  return found;
}

/**
 * @param {string} token
 * @param {ReadonlySet<string>} fields
 * @param {string[]} notes
 * @returns {Part | null} nothing where there is nothing to look for
 */
function readPart(token, fields, notes) {
  const [, name, value] = token.match(FILTER) ?? [];
  const field = fold(name ?? "");
  if (fields.has(field)) return readFilter(field, value.replaceAll('"', ""), notes);
  if (fields.has(fold(token.replace(/:$/, ""))) && token.endsWith(":")) return null;
  if (name && token.includes(":") && !value.startsWith("//")) notes.push(`“${brief(name)}:” is no field here; searched for as a word.`);
  const said = words(token);
  if (said.length === 0) return null;
  return { kind: token.startsWith('"') && token.length > 1 && token.endsWith('"') ? "phrase" : "words", words: said };
}

/**
 * @param {string} field
 * @param {string} value
 * @param {string[]} notes
 * @returns {Part | null}
 */
function readFilter(field, value, notes) {
  if (field === "year" && !years(value)) {
    if (!/^[<>=≤≥]*\d{0,4}$/.test(value)) notes.push(`“${brief(value)}” is no year; try year:2023, year:2021-2023 or year:2023..`);
    return null;
  }
  if (value.trim() === "") return null;
  return { kind: "filter", field, value: value.replace(/^=/, "") };
}

/**
 * The first and the last year of a span: `2023`, `2021-2023`, `2021..2023`, with either end left out, or `>2023`, `>=2023`, `<2023`,
 * `<=2023`.
 * @param {string} span
 * @returns {[number, number] | null} nothing where it is none
 */
export function years(span) {
  const said = span.trim().replace("≥", ">=").replace("≤", "<=");
  const [, sign, limit] = said.match(/^([<>]?=?)(\d{4})$/) ?? [];
  if (limit) return compared(sign, Number(limit));
  const [, first, last] = said.match(/^(\d{4})?(?:\.\.\.?|[-–])(\d{4})?$/) ?? [];
  return first || last ? [Number(first ?? 0), Number(last ?? 9999)] : null;
}

/**
 * @param {string} sign
 * @param {number} year
 * @returns {[number, number]}
 */
function compared(sign, year) {
  if (sign.startsWith(">")) return [sign === ">" ? year + 1 : year, 9999];
  if (sign.startsWith("<")) return [0, sign === "<" ? year - 1 : year];
  return [year, year];
}

const ARXIV = String.raw`(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})`;
const ACL = String.raw`(?:[a-z]\d\d-\d{4}|\d{4}\.[a-z][a-z0-9_]*-[a-z0-9_-]+\.\d+)`;

/** What identifies a paper, wherever it stands; the first group is the identifier. */
const IDENTIFIERS = [
  new RegExp(String.raw`arxiv\.org/[a-z]+/(${ARXIV})`, "gi"),
  new RegExp(String.raw`(?:^|[\s:[(]|arxiv\.)(${ARXIV})(?:v\d+)?(?=$|[\s.,;)\]])`, "gi"),
  new RegExp(String.raw`(?:^|[\s:[(]|aclanthology\.org/|10\.18653/v1/)(${ACL})(?=$|[\s.,;/)\]])`, "gi"),
  /openreview\.net\/\w+\?(?:\S*&)?id=([\w-]+)/gi,
  /(?:^|[\s:[(/])(10\.\d{4,9}\/[^\s?#]+[^\s?#.,;)\]}])/gi,
];
const CITED = /\\[a-z]{0,20}cite[a-z]{0,20}\*?(?:\[[^\]]*\])*\{([^}]*)\}/gi;
const MARKED = /(?:^|[\s[;])-?@([\w:.-]*\w)/g;

/**
 * Identifiers in a text, in lower case, and citation keys that are marked as such.
 * @param {string} text
 * @returns {{ids: string[], keys: string[]}}
 */
export function identifiers(text) {
  const ids = IDENTIFIERS.flatMap((pattern) => [...text.matchAll(pattern)].map(([, id]) => id.toLowerCase()));
  const keys = [...text.matchAll(CITED)].flatMap(([, list]) =>
    list
      .split(",")
      .map((key) => key.trim())
      .filter(Boolean),
  );
  keys.push(...[...text.matchAll(MARKED)].map(([, key]) => key));
  return { ids: [...new Set(ids)], keys: [...new Set(keys)] };
}

const NAME = 100; // characters of an author's name

const IN_YEAR = /[\s,]+((?:19|20)\d\d)$/;

/** The year at the end of a query, or nothing. @param {string} text */
export const lastYear = (text) => text.trim().match(IN_YEAR)?.[1] ?? "";

/**
 * An author's name that can be told as one: `L. Chen`, `Chen, L.`, `Chen, Lihu`, each perhaps with a year; or nothing.
 * @param {string} text
 */
export function authorForm(text) {
  const said = text.trim().replace(IN_YEAR, "");
  if (said.length > NAME) return "";
  const isInverted = /^[\p{L}'’-]+(?: [\p{L}'’-]+)?, ?\p{L}[\p{L}.'’ -]*$/u.test(said);
  const hasInitial = /^(?:\p{L}\. ?)+ ?[\p{L}'’-]{2,}$/u.test(said) || /^\p{Lu} [\p{L}'’-]{2,}$/u.test(said);
  return isInverted || hasInitial ? said : "";
}
