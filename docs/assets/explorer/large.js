/** The explorer of a survey too large to hold: results are fetched as they are shown, filters count the whole survey. */

import { wireTicks } from "../cite/basket.js";
import { find, findAll } from "../core/dom.js";
import { address } from "../core/site.js";
import { Explorer, FIRST, whenSeen } from "./explorer.js";
import { isNarrowed, orderOf, unfiltered } from "./facets.js";
import { label } from "../search/library.js";

/**
 * @typedef {import("../search/library.js").Paper} Paper
 * @typedef {import("../search/parts.js").PartsEngine} PartsEngine
 * @typedef {import("../search/parts.js").Found} Found
 */

const PAUSE = 15; // ms without typing before anything is fetched
const OWN = /** @type {const} */ (["paper", "bib", "ris"]); // what a paper has an address for

export class LargeExplorer extends Explorer {
  turn = 0;
  /** @type {Found | null} */
  found = null;

  async start() {
    const picked = this.state.pick.length > 0 ? await this.#parts.picked(this.state.pick) : [];
    this.#remember(picked);
    await super.start();
  }

  get #parts() {
    return /** @type {PartsEngine} */ (this.engine);
  }

  get atOnce() {
    return FIRST;
  }

  get isEstimate() {
    return this.found?.about ?? false;
  }

  /** @param {Paper[]} papers */
  #remember(papers) {
    for (const paper of papers) this.byKey.set(paper.key, paper);
  }

  async refresh() {
    const turn = ++this.turn;
    if (![...this.sort.options].some(({ value }) => value === this.state.sort)) this.state.sort = "";
    const isTyping = document.activeElement === this.field;
    if (!isTyping) this.field.value = this.state.q;
    else await new Promise((done) => setTimeout(done, PAUSE));
    if (turn !== this.turn) return;
    const found = this.isWhole ? null : await this.#parts.find(this.state);
    const papers = found ? await this.#first(found) : [];
    const near = (await found?.near()) ?? [];
    const without = found?.total === 0 && isNarrowed(this.state) ? (await this.#parts.find(unfiltered(this.state.q))).total : 0;
    if (turn === this.turn) this.#showFound(found, papers, near, without);
  }

  /** The papers that are shown at once: of a shared list all, in its order. @param {Found} found */
  async #first(found) {
    const order = this.state.pick.length > 0 && orderOf(this.state);
    if (!order) return found.next(FIRST);
    /** @type {Paper[]} */
    const all = [];
    for (let some = await found.next(FIRST); some.length > 0; some = await found.next(FIRST)) all.push(...some);
    return all.sort(order);
  }

  /**
   * @param {Found | null} found nothing where the list as served is the answer
   * @param {Paper[]} papers the first ones
   * @param {Paper[]} near those that come near
   * @param {number} without how many there are without filters
   */
  #showFound(found, papers, near, without) {
    this.found = found;
    this.shown = papers;
    this.#remember([...papers, ...near]);
    this.total = found?.total ?? this.#parts.parts.count;
    if (found && papers.length === 0) this.total = 0;
    find(".explorer__years", this.form).hidden = found !== null;
    const { pages = [], sections = [], answers = [], notes = [] } = found ?? {};
    this.show({ near, pages, sections, answers, notes }, this.panel.totals, without);
  }

  /**
   * An item like those that the server wrote, without the links that lead off the site, which only the paper's page knows.
   * @param {Paper} paper
   */
  newItem(paper) {
    const [[before, served]] = this.items;
    const item = /** @type {HTMLElement} */ (served.cloneNode(true));
    item.dataset.key = paper.key;
    item.querySelectorAll(".Z3988, .paper__claim, .badge").forEach((element) => element.remove());
    find(".paper__title", item).textContent = paper.title;
    find(".paper__authors", item).textContent = label(paper);
    find(".paper__venue", item).textContent = `${paper.venue} ${paper.year}`;
    find("[data-pick]", item).dataset.pick = paper.key;
    findAll("a, [data-source]", item).forEach((element) => readdress(element, before, paper.key));
    wireTicks(item);
    return item;
  }

  /** @param {((word: string) => boolean) | null} matches */
  paintLater(matches) {
    const last = this.list.lastElementChild;
    if (last) this.end = whenSeen(last, () => void this.#paintMore(matches));
  }

  /** @param {((word: string) => boolean) | null} matches */
  async #paintMore(matches) {
    const { found } = this;
    const papers = (await found?.next(FIRST)) ?? [];
    if (found !== this.found || papers.length === 0) return;
    this.#remember(papers);
    this.shown = [...this.shown, ...papers];
    this.list.append(...papers.map((paper) => this.item(paper, matches)));
    this.showPicked();
    this.paintLater(matches);
  }
}

/**
 * Turns a link or button of one paper into another's; one that leads to anything but the paper's own files goes.
 * @param {HTMLElement} element
 * @param {string} before a key
 * @param {string} after a key
 */
function readdress(element, before, after) {
  const name = element.dataset.source ? "data-source" : "href";
  const [path, ...anchor] = (element.getAttribute(name) ?? "").split(/(?=#)/);
  const kind = OWN.find((own) => address(own, before) === path);
  if (!kind) return element.remove();
  element.setAttribute(name, [address(kind, after), ...anchor].join(""));
  if (element.dataset.keyOf) element.dataset.keyOf = after;
}
