"""The stage that codes: each passage of a document gets codes of the study's codebook, each with its quote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np

from corpus.record import Record
from corpus.records import Coding, Embedding, Passage
from corpus.stage import Inputs
from corpus.study import Study
from synthesis.codebook import NONE, find_codebook, load_codebook
from synthesis.coder import Coder, Verdict
from synthesis.embed import Vectors
from synthesis.similarity import Anchors


@dataclass(frozen=True)
class CodingSettings:
    """What codings depend on; the path of the codebook does not count, what it says does."""

    codebook: str
    codebook_hash: str
    publish_from: float
    embedder: str
    path: str = field(metadata={"hashed": False})

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study; raise Refused when its codebook is absent or wrong."""
        path = find_codebook(study.codebook, study.beside(study.codebook))
        codebook = load_codebook(path)
        return cls(
            codebook=f"{path.stem} {codebook.version}",
            codebook_hash=codebook.content_hash,
            publish_from=study.synthesis.publish_from,
            embedder=study.synthesis.embedder,
            path=str(path),
        )


@cache
def load_coder(path: str, embedder: str, codebook_hash: str) -> Coder:
    """Return the coder of the codebook in this file, made once a process as long as the codebook stays the same."""
    codebook = load_codebook(Path(path))
    return Coder(codebook, Anchors.of(codebook, embedder))


def prepare_coding(settings: CodingSettings) -> None:
    """Embed the anchors of the codebook once, before several processes ask for them."""
    load_coder(settings.path, settings.embedder, settings.codebook_hash)


def code_text(text: str, vector: Vectors, coder: Coder) -> list[Verdict]:
    """Return the codes of a text, given its vector, in the order of dimensions and scores."""
    return coder.code(text, vector)


def code_document(inputs: Inputs, settings: CodingSettings) -> Iterator[Record]:
    """Yield the codings of the passages of a document that have a vector."""
    vectors = {item.passage_id: np.frombuffer(item.vector, dtype="<f4") for item in inputs[Embedding]}
    passages = [passage for passage in inputs[Passage] if passage.id in vectors]
    if not passages:
        return
    coder = load_coder(settings.path, settings.embedder, settings.codebook_hash)
    for passage in passages:
        for verdict in code_text(passage.text, vectors[passage.id], coder):
            yield _coding(passage, verdict, settings)


def _coding(passage: Passage, verdict: Verdict, settings: CodingSettings) -> Coding:
    return Coding(
        document_id=passage.document_id,
        passage_id=passage.id,
        codebook=settings.codebook,
        dimension=verdict.dimension,
        code=verdict.code,
        direction=verdict.direction,
        page=passage.page,
        start=passage.start + verdict.start,
        end=passage.start + verdict.end,
        quote=passage.text[verdict.start : verdict.end],
        made_by=verdict.made_by,
        score=verdict.score,
        reason=verdict.reason,
        is_published=verdict.score >= settings.publish_from and verdict.code != NONE,
    )
