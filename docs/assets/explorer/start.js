/** Starts the explorer that a survey's size calls for. */

import { find } from "../core/dom.js";
import { Explorer } from "./explorer.js";
import { openEngine } from "../search/open.js";

const form = /** @type {HTMLFormElement} */ (find("[data-explorer]"));
const engine = await openEngine();
if (engine.library.parts) {
  const { LargeExplorer } = await import("./large.js");
  await new LargeExplorer(form, engine).start();
} else await new Explorer(form, engine).start();
