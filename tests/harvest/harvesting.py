"""A source harvested as the runner does it, for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corpus.record import Record
from corpus.records import Document, Find, Issue, Source
from corpus.sections import SourceSettings
from corpus.stage import Inputs
from harvest.crawling.fetching import Limits
from harvest.settings import HarvestSettings
from harvest.source import harvest_source, settle_source

FAST = Limits(timeout_s=3, revisit_s=0)
CONTACT = "https://example.org/kennissynthese"


def inputs(kind: str, **values: Any) -> Inputs:
    settings = SourceSettings.model_validate({"kind": kind, "name": "bron", "allow_hosts": ("127.0.0.1",), **values})
    return Inputs({Source: [Source(name="bron", kind=kind, settings=settings.model_dump_json(exclude_defaults=True))]})


def harvest(base: Path, kind: str, limits: Limits = FAST, study: str = "test", **values: Any) -> list[Record]:
    """Return what one visit yields; the visit is brought to its end, as by a run that was not killed."""
    settings = HarvestSettings(contact=CONTACT, base=base, study=study, limits=limits)
    own = inputs(kind, **values)
    records = list(harvest_source(own, settings))
    settle_source(own.one(Source).id, settings)
    return records


def finds(records: list[Record]) -> dict[str, Find]:
    return {record.url: record for record in records if isinstance(record, Find)}


def documents(records: list[Record]) -> set[str]:
    return {record.id for record in records if isinstance(record, Document)}


def issues(records: list[Record]) -> dict[str, str]:
    return {record.subject: record.problem for record in records if isinstance(record, Issue)}
