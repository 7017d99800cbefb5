/** What a text is that holds no entry of BibTeX, as far as that can be told from how it begins and what it says. Pure. */

/** @typedef {{what: string, isCiting: boolean}} Nature `isCiting`: the page for manuscripts reads it */

const EXPORT = "Export it again, as BibTeX.";
const HEAD = 100_000; // characters that are looked at

/** @type {[pattern: RegExp, what: string, isCiting?: boolean][]} */
const KNOWN = [
  [/^$/, "It is empty."],
  [/^(?:<!doctype\s|<html)/i, "It is a web page. Look there for a link that says BibTeX or “Export citation”."],
  [/^<(?:\?xml|xml|records|modsCollection|PubmedArticle)/i, `It is XML, as EndNote, PubMed and Word write it. ${EXPORT}`],
  [/^TY {1,3}- /m, `It is RIS. ${EXPORT}`],
  [/^%[0A-Z] /m, `It is an export for EndNote. ${EXPORT}`],
  [/^PMID ?- /m, `It comes from PubMed. ${EXPORT}`],
  [/^(?:FN |PT [JBCP]\b)/m, `It comes from Web of Science. ${EXPORT}`],
  [/^[[{]\s{0,99}["{}\]]/, `It is JSON, such as CSL-JSON. ${EXPORT}`],
  [
    /\\bibitem\b|\\entry\{/,
    "It is a .bbl file, which LaTeX has made of a .bib file. Choose that one, or paste this as a manuscript.",
    true,
  ],
  [
    /\\documentclass|\\begin\s?\{document\}|\\[A-Za-z]{0,20}cite[A-Za-z]{0,20}\s?[[{]/,
    "It is a LaTeX manuscript, not a bibliography.",
    true,
  ],
  [/\\citation\{|\\abx@aux|<bcf:/, "It is a file that LaTeX has written for BibTeX or biber.", true],
  [/^[\w:.-]{1,100}:[ \t]{0,9}\n[ \t]{1,9}(?:type|title):/m, `It is YAML, such as Typst's Hayagriva. ${EXPORT}`],
  [/^[^\n]{0,2000}\btitle\b[^\n]{0,2000}[,;\t]/i, `Its first line names columns: it is a table. ${EXPORT}`],
  [/^[ \t]{0,99}\w{1,99}[ \t]{0,9}=[ \t]{0,9}["{]/m, "It has fields, but no entry begins with a type and a key, as in @article{key, …}."],
  [/@\s{0,9}[A-Za-z]{1,99}\s{0,9}[{(]/, "It begins entries, but none of them can be read."],
  [/@\w/, "It has an @, but no entry begins with a type, a brace and a key, as in @article{key, …}.", true],
];

/**
 * @param {string} text
 * @returns {Nature}
 */
export function natureOf(text) {
  const head = text.trimStart().slice(0, HEAD);
  const found = KNOWN.find(([pattern]) => pattern.test(head));
  const [, what, isCiting = false] = found ?? [/./, "No entry begins with @, as in @article{key, …}.", true];
  return { what, isCiting };
}
