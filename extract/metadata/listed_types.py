"""The kinds of documents that sources name, as kinds of ours; the mapping is `corpus/reference/documentsoorten.csv`."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

MAPPING = Path(__file__).parents[2] / "corpus" / "reference" / "documentsoorten.csv"


def kind_of(listed: str) -> str:
    """Return our kind for what a source calls a document; empty where none of its words is in the mapping.

    The longest phrase that it holds decides, and of equally long ones the last: 'municipal_policy_summary'.
    """
    words = " ".join(_words(listed))
    found = [
        (len(term.split()), match.end(), kind) for term, kind, pattern in _terms() for match in pattern.finditer(words)
    ]
    return max(found)[2] if found else ""


def _words(listed: str) -> list[str]:
    spaced = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", listed)
    return re.findall(r"[^\W_]+", spaced.lower())


@cache
def _terms() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    with MAPPING.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    terms = ((" ".join(_words(row["listed"])), row["document_type"]) for row in rows)
    return tuple((term, kind, re.compile(rf"\b{re.escape(term)}(?:s|[a-z]?en)?\b")) for term, kind in terms)
