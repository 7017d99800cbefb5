/** The basket: papers ticked anywhere on the site, kept in this browser, shared between its tabs. */

import { announce } from "../core/announce.js";
import { citep, copy, fetchText } from "../core/copy.js";
import { counted, find, findAll, make } from "../core/dom.js";
import { PICKED, picked } from "../core/limits.js";
import { address, storedAs } from "../core/site.js";
import { findByKey } from "../search/data.js";
import { label } from "../search/library.js";

const STORE = storedAs("basket");
const AT_ONCE = 50; // files that are fetched at a time

/** @type {Set<() => void>} */
const listeners = new Set();

/** @type {Set<() => void>} */
const whenFull = new Set();

/** What the store was last seen to hold, and how many keys it has, or was to have, beyond those that the basket holds. */
let seen = { stored: "[]", keys: /** @type {string[]} */ ([]), left: 0 };

/** The keys in the basket, in the order they were put there. @returns {string[]} */
export function readBasket() {
  const stored = readStore();
  if (stored !== seen.stored) seen = { stored, ...picked(keysIn(stored)) };
  return seen.keys;
}

/** Private windows may refuse to store anything; the basket then lasts as long as the page. */
function readStore() {
  try {
    return localStorage.getItem(STORE) ?? "[]";
  } catch {
    return seen.stored;
  }
}

/** @param {string} stored @returns {unknown[]} */
function keysIn(stored) {
  try {
    const keys = JSON.parse(stored);
    return Array.isArray(keys) ? keys : [];
  } catch {
    return []; // something else wrote it
  }
}

/** @param {string[]} keys */
function writeBasket(keys) {
  const held = picked(keys);
  seen = { stored: JSON.stringify(held.keys), ...held };
  try {
    localStorage.setItem(STORE, seen.stored);
  } catch {
    // As above.
  }
  listeners.forEach((tell) => tell());
  if (seen.left > 0) whenFull.forEach((tell) => tell());
}

/** Puts papers into the basket, as far as there is room. @param {string[]} keys */
export function addToBasket(keys) {
  writeBasket([...readBasket(), ...keys]);
}

/** @param {string[]} keys */
export function removeFromBasket(keys) {
  const gone = new Set(keys);
  writeBasket(readBasket().filter((key) => !gone.has(key)));
}

/** @param {() => void} listener */
export function onBasketChange(listener) {
  listeners.add(listener);
}

/**
 * Bring the ticks of a part of the page to life.
 * @param {ParentNode} scope
 */
export function wireTicks(scope) {
  const kept = new Set(readBasket());
  for (const tick of /** @type {HTMLInputElement[]} */ (findAll("[data-pick]", scope))) {
    const title = tick.closest("[data-key]")?.querySelector(".paper__title, h1")?.textContent?.trim();
    tick.setAttribute("aria-label", `In the basket: ${title ?? tick.dataset.pick}`);
    tick.checked = kept.has(tick.dataset.pick ?? "");
    tick.hidden = false;
    const around = tick.closest("label");
    if (around) around.hidden = false;
  }
}

/** @param {Event} event */
function tickChanged(event) {
  const tick = /** @type {HTMLInputElement} */ (event.target);
  const key = tick.dataset?.pick;
  if (!key) return;
  if (tick.checked) addToBasket([key]);
  else removeFromBasket([key]);
}

function showTicks() {
  const kept = new Set(readBasket());
  for (const tick of /** @type {HTMLInputElement[]} */ (findAll("[data-pick]"))) tick.checked = kept.has(tick.dataset.pick ?? "");
}

/** The button in the header and the dialog behind it. */
class Basket {
  /** @param {HTMLElement} button */
  constructor(button) {
    this.button = button;
    this.list = make("ol", { class: "basket__list" });
    this.note = make("p", { class: "basket__note", hidden: true });
    this.count = make("span", {});
    this.tools = make("div", { class: "basket__tools" }, ...this.#tools());
    this.dialog = this.#dialog();
    document.body.append(this.dialog);
  }

  #dialog() {
    const close = make("button", { type: "button", class: "basket__close", "aria-label": "Close the basket" }, "×");
    const title = make("h2", { id: "basket-title", class: "basket__title" }, "Basket", " ", this.count);
    const dialog = make("dialog", { class: "basket md-typeset", "aria-labelledby": "basket-title" }, make("div", { class: "basket__head" }, title, close), this.note, this.list, this.tools);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    return dialog;
  }

  #tools() {
    return [
      this.#row("Cite", this.#copier("citep", "Copy \\citep{…}", () => Promise.resolve(citep(readBasket())))),
      this.#row("BibTeX", this.#copier("bibtex", "Copy", () => this.#files("bib")), this.#download("basket.bib", "application/x-bibtex", () => this.#files("bib"))),
      this.#row("RIS", this.#copier("ris", "Copy", () => this.#files("ris")), this.#download("basket.ris", "application/x-research-info-systems", () => this.#files("ris"))),
      this.#row("CSL-JSON", this.#copier("csl", "Copy", () => this.#csl()), this.#download("basket.json", "application/vnd.citationstyles.csl+json", () => this.#csl())),
      this.#row("Share", this.#copier("link", "Copy a link to this list", () => Promise.resolve(this.#address())), this.#clearer()),
    ];
  }

  /**
   * @param {string} name
   * @param {...HTMLElement} buttons
   */
  #row(name, ...buttons) {
    return make("div", { class: "basket__row", role: "group", "aria-label": name }, make("span", { class: "basket__kind", "aria-hidden": "true" }, name), ...buttons);
  }

  /**
   * @param {string} what
   * @param {string} text
   * @param {() => Promise<string>} produce
   */
  #copier(what, text, produce) {
    const button = make("button", { type: "button", class: "button", "data-basket-copy": what }, text);
    button.addEventListener("click", () => copy(button, produce()));
    return button;
  }

  /**
   * @param {string} name
   * @param {string} type
   * @param {() => Promise<string>} produce
   */
  #download(name, type, produce) {
    const button = make("button", { type: "button", class: "button", "data-basket-save": name }, "Download");
    button.addEventListener("click", () => produce().then((content) => save(name, type, content), () => announce("Could not download")));
    return button;
  }

  #clearer() {
    const button = make("button", { type: "button", class: "button", "data-basket-clear": true }, "Empty the basket");
    button.addEventListener("click", () => {
      writeBasket([]);
      announce("The basket is empty");
      find(".basket__close", this.dialog).focus();
    });
    return button;
  }

  /**
   * The papers' own files, one after the other.
   * @param {"bib" | "ris"} format
   */
  async #files(format) {
    const keys = readBasket();
    /** @type {string[]} */
    const texts = [];
    while (texts.length < keys.length) {
      const some = keys.slice(texts.length, texts.length + AT_ONCE);
      texts.push(...(await Promise.all(some.map((key) => fetchText(address(format, key))))));
    }
    return `${texts.map((one) => one.trim()).join("\n\n")}\n`;
  }

  async #csl() {
    const all = JSON.parse(await fetchText(address("csl")));
    const kept = new Set(readBasket());
    return `${JSON.stringify(all.filter((/** @type {{id: string}} */ item) => kept.has(item.id)), null, 2)}\n`;
  }

  #address() {
    return new URL(address("picked", readBasket().join(",")), location.href).href;
  }

  open() {
    if (!this.dialog.open) this.dialog.showModal();
    this.show();
    findByKey(readBasket()).then((papers) => this.#name(papers), () => {});
  }

  /** @param {import("../search/library.js").Paper[]} papers */
  #name(papers) {
    this.papers = new Map(papers.map((paper) => [paper.key, paper]));
    this.show();
  }

  /** Bring the button and the dialog up to date. */
  show() {
    const keys = readBasket();
    find("[data-basket-count]", this.button).textContent = String(keys.length);
    this.button.hidden = keys.length === 0;
    this.button.setAttribute("aria-label", `Basket: ${counted(keys.length, "paper")}`);
    this.count.textContent = `(${keys.length})`;
    this.tools.hidden = keys.length === 0;
    this.note.hidden = seen.left === 0;
    this.note.textContent = seen.left > 0 ? `The basket is full: it holds ${PICKED.toLocaleString("en")} papers. ${seen.left.toLocaleString("en")} more ${seen.left === 1 ? "was" : "were"} left out.` : "";
    if (this.dialog.open) this.#fill(keys);
  }

  /** @param {string[]} keys */
  #fill(keys) {
    const empty = make("li", { class: "basket__empty" }, "Nothing here. Tick a paper to keep it.");
    this.list.replaceChildren(...(keys.length > 0 ? keys.map((key) => this.#item(key)) : [empty]));
  }

  /** Says what could not be put in. */
  refuse() {
    this.open();
    announce(this.note.textContent ?? "");
  }

  /** @param {string} key */
  #item(key) {
    const paper = this.papers?.get(key);
    const link = make("a", { href: address("paper", key) }, paper?.title ?? key);
    const facts = paper ? [make("span", { class: "paper__facts" }, `${label(paper)}, ${paper.venue} ${paper.year}`)] : [];
    const drop = make("button", { type: "button", class: "basket__drop", "aria-label": `Take out: ${paper?.title ?? key}` }, "×");
    drop.addEventListener("click", () => {
      removeFromBasket([key]);
      /** @type {HTMLElement | null} */ (this.dialog.querySelector(".basket__drop, .basket__close"))?.focus();
    });
    return make("li", { "data-key": key }, make("span", { class: "basket__paper" }, link, " ", ...facts), drop);
  }
}

/**
 * @param {string} name
 * @param {string} type
 * @param {string} content
 */
function save(name, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** Lets every tick on the page work, and the basket open. */
export function start() {
  const button = /** @type {HTMLElement | null} */ (document.querySelector("[data-basket]"));
  wireTicks(document);
  document.addEventListener("change", tickChanged);
  onBasketChange(showTicks);
  addEventListener("storage", (event) => (event.key === STORE || event.key === null) && listeners.forEach((tell) => tell()));
  addEventListener("pageshow", () => listeners.forEach((tell) => tell()));
  if (!button) return;
  const basket = new Basket(button);
  onBasketChange(() => basket.show());
  whenFull.add(() => basket.refuse());
  button.addEventListener("click", () => basket.open());
  basket.show();
}
