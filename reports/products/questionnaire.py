"""The questionnaire of the zelfevaluatie toegang en samenhang: a statement on each element, and on its opgaven."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from reports.products.building_blocks import CODEBOOK, BuildingBlock, file_name
from reports.products.plain_words import PROGRESS_STATEMENT, plain_words, statement_of
from reports.publication import Publication

LIST = "zelfevaluatie/vragenlijst.json"
TITLE = "Zelfevaluatie toegang en samenhang"
SCALE = {1: "Nee, nog niet", 2: "Een beetje", 3: "Grotendeels", 4: "Ja, helemaal", 0: "Weet niet"}
"""What can be answered, by how it is kept."""
OPGAVE = ":opgave"
"""What follows the code of an element in the key of the statement on its opgaven."""
_EXAMPLES = 2


@dataclass(frozen=True)
class Statement:
    """A statement: its key stays the same from run to run, so that answers keep their meaning."""

    key: str
    text: str
    examples: tuple[tuple[str, str], ...] = ()
    """Opgaven elsewhere: literal quotes, each with its source."""


@dataclass(frozen=True)
class Subject:
    """An element with what is asked of it."""

    code: str
    name: str
    explained: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Part:
    """The elements of one venster: a page of the questionnaire."""

    code: str
    name: str
    subjects: tuple[Subject, ...]


def questionnaire(publication: Publication, blocks: Iterable[BuildingBlock]) -> tuple[Part, ...]:
    """Return the questionnaire: each element of the codebook under its venster, also where nothing was found of it."""
    opgaven = _opgaven(blocks)
    subjects: dict[str, list[Subject]] = defaultdict(list)
    for code, (name, definition, venster) in _elements(publication).items():
        words = plain_words().get(code)
        statements = [Statement(code, statement_of(code, name))]
        if code in opgaven:
            statements.append(Statement(code + OPGAVE, PROGRESS_STATEMENT, opgaven[code]))
        subjects[venster].append(Subject(code, name, words.what if words else definition, tuple(statements)))
    parts: list[Part] = []
    for venster, found in subjects.items():
        parts.append(Part(file_name(venster, [part.code for part in parts]), venster, tuple(found)))
    return tuple(parts)


def _elements(publication: Publication) -> dict[str, tuple[str, str, str]]:
    """Return name, definition and venster of each element by its code, in the order of the codebook."""
    rows = publication.rows["kennishiaten"]
    own = next((row["codeboek"] for row in rows), None)
    defined = {
        row["code"]: row["omschrijving"] or ""
        for row in reversed(publication.rows["codeboeken"])
        if row["dimensie"] == "element"
    }
    found = {
        row["code"]: (row["naam"], defined.get(row["code"], ""), row["venster"])
        for row in rows
        if row["dimensie"] == "element" and row["eigen_venster"] and row["codeboek"] == own
    }
    for row in publication.rows["elementen"]:
        if row["herkomst"] == CODEBOOK:
            found.setdefault(row["element_code"], (row["element"], row["omschrijving"], row["venster"]))
    return found


def _opgaven(blocks: Iterable[BuildingBlock]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return what documents say must be done, with its source, by the code of the element."""
    return {
        block.code: tuple((quoted.text.text, quoted.cite) for quoted in block.tasks[:_EXAMPLES])
        for block in blocks
        if block.tasks
    }


def as_data(parts: tuple[Part, ...]) -> dict[str, Any]:
    """Return the questionnaire as the site reads it, and as it stands in its file."""
    return {
        "title": TITLE,
        "scale": [{"score": score, "text": text} for score, text in SCALE.items()],
        "parts": [
            {"code": part.code, "name": part.name, "subjects": [_subject(each) for each in part.subjects]}
            for part in parts
        ],
    }


def _subject(subject: Subject) -> Mapping[str, Any]:
    statements = [
        {
            "key": each.key,
            "text": each.text,
            "examples": [{"quote": text, "cite": cite} for text, cite in each.examples],
        }
        for each in subject.statements
    ]
    return {"code": subject.code, "name": subject.name, "explained": subject.explained, "statements": statements}
