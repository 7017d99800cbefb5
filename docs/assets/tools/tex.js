/** What a manuscript cites. Pure. */

/**
 * Commands whose name says that they cite: `\cite`, `\citep*`, `\parencites`, `\nocite`, `\footcite` …, with notes. The lengths
 * are bounded, so that a file of nothing but open brackets takes no longer than any other.
 */
const CITING = /\\[A-Za-z]{0,20}cite[A-Za-z]{0,20}\*?((?:\s{0,20}(?:\[[^\]]{0,500}\]|\([^)]{0,500}\)|\{[^{}]{0,5000}\})){1,50})/gi;
/** What LaTeX and biber write down: `\citation{a,b}`, `\abx@aux@cite{0}{a}`, `<bcf:citekey …>a</bcf:citekey>`. */
const NOTED = [/\\citation\{([^{}]*)\}/g, /\\abx@aux@cite(?:\{\d+\})?\{([^{}]*)\}/g, /<bcf:citekey[^<>]*>([^<]*)</g];

/**
 * The keys that a .tex, .aux or .bcf file cites, each once, in order.
 * @param {string} text
 * @returns {string[]}
 */
export function citedKeys(text) {
  const noted = NOTED.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1]));
  const groups = noted.length > 0 ? noted : inText(text);
  const keys = groups.flatMap((group) => group.split(",")).map((key) => key.trim());
  return [...new Set(keys.filter((key) => key && !/[\s\\*]/.test(key)))];
}

/** @param {string} text */
function inText(text) {
  const source = text.replace(/(?<!\\)%.*$/gm, "");
  return [...source.matchAll(CITING)].flatMap((match) => [...match[1].replace(/\[[^\]]*\]/g, "").matchAll(/\{([^{}]*)\}/g)].map((group) => group[1]));
}
