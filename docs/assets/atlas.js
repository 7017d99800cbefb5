/** The only script a page asks for: it brings in what each page can use. */
import { start as startBasket } from "./basket.js";
import { start as startCiting } from "./cite.js";
import { start as startCopying } from "./copy.js";

startCopying();
startCiting();
startBasket();
if (document.querySelector("[data-guide]")) import("./guide.js");
if (document.querySelector(".cite__link")) import("./previews.js");
if (document.querySelector("[data-explorer]")) import("./explorer-start.js");
if (document.querySelector("[data-search]")) import("./search-box.js");
if (document.querySelector("[data-bib-check]")) import("./bibcheck.js");
if (document.querySelector("[data-manuscript]")) import("./manuscript.js");
