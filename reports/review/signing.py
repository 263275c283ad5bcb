"""What a form shows, sealed: a form brings back just what its reader saw, and nobody can have put it together.

So a judgement is about the coding as it was shown, also when the corpus was replaced in the meantime.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any


class Broken(Exception):
    """A seal that was not made here, for this reader, or was changed since."""


def seal(key: bytes, reader: str, values: Mapping[str, Any]) -> str:
    """Return values as text that only `unseal` with the same key and reader takes (HMAC-SHA256, RFC 2104)."""
    text = json.dumps({**values, "": reader}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    body = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    return f"{body}.{_digest(key, body)}"


def unseal(key: bytes, reader: str, text: str) -> dict[str, Any]:
    """Return the values of a sealed text; raise Broken where it is not as `seal` made it for this reader."""
    body, _, digest = text.partition(".")
    if not hmac.compare_digest(digest.encode(), _digest(key, body).encode()):
        raise Broken
    try:
        values: dict[str, Any] = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    except (ValueError, binascii.Error):
        raise Broken from None
    if values.pop("", None) != reader:
        raise Broken
    return values


def _digest(key: bytes, body: str) -> str:
    return hmac.new(key, body.encode(), hashlib.sha256).hexdigest()
