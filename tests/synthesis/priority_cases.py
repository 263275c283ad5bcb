"""What tests of the order of reading share: passages in two clouds of vectors, and judgements of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corpus.judgements import Judgement
from corpus.record import Record
from corpus.records import Coding, Document, Embedding, Find, Passage, Screening, Source

COUNT = 60
DOCUMENT = "a" * 64
LEFT_OUT = "b" * 64


def is_relevant(number: int) -> bool:
    """Tell whether a passage is relevant: one in three."""
    return number % 3 == 0


def make_passage(number: int, document_id: str = DOCUMENT) -> Passage:
    """Return a passage with a text of its own."""
    text = f"Passage {number:03d} over wijkteams."
    return Passage(document_id=document_id, page=number + 1, start=0, end=len(text), text=text)


def _vector(number: int) -> bytes:
    chance = np.random.default_rng(number)
    row = chance.standard_normal(16) * 0.4 + 1
    row[0] += 3 if is_relevant(number) else -1
    return (row / np.linalg.norm(row)).astype("<f4").tobytes()


def make_coding(
    passage: Passage, code: str, score: float, dimension: str = "soort", codebook: str = "boek 1"
) -> Coding:
    """Return a coding of a whole passage."""
    return Coding(
        document_id=passage.document_id,
        passage_id=passage.id,
        codebook=codebook,
        dimension=dimension,
        code=code,
        page=passage.page,
        start=0,
        end=passage.end,
        quote=passage.text,
        made_by="rule",
        score=score,
        reason="",
    )


def make_records(without_vector: Sequence[int] = ()) -> dict[type[Record], tuple[Record, ...]]:
    """Return the records of two documents, one of them left out; the codings say nothing of which passage is what."""
    passages = [make_passage(number) for number in range(COUNT)]
    held = [(number, passage) for number, passage in enumerate(passages) if number not in without_vector]
    source = Source(name="map", kind="folder", settings="{}", is_added=True)
    return {
        Source: (source,),
        Document: tuple(Document(id=each, media_type="text/plain", byte_count=1) for each in (DOCUMENT, LEFT_OUT)),
        Find: tuple(
            Find(source_id=source.id, source="map", url=f"file:///{each[0]}.txt", final_url="", document_id=each)
            for each in (DOCUMENT, LEFT_OUT)
        ),
        Passage: (*passages, make_passage(0, LEFT_OUT)),
        Screening: (
            Screening(document_id=DOCUMENT, is_included=True, reason="past bij de studie"),
            Screening(document_id=LEFT_OUT, is_included=False, reason="andere taal"),
        ),
        Embedding: tuple(
            Embedding(document_id=DOCUMENT, passage_id=passage.id, model="m", vector=_vector(number))
            for number, passage in held
        ),
        Coding: tuple(make_coding(passage, "geen", 0.5 + number / 1000) for number, passage in held),
    }


def judge(number: int, verdict: str = "", other_code: str = "", name: str = "1", pseudonym: str = "uil") -> Judgement:
    """Return a judgement of the coding `geen` of a passage; right where no verdict is given."""
    passage = make_passage(number)
    return Judgement(
        document_id=DOCUMENT,
        page=passage.page,
        start=0,
        end=passage.end,
        quote=passage.text,
        codebook="boek 1",
        dimension="soort",
        code="geen",
        verdict=verdict or ("niet akkoord" if is_relevant(number) else "akkoord"),
        other_code=other_code,
        round=name,
        pseudonym=pseudonym,
    )
