"""A page of every kind of the real site."""

from __future__ import annotations

KINDS = (
    "index.html", "404.html", "taxonomy/index.html", "taxonomy/collaboration/index.html",
    "taxonomy/model-routing/index.html", "taxonomy/data-curation/index.html", "papers/index.html",
    "papers/aggarwal2024automix/index.html", "papers/abdin2024phi/index.html", "papers/dubey2024llama/index.html",
    "guide/index.html", "about/index.html", "reading-list/index.html", "corrections/index.html",
    "changes/index.html", "data/index.html", "contribute/index.html", "tools/index.html",
    "tools/check-my-bib/index.html", "tools/manuscript/index.html", "start/index.html",
    "start/whole-idea/index.html",
)  # fmt: skip
