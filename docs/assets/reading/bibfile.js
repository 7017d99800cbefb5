/**
 * BibTeX files as people really have them. Pure: text in, entries and complaints out; every scan moves forward only, so that
 * the time grows with the length of the file whatever is in it, and what is kept in memory is bounded.
 */

/** The largest file that is read, in bytes: 70,000 entries take about 50 MB, and 8 seconds. */
export const LIMIT = 60_000_000;
/** The most entries and macros that are read of a file. */
const BLOCKS = 200_000;
/** The most characters that all values together may come to; only macros bring a file within `LIMIT` there. */
const EXPANDED = LIMIT + 20_000_000;
/** Characters of a value that comparing needs; the rest stays in the file alone. */
const LONGEST = 20_000;
/** Complaints that are kept; the others are counted. */
const COMPLAINTS = 50;

/** Fields that comparing reads; the others are passed over. */
const COMPARED = new Set(
  "archiveprefix author booktitle crossref date doi eprint eprinttype howpublished issue journal journaltitle note number pages title url volume year".split(
    " ",
  ),
);

/**
 * @typedef {{type: string, key: string, fields: Record<string, string>, line: number, start: number, end: number}} Entry
 * `start` and `end` enclose the entry in the text; of its fields those that comparing reads, as written, macros resolved, without the outer delimiters.
 * @typedef {{line: number, message: string}} Complaint
 * @typedef {{entries: Entry[], complaints: Complaint[], unsaid: number, lost: number, limit: string}} Contents
 * `lost`: how many entries and macros could not be read; `unsaid`: how many complaints are left out; `limit`: where reading was given up and why, if it was
 */

/** A file that cannot be a bibliography; the message is for the reader. */
export class Refusal extends Error {}

/**
 * The text of a file, whatever it was saved as.
 * @param {ArrayBuffer} bytes
 * @returns {{text: string, encoding: string}}
 * @throws {Refusal}
 */
export function decode(bytes) {
  refuseLarge(bytes.byteLength);
  const head = new Uint8Array(bytes, 0, Math.min(bytes.byteLength, 4096));
  const utf16 = utf16Of(head);
  if (utf16) return { text: new TextDecoder(utf16).decode(bytes), encoding: utf16.toUpperCase() };
  if (head.includes(0))
    throw new Refusal("This is a binary file, not text. Choose the file itself, not a PDF, an archive or a word processor's document.");
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "UTF-8" };
  } catch {
    return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "Latin-1" };
  }
}

/**
 * @param {number} bytes
 * @throws {Refusal}
 */
export function refuseLarge(bytes) {
  if (bytes > LIMIT)
    throw new Refusal(
      `The file has ${megabytes(bytes)} MB; up to ${megabytes(LIMIT)} MB can be checked. Split it, or drop fields such as abstract and file.`,
    );
}

/** @param {number} bytes */
const megabytes = (bytes) => Math.round(bytes / 1_000_000);

/**
 * Which UTF-16 a file is in, by its mark or by where its zeros stand; nothing for other encodings.
 * @param {Uint8Array} head
 */
function utf16Of(head) {
  const zeros = [0, 0];
  head.forEach((byte, at) => byte === 0 && zeros[at % 2]++);
  const half = head.length / 4; // most letters of a bibliography are ASCII
  if (zeros[0] > 0 && zeros[1] > 0) return ""; // UTF-32, or no text
  if ((head[0] === 0xff && head[1] === 0xfe) || zeros[1] > half) return "utf-16le";
  return (head[0] === 0xfe && head[1] === 0xff) || zeros[0] > half ? "utf-16be" : "";
}

/** The name of a field. */
const FIELD = /([A-Za-z_][^\s={}()",#%]*)\s*=\s*/y;

/** Macros that every style defines. */
const MONTHS = Object.fromEntries("jan feb mar apr may jun jul aug sep oct nov dec".split(" ").map((month) => [month, month]));

/**
 * @param {string} text
 * @returns {Contents}
 */
export function parse(text) {
  const reader = new Reader(text);
  reader.run();
  const { entries, complaints, unsaid, lost, limit } = reader;
  return { entries, complaints, unsaid, lost, limit };
}

/** What went wrong at a place in the text. */
class Unreadable extends Error {
  /**
   * @param {string} message
   * @param {number} resume where reading can go on
   */
  constructor(message, resume) {
    super(message);
    this.resume = resume;
  }
}

/** More than is read of any file; the message says of what. */
class Enough extends Error {}

class Reader {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.at = 0;
    /** @type {Entry[]} */
    this.entries = [];
    /** @type {Complaint[]} */
    this.complaints = [];
    /** @type {Map<string, string>} */
    this.macros = new Map(Object.entries(MONTHS));
    /** @type {Map<string, number>} */
    this.lineOfKey = new Map();
    this.unsaid = 0;
    this.lost = 0;
    this.limit = "";
    this.blocks = 0;
    this.expanded = 0;
    this.line = 1;
    this.lineEnd = text.indexOf("\n");
  }

  run() {
    try {
      this.blocksInTurn();
    } catch (error) {
      if (!(error instanceof Enough)) throw error;
      this.limit = `Reading stopped in line ${this.lineAt(this.at)}: ${error.message}.`;
    }
  }

  blocksInTurn() {
    for (let start = this.text.indexOf("@"); start >= 0; start = this.text.indexOf("@", this.at)) {
      this.at = start + 1;
      const head = this.match(/\s*([A-Za-z]+)\s*([{(])/y);
      if (head) this.block(start, head[1].toLowerCase(), head[2]);
    }
  }

  /**
   * @param {number} start
   * @param {string} type
   * @param {string} opening
   */
  block(start, type, opening) {
    const line = this.lineAt(start);
    if (++this.blocks > BLOCKS) throw new Enough(`a file may have ${BLOCKS.toLocaleString("en")} entries and macros`);
    try {
      if (type === "comment" || type === "preamble") this.at = this.closing(this.at - 1);
      else if (type === "string") this.macro(opening);
      else this.entry({ type, start, line }, opening);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.lost += 1;
      this.complain(line, error.message);
      this.at = Math.max(error.resume, this.at);
    }
  }

  /** @param {string} opening */
  macro(opening) {
    const name = this.match(/\s*([^\s={}()",#]+)\s*=\s*/y);
    if (!name) throw this.unreadable("a macro without a name");
    const where = `macro ${brief(name[1])}`;
    this.macros.set(name[1].toLowerCase(), this.value(where));
    this.end(opening, where);
  }

  /**
   * @param {{type: string, start: number, line: number}} where
   * @param {string} opening
   */
  entry({ type, start, line }, opening) {
    const key = this.match(opening === "{" ? /\s*([^\s,{}"=#%\\]*)\s*(?=[,}])/y : /\s*([^\s,{}()"=#%\\]*)\s*(?=[,)])/y)?.[1];
    if (key === undefined) throw this.unreadable("no citation key after the opening brace");
    const fields = this.fields(key);
    this.end(opening, key || "an entry without a key");
    if (!key) this.complain(line, `@${type} has no key; it was read all the same`);
    this.remember(key, line);
    this.entries.push({ type, key, fields, line, start, end: this.at });
  }

  /** @param {string} key */
  fields(key) {
    /** @type {Record<string, string>} */
    const fields = Object.create(null);
    let isApart = this.gap();
    for (let first = true, found; (found = this.match(FIELD)); first = false) {
      const name = found[1].toLowerCase();
      if (!first && !isApart) this.complain(this.lineAt(this.at), `${brief(key)}: a comma is missing before ${brief(found[1])}`);
      const value = this.value(`${brief(key) || "an entry"}, ${brief(name)}`);
      if (COMPARED.has(name)) fields[name] ??= value;
      isApart = this.gap();
    }
    return fields;
  }

  /** Passes over what stands between fields, comments included, and tells whether a comma is among it. */
  gap() {
    let isApart = false;
    for (let found; (found = this.match(/[\s,]+|%[^\n]*/y));) isApart ||= found[0][0] !== "%" && found[0].includes(",");
    return isApart;
  }

  /**
   * A value: braces, quotes, numbers and macros, joined by `#`.
   * @param {string} where
   */
  value(where) {
    let value = "";
    do {
      const piece = this.piece(where);
      if (value.length < LONGEST) value += piece.slice(0, LONGEST);
    } while (this.match(/\s*#\s*/y));
    this.expanded += value.length;
    if (this.expanded > EXPANDED) throw new Enough("its macros make it many times as long as it is");
    return value.replace(/\s+/g, " ").trim();
  }

  /** @param {string} where */
  piece(where) {
    const first = this.text[this.at];
    if (first === "{" || first === '"') {
      const start = this.at;
      this.at = first === "{" ? this.closing(start) : this.quote(start);
      return this.text.slice(start + 1, this.at - 1);
    }
    const word = this.match(/[^\s,{}()"=#%]+/y);
    if (!word) throw this.unreadable(`${where}: no value after the equals sign`);
    return /^\d+$/.test(word[0]) ? word[0] : (this.macros.get(word[0].toLowerCase()) ?? this.undefined(word[0], where));
  }

  /**
   * @param {string} name
   * @param {string} where
   */
  undefined(name, where) {
    this.complain(this.lineAt(this.at), `${where}: the macro ${brief(name)} is defined nowhere; its name was taken as the text`);
    return name;
  }

  /**
   * The position after the brace or parenthesis that closes the one at `start`.
   * @param {number} start
   */
  closing(start) {
    const closer = this.text[start] === "(" ? ")" : "}";
    const marks = /\\.|[{}()]|\n[ \t]*@[ \t]*[A-Za-z]+[ \t]*\{/gs;
    marks.lastIndex = start + 1;
    let depth = 0;
    for (let mark = marks.exec(this.text); mark; mark = marks.exec(this.text)) {
      if (mark[0][0] === "\n") throw new Unreadable("a brace is not closed before the next entry starts", mark.index);
      if (mark[0] === closer && depth === 0) return marks.lastIndex;
      if (mark[0] === "{") depth += 1;
      if (mark[0] === "}") depth = Math.max(0, depth - 1);
    }
    throw new Unreadable("a brace is not closed before the file ends", this.text.length);
  }

  /**
   * The position after the quotation mark that closes the one at `start`; marks inside braces do not count.
   * @param {number} start
   */
  quote(start) {
    const marks = /\\.|[{}"]|\n[ \t]*@[ \t]*[A-Za-z]+[ \t]*\{/gs;
    marks.lastIndex = start + 1;
    let depth = 0;
    for (let mark = marks.exec(this.text); mark; mark = marks.exec(this.text)) {
      if (mark[0][0] === "\n") throw new Unreadable("a quotation mark is not closed before the next entry starts", mark.index);
      if (mark[0] === '"' && depth === 0) return marks.lastIndex;
      if (mark[0] === "{") depth += 1;
      if (mark[0] === "}") depth = Math.max(0, depth - 1);
    }
    throw new Unreadable("a quotation mark is not closed before the file ends", this.text.length);
  }

  /**
   * @param {string} opening
   * @param {string} where
   */
  end(opening, where) {
    this.match(/\s*/y);
    if (this.text[this.at] !== (opening === "(" ? ")" : "}"))
      throw this.unreadable(`${brief(where)}: a comma or a closing brace is missing before ${quoted(this.text, this.at)}`);
    this.at += 1;
  }

  /**
   * @param {string} key
   * @param {number} line
   */
  remember(key, line) {
    const first = this.lineOfKey.get(key.toLowerCase());
    if (key && first !== undefined)
      this.complain(line, `the key ${brief(key)} is already used in line ${first}; BibTeX keeps the first entry only`);
    else this.lineOfKey.set(key.toLowerCase(), line);
  }

  /**
   * Reads on where the next entry starts.
   * @param {string} message
   */
  unreadable(message) {
    const next = /\n[ \t]*@/g;
    next.lastIndex = this.at;
    return new Unreadable(message, next.exec(this.text)?.index ?? this.text.length);
  }

  /** @param {RegExp} pattern sticky */
  match(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  /**
   * @param {number} line
   * @param {string} message
   */
  complain(line, message) {
    if (this.complaints.length < COMPLAINTS) this.complaints.push({ line, message });
    else this.unsaid += 1;
  }

  /** The line of a position, from 1. @param {number} position none is before one asked for earlier */
  lineAt(position) {
    while (this.lineEnd >= 0 && this.lineEnd < position) {
      this.lineEnd = this.text.indexOf("\n", this.lineEnd + 1);
      this.line += 1;
    }
    return this.line;
  }
}

/** A name as a message can hold it. @param {string} name */
const brief = (name) => (name.length > 60 ? `${name.slice(0, 60)}…` : name);

/**
 * @param {string} text
 * @param {number} at
 */
function quoted(text, at) {
  return at < text.length ? `“${text.slice(at, at + 20).split("\n")[0]}”` : "the end of the file";
}

/**
 * The text a reader sees: accents without commands, no braces, no markup. Good enough to compare titles and names by.
 * @param {string} value
 */
export function plain(value) {
  if (!/[\\{}$<&]/.test(value)) return value.trim(); // most names and many titles
  return value
    .replace(/<\/?[a-z][^<>]*>/gi, "")
    .replace(/&(?:amp|lt|gt|quot|#39);/g, "")
    .replace(/\\[`'^"~=.]\s*\{?\s*\\?([A-Za-z])\s*\}?/g, "$1")
    .replace(/\\[uvHcdbkrt](?:\s*\{\s*\\?([A-Za-z])\s*\}|\s+([A-Za-z]))/g, "$1$2")
    .replace(/\\(ss|ae|AE|oe|OE|o|O|l|L|i|j|aa|AA)(?![A-Za-z])\s*(?:\{\})?/g, "$1")
    .replace(/\\[A-Za-z]+\*?\s*/g, "")
    .replace(/[{}$\\]/g, "")
    .trim();
}
