"""Every address on the site, relative to its root. Addresses are promises: see CONTRIBUTING.md before changing one."""

from __future__ import annotations

import re


def paper(key: str) -> str:
    """The page of a paper."""
    return f"{papers()}{key}/"


def papers() -> str:
    """The list of all papers, where one searches and filters."""
    return "papers/"


def found(query: str) -> str:
    """The papers that a query finds."""
    return f"{papers()}?q={query}"


def picked(keys: str) -> str:
    """A list of papers to share, by their keys with commas between; `&list=` may follow with its name."""
    return f"{papers()}?pick={keys}"


def year(year: int) -> str:
    """A year in the list of all papers."""
    return f"{papers()}#year-{year}"


def year_list(year: int, number: int = 1) -> str:
    """A page of the papers of a year, where one page cannot hold all papers."""
    return f"{papers()}year/{year}/" + (f"{number}/" if number > 1 else "")


def authors() -> str:
    """The people with a page of their own."""
    return "authors/"


def author(slug: str) -> str:
    """The papers of one person."""
    return f"{authors()}{slug}/"


def venues() -> str:
    """The conferences, journals and other places where papers appeared."""
    return "venues/"


def venue(slug: str) -> str:
    """The papers of one of them."""
    return f"{venues()}{slug}/"


def taxonomy() -> str:
    """The overview of all sections."""
    return "taxonomy/"


def section(id: str) -> str:
    """The page of a section."""
    return f"{taxonomy()}{id}/"


def approach(section_id: str, approach_id: str) -> str:
    """An approach on the page of its section."""
    return f"{section(section_id)}#{approach_id}"


def start() -> str:
    """The reading paths for somebody new."""
    return "start/"


def reading_path(id: str) -> str:
    """One of them."""
    return f"{start()}{id}/"


def list_file(page: str, extension: str) -> str:
    """The papers of a page, a section's or a reading path's, as data."""
    return f"{page.rstrip('/')}.{extension}"


def paper_file(key: str, extension: str) -> str:
    """One paper as data."""
    return f"{paper(key).rstrip('/')}.{extension}"


def section_file(id: str, extension: str) -> str:
    """A section and all below it as data."""
    return list_file(section(id), extension)


def references(extension: str) -> str:
    """Every paper as data."""
    return f"references.{extension}"


def origin_file(vocabulary: str, term: str, extension: str) -> str:
    """The papers that come from one place as data."""
    return f"references/{vocabulary}/{term}.{extension}"


def api(name: str) -> str:
    """The survey's own model as JSON, ``papers`` or ``taxonomy``."""
    return f"api/{name}.json"


def schema(name: str) -> str:
    """What a file of :func:`api` looks like."""
    return f"api/{name}.schema.json"


def table() -> str:
    """Every paper as a row of a spreadsheet."""
    return "papers.csv"


def opensearch() -> str:
    """How a browser can search the site from its address bar."""
    return "opensearch.xml"


def offline() -> str:
    """What keeps visited pages for reading without a connection; of all below the folder that it lies in."""
    return "offline.js"


def offline_worker() -> str:
    """The part of it that is the same in every build."""
    return "assets/offline/worker.js"


def search_index() -> str:
    """What searching works on."""
    return "search.json"


def search_part(name: str) -> str:
    """A part of a search index that is too large for one file."""
    return f"search/{name}.json"


def home_map() -> str:
    """The map of the field, on the home page."""
    return "#map"


def answer(problem_id: str) -> str:
    """What the guide says about a problem."""
    return f"guide/#{problem_id}"


def changes() -> str:
    """The change log."""
    return "changes/"


def change(id: str) -> str:
    """An entry of the change log."""
    return f"{changes()}#{id}"


def arrivals(date: str) -> str:
    """The id in the change log, and the anchor there, of the papers that were added on a day."""
    return f"added-{date}"


def mending() -> str:
    """How a record is put right."""
    return "contribute/#mend-a-record"


def tool(name: str) -> str:
    """A page that works on what a reader brings."""
    return f"tools/{name}/"


def feed() -> str:
    """The change log as an Atom feed."""
    return "feed.xml"


def section_feed(id: str) -> str:
    """What is new in a section, as an Atom feed."""
    return f"{section(id)}{feed()}"


def sitemap() -> str:
    """What search engines read first."""
    return "sitemap.xml"


def robots() -> str:
    """Where search engines look for the sitemap."""
    return "robots.txt"


def twin(url: str) -> str:
    """A page as Markdown, for programs that read text."""
    return f"{url}index.md"


def llms() -> str:
    """Where such programs start (https://llmstxt.org)."""
    return "llms.txt"


def published(source: str) -> str:
    """Where a file of docs/, given by its path in there, lies on the site: a page at the address of its name."""
    if not source.endswith(".md"):
        return source
    folder, slash, name = source.removesuffix(".md").rpartition("/")
    return page_file(folder + slash + ("" if name == "index" else f"{name}/"))


# What is written from the data or brought by the theme, whatever a survey's papers and sections are called.
_GENERATED = re.compile(
    r"(references|search)\.\w+|papers\.csv|feed\.xml|sitemap.*\.xml|robots\.txt|opensearch\.xml|offline\.js|llms\.txt|404\.html"
    r"|(api|search|taxonomy/[^/]+|assets/(cards|javascripts|stylesheets|images))/.*\.(?!html$)\w+|(api|search|references)/.+"
    r"|(papers/(?!index\.html$)|authors/|venues/).+"
)


def is_generated(path: str) -> bool:
    """Whether a file of the site is one that no hand-written file may take the place of."""
    return _GENERATED.fullmatch(path) is not None


def stylesheet() -> str:
    """How every page looks."""
    return "assets/atlas.css"


def typeface() -> str:
    """The font of headings."""
    return "assets/fonts/headings.woff2"


def typeface_license() -> str:
    """The terms under which it may be used, beside it."""
    return "assets/fonts/LICENSE.txt"


def card(section_id: str = "") -> str:
    """The picture for links to a section, or to a page without one of its own."""
    return f"assets/cards/{section_id}.png" if section_id else "assets/card.png"


def for_scripts() -> dict[str, str]:
    """The addresses that scripts lead to or fetch, by their names there; ``{}`` stands for a key, an id or a query."""
    return {
        "paper": paper("{}"),
        "bib": paper_file("{}", "bib"),
        "ris": paper_file("{}", "ris"),
        "section": section("{}"),
        "taxonomy": taxonomy(),
        "answer": answer("{}"),
        "author": author("{}"),
        "venue": venue("{}"),
        "found": found("{}"),
        "picked": picked("{}"),
        "index": search_index(),
        "indexPart": search_part("{}"),
        "bibtex": references("bib"),
        "csl": references("json"),
        "table": table(),
        "records": api("papers"),
        "offline": offline(),
    }


def root_of(url: str) -> str:
    """The way from a page to the site's root: ``../../`` from ``taxonomy/model-routing/``."""
    return "../" * url.count("/") or "./"


def page_file(url: str) -> str:
    """The file behind a page's address."""
    return f"{url}index.html"
