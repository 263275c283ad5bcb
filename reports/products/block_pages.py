"""Kennisbouwstenen as data for the site, and as pages of HTML that stand on their own and print on one sheet."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports.products.building_blocks import BuildingBlock, Quoted
from reports.products.plain_words import LEADS
from reports.publication import Publication, Value
from reports.shown import TEMPLATES, number, prepare

HERE = Path(__file__).parent / "templates"


def as_data(block: BuildingBlock) -> dict[str, Any]:
    """Return a kennisbouwsteen as the templates read it, and as it stands in `bouwstenen.json`."""
    return {
        "code": block.code,
        "file": block.file,
        "name": _value(block.name),
        "venster": _value(block.venster),
        "what": _value(block.what) if isinstance(block.what, Value) else block.what,
        "counts": {name: _value(found) for name, found in block.counts.items()},
        "verdict": block.verdict,
        "conclusion": block.conclusion,
        "rule": _value(block.rule) if block.rule else None,
        "helps": [_quoted(each) for each in block.helps],
        "hinders": [_quoted(each) for each in block.hinders],
        "tasks": [_quoted(each) for each in block.tasks],
        "example": _quoted(block.example) if block.example else None,
        "talk": list(block.talk),
        "leads": LEADS,
        "sources": [
            {"origin": entry.origin.address, "pieces": [vars(piece) for piece in entry.pieces]}
            for entry in block.sources
        ],
        "readability": number(block.readability),
    }


def block_page(block: BuildingBlock, publication: Publication, address: str) -> str:
    """Return a kennisbouwsteen as a page of its own; `address` is where readers find the site, or empty."""
    template = _environment().get_template("bouwsteen.html")
    return template.render(
        block=as_data(block),
        title=_title(publication),
        is_fictional=publication.is_fictional,
        address=address,
        style=Markup((HERE / "bouwsteen.css").read_text(encoding="utf-8")),
    )


@cache
def _environment() -> Environment:
    loader = FileSystemLoader([HERE, TEMPLATES])
    return prepare(
        Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    )


def _title(publication: Publication) -> dict[str, str]:
    """Return the title of the study, with where it stands."""
    row = next(row for row in publication.rows["studie"] if row["onderdeel"] == "titel")
    return _value(publication.value("studie", row, "inhoud"))


def _value(value: Value) -> dict[str, str]:
    return {"text": value.text, "origin": value.origin.address}


def _quoted(quoted: Quoted) -> dict[str, Any]:
    return vars(quoted) | {"text": _value(quoted.text)}
