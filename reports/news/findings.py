"""What publications find on the elements of the codebook, in the form in which versions keep it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from corpus.review.findings import Finding
from reports.publication import Publication
from reports.publishing.labels import LABELS

_VERDICTS = {label: code for code, label in LABELS["conclusie"].items()}
OWN, OVERALL = LABELS["herkomst"]["codebook"], LABELS["uitsplitsing"]["alles"]
"""The words in tables for elements of the codebook, and for the balance over all evaluations."""


def as_finding(row: Mapping[str, Any]) -> Finding:
    """Return the finding of a row with element_code, element, conclusie, voor, tegen and beide."""
    verdict = _VERDICTS.get(row["conclusie"], row["conclusie"])
    return Finding(row["element_code"], row["element"], verdict, row["voor"], row["tegen"], row["beide"])


def findings(publication: Publication) -> dict[str, Finding]:
    """Return the finding on each element of the codebook on which there is a conclusion, by its code."""
    balance = {row["element_code"]: row for row in publication.rows["balans"] if row["uitsplitsing"] == OVERALL}
    return {
        row["element_code"]: as_finding({**_counts(balance.get(row["element_code"])), **row})
        for row in own_elements(publication.rows["elementen"])
    }


def own_elements(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the elements of the codebook with a conclusion; themes found in the texts differ from run to run."""
    return [row for row in rows if row["herkomst"] == OWN and row["conclusie"]]


def _counts(row: Mapping[str, Any] | None) -> dict[str, int]:
    return {name: (row[name] or 0) if row else 0 for name in ("voor", "tegen", "beide")}
