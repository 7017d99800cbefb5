/** The explorer's filters: built once from what the library says of itself, then told what is chosen and how many each would show. */

import { find, findAll, make } from "../core/dom.js";
import { VALUE, VALUES } from "../core/limits.js";
import { readable, totals } from "./facets.js";
import { YearHistogram } from "./years.js";

/**
 * @typedef {import("../search/library.js").Library} Library
 * @typedef {import("./facets.js").State} State
 * @typedef {import("./facets.js").Counts} Counts
 * @typedef {{value: string, text: string, depth: number}} Choice
 * @typedef {{facet: string, choice: Choice, box: HTMLInputElement, count: HTMLElement, row: HTMLElement}} Row
 */

const SHOWN = 6; // values of a long facet before "more"
const OPEN = ["section", "has"]; // facets that are unfolded from the start

/** What a paper may have, in the words of a reader. @type {[string, string][]} */
const HAS = [
  ["code", "Code"],
  ["pdf", "Open PDF"],
  ["doi", "DOI"],
  ["arxiv", "arXiv version"],
  ["published", "Published version"],
];

export class FacetPanel {
  /**
   * @param {Library} library
   * @param {string[]} facets
   * @param {HTMLElement} element
   * @param {{choose: (facet: string, values: string[]) => void, chooseYears: (span: string) => void}} chooser
   */
  constructor(library, facets, element, chooser) {
    this.library = library;
    this.element = element;
    this.chooser = chooser;
    /** @type {Row[]} */
    this.rows = [];
    /** @type {string[]} */
    this.authors = [];
    this.totals = totals(library, facets);
    this.histogram = new YearHistogram([...(this.totals.get("year")?.keys() ?? [])].map(Number), (span) => chooser.chooseYears(span));
    this.#build();
    this.titles = new Map(this.rows.map(({ facet, choice }) => [`${facet} ${choice.value}`, choice.text]));
  }

  #build() {
    this.element.append(
      group("Year", true, this.histogram.element),
      ...this.library.facets.map(([facet, title]) => this.#group(facet, title)),
      group("Author", false, this.#authorField()),
    );
    this.element.hidden = false;
  }

  /**
   * @param {string} facet
   * @returns {Choice[]}
   */
  #choices(facet) {
    if (facet === "section")
      return this.library.sections.map((section) => ({ value: section.id, text: section.title, depth: section.chain.length - 1 }));
    const terms = facet === "has" ? HAS : this.library.vocabularies.get(facet);
    return terms?.map(([value, text]) => ({ value, text, depth: 0 })) ?? this.#common(facet);
  }

  /**
   * Values that occur, most frequent first.
   * @param {string} facet
   * @returns {Choice[]}
   */
  #common(facet) {
    const order = [...(this.totals.get(facet) ?? [])].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "en"));
    return order.map(([value]) => ({ value, text: value, depth: 0 }));
  }

  /**
   * @param {string} facet
   * @param {string} title
   */
  #group(facet, title) {
    const rows = this.#choices(facet).map((choice) => this.#row(facet, choice));
    const limit = facet === "section" ? Infinity : SHOWN;
    const list = (/** @type {HTMLElement[]} */ some) => make("ul", { class: "facet__values" }, ...some);
    const rest = rows.slice(limit);
    const more = rest.length > 0 ? [make("details", { class: "facet__more" }, make("summary", {}, `${rest.length} more`), list(rest))] : [];
    return group(title, OPEN.includes(facet), list(rows.slice(0, limit)), ...more);
  }

  /**
   * @param {string} facet
   * @param {Choice} choice
   */
  #row(facet, choice) {
    const box = make("input", { type: "checkbox", value: choice.value, "data-facet": facet });
    const count = make("span", { class: "facet__count" });
    const row = make(
      "li",
      { class: `facet__value facet__value--${choice.depth}` },
      make("label", {}, box, make("span", {}, choice.text), count),
    );
    box.addEventListener("change", () => this.chooser.choose(facet, this.#chosen(facet)));
    this.rows.push({ facet, choice, box, count, row });
    return row;
  }

  /** @param {string} facet */
  #chosen(facet) {
    return this.rows.filter((row) => row.facet === facet && row.box.checked).map((row) => row.choice.value);
  }

  #authorField() {
    const names = make("datalist", { id: "explorer-authors" });
    const field = make("input", {
      type: "text",
      list: names.id,
      "aria-label": "Author",
      placeholder: "Name",
      maxlength: VALUE,
      class: "facet__author",
      autocomplete: "off",
    });
    field.addEventListener(
      "focus",
      () => names.childElementCount > 0 || names.append(...this.#authors().map((value) => make("option", { value }))),
    );
    field.addEventListener("change", () => {
      const name = field.value.slice(0, VALUE).trim();
      if (!name) return;
      this.chooser.choose("author", [...this.authors, name].slice(-VALUES));
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
   * @param {Counts} counts
   */
  show(state, counts) {
    this.authors = state.chosen.get("author") ?? [];
    for (const { facet, choice, box, count, row } of this.rows) {
      const found = counts.get(facet)?.get(choice.value) ?? 0;
      box.checked = state.chosen.get(facet)?.includes(choice.value) ?? false;
      const text = String(found);
      if (count.textContent !== text) count.textContent = text;
      row.hidden = found === 0 && !box.checked && !row.contains(document.activeElement);
      if (box.checked) openAround(row);
    }
    for (const part of findAll(".facet, .facet__more", this.element)) collapse(part);
    this.histogram.show(state.year, counts.get("year") ?? new Map());
  }
}

/**
 * @param {string} title
 * @param {boolean} isOpen
 * @param {...HTMLElement} content
 */
function group(title, isOpen, ...content) {
  return make(
    "details",
    { class: "facet", open: isOpen },
    make("summary", { class: "facet__title" }, title),
    make("fieldset", {}, make("legend", { class: "visually-hidden" }, title), ...content),
  );
}

/**
 * Takes away a part in which no value would show anything, and has a list that unfolds say how many it holds.
 * @param {HTMLElement} part
 */
function collapse(part) {
  const values = findAll(".facet__value", part);
  const left = values.filter((value) => !value.hidden).length;
  part.hidden = values.length > 0 && left === 0;
  if (part.matches(".facet__more")) find("summary", part).textContent = `${left} more`;
}

/**
 * A chosen value is never folded away.
 * @param {HTMLElement} row
 */
function openAround(row) {
  for (let above = row.closest("details"); above; above = above.parentElement?.closest("details") ?? null) above.open = true;
}
