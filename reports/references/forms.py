"""The references in the forms of other programs: CSL JSON, RIS and BibTeX.

Forms: citation-style-language/schema 1.0; Research Information Systems (2011); BibTeX with the fields of Zotero. All
are in UTF-8.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from reports.references.apa import Bibliography
from reports.references.items import Item

_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{sign: f"\\{sign}" for sign in "&%$#_"},
}  # fmt: skip
"""Signs that mean something to LaTeX; a brace would also be counted by BibTeX, even behind a backslash."""
_TYPES = {"webpage": ("ELEC", "misc"), "report": ("RPRT", "techreport")}
"""Kind of item → type of RIS and of BibTeX."""


def as_csl(found: Sequence[Item]) -> bytes:
    """Return items as CSL JSON."""
    return (json.dumps(list(found), ensure_ascii=False, indent=1) + "\n").encode()


def as_ris(found: Sequence[Item]) -> bytes:
    """Return items in RIS; lines end in CR LF, as it asks."""
    import rispy

    text: str = rispy.dumps([_ris(item) for item in found])
    return (text.strip().replace("\n", "\r\n") + "\r\n").encode()


def _ris(item: Item) -> dict[str, Any]:
    date = item.get("issued", {"date-parts": [[]]})["date-parts"][0]
    said = {
        "type_of_reference": _TYPES[item["type"]][0],
        "id": item["id"],
        "authors": [_name(name) for name in item.get("author", ())],
        "title": item["title"],
        "year": str(date[0]) if date else None,
        "date": "/".join(f"{part:02}" for part in date) if len(date) > 1 else None,
        "publisher": item.get("publisher"),
        "type_of_work": item.get("genre"),
        "issn": item.get("ISBN"),
        "doi": item.get("DOI"),
        "urls": [item["URL"]] if "URL" in item else None,
        "language": item["language"],
        "notes": [item["note"]] if "note" in item else None,
    }
    return {key: _on_one_line(value) for key, value in said.items() if value}


def _on_one_line(value: Any) -> Any:
    """Return texts with no end of a line in them, where a tag might begin."""
    return [_on_one_line(part) for part in value] if isinstance(value, list) else " ".join(str(value).split())


def _name(name: dict[str, str]) -> str:
    return name.get("literal") or f"{name['family']}, {name['given']}"


def as_bibtex(found: Sequence[Item], cited: Bibliography) -> bytes:
    """Return items in BibTeX; the key of each is what its reference in the text says, such as `bureauvis2018a`."""
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.model import Entry, Field

    taken: dict[str, int] = {}
    entries = [
        Entry(
            _TYPES[item["type"]][1],
            _key(cited.cite(item["id"]), taken),
            [Field(key, value) for key, value in _bibtex(item).items() if value],
        )
        for item in found
    ]
    return write_string(Library([*entries])).encode() if entries else b""


def _key(cited: str, taken: dict[str, int]) -> str:
    flat = unicodedata.normalize("NFKD", cited.lower())
    key = re.sub(r"[^a-z0-9]", "", flat) or "bron"
    taken[key] = taken.get(key, 0) + 1
    return key if taken[key] == 1 else f"{key}-{taken[key]}"


def _bibtex(item: Item) -> dict[str, str]:
    date = item.get("issued", {"date-parts": [[]]})["date-parts"][0]
    names = " and ".join(_whole(name) if "literal" in name else _latex(_name(name)) for name in item.get("author", ()))
    publisher = "publisher" if item["type"] == "webpage" else "institution"
    return {
        "author": names,
        "title": f"{{{_latex(item['title'])}}}",
        "year": str(date[0]) if date else "",
        "month": str(date[1]) if len(date) > 1 else "",
        publisher: _latex(item.get("publisher", "")),
        "type": _latex(item.get("genre", "")),
        "isbn": item.get("ISBN", ""),
        "doi": _verbatim(item.get("DOI", "")),
        "url": _verbatim(item.get("URL", "")),
        "language": "dutch",
        "note": _latex(item.get("note", "")),
    }


def _whole(name: dict[str, str]) -> str:
    """Return the name of a body in braces, so that it is not taken apart."""
    return f"{{{_latex(name['literal'])}}}"


def _latex(text: str) -> str:
    return "".join(_LATEX.get(sign, sign) for sign in " ".join(text.split()))


def _verbatim(address: str) -> str:
    """Return an address without the signs by which a field would end."""
    return re.sub(r"[{}\\\s]", lambda found: quote(found[0]), address)
