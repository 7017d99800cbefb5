"""The Content-Security-Policy of a page: only this site's files, and only the inline scripts that its theme brings."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator

from markupsafe import escape

# Scripts that run: without `src`, and of no type (one with another type, such as JSON-LD, is data).
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_CHARSET = re.compile(r'<meta charset="utf-8">', re.IGNORECASE)
_FIXED = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}


def secure(html: str, content: str = "") -> str:
    """The page with a policy at its top; a script that its content holds is not allowed to run."""
    policy = {**_FIXED, "script-src": " ".join(["'self'", *_hashes(html.replace(content, ""))])}
    text = "; ".join(f"{name} {sources}" for name, sources in policy.items())
    meta = f'<meta http-equiv="Content-Security-Policy" content="{escape(text)}">'
    return _CHARSET.sub(lambda found: found[0] + meta, html, count=1)


def _hashes(html: str) -> Iterator[str]:
    for script in dict.fromkeys(_INLINE.findall(html)):
        digest = hashlib.sha256(script.encode()).digest()
        yield f"'sha256-{base64.b64encode(digest).decode()}'"
