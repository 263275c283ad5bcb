"""A code that a researcher gives: a stretch of a passage that was selected or typed, as a judgement of one's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from corpus.judgements import AGREED, Judgement
from reports.review.codebook import DIRECTION, Codebook

FEWEST = 3
"""The fewest characters of a quote."""
DIRECTED = "element"
"""The dimension whose codes have a direction."""


class Wrong(Exception):
    """What a form says cannot be; the message says why, to who filled it in."""


def selected(form: Mapping[str, str], seen: Mapping[str, Any], codebook: Codebook, round_name: str) -> Judgement:
    """Return the code that a form gives to a stretch of the passage that was seen; raise Wrong where it cannot be."""
    dimension, _, code = form.get("code", "").partition(":")
    if not codebook.find(dimension, code):
        raise Wrong("Kies een code uit de lijst.")
    direction = form.get("direction", "") if dimension == DIRECTED else ""
    if dimension == DIRECTED and not codebook.find(DIRECTION, direction):
        raise Wrong("Kies bij een element ook de richting.")
    start, end = place_of(seen["text"], form.get("quote", ""), form.get("begin", ""))
    return Judgement(
        document_id=seen["document_id"],
        page=seen["page"],
        start=seen["start"] + start,
        end=seen["start"] + end,
        quote=seen["text"][start:end],
        codebook=codebook.name,
        dimension=dimension,
        code=code,
        verdict=AGREED,
        direction=direction,
        round=round_name,
        run=seen["run"],
        is_own=True,
    )


def place_of(text: str, quote: str, near: str = "") -> tuple[int, int]:
    """Return where a quote stands in a text, whatever white space is between its words; raise Wrong where it does not.

    Of several places it is the one nearest to `near`, a number of characters, or else the first.
    """
    words = quote.split()
    if len("".join(words)) < FEWEST:
        raise Wrong("Selecteer in de passage de tekst waar de code bij past, of typ die letterlijk over.")
    places = [match.span() for match in re.finditer(r"\s+".join(map(re.escape, words)), text)]
    if not places:
        raise Wrong("Deze tekst staat niet letterlijk in de passage. Neem de woorden precies zo over als zij er staan.")
    at = int(near) if near.isascii() and near.isdecimal() and len(near) < 10 else 0
    return min(places, key=lambda place: abs(place[0] - at))
