/** The only script a page asks for: it brings in what each page can use. */
if (document.querySelector("[data-guide]")) import("./guide.js");
