"""A source harvested as the runner does it, for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corpus.record import Record
from corpus.records import Find, Issue, Source
from corpus.stage import Inputs
from corpus.study import SourceSettings
from harvest.settings import HarvestSettings
from harvest.source import harvest_source

CONTACT = "https://example.org/kennissynthese"


def inputs(kind: str, **values: Any) -> Inputs:
    settings = SourceSettings(kind=kind, name="bron", **values)
    return Inputs({Source: [Source(name="bron", kind=kind, settings=settings.model_dump_json(exclude_defaults=True))]})


def harvest(base: Path, kind: str, **values: Any) -> list[Record]:
    return list(harvest_source(inputs(kind, **values), HarvestSettings(contact=CONTACT, base=base)))


def finds(records: list[Record]) -> dict[str, Find]:
    return {record.url: record for record in records if isinstance(record, Find)}


def issues(records: list[Record]) -> dict[str, str]:
    return {record.subject: record.problem for record in records if isinstance(record, Issue)}
