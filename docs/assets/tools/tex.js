/** What a manuscript cites. Pure. */

/**
 * Commands whose name says that they cite: `\cite`, `\citep*`, `\parencites`, `\nocite`, `\footcite` …, with notes, whose
 * lengths are bounded, so that a file of nothing but open brackets takes no longer than any other. A group in braces ends where the next one starts.
 */
const CITING = /\\[A-Za-z]{0,20}cite[A-Za-z]{0,20}\*?((?:\s{0,20}(?:\[[^\]]{0,500}\]|\([^)]{0,500}\)|\{[^{}]*\})){1,50})/gi;
/** What LaTeX and biber write down: `\citation{a,b}`, `\abx@aux@cite{0}{a}`, `<bcf:citekey …>a</bcf:citekey>`. */
const NOTED = [/\\citation\{([^{}]*)\}/g, /\\abx@aux@cite(?:\{\d{1,9}\})?\{([^{}]*)\}/g, /<bcf:citekey[^<>]*>([^<]*)</g];
/** The most keys that are collected; then reading stops. */
export const KEYS = 100_000;
/** The longest of them, in characters. */
const LONGEST = 200;

/**
 * The keys that a .tex, .aux or .bcf file cites, each once, in order.
 * @param {string} text
 * @returns {string[]}
 */
export function citedKeys(text) {
  const noted = collected(inNotes(text));
  return [...(noted.size > 0 ? noted : collected(inText(text)))];
}

/** @param {Iterable<string>} groups of keys with commas between them */
function collected(groups) {
  /** @type {Set<string>} */
  const keys = new Set();
  for (const group of groups) {
    for (const key of group.split(",").map((word) => word.trim())) if (key && key.length <= LONGEST && !/[\s\\*]/.test(key)) keys.add(key);
    if (keys.size >= KEYS) break;
  }
  return keys;
}

/** @param {string} text */
function* inNotes(text) {
  for (const pattern of NOTED) for (const match of text.matchAll(pattern)) yield match[1];
}

/** @param {string} text */
function* inText(text) {
  const source = text.replace(/(?<!\\)%.*$/gm, "");
  for (const [, groups] of source.matchAll(CITING)) {
    for (const group of groups.replace(/\[[^\]]*\]/g, "").matchAll(/\{([^{}]*)\}/g)) yield group[1];
  }
}
