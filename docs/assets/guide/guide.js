/**
 * Narrows the guide down to what the reader ticks, and puts what answers most of it first. The choice stands in the query
 * string (`?problem=cost&problem=latency&access=text`), so that it can be sent to a colleague.
 *
 * Every fieldset of the form is an axis, named like its inputs; the parts of the page say with `data-<axis>` what they are
 * for. An axis `any` lists what an answer may be for. The two others restrict the approaches of an answer: by a `scale` of
 * levels from the least to the most, of which choosing one allows all up to it, or by what a reader must have, `all` of which an
 * approach needs. Such an axis says with `data-lacking` what is missing for the approaches beyond.
 *
 * @typedef {{name: string, kind: string, lacking: string, inputs: HTMLInputElement[]}} Axis
 * @typedef {{article: HTMLElement, methods: HTMLElement[], problems: string[]}} Answer
 */

import { addToBasket } from "../cite/basket.js";
import { announce } from "../core/announce.js";
import { counted, find, findAll } from "../core/dom.js";
import { load } from "../search/data.js";

const PAGE = 5; // answers that are shown before the reader asks for more

const form = /** @type {HTMLFormElement} */ (find("form[data-guide]"));
const axes = findAll("fieldset", form).map(readAxis);
const [problems, ...restricting] = axes;
const list = find("[data-guide-answers]");
const index = find("[data-guide-index]");
const none = find("[data-guide-none]");
const more = find("[data-guide-more]");
const answers = findAll(".fit", list).map(readAnswer);

let page = PAGE;

/**
 * @param {HTMLElement} fieldset
 * @returns {Axis}
 */
function readAxis(fieldset) {
  const inputs = /** @type {HTMLInputElement[]} */ (findAll("input", fieldset));
  return { name: inputs[0].name, kind: fieldset.dataset.axis ?? "", lacking: fieldset.dataset.lacking ?? "", inputs };
}

/**
 * @param {HTMLElement} article
 * @returns {Answer}
 */
function readAnswer(article) {
  return { article, methods: findAll(".fit__methods > li", article), problems: said(article, problems) };
}

/**
 * What a part of the page says of an axis.
 * @param {Element} part
 * @param {Axis} axis
 */
function said(part, axis) {
  return (part.getAttribute(`data-${axis.name}`) ?? "").split(" ").filter(Boolean);
}

/** The values chosen; none for no matter. @param {Axis} axis */
const chosen = ({ inputs }) => inputs.filter((input) => input.checked && input.value).map((input) => input.value);

/** Takes over what the address asks for; a value that the form does not know counts as no choice. */
function restore() {
  const asked = new URLSearchParams(location.search);
  const named = location.hash.slice(1);
  const problem = answers.find(({ article }) => article.id === named)?.problems[0] ?? named;
  for (const axis of axes) {
    const values = asked.getAll(axis.name);
    const [first, ...others] = axis.inputs;
    for (const input of axis.inputs) input.checked = values.includes(input.value) || (axis === problems && input.value === problem);
    if (!first.value) first.checked = !others.some((input) => input.checked);
  }
}

function remember() {
  const address = new URL(location.href);
  for (const axis of axes) {
    address.searchParams.delete(axis.name);
    for (const value of chosen(axis)) address.searchParams.append(axis.name, value);
  }
  address.hash = "";
  history.replaceState(null, "", address);
}

/**
 * Whether an approach can be taken with what the reader has.
 * @param {HTMLElement} method
 * @param {Axis} axis
 */
function allows(axis, method) {
  const wanted = chosen(axis);
  if (wanted.length === 0) return true;
  const order = axis.inputs.map((input) => input.value);
  const needed = said(method, axis);
  if (axis.kind === "scale") return order.indexOf(needed[0]) <= order.indexOf(wanted[0]);
  return needed.every((value) => wanted.includes(value));
}

/**
 * The problems chosen that an answer is for, in its order.
 * @param {Answer} answer
 * @param {string[]} wanted
 */
const answered = (answer, wanted) => answer.problems.filter((problem) => wanted.includes(problem));

/**
 * The answers to what is chosen, those first that answer most of it, and of these those that are made for it.
 * @param {string[]} wanted
 */
function ranked(wanted) {
  const found = wanted.length > 0 ? answers.filter((answer) => answered(answer, wanted).length > 0) : answers;
  const places = (/** @type {Answer} */ answer) =>
    answered(answer, wanted).reduce((sum, problem) => sum + answer.problems.indexOf(problem), 0);
  return [...found].sort((a, b) => answered(b, wanted).length - answered(a, wanted).length || places(a) - places(b));
}

/** Shows what fits the choice, and says how much that is. */
function narrow() {
  const wanted = chosen(problems);
  const found = ranked(wanted);
  const methods = found.flatMap((answer) => answer.methods);
  const fitting = new Set(methods.filter((method) => restricting.every((axis) => allows(axis, method))));
  const open = found.filter((answer) => answer.methods.some((method) => fitting.has(method)));
  for (const method of methods) method.hidden = !fitting.has(method);
  for (const answer of answers) answer.article.hidden = !open.slice(0, page).includes(answer);
  for (const answer of open) {
    list.append(answer.article);
    explain(answer, wanted);
  }
  const isOpen = axes.some((axis) => chosen(axis).length > 0);
  index.hidden = isOpen;
  list.hidden = !isOpen || open.length === 0;
  none.hidden = open.length > 0;
  find("[type=reset]", form).hidden = !isOpen;
  more.hidden = !isOpen || open.length <= page;
  more.textContent = `Show ${open.length - page} more`;
  find("[data-guide-count]", form).textContent = isOpen ? told(open.length, fitting.size, methods.length - fitting.size) : "";
}

/**
 * Says which of the problems chosen an answer is for, these before the others that it helps with.
 * @param {Answer} answer
 * @param {string[]} wanted
 */
function explain(answer, wanted) {
  const { article, problems } = answer;
  const found = answered(answer, wanted);
  const whole = wanted.length === 2 ? "both your" : `all ${wanted.length} of your`;
  const share = found.length === wanted.length ? whole : `${found.length} of your ${wanted.length}`;
  const many = wanted.length > 1 ? ` ${share} problems:` : "";
  find("[data-reason]", article).textContent = wanted.length > 0 ? `Answers${many}` : "Helps with";
  const ranks = [...found, ...problems];
  const badges = findAll("[data-for]", article).sort((a, b) => ranks.indexOf(a.dataset.for ?? "") - ranks.indexOf(b.dataset.for ?? ""));
  for (const badge of badges) badge.classList.toggle("badge--chosen", found.includes(badge.dataset.for ?? ""));
  find(".fit__for", article).append(...badges);
}

/**
 * @param {number} sections
 * @param {number} fitting
 * @param {number} beyond
 */
function told(sections, fitting, beyond) {
  const lacking = restricting.filter((axis) => chosen(axis).length > 0).map((axis) => axis.lacking);
  const rest = beyond > 0 ? `; ${beyond} more ${beyond === 1 ? "needs" : "need"} ${lacking.join(" or ")}` : "";
  return `${counted(fitting, "approach", "approaches")} in ${counted(sections, "section", "sections")}${rest}.`;
}

function update() {
  page = PAGE;
  narrow();
  remember();
}

/** Takes back all that restricts the approaches. */
function widen() {
  for (const { inputs } of restricting) for (const input of inputs) input.checked = !input.value;
  update();
  restricting[0]?.inputs[0].focus();
}

/** A problem that is named on the page is chosen by it. @param {MouseEvent} event */
function follow(event) {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const named = problems.inputs.find((input) => link?.hash === `#${input.value}`);
  const answer = answers.find(({ article }) => link?.hash === `#${article.id}`);
  if (!link || link.pathname !== location.pathname || !(named || answer)) return;
  event.preventDefault();
  for (const input of problems.inputs) input.checked = answer ? input.value === link.closest("tr")?.id : input.checked || input === named;
  update();
  (answer ? find("h3 a", answer.article) : named)?.focus();
}

/** Puts the papers of a section into the basket. @param {HTMLElement} button */
async function collect(button) {
  const { papers } = await load();
  const keys = papers.filter((paper) => paper.sections.has(button.dataset.collect ?? "")).map((paper) => paper.key);
  addToBasket(keys, `section ${button.dataset.collect}`);
  announce(`The basket has the ${counted(keys.length, "paper")} now`);
}

/** @param {HTMLElement} button */
function offer(button) {
  button.hidden = false;
  button.addEventListener("click", () => collect(button).catch(() => announce("The papers could not be fetched")));
}

restore();
form.hidden = false;
findAll("[data-collect]").forEach(offer);
form.addEventListener("change", update);
form.addEventListener("reset", () =>
  setTimeout(() => {
    update();
    find("input", form).focus(); // the button has gone
  }),
);
form.addEventListener("submit", (event) => event.preventDefault());
find("[data-guide-widen]").addEventListener("click", widen);
more.addEventListener("click", () => {
  const next = findAll(".fit:not([hidden])", list).length;
  page = answers.length;
  narrow();
  findAll(".fit:not([hidden]) h3 a", list)[next]?.focus();
});
for (const part of [index, list]) part.addEventListener("click", follow);
for (const name of ["popstate", "hashchange"])
  addEventListener(name, () => {
    restore();
    narrow();
  });
narrow();
