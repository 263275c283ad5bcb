"""The records that stages hand over: one frozen dataclass a table, each column described once.

Schema, dump, Datasette metadata and documentation derive from these classes.
"""

from corpus.record import Record
from corpus.records.extracted import (
    Block,
    Citation,
    Fact,
    Page,
    Passage,
    PersonalSpan,
    Screening,
    Signature,
    Table,
    Version,
)  # fmt: skip
from corpus.records.harvested import Document, Find, Response, Source, Visit
from corpus.records.kept import Estimate, Expectation, Issue, Product, Run, StageState
from corpus.records.synthesised import Coding, Element, Embedding, Evidence, Topic, TopicPassage

TABLES: tuple[type[Record], ...] = (
    Source, Visit, Response, Document, Find, Page, Block, Table, Passage, Fact, PersonalSpan, Citation, Signature,
    Version, Screening, Embedding, Coding, Topic, TopicPassage, Element, Evidence, Expectation, Estimate, Product,
    Issue, StageState, Run,
)  # fmt: skip
"""Every table, parents before children."""

__all__ = [
    "TABLES", "Block", "Citation", "Coding", "Document", "Element", "Embedding", "Estimate", "Evidence", "Expectation",
    "Fact", "Find", "Issue", "Page", "Passage", "PersonalSpan", "Product", "Response", "Run", "Screening", "Signature",
    "Source", "StageState", "Table", "Topic", "TopicPassage", "Version", "Visit",
]  # fmt: skip
