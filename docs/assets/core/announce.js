/** One place where the page says what has just happened, for those who do not see it. */
import { make } from "./dom.js";

/** @type {HTMLElement | undefined} */
let region;

/**
 * Says something politely through the page's one live region.
 * @param {string} text
 */
export function announce(text) {
  region ??= make("div", { class: "visually-hidden", role: "status", "data-announcer": true });
  const host = document.querySelector("dialog[open]") ?? document.body; // beside an open dialog nothing is heard
  if (region.parentElement !== host) host.append(region);
  region.textContent = "";
  // A screen reader speaks a change, and the same text again is none.
  requestAnimationFrame(() => {
    if (region) region.textContent = text;
  });
}
