"""All tables as one Frictionless Data Package: the CSV files with a description that programs can check them by.

Data Package and Table Schema 1.0 (https://specs.frictionlessdata.io). The files are those of `tabellen/`, so that a
text that looks like a formula has an apostrophe before it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reports.exchange.citation import version_citation, version_name
from reports.packing import packed
from reports.publication import Publication
from reports.tables import ReportTable
from reports.tables.csv_files import as_csv
from reports.tables.explaining import rule_of, told_source
from reports.tables.source_list import LIST, as_list
from reports.tables.traces import Traces
from reports.tables.typed import column_type

NAME = "datapakket.zip"
_DESCRIPTION = "datapackage.json"
_TYPES: dict[str, dict[str, Any]] = {
    "geheel": {"type": "integer"},
    "getal": {"type": "number"},
    "deel": {"type": "number", "constraints": {"minimum": 0, "maximum": 1}},
    "jaar": {"type": "year"},
    "datum": {"type": "date"},
    "tijdstip": {"type": "datetime", "format": "any"},
    "ja_nee": {"type": "boolean", "trueValues": ["ja"], "falseValues": ["nee"]},
    "tekst": {"type": "string"},
}
_REFERRED = {
    "document_id": ("documenten", "document_id"),
    "citaat_id": ("citaten", "citaat_id"),
    "element_code": ("elementen", "element_code"),
    "gemeente_code": ("gemeenten", "gemeente_code"),
    "formulering_id": ("formuleringen", "formulering_id"),
}
"""What columns with these names refer to, also after the name of a side: `helpt_citaat_id`."""
Rows = Sequence[Mapping[str, Any]]


def as_package(publication: Publication, found: Traces, name: str, licence: str = "") -> bytes:
    """Return the archive: `datapackage.json` and a CSV file for each table; `name` is that of the study."""
    parts = {f"data/{path}.csv": content for path, content in _contents(publication, found)}
    resources = [
        *(
            _resource(table, publication.rows[key], parts[f"data/{key}.csv"], _keys(publication, table))
            for key, table in sorted(publication.tables.items())
        ),
        _resource(LIST, [{"aantal": 0.5}], parts[f"data/{LIST.name}.csv"], {"primaryKey": list(LIST.key)}),
    ]
    described = {**_about(publication, name, licence), "resources": resources}
    description = (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()
    return packed({_DESCRIPTION: description, **dict(sorted(parts.items()))})


def _contents(publication: Publication, found: Traces) -> Iterator[tuple[str, bytes]]:
    for key, table in sorted(publication.tables.items()):
        yield key, as_csv(table, publication.rows[key])
    yield LIST.name, as_list(publication, found)


def _about(publication: Publication, name: str, licence: str) -> dict[str, Any]:
    contact = next(iter(publication.about("contact")), "")
    slug = re.sub(r"[^a-z0-9._-]+", "-", name.lower()).strip("-") or "kennissynthese"
    return {
        "profile": "tabular-data-package",
        "name": slug,
        "id": f"urn:sha256:{publication.digest}",
        "title": publication.title,
        "description": " ".join(publication.about("beschrijving")),
        "version": version_name(publication),
        **({"homepage": contact} if contact.startswith(("http://", "https://")) else {}),
        **({"licenses": [{"path": licence, "title": licence}]} if licence else {}),
        "keywords": ["kennissynthese", "werkzame elementen", "evaluaties", "gemeenten"],
        "languages": ["nl"],
        "citation": version_citation(publication),
        "note": (
            "Een tekst die een rekenblad voor een formule kan houden, heeft een apostrof ervoor. "
            "Citaten zijn letterlijk en van hun auteurs."
        ),
    }


def _resource(table: ReportTable, rows: Rows, content: bytes, keys: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"data/{table.name}.csv",
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {
            "fields": [_field(table, column, rows) for column in table.columns],
            "missingValues": [""],
            **keys,
        },
    }


def _field(table: ReportTable, column: str, rows: Rows) -> dict[str, Any]:
    source, rule = told_source(table, column), rule_of(table, column)
    return {
        "name": column,
        "title": column.replace("_", " "),
        "description": table.columns[column],
        **_TYPES[column_type(table, column, [row for row in rows if column in row])],
        **({"kns:herkomst": source} if source else {}),
        **({"kns:regel": rule} if rule else {}),
    }


def _keys(publication: Publication, table: ReportTable) -> dict[str, Any]:
    """Return the primary key of a table, where its rows have keys of their own, and what its columns refer to."""
    rows = publication.rows[table.name]
    names = [tuple(row[column] for column in table.key) for row in rows]
    is_key = len(set(names)) == len(names) and all(any(part not in (None, "") for part in name) for name in names)
    foreign = [
        {"fields": [column], "reference": {"resource": parent, "fields": [key]}}
        for column in table.columns
        for parent, key in _parents(column)
        if parent != table.name and _holds(publication, rows, column, parent, key)
    ]
    return {**({"primaryKey": list(table.key)} if is_key else {}), **({"foreignKeys": foreign} if foreign else {})}


def _parents(column: str) -> Iterator[tuple[str, str]]:
    yield from (target for name, target in _REFERRED.items() if column == name or column.endswith(f"_{name}"))


def _holds(publication: Publication, rows: Rows, column: str, parent: str, key: str) -> bool:
    known = {row[key] for row in publication.rows[parent]}
    return all(row[column] is None or row[column] in known for row in rows)
