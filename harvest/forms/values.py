"""Values of JSON records that may be absent or of another type than they should be."""

from __future__ import annotations

from typing import Any

Record = dict[str, Any]


def record_in(record: Record, key: str) -> Record:
    """Return the record at a key; an empty one when there is none."""
    value = record.get(key)
    return value if isinstance(value, dict) else {}


def records_in(record: Record, key: str) -> list[Record]:
    """Return the records in the list at a key, or the one record that stands there without a list."""
    value = record.get(key)
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, dict)]


def text_in(record: Record, *keys: str) -> str | None:
    """Return the first text or number that one of these keys has, spaces joined; None when none has any."""
    values = (record.get(key) for key in keys)
    texts = (" ".join(str(value).split()) for value in values if isinstance(value, str | int))
    return next((text for text in texts if text), None)
