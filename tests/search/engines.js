/**
 * Three searches over the same papers and sections, each giving citation keys or section ids, best first:
 * ours as the site serves it; lunr as the theme sets it up (titles a thousand times the text, every word also a
 * prefix), over the text of the same pages; and plain substring. Run in a page of the site with lunr loaded.
 */
async (root) => {
  const { Engine } = await import(`${root}assets/search/engine.js`);
  const { load } = await import(`${root}assets/search/data.js`);
  const library = await load();
  const engine = new Engine(library);

  const pages = [
    ...library.papers.map(({ key }) => ({ kind: "papers", id: key, url: `${root}papers/${key}/` })),
    ...library.sections.map(({ id }) => ({ kind: "sections", id, url: `${root}taxonomy/${id}/` })),
  ];
  const parser = new DOMParser();
  const read = async (page) => {
    const made = parser.parseFromString(await (await fetch(page.url)).text(), "text/html");
    const body = made.querySelector(".md-content");
    return { ...page, title: body.querySelector("h1").textContent.replaceAll("*", " "), text: body.textContent.replace(/[\s*]+/g, " ") }; // lunr takes an asterisk in a text for a wildcard
  };
  const documents = await Promise.all(pages.map(read));

  const index = lunr(function () {
    this.ref("at");
    this.field("title", { boost: 1000 });
    this.field("text");
    documents.forEach(({ title, text }, at) => this.add({ at, title, text }));
  });
  // Lunr tells the nodes of its words apart by letter and number written together, so that digits can make it find words
  // that it does not have, on which it fails; it then gets the words without their prefixes.
  const tried = (terms) => {
    try {
      return index.search(terms.flatMap((term) => [term, `${term}*`]).join(" "));
    } catch {
      return index.search(terms.join(" "));
    }
  };
  const withLunr = (query, kind) => {
    const terms = query.replace(/[:"~^+*-]/g, " ").split(/\s+/).filter(Boolean);
    return tried(terms).map(({ ref }) => documents[ref]).filter((document) => document.kind === kind).map(({ id }) => id);
  };
  const withSubstring = (query, kind) => {
    const wanted = query.toLowerCase();
    return documents.filter((document) => document.kind === kind && document.text.toLowerCase().includes(wanted)).map(({ id }) => id);
  };
  const withOurs = (query, kind) => {
    const found = engine.search(query);
    return kind === "papers" ? found.papers.map(({ key }) => key) : found.sections.map(({ id }) => id);
  };
  const searches = { ours: withOurs, "the theme's (lunr)": withLunr, substring: withSubstring };
  window.answer = (query, kind) => Object.fromEntries(Object.entries(searches).map(([name, search]) => [name, search(query, kind)]));
};
