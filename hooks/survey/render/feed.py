"""What an Atom feed (RFC 4287) needs besides the changes themselves."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5


def identifier(namespace: str, name: str) -> str:
    """A permanent id for a change, or for the feed itself (RFC 4122, version 5).

    Readers of a feed tell entries apart by id alone: it depends on the survey's namespace (an address) and on the
    change, and not on where the site lives.
    """
    return uuid5(uuid5(NAMESPACE_URL, namespace), name).urn


def moment(date: str) -> str:
    """The start of an ISO day as RFC 3339 wants it; days are all that the data knows."""
    return f"{date}T00:00:00Z"
