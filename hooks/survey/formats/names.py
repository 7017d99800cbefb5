"""Authors as RIS, page tags and COinS name them: one line of text, which programs take apart themselves.

Zotero parts it at the first comma, or at the last space where there is none, and drops a comma or full stop at its end.
"""

from __future__ import annotations

from ..model import Name


def for_programs(name: Name) -> str:
    """A person as ``Family, Given, Suffix``, the order of RIS; an institution with one comma, at the end of its words.

    A comma inside an institution's name (``Pier Press, Inc.``) is left out, since the name would be parted there.
    """
    if name.given:
        return ", ".join(filter(None, (name.family, name.given, name.suffix)))
    return name.family.replace(",", "") + "," * (" " in name.family)
