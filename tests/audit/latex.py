"""Compile a document that cites every paper, in the usual styles and with biber: `python tests/audit/latex.py`.

Needs pdflatex, bibtex and biber on the path (Debian: texlive-latex-recommended, texlive-publishers,
texlive-bibtex-extra and biber). Styles that TeX Live lacks are looked for in BSTINPUTS, and told of where they are not.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "hooks"))

from survey.check.load import load  # noqa: E402
from survey.formats.bibtex import bibliography, bibtex  # noqa: E402

HEAD = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage{textcomp,amsmath,url}
\usepackage[hidelinks]{hyperref}
\providecommand{\showeprint}[2][]{#2}
\providecommand{\bibinfo}[2]{#2}
"""
# What a processor says when it is not content, and what LaTeX does.
COMPLAINTS = re.compile(r"^(?:Warning--|WARN|ERROR|.*error message|LaTeX Warning: Citation|! ).*", re.MULTILINE)
# What a style wants of every entry and many records cannot have: a preprint has no volume, and many volumes no pages.
WANTED = re.compile(r"Warning--(?:empty (?:address|publisher|pages)|page numbers missing|no number and no volume)")


@dataclass(frozen=True)
class Setup:
    """A way to typeset a bibliography."""

    name: str
    processor: str
    preamble: str
    end: str
    command: str
    options: tuple[str, ...] = ()


NATBIB = r"\usepackage{natbib}"
NUMBERED = r"\usepackage[numbers]{natbib}"
# The style's own \doi breaks at an underscore, which Springer's own identifiers have.
LINKED = r"\newcommand{\doi}[1]{\url{https://doi.org/#1}}"
# The styles of BibTeX that papers about language models are written in most, and what each needs.
STYLES = {
    "plain": "", "abbrvnat": NATBIB, "plainnat": NATBIB, "unsrtnat": NATBIB, "IEEEtran": "", "ieeetr": "",
    "apalike": "", "splncs04": LINKED, "elsarticle-num": NUMBERED, "ACM-Reference-Format": NATBIB,
    "acl_natbib": NATBIB, "icml2023": NATBIB, "iclr2025_conference": NATBIB, "colm2025_conference": NATBIB,
    "apsrev4-2": NATBIB,
}  # fmt: skip
BIBER = Setup(
    "biblatex",
    "biber",
    r"\usepackage{biblatex}\addbibresource{references.bib}",
    r"\printbibliography",
    "parencite",
    ("--validate-datamodel",),
)


def bibtex_setup(style: str) -> Setup:
    """The setup of a style of BibTeX."""
    end = rf"\bibliographystyle{{{style}}}\bibliography{{references}}"
    return Setup(style, "bibtex", STYLES[style], end, "cite")


def document(setup: Setup, keys: list[str]) -> str:
    """LaTeX that cites every key by itself."""
    citations = "\n".join(f"\\{setup.command}{{{key}}}." for key in keys)
    return f"{HEAD}{setup.preamble}\n\\begin{{document}}\n{citations}\n{setup.end}\n\\end{{document}}\n"


def run(folder: Path, *command: str) -> str:
    """What a program prints; LaTeX must not stop to ask."""
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace")


def complaints(setup: Setup, bib: str, keys: list[str]) -> list[str]:
    """Everything that the processor and the last run of LaTeX complain about."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "references.bib").write_text(bib)
        (folder / "paper.tex").write_text(document(setup, keys))
        latex = ("pdflatex", "-interaction=nonstopmode", "paper.tex")
        run(folder, *latex)
        said = run(folder, setup.processor, *setup.options, "paper")
        run(folder, *latex)
        found = COMPLAINTS.findall(said + run(folder, *latex))
        return found if (folder / "paper.pdf").exists() else [*found, "no PDF was made"]


def main() -> int:
    """Print what each setup says about each file; 1 if any complains."""
    missing = [program for program in ("pdflatex", "bibtex", "biber") if not shutil.which(program)]
    if missing:
        print(f"not installed: {', '.join(missing)}")
        return 1
    papers = load(ROOT).papers
    files = {
        "UTF-8": bibliography(map(bibtex, papers.values())),
        "ASCII": bibliography(bibtex(paper, ascii_only=True) for paper in papers.values()),
    }
    known = [style for style in STYLES if run(ROOT, "kpsewhich", f"{style}.bst")]
    print(f"not installed: {', '.join(style for style in STYLES if style not in known) or 'none'}")
    total = 0
    for encoding, bib in files.items():
        for setup in (*map(bibtex_setup, known), BIBER):
            said = complaints(setup, bib, list(papers))
            found = [line for line in said if not WANTED.match(line)]
            asked = f", asks for {len(said) - len(found)} facts that records lack" if len(said) > len(found) else ""
            print(f"{setup.processor} {setup.name}, {encoding}: {len(papers)} entries, {len(found)} complaints{asked}")
            print("".join(f"    {line}\n" for line in found[:20]), end="")
            total += len(found)
    return int(total > 0)


if __name__ == "__main__":
    sys.exit(main())
