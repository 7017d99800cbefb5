/**
 * Marks, before the first paint, a page whose address asks for something, so that all of it is not shown before its script has
 * narrowed it down. What waits for that appears after a while by its own styles, should the script never come.
 */

const { search, hash } = location;
if (search || hash) document.documentElement.dataset.asked = search ? "query" : "part";
