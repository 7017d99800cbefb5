/** The only script a page asks for: it brings in what each page can use. */
import { start as startCiting } from "./cite.js";
import { start as startCopying } from "./copy.js";

startCopying();
startCiting();
if (document.querySelector("[data-guide]")) import("./guide.js");
if (document.querySelector(".cite__link")) import("./previews.js");
