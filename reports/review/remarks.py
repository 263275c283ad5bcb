"""Remarks as they are shown: what they are about, their words, and what was done with them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from corpus.judgements import Judgement
from reports.publishing.quotes import holds_personal_data
from reports.review.board import Board
from reports.review.codebook import codebook_of
from reports.review.routes import Visit
from reports.review.telling import remarks_of
from reports.review.texts import sees_all

_TITLES = "SELECT d.id, d.title, d.is_included FROM json_each(?) j JOIN documents d ON d.id = j.value"
_READ_AT_ONCE = 200


@dataclass(frozen=True)
class Remark:
    """A remark with its reply."""

    judgement: Judgement
    label: str
    """The name of the code that was judged."""
    title: str
    """The title of the document; empty where it is no longer there."""
    text: str | None
    """None where the words were removed."""
    outcome: str
    """Empty where nobody has answered yet."""
    reason: str | None
    is_public: bool
    """Whether the words may be published."""

    @property
    def is_touchy(self) -> bool:
        """Tell whether the words hold an address or a number of a person, by their form."""
        return bool(self.text) and holds_personal_data(self.text or "")

    @property
    def public_text(self) -> str | None:
        """The words where they may be published, and else None."""
        return self.text if self.is_public and self.text and not self.is_touchy else None


def is_open(board: Board, judgement: Judgement) -> bool:
    """Tell whether a judgement is of a round that is not closed, in which who has not judged yet is to know nothing."""
    return judgement.round.isdecimal() and int(judgement.round) not in board.closed


async def remarks(visit: Visit, judgements: Iterable[Judgement]) -> list[Remark]:
    """Return the remarks that came with judgements, in their order."""
    found = [each for each in judgements if each.id in visit.desk.board.remarked]
    words: dict[str, tuple[str | None, str, str | None]] = {}
    # Some at a time, because who judges waits for what is read here.
    for start in range(0, len(found), _READ_AT_ONCE):
        words |= await remarks_of(visit.desk, [each.id for each in found[start : start + _READ_AT_ONCE]])
    codebook, titles = await codebook_of(visit), await titles_of(visit, {each.document_id for each in found})
    return [
        Remark(
            each,
            codebook.label(each.dimension, each.code),
            titles.get(each.document_id, ""),
            *words[each.id],
            is_public=_is_public(visit.desk.board, each.id),
        )
        for each in found
    ]


def _is_public(board: Board, uuid: str) -> bool:
    reply = board.replies.get(uuid)
    return bool(reply and reply.values.get("is_public"))


async def titles_of(visit: Visit, documents: set[str]) -> dict[str, str]:
    """Return the titles of documents; of those that were left out, none to others than researchers."""
    rows: list[dict[str, Any]] = await visit.ask(_TITLES, json.dumps(sorted(documents)))

    return {row["id"]: row["title"] for row in rows if row["is_included"] or sees_all(visit)}
