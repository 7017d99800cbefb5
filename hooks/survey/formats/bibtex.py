"""Papers → the BibTeX that people copy: what BibTeX, natbib and biblatex know, and nothing of ours.

The form is the one that most programs read right, as ``tests/audit/clients.py`` and ``tests/audit/latex.py`` measure:

- A preprint is an ``@article`` whose journal is ``arXiv preprint arXiv:…``. As ``@misc``, Zotero takes it for a
  document without a place, typst's IEEE style drops the year, and acl_natbib prints twice where it is.
- The type of an ``eprint`` is ``eprinttype``, which Zotero, biblatex, acl_natbib and acmart read. ``archiveprefix``,
  the older name for it, changes nothing in what they print, and beside the other biber's data model refuses it. REVTeX,
  which knows the older one alone, prints the identifier without the word ``arXiv``.
- An address that the DOI leads to is left out, since many styles print both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ..model import ARXIV_DOI, Name, Paper
from ..read.bibtex import first_names, names, rank, write_entry
from ..text.latex import encode_latex

# What the data says of a paper and no bibliography asks for.
OWN = {"added", "code", "keywords", "openreview", "pdf", "reason", "verified"}
# What biblatex's data model (manual, 2.1) does not give to entries of a type; BibTeX's styles print none of it either.
FOREIGN = {
    "article": {"address", "isbn", "location", "publisher"},
    "inproceedings": {"issn"},
    "misc": {"isbn", "issn", "number", "pages", "publisher", "series", "volume"},
}


def bibtex(paper: Paper, *, ascii_only: bool = False) -> str:
    """The paper's entry for a bibliography, or in ASCII with LaTeX escapes."""
    entry = _entry(paper.kind, paper.key, paper.fields, is_preprint=paper.form == "preprint")
    return encode_latex(entry) if ascii_only else entry


def brief(paper: Paper) -> Paper:
    """The paper by the authors whom a page names, and by ``others`` for the rest, which styles print as “et al.”."""
    if not paper.unshown_authors:
        return paper
    author = first_names(paper.fields["author"], len(paper.shown_authors))
    return replace(paper, fields={**paper.fields, "author": author})


def bibliography(entries: Iterable[str]) -> str:
    """A ``.bib`` file: the entries with an empty line between them."""
    return "\n".join(entries)


def preprint(paper: Paper) -> str:
    """The entry of the arXiv preprint of a published paper, under the same key; the year is that of its identifier."""
    kept = ("author", "title", "eprint", "archiveprefix", "primaryclass")
    values = {name: paper.get(name) for name in kept if paper.get(name)}
    values |= {"year": str(arxiv_year(paper.arxiv)), "doi": ARXIV_DOI + paper.arxiv}
    return _entry("misc", paper.key, values, is_preprint=True)


def arxiv_year(identifier: str) -> int:
    """The year in which an arXiv identifier was given out: 2023 for ``2306.01234``, 1999 for ``cs/9901001``."""
    digits = int(identifier.rpartition("/")[2][:2])
    return 2000 + digits if digits < 91 else 1900 + digits  # arXiv started in 1991


def editors(paper: Paper) -> tuple[Name, ...]:
    """Who edited the volume that the paper stands in, as far as the record says so."""
    return names(paper.get("editor"))[0] if paper.get("editor") else ()


def _entry(kind: str, key: str, fields: Mapping[str, str], *, is_preprint: bool) -> str:
    if is_preprint and (where := _where(fields)):
        kind, fields = "article", {"journal": where} | {n: v for n, v in fields.items() if n != "howpublished"}
    left_out = OWN | FOREIGN.get(kind, set()) | {*_repeated(kind, fields)}
    kept = sorted(fields.keys() - left_out, key=lambda name: (rank(name), name))
    return write_entry(kind, key, (_exported(name, fields[name]) for name in kept))


def _where(fields: Mapping[str, str]) -> str:
    """Where a preprint can be had, as the journal of an article; empty if the record does not say."""
    return fields.get("howpublished", "") or (f"arXiv preprint arXiv:{fields['eprint']}" if "eprint" in fields else "")


def _repeated(kind: str, fields: Mapping[str, str]) -> Iterator[str]:
    """The fields that say only what others say, or that BibTeX cannot print beside them (btxdoc, 3.1)."""
    doi = fields.get("doi", "")
    if doi and fields.get("url") in (f"https://doi.org/{doi}", f"https://arxiv.org/abs/{doi.removeprefix(ARXIV_DOI)}"):
        yield "url"
    if "number" in fields:
        yield "issue"
    if kind == "inproceedings" and "volume" in fields:
        yield from ("issue", "number")


def _exported(name: str, value: str) -> tuple[str, str]:
    """A field under the name that programs know it by, with the value that they compare with."""
    if name == "archiveprefix":
        return "eprinttype", value.lower()  # acmart makes a link of `arxiv` alone
    return ("number" if name == "issue" else name), value
