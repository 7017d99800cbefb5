"""Other code in place of that of a module's file, in memory alone."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType


class Loader(SourceFileLoader):
    """Loads a module from its file, but with other code."""

    def __init__(self, name: str, path: Path, code: CodeType) -> None:
        super().__init__(name, str(path))
        self.code = code

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 -- the import system's signature
        """The code to run."""
        return self.code


class Replaced(MetaPathFinder):
    """Finds modules by their names, and gives them other code than that of their files."""

    def __init__(
        self, codes: Mapping[str, tuple[Path, CodeType]], loader: Callable[[str, Path, CodeType], Loader] = Loader
    ) -> None:
        self.codes, self.loader = codes, loader

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """What the import system asks for."""
        if name not in self.codes:
            return None
        path, code = self.codes[name]
        return importlib.util.spec_from_file_location(name, path, loader=self.loader(name, path, code))
