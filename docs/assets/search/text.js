/**
 * Words as searching sees them: folded, cut, stemmed, compared. Pure.
 */

/**
 * Letters that Unicode does not decompose, as English indexes file them; the sigma that ends words; what is written for an
 * apostrophe. As in `hooks/survey/text/fold.py`.
 */
const FOLDED = new Map(Object.entries({ ø: "o", ł: "l", đ: "d", ß: "ss", æ: "ae", œ: "oe", ı: "i", þ: "th", ð: "d", ς: "σ" }));
for (const apostrophe of "‘’‛′ʹʻʼʽʾʿꞌ") FOLDED.set(apostrophe, "'");
const FOLDABLE = new RegExp(`[${[...FOLDED.keys()].join("")}]`, "g");

/** Words that carry no topic in a query. As in `hooks/survey/search/words.py`. */
export const STOP_WORDS = new Set(
  (
    "a al an and any are article as at be by can cannot could did do does et for from had has have how i if in into is it its me my of on one ones only or our paper papers " +
    "several should so some than that the their them then there these they this those to us very was we were what when where " +
    "which who why will with would you your"
  ).split(" "),
);

/** Words that carry little in a question, and all the same may stand in a text for something. */
export const LIGHT_WORDS = new Set(
  (
    "about actually after again all also always another anything around because been before being best better between both but come did different " +
    "doing done don dont else enough even ever every everything find first get getting give given go going good got hard help here him her its just keep know known " +
    "kind least let like little look lot made make makes making many may me might more most much must need needs never new no not nothing now off often other others out over own part " +
    "place put really right same say says see seem set she since something sometimes still such sure take takes tell thing things think through time too " +
    "try trying two under up us use used using usually want wants way ways well were while within without work works yet"
  ).split(" "),
);

/**
 * Lower case without accents.
 * @param {string} text
 */
export function fold(text) {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  return plain.replace(FOLDABLE, (letter) => FOLDED.get(letter) ?? letter);
}

/**
 * The words of a text, folded; apostrophes join (`O’Brien` is `obrien`), all else separates.
 * @param {string} text
 * @returns {string[]}
 */
export function words(text) {
  return (
    fold(text)
      .replaceAll("'", "")
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/**
 * An identifier for addresses: folded, words joined by hyphens. As in `hooks/survey/text/fold.py`.
 * @param {string} text
 */
export function slug(text) {
  return fold(text)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** Endings, longest first: enough of English inflection and derivation for this vocabulary. */
const ENDINGS =
  /(?:izations?|isations?|ational|ations?|abilit(?:y|ies)|ibilit(?:y|ies)|atively|ative|ators?|ating|ated|ates?|izing|ized|izes?|ments?|ences?|ances?|ings?|ions?|ives?|able|ible|ness|(?<=v)als?|ers?|ors?|it(?:y|ies)|ies|ed|es|ly|s|e|y)$/;

/** The same endings one by one, as far as somebody may have typed them. */
const EACH = (
  "izations isations ization isation ational ations ation abilities ability ibilities ibility atively ative ators ator ating ated ates ate izing ized izes ize " +
  "ments ment ences ence ances ance ings ing ions ion ives ive able ible ness als al ers er ors or ities ity ies ed es ly s e y"
).split(" ");

/**
 * Whether a word that is being typed may become one with the given stem: either is the beginning of the other.
 * @param {string} word
 * @param {string} term
 */
export function mayBecome(word, term) {
  if (term.startsWith(word)) return true;
  return term.length >= 3 && word.startsWith(term) && EACH.some((ending) => ending.startsWith(word.slice(term.length)));
}

const ENDING = 8; // letters
const MEASURED = 10_000; // endings that are remembered

/** @type {Map<string, number>} */
const measured = new Map();

/**
 * Edits between what a word ends in and an ending, or nothing; 3 stands for more as well.
 * @param {string} tail
 */
function endingEdits(tail) {
  if (tail.length > ENDING) return 3;
  let edits = measured.get(tail);
  if (edits !== undefined) return edits;
  edits = Math.min(tail.length, EACH.includes(tail) ? 0 : EACH.some((ending) => isOneEdit(tail, ending)) ? 1 : 3);
  if (measured.size > MEASURED) measured.clear();
  measured.set(tail, edits);
  return edits;
}

/**
 * Whether one edit (as `distance` counts them) turns a word into another one.
 * @param {string} left
 * @param {string} right
 */
function isOneEdit(left, right) {
  if (Math.abs(left.length - right.length) > 1) return false;
  let same = 0;
  while (same < left.length && left[same] === right[same]) same += 1;
  const [here, there] = [left.slice(same), right.slice(same)];
  const isSwapped = here[0] === there[1] && here[1] === there[0] && here.slice(2) === there.slice(2);
  return isSwapped || here.slice(1) === there.slice(1) || here.slice(1) === there || here === there.slice(1);
}

const SURE = 5; // letters of a stem that may be misspelled and still be told

/**
 * Edits between a word and the words of a stem, wherever the slips are, or `limit + 1` once more are needed.
 * @param {string} word
 * @param {string} term a stem
 * @param {number} limit
 */
export function slips(word, term, limit) {
  let least = distance(word, term, limit);
  for (const cut of [term.length, term.length - 1, term.length + 1]) {
    if (least === 0 || cut < 3 || cut >= word.length) continue;
    const ending = endingEdits(word.slice(cut));
    const allowed = term.length < SURE ? 0 : limit - ending;
    const edits = ending < least ? distance(word.slice(0, cut), term, allowed) : limit;
    if (edits <= allowed) least = Math.min(least, ending + edits);
  }
  return Math.min(least, limit + 1);
}

/** The inflections that short words have too. */
const INFLECTIONS = /(?:ing|ed|es?|(?<!s)s)$/;

/**
 * A word without its ending, which leaves at least four letters, or three of an inflected word; doubled consonants single.
 * The longest-match principle is Lovins (1968), “Development of a stemming algorithm”, with a shorter list.
 * @param {string} word
 */
export function stem(word) {
  if (/\d/.test(word)) return word;
  const root = word.replace(ENDINGS, "");
  const kept = root.length >= 4 ? root : word.replace(INFLECTIONS, "");
  return kept.length >= 3 ? kept.replace(/([bdfglmnprst])\1$/, "$1") : word;
}

/**
 * Edits (insert, delete, replace, swap neighbors) between two words, or `limit + 1` once more are needed:
 * the optimal string alignment distance (Damerau 1964; Boytsov 2011, “Indexing methods for approximate dictionary searching”).
 * @param {string} left
 * @param {string} right
 * @param {number} limit
 */
export function distance(left, right, limit) {
  if (left === right) return 0;
  if (limit === 0 || Math.abs(left.length - right.length) > limit) return limit + 1;
  let [before, above, line] = LINES;
  for (let column = 0; column <= right.length; column++) above[column] = column;
  for (let row = 1; row <= left.length; row++) {
    if (fill(line, left, right, row, above, before) > limit) return limit + 1;
    [before, above, line] = [above, line, before];
  }
  return above[right.length];
}

/** Three lines of the distance table, used again and again. @type {number[][]} */
const LINES = [[], [], []];

/**
 * One line of the distance table, from the two above it.
 * @param {number[]} line
 * @param {string} left
 * @param {string} right
 * @param {number} row
 * @param {number[]} above
 * @param {number[]} before
 * @returns {number} the least in it
 */
function fill(line, left, right, row, above, before) {
  let least = (line[0] = row);
  for (let column = 1; column <= right.length; column++) {
    const same = left[row - 1] === right[column - 1] ? 0 : 1;
    let edits = Math.min(line[column - 1] + 1, above[column] + 1, above[column - 1] + same);
    const swapped = row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
    if (swapped) edits = Math.min(edits, before[column - 2] + 1);
    line[column] = edits;
    least = Math.min(least, edits);
  }
  return least;
}
