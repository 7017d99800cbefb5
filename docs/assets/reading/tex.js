/**
 * What LaTeX cites. Pure. Lengths are bounded and every scan moves forward, so that a file of nothing but open brackets takes no longer
 * than any other.
 */

/** @typedef {{keys: Iterable<string>, isAll: boolean}} Cited `isAll`: every entry of a bibliography is asked for, as by `\nocite{*}` */
/** @typedef {{isMany: boolean, at: number}} Way which groups in braces hold keys: one at a place, or every one from a place on */

/** What LaTeX and biber write down: `\citation{a,b}`, `\abx@aux@cite{0}{a}`, `<bcf:citekey …>a</bcf:citekey>`. */
const NOTED = [/\\citation\{([^{}]*)\}/g, /\\abx@aux@cite(?:\{\d{1,9}\})?\{([^{}]*)\}/g, /<bcf:citekey[^<>]{0,500}>([^<]{0,500})</g];

/** What is written as it stands, left out, or beyond the end; of `\iffalse` more is said below. */
const UNSEEN =
  /\\[\\%]|%[^\n]*(?:\n[ \t]*)?|\\begin\s{0,9}\{(verbatim\*?|Verbatim\*?|lstlisting|minted|comment|alltt|filecontents\*?)\}|\\(?:verb\*?|lstinline)([^A-Za-z\s*{\[])|\\(iffalse|end\s{0,9}\{document\})(?![A-Za-z@])/g;
/** What stands in a part that is left out, as far as it matters to where the part ends. */
const BRANCH = /\\[\\%]|%[^\n]*|\\(if[A-Za-z@]*|else|fi)(?![A-Za-z@])/g;
/** What begins alike and has no `\fi`: a sign of mathematics, and what takes its branches in braces (ifthen, etoolbox, biblatex). */
const BRACED =
  /^if(?:f|thenelse|(?:not)?blank|str(?:equal|empty)|(?:cs)?def(?:empty|string|void|equal|macro|count)?|(?:num|dim)(?:comp|equal|odd|less|greater)|bool|toggle|undef|language|(?:cite|entry|field|name|list)\w+)$/;

/** Commands that carry “cite” in their names and no key. */
const OTHERS =
  /^(?:set|re)?cite(?:style|text|index(?:true|false)|reset|alias|print\w*|tracker\w*)$|^(?:Declare|New|Renew|Provide|Save|Restore)|^if|^(?:new|bib|the|at|print)\w*cites?$|citestyle$|^citation$/i;
const DEFINED =
  /\\(?:(?:re|provide)?newcommand|providecommand|DeclareRobustCommand)\*?\s{0,9}\{?\s{0,9}\\([A-Za-z@]{1,50})\s{0,9}\}?\s{0,9}(?:\[\d\])?\s{0,9}(\[[^\]]{0,200}\])?\s{0,9}(?=\{)/g;
const DEF = /\\[egx]?def\s{0,9}\\([A-Za-z@]{1,50})(?:#\d)*(?=\{)/g;
const DOCUMENTED =
  /\\(?:New|Renew|Provide|Declare)DocumentCommand\s{0,9}\{?\s{0,9}\\([A-Za-z@]{1,50})\s{0,9}\}?\s{0,9}\{((?:[^{}]|\{[^{}]{0,50}\}){0,100})\}\s{0,9}(?=\{)/g;
const DEFINITIONS = 2_000;
const BODY = 5_000; // characters

const COMMAND = /\\([A-Za-z@]{1,50})\*?/g;
const OPTION = /\s{0,20}(?:\[(?:[^[\]{}]|\{[^{}]{0,300}\}|\[[^[\]]{0,100}\]){0,500}\]|\([^()]{0,500}\)|<[^<>\n]{0,200}>)/y;
const GROUP = /\s{0,20}\{([^{}]*)\}/y;
const GROUPS = 100; // of one command

/** The keys in a list with commas; a star stands for all. @param {string} group */
const parted = (group) => group.split(",").map((word) => word.trim());

/**
 * What a file cites that LaTeX or biber has written down; nothing if it is none.
 * @param {string} text
 * @returns {Cited | null}
 */
export function noted(text) {
  const keys = NOTED.flatMap((pattern) => [...text.matchAll(pattern)].flatMap(([, group]) => parted(group)));
  return keys.length > 0 ? { keys, isAll: keys.includes("*") } : null;
}

/**
 * What a manuscript cites.
 * @param {string} text
 * @returns {Cited}
 */
export function citedInTex(text) {
  const source = seen(text);
  const own = definitions(source);
  const keys = [...groupsOf(source, own)].flatMap(parted);
  return { keys, isAll: /\\nocite\s{0,9}\{\s{0,9}\*\s{0,9}\}/.test(source) };
}

/**
 * A manuscript without comments, code, and what is left out.
 * @param {string} text
 */
export function seen(text) {
  const parts = [];
  let at = 0;
  UNSEEN.lastIndex = 0;
  for (let found = UNSEEN.exec(text); found; found = UNSEEN.exec(text)) {
    if (found[0] === "\\\\" || found[0] === "\\%") continue;
    parts.push(text.slice(at, found.index));
    at = endOf(text, found);
    UNSEEN.lastIndex = at;
  }
  return [...parts, text.slice(at)].join(" ");
}

/**
 * Where what is not seen ends.
 * @param {string} text
 * @param {RegExpExecArray} found
 */
function endOf(text, { 0: whole, 1: environment, 2: mark, 3: command, index }) {
  const start = index + whole.length;
  if (environment) return after(text, `\\end{${environment}}`, start);
  if (mark) return Math.min(after(text, mark, start), after(text, "\n", start));
  if (command === "iffalse") return branchEnd(text, start);
  return command ? text.length : start;
}

/**
 * @param {string} text
 * @param {string} what
 * @param {number} start
 */
function after(text, what, start) {
  const found = text.indexOf(what, start);
  return found < 0 ? text.length : found + what.length;
}

/**
 * Where the branch ends that begins at `start`: at its `\else` or `\fi`.
 * @param {string} text
 * @param {number} start
 */
function branchEnd(text, start) {
  BRANCH.lastIndex = start;
  let depth = 0;
  for (let found = BRANCH.exec(text); found; found = BRANCH.exec(text)) {
    const name = found[1];
    if (depth === 0 && (name === "fi" || name === "else")) return BRANCH.lastIndex;
    if (name === "fi") depth -= 1;
    else if (name?.startsWith("if") && !BRACED.test(name)) depth += 1;
  }
  return text.length;
}

/**
 * What is in braces at a place, however deep; nothing if it is too long.
 * @param {string} text
 * @param {number} at
 */
function braced(text, at) {
  const marks = /\\.|[{}]/gs;
  marks.lastIndex = at;
  let depth = 0;
  for (let mark = marks.exec(text); mark && marks.lastIndex - at <= BODY; mark = marks.exec(text)) {
    if (mark[0] === "{") depth += 1;
    if (mark[0] === "}" && --depth === 0) return text.slice(at + 1, mark.index);
  }
  return "";
}

/**
 * The manuscript's own commands that cite what they are given, by name.
 * @param {string} source
 */
function definitions(source) {
  /** @type {Map<string, Way[]>} */
  const own = new Map();
  const found = [DEFINED, DEF, DOCUMENTED].flatMap((pattern) => [...source.matchAll(pattern)]).slice(0, DEFINITIONS);
  for (const { 0: head, 1: name, 2: told = "", index } of found) {
    const optional = told.startsWith("[")
      ? [1]
      : [...told.replace(/\{[^{}]*\}|[^a-zA-Z]/g, "")].flatMap((kind, at) => (/[mr]/.test(kind) ? [] : [at + 1]));
    const given = [...groupsOf(braced(source, index + head.length), own)].flatMap((group) =>
      [...group.matchAll(/#(\d)/g)].map(([, digit]) => Number(digit)),
    );
    const ways = given
      .filter((place) => !optional.includes(place))
      .map((place) => ({ isMany: false, at: place - 1 - optional.filter((other) => other < place).length }));
    if (ways.length > 0) own.set(name, ways);
  }
  return own;
}

/**
 * The groups of keys that commands cite.
 * @param {string} source
 * @param {Map<string, Way[]>} own
 */
function* groupsOf(source, own) {
  for (const { 0: whole, 1: name, index } of source.matchAll(COMMAND)) {
    const ways = own.get(name) ?? usual(name);
    if (ways.length === 0) continue;
    const groups = given(
      source,
      index + whole.length,
      ways.some(({ isMany }) => isMany) ? GROUPS : Math.max(...ways.map(({ at }) => at)) + 1,
    );
    for (const { isMany, at } of ways) yield* isMany ? groups.filter((_, place) => place % (at + 1) === at) : groups.slice(at, at + 1);
  }
}

/**
 * How a command of natbib, biblatex, apacite or alike takes its keys.
 * @param {string} name
 * @returns {Way[]}
 */
function usual(name) {
  if (name === "bibentry") return [{ isMany: false, at: 0 }];
  if (!/cite/i.test(name) || OTHERS.test(name)) return [];
  return [{ isMany: /cites$|citetexts$/i.test(name), at: /volcites?$/i.test(name) ? 1 : 0 }];
}

/**
 * What a command is given in braces, notes in between left out.
 * @param {string} source
 * @param {number} at
 * @param {number} most
 */
function given(source, at, most) {
  const groups = [];
  for (let place = at; groups.length < most;) {
    OPTION.lastIndex = GROUP.lastIndex = place;
    if (OPTION.test(source)) place = OPTION.lastIndex;
    else {
      const group = GROUP.exec(source);
      if (!group) break;
      groups.push(group[1]);
      place = GROUP.lastIndex;
    }
  }
  return groups;
}
