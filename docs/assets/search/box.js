/**
 * The search fields outside the explorer: what matches shows below while one types, sections before papers.
 * Pattern: ARIA combobox with a listbox popup (WAI-ARIA Authoring Practices 1.2).
 */

import { counted, findAll, isTyping, make, writeMarked } from "../core/dom.js";
import { QUERY, cut, cutNotes } from "../core/limits.js";
import { address } from "../core/site.js";
import { label } from "./library.js";
import { complete, openEngine } from "./open.js";

const PAGES = 3;
const SECTIONS = 3;
const ANSWERS = 1;
const PAPERS = 6;
const NEAR = 3;

const KINDS = { author: "Person", venue: "Venue" };

class SearchBox {
  /**
   * @param {HTMLFormElement} form
   * @param {number} at its position among the page's search fields
   */
  constructor(form, at) {
    this.form = form;
    this.field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
    this.id = `search-found-${at}`;
    this.note = make("p", { class: "search-found__note", hidden: true });
    this.list = make("ul", { id: this.id, role: "listbox", "aria-label": "Found" });
    this.popup = make("div", { class: "search-found", hidden: true }, this.note, this.list);
    this.said = make("p", { class: "visually-hidden", role: "status" });
    this.active = -1;
    form.append(this.popup, this.said);
    this.#describe();
    this.#listen();
  }

  #describe() {
    const aria = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.id };
    for (const [name, value] of Object.entries(aria)) this.field.setAttribute(name, value);
  }

  #listen() {
    this.field.addEventListener("focus", () => void this.#prepare().catch(() => {}));
    this.field.addEventListener("input", () => this.update());
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.field.addEventListener("blur", () => this.close());
    // Pressing on an option must not take the focus first, or the list would be gone before the click.
    this.popup.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.#click(event));
    // Whoever typed before this script arrived is answered too.
    if (document.activeElement === this.field)
      void this.update()
        .then(() => this.#prepare())
        .catch(() => {});
  }

  /** Fetches all that a query may need, and answers again with it what was asked meanwhile. */
  async #prepare() {
    const engine = await openEngine();
    if (engine.isComplete) return;
    await complete(engine);
    if (!this.popup.hidden && this.active < 0) await this.update();
  }

  async update() {
    const beyond = cut(this.field, QUERY);
    const asked = this.field.value;
    if (!asked.trim()) return this.close();
    const engine = await openEngine().catch(() => null);
    if (engine && !engine.canAnswer(asked)) await complete(engine).catch(() => {});
    const found = await engine?.offer(asked, PAPERS);
    if (engine && found && asked === this.field.value && document.activeElement === this.field)
      this.#show(engine, found, asked, cutNotes({ beyond }));
  }

  /**
   * @param {import("./engine.js").Engine} engine
   * @param {import("./engine.js").Offer} found
   * @param {string} asked
   * @param {string[]} cutOff what is to be said of it
   */
  #show(engine, { papers, near, pages, sections, answers, notes, total }, asked, cutOff) {
    const told = [...cutOff, ...notes];
    const matches = engine.matcher(asked);
    const options = [
      ...pages
        .slice(0, PAGES)
        .map(({ kind, title, slug, count }) =>
          this.#option(address(kind, slug), KINDS[kind], title, count > 0 ? counted(count, "paper") : "", matches),
        ),
      ...sections
        .slice(0, SECTIONS)
        .map((section) =>
          this.#option(address("section", section.id), "Section", section.title, section.number && `§${section.number}`, matches),
        ),
      ...answers.slice(0, ANSWERS).map(({ id, title }) => this.#option(address("answer", id), "Guide", title, "", matches)),
      ...papers.map((paper) => this.#paper(paper, "", matches)),
      ...(total === 0 ? near : []).slice(0, NEAR).map((paper) => this.#paper(paper, "Near", matches)),
    ];
    this.list.replaceChildren(...options, this.#last(address("found", asked.trim()), total));
    findAll("[role=option]", this.list).forEach((option, at) => (option.id = `${this.id}-${at}`));
    this.note.hidden = told.length === 0;
    this.note.textContent = told.join(" ");
    const found = [
      counted(total, "paper"),
      counted(sections.length, "section"),
      ...(pages.length > 0 ? [counted(pages.length, "page of people and venues", "pages of people and venues")] : []),
    ];
    const count = total + sections.length + pages.length === 0 ? "Nothing found" : found.join(", ");
    this.said.textContent = [count, ...told].join(". ");
    this.#open();
  }

  /**
   * @param {import("./library.js").Paper} paper
   * @param {string} kind
   * @param {(word: string) => boolean} matches
   */
  #paper(paper, kind, matches) {
    return this.#option(address("paper", paper.key), kind, paper.title, `${label(paper)}, ${paper.venue} ${paper.year}`, matches);
  }

  /**
   * @param {string} href
   * @param {string} kind
   * @param {string} title
   * @param {string} facts
   * @param {(word: string) => boolean} matches
   */
  #option(href, kind, title, facts, matches) {
    const name = make("span", { class: "search-found__title" });
    writeMarked(name, title, matches);
    const parts = [
      ...(kind ? [make("span", { class: "search-found__kind" }, kind)] : []),
      name,
      make("span", { class: "search-found__facts" }, facts),
    ];
    return make("li", { role: "option", class: "search-found__item", "aria-selected": "false", "data-href": href }, ...parts);
  }

  /**
   * @param {string} href
   * @param {number} count
   */
  #last(href, count) {
    const text = count === 0 ? "No paper matches; search in the list of papers" : `All results in the list of papers (${count})`;
    return make("li", { role: "option", class: "search-found__item search-found__all", "aria-selected": "false", "data-href": href }, text);
  }

  #open() {
    this.popup.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    this.#select(-1);
  }

  close() {
    this.popup.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.#select(-1);
  }

  /** @param {number} at */
  #select(at) {
    const options = findAll("[role=option]", this.list);
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
    this.active = at;
    if (at < 0) this.field.removeAttribute("aria-activedescendant");
    else this.field.setAttribute("aria-activedescendant", options[at].id);
    options[at]?.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { length } = this.list.children;
    if (event.key === "Escape") this.#escape(event);
    else if (this.popup.hidden || event.isComposing) return;
    else if (event.key === "ArrowDown") this.#move(event, (this.active + 1) % length);
    else if (event.key === "ArrowUp") this.#move(event, (Math.max(this.active, 0) - 1 + length) % length);
    else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.#go(this.list.children[this.active], event);
    }
  }

  /**
   * @param {KeyboardEvent} event
   * @param {number} at
   */
  #move(event, at) {
    event.preventDefault();
    this.#select(at);
  }

  /** First closes the list, then empties the field, then lets go of it. @param {KeyboardEvent} event */
  #escape(event) {
    event.preventDefault();
    if (!this.popup.hidden) this.close();
    else if (this.field.value) this.field.value = "";
    else this.field.blur();
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const option = /** @type {Element} */ (event.target).closest("[role=option]");
    if (option) this.#go(option, event);
  }

  /**
   * @param {Element} option
   * @param {MouseEvent | KeyboardEvent} event
   */
  #go(option, event) {
    const href = /** @type {HTMLElement} */ (option).dataset.href ?? "";
    if (event.ctrlKey || event.metaKey) open(href, "_blank", "noopener");
    else location.assign(href);
  }
}

const boxes = findAll("form[data-search]").map((form, at) => new SearchBox(/** @type {HTMLFormElement} */ (form), at));

// `/` focuses the first field that is to be seen, unless somebody is typing or a dialog is open.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping() || document.querySelector("dialog[open]")) return;
  const visible = boxes.find((box) => box.field.checkVisibility());
  if (!visible) return;
  event.preventDefault();
  visible.field.focus();
  visible.field.select();
});
