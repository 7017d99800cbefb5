"""Citations by the handbooks; `tests/audit` compares the same with what pandoc makes of the styles' own files."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sketch import paper
from survey.formats import styles
from survey.formats.styles import STYLES, formatted
from survey.model import Name, Paper, Survey


def cited(paper: Paper, style: str) -> str:
    return dict(formatted(paper))[style]


def by(count: int, *, more: bool = False, **fields: str) -> Paper:
    """A paper by as many authors: B. A1, B. A2 and so on."""
    names = tuple(Name(f"A{number}", "Bo") for number in range(1, count + 1))
    return replace(paper(**fields), authors=names, has_more_authors=more)


def listed(first: int, last: int, pattern: str) -> str:
    return ", ".join(pattern.format(number) for number in range(first, last + 1))


APA, ALL = "A{}, B.", "Bo A{}"


@pytest.mark.parametrize(("style", "count", "more", "names"), [
    ("APA", 1, False, "A1, B. (2020)."),
    ("APA", 2, False, "A1, B., & A2, B. (2020)."),
    ("APA", 20, False, f"{listed(1, 19, APA)}, & A20, B. (2020)."),
    ("APA", 21, False, f"{listed(1, 19, APA)}, … A21, B. (2020)."),
    ("APA", 2, True, "A1, B., A2, B., et al. (2020)."),
    ("MLA", 1, False, "A1, Bo. “"),
    ("MLA", 2, False, "A1, Bo, and Bo A2. “"),
    ("MLA", 3, False, "A1, Bo, et al. “"),
    ("MLA", 1, True, "A1, Bo, et al. “"),
    ("Chicago", 1, False, "A1, Bo. 2020."),
    ("Chicago", 2, False, "A1, Bo, and Bo A2. 2020."),
    ("Chicago", 6, False, f"A1, Bo, {listed(2, 5, ALL)}, and Bo A6. 2020."),
    ("Chicago", 7, False, "A1, Bo, Bo A2, Bo A3, et al. 2020."),
    ("Chicago", 2, True, "A1, Bo, Bo A2, et al. 2020."),
    ("Chicago", 4, True, "A1, Bo, Bo A2, Bo A3, et al. 2020."),
    ("IEEE", 1, False, "B. A1, “"),
    ("IEEE", 2, False, "B. A1 and B. A2, “"),
    ("IEEE", 3, False, "B. A1, B. A2, and B. A3, “"),
    ("IEEE", 6, False, f"{listed(1, 5, 'B. A{}')}, and B. A6, “"),
    ("IEEE", 7, False, "B. A1 et al., “"),
    ("IEEE", 5, True, f"{listed(1, 5, 'B. A{}')}, et al., “"),
    ("IEEE", 6, True, "B. A1 et al., “"),
    ("ACL", 2, False, "Bo A1 and Bo A2. 2020."),
    ("ACL", 19, False, f"{listed(1, 18, ALL)}, and Bo A19. 2020."),
    ("ACL", 20, False, f"{listed(1, 19, ALL)}, et al. 2020."),
    ("ACL", 3, True, "Bo A1, Bo A2, Bo A3, et al. 2020."),
    ("ACM", 1, False, "Bo A1. 2020."),
    ("ACM", 21, False, f"{listed(1, 20, ALL)}, and Bo A21. 2020."),
    ("ACM", 2, True, "Bo A1, Bo A2, and others. 2020."),
])  # fmt: skip
def test_lists_of_authors_are_cut_where_the_handbooks_cut_them(
    style: str, count: int, names: str, *, more: bool
) -> None:
    assert cited(by(count, more=more), style).startswith(names)


CONFERENCE = {
    "APA": "Abara, N. (2019). MoonClock: reading a tide by its own shadow. In Proceedings of the Harbour Congress 2019 "
    "(pp. 101–108). Pier Press & Sons. https://doi.org/10.5555/harbour.2019.12",
    "MLA": "Abara, Ngozi. “MoonClock: Reading a Tide by Its Own Shadow.” Proceedings of the Harbour Congress 2019, "
    "pp. 101–08, https://doi.org/10.5555/harbour.2019.12.",
    "Chicago": "Abara, Ngozi. 2019. “MoonClock: Reading a Tide by Its Own Shadow.” In Proceedings of the Harbour "
    "Congress 2019. Pier Press & Sons. https://doi.org/10.5555/harbour.2019.12.",
    "IEEE": "N. Abara, “MoonClock: reading a tide by its own shadow,” in Proceedings of the Harbour Congress 2019, "
    "Pier Press & Sons, pp. 101–108. doi: 10.5555/harbour.2019.12.",
    "ACL": "Ngozi Abara. 2019. MoonClock: reading a tide by its own shadow. In Proceedings of the Harbour Congress "
    "2019, "
    "pages 101–108, Ny Havn. Pier Press & Sons.",
    "ACM": "Ngozi Abara. 2019. MoonClock: reading a tide by its own shadow. In Proceedings of the Harbour Congress "
    "2019. Pier Press & Sons, 101–108. https://doi.org/10.5555/harbour.2019.12",
}
JOURNAL = {
    "APA": "d’Aubigné, D., Brekke, O., & København, Å. (2020). What Does a Swell Remember? Annals of Salt Water, 7(3), "
    "96–117. https://doi.org/10.5555/salt.7.3",
    "MLA": "d’Aubigné, Désirée, et al. “What Does a Swell Remember?” Annals of Salt Water, vol. 7, no. 3, Dec. 2020, "
    "pp. 96–117, https://doi.org/10.5555/salt.7.3.",
    "Chicago": "d’Aubigné, Désirée, Ole Brekke, and Åse København. 2020. “What Does a Swell Remember?” Annals of Salt "
    "Water 7 (3): 96–117. https://doi.org/10.5555/salt.7.3.",
    "IEEE": "D. d’Aubigné, O. Brekke, and Å. København, “What Does a Swell Remember?” Annals of Salt Water, vol. 7, "
    "no. 3, pp. 96–117, Dec. 2020, doi: 10.5555/salt.7.3.",
    "ACL": "Désirée d’Aubigné, Ole Brekke, and Åse København. 2020. What Does a Swell Remember? Annals of Salt Water, "
    "7(3):96–117.",
    "ACM": "Désirée d’Aubigné, Ole Brekke, and Åse København. 2020. What Does a Swell Remember? Annals of Salt "
    "Water 7, "
    "3 (December 2020), 96–117. https://doi.org/10.5555/salt.7.3",
}
ARXIV = {
    "APA": "Brekke, O. (2022). A Cove by Any Other Name. arXiv. https://doi.org/10.48550/arXiv.2201.00077",
    "MLA": "Brekke, Ole. “A Cove by Any Other Name.” arXiv, Jan. 2022, https://doi.org/10.48550/arXiv.2201.00077.",
    "Chicago": "Brekke, Ole. 2022. “A Cove by Any Other Name.” Preprint, arXiv, January. "
    "https://doi.org/10.48550/arXiv.2201.00077.",
    "IEEE": "O. Brekke, “A Cove by Any Other Name,” Jan. 2022, arXiv:2201.00077.",
    "ACL": "Ole Brekke. 2022. A Cove by Any Other Name. Preprint, arXiv:2201.00077.",
    "ACM": "Ole Brekke. 2022. A Cove by Any Other Name. https://doi.org/10.48550/arXiv.2201.00077",
}
SERVER = {
    "APA": "Breke, O., et al. (2022). Drifting by Hand. OSF. https://doi.org/10.5555/osf.io/drift",
    "MLA": "Breke, Ole, et al. “Drifting by Hand.” OSF, 2022, https://doi.org/10.5555/osf.io/drift.",
    "Chicago": "Breke, Ole, et al. 2022. “Drifting by Hand.” Preprint, OSF. https://doi.org/10.5555/osf.io/drift.",
    "IEEE": "O. Breke, et al., “Drifting by Hand,” 2022, OSF. doi: 10.5555/osf.io/drift.",
    "ACL": "Ole Breke, et al. 2022. Drifting by Hand. Preprint, OSF.",
    "ACM": "Ole Breke, and others. 2022. Drifting by Hand. https://doi.org/10.5555/osf.io/drift",
}
REPORT = {
    "APA": "Corvi. (2018). The Gauge that Stopped! Technical Report, Office of Small Harbours. "
    "https://office.example.org/gauge.pdf",
    "MLA": "Corvi. “The Gauge That Stopped!” Technical Report, Office of Small Harbours, Apr. 2018, "
    "https://office.example.org/gauge.pdf.",
    "Chicago": "Corvi. 2018. “The Gauge That Stopped!” Technical Report, Office of Small Harbours, April. "
    "https://office.example.org/gauge.pdf.",
    "IEEE": "Corvi, “The Gauge that Stopped!” Technical report, Office of Small Harbours. [Online]. Available: "
    "https://office.example.org/gauge.pdf",
    "ACL": "Corvi. 2018. The Gauge that Stopped! Technical report, Office of Small Harbours.",
    "ACM": "Corvi. 2018. The Gauge that Stopped! Technical report, Office of Small Harbours. Retrieved from "
    "https://office.example.org/gauge.pdf",
}
WEB_PAGE = {
    "APA": "Gull Watch, Ltd. (2024, September). Tide Tables for Everyone. Gull Watch Gazette. "
    "https://gazette.example.org/tables",
    "MLA": "Gull Watch, Ltd. “Tide Tables for Everyone.” Gull Watch Gazette, Sept. 2024, "
    "https://gazette.example.org/tables.",
    "Chicago": "Gull Watch, Ltd. 2024. “Tide Tables for Everyone.” Gull Watch Gazette, September. "
    "https://gazette.example.org/tables.",
    "IEEE": "Gull Watch, Ltd., “Tide Tables for Everyone,” Gull Watch Gazette. [Online]. Available: "
    "https://gazette.example.org/tables",
    "ACL": "Gull Watch, Ltd. 2024. Tide Tables for Everyone. Gull Watch Gazette.",
    "ACM": "Gull Watch, Ltd. 2024. Tide Tables for Everyone. Gull Watch Gazette. Retrieved from "
    "https://gazette.example.org/tables",
}


@pytest.mark.parametrize(("key", "wanted"), [
    ("abara2019tide", CONFERENCE), ("daubigne2020swell", JOURNAL), ("brekke2022cove", ARXIV),
    ("breke2022drift", SERVER),
    ("corvi2018gauge", REPORT), ("gullwatch2024tables", WEB_PAGE),
])  # fmt: skip
def test_every_form_in_every_style(tides: Survey, key: str, wanted: dict[str, str]) -> None:
    assert dict(formatted(tides.papers[key])) == wanted


@pytest.mark.parametrize(("key", "style", "end"), [
    ("abara2019ebb", "APA", "In Proceedings of the Harbour Congress 2019 (Vol. 12). Pier Press. https://doi.org/10.5555/harbour.2019.7"),
    ("abara2019ebb", "MLA", "Congress 2019, vol. 12, no. 2, https://doi.org/10.5555/harbour.2019.7."),
    ("abara2019ebb", "Chicago", "In Proceedings of the Harbour Congress 2019, vol. 12. Pier Press. https://doi.org/10.5555/harbour.2019.7."),
    ("abara2019ebb", "ACL", "In Proceedings of the Harbour Congress 2019, volume 12, Ny Havn. Pier Press."),
    ("auk2021fathom", "APA", "Annals of Salt Water, 8, e17. https://doi.org/10.5555/salt.8.17"),
    ("auk2021fathom", "MLA", "vol. 8, Mar. 2021, p. e17, https://doi.org/10.5555/salt.8.17."),
    ("auk2021fathom", "Chicago", "Annals of Salt Water 8 (March): e17. https://doi.org/10.5555/salt.8.17."),
    ("auk2021fathom", "IEEE", "vol. 8, p. e17, Mar. 2021, doi: 10.5555/salt.8.17."),
    ("auk2021fathom", "ACL", "Annals of Salt Water, 8:e17."),
    ("auk2021fathom", "ACM", "Annals of Salt Water 8, (March 2021), e17. https://doi.org/10.5555/salt.8.17"),
    ("auk2021lantern", "ACL", "In Proceedings of the 5th Workshop on Lanterns, number 5, pages 1496–1500. Pier Press."),
    ("auk2021harbour", "IEEE", "vol. 4, no. 1, pp. 71–72, 2021, Available: https://pier.example.org/4/1"),
    ("auk2021harbour", "ACM", "Letters from the Pier 4, 1 (2021), 71–72. Retrieved from https://pier.example.org/4/1"),
    ("zorn2023quay", "Chicago", "“Quays Revisited.” Annals of Salt Water, 100–104. https://doi.org/10.5555/salt.9."),
    ("zorn2023quay", "ACL", "Annals of Salt Water, (9):100–104."),
    ("zorn2023quay", "ACM", "Annals of Salt Water 9 (2023), 100–104. https://doi.org/10.5555/salt.9"),
    ("zorn2023mole", "ACL", "In Proceedings of the 7th Workshop on Lanterns, volume 7, page 5."),
    ("zorn2023mole", "IEEE", "in Proceedings of the 7th Workshop on Lanterns, 2023, p. 5."),
    ("zorn2023mole", "ACM", "In Proceedings of the 7th Workshop on Lanterns. 5."),
    ("king2015neap", "ACM", "Journal of Quiet Water (July 2015). Retrieved from https://quiet.example.org/neap"),
    ("king2015neap", "Chicago", "Journal of Quiet Water, July. https://quiet.example.org/neap."),
    ("dahl2017storm", "ACL", "In Proceedings of the Harbour Congress, pages 321–328."),
    ("dahl2017storm", "APA", "(2017). A Storm in Six Rows. In Proceedings of the Harbour Congress (pp. 321–328)."),
    ("wen2024silt", "IEEE", "ask it for a date,” 2024, arXiv:2403.01010."),
    ("wen2024silt", "ACM", "ask it for a date. Retrieved from https://arxiv.org/abs/2403.01010"),
])  # fmt: skip
def test_what_records_lack_leaves_no_gap(tides: Survey, key: str, style: str, end: str) -> None:
    assert cited(tides.papers[key], style).endswith(end)


def test_a_month_is_said_of_pages_on_the_web_alone_in_apa() -> None:
    assert "(2020)." in cited(paper("inproceedings", booktitle="Congress", month="may"), "APA")
    assert "(2020)." in cited(paper("article", journal="Annals", month="may"), "APA")
    assert "(2020, May)." in cited(paper(howpublished="Gazette", month="may"), "APA")


@pytest.mark.parametrize(("style", "named", "unnamed"), [
    ("MLA", "Congress of 2020, p. 5.", "Congress, 2020, p. 5."),
    ("IEEE", "in Congress of 2020, p. 5.", "in Congress, May 2020, p. 5."),
    ("ACM", "2020. Ebb. In Congress of 2020. 5.", "2020. Ebb. In Congress. 5."),
    ("APA", "(2020). Ebb. In Congress of 2020 (p. 5).", "(2020). Ebb. In Congress (p. 5)."),
])  # fmt: skip
def test_no_year_is_said_twice(style: str, named: str, unnamed: str) -> None:
    for booktitle, end in (("Congress of 2020", named), ("Congress", unnamed)):
        made = paper("inproceedings", title="Ebb", booktitle=booktitle, month="may", pages="5")
        assert cited(made, style).endswith(end)


@pytest.mark.parametrize("style", [style.name for style in STYLES])
def test_no_identifier_is_said_twice(tides: Survey, style: str) -> None:
    for made in tides.papers.values():
        if made.form == "preprint" and made.arxiv:
            assert cited(made, style).count(made.arxiv) == 1


@pytest.mark.parametrize(("month", "mla", "ieee", "full"), [
    ("jan", "Jan.", "Jan.", "January"), ("feb", "Feb.", "Feb.", "February"), ("mar", "Mar.", "Mar.", "March"),
    ("apr", "Apr.", "Apr.", "April"), ("may", "May", "May", "May"), ("jun", "June", "Jun.", "June"),
    ("jul", "July", "Jul.", "July"), ("aug", "Aug.", "Aug.", "August"), ("sep", "Sept.", "Sep.", "September"),
    ("oct", "Oct.", "Oct.", "October"), ("nov", "Nov.", "Nov.", "November"), ("dec", "Dec.", "Dec.", "December"),
])  # fmt: skip
def test_months_are_written_as_each_handbook_says(month: str, mla: str, ieee: str, full: str) -> None:
    made = paper("article", journal="Annals", month=month)
    assert f"Annals, {mla} 2020." in cited(made, "MLA")
    assert f"Annals, {ieee} 2020." in cited(made, "IEEE")
    assert f"Annals, {full}." in cited(made, "Chicago")
    assert f"Annals ({full} 2020)." in cited(made, "ACM")


@pytest.mark.parametrize(("pages", "mla", "chicago"), [
    ("3--10", "3–10", "3–10"), ("71--72", "71–72", "71–72"), ("96--117", "96–117", "96–117"),
    ("100--104", "100–04", "100–104"), ("101--108", "101–08", "101–8"), ("808--833", "808–33", "808–33"),
    ("321--328", "321–28", "321–28"), ("498--532", "498–532", "498–532"), ("1103--1104", "1103–04", "1103–4"),
    ("1496--1500", "1496–500", "1496–500"), ("11564--11615", "11564–615", "11564–615"),
    ("600--613", "600–13", "600–613"),
    ("1087--1089", "1087–89", "1087–89"), ("e1--e9", "e1–e9", "e1–e9"), ("12--12", "12–12", "12–12"),
])  # fmt: skip
def test_page_ranges_are_shortened_as_the_handbooks_say(pages: str, mla: str, chicago: str) -> None:
    made = paper("article", journal="Annals", volume="1", pages=pages)
    assert f"pp. {mla}." in cited(made, "MLA")
    assert f": {chicago}." in cited(made, "Chicago")
    assert f"pp. {pages.replace('--', '–')}, " in cited(made, "IEEE")


@given(st.integers(1, 99_999), st.integers(0, 999))
def test_a_shortened_range_can_be_read_back(first: int, length: int) -> None:
    last = str(first + length)
    for shorten in (styles._two_digits, styles._chicago_last):
        made = shorten(str(first), last)
        assert last.endswith(made)
        assert len(made) >= min(1, len(last))
        assert int(str(first)[: len(last) - len(made)] + made) == int(last)


@pytest.mark.parametrize(("given", "initials"), [
    ("Marta R.", "M. R."), ("Ming-Wei", "M.-W."), ("Wen-tau", "W."), ("josé", "j."), ("Åse Maria-Luise", "Å. M.-L."),
    ("J.-P.", "J.-P."), ("-Bo", "B."), ("", ""), ("al-Amin", "A."),
])  # fmt: skip
def test_given_names_become_initials(given: str, initials: str) -> None:
    assert styles._initials(given) == initials


@given(st.lists(st.from_regex(r"[A-Z][a-z]{0,5}(-[A-Z][a-z]{0,5})?", fullmatch=True), max_size=4))
def test_initials_of_initials_are_the_same(names: list[str]) -> None:
    made = styles._initials(" ".join(names))
    assert styles._initials(made) == made
    assert made.count(".") == sum(1 + name.count("-") for name in names)


def test_a_suffix_stays_with_its_name() -> None:
    king = replace(paper(), authors=(Name("King", "Mortimer Lee", "Jr."),))
    assert cited(king, "APA").startswith("King, M. L., Jr. (2020).")
    assert cited(king, "IEEE").startswith("M. L. King Jr., “")
    assert cited(king, "ACL").startswith("Mortimer Lee King Jr. 2020.")
    assert cited(king, "MLA").startswith("King, Jr., Mortimer Lee. “")


@pytest.mark.parametrize(("title", "headline"), [
    ("reading a tide: by the moon", "Reading a Tide: By the Moon"),
    ("What is it for?", "What Is It For?"),
    ("An ebb with and without, as of old", "An Ebb with and Without, as of Old"),
    ("the iPhone of 3d tides", "The iPhone of 3d Tides"),
    ("half-tide – a reply/an answer", "Half-Tide – a Reply/an Answer"),
    ("“the ebb” or 'a flood'", "“The Ebb” or 'A Flood'"),
    ("Ask (before) you go", "Ask (Before) You Go"),
    ("so! to sea", "So! To Sea"),
])  # fmt: skip
def test_headline_capitals(title: str, headline: str) -> None:
    assert styles._headline(title) == headline


@pytest.mark.parametrize(("title", "mla", "ieee"), [
    ("On “Neap” Days", "“On ‘Neap’ Days.”", "“On ‘Neap’ Days,”"),
    ("Where?", "“Where?”", "“Where?”"),
    ("There!", "“There!”", "“There!”"),
    ("So.", "“So.”", "“So.,”"),
    ("Who Said “When?”", "“Who Said ‘When?’”", "“Who Said ‘When?’”"),
    ("It's 'Here'", "“It’s ‘Here’.”", "“It’s ‘Here’,”"),
])  # fmt: skip
def test_titles_inside_quotation_marks(title: str, mla: str, ieee: str) -> None:
    made = replace(paper(), title=title)
    assert f" {mla} " in cited(made, "MLA")
    assert f" {ieee} " in cited(made, "IEEE")


def test_typed_quotation_marks_become_curly() -> None:
    assert cited(replace(paper(), title="It's 'Here' o'clock"), "ACL").startswith("Ada Ebb. 2020. It’s “Here” o’clock.")


@pytest.mark.parametrize("style", [style.name for style in STYLES])
def test_no_citation_shows_a_seam(tides: Survey, style: str) -> None:
    for made in tides.papers.values():
        text = cited(made, style).replace(made.address, "…") if made.address else cited(made, style)
        for seam in ("  ", "..", ",,", " ,", " .", ",.", "?.", "!.", "()", "None", "{", "'"):
            assert seam not in text, (made.key, seam, text)
        assert str(made.year) in text or (style == "IEEE" and made.form in ("report", "webpage"))


def test_a_record_of_bare_necessities_is_cited_without_gaps() -> None:
    bare = paper("inproceedings", title="Ebb", booktitle="Congress")
    assert dict(formatted(bare)) == {
        "APA": "Ebb, A. (2020). Ebb. In Congress.",
        "MLA": "Ebb, Ada. “Ebb.” Congress, 2020.",
        "Chicago": "Ebb, Ada. 2020. “Ebb.” In Congress.",
        "IEEE": "A. Ebb, “Ebb,” in Congress, 2020.",
        "ACL": "Ada Ebb. 2020. Ebb. In Congress.",
        "ACM": "Ada Ebb. 2020. Ebb. In Congress.",
    }


def test_an_article_of_bare_necessities_is_cited_without_gaps() -> None:
    bare = paper("article", title="Ebb", journal="Annals", pages="7")
    assert dict(formatted(bare)) == {
        "APA": "Ebb, A. (2020). Ebb. Annals, 7.",
        "MLA": "Ebb, Ada. “Ebb.” Annals, 2020, p. 7.",
        "Chicago": "Ebb, Ada. 2020. “Ebb.” Annals, 7.",
        "IEEE": "A. Ebb, “Ebb,” Annals, p. 7, 2020.",
        "ACL": "Ada Ebb. 2020. Ebb. Annals, 7.",
        "ACM": "Ada Ebb. 2020. Ebb. Annals (2020), 7.",
    }


def test_a_web_page_without_an_address() -> None:
    bare = paper(title="Ebb", howpublished="Gazette", doi="10.5555/x")
    assert cited(bare, "IEEE") == "A. Ebb, “Ebb,” Gazette."
    assert cited(bare, "ACM") == "Ada Ebb. 2020. Ebb. Gazette. https://doi.org/10.5555/x"


def test_styles_name_their_files_in_the_csl_repository() -> None:
    assert {style.name: style.csl for style in STYLES} == {
        "APA": "apa",
        "MLA": "modern-language-association",
        "Chicago": "chicago-author-date",
        "IEEE": "ieee",
        "ACL": "association-for-computational-linguistics",
        "ACM": "association-for-computing-machinery",
    }


def test_a_year_in_the_name_of_a_journal_is_not_the_year_of_a_paper() -> None:
    article = paper(kind="article", journal="Records of 2020", year="2020", volume="3")
    for style in ("IEEE", "MLA"):
        assert "2020" in cited(article, style).replace("Records of 2020", "")
