"""A whole study to review: a corpus with a passage about a person and a document that was left out, and its site."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pypdfium2 import PdfDocument

from corpus.raw import raw_path, write_whole
from corpus.record import Record
from corpus.records import Code, Coding, Passage, PersonalSpan, Run
from corpus.store import Store
from reports.publication import Publication
from reports.publishing.publish import publish
from reports.review.snapshot import build
from reports.tables.making import files
from tests.reports.conftest import (
    ELEMENTS,
    SECRET,
    TEXTS,
    _document,
    as_inputs,
    make_records,
    make_render_settings,
    make_settings,
)

ASK_FROM = 0.1
CODED = _document("eerste")
LEFT_OUT = _document("buiten")


def make_study(folder: Path) -> Path:
    """Write corpus, public database and snapshot into a folder, and return it."""
    records = review_records()
    with Store(folder / "corpus.db") as store:
        store.db.execute("PRAGMA foreign_keys = OFF")
        store.add(records)
    list(publish(as_inputs(records), make_settings(folder)))
    _write_files(folder)
    build(folder / "corpus.db", folder / "snapshot.db", ASK_FROM, title="Proef")
    return folder


def _write_files(folder: Path) -> None:
    """Write the workbook, and a page in place of the kennissynthese, which takes seconds to make."""
    for file in files(Publication.read(folder / "publiek.db"), make_render_settings(folder)):
        write_whole(folder / file.name, file.content)
    write_whole(folder / "kennissynthese.html", b"<!DOCTYPE html><html lang=nl><style></style><main></main></html>")


def review_records() -> list[Record]:
    """Return the records of the small study, with what only researchers may see."""
    records = [_explained(record) for record in make_records()]
    codes = [
        Code(
            codebook="proef", codebook_title="Proef", is_further=False, position=position, dimension="element",
            code=code, label=label, definition=f"Over {label.lower()}", venster=venster,
        )
        for position, (code, (label, venster)) in enumerate(ELEMENTS.items())
    ]  # fmt: skip
    return [*records, *codes, *_private(), _run()]


def _explained(record: Record) -> Record:
    """Return a coding of a document that is included with a reason that members may read."""
    if isinstance(record, Coding) and record.document_id != LEFT_OUT:
        return replace(record, reason="Woorden uit het codeboek")
    return record


def _private() -> list[Record]:
    """Return a passage that holds a name, with a coding of it."""
    text = TEXTS["eerste"]
    start = text.index(SECRET)
    passage = Passage(document_id=CODED, page=1, start=start, end=len(text), text=text[start:])
    coding = Coding(
        document_id=CODED, passage_id=passage.id, codebook="proef", dimension="element", code="outreachend",
        direction="helpt", page=1, start=start, end=len(text), quote=text[start:], made_by="rule", score=0.5,
        reason="proef", is_published=False,
    )  # fmt: skip
    span = PersonalSpan(
        document_id=CODED, page=1, start=start, end=start + len(SECRET), kind="naam", method="proef", confidence=0.9
    )
    return [passage, coding, span]


def _run() -> Run:
    return Run(
        started_at="2026-03-01T09:00:00+00:00", finished_at="2026-03-01T09:01:00+00:00", version="1", study="proef",
        settings_hash="", counts='[{"stage": "publish", "failed_count": 0}]',
    )  # fmt: skip


def put_pdf(document_id: str) -> None:
    """Put a PDF of one empty page in the place of a document."""
    document = PdfDocument.new()
    document.new_page(595, 842)
    raw_path(document_id).parent.mkdir(parents=True, exist_ok=True)
    document.save(raw_path(document_id))
