"""The records of a study in a database in memory: only the columns that a published table may draw on.

What is left out here cannot be published by any table: page and passage texts, vectors, quotes of metadata, reasons of
codings, settings of sources and addresses on the machine of the maker. Quotes come in cut to the length that the study
allows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from corpus.record import Record, as_row
from corpus.records import (
    AgendaScore,
    Agreement,
    Answer,
    Assessment,
    Balance,
    Calibration,
    Casus,
    CasusElement,
    Change,
    Code,
    Coding,
    Comment,
    Conclusion,
    Contradiction,
    Crosswalk,
    Disclosure,
    Document,
    Element,
    Embedding,
    Estimate,
    Evaluation,
    Evidence,
    Expectation,
    Fact,
    Find,
    Formulation,
    FormulationEvidence,
    Gap,
    Issue,
    MergeProposal,
    Opgave,
    OpgaveElement,
    Page,
    Passage,
    Progress,
    Question,
    Release,
    Response,
    ReviewRound,
    Screening,
    Source,
    Topic,
    TopicPassage,
    Version,
)
from reports.publishing.alike import alike
from reports.publishing.authors import fill_authors
from reports.publishing.judged import fill_judged, public_comments
from reports.publishing.labels import LABELS
from reports.publishing.placing import placed
from reports.publishing.quotes import Cut, told_within
from reports.settings import PublishSettings

BASIS = Path(__file__).parent / "basis.sql"

ALLOWED: dict[type[Record], tuple[str, ...]] = {
    Source: ("id", "name", "kind", "url"),
    Response: ("id", "source_id", "status"),
    Document: ("id", "media_type"),
    Find: ("id", "source_id", "source", "url", "status", "state", "title_listed", "publisher_listed", "document_id",
           "first_seen_at"),
    Page: ("document_id", "number", "method"),
    Fact: ("document_id", "field", "value", "is_chosen"),
    Version: ("document_id", "group_id", "is_counted", "counted_id", "similarity", "reason"),
    Screening: ("document_id", "is_included", "criterion", "reason"),
    Passage: ("id", "document_id", "page", "start", "end"),
    Coding: (
        "id", "document_id", "passage_id", "codebook", "dimension", "code", "direction",
        "page", "start", "end", "quote", "made_by", "score", "is_published",
    ),
    Calibration: ("codebook", "low", "high", "said", "was", "coding_count"),
    Topic: ("id", "label", "terms", "passage_count", "stability", "is_stable", "named_by", "coding_id"),
    TopicPassage: ("topic_id", "passage_id", "weight"),
    Disclosure: ("document_id", "passage_id", "kind", "is_overall", "page", "start", "end", "quote"),
    Evaluation: (
        "document_id", "evaluation_id", "is_evaluation", "design", "strength", "rule", "size_class", "grouping",
    ),
    Element: ("id", "code", "label", "definition", "venster", "origin", "topic_id", "decided"),
    Evidence: ("id", "element_id", "coding_id", "direction", "strength"),
    Formulation: (
        "id", "element_id", "direction", "position", "passage_count", "document_count", "evaluation_count",
    ),
    FormulationEvidence: ("formulation_id", "evidence_id", "similarity"),
    MergeProposal: (
        "id", "first_code", "first_label", "second_code", "second_label", "shared_count", "overlap", "similarity",
        "reason", "decision", "decision_reason",
    ),
    Balance: (
        "element_id", "dimension", "value", "for_count", "against_count", "mixed_count", "needed_count",
        "evaluation_count", "document_count", "for_passage_count", "against_passage_count", "needed_passage_count",
    ),
    Conclusion: ("element_id", "verdict", "rule", "strongest", "evaluation_count"),
    Contradiction: (
        "element_id", "position", "for_coding_id", "against_coding_id", "similarity", "differences", "agreements",
    ),
    Code: (
        "id", "codebook", "codebook_title", "is_further", "position", "dimension", "code", "label", "definition",
        "venster", "part", "term", "asked_by", "goals", "indicators",
    ),
    Question: (
        "id", "position", "name", "text", "origin", "codebook", "code", "understood", "status", "rule", "answer_count",
        "document_count", "evaluation_count", "strong_count",
    ),
    Answer: ("question_id", "coding_id", "rank", "score", "reason"),
    Gap: (
        "codebook", "dimension", "code", "venster", "is_own", "status", "rule", "passage_count", "document_count",
        "evaluation_count", "strong_count", "for_count", "against_count", "needed_count",
    ),
    Crosswalk: (
        "first_code_id", "second_code_id", "first_count", "second_count", "both_count", "expected_count", "lift",
        "jaccard", "similarity", "reason",
    ),
    Opgave: (
        "id", "coding_id", "aspect", "what", "actors", "actor_text", "term", "term_text", "status", "belemmering_id",
        "belemmering_link",
    ),
    OpgaveElement: ("opgave_id", "coding_id", "element"),
    Casus: ("id", "document_id", "passage_id", "page", "kind", "score"),
    CasusElement: ("casus_id", "coding_id", "element", "nearness"),
    Expectation: (
        "id", "gemeente_code", "gemeente", "year", "expected_title", "origin", "citing_id", "page", "quote", "found_id",
        "request",
    ),
    Estimate: ("id", "first", "second", "first_count", "second_count", "both_count", "estimate", "low", "high"),
    Progress: (
        "passage_count", "judged_count", "relevant_count", "unread_expected", "unread_low", "unread_high", "recall",
        "recall_low", "recall_high", "target", "missed_probability", "may_stop", "method", "sample_count",
    ),
    Assessment: (
        "id", "document_id", "coding_id", "agreed_count", "disagreed_count", "other_count", "unsure_count", "outcome",
        "decided_by",
    ),
    ReviewRound: ("id", "number", "name", "closes_on", "is_closed", "member_count", "judgement_count", "coding_count"),
    Agreement: (
        "id", "round", "codebook", "dimension", "code", "raters", "coding_count", "judgement_count", "share", "kappa",
        "alpha",
    ),
    Comment: ("id", "round", "document_id", "page", "dimension", "code", "verdict", "text", "outcome", "reason"),
    Release: (
        "id", "number", "name", "round", "frozen_at", "corpus_hash", "codebook", "judgement_count", "head",
    ),
    Change: ("id", "release", "element_code", "element", "was", "now"),
    AgendaScore: (
        "id", "item", "score_count", "mean", "median", "spread", "term", "short_count", "middle_count", "long_count",
    ),
    Issue: ("id", "stage", "severity"),
}  # fmt: skip
"""The columns that are loaded, by table; no other table is. The `url` of a source comes from its settings."""

_INDEXES = {
    Find: ("document_id", "source_id"),
    Page: ("document_id",),
    Fact: ("document_id",),
    Response: ("source_id",),
    Version: ("document_id",),
    Screening: ("document_id",),
    Passage: ("id",),
    TopicPassage: ("topic_id", "passage_id"),
    Evaluation: ("document_id",),
    Evidence: ("id", "coding_id"),
    FormulationEvidence: ("formulation_id", "evidence_id"),
    Balance: ("element_id",),
    Conclusion: ("element_id",),
    Assessment: ("coding_id",),
}
_TYPES = {"int": int, "float": float, "bool": int}


def load(
    records: Mapping[type[Record], tuple[Record, ...]], cuts: Mapping[str, Cut], settings: PublishSettings
) -> Database:
    """Return a database in memory with the allowed columns, the reference tables and the basis of the report tables.

    `cuts` holds the quote of each coding and disclosure as it may be published, by its id.
    """
    db = Database(memory=True)
    for table in ALLOWED:
        found = public_comments(records) if table is Comment else records.get(table, ())
        _fill(db, table, _rows(table, found, cuts))
    fill_judged(db, records)
    fill_authors(db, records)
    _fill_reference(db, settings)
    db.executescript(BASIS.read_text(encoding="utf-8"))
    _fill_alike(db, records.get(Embedding, ()))
    _fill_topic_places(db, records.get(Embedding, ()))
    return db


def _fill_alike(db: Database, embeddings: Iterable[Any]) -> None:
    """Add which passages with a published quote are alike; the vectors themselves are not loaded."""
    documents = dict(db.execute("SELECT DISTINCT passage_id, document_id FROM quotes").fetchall())
    vectors = {item.passage_id: item.vector for item in embeddings if item.passage_id in documents}
    db.table("alike").create({"passage_id": str, "rank": int, "other_id": str, "similarity": float})
    names = ("passage_id", "rank", "other_id", "similarity")
    db.table("alike").insert_all(dict(zip(names, row, strict=True)) for row in alike(vectors, documents))
    db.table("alike").create_index(["passage_id"])


def _fill_topic_places(db: Database, embeddings: Iterable[Any]) -> None:
    """Add where topics lie on a map; the vectors themselves are not loaded."""
    members = db.execute(
        "SELECT x.topic_id, x.passage_id, x.weight FROM topic_passages x JOIN passages p ON p.id = x.passage_id"
        " JOIN included i ON i.document_id = p.document_id"
    ).fetchall()
    passages = {passage for _, passage, _ in members}
    vectors = {item.passage_id: item.vector for item in embeddings if item.passage_id in passages}
    db.table("topic_places").create({"topic_id": str, "x": float, "y": float})
    names = ("topic_id", "x", "y")
    db.table("topic_places").insert_all(dict(zip(names, row, strict=True)) for row in placed(members, vectors))


def _fill(db: Database, table: type[Record], rows: Iterator[dict[str, Any]]) -> None:
    kinds = {item.name: str(item.type).removesuffix(" | None") for item in table.__dataclass_fields__.values()}
    db.table(table.table).create({name: _TYPES.get(kinds.get(name, "str"), str) for name in ALLOWED[table]})
    db.table(table.table).insert_all(rows, batch_size=1000)
    for name in _INDEXES.get(table, ()):
        db.table(table.table).create_index([name])


def _rows(table: type[Record], records: tuple[Record, ...], cuts: Mapping[str, Cut]) -> Iterator[dict[str, Any]]:
    for record in records:
        row = as_row(record)
        if isinstance(record, Coding | Disclosure):
            if record.id not in cuts:
                continue
            cut = cuts[record.id]
            row |= {"start": cut.start, "end": cut.end, "quote": cut.text}
        if isinstance(record, Opgave):
            if record.coding_id not in cuts:
                continue
            row |= told_within(record, cuts[record.coding_id])
        if isinstance(record, Casus) and record.is_withheld:
            continue
        if isinstance(record, Source):
            row["url"] = public_address(json.loads(record.settings).get("url"))
        if isinstance(record, Find):
            row["url"] = public_address(record.url)
        yield {name: row[name] for name in ALLOWED[table]}


def public_address(url: str | None) -> str | None:
    """Return an address on the web, or None for any other, such as that of a file on the machine of the maker."""
    return url if url and url.startswith(("http://", "https://")) else None


def _fill_reference(db: Database, settings: PublishSettings) -> None:
    """Add the names of gemeenten, the labels of codes and what the study says of itself."""
    db.table("gemeenten").create({"code": str, "name": str, "province_name": str}, pk="code")
    db.table("gemeenten").insert_all(
        {"code": code, "name": name, "province_name": province} for code, name, province in settings.gemeenten
    )
    db.table("labels").create({"dimension": str, "code": str, "label": str, "position": int}, pk=("dimension", "code"))
    db.table("labels").insert_all(
        {"dimension": dimension, "code": code, "label": text, "position": position}
        for dimension, codes in LABELS.items()
        for position, (code, text) in enumerate(codes.items(), 1)
    )
    db.table("study").create({"key": str, "position": int, "value": str}, pk=("key", "position"))
    db.table("study").insert_all(_about(settings))


def _about(settings: PublishSettings) -> Iterator[dict[str, Any]]:
    yield {"key": "titel", "position": 1, "value": settings.title}
    yield {"key": "beschrijving", "position": 1, "value": settings.description}
    yield {"key": "contact", "position": 1, "value": settings.contact}
    yield {"key": "citaatlengte", "position": 1, "value": json.dumps(settings.quote_words)}
    for position, question in enumerate(settings.questions, 1):
        yield {"key": "vraag", "position": position, "value": question}
