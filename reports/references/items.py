"""The documents as CSL items, for a citation processor and for files in the forms of other programs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from reports.publication import Publication
from reports.references.names import is_person, parts

Item = dict[str, Any]
"""An item of CSL JSON (https://docs.citationstyles.org, csl-data)."""
UNTITLED = "Zonder titel"
_PLAIN = frozenset({"evaluatie", "onderzoeksrapport", "rekenkamerrapport", "monitor", "webpagina", "beleidsnota"})
"""Kinds of document that need no description behind the title."""
_ENDED = re.compile(r"[?!:][”’\"']*$")
_STOPPED = re.compile(r"(?<![.\s])(?<!\b[A-Za-z])\.$")
"""A full stop at the end, but not that of an initial or of several."""
_WHOLE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def items(publication: Publication) -> tuple[Item, ...]:
    """Return an item for each document, by id; an older database without references gives what its documents tell."""
    rows = publication.rows["referenties"] or [_as_reference(row) for row in publication.rows["documenten"]]
    bodies = {
        value.casefold() for row in rows for name in ("uitvoerder", "uitgever", "opdrachtgever") if (value := row[name])
    }
    return tuple(_item(row, bodies) for row in sorted(rows, key=lambda row: str(row["document_id"])))


def _as_reference(row: Mapping[str, Any]) -> dict[str, Any]:
    absent = dict.fromkeys(("auteurs", "uitvoerder", "opdrachtgever", "ondertitel", "verschenen_op", "isbn", "doi"))
    return {**absent, **row}


def _item(row: Mapping[str, Any], bodies: set[str]) -> Item:
    authors = _authors(row, bodies)
    names = {name.get("literal", "").casefold() for name in authors}
    is_page = row["soort_document"] == "webpagina"
    found: Item = {
        "id": row["document_id"],
        "type": "webpage" if is_page else "report",
        "language": "nl",
        "title": whole_title(row["titel"], row["ondertitel"]),
        "author": authors,
        "issued": _issued(row),
        "publisher": row["uitgever"] if (row["uitgever"] or "").casefold() not in names else None,
        "genre": _genre(row["soort_document"]),
        "ISBN": row["isbn"],
        "DOI": row["doi"],
        "URL": row["bron_url"],
        "note": f"In opdracht van {row['opdrachtgever']}" if row["opdrachtgever"] else None,
    }
    return {name: value for name, value in found.items() if value}


def _authors(row: Mapping[str, Any], bodies: set[str]) -> list[dict[str, str]]:
    """Return who counts as author: who is named, else who did the research, else who brought it out."""
    named = row["auteurs"] or row["uitvoerder"] or row["uitgever"]
    return [_name(name, bodies) for name in (named or "").split("; ") if name]


def _name(name: str, bodies: set[str]) -> dict[str, str]:
    if not is_person(name, bodies):
        return {"literal": name}
    family, given = parts(name)
    return {"family": family, "given": given}


def whole_title(title: str | None, subtitle: str | None) -> str:
    """Return a title with its subtitle, unless that stands in it already; without a full stop at the end.

    What has neither is called `Zonder titel`.
    """
    title, subtitle = _unstopped(title), _unstopped(subtitle)
    if not subtitle or not title or _letters(subtitle) in _letters(title):
        return title or subtitle or UNTITLED
    sign = "" if _ENDED.search(title) else "." if ": " in title else ":"
    return f"{title}{sign} {subtitle}"


def _unstopped(text: str | None) -> str:
    text = " ".join((text or "").split())
    return text[:-1].rstrip() if _STOPPED.search(text) else text


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _issued(row: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return when it came out: of a web page as exact as is known, of the rest the year."""
    said = _WHOLE.match(row["verschenen_op"] or "")
    if said and row["soort_document"] == "webpagina" and int(said[1]) == (row["jaar"] or int(said[1])):
        return {"date-parts": [[int(part) for part in said.groups() if part]]}
    return {"date-parts": [[row["jaar"]]]} if row["jaar"] else None


def _genre(kind: str | None) -> str | None:
    return kind[0].upper() + kind[1:] if kind and kind not in _PLAIN else None
