/**
 * What a citation in prose or a dot of the map stands for, shown at the link: on hover, on focus, and on the first tap.
 * It stays while the pointer is on it and goes with Escape (WCAG 2.2, 1.4.13).
 */
import { make } from "../core/dom.js";

const ID = "citation-preview";
const PATIENCE = 120; // milliseconds in which the pointer may cross the gap between the link and the preview
const GAP = 6; // pixels between both

const title = make("strong");
const text = make("span");
const box = make("div", { id: ID, class: "preview", role: "tooltip", hidden: true }, title, text);
/** @type {HTMLElement | null} */
let shownFor = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let leaving;

/** @param {EventTarget | null} target @returns {HTMLElement | null} */
function citation(target) {
  return target instanceof Element ? target.closest("[data-preview-title]") : null;
}

/** Below the link, or above it where there is no room, and never beyond the sides of the window. @param {HTMLElement} link */
function place(link) {
  const spot = link.getClientRects()[0];
  const room = document.documentElement.clientWidth - box.offsetWidth - GAP;
  const isBelow = spot.bottom + GAP + box.offsetHeight <= innerHeight;
  box.style.left = `${Math.max(GAP, Math.min(spot.left, room)) + scrollX}px`;
  box.style.top = `${(isBelow ? spot.bottom + GAP : spot.top - GAP - box.offsetHeight) + scrollY}px`;
}

/** @param {HTMLElement} link */
function show(link) {
  hide();
  title.textContent = link.dataset.previewTitle ?? "";
  text.textContent = link.dataset.previewText ?? "";
  link.setAttribute("aria-describedby", ID);
  shownFor = link;
  box.hidden = false;
  place(link);
}

function hide() {
  clearTimeout(leaving);
  shownFor?.removeAttribute("aria-describedby");
  shownFor = null;
  box.hidden = true;
}

/** @param {PointerEvent} event */
function enter(event) {
  if (event.pointerType === "touch") return;
  const link = citation(event.target);
  if (link || box.contains(/** @type {Node} */ (event.target))) clearTimeout(leaving);
  if (link && link !== shownFor) show(link);
}

/** @param {PointerEvent} event */
function leave(event) {
  if (event.pointerType === "touch" || !shownFor) return;
  clearTimeout(leaving);
  leaving = setTimeout(hide, PATIENCE);
}

/** The first tap shows, the second follows the link. @param {MouseEvent} event */
function tap(event) {
  const link = citation(event.target);
  const isTouch = /** @type {PointerEvent} */ (event).pointerType === "touch";
  if (link && isTouch && link !== touched) {
    event.preventDefault();
    show(link);
  } else if (!link && shownFor && isTouch) {
    hide();
  }
  touched = isTouch ? link : null;
}
/** @type {HTMLElement | null} */
let touched = null;

document.body.append(box);
document.addEventListener("pointerover", enter);
document.addEventListener("pointerout", leave);
document.addEventListener("click", tap);
document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
document.addEventListener("focusin", (event) => {
  const link = citation(event.target);
  if (link?.matches(":focus-visible")) show(link);
});
document.addEventListener("focusout", hide);
