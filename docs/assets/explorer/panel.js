/** The explorer's filters: built once from the library, then told what is chosen and how many each would show. */

import { make } from "../core/dom.js";
import { readable, totals } from "./facets.js";
import { YearHistogram } from "./years.js";

/**
 * @typedef {import("../search/data.js").Library} Library
 * @typedef {import("../search/data.js").Paper} Paper
 * @typedef {import("./facets.js").State} State
 * @typedef {import("./facets.js").Facet} Facet
 * @typedef {{value: string, text: string, depth: number}} Choice
 * @typedef {{facet: Facet, choice: Choice, box: HTMLInputElement, count: HTMLElement, row: HTMLElement}} Row
 */

const SHOWN = 6; // values of a long facet before "more"

export class FacetPanel {
  /**
   * @param {Library} library
   * @param {HTMLElement} element
   * @param {Record<string, string>} hasNames
   * @param {(facet: string, value: string[] | string) => void} choose
   */
  constructor(library, element, hasNames, choose) {
    this.library = library;
    this.element = element;
    this.choose = choose;
    this.titles = new Map([...library.sections.map((s) => /** @type {[string, string]} */ ([`section ${s.id}`, s.title])), ...named("role", library.roles), ...named("access", library.access), ...named("has", Object.entries(hasNames))]);
    /** @type {Row[]} */
    this.rows = [];
    /** @type {string[]} */
    this.authors = [];
    this.totals = totals(library);
    this.histogram = new YearHistogram([...(this.totals.get("year")?.keys() ?? [])].map(Number), (span) => choose("year", span));
    this.#build(hasNames);
  }

  /** @param {Record<string, string>} hasNames */
  #build(hasNames) {
    const { sections, roles, access } = this.library;
    const tree = sections.map((section) => ({ value: section.id, text: section.title, depth: section.chain.length - 1 }));
    this.element.append(
      group("Year", true, this.histogram.element),
      this.#group("section", "Section", tree, true, Infinity),
      this.#group("role", "What the small model does", roles.map(toChoice), false),
      this.#group("access", "Access to the large model", access.map(toChoice), false),
      this.#group("topic", "Topic of the reading list", this.#common("topic"), false),
      this.#group("venue", "Venue", this.#common("venue"), false),
      this.#group("has", "With", Object.entries(hasNames).map(toChoice), true),
      group("Author", false, this.#authorField()),
    );
    this.element.hidden = false;
  }

  /**
   * Values that occur, most frequent first.
   * @param {Facet} facet
   * @returns {Choice[]}
   */
  #common(facet) {
    const order = [...(this.totals.get(facet) ?? [])].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "en"));
    return order.map(([value]) => ({ value, text: value, depth: 0 }));
  }

  /**
   * @param {Facet} facet
   * @param {string} title
   * @param {Choice[]} choices
   * @param {boolean} isOpen
   * @param {number} [limit]
   */
  #group(facet, title, choices, isOpen, limit = SHOWN) {
    const rows = choices.map((choice) => this.#row(facet, choice));
    const list = (/** @type {HTMLElement[]} */ some) => make("ul", { class: "facet__values" }, ...some);
    const rest = rows.slice(limit);
    const more = rest.length > 0 ? [make("details", { class: "facet__more" }, make("summary", {}, `${rest.length} more`), list(rest))] : [];
    return group(title, isOpen, list(rows.slice(0, limit)), ...more);
  }

  /**
   * @param {Facet} facet
   * @param {Choice} choice
   */
  #row(facet, choice) {
    const box = make("input", { type: "checkbox", value: choice.value, "data-facet": facet });
    const count = make("span", { class: "facet__count" });
    const row = make("li", { class: `facet__value facet__value--${choice.depth}` }, make("label", {}, box, make("span", {}, choice.text), count));
    box.addEventListener("change", () => this.choose(facet, this.#chosen(facet)));
    this.rows.push({ facet, choice, box, count, row });
    return row;
  }

  /** @param {Facet} facet */
  #chosen(facet) {
    return this.rows.filter((row) => row.facet === facet && row.box.checked).map((row) => row.choice.value);
  }

  #authorField() {
    const names = make("datalist", { id: "explorer-authors" });
    const field = make("input", { type: "text", list: names.id, "aria-label": "Author", placeholder: "Name", class: "facet__author", autocomplete: "off" });
    field.addEventListener("focus", () => names.childElementCount > 0 || names.append(...this.#authors().map((value) => make("option", { value }))));
    field.addEventListener("change", () => {
      if (!field.value.trim()) return;
      this.choose("author", [...this.authors, field.value.trim()]);
      field.value = "";
    });
    return make("div", {}, field, names);
  }

  #authors() {
    const names = new Set(this.library.papers.flatMap((paper) => paper.authors.map(readable)));
    return [...names].sort((a, b) => a.localeCompare(b, "en"));
  }

  /**
   * What a chosen value is called.
   * @param {string} facet
   * @param {string} value
   */
  title(facet, value) {
    return this.titles.get(`${facet} ${value}`) ?? value;
  }

  /**
   * @param {State} state
   * @param {Map<string, Map<string, number>>} counts
   */
  show(state, counts) {
    this.authors = state.author;
    for (const { facet, choice, box, count, row } of this.rows) {
      const found = counts.get(facet)?.get(choice.value) ?? 0;
      box.checked = state[facet].includes(choice.value);
      const text = String(found);
      if (count.textContent !== text) count.textContent = text;
      row.classList.toggle("facet__value--none", found === 0 && !box.checked);
      if (box.checked) openAround(row);
    }
    this.histogram.show(state.year, counts.get("year") ?? new Map());
  }
}

/** @param {[string, string]} pair */
const toChoice = ([value, text]) => ({ value, text, depth: 0 });

/**
 * @param {string} facet
 * @param {[string, string][]} pairs
 * @returns {[string, string][]}
 */
const named = (facet, pairs) => pairs.map(([value, text]) => [`${facet} ${value}`, text]);

/**
 * @param {string} title
 * @param {boolean} isOpen
 * @param {...HTMLElement} content
 */
function group(title, isOpen, ...content) {
  return make("details", { class: "facet", open: isOpen }, make("summary", { class: "facet__title" }, title), make("fieldset", {}, make("legend", { class: "visually-hidden" }, title), ...content));
}

/**
 * A chosen value is never folded away.
 * @param {HTMLElement} row
 */
function openAround(row) {
  for (let above = row.closest("details"); above; above = above.parentElement?.closest("details") ?? null) above.open = true;
}
