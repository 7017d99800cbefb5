/** The only script a page asks for: it brings in what each page can use. */
import { start as startBasket } from "./cite/basket.js";
import { start as startCiting } from "./cite/dialog.js";
import { start as startCopying } from "./core/copy.js";
import { resetSwitches } from "./core/dom.js";
import { start as startKeys } from "./core/keys.js";

resetSwitches();
startCopying();
startCiting();
startBasket();
startKeys();
if (document.querySelector("[data-guide]")) import("./guide/guide.js");
if (document.querySelector("[data-progress]")) import("./guide/path.js");
if (document.querySelector(".cite__link")) import("./cite/previews.js");
if (document.querySelector("[data-explorer]")) import("./explorer/start.js");
if (document.querySelector(".map__dots")) import("./pictures/map.js");
if (document.querySelector("[data-added]")) import("./pages/news.js");
if (document.querySelector("[data-search]")) import("./search/box.js");
if (document.querySelector("[data-bib-check]")) import("./tools/check.js");
if (document.querySelector("[data-manuscript]")) import("./tools/manuscript.js");
setTimeout(() => import("./offline/page.js"), 3000); // a page that is left sooner need not be kept
