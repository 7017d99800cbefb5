/**
 * Words as searching sees them: folded, cut, stemmed, compared. Pure.
 */

/** Letters that Unicode does not decompose, as English indexes file them. */
const FOLDED = /** @type {Record<string, string>} */ ({ ø: "o", ł: "l", đ: "d", ß: "ss", æ: "ae", œ: "oe", ı: "i", þ: "th", ð: "d" });

/** Words that carry no topic in a query. */
export const STOP_WORDS = new Set(
  ("a al an and any are article as at be by can cannot could did do does et for from had has have how i if in into is it its me my of on one ones only or our paper papers " +
    "several should so some than that the their them then there these they this those to us very was we were what when where " +
    "which who why will with would you your").split(" "),
);

/**
 * Lower case without accents.
 * @param {string} text
 */
export function fold(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
  return plain.replace(/[øłđßæœıþð]/g, (letter) => FOLDED[letter]);
}

/**
 * The words of a text, folded; apostrophes join (`O’Brien` is `obrien`), all else separates.
 * @param {string} text
 * @returns {string[]}
 */
export function words(text) {
  return fold(text).replace(/['’‘ʼ]/g, "").match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Endings, longest first: enough of English inflection and derivation for this vocabulary. */
const ENDINGS =
  /(?:izations?|isations?|ational|ations?|abilit(?:y|ies)|ibilit(?:y|ies)|atively|ative|ators?|ating|ated|ates?|izing|ized|izes?|ments?|ences?|ances?|ings?|ions?|ives?|able|ible|ness|(?<=v)als?|ers?|ors?|it(?:y|ies)|ies|ed|es|ly|s|e|y)$/;

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
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  /** @type {number[]} */
  let before = [];
  let above = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const line = nextLine(left, right, row, above, before);
    if (Math.min(...line) > limit) return limit + 1;
    [before, above] = [above, line];
  }
  return above[right.length];
}

/**
 * One line of the distance table, from the two above it.
 * @param {string} left
 * @param {string} right
 * @param {number} row
 * @param {number[]} above
 * @param {number[]} before
 */
function nextLine(left, right, row, above, before) {
  const line = [row];
  for (let column = 1; column <= right.length; column++) {
    const same = left[row - 1] === right[column - 1] ? 0 : 1;
    let least = Math.min(line[column - 1] + 1, above[column] + 1, above[column - 1] + same);
    const swapped = row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
    if (swapped) least = Math.min(least, before[column - 2] + 1);
    line.push(least);
  }
  return line;
}
