/** `?` shows which keys a page answers to. */
import { isTyping } from "./dom.js";

/** Lets `?` show the keys. */
export function start() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || isTyping() || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    void import("./keys-dialog.js").then(({ open }) => open());
  });
}
