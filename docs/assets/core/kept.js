/** What a reader leaves here: kept in this browser, the same in all its tabs. Anybody may have written what is found there. */
import { storedAs } from "./site.js";

/** Something kept under a name. Its values are never changed, only replaced. @template Value */
export class Kept {
  /**
   * @param {string} what its name
   * @param {(found: unknown) => Value} understand what was found, `undefined` if nothing was
   */
  constructor(what, understand) {
    this.name = storedAs(what);
    this.understand = understand;
    /** @type {Set<() => void>} */
    this.listeners = new Set();
    /** @type {string | null} what the browser refused to store */
    this.unstored = null;
    /** @type {{text: string | null, value: Value} | undefined} */
    this.seen = undefined;
    addEventListener("storage", ({ key }) => (key === this.name || key === null) && this.#tell());
    addEventListener("pageshow", ({ persisted }) => persisted && this.#tell());
  }

  /** @returns {Value} */
  read() {
    const text = this.unstored ?? this.#stored();
    if (!this.seen || this.seen.text !== text) this.seen = { text, value: this.understand(parsed(text)) };
    return this.seen.value;
  }

  /** @param {Value} value as JSON has it */
  write(value) {
    const text = JSON.stringify(value);
    this.unstored = this.#store(text) ? null : text;
    this.seen = { text, value };
    this.#tell();
  }

  /** Whether it lasts only as long as the page. */
  get isFleeting() {
    return this.unstored !== null;
  }

  /** @param {() => void} listener told whenever the value may be another, in this tab or beside it */
  onChange(listener) {
    this.listeners.add(listener);
  }

  #stored() {
    try {
      return localStorage.getItem(this.name);
    } catch {
      return null; // a private window
    }
  }

  /** @param {string} text */
  #store(text) {
    try {
      localStorage.setItem(this.name, text);
      return true;
    } catch {
      return false; // a private window, or no room left
    }
  }

  #tell() {
    this.listeners.forEach((tell) => tell());
  }
}

/** @param {string | null} text */
function parsed(text) {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined; // something else wrote it
  }
}
