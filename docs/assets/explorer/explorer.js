/** The explorer: the page around searching and filtering. Its state lives in the address. */

import { addToBasket, onBasketChange, readBasket, readLists, removeFromBasket, wireTicks } from "../cite/basket.js";
import { addedBy, fingerprint } from "../cite/views.js";
import { counted, find, findAll, isTyping, make, writeMarked } from "../core/dom.js";
import { QUERY, cut, cutNotes } from "../core/limits.js";
import { keepPlace, restorePlace } from "./place.js";
import { address } from "../core/site.js";
import { FacetPanel } from "./panel.js";
import { filter, isNarrowed, passing, read, unfiltered, write } from "./facets.js";
import { label } from "../search/library.js";
import { complete } from "../search/open.js";

/**
 * @typedef {import("../search/library.js").Paper} Paper
 * @typedef {import("../search/library.js").Section} Section
 * @typedef {import("../search/engine.js").Engine} Engine
 * @typedef {import("../search/engine.js").Answer} Answer
 * @typedef {import("../search/pages.js").Page} Page
 * @typedef {{near: Paper[], pages: Page[], sections: Section[], answers: Answer[], notes: string[]}} Around what is shown beside the papers found
 * @typedef {import("./facets.js").State} State
 */

export const FIRST = 20; // items painted or fetched at once, unless somebody types
const HEIGHT = 120; // pixels of an item, roughly
const ABOVE = 200; // pixels at least from where one types to the first item
const REST = 300; // items painted once typing has paused, and again whenever the reader comes to the end
const PAUSE = 200; // ms
const LATER = 1000; // ms after the first results
const PATIENCE = 500; // ms that an address with a question may wait for its whole answer
const SAID_AFTER = 600; // ms without typing before a count is read out

export class Explorer {
  /**
   * @param {HTMLFormElement} form
   * @param {Engine} engine
   */
  constructor(form, engine) {
    const { library } = engine;
    this.form = form;
    this.engine = engine;
    this.byKey = new Map(library.papers.map((paper) => [paper.key, paper]));
    this.field = /** @type {HTMLInputElement} */ (find("[name=q]", form));
    this.sort = /** @type {HTMLSelectElement} */ (find("[name=sort]", form));
    this.list = find("[data-list]", form);
    this.close = find("[data-near]", form);
    this.years = find("[data-years]", form);
    this.groups = findAll("ul.papers", this.years).map((list) => ({ list, items: /** @type {HTMLElement[]} */ ([...list.children]) }));
    this.items = new Map(this.groups.flatMap(({ items }) => items.map((item) => [item.dataset.key ?? "", item])));
    this.newest = [...library.papers].sort((a, b) => b.year - a.year || label(a).localeCompare(label(b), "en"));
    this.origins = findAll("[data-only]", form);
    this.facets = (form.dataset.filters ?? "").split(" ");
    this.state = read(location.search, this.facets);
    this.typing = false;
    this.marked = new Set();
    this.shared = ""; // what a list is called that the address shares
    /** @type {Paper[]} */
    this.shown = [];
    this.total = 0;
    this.panel = new FacetPanel(library, this.facets, find("[data-facets]", form), this);
  }

  async start() {
    findAll("[data-explorer-part]", this.form).forEach((element) => (element.hidden = false));
    findAll("[data-without-script]", this.form).forEach((element) => (element.hidden = true));
    if (!this.state.q && this.field.value) this.state = { ...this.state, beyond: cut(this.field, QUERY), q: this.field.value };
    if (this.state.pick.length > 0) this.shared = (await import("./shared.js")).receive(this.form, this.state, this.byKey);
    this.#listen();
    if (this.state.q.trim()) await this.#completeSoon();
    await this.refresh();
    document.body.dataset.ready = "";
    restorePlace();
    keepPlace();
    this.#completeLater();
  }

  /** Waits a moment for the second file of the index, so that the first answer that is shown is also the last. */
  async #completeSoon() {
    const waited = new Promise((done) => setTimeout(done, PATIENCE));
    await Promise.race([complete(this.engine).catch(() => {}), waited]);
  }

  /** Fetches the second file of the index once nothing else is to be done; sooner if somebody searches or is about to. */
  #completeLater() {
    if (this.engine.isComplete) return;
    const start = () =>
      void complete(this.engine).then(
        () => this.#improve(),
        () => {},
      );
    const whenIdle = () => ("requestIdleCallback" in window ? requestIdleCallback(start, { timeout: LATER }) : start());
    this.field.addEventListener("focus", whenIdle, { once: true });
    setTimeout(whenIdle, this.state.q.trim() ? 0 : LATER);
  }

  /** Searches again with all that is known, unless that changes nothing or the reader is in the list already. */
  #improve() {
    if (!this.state.q.trim() || scrollY > 0 || this.list.contains(document.activeElement)) return;
    const shown = this.shown.map(({ key }) => key).join();
    const { papers } = this.engine.search(this.state.q);
    if (
      papers
        .filter(passing(this.state))
        .map(({ key }) => key)
        .join() !== shown
    )
      this.refresh();
  }

  #listen() {
    this.field.addEventListener("input", () => this.type());
    this.field.addEventListener("blur", () => (this.typing = false));
    this.sort.addEventListener("change", () => this.go({ sort: this.sort.value === this.#usualSort() ? "" : this.sort.value }));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#links()[0]?.focus();
    });
    addEventListener("popstate", () => this.#return());
    document.addEventListener("keydown", (event) => this.#key(event));
    for (const link of this.origins) link.addEventListener("click", (event) => this.#only(event, link));
    find("[data-pick-all]", this.form).addEventListener("change", (event) =>
      this.#pickAll(/** @type {HTMLInputElement} */ (event.target).checked),
    );
    onBasketChange(() => this.showPicked());
    this.#listenSheet();
  }

  #listenSheet() {
    const sheet = /** @type {HTMLDialogElement} */ (find("[data-sheet]", this.form));
    const open = find("[data-open-facets]", this.form);
    open.hidden = false;
    open.addEventListener("click", () => {
      find("[data-sheet-body]", sheet).append(this.panel.element);
      sheet.showModal();
    });
    sheet.addEventListener("close", () => find(".explorer__side", this.form).append(this.panel.element));
    sheet.addEventListener("click", (event) => {
      const target = /** @type {Element} */ (event.target);
      if (target === sheet || target.closest("[data-close]")) sheet.close();
    });
    find("[data-clear]", sheet).addEventListener("click", () => this.clear());
    matchMedia("(min-width: 60em)").addEventListener("change", () => sheet.close());
  }

  /** The state has been typed into: one step of the history per burst of typing. */
  type() {
    const beyond = cut(this.field, QUERY);
    this.state = { ...this.state, q: this.field.value, beyond };
    this.refresh();
    clearTimeout(this.saving);
    this.saving = setTimeout(() => this.#save(!this.typing), 120);
  }

  /** @param {boolean} isStep */
  #save(isStep) {
    clearTimeout(this.saving);
    this.saving = undefined;
    const search = write(this.state, this.facets, location.search);
    if (search === location.search) return;
    history[isStep ? "pushState" : "replaceState"](null, "", search || location.pathname);
    this.typing = document.activeElement === this.field;
  }

  /**
   * Change the state by a choice, which the back button undoes.
   * @param {Partial<State>} changes
   */
  go(changes) {
    if (this.saving) this.#save(!this.typing);
    this.state = { ...this.state, beyond: 0, dropped: 0, ...changes };
    if (this.state.sort === "pick" && this.state.pick.length === 0) this.state.sort = "";
    this.field.value = this.state.q;
    this.#save(true);
    this.typing = false;
    this.refresh();
  }

  /**
   * @param {string} facet
   * @param {string[]} values
   */
  choose(facet, values) {
    this.go(this.#with(facet, values));
  }

  /**
   * A link to the papers of one origin narrows what is shown, and gives the others back when it is followed again.
   * @param {Event} event
   * @param {HTMLElement} link
   */
  #only(event, link) {
    event.preventDefault();
    const [facet, value] = this.#choiceOf(link);
    this.choose(facet, this.#chosen(facet).join() === value ? [] : [value]);
  }

  /** @param {HTMLElement} link */
  #choiceOf(link) {
    return (link.dataset.only ?? "").split(" ");
  }

  /** @param {import("./facets.js").Counts} counts */
  #showOrigins(counts) {
    for (const link of this.origins) {
      const [facet, value] = this.#choiceOf(link);
      const item = /** @type {HTMLElement} */ (link.closest("li"));
      const count = counts.get(facet)?.get(value) ?? 0;
      const isChosen = this.#chosen(facet).join() === value;
      find(".number", item).textContent = String(count);
      item.hidden = count === 0 && !isChosen;
      if (isChosen) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  /** @param {string} span */
  chooseYears(span) {
    this.go({ year: span });
  }

  /** @param {string} facet */
  #chosen(facet) {
    return this.state.chosen.get(facet) ?? [];
  }

  /**
   * @param {string} facet
   * @param {string[]} values
   */
  #with(facet, values) {
    return { chosen: new Map(this.state.chosen).set(facet, values) };
  }

  clear() {
    this.go({ ...unfiltered(), sort: this.state.sort });
  }

  #return() {
    this.state = read(location.search, this.facets);
    this.field.value = this.state.q;
    this.typing = false;
    this.refresh();
  }

  #usualSort() {
    if (this.state.q.trim()) return "relevance";
    return this.state.pick.length > 0 ? "pick" : "-year";
  }

  /**
   * Search, filter, paint.
   * @returns {void | Promise<void>}
   */
  refresh() {
    const { state } = this;
    if (document.activeElement !== this.field) this.field.value = state.q;
    const isDetailed = this.#chosen("author").length > 0 || !this.engine.canAnswer(state.q);
    if (!isDetailed || this.engine.isComplete) return this.#answer();
    const answer = () => (state === this.state ? this.#answer() : undefined);
    return complete(this.engine).then(answer, answer);
  }

  #answer() {
    const { state } = this;
    const asked = state.q.trim() !== "";
    const found = asked ? this.engine.search(state.q) : { papers: this.newest, near: [], pages: [], sections: [], answers: [], notes: [] };
    const { shown, counts } = filter(asked ? found.papers : [...this.newest], state, this.facets);
    this.shown = shown;
    this.total = shown.length;
    this.show({ ...found, near: found.near.filter(passing(state)) }, counts, found.papers.length);
  }

  /**
   * @param {Around} around
   * @param {import("./facets.js").Counts} counts
   * @param {number} without how many papers the query finds without filters
   */
  show({ near, pages, sections, answers, notes }, counts, without) {
    find("option[value=pick]", this.sort).hidden = this.state.pick.length === 0;
    this.sort.value = this.state.sort || this.#usualSort();
    this.#paint();
    this.#showNear(near);
    this.#showCount();
    this.#showChips();
    this.#showOrigins(counts);
    this.#showAround(pages, sections, answers);
    this.#showUnderstood([...cutNotes(this.state), ...notes]);
    this.#showNotice(without);
    this.#showFilters(counts);
    this.showPicked();
  }

  /** While somebody types, results go first. @param {import("./facets.js").Counts} counts */
  #showFilters(counts) {
    clearTimeout(this.counting);
    const show = () => this.panel.show(this.state, counts);
    if (document.activeElement === this.field) this.counting = setTimeout(show, PAUSE);
    else show();
  }

  /** Whether there is nothing to search for, so that the list as served is the answer. */
  get isWhole() {
    return !this.state.q.trim() && !isNarrowed(this.state) && (!this.state.sort || this.state.sort === "-year");
  }

  #paint() {
    clearTimeout(this.painting);
    this.end?.disconnect();
    const whole = this.isWhole;
    const matches = this.#matches();
    this.list.hidden = whole || this.shown.length === 0;
    this.years.hidden = !whole;
    if (whole) this.#regroup();
    else this.#paintList(matches);
  }

  #matches() {
    return this.state.q.trim() ? remembering(this.engine.matcher(this.state.q)) : null;
  }

  /** @param {Paper[]} papers that come near */
  #showNear(papers) {
    this.close.hidden = papers.length === 0;
    if (papers.length > 0) find("ul", this.close).replaceChildren(...papers.map((paper) => this.item(paper, this.#matches())));
  }

  /** @param {string[]} notes on what was not understood */
  #showUnderstood(notes) {
    const line = find("[data-understood]", this.form);
    line.hidden = notes.length === 0;
    line.textContent = notes.join(" ");
  }

  /** The list as the server wrote it. */
  #regroup() {
    for (const item of this.marked) this.#dress(item, null);
    this.marked.clear();
    if (this.list.childElementCount === 0) return;
    for (const { list, items } of this.groups) list.replaceChildren(...items);
    find(".explorer__results", this.form).append(this.years);
  }

  /**
   * Items that stay where they are keep what the browser has worked out for them.
   * @param {((word: string) => boolean) | null} matches
   */
  #paintList(matches) {
    this.years.remove();
    const { atOnce } = this;
    const items = this.shown.slice(0, atOnce).map((paper) => this.item(paper, matches));
    items.forEach((item, at) => this.list.children[at] === item || this.list.insertBefore(item, this.list.children[at] ?? null));
    const rest = document.createRange();
    rest.selectNodeContents(this.list);
    if (items.length > 0) rest.setStartAfter(items[items.length - 1]);
    rest.deleteContents();
    if (this.total > atOnce) this.paintLater(matches);
  }

  /** How many items are painted at once: while somebody types, as many as are seen. */
  get atOnce() {
    return document.activeElement === this.field ? Math.min(FIRST, Math.ceil(Math.max(HEIGHT, innerHeight - ABOVE) / HEIGHT)) : FIRST;
  }

  /** @param {((word: string) => boolean) | null} matches */
  paintLater(matches) {
    const papers = this.shown;
    const from = this.list.childElementCount;
    this.painting = setTimeout(() => this.#paintRest(papers, from, matches), PAUSE);
  }

  /**
   * @param {Paper[]} papers
   * @param {number} from
   * @param {((word: string) => boolean) | null} matches
   */
  #paintRest(papers, from, matches) {
    const items = papers.slice(from, from + REST).map((paper) => this.item(paper, matches));
    this.list.append(...items);
    if (from + REST < papers.length) this.end = whenSeen(items[items.length - 1], () => this.#paintRest(papers, from + REST, matches));
  }

  /**
   * @param {Paper} paper
   * @param {((word: string) => boolean) | null} matches
   */
  item(paper, matches) {
    let item = this.items.get(paper.key);
    if (!item) this.items.set(paper.key, (item = this.newItem(paper)));
    this.#dress(item, matches);
    return item;
  }

  /**
   * An item for a paper that the page as served leaves out.
   * @param {Paper} paper
   * @returns {HTMLElement}
   */
  newItem(paper) {
    const title = make("a", { class: "paper__title", href: address("paper", paper.key) }, paper.title);
    const authors = make("span", { class: "paper__authors" }, label(paper));
    const venue = make("span", { class: "paper__venue" }, `${paper.venue} ${paper.year}`);
    const tick = make("input", { type: "checkbox", class: "pick", "data-pick": paper.key });
    const item = make(
      "li",
      { class: "paper", "data-key": paper.key },
      make("p", { class: "paper__head" }, tick, title),
      make("p", { class: "paper__facts" }, authors, " ", venue),
    );
    wireTicks(item);
    return item;
  }

  /**
   * Marks what matches in the title and in what the paper contributes.
   * @param {HTMLElement} item
   * @param {((word: string) => boolean) | null} matches
   */
  #dress(item, matches) {
    const paper = this.byKey.get(item.dataset.key ?? "");
    if (!paper || (!matches && !this.marked.has(item))) return;
    writeMarked(find(".paper__title", item), paper.title, matches);
    const line = item.querySelector(".paper__claim") ?? make("p", { class: "paper__claim" }, paper.texts?.[0] ?? "");
    writeMarked(line, line.textContent ?? "", matches);
    if (line.textContent) find(".paper__head", item).after(line);
    this.marked.add(item);
  }

  /** Whether the count may be a little off. */
  get isEstimate() {
    return false;
  }

  #showCount() {
    const { total } = this;
    const shown = find("[data-result-count]", this.form);
    shown.textContent = String(total);
    if (shown.nextSibling) shown.nextSibling.textContent = this.isEstimate ? " papers, estimated" : total === 1 ? " paper" : " papers";
    find("[data-result-count-sheet]", this.form).textContent = counted(total, "paper");
    clearTimeout(this.saying);
    this.saying = setTimeout(() => (find("[data-said]", this.form).textContent = counted(total, "paper")), SAID_AFTER);
  }

  #showChips() {
    const chips = [
      ...this.facets.flatMap((facet) =>
        this.#chosen(facet).map((value, _, all) =>
          this.#chip(
            this.panel.title(facet, value),
            this.#with(
              facet,
              all.filter((other) => other !== value),
            ),
          ),
        ),
      ),
      ...(this.state.year ? [this.#chip(this.state.year.replace("-", "–"), { year: "" })] : []),
      ...(this.state.pick.length > 0 ? [this.#chip(this.shared, { pick: [], left: 0, list: "" })] : []),
    ];
    const row = find("[data-chips]", this.form);
    row.hidden = chips.length === 0;
    const all = make("button", { type: "button", class: "chip chip--clear" }, "Clear all");
    all.addEventListener("click", () => {
      this.clear();
      this.#focusChips();
    });
    row.replaceChildren(...[...chips, all].map((chip) => make("li", {}, chip)));
    find("[data-active-count]", this.form).textContent = chips.length > 0 ? `(${chips.length})` : "";
  }

  /** Where who has removed a filter goes on. */
  #focusChips() {
    /** @type {HTMLElement} */ (this.form.querySelector("[data-chips]:not([hidden]) .chip") ?? this.field).focus();
  }

  /**
   * @param {string} text
   * @param {Partial<State>} changes
   */
  #chip(text, changes) {
    const chip = make(
      "button",
      { type: "button", class: "chip", "aria-label": `Remove filter: ${text}` },
      text,
      make("span", { "aria-hidden": "true" }, " ×"),
    );
    chip.addEventListener("click", () => {
      this.go(changes);
      this.#focusChips();
    });
    return chip;
  }

  /**
   * @param {Page[]} pages
   * @param {Section[]} sections
   * @param {Answer[]} answers
   */
  #showAround(pages, sections, answers) {
    const row = find("[data-sections]", this.form);
    const named = pages.map(({ kind, title, slug }) => sectionChip(address(kind, slug), title));
    const found = sections.slice(0, 3).map(({ id, title }) => sectionChip(address("section", id), title));
    const guide = answers.slice(0, 2).map(({ id, title }) => sectionChip(address("answer", id), title));
    const groups = /** @type {[string, HTMLElement[]][]} */ ([
      ["Pages: ", named],
      ["Sections: ", found],
      ["In the guide: ", guide],
    ]).filter(([, links]) => links.length > 0);
    row.hidden = groups.length === 0;
    row.replaceChildren(...groups.flatMap(([title, links]) => [title, ...links, " "]));
  }

  /** @param {number} without how many papers the query finds without filters */
  #showNotice(without) {
    const notice = find("[data-notice]", this.form);
    notice.hidden = this.total > 0;
    if (!notice.hidden) notice.replaceChildren(...(without > 0 ? this.#tooNarrow(without) : this.#notFound()));
  }

  /** @param {number} count */
  #tooNarrow(count) {
    const widen = make("button", { type: "button", class: "button" }, `Show ${counted(count, "paper")} without filters`);
    widen.addEventListener("click", () => this.go({ ...unfiltered(this.state.q), sort: this.state.sort }));
    return [make("p", {}, "No paper passes all these filters."), make("p", {}, widen)];
  }

  #notFound() {
    const browse = make("p", {}, "Browse the ", make("a", { href: address("taxonomy") }, "taxonomy"), " instead, or clear the field.");
    return [make("p", {}, `No paper matches “${this.state.q.trim()}”.`), ...(this.close.hidden ? [browse] : [])];
  }

  showPicked() {
    const picked = new Set(readBasket());
    const count = this.shown.filter((paper) => picked.has(paper.key)).length;
    const all = /** @type {HTMLInputElement} */ (find("[data-pick-all]", this.form));
    all.checked = count > 0 && count === this.shown.length;
    all.indeterminate = count > 0 && count < this.shown.length;
    all.disabled = this.shown.length === 0 || (all.checked && addedBy(readLists(), this.#shownKeys(), this.#view()).length === 0);
  }

  /** @param {boolean} wanted */
  #pickAll(wanted) {
    const keys = this.#shownKeys();
    if (wanted) addToBasket(keys, this.#view());
    else removeFromBasket(addedBy(readLists(), keys, this.#view()));
  }

  #shownKeys() {
    return this.shown.map(({ key }) => key);
  }

  /** A name for what is shown, in whatever order. */
  #view() {
    return fingerprint(write({ ...this.state, sort: "", list: "" }, this.facets, ""));
  }

  #links() {
    return findAll(".paper__title", this.list.hidden ? this.years : this.list);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "/" && !isTyping()) this.#focusField(event);
    else if (event.key === "Escape") this.#escape(event);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") this.#move(event, event.key === "ArrowDown" ? 1 : -1);
  }

  /** @param {KeyboardEvent} event */
  #focusField(event) {
    event.preventDefault();
    this.field.focus();
    this.field.select();
  }

  /** @param {KeyboardEvent} event */
  #escape(event) {
    if (document.activeElement === this.field && this.field.value) {
      event.preventDefault();
      this.go({ q: "" });
    } else if (this.list.contains(document.activeElement)) this.#focusField(event);
  }

  /**
   * @param {KeyboardEvent} event
   * @param {number} step
   */
  #move(event, step) {
    const focused = document.activeElement;
    const links = this.#links();
    const at = focused === this.field ? -1 : links.findIndex((link) => link === focused);
    if (at < 0 && focused !== this.field) return;
    const next = at + step < 0 ? (focused === this.field ? undefined : this.field) : links[at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}

/**
 * @param {string} href
 * @param {string} title
 */
const sectionChip = (href, title) => make("a", { class: "section-chip", href }, title);

/**
 * The same answers, each worked out once.
 * @param {(word: string) => boolean} test
 */
function remembering(test) {
  /** @type {Map<string, boolean>} */
  const known = new Map();
  return (/** @type {string} */ word) => {
    const answer = known.get(word) ?? test(word);
    known.set(word, answer);
    return answer;
  };
}

/**
 * Does something once, when the reader comes near an element.
 * @param {Element} element
 * @param {() => void} act
 */
export function whenSeen(element, act) {
  const watch = new IntersectionObserver(
    (seen) => {
      if (!seen.some((entry) => entry.isIntersecting)) return;
      watch.disconnect();
      act();
    },
    { rootMargin: "800px" },
  );
  watch.observe(element);
  return watch;
}
