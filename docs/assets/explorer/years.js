/** Papers by year as bars over which one brushes a span; two sliders do the same from the keyboard. */

import { make } from "../core/dom.js";

export class YearHistogram {
  /**
   * @param {number[]} years
   * @param {(span: string) => void} choose gets `2021-2023`, `2023`, or nothing for all years
   */
  constructor(years, choose) {
    this.first = Math.min(...years);
    this.last = Math.max(...years);
    this.choose = choose;
    this.bars = Array.from({ length: this.last - this.first + 1 }, (_, index) => this.#bar(this.first + index));
    this.from = this.#slider("First year", this.first);
    this.to = this.#slider("Last year", this.last);
    this.caption = make("output", { class: "years__caption" });
    this.plot = make("div", { class: "years__bars", "aria-hidden": "true" }, ...this.bars);
    this.element = make("div", { class: "years" }, this.plot, make("div", { class: "years__sliders" }, this.from, this.to), this.caption);
    this.#listen();
  }

  /** @param {number} year */
  #bar(year) {
    return make("span", { class: "years__bar", "data-year": year, title: String(year) }, make("span", {}));
  }

  /**
   * @param {string} name
   * @param {number} value
   */
  #slider(name, value) {
    return make("input", { type: "range", min: this.first, max: this.last, value, step: 1, "aria-label": name });
  }

  #listen() {
    this.from.addEventListener("input", () =>
      this.#slide(Number(this.from.value), Math.max(Number(this.from.value), Number(this.to.value))),
    );
    this.to.addEventListener("input", () => this.#slide(Math.min(Number(this.from.value), Number(this.to.value)), Number(this.to.value)));
    for (const slider of [this.from, this.to]) slider.addEventListener("change", () => this.#settle());
    this.plot.addEventListener("pointerdown", (event) => this.#brush(event));
  }

  /** @param {PointerEvent} down */
  #brush(down) {
    const start = this.#yearAt(down);
    const move = (/** @type {PointerEvent} */ event) => {
      const here = this.#yearAt(event);
      this.#slide(Math.min(start, here), Math.max(start, here));
    };
    const stop = () => {
      this.plot.removeEventListener("pointermove", move);
      this.#settle();
    };
    this.plot.setPointerCapture(down.pointerId);
    this.plot.addEventListener("pointermove", move);
    this.plot.addEventListener("pointerup", stop, { once: true });
    this.plot.addEventListener("pointercancel", stop, { once: true });
    move(down);
  }

  /** @param {PointerEvent} event */
  #yearAt(event) {
    const { left, width } = this.plot.getBoundingClientRect();
    const index = Math.floor(((event.clientX - left) / width) * this.bars.length);
    return this.first + Math.max(0, Math.min(this.bars.length - 1, index));
  }

  /**
   * Show a span while it is being drawn.
   * @param {number} from
   * @param {number} to
   */
  #slide(from, to) {
    this.from.value = String(from);
    this.to.value = String(to);
    this.caption.textContent = from === to ? String(from) : `${from}–${to}`;
    for (const bar of this.bars) {
      const year = Number(bar.dataset.year);
      bar.classList.toggle("years__bar--out", year < from || year > to);
    }
  }

  #settle() {
    const [from, to] = [Number(this.from.value), Number(this.to.value)];
    const isAll = from === this.first && to === this.last;
    this.choose(isAll ? "" : from === to ? String(from) : `${from}-${to}`);
  }

  /**
   * @param {string} span
   * @param {Map<string, number>} counts
   */
  show(span, counts) {
    const [from, to = from] = span.split(/[-–]/);
    const most = Math.max(1, ...counts.values());
    for (const bar of this.bars) {
      const count = counts.get(bar.dataset.year ?? "") ?? 0;
      bar.style.setProperty("--share", String(count / most));
      bar.title = `${bar.dataset.year}: ${count}`;
    }
    this.#slide(Math.max(Number(from) || this.first, this.first), Math.min(Number(to) || this.last, this.last));
  }
}
