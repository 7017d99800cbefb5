from __future__ import annotations

import pytest

from sketch import entry, records, told
from survey.check.rules import fields
from survey.check.rules.fields import is_web_address


@pytest.mark.parametrize(("length", "count"), [(49_999, 0), (50_000, 0), (50_001, 1)])
def test_the_longest_field_is_bounded(length: int, count: int) -> None:
    found = told(fields.entry_fields_length, records(entry(note="x" * length)))
    assert found == ["5: ebb2020slow: `note` has 50,001 characters; keep it below 50,000"] * count


SOUND = {
    "year": ["1900", "2024", "2099"],
    "doi": ["10.1234/x", "10.123456789/a(1):2-b;c"],
    "eprint": ["2409.06857", "0704.0001", "cs/9901001", "math.AG/0601001", "hep-th/9711200"],
    "openreview": ["abcd1234", "vT1CmKmeYQ", "a-b_c-d_e-f_12"],
    "pages": ["7", "e17", "12--34", "A12--A34", "12:1--12:34", "3:5"],
    "isbn": ["978-0-262-03561-3", "9780262035613", "0-306-40615-2", "0-8044-2957-X"],
    "verified": ["2026-11-21"],
}
WRONG = {
    "year": ["1899", "2100", "24", "20244", "c2024", "2024 "[:-1] + "a"],
    "doi": ["10.123/x", "10.1234567890/x", "10.1234/", "10.1234/a b", "doi:10.1234/x", "10.1234/<x>"],
    "eprint": [
        "2409.068",
        "1999.99999",
        "2400.06857",
        "hep-th/9713200",
        "2409.068571",
        "arXiv:2409.06857",
        "cs9901001",
        "cs/990100",
        "math.Ag/0601001",
    ],
    "openreview": ["abcd123", "a" * 15, "a b c d e"],
    "pages": ["12-34", "12--", "--34", "x", "ee1", "1--2--3", "12:--3"],
    "isbn": ["12345", "978-0-262-03561", "979-0-262-03561-34", "X-306-40615-2"],
    "verified": ["21.11.2026", "2026-11-2", "today"],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in SOUND.items() for value in values])
def test_proper_forms_pass(name: str, value: str) -> None:
    assert told(fields.entry_fields_shape, records(entry(**{name: value}))) == []


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_other_forms_are_told_with_an_example(name: str, value: str) -> None:
    [message] = told(fields.entry_fields_shape, records(entry(**{name: value})))
    assert f"ebb2020slow: `{name}` is `{value}`; write " in message
    example = message.rpartition("`")[0].rpartition("`")[2]
    assert told(fields.entry_fields_shape, records(entry(**{name: example}))) == []


@pytest.mark.parametrize("isbn", ["978-0-262-03561-3", "9791234567896", "0-306-40615-2", "080442957X"])
def test_a_check_digit_that_is_right(isbn: str) -> None:
    assert told(fields.entry_isbn, records(entry(isbn=isbn))) == []


@pytest.mark.parametrize(
    "isbn", ["978-0-262-03561-4", "978-0-263-03561-3", "0-306-40615-1", "0804429570", "0-360-40615-2"]
)
def test_a_check_digit_that_is_wrong(isbn: str) -> None:
    [message] = told(fields.entry_isbn, records(entry(isbn=isbn)))
    assert message == f"5: ebb2020slow: `isbn` is `{isbn}`, whose check digit is wrong; look it up again"


def test_a_number_that_is_no_isbn_is_left_to_another_rule() -> None:
    assert told(fields.entry_isbn, records(entry(isbn="12345"))) == []


@pytest.mark.parametrize("address", [
    "https://example.org", "http://example.org/a?b=c#d", "HTTPS://example.org:80/", "https://a.example/%7Eb",
])  # fmt: skip
def test_web_addresses(address: str) -> None:
    assert is_web_address(address)


@pytest.mark.parametrize("address", [
    "", "example.org", "//example.org", "https://", "https:///a", "ftp://example.org", "javascript:alert(1)",
    "https://[example.org/", "https://a b", "https://a/<b>", 'https://a/"', "https://a/'", "https://a/\\", "https://a/{b}",
    "https://a/|", "https://a/^", "https://a/`", "mailto:a@b.org", "data:text/html,x",
])  # fmt: skip
def test_what_is_no_safe_target_of_a_link(address: str) -> None:
    assert not is_web_address(address)


@pytest.mark.parametrize("name", ["url", "pdf", "code"])
def test_every_address_is_looked_at(name: str) -> None:
    wrong = records(entry(**{name: "https://example.org/a b"}))
    remedy = "which has a character that addresses write as `%` and its code; copy it from the address bar"
    assert told(fields.entry_addresses, wrong) == [f"5: ebb2020slow: `{name}` is `https://example.org/a b`, {remedy}"]
    assert told(fields.entry_addresses, records(entry(**{name: "https://example.org"}))) == []


@pytest.mark.parametrize(("field", "address"), [
    ("eprint", "https://arxiv.org/pdf/{}"), ("eprint", "http://www.arxiv.org/abs/{}v2"),
    ("eprint", "https://arxiv.org/pdf/{}.pdf"), ("doi", "https://doi.org/{}"),
    ("openreview", "https://openreview.net/forum?id={}"), ("openreview", "https://openreview.net/pdf?id={}&noteId=x"),
])  # fmt: skip
@pytest.mark.parametrize("name", ["url", "pdf"])
def test_addresses_hold_the_identifier_that_is_given(field: str, address: str, name: str) -> None:
    ours, other = {
        "eprint": ("2301.00001", "2301.00002"),
        "doi": ("10.1234/(a)", "10.1234/b"),
        "openreview": ("aBcDe12345", "aBcDe12346"),
    }[field]

    def found(id: str, **given: str) -> list[str]:
        return told(fields.entry_addresses_identify, records(entry(**{name: address.format(id)} | given)))

    assert found(ours, **{field: ours}) == []
    assert found(ours) == []
    [message] = found(other, **{field: ours})
    assert message.endswith(f"ebb2020slow: `{name}` leads to `{other}`, but `{field}` is `{ours}`; correct one of them")
    [message] = found("None")
    assert f"`{name}` leads to `None`, which is no identifier there; write " in message


def test_an_address_may_write_a_doi_with_codes() -> None:
    same = entry(url="https://doi.org/10.1234/%28a%29", doi="10.1234/(a)")
    assert told(fields.entry_addresses_identify, records(same)) == []


@pytest.mark.parametrize(("pages", "is_wrong"), [
    ("12--34", False), ("12--12", False), ("12--11", True), ("e9--e8", True), ("a9--b8", False), ("9--10", False),
    ("9", False),
])  # fmt: skip
def test_pages_run_forward(pages: str, *, is_wrong: bool) -> None:
    message = f"5: ebb2020slow: `pages` is `{pages}`, which runs backwards; check both numbers"
    assert told(fields.entry_pages_order, records(entry(pages=pages))) == [message] * is_wrong


def test_an_eprint_names_its_archive() -> None:
    message = "5: ebb2020slow: `eprint` without its archive; add `archiveprefix = {arXiv}`"
    assert told(fields.entry_eprint_archive, records(entry(eprint="2001.00001"))) == [message]
    assert told(fields.entry_eprint_archive, records(entry(eprint="x", archiveprefix="HAL"))) == [message]
    assert told(fields.entry_eprint_archive, records(entry(eprint="2001.00001", archiveprefix="ARXIV"))) == []
    assert told(fields.entry_eprint_archive, records(entry())) == []


@pytest.mark.parametrize(("kind", "year", "is_doubtful"), [
    ("misc", 2018, True), ("misc", 2019, False), ("misc", 2020, False), ("misc", 2021, False), ("misc", 2022, True),
    ("article", 2017, True), ("article", 2018, False), ("article", 2026, False), ("article", 2027, True),
])  # fmt: skip
def test_a_year_lies_near_that_of_the_identifier(kind: str, year: int, *, is_doubtful: bool) -> None:
    found = told(fields.entry_year_arxiv, records(entry(kind=kind, year=str(year), eprint="2011.01234")))
    message = f"4: warning: ebb2020slow: `year` is {year}, but arXiv 2011.01234 is of 2020; check both"
    assert found == [message] * is_doubtful


def test_identifiers_without_a_year_are_not_compared() -> None:
    assert (
        told(fields.entry_year_arxiv, records(entry(eprint="cs/9901001"), entry("a", year="soon", eprint="1001.0001")))
        == []
    )


def test_a_year_in_the_name_of_the_proceedings_is_that_of_the_paper() -> None:
    def said(booktitle: str, year: str = "2020") -> list[str]:
        return told(fields.entry_year_venue, records(entry(year=year, booktitle=booktitle)))

    assert said("Congress 2019") == ["5: ebb2020slow: `year` is 2020, but `booktitle` says 2019; correct one of them"]
    assert said("Congress 1999", "2000") != []
    assert (
        said("Congress 2020") == said("Congress 2019 and 2020") == said("Congress 12020") == said("Congress 3019") == []
    )
    assert said("Congress 2019", "-") == []


@pytest.mark.parametrize(("title", "is_doubtful"), [
    ("all in lower case", True), ("ALL IN UPPER CASE", True), ("{ALL} in Case", False), ("One", False), ("EBB", False),
    ("ebb: flow", True), ("Ebb and flow", False),
])  # fmt: skip
def test_titles_keep_their_case(title: str, *, is_doubtful: bool) -> None:
    message = f"3: warning: ebb2020slow: `title` has lost its case: `{title}`; copy it as published"
    assert told(fields.entry_title_case, records(entry(title=title))) == [message] * is_doubtful


@pytest.mark.parametrize(("title", "word"), [
    ("The MoonClock Revisited", "MoonClock"), ("The {MoonClock} and GPS-2", "GPS-2"),
    (r"A \{MoonClock\} B", "MoonClock"),
    ("e-Book", ""), ("The {MoonClock} of {the {New}} Tide", ""), ("The Moon-clock", ""), ("ALL CAPITALS", ""),
    (r"{\'E}bb and {\OE}uvre", ""),
])  # fmt: skip
def test_capitals_inside_words_stand_in_braces(title: str, word: str) -> None:
    message = f"3: warning: ebb2020slow: `title` would lose capitals; write `{{{word}}}`"
    assert told(fields.entry_title_braces, records(entry(title=title))) == [message] * bool(word)


@pytest.mark.parametrize(
    ("host", "is_doubtful"),
    [
        ("harbour.example.org", False),
        ("harbor.example.org", True),
        ("harbuor.example.org", True),
        ("harb0ur.example.org", True),
        ("harbourr.example.org", True),
        ("pier.example.org", False),
        ("harbor.example.com", False),
    ],
)
def test_hosts_that_look_like_known_ones_are_doubted(host: str, *, is_doubtful: bool) -> None:
    many = (entry(f"ebb2020tide{n}", url=f"https://harbour.example.org/{n}") for n in range(5))
    found = told(fields.entry_hosts_alike, records(*many, entry("flow2021fast", pdf=f"https://{host}/x.pdf")))
    message = f"flow2021fast: `pdf` leads to `{host}`; did you mean `harbour.example.org`?"
    assert found == [f"40: warning: {message}"] * is_doubtful


def test_a_host_is_known_once_five_records_lead_there() -> None:
    given = [entry(f"ebb2020tide{n}", url=f"https://harbour.example.org/{n}") for n in range(4)]
    assert told(fields.entry_hosts_alike, records(*given, entry(url="https://harbor.example.org/"))) == []


@pytest.mark.parametrize(
    "isbn", ["978-0-262-03561-X", "978026203", "978-0-262--03561-3", "٩٧٨٠٢٦٢٠٣٥٦١٣", "X780262035613"]
)
def test_an_isbn_has_thirteen_digits_or_ten_signs(isbn: str) -> None:
    assert len(told(fields.entry_fields_shape, records(entry(isbn=isbn)))) == 1


@pytest.mark.parametrize("last", ["²⁰²⁴", "２０２４", "2024x"])
def test_a_bound_that_is_no_year_bounds_nothing(last: str) -> None:
    assert told(fields.entry_dates, records(entry(year="2025"), profile=f"last_year: {last}")) == []
