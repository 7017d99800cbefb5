"""What a build costs: ours at several sizes, beside a bare site of the same theme and another BibTeX tool.

Run by `make bench`; sizes may be given: `make bench SIZES="1000 10000"`. Each line is one build in a fresh process,
cold: wall and processor seconds, peak memory, files and bytes written, and microseconds a paper.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench.library import ROOT, project
from survey.check.load import load
from survey.site import open_site, write

WORK = ROOT / ".bench"
SIZES = (1_000, 10_000, 100_000)
BARE_LIMIT = 10_000  # the theme alone needs more than a minute for as many pages
REPEATS = 5


@dataclass(frozen=True)
class Cost:
    """One build: seconds, mebibytes, counts."""

    wall: float
    cpu: float
    memory: float
    files: int
    size: int

    def line(self, name: str, papers: int) -> str:
        """The cost as a row of the table."""
        each = f"{1e6 * self.wall / papers:8.0f}" if papers else " " * 8
        size = self.size / 2**20
        return f"{name:<34}{self.wall:8.2f}{self.cpu:8.2f}{self.memory:9.0f}{self.files:9}{size:9.1f}{each}"


def measure(command: list[str], folder: Path, output: Path) -> Cost:
    """Run a build in a fresh process on an empty output folder."""
    shutil.rmtree(output, ignore_errors=True)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status:
        sys.exit(f"failed: {' '.join(command)} in {folder}")
    files = [path for path in output.rglob("*") if path.is_file()]
    memory = usage.ru_maxrss / 1024
    return Cost(wall, usage.ru_utime + usage.ru_stime, memory, len(files), sum(p.stat().st_size for p in files))


def middle(command: list[str], folder: Path, output: Path, repeats: int) -> Cost:
    """The run with the median wall time."""
    runs = sorted((measure(command, folder, output) for _ in range(repeats)), key=lambda cost: cost.wall)
    return runs[len(runs) // 2]


def mkdocs(output: Path) -> list[str]:
    """The command that builds a project with MkDocs."""
    return [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(output)]


def bare_sections(folder: Path) -> Path:
    """The theme with our section pages' prose and nothing of ours."""
    return _bare(folder, {page.stem: page.read_text("utf-8") for page in (ROOT / "docs/taxonomy").glob("*.md")})


def bare_pages(folder: Path, library: Path) -> Path:
    """The theme with the same pages, papers included, as Markdown of its own: what `cli.py write` makes."""
    _bare(folder, {})
    shutil.rmtree(folder / "docs")
    write(folder / "docs", open_site(library).sources())
    shutil.copytree(ROOT / "docs/assets", folder / "docs/assets", dirs_exist_ok=True)
    return folder


def _bare(folder: Path, pages: dict[str, str]) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Home\n", "utf-8")
    for name, text in pages.items():
        (docs / f"{name}.md").write_text(text, "utf-8")
    config = "site_name: Bare\ntheme: material\nnav: [index.md]\n"
    (folder / "mkdocs.yml").write_text(
        config + "validation: {nav: {omitted_files: ignore}, links: {not_found: ignore}}\n"
    )
    return folder


def bare_in_nav(folder: Path) -> Path:
    """The same section pages in the navigation, as ours are."""
    bare_sections(folder)
    config = (folder / "mkdocs.yml").read_text().replace("nav: [index.md]\n", "")
    (folder / "mkdocs.yml").write_text(config)
    return folder


def sphinx(folder: Path) -> Path:
    """A Sphinx project that lists the same bibliography."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "data/papers.bib", folder)
    (folder / "conf.py").write_text("extensions = ['sphinxcontrib.bibtex']\nbibtex_bibfiles = ['papers.bib']\n")
    (folder / "index.rst").write_text("Papers\n======\n\n.. bibliography::\n   :all:\n")
    return folder


def sphinx_cost(papers: int) -> str:
    """The row of the other tool, or how to get it."""
    if subprocess.run(
        [sys.executable, "-c", "import sphinxcontrib.bibtex"], check=False, stderr=subprocess.DEVNULL
    ).returncode:
        return "sphinxcontrib-bibtex is not installed; `make bench` does that"
    output = WORK / "sphinx-site"
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "dirhtml", "-E", ".", str(output)]
    return middle(command, sphinx(WORK / "sphinx"), output, 3).line("sphinxcontrib-bibtex, same .bib", papers)


def main() -> None:
    """Print the table."""
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    output = WORK / "site"
    papers = len(load(ROOT).papers)
    print(f"{'build':<34}{'wall s':>8}{'cpu s':>8}{'MiB':>9}{'files':>9}{'MiB out':>9}{'us each':>8}")
    bare = middle(mkdocs(output), bare_in_nav(WORK / "bare"), output, REPEATS)
    print(bare.line("bare theme, our section pages", 0), flush=True)
    real = middle(mkdocs(output), ROOT, output, REPEATS)
    print(real.line(f"atlas, {papers} papers", papers), flush=True)
    print(sphinx_cost(papers), flush=True)
    each: dict[int, float] = {}
    for size in sizes:
        ours = measure(mkdocs(output), project(WORK / "library", size), output)
        each[size] = ours.wall / size
        print(ours.line(f"atlas, {size} synthetic papers", size), flush=True)
        if size <= BARE_LIMIT:
            theirs = measure(mkdocs(output), bare_pages(WORK / "pages", WORK / "library"), output)
            print(theirs.line(f"bare theme, the same {size} as Markdown", size))
            print(f"  {theirs.wall / ours.wall:.1f} x faster than the bare theme with as many pages", flush=True)
    print(f"real data / bare theme with our section pages: {real.wall / bare.wall:.2f}")
    print(f"time a paper, largest / smallest: {each[max(each)] / each[min(each)]:.2f}")
    shutil.rmtree(WORK, ignore_errors=True)


if __name__ == "__main__":
    main()
