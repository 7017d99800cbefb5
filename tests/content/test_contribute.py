"""The page for contributors says what is true: its samples are sound, and its messages are what `check` says."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import indent

import pytest

import cli
from conftest import ROOT
from survey.check import load
from survey.curate.edit import bibfile
from survey.curate.edit import yamltext as yml
from survey.curate.edit.places import find_approach
from survey.model import Survey
from survey.read.records import CorrectionsRecord, PathsRecord, SectionRecord, VenuesRecord
from survey.read.yamlfile import YamlReader

PAGE = (ROOT / "docs/contribute.md").read_text()
PROGRAM = (ROOT / "CONTRIBUTING.md").read_text()
SAMPLES = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
[SAMPLE] = [text for text in SAMPLES if text.startswith("entry:")]
[KEY] = re.findall(r"@\w+\{(\w+),", SAMPLE)
[PATH] = set(re.findall(r"`(data/inbox/\w+\.yml)`", PAGE))
MESSAGES = re.findall(r"^``(.*?) ?``$", PAGE, re.MULTILINE)
PLACED = SAMPLE.index("placements:")
CLAIMED = SAMPLE.index("claim: ") + len("claim: ")
# What makes each of the page's messages, in its order, out of its sample.
SPOILT = (
    SAMPLE.replace("code =", "cod ="),
    re.sub(r"eprint = \{", "eprint = {arXiv:", SAMPLE),
    re.sub(r"eprint = \{.*\}", "eprint = {2305.05176}", SAMPLE),
    SAMPLE.replace(" and ", ", ", 1),
    SAMPLE.replace("{LLMs}", "LLMs"),
    SAMPLE.replace("}: Learning", ": Learning"),
    SAMPLE.replace("Preference", "Pre\N{ZERO WIDTH SPACE}ference"),
    SAMPLE.replace("/trained-routing:", "/trained-routers:"),
    SAMPLE[:CLAIMED] + "Proposes a router.\n",
    SAMPLE[:CLAIMED] + "RouteLLM: " + SAMPLE[CLAIMED:],
    SAMPLE[:PLACED],
    SAMPLE[:PLACED].replace("keywords = {Model Routing}", "draft = {needs a place and a claim}"),
)
Checked = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real data as it was before somebody contributed the sample."""
    folder = tmp_path_factory.mktemp("before")
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    bib, taxonomy = folder / "data/papers.bib", folder / "data/taxonomy.yml"
    bib.write_text(bibfile.remove(bib.read_text(), KEY))
    text = taxonomy.read_text()
    for start, end in sorted((yml.lines(text, *found) for found in _placements(text)), reverse=True):
        text = text[:start] + text[end:]
    taxonomy.write_text(text)
    (folder / "data/inbox").mkdir(exist_ok=True)
    return folder


def _placements(text: str) -> Iterator[yml.Pair]:
    for section, approach in yml.approaches(yml.tree(text)):
        place = find_approach(text, yml.text_of(section, "id"), yml.text_of(approach, "id"))
        if found := yml.pair(yml.value(place, "papers"), KEY):
            yield found


@pytest.fixture
def checked(folder: Path) -> Checked:
    """What `check` says of a contribution."""

    def run(text: str) -> list[str]:
        (folder / PATH).write_text(text)
        return list(map(str, load.check(folder)[1]))

    return run


def test_the_sample_is_sound_and_says_what_the_data_says(folder: Path, checked: Checked, survey: Survey) -> None:
    assert f"data/inbox/{KEY}.yml" == PATH
    assert checked(SAMPLE) == []
    found = load.load(folder)
    assert found.papers[KEY] == survey.papers[KEY]
    [place] = found.places[KEY]
    same = [one.claim for one in survey.places[KEY] if one.approach.id == place.approach.id]
    assert same == [place.claim]


@pytest.mark.parametrize(("message", "text"), list(zip(MESSAGES, SPOILT, strict=True)))
def test_a_message_is_what_check_says(checked: Checked, message: str, text: str) -> None:
    # The real data cites the sample, which a new paper has nobody do.
    [told] = [line for line in checked(text) if line.startswith(PATH) and not line.endswith("names it; delete `draft`")]
    other = r"(?<=data/papers\.bib:)\d+"  # moves with every paper
    assert re.sub(other, "", told) == re.sub(other, "", message)


@pytest.mark.parametrize(("start", "shape", "above"), [
    ("ICML:", VenuesRecord, "venues:\n"),
    ("- id: trained-routing", SectionRecord, "id: x\ntitle: X\nlead: X\napproaches:\n"),
    ("- id: cheaper-inference", PathsRecord, "paths:\n"),
    ("corrections:", CorrectionsRecord, ""),
    ("published:", CorrectionsRecord, "corrections: []\n"),
])  # fmt: skip
def test_the_other_samples_are_read(start: str, shape: type, above: str) -> None:
    [text] = [text for text in SAMPLES if text.startswith(start)]
    reader = YamlReader("sample.yml")
    tree = reader.read(above + (indent(text, "  ") if above.endswith(":\n") else text))
    assert tree is not None
    assert reader.record(tree, shape)
    assert reader.problems == []


def test_no_text_stands_here_and_in_what_is_about_the_program() -> None:
    lines = [{line.strip() for line in text.splitlines() if len(line.strip()) > 40} for text in (PAGE, PROGRAM)]
    assert lines[0] & lines[1] == set()


@pytest.mark.parametrize("name", ["docs/contribute.md", "CONTRIBUTING.md", "README.md"])
def test_commands_that_are_told_are_there(name: str) -> None:
    told = set(re.findall(r"(?:hooks/)?cli\.py ([a-z]+)", (ROOT / name).read_text()))
    [commands] = [action.choices for action in cli.parser()._actions if action.metavar == "COMMAND"]
    assert told <= set(commands or ())
