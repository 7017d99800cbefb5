"""Compile a document that cites every paper, with BibTeX in three styles and with biber: `python tests/audit/latex.py`.

Needs pdflatex, bibtex and biber on the path (Debian: texlive-latex-recommended, texlive-publishers,
texlive-bibtex-extra and biber).
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
\usepackage{textcomp,url}
"""
# What a processor says when it is not content, and what LaTeX does.
COMPLAINTS = re.compile(r"^(?:Warning--|WARN|ERROR|.*error message|LaTeX Warning: Citation|! ).*", re.MULTILINE)


@dataclass(frozen=True)
class Setup:
    """A way to typeset a bibliography."""

    name: str
    processor: str
    preamble: str
    end: str
    command: str


SETUPS = (
    Setup("plain", "bibtex", "", r"\bibliographystyle{plain}\bibliography{references}", "cite"),
    Setup("IEEEtran", "bibtex", "", r"\bibliographystyle{IEEEtran}\bibliography{references}", "cite"),
    Setup(
        "plainnat", "bibtex", r"\usepackage{natbib}", r"\bibliographystyle{plainnat}\bibliography{references}", "citep"
    ),
    Setup(
        "biblatex", "biber", r"\usepackage{biblatex}\addbibresource{references.bib}", r"\printbibliography", "parencite"
    ),
)


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
        said = run(folder, setup.processor, "paper")
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
    total = 0
    for encoding, bib in files.items():
        for setup in SETUPS:
            found = complaints(setup, bib, list(papers))
            print(f"{setup.processor} {setup.name}, {encoding}: {len(papers)} entries, {len(found)} complaints")
            print("".join(f"    {line}\n" for line in found[:20]), end="")
            total += len(found)
    return int(total > 0)


if __name__ == "__main__":
    sys.exit(main())
