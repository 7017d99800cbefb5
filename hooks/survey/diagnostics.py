"""What can be wrong with the data, and how it is told to a curator."""

from __future__ import annotations

import os
import re
import traceback
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Self

from .text.counted import counted


class Located(str):
    """A string read from a file that remembers the line it stood on (1-based).

    One that stands elsewhere than its kind usually does remembers the file as well; for all others, ``path`` is empty.
    """

    __slots__ = ("line", "path")
    line: int
    path: str

    def __new__(cls, value: str, line: int, path: str = "") -> Self:
        """Text that remembers its line."""
        text = super().__new__(cls, value)
        text.line = line
        text.path = path
        return text


def line_of(value: object) -> int:
    """The line a value was read from; 1 for values that come from no file."""
    return getattr(value, "line", 1)


def path_of(value: object, usual: str) -> str:
    """The file a value was read from, given the one in which values of its kind usually stand."""
    return getattr(value, "path", "") or usual


LONGEST_WORD = 160


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend: where it is, and a message that names value and remedy."""

    path: str
    line: int
    message: str
    is_warning: bool = False

    def __str__(self) -> str:
        label = "warning: " if self.is_warning else ""
        return f"{visible(self.path)}:{self.line}: {label}{visible(self.message)}"

    @property
    def annotation(self) -> str:
        """The problem as GitHub shows it beside the line (its workflow commands; `%` and line breaks are escaped)."""
        level = "warning" if self.is_warning else "error"
        path = _escaped(visible(self.path)).replace(":", "%3A").replace(",", "%2C")
        message = _HIDDEN.sub("\N{REPLACEMENT CHARACTER}", _escaped(self.message))
        return f"::{level} file={path},line={self.line}::{message}"


def visible(text: str) -> str:
    """The text on one line; what is quoted may hold what must not reach a terminal: escapes, breaks, reversed text."""
    return _HIDDEN.sub("\N{REPLACEMENT CHARACTER}", " ".join(map(_short, text.split())))


def _short(word: str) -> str:
    """A word as long as any address that one reads; names that are megabytes long would hide the message."""
    return word if len(word) <= LONGEST_WORD else f"{word[: LONGEST_WORD - 20]}…{word[-19:]}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


class DataError(Exception):
    """The data cannot be trusted; carries every problem found, warnings included."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__(report(self.problems))


HOOKS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


@contextmanager
def at_work_on(what: str) -> Iterator[None]:
    """Let whatever goes wrong meanwhile remember what was being read, checked or made."""
    try:
        yield
    except Exception as error:
        error.add_note(what)
        raise


def apology(error: BaseException) -> str:
    """What nobody has foreseen, in one line: where it came up, what it is, and how to report it."""
    what = next(iter(getattr(error, "__notes__", ())), "")
    if isinstance(error, OSError) and error.strerror:
        told = f"{error.filename or what}: {error.strerror.lower()}; put that right and try again"
    else:
        ours = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(HOOKS)]
        place = "".join(f", {os.path.relpath(f.filename, HOOKS)}:{f.lineno}" for f in ours[-1:])
        told = (
            f"{what + ': ' if what else ''}the program has not foreseen this ({type(error).__name__}: "
            f"{quoted(str(error))}{place}); please open an issue with this line and the files as they are"
        )
    return visible(told)


def report(problems: Iterable[Problem]) -> str:
    """All problems, sorted and clickable, then the count."""
    found = sorted(problems)
    return "\n".join([*map(str, found), f"{count_of(found)} in the survey data"])


def count_of(problems: list[Problem]) -> str:
    """``2 problems``, or ``1 problem and 3 warnings``."""
    warnings = sum(problem.is_warning for problem in problems)
    counts = {"problem": len(problems) - warnings, "warning": warnings}
    told = [counted(n, noun) for noun, n in counts.items() if n]
    return " and ".join(told) or "no problem"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``; did you mean `year`?`` when one of the known words is close, else nothing."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.7)
    return f"; did you mean `{close[0]}`?" if close else ""


def quoted(value: str, limit: int = 60) -> str:
    """A value as it is shown in a message: on one line and of bounded length."""
    flat = " ".join(value.split())
    return f"`{flat if len(flat) <= limit else flat[: limit - 1] + '…'}`"


# What an editor does not show, or shows as something else: control characters, what Unicode calls default ignorable
# (it reorders, joins or hides text), private use, and code points that are no characters.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ue000-\uf8ff\ufdd0-\ufdef\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
    "|[\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff]"
)


def _called(character: str) -> str:
    kind = {"Co": "private-use character", "Cn": "no character", "Cs": "half of a character"}
    name = unicodedata.name(character, kind.get(unicodedata.category(character), "control character")).lower()
    return f"U+{ord(character):04X} ({name})"


def hidden_characters(path: str, text: str, line: int = 1) -> Iterator[Problem]:
    """A problem for each character that cannot be seen and changes what is."""
    for match in _HIDDEN.finditer(text):
        at = line + text.count("\n", 0, match.start())
        yield Problem(path, at, f"{_called(match[0])} is invisible and can disguise text; delete it")


def hidden_names(name: str) -> str:
    """The characters of a name that cannot be seen, as a message lists them; empty where there are none."""
    found = (match[0] for match in re.finditer(f"{_HIDDEN.pattern}|[\t\n]", name))
    return ", ".join(map(_called, dict.fromkeys(found)))
