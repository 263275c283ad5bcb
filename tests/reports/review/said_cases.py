"""Judgements of codings, for tests of what becomes of them."""

from __future__ import annotations

from typing import Any

from corpus.judgements import AGREED, Judgement

_SEEN = ("document_id", "page", "start", "end", "quote", "codebook", "dimension", "code")


def judgement(coding: dict[str, Any], **values: Any) -> Judgement:
    """Return a judgement of a row of codings, in the first round."""
    return Judgement(**{name: coding[name] for name in _SEEN} | {"verdict": AGREED, "round": "1"} | values)
