/**
 * BibTeX files as people really have them. Pure: text in, entries and complaints out; every scan moves forward only, so that
 * the time grows with the length of the file whatever is in it.
 */

/** The largest file that is read, in bytes: 5,000 entries take about 5 MB. */
export const LIMIT = 20_000_000;

/**
 * @typedef {{type: string, key: string, fields: Record<string, string>, line: number, start: number, end: number}} Entry
 * `start` and `end` enclose the entry in the text; values are as written, macros resolved, without the outer delimiters.
 * @typedef {{line: number, message: string}} Complaint
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
  if (bytes.byteLength > LIMIT) throw new Refusal(`The file has ${megabytes(bytes.byteLength)} MB; up to ${megabytes(LIMIT)} MB can be checked. Split it, or drop fields such as abstract and file.`);
  const head = new Uint8Array(bytes, 0, Math.min(bytes.byteLength, 4096));
  const utf16 = head[0] === 0xff && head[1] === 0xfe ? "utf-16le" : head[0] === 0xfe && head[1] === 0xff ? "utf-16be" : "";
  if (utf16) return { text: new TextDecoder(utf16).decode(bytes), encoding: utf16.toUpperCase() };
  if (head.includes(0)) throw new Refusal("This is a binary file, not a bibliography. Choose the .bib file itself.");
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "UTF-8" };
  } catch {
    return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "Latin-1" };
  }
}

/** @param {number} bytes */
const megabytes = (bytes) => Math.round(bytes / 1_000_000);

/** Macros that every style defines. */
const MONTHS = Object.fromEntries("jan feb mar apr may jun jul aug sep oct nov dec".split(" ").map((month) => [month, month]));

/**
 * @param {string} text
 * @returns {{entries: Entry[], complaints: Complaint[]}}
 */
export function parse(text) {
  const reader = new Reader(text);
  reader.run();
  return { entries: reader.entries, complaints: reader.complaints };
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
    this.counted = { at: 0, line: 1 };
  }

  run() {
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
    try {
      if (type === "comment" || type === "preamble") this.at = this.closing(this.at - 1);
      else if (type === "string") this.macro(opening);
      else this.entry(start, type, opening);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.complain(start, error.message);
      this.at = Math.max(error.resume, this.at);
    }
  }

  /** @param {string} opening */
  macro(opening) {
    const name = this.match(/\s*([^\s={}()",#]+)\s*=\s*/y);
    if (!name) throw this.unreadable("a macro without a name");
    this.macros.set(name[1].toLowerCase(), this.value(`macro ${name[1]}`));
    this.end(opening, `macro ${name[1]}`);
  }

  /**
   * @param {number} start
   * @param {string} type
   * @param {string} opening
   */
  entry(start, type, opening) {
    const key = this.match(/\s*([^\s,{}()"=#%\\]*)\s*(?=[,})])/y);
    if (!key) throw this.unreadable("no citation key after the opening brace");
    const fields = this.fields(key[1]);
    this.end(opening, key[1] || "an entry without a key");
    if (!key[1]) this.complain(start, `@${type} has no key; it was read all the same`);
    this.remember(key[1], start);
    this.entries.push({ type, key: key[1], fields, line: this.lineAt(start), start, end: this.at });
  }

  /** @param {string} key */
  fields(key) {
    /** @type {Record<string, string>} */
    const fields = Object.create(null);
    for (let first = true; this.match(/([\s,]*(?:%[^\n]*\n[\s,]*)*)([A-Za-z][^\s={}()",#%]*)\s*=\s*/y); first = false) {
      const [, between, written] = this.found;
      const name = written.toLowerCase();
      if (!first && !between.includes(",")) this.complain(this.at, `${key}: a comma is missing before ${written}`);
      fields[name] ??= this.value(`${key || "an entry"}, ${name}`);
    }
    this.match(/[\s,]*(?:%[^\n]*\n[\s,]*)*/y);
    return fields;
  }

  /**
   * A value: braces, quotes, numbers and macros, joined by `#`.
   * @param {string} where
   */
  value(where) {
    const parts = [];
    do parts.push(this.piece(where));
    while (this.match(/\s*#\s*/y));
    return parts.join("").replace(/\s+/g, " ").trim();
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
    return /^\d+$/.test(word[0]) ? word[0] : this.macros.get(word[0].toLowerCase()) ?? this.undefined(word[0], where);
  }

  /**
   * @param {string} name
   * @param {string} where
   */
  undefined(name, where) {
    this.complain(this.at, `${where}: the macro ${name} is defined nowhere; its name was taken as the text`);
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
    if (this.text[this.at] !== (opening === "(" ? ")" : "}")) throw this.unreadable(`${where}: a comma or a closing brace is missing before ${quoted(this.text, this.at)}`);
    this.at += 1;
  }

  /**
   * @param {string} key
   * @param {number} start
   */
  remember(key, start) {
    const first = this.lineOfKey.get(key.toLowerCase());
    if (key && first !== undefined) this.complain(start, `the key ${key} is already used in line ${first}; BibTeX keeps the first entry only`);
    else this.lineOfKey.set(key.toLowerCase(), this.lineAt(start));
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
    if (found) {
      this.at = pattern.lastIndex;
      this.found = found;
    }
    return found;
  }

  /**
   * @param {number} position
   * @param {string} message
   */
  complain(position, message) {
    this.complaints.push({ line: this.lineAt(position), message });
  }

  /** @param {number} position the line is 1-based; positions are asked for in rising order, or nearly so */
  lineAt(position) {
    if (position < this.counted.at) this.counted = { at: 0, line: 1 };
    for (let next = this.text.indexOf("\n", this.counted.at); next >= 0 && next < position; next = this.text.indexOf("\n", next + 1)) {
      this.counted = { at: next + 1, line: this.counted.line + 1 };
    }
    return this.counted.line;
  }
}

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
