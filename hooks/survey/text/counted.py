"""Counts with their nouns."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """``1 paper``, ``2 papers``: a count with a noun whose plural ends in s."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
