"""What manuscripts cite, in LaTeX, Markdown, Typst, or as a plain list of references."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

Call = Callable[..., Any]


@pytest.fixture
def cited(call: Call) -> Callable[[str], str]:
    """The keys that a text cites with spaces between, a star where it asks for all."""

    def ask(text: str) -> str:
        found = call("reading/manuscripts.js", "citations", text)
        return " ".join([*found["keys"], *["*"] * found["isAll"]])

    return ask


LATEX = {
    r"\cite{a}": "a",
    r"\citep[see][p.~2]{a, b}, \citet*{c}": "a b c",
    r"\citep[see {\it e.g.}][\S 2 [1]]{a}": "a",
    r"\cite {a} and \cite" + "\n  {b}": "a b",
    r"\citep{a} {word} \citet{b}{c}": "a b",
    "\\cite{a,% first\n  b}": "a b",
    "\\cite{a} % \\cite{b}\n50\\% \\cite{c} \\\\% \\cite{d}": "a c",
    r"\autocite{a} \parencite*[4]{b} \footcite[][2]{c} \smartcite{d} \supercite{e}": "a b c d e",
    r"\parencites(see)(end)[1]{a}[2][3]{b,c}{d} x": "a b c d",
    r"\textcites{a}{b}, \footcitetexts{c}{d}": "a b c d",
    r"\volcite{2}[3]{a} \pvolcites{1}{b}{2}{c}": "a b c",
    r"\citefield{a}{title} \citelist{b}{author} \defcitealias{c}{Paper I} \citetalias{d}": "a b c d",
    r"\citeA<e.g.,>[p. 3]{a} \bibentry{b} \citeauthor{c} \citeyearpar{d} \Citet{e}": "a b c d e",
    r"\setcitestyle{numbers} \citestyle{acl} \citetext{see \citealp{a}} \newcites{x}{y} \bibcite{z}{1}": "a",
    r"\nocite{a} \nocite{*}": "a *",
    r"\iffalse \cite{a} \ifx\b\c \cite{d} \else \fi \cite{e} \fi \cite{f}": "f",
    r"\iffalse \cite{a} $x \iff y$ \ifthenelse{a}{b}{c} \else \cite{b} \fi": "b",
    "\\iffalse % \\fi\n \\cite{a} \\fi \\cite{b}": "b",
    r"\begin{verbatim}\cite{a}\end{verbatim}\begin{lstlisting}\cite{b}\end{lstlisting}\verb|\cite{c}| \cite{d}": "d",
    "\\begin{comment}\n\\cite{a}\n\\end{comment}\\cite{b}\\end{document}\\cite{c}": "b",
    r"\newcommand{\see}[2][]{(see \citep[#1]{#2})} \see[p. 1]{a,b} \see{c}": "a b c",
    r"\newcommand\both[2]{\citet{#1} and \emph{#2}} \both{a}{b}": "a",
    r"\newcommand{\ours}{\citep{a}} \ours{} \ours": "a",
    r"\def\seealso#1{also \cite{#1}} \seealso{a} \def\x#1{#1} \x{b}": "a",
    r"\NewDocumentCommand{\mc}{s O{x} m m}{\citep[#2]{#4}} \mc*[y]{no}{a}": "a",
    r"\newcommand{\cites}[1]{#1} \cite{#1}": "",
    r"\cite{\key} \cite{a b} \cite{}": "",
    "\\relax\n\\citation{a,b}\n\\citation{c}\n\\bibcite{a}{{1}{2020}{X}{}}": "a b c",
    "\\abx@aux@cite{0}{a}\\abx@aux@segm{0}{0}{a}\n\\abx@aux@cite{0}{*}": "a *",
    '<bcf:citekey order="1">a</bcf:citekey><bcf:citekey order="2" intorder="1">b</bcf:citekey>': "a b",
}
MARKDOWN = {
    "Small [@a; see @b, p. 3] and @c [p. 4], -@d; [-@e].": "a b c d e",
    "Write to me@example.org, `@code`, or \\@no.\n\n```python\n@decorator\n```\n@a": "a",
    "<!-- @no --> @{a/b} and @a_b:c. As @fig-one and @tbl-two show": "a/b a_b:c",
    "---\nnocite: |\n  @a, @*\n---\n": "a *",
    "[@Ong2025RouteLLM]": "Ong2025RouteLLM",
}
TYPST = {
    '#set page("a4")\nAs @a and @b[p. 2] say, #cite(<c>, form: "prose") #cite(label("d/e")).': "a b c d/e",
    "#figure(x) <fig:one>\nSee @fig:one and @a. // @no\n/* @no */ `@no` https://x.org/@no": "a",
    '#bibliography("x.bib", full: true)\n@a': "a *",
    "@a.\n#cite(<b>)": "a b",
}


@pytest.mark.parametrize("text", [*LATEX, *MARKDOWN, *TYPST])
def test_keys_are_found_in_their_order(cited: Callable[[str], str], text: str) -> None:
    assert cited(text) == {**LATEX, **MARKDOWN, **TYPST}[text]


UNITS = (
    "\\cite{", "\\cite[", "\\cites{a}", "\\iffalse ", "\\begin{verbatim}", "\\newcommand{\\a}[1]{", "\\verb|", "{", "[",
    "@", "@{", "`", "```", "```\n", "<!--", "#cite(<", "/*", "%", "\\", "\\def\\a#1{\\cite{#1}}", "<a>\n#set\n@a ",
)  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_what_never_ends_takes_no_longer(cited: Callable[[str], str], unit: str) -> None:
    start = time.perf_counter()
    cited(unit * (400_000 // len(unit)))
    assert time.perf_counter() - start < 3


PAPERS = [
    {"title": "BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding"},
    {"title": "Textbooks Are All You Need"},
    {"title": "Speculative Decoding with Big Little Decoder"},
    {"title": "Speculative Decoding with Big Little Decoder, Revisited"},
]
REFERENCES = """[1] J. Devlin et al. “BERT: Pre-training of deep bidirectional trans-
formers for language understanding”. NAACL, 2019.
[2] Gunasekar et al. Textbooks are all you need. 2023.
[3] Kim et al. Speculative decoding with big little decoder. NeurIPS, 2023.
Some say that textbooks are all you need besides."""


def test_plain_references_are_known_by_their_whole_titles(call: Call) -> None:
    def found(text: str) -> list[str]:
        return [paper["title"] for paper in call("reading/manuscripts.js", "titlesIn", text, PAPERS)]

    assert found(REFERENCES) == [paper["title"] for paper in PAPERS[:3]]
    assert found("We find that textbooks are all you need to learn") == []
    assert found("\\bibitem{x} Devlin. {\\em {BERT}: Pre-training of Deep Bidirectional Transformers for Language "
                 "Understanding}, 2019") == [PAPERS[0]["title"]]  # fmt: skip
    assert found("") == []
