"""Addresses → sitemaps, as https://www.sitemaps.org/protocol.html defines them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

# The protocol's limit for one file; beyond it an index lists the parts.
MOST = 50_000


def parts(addresses: Sequence[str], most: int = MOST) -> Iterator[tuple[str, Sequence[str]]]:
    """The addresses in files of bounded length: ``sitemap-1.xml``, ``sitemap-2.xml`` and so on."""
    for number, start in enumerate(range(0, len(addresses), most), start=1):
        yield f"sitemap-{number}.xml", addresses[start : start + most]
