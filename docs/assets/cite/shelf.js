/** The dialog behind the button of the basket: its lists, their papers, and what one takes along of them. */

import { announce } from "../core/announce.js";
import { confirm, copy } from "../core/copy.js";
import { counted, find, findAll, make } from "../core/dom.js";
import { dress, save } from "../core/files.js";
import { LISTS, NAME, NOTE, PICKED } from "../core/limits.js";
import { address } from "../core/site.js";
import { findByKey } from "../search/data.js";
import { label } from "../search/library.js";
import { begun, deleted, moved, noted, renamed, reopened, undone } from "./arrange.js";
import { isFleeting, onBasketChange, readBasket, readLists, writeLists } from "./basket.js";
import { nameOf, opened, without } from "./lists.js";
import { CITATIONS, FORMATS, fileName, linkTo } from "./take.js";

/** @typedef {import("./arrange.js").Item} Item */

const LONG = 8_000; // characters of a link that most servers and mail programs still take
const NAMED = 10; // unknown keys that are told

/** @type {Map<string, import("../search/library.js").Paper | null>} what was found for each key */
const papers = new Map();

/** Looks up the papers of the open list that have not been looked up before. */
async function identify() {
  const keys = readBasket().filter((key) => !papers.has(key));
  if (keys.length === 0) return false;
  const found = new Map((await findByKey(keys)).map((paper) => [paper.key, paper]));
  for (const key of keys) papers.set(key, found.get(key) ?? null);
  return true;
}

/** The open list without what is no paper of the site; all of it where that cannot be asked. */
async function taken() {
  await identify().catch(() => {});
  const list = opened(readLists());
  return { ...list, items: list.items.filter(({ key }) => papers.get(key) !== null) };
}

/**
 * A button that does something.
 * @param {Record<string, string | boolean>} properties
 * @param {string} text
 * @param {(button: HTMLButtonElement) => void} act
 */
function action(properties, text, act) {
  const button = make("button", { type: "button", ...properties }, text);
  button.addEventListener("click", () => button.getAttribute("aria-disabled") !== "true" && act(button));
  return button;
}

/**
 * @param {string} what
 * @param {string} text
 * @param {() => Promise<string>} produce
 * @param {string} [name] what it does, where the text alone does not say it
 */
const copier = (what, text, produce, name) =>
  action(
    { class: "button", "data-basket-copy": what, ...(name && { "aria-label": name }) },
    text,
    (button) => void copy(button, produce()),
  );

/** @param {import("./take.js").Format} format */
function downloader(format) {
  const give = (/** @type {HTMLButtonElement} */ button) =>
    taken()
      .then(async (list) => save(fileName(list, format), format.type, await format.make(list)))
      .catch(() => confirm(button, "Could not download"));
  return action(
    { class: "button", "data-basket-save": `basket.${format.extension}`, "aria-label": `Download ${format.name}` },
    "Download",
    (button) => void give(button),
  );
}

/**
 * @param {string} name
 * @param {...HTMLElement} parts
 */
const row = (name, ...parts) =>
  make(
    "div",
    { class: "basket__row", role: "group", "aria-label": name },
    make("span", { class: "basket__kind", "aria-hidden": "true" }, name),
    ...parts,
  );

/** What was lost last, in words. @param {import("./arrange.js").Lost} lost */
function told({ what, list }) {
  const now = new Set(
    readLists()
      .lists.find(({ id }) => id === list.id)
      ?.items.map(({ key }) => key),
  );
  const gone = list.items.filter(({ key }) => !now.has(key));
  const papersGone = counted(gone.length, "paper");
  if (what === "deleted") return `The list “${list.name || "without a name"}” was deleted, with ${papersGone}.`;
  if (what === "emptied") return `The list was emptied of ${papersGone}.`;
  return gone.length === 1 ? `“${papers.get(gone[0].key)?.title ?? gone[0].key}” was taken out.` : `${papersGone} were taken out.`;
}

class Shelf {
  constructor() {
    this.count = make("span", {});
    this.chooser = make("select", { class: "basket__field", "aria-label": "List" });
    this.name = make("input", {
      class: "basket__field basket__name",
      type: "text",
      maxlength: NAME,
      placeholder: "Name this list",
      "aria-label": "Name of this list",
      autocomplete: "off",
    });
    this.starter = action({ class: "button", "data-basket-new": true }, "New list", () => this.#start());
    this.deleter = action({ class: "button", "data-basket-delete": true }, "Delete list", () => this.#lose(deleted(readLists())));
    this.lost = make("span", {});
    this.emptier = action({ class: "button", "data-basket-clear": true }, "Empty the basket", () =>
      this.#lose(without(readLists(), readBasket(), "emptied")),
    );
    this.undoer = action({ class: "button", "data-basket-undo": true }, "Undo", () => this.#undo());
    this.undo = make(
      "div",
      { class: "basket__undo", role: "group", "aria-label": "Undo" },
      this.lost,
      this.undoer,
      action({ class: "basket__small", "aria-label": "Forget what was taken out", title: "Forget it" }, "×", () => this.#forget()),
    );
    this.notes = make("div", { class: "basket__notes" });
    this.list = make("ol", { class: "basket__list" });
    this.tools = make(
      "details",
      { class: "basket__tools" },
      make("summary", {}, "Cite, export, share"),
      make("div", { class: "basket__ways" }, ...this.#ways()),
    );
    this.dialog = this.#build();
    this.left = 0;
    this.#listen();
    document.body.append(this.dialog);
  }

  #build() {
    const close = action({ class: "basket__small basket__close", "aria-label": "Close the basket" }, "×", () => this.dialog.close());
    const head = make(
      "div",
      { class: "basket__head" },
      make("h2", { id: "basket-title", class: "basket__title" }, "Basket", " ", this.count),
      close,
    );
    const lists = make("div", { class: "basket__lists" }, this.chooser, this.name, this.starter, this.deleter);
    return make(
      "dialog",
      { class: "basket md-typeset", "aria-labelledby": "basket-title" },
      head,
      make("div", { class: "basket__body" }, lists, this.undo, this.notes, this.list),
      this.tools,
    );
  }

  #ways() {
    const cited = (/** @type {(keys: string[]) => string} */ write) => async () => write((await taken()).items.map(({ key }) => key));
    return [
      row("Cite", ...CITATIONS.map(({ id, shown, write }) => copier(id, `Copy ${shown}`, cited(write)))),
      ...FORMATS.map((format) =>
        row(
          format.name,
          copier(format.id, "Copy", async () => format.make(await taken()), `Copy ${format.name}`),
          downloader(format),
        ),
      ),
      row(
        "Share",
        copier("link", "Copy a link to this list", async () => linkTo(await taken())),
        this.emptier,
      ),
    ];
  }

  #listen() {
    onBasketChange(() => this.dialog.open && this.show());
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
    this.dialog.addEventListener("close", () => (this.left = 0));
    this.chooser.addEventListener("change", () => writeLists(reopened(readLists(), Number(this.chooser.value))));
    this.name.addEventListener("input", () => writeLists(renamed(readLists(), this.name.value)));
  }

  /** @param {number} left how many papers there was no room for */
  open(left) {
    this.left = left;
    this.tools.open = matchMedia("(min-width: 45em) and (min-height: 40em)").matches;
    if (!this.dialog.open) this.dialog.showModal();
    this.show();
    if (left > 0) announce(this.notes.textContent ?? "");
  }

  #start() {
    writeLists(begun(readLists()));
    this.name.focus();
    announce("A new list; ticks go into it from now on");
  }

  /** @param {import("./arrange.js").Basket} basket without what it had */
  #lose(basket) {
    writeLists(basket);
    if (basket.lost) announce(told(basket.lost));
    this.undoer.focus();
  }

  #undo() {
    writeLists(undone(readLists()));
    announce(`Undone: ${counted(readBasket().length, "paper")} in the list`);
    find(".basket__close", this.dialog).focus();
  }

  #forget() {
    const { lost: _, ...rest } = readLists();
    writeLists(rest);
    find(".basket__close", this.dialog).focus();
  }

  /** Brings all of it up to date; the focus stays where it is. */
  show() {
    const basket = readLists();
    const { items } = opened(basket);
    this.count.textContent = `(${items.length})`;
    this.#showLists(basket);
    this.undo.hidden = !basket.lost;
    if (basket.lost) this.lost.textContent = told(basket.lost);
    this.tools.hidden = items.length === 0;
    this.#fill(items);
    this.#showNotes(items);
    identify().then(
      (isNew) => isNew && this.show(),
      () => {},
    );
  }

  /** @param {import("./arrange.js").Basket} basket */
  #showLists(basket) {
    const list = opened(basket);
    this.chooser.hidden = this.deleter.hidden = basket.lists.length === 1;
    this.emptier.textContent = basket.lists.length === 1 ? "Empty the basket" : "Empty this list";
    this.starter.hidden = basket.lists.length >= LISTS;
    this.chooser.replaceChildren(
      ...basket.lists.map((one) =>
        make("option", { value: one.id, selected: one === list }, `${nameOf(basket, one)} (${one.items.length})`),
      ),
    );
    if (document.activeElement !== this.name) this.name.value = list.name;
  }

  /** @param {Item[]} items */
  #showNotes(items) {
    const unknown = items.flatMap(({ key }) => (papers.get(key) === null ? [key] : []));
    const link = linkTo(opened(readLists()));
    const told = [
      this.left > 0 &&
        `The list is full: it holds ${PICKED.toLocaleString("en")} papers. ${counted(this.left, "more was", "more were")} left out.`,
      unknown.length > 0 &&
        `${counted(unknown.length, "key is", "keys are")} unknown here and left out of all that follows: ${unknown.slice(0, NAMED).join(", ")}${unknown.length > NAMED ? " …" : ""}`,
      isFleeting() && "This browser keeps nothing, or has no room left: the list lasts as long as this page.",
      link.length > LONG && "A link to so many papers is too long for some mail programs and servers; better send a file.",
    ];
    this.notes.replaceChildren(...told.filter((text) => text !== false).map((text) => make("p", { class: "basket__note" }, text)));
  }

  /** @param {Item[]} items */
  #fill(items) {
    const focused =
      document.activeElement instanceof HTMLElement && this.list.contains(document.activeElement) ? document.activeElement : null;
    if (focused?.matches("textarea")) return; // it is being written in
    const place = focused?.closest("li")?.dataset.key;
    const empty = make("li", { class: "basket__empty" }, "Nothing here. Tick a paper to keep it.");
    this.list.replaceChildren(...(items.length > 0 ? items.map((item, at) => this.#item(item, at, items.length)) : [empty]));
    if (focused && place) this.#focus(place, focused.dataset.act ?? "");
  }

  /**
   * @param {string} key
   * @param {string} act
   */
  #focus(key, act) {
    const item = findAll("li", this.list).find((one) => one.dataset.key === key);
    /** @type {HTMLElement | null | undefined} */ (item?.querySelector(`[data-act="${act}"]`))?.focus();
  }

  /**
   * @param {Item} item
   * @param {number} at
   * @param {number} count
   */
  #item({ key, note }, at, count) {
    const paper = papers.get(key);
    const title = paper?.title ?? key;
    const facts = paper ? `${label(paper)}, ${paper.venue} ${paper.year}` : paper === null ? "unknown here" : "";
    const move = (/** @type {string} */ act, /** @type {string} */ text, /** @type {string} */ name, /** @type {number} */ steps) =>
      action(
        {
          class: "basket__small",
          "data-act": act,
          "aria-label": `${name}: ${title}`,
          title: name,
          "aria-disabled": String(at + steps < 0 || at + steps >= count),
        },
        text,
        () => this.#move(key, steps),
      );
    const buttons = make(
      "span",
      { class: "basket__buttons" },
      move("up", "↑", "Move up", -1),
      move("down", "↓", "Move down", 1),
      action({ class: "basket__small", "data-act": "drop", "aria-label": `Take out: ${title}`, title: "Take out" }, "×", () =>
        this.#drop(key),
      ),
    );
    const about = make(
      "span",
      { class: "basket__paper" },
      paper === null ? make("code", {}, key) : make("a", { href: address("paper", key), "data-act": "read" }, title),
      " ",
      make("span", { class: "paper__facts" }, facts),
      this.#note(key, title, note),
    );
    return make("li", { "data-key": key }, about, buttons);
  }

  /**
   * The note on a paper, or the button that makes room for one.
   * @param {string} key
   * @param {string} title
   * @param {string} [note]
   */
  #note(key, title, note) {
    const field = make("textarea", {
      class: "basket__field",
      rows: 2,
      maxlength: NOTE,
      "aria-label": `Note on ${title}`,
      "data-act": "note",
      autocomplete: "off",
    });
    field.value = note ?? "";
    field.addEventListener("input", () => writeLists(noted(readLists(), key, field.value)));
    if (note) return field;
    return action({ class: "basket__add", "data-act": "note", "aria-label": `Add a note on ${title}` }, "Add a note", (button) => {
      button.replaceWith(field);
      field.focus();
    });
  }

  /**
   * @param {string} key
   * @param {number} steps
   */
  #move(key, steps) {
    writeLists(moved(readLists(), key, steps));
    announce(`Now ${readBasket().indexOf(key) + 1} of ${readBasket().length}`);
  }

  /** @param {string} key */
  #drop(key) {
    const at = readBasket().indexOf(key);
    this.left = 0; // there is room again
    writeLists(without(readLists(), [key], "taken"));
    const next = readBasket()[Math.min(at, readBasket().length - 1)];
    if (next) this.#focus(next, "drop");
    else this.undoer.focus();
  }
}

/** The dialog's own style sheet, which no page needs before. */
const dressed = dress(new URL("./shelf.css", import.meta.url));

/** @type {Shelf | undefined} */
let shelf;

/** Opens the basket. @param {number} [left] how many papers there was no room for */
export async function open(left = 0) {
  await dressed;
  shelf ??= new Shelf();
  shelf.open(left);
}
