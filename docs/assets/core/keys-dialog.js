/** The dialog with all keys that the parts of a page list in `[data-keys]`, out of sight for those who need none. */
import { find, findAll, make } from "./dom.js";

/** @type {HTMLDialogElement | undefined} */
let dialog;

/** Shows the keys. */
export function open() {
  dialog ??= build();
  if (!dialog.open) dialog.showModal();
}

function build() {
  const close = make("button", { type: "button", class: "dialog-close", "aria-label": "Close" }, "×");
  const rows = findAll("[data-keys] > div").map((row) => row.cloneNode(true));
  const title = make("h2", { id: "keys-title" }, "Keys");
  const made = make("dialog", { class: "keys md-typeset", "aria-labelledby": "keys-title" }, close, title, make("dl", {}, ...rows));
  close.addEventListener("click", () => made.close());
  made.addEventListener("click", (event) => event.target === made && made.close());
  find("body").append(made);
  return made;
}
