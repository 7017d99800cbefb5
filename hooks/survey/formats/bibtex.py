"""Papers → BibTeX: the entry as it stands in the data, in ASCII, or of the preprint."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import ARXIV_DOI, Paper
from ..read.bibtex import rank, write_entry
from ..text.latex import encode_latex


def bibtex(paper: Paper, *, ascii_only: bool = False) -> str:
    """The paper's entry as it stands in the data, or in ASCII with LaTeX escapes."""
    entry = write_entry(paper.kind, paper.key, paper.fields.items())
    return encode_latex(entry) if ascii_only else entry


def bibliography(entries: Iterable[str]) -> str:
    """A ``.bib`` file: the entries with an empty line between them."""
    return "\n".join(entries)


def preprint(paper: Paper) -> str:
    """The entry of the arXiv preprint of a published paper, under the same key; the year is that of its identifier."""
    values = {
        "howpublished": f"arXiv preprint arXiv:{paper.arxiv}",
        "year": str(arxiv_year(paper.arxiv)),
        "doi": ARXIV_DOI + paper.arxiv,
        "url": f"https://arxiv.org/abs/{paper.arxiv}",
        "pdf": f"https://arxiv.org/pdf/{paper.arxiv}",
    }
    kept = ("author", "title", "eprint", "archiveprefix", "primaryclass", "code")
    values |= {name: paper.get(name) for name in kept if paper.get(name)}
    return write_entry("misc", paper.key, sorted(values.items(), key=lambda field: rank(field[0])))


def arxiv_year(identifier: str) -> int:
    """The year in which an arXiv identifier was given out: 2023 for ``2306.01234``, 1999 for ``cs/9901001``."""
    digits = int(identifier.rpartition("/")[2][:2])
    return 2000 + digits if digits < 91 else 1900 + digits  # arXiv started in 1991
