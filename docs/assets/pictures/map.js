/**
 * Makes each dot of a map a link to the paper that it stands for, once a reader comes near: on hover, on focus and on the first
 * tap it says which. With the keyboard, arrows lead from a region into its dots and through them, Escape leads back.
 *
 * @typedef {import("../search/library.js").Paper} Paper
 */

import { findAll } from "../core/dom.js";
import { address } from "../core/site.js";
import { load } from "../search/data.js";
import { label } from "../search/library.js";

const SVG = "http://www.w3.org/2000/svg";
const REACH = 11; // how far from its middle a dot can be hit, in units of the picture
const STEPS = new Map([
  ["ArrowRight", 1],
  ["ArrowDown", 1],
  ["ArrowLeft", -1],
  ["ArrowUp", -1],
]);

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 * @returns {SVGElement}
 */
function draw(name, attributes, ...children) {
  const element = /** @type {SVGElement} */ (document.createElementNS(SVG, name));
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/**
 * Whether a paper is of a region, which leads to a section or to an approach in it.
 * @param {Paper} paper
 * @param {URL} region
 */
function isOf(paper, region) {
  const section = region.pathname.split("/").at(-2) ?? "";
  const approach = region.hash.slice(1);
  return approach
    ? paper.places.some((place) => place.approach.id === approach && place.approach.section.id === section)
    : paper.sections.has(section);
}

/**
 * @param {Paper} paper
 * @param {string} spot where its dot is, as a path says it: `M12 34`
 * @param {number} size
 */
function dot(paper, spot, size) {
  const [cx, cy] = spot.slice(1).split(" ");
  return draw(
    "a",
    {
      class: "map__paper",
      href: address("paper", paper.key),
      tabindex: "-1",
      "aria-label": paper.title,
      "data-preview-title": paper.title,
      "data-preview-text": `${label(paper)} · ${paper.venue} ${paper.year}`,
    },
    draw("circle", { class: "map__reach", cx, cy, r: String(REACH) }),
    draw("circle", { class: "map__spot", cx, cy, r: String(size / 2) }),
  );
}

/**
 * Puts links in the place of a region's dots; where their number is not that of the papers, all stays a picture.
 * @param {SVGElement} dots
 * @param {Paper[]} papers
 */
function enliven(dots, papers) {
  const region = /** @type {SVGAElement} */ (dots.parentNode);
  const target = new URL(region.href.baseVal, location.href);
  const found = papers.filter((paper) => isOf(paper, target));
  const spots = (dots.getAttribute("d") ?? "").match(/M[\d.]+ [\d.]+/g) ?? [];
  if (spots.length !== found.length) return;
  const size = Number(dots.getAttribute("stroke-width"));
  region.after(draw("g", { class: region.getAttribute("class") ?? "" }, ...found.map((paper, at) => dot(paper, spots[at], size))));
  dots.remove();
}

/** @param {Element} picture */
async function prepare(picture) {
  const [{ papers }] = await Promise.all([load(), import("../cite/previews.js")]);
  for (const dots of /** @type {SVGElement[]} */ (findAll(".map__region > .map__dots", picture))) enliven(dots, papers);
}

/** @param {KeyboardEvent} event */
function step(event) {
  const here = event.target instanceof SVGElement ? event.target.closest("a") : null;
  if (!here) return;
  const isPaper = here.matches(".map__paper");
  const group = isPaper ? here.parentElement : here.nextElementSibling;
  const direction = STEPS.get(event.key);
  if (event.key === "Escape" && isPaper) /** @type {SVGElement} */ (group?.previousElementSibling).focus();
  if (!direction || !group?.matches("g")) return;
  event.preventDefault();
  const papers = /** @type {SVGElement[]} */ ([...group.children]);
  const next = isPaper ? papers.indexOf(/** @type {any} */ (here)) + direction : 0;
  papers[next]?.focus();
}

for (const picture of findAll(".map__picture")) {
  const start = () => prepare(picture).catch(() => {}); // without the index the picture stays what it is
  for (const sign of ["pointerover", "focusin", "touchstart"]) picture.addEventListener(sign, start, { once: true, passive: true });
  if (picture.matches(":hover, :focus-within")) start(); // a reader who was here before the script
  picture.addEventListener("keydown", (event) => step(/** @type {KeyboardEvent} */ (event)));
}
