"""Fields of records in JSON, read without trust in what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def rows(value: object) -> list[dict[str, Any]]:
    """Return the objects of a list; an object by itself counts as a list of one, as in JSON made from XML."""
    if isinstance(value, dict):
        return [value]
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def text(record: Mapping[str, Any], *names: str) -> str | None:
    """Return the first of these fields that holds text or a number, with its spaces joined; None when none does."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            joined = " ".join(str(value).split())
            if joined:
                return joined
    return None
