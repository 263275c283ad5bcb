"""One source: its kind found, and its harvest held against what the study expects."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.issues import Surprise
from corpus.record import Record
from corpus.records import Document, Issue, Source
from corpus.stage import Inputs
from corpus.study import SourceSettings
from harvest.kinds import kind_names, load_kind
from harvest.settings import HarvestSettings


def probe_source(source: Source, settings: HarvestSettings) -> object:
    """Return what a source holds as far as that is seen without a harvest; None where it is not."""
    if source.kind not in kind_names():
        return None
    return load_kind(source.kind).probe(SourceSettings.model_validate_json(source.settings), settings)


def harvest_source(inputs: Inputs, settings: HarvestSettings) -> Iterator[Record]:
    """Yield the finds, documents and issues of one source.

    Raises Surprise when the source cannot be reached, holds no documents, or fewer than the study expects.
    """
    source = inputs.one(Source)
    if source.kind not in kind_names():
        problem = f"there is no kind of source '{source.kind}'"
        raise Surprise(source.name, problem, f"Known: {', '.join(kind_names())}")
    wanted = SourceSettings.model_validate_json(source.settings)
    document_ids = set()
    for record in load_kind(source.kind).find(source, wanted, settings):
        if isinstance(record, Document):
            document_ids.add(record.id)
        yield record
    yield from _hold_against(wanted, len(document_ids))


def _hold_against(wanted: SourceSettings, count: int) -> Iterator[Issue]:
    """Yield a warning when there are more documents than the study expects; raise Surprise when there are fewer."""
    subject = f"{wanted.name} ({wanted.path or ', '.join(wanted.addresses)})"
    fewest, most = wanted.expects or (1, count)
    if not count and fewest:
        remedy = "See whether the source has changed, then mend its settings in the study"
        raise Surprise(subject, "holds no documents", remedy)
    problem = f"found {count} documents where {fewest} to {most} were expected"
    if count < fewest:
        raise Surprise(subject, problem, "See which are gone, then mend the settings of this source in the study")
    if count > most:
        remedy = "See whether they all belong to the study, and set 'expects' anew"
        yield Issue(severity="warning", subject=subject, problem=problem, remedy=remedy)
