"""Codes passages that stand in a file, without a corpus: the command `kennissynthese code`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any

from corpus.issues import Refused
from corpus.study import Study
from synthesis.coding.codebook import NONE
from synthesis.coding.coder import Coder, Verdict
from synthesis.coding.stage import CodingSettings
from synthesis.coding.weighing import Odds
from synthesis.embed import deep_vectors

_BATCH = 256
_NOTHING = {"soort": [NONE], "venster": ["nvt"]}
"""The codes of a passage that states nothing."""


def code_lines(lines: Iterable[str], study: Study, name: str) -> Iterator[str]:
    """Yield for each line of JSON with `id` and `text` one with its codes and its relevance, from 0 to 1.

    A dimension holds the codes that are likelier right than wrong, whether or not they would be published; `codings`
    has all that were considered, with score, quote and reason. Raises Refused with the line that is wrong.
    """
    settings = CodingSettings.of(study)
    coder = next(iter(settings.coders.values()))
    numbered = ((n, line) for n, line in enumerate(lines, 1) if line.strip())
    while batch := [_row(line, f"{name}, line {n}") for n, line in islice(numbered, _BATCH)]:
        texts = [row["text"] for row in batch]
        for row, coded in zip(batch, code_texts(coder, texts, settings.embedder), strict=True):
            yield json.dumps({"id": row["id"], **coded}, ensure_ascii=False) + "\n"


def _row(line: str, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise Refused(place, f"this is not JSON ({error})", "Write one object a line") from None
    if not isinstance(row, dict) or "id" not in row or not isinstance(row.get("text"), str):
        raise Refused(place, "it lacks an 'id' or a 'text'", 'Write {"id": …, "text": "…"}')
    return row


def code_texts(coder: Coder, texts: Sequence[str], embedder: str) -> Iterator[dict[str, Any]]:
    """Yield the codes of each text by dimension, its relevance, and all verdicts on it."""
    for case in coder.cases(texts, *deep_vectors(embedder, texts)):
        yield {
            **likely_codes(coder, case.odds),
            "relevance": round(1 - case.odds.score(coder.codebook.none), 4),
            "codings": [_told(verdict, case.text) for verdict in coder.verdicts(case)],
        }


def likely_codes(coder: Coder, odds: Odds) -> dict[str, list[str]]:
    """Return the codes of each dimension that are better given than not; `geen` alone where nothing is stated."""
    codes, members, margins = coder.codebook.codes, coder.weigher.members, odds.own - coder.likely_from
    if margins[coder.codebook.none] > 0:
        return {name: _NOTHING.get(name, []) for name in members}
    given = {name: [number for number in own if margins[number] >= 0] for name, own in members.items()}
    for name in _NOTHING:  # What states something does so in some way, and from some point of view.
        given[name] = given[name] or [max(members[name], key=lambda number: (margins[number], -number))]
    return {
        name: [codes[number].code for number in sorted(own, key=lambda number: (-margins[number], number))]
        for name, own in given.items()
    }


def _told(verdict: Verdict, text: str) -> dict[str, Any]:
    return asdict(verdict) | {"quote": text[verdict.start : verdict.end]}
