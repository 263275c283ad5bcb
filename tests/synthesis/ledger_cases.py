"""A small corpus made by hand: documents with facts, and passages with a vector and a coding of an element."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from corpus.record import Record
from corpus.records import (
    Citation,
    Coding,
    Disclosure,
    Document,
    Element,
    Embedding,
    Evaluation,
    Evidence,
    Fact,
    Passage,
    Screening,
    Topic,
    TopicPassage,
    Version,
)
from corpus.stage import Inputs
from synthesis.elements.merges import Decision
from synthesis.elements.stage import ElementSettings, find_elements
from synthesis.ledger.evaluations import EvaluationSettings, find_evaluations
from synthesis.ledger.stage import LedgerSettings, keep_ledger

SETTINGS = ElementSettings(
    codes=(
        ("een_plan", "Eén plan", "Eén huishouden, één plan.", "professional"),
        ("monitoring", "Monitoring", "Weten wat werkt.", "beleid_bestuur"),
        ("outreachend", "Outreachend werken", "Erop af.", "professional"),
    ),
    codebook="proef",
)
FILLER = "Een andere zin die steeds dezelfde is en waaraan niets af te lezen valt over wat er in de wijk gebeurt."


@dataclass
class Corpus:
    """Records of a corpus in the making, by what its documents say."""

    records: list[Record] = field(default_factory=list)

    def document(
        self,
        name: str,
        *,
        kind: str = "evaluatie",
        gemeente: str = "GM9001",
        year: str = "2020",
        methods: Sequence[str] = ("enquête: 100",),
        evaluation_type: str = "",
    ) -> str:
        """Add a document with its facts and return its id."""
        document_id = (name.encode().hex() * 20)[:64]
        values = [("document_type", kind), ("gemeente", gemeente), ("year", year), ("title", name)]
        values += [("method", method) for method in methods] + [("evaluation_type", evaluation_type)]
        self.records += [
            Document(id=document_id, media_type="application/pdf", byte_count=1),
            Screening(document_id=document_id, is_included=True, reason="past"),
            *(
                Fact(document_id=document_id, field=key, value=value, method="m", confidence=1, is_chosen=True)
                for key, value in values
                if value
            ),
        ]
        return document_id

    def say(
        self, document_id: str, direction: str, vector: Sequence[float] = (1, 0, 0), *, code: str = "een_plan",
        text: str = "", dimension: str = "element", is_published: bool = True,
    ) -> Coding:  # fmt: skip
        """Add a passage with a vector and one coding, and return the coding."""
        number = len(self.records)
        text = text or f"{number} {direction} {document_id[:4]}"
        passage = Passage(document_id=document_id, page=1, start=number, end=number + len(text), text=text)
        coding = Coding(
            document_id=document_id, passage_id=passage.id, codebook="proef 1", dimension=dimension, code=code,
            direction=direction or None, page=1, start=number, end=number + len(text), quote=text, made_by="rule",
            score=0.9, reason="regel", is_published=is_published,
        )  # fmt: skip
        row = np.asarray(vector, dtype="<f4").tobytes()
        embedding = Embedding(document_id=document_id, passage_id=passage.id, model="m", vector=row)
        self.records += [passage, embedding, coding]
        return coding

    def topic(self, label: str, codings: Iterable[Coding]) -> str:
        """Add a topic over the passages of codings and return the code of its element."""
        members = list(codings)
        topic = Topic(label=label, terms=(label,), passage_count=len(members), is_stable=True, anchor=label)
        self.records += [topic]
        self.records += [TopicPassage(topic_id=topic.id, passage_id=item.passage_id, weight=1.0) for item in members]
        return f"thema:{topic.id[:8]}"

    def add(self, *records: Record) -> None:
        """Add records as they are."""
        self.records += records

    def run(self, *decisions: Decision, order: int = 0, inhabitants: Sequence[tuple[str, int]] = ()) -> list[Record]:
        """Return what the stages yield, with the records in another order for each `order`."""
        given = sorted(self.records, key=lambda record: record.id)
        random.Random(order).shuffle(given)
        found = list(find_evaluations(_inputs(given), EvaluationSettings(tuple(inhabitants))))
        settings = ElementSettings(SETTINGS.codes, SETTINGS.codebook, tuple(decisions), "besluiten.csv")
        found += find_elements(_inputs([*given, *found]), settings)
        return [*found, *keep_ledger(_inputs([*given, *found]), LedgerSettings())]


_TABLES = (
    Document, Passage, Fact, Citation, Version, Screening, Embedding, Coding, Disclosure, Evaluation, Topic,
    TopicPassage, Element, Evidence,
)  # fmt: skip


def _inputs(records: Sequence[Record]) -> Inputs:
    return Inputs({table: [record for record in records if isinstance(record, table)] for table in _TABLES})
