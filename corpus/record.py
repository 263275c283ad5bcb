"""What a record is: a frozen dataclass whose columns are described once and whose id is the hash of its content.

Equal content has an equal id on every machine and in every run.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import Field, asdict, dataclass, field, fields, is_dataclass
from typing import Any, ClassVar, Literal, TypeVar

R = TypeVar("R", bound="Record")
Clock = Literal["first", "last"]
"""Which of several clock readings a column keeps: the first one or the last one."""


def content_hash(value: object, *, length: int = 24) -> str:
    """Return the first `length` hexadecimal digits of the SHA-256 of `value` as canonical JSON."""
    return hashlib.sha256(_CANONICAL.encode(value).encode()).hexdigest()[:length]


def _plain(value: object) -> str | dict[str, Any]:
    if isinstance(value, bytes):
        return value.hex()
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"{type(value).__name__} has no canonical JSON form")


_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def column(
    description: str,
    *,
    references: str | None = None,
    clock: Clock | None = None,
    index: bool = False,
    default: Any = ...,
) -> Any:
    """Return a dataclass field that describes one column.

    `references` names the table whose row takes this one along when it goes; `clock` marks a column that holds a
    time of observation, which is no part of the content hash nor of a dump.
    """
    metadata = {"description": description, "references": references, "clock": clock, "index": index}
    if clock and default is ...:
        default = None
    return field(metadata=metadata) if default is ... else field(default=default, metadata=metadata)


@dataclass(frozen=True, kw_only=True)
class Record:
    """A row of a table; `id` follows from its content."""

    table: ClassVar[str]
    title: ClassVar[str]
    order: ClassVar[tuple[str, ...]]
    identity: ClassVar[tuple[str, ...]]
    held_by: ClassVar[str | None]

    id: str = field(default="", metadata={"description": "Kenmerk: de hash van de inhoud"})

    def __init_subclass__(
        cls,
        *,
        table: str,
        title: str,
        order: tuple[str, ...] = ("id",),
        identity: tuple[str, ...] = (),
        held_by: str | None = None,
    ) -> None:
        """Name the table of a kind of record.

        `title` is Dutch, for readers of the published tables; `order` are the columns by which the store sorts when it
        reads. `identity` are the columns that make the id, where a record stays itself when others change (empty: all
        stable ones). `held_by` is a table that must point to a row of this one, or else the row goes.
        """
        cls.table, cls.title, cls.order, cls.identity, cls.held_by = table, title, order, identity, held_by

    def __post_init__(self) -> None:
        """Set the id from the content where none was given."""
        if not self.id:
            content = self.content()
            content = {name: content[name] for name in self.identity} or content
            object.__setattr__(self, "id", content_hash([self.table, content]))

    def content(self) -> dict[str, Any]:
        """Return the stable columns: all but the id and the columns that hold a clock reading."""
        return {name: getattr(self, name) for name in stable_columns(type(self)) if name != "id"}


def columns(record_type: type[Record]) -> tuple[Field[Any], ...]:
    """Return the columns of a table, the id first."""
    return fields(record_type)


def stable_columns(record_type: type[Record]) -> tuple[str, ...]:
    """Return the names of the columns that do not hold a clock reading."""
    names = _STABLE.get(record_type)
    if names is None:
        found = (item.name for item in columns(record_type) if not item.metadata.get("clock"))
        names = _STABLE[record_type] = tuple(found)
    return names


_STABLE: dict[type[Record], tuple[str, ...]] = {}
"""Those names once they were asked for: each id asks for them."""


def as_row(record: Record) -> dict[str, Any]:
    """Return a record as a row: lists as JSON text, the rest as it is."""
    return {name: _stored(value) for name, value in asdict(record).items()}


def _stored(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value


def _json_columns(record_type: type[Record]) -> frozenset[str]:
    return frozenset(item.name for item in columns(record_type) if str(item.type).startswith("tuple"))


def _boolean_columns(record_type: type[Record]) -> frozenset[str]:
    return frozenset(item.name for item in columns(record_type) if item.type == "bool")


def from_row(record_type: type[R], row: dict[str, Any]) -> R:
    """Return the record of a row, the inverse of `as_row`."""
    values = dict(row)
    for name in _json_columns(record_type):
        values[name] = _tuples(json.loads(values[name]))
    for name in _boolean_columns(record_type):
        values[name] = bool(values[name])
    return record_type(**values)


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value
