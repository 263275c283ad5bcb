"""What the evidence on an element comes to: a verdict by a rule that is told with its figures."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from typing import NamedTuple

from synthesis.ledger.balance import Counts
from synthesis.ledger.strength import LADDER, UNKNOWN, WEAK

HELPS, HINDERS, MIXED, NEEDED, TOO_LITTLE = VERDICTS = (
    "overwegend_helpt",
    "overwegend_belemmert",
    "gemengd",
    "vooral_nodig",
    "te_weinig_bewijs",
)
FEWEST_EVALUATIONS = 2
"""With fewer independent evaluations there is too little evidence.

What one evaluation finds may be due to that place, team or year; the Databank Effectieve sociale interventies too
speaks of more than first indications only when a second study finds the same.
"""
LARGE_SHARE = Fraction(2, 3)
"""A verdict leans to one side when at least this share is on it; an evaluation that says both counts for half."""


class Verdict(NamedTuple):
    """A verdict, and the rule by which it was reached (Dutch)."""

    name: str
    rule: str


def verdict_of(counts: Counts, designs: Collection[str]) -> Verdict:
    """Return the verdict on the counts of an element, given the designs of the evaluations that say something of it."""
    if counts.evaluations < FEWEST_EVALUATIONS:
        return Verdict(
            TOO_LITTLE, f"{_evaluations(counts.evaluations)}, en minder dan {FEWEST_EVALUATIONS} is te weinig"
        )
    if set(designs) <= WEAK:
        weak = " of ".join(name for name in LADDER if name in WEAK)
        return Verdict(TOO_LITTLE, f"{_evaluations(counts.evaluations)}, alle met een zwakke opzet ({weak})")
    if max(counts.sided, counts.needed) < FEWEST_EVALUATIONS:
        told = f"{_evaluations(counts.evaluations)}, maar geen {FEWEST_EVALUATIONS} die zeggen {_SIDES}"
        return Verdict(TOO_LITTLE, f"{told}, of geen {FEWEST_EVALUATIONS} dat het nodig is")
    if counts.needed > counts.sided:
        return Verdict(
            NEEDED, f"{counts.needed} zeggen dat het nodig is, meer dan de {counts.sided} die zeggen {_SIDES}"
        )
    share = Fraction(2 * counts.only_for + counts.mixed, 2 * counts.sided)
    told = f"{counts.only_for} voor, {counts.only_against} tegen, {counts.mixed} beide: {round(100 * share)} % voor"
    if share >= LARGE_SHARE:
        return Verdict(HELPS, f"{told}, ten minste twee derde")
    if 1 - share >= LARGE_SHARE:
        return Verdict(HINDERS, f"{told}, ten hoogste een derde")
    return Verdict(MIXED, f"{told}, tussen een en twee derde")


_SIDES = "dat het helpt of belemmert"


def strongest(designs: Collection[str]) -> str:
    """Return the strongest of some designs."""
    return max(designs, key=LADDER.index, default=UNKNOWN)


def _evaluations(number: int) -> str:
    return "1 onafhankelijke evaluatie" if number == 1 else f"{number} onafhankelijke evaluaties"
