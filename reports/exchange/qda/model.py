"""What a REFI-QDA project holds, as far as it is text: frozen, and the same whatever program wrote it.

Positions count Unicode code points of the text of a document from 0, as chapter 10.2 of the standard says; `end` is
the one after the last, as programs write it. What is empty is not written. A GUID is 36 characters, in lower case.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

ORIGIN = "kennissynthese"
"""What our own files say of where they come from."""
TEXT, BOOLEAN, INTEGER, FLOAT, DATE, DATETIME = KINDS = ("Text", "Boolean", "Integer", "Float", "Date", "DateTime")
"""The kinds of variables."""
FORMS = {
    TEXT: re.compile(r".*", re.DOTALL),
    BOOLEAN: re.compile(r"true|false|1|0"),
    INTEGER: re.compile(r"[+-]?[0-9]{1,18}"),
    FLOAT: re.compile(r"[+-]?([0-9]{1,18}(\.[0-9]{0,18})?|\.[0-9]{1,18})"),
    DATE: re.compile(r"-?[0-9]{4,9}-[0-9]{2}-[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?"),
    DATETIME: re.compile(
        r"-?[0-9]{4,9}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})?"
    ),
}
"""How the values of each kind are written; numbers of more digits are nobody's."""
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
COLOUR = re.compile(r"#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
_NAMESPACE = uuid.UUID("6f1d5a0e-6b0c-5c3e-9a53-0c7c1b0e9f57")


def guid_of(*parts: object) -> str:
    """Return the GUID of what is named so: always the same for the same names (RFC 4122, version 5)."""
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join(map(str, parts))))


@dataclass(frozen=True, kw_only=True)
class User:
    """Who coded: a person under whatever name, or a program."""

    guid: str
    name: str = ""
    id: str = ""


@dataclass(frozen=True, kw_only=True)
class Code:
    """A code with the codes below it; one that is not codable only gathers them."""

    guid: str
    name: str
    description: str = ""
    is_codable: bool = True
    color: str = ""
    notes: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()

    def walk(self) -> Iterator[Code]:
        """Yield this code and all below it, from the top down."""
        yield self
        for each in self.codes:
            yield from each.walk()


@dataclass(frozen=True, kw_only=True)
class Variable:
    """Something that can be known of cases and documents."""

    guid: str
    name: str
    kind: str = TEXT
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class Value:
    """What a variable is for one case or document, as it is written; None where that is not known."""

    variable: str
    text: str | None


@dataclass(frozen=True, kw_only=True)
class Case:
    """What documents and selections are about, such as a gemeente."""

    guid: str
    name: str = ""
    description: str = ""
    codes: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()
    documents: tuple[str, ...] = ()
    selections: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Coding:
    """A code that somebody gave."""

    guid: str
    code: str
    user: str = ""
    made_at: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Selection:
    """A stretch of a text, with the codes that were given to it and what was remarked."""

    guid: str
    start: int
    end: int
    name: str = ""
    description: str = ""
    user: str = ""
    made_at: str = ""
    codings: tuple[Coding, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Document:
    """A text with all that was selected in it; `codings` are of the document as a whole."""

    guid: str
    name: str = ""
    text: str = ""
    description: str = ""
    user: str = ""
    made_at: str = ""
    selections: tuple[Selection, ...] = ()
    codings: tuple[Coding, ...] = ()
    notes: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Note:
    """A memo; what it belongs to names it."""

    guid: str
    name: str = ""
    text: str = ""
    description: str = ""
    user: str = ""
    made_at: str = ""


@dataclass(frozen=True, kw_only=True)
class Project:
    """A whole project."""

    name: str
    origin: str = ORIGIN
    description: str = ""
    user: str = ""
    made_at: str = ""
    users: tuple[User, ...] = ()
    codes: tuple[Code, ...] = ()
    variables: tuple[Variable, ...] = ()
    cases: tuple[Case, ...] = ()
    documents: tuple[Document, ...] = ()
    notes: tuple[Note, ...] = ()
    general_notes: tuple[str, ...] = ()
    """The notes on the project as a whole."""


@dataclass(frozen=True, kw_only=True)
class Codebook:
    """The codes of a .qdc file; sets are not read."""

    codes: tuple[Code, ...]
    origin: str = ORIGIN


def all_codes(codes: tuple[Code, ...]) -> Iterator[Code]:
    """Yield codes and all below them, from the top down."""
    for each in codes:
        yield from each.walk()


def codings_of(project: Project) -> Iterator[Coding]:
    """Yield all codes that were given in a project, document by document."""
    for document in project.documents:
        yield from document.codings
        for selection in document.selections:
            yield from selection.codings
