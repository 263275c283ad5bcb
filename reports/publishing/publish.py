"""The publish stage: from the records of a study to the files that readers get."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from corpus.private import private_passages
from corpus.raw import write_whole
from corpus.record import Record
from corpus.records import Coding, Disclosure, Expectation, Page, Passage, PersonalSpan, Product
from corpus.stage import Inputs
from reports.publishing.database import Rows, build
from reports.publishing.load import load
from reports.publishing.quotes import cut_disclosures, cut_quotes
from reports.publishing.verify import verify_quotes, verify_references
from reports.settings import PublishSettings
from reports.tables import ReportTable, read_tables, run_table
from reports.tables.csv_files import as_csv


def publish(inputs: Inputs, settings: PublishSettings) -> Iterator[Record]:
    """Write the files for readers and yield one Product for each; raise Surprise when a quote is not in its page."""
    for name, description, content in products(inputs, settings):
        write_whole(settings.folder / name, content)
        yield Product(
            name=name,
            description=description,
            byte_count=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
        )


def products(inputs: Inputs, settings: PublishSettings) -> Iterator[tuple[str, str, bytes]]:
    """Yield name, description and content of every file, in order of making; nothing is written."""
    tables = table_rows(inputs, settings)
    rows = {table.name: found for table, found in tables}
    for name in ("citaten", "te_weinig_informatie"):
        verify_quotes(rows[name], inputs[Page], words=settings.quote_words)
    verify_references(inputs[Expectation], inputs[Page])
    yield "publiek.db", "Databank met alle tabellen en de zoekwoorden", build(tables)
    for table, found in tables:
        yield f"tabellen/{table.name}.csv", table.title, as_csv(table, found)


def table_rows(inputs: Inputs, settings: PublishSettings) -> list[tuple[ReportTable, Rows]]:
    """Return the report tables with their rows, by name."""
    private = private_passages(inputs[Passage], inputs[PersonalSpan])
    words = settings.quote_words
    cuts = cut_quotes(inputs[Coding], words, private) | cut_disclosures(inputs[Disclosure], words, private)
    db = load(inputs, cuts, settings)
    try:
        return [(table, run_table(db, table)) for table in read_tables()]
    finally:
        db.close()


def is_intact(products: Sequence[Any], settings: PublishSettings) -> bool:
    """Tell whether every published file is still there, with the size that it was given."""
    paths = [(settings.folder / product.name, product.byte_count) for product in products]
    return all(path.is_file() and path.stat().st_size == size for path, size in paths)
