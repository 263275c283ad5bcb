"""What is found on an element, how it is told in Dutch, and what kind of change lies between two findings."""

from __future__ import annotations

import re
from typing import NamedTuple

HELPS, HINDERS, MIXED, NEEDED, TOO_LITTLE = (
    "overwegend_helpt", "overwegend_belemmert", "gemengd", "vooral_nodig", "te_weinig_bewijs",
)  # fmt: skip
NEW, GONE, REVERSED, CONTRADICTED, STRONGER, WEAKER, OTHER, COUNTS = KINDS = (
    "nieuw", "vervallen", "omgekeerd", "nieuw tegengesproken", "sterker", "zwakker", "anders", "aantallen",
)  # fmt: skip
"""Kinds of change, the most telling first."""
_LEAN = {HELPS: 1, HINDERS: -1}
_RANK = {TOO_LITTLE: 0, MIXED: 1, HELPS: 2, HINDERS: 2}
_TOLD = re.compile(r"(?P<verdict>\D+?) \((\d+) voor, (\d+) tegen, (\d+) beide\)")


class Finding(NamedTuple):
    """An element with its verdict, and how many independent evaluations are for it, against it, and mixed."""

    code: str
    label: str
    verdict: str
    only_for: int
    only_against: int
    mixed: int

    @property
    def is_contradicted(self) -> bool:
        """Tell whether evaluations are on both sides."""
        return self.mixed > 0 or (self.only_for > 0 and self.only_against > 0)


def told(finding: Finding) -> str:
    """Return what is found on an element in Dutch words: its verdict and the evaluations by side."""
    words = finding.verdict.replace("_", " ").capitalize()
    return f"{words} ({finding.only_for} voor, {finding.only_against} tegen, {finding.mixed} beide)"


def untold(code: str, label: str, text: str | None) -> Finding | None:
    """Return the finding that `told` told of an element; None for what it did not."""
    found = _TOLD.fullmatch(text or "")
    if not found:
        return None
    verdict = found["verdict"].lower().replace(" ", "_")
    return Finding(code, label, verdict, int(found[2]), int(found[3]), int(found[4]))


def kinds_of(was: Finding | None, now: Finding | None) -> tuple[str, ...]:
    """Return what kinds of change lie between two findings on an element, in the order of `KINDS`; none if equal.

    - omgekeerd: mostly helps became mostly hinders, or the other way round;
    - nieuw tegengesproken: there was a conclusion with all evaluations on one side, and now they are on both;
    - sterker: there was too little evidence and now there is enough; or it was mixed and now leans to a side; or it
      leans to the same side with a larger majority (evaluations on that side less those on the other);
    - zwakker: the reverse of each;
    - anders: another verdict that is neither, as when an element is mostly needed now;
    - aantallen: the same verdict, neither stronger nor weaker, on other numbers.
    """
    if was is None or now is None:
        return () if was is now else (NEW,) if was is None else (GONE,)
    if was[2:] == now[2:]:
        return ()
    found = {_main(was, now)}
    is_settled = was.verdict != TOO_LITTLE and bool(was.only_for + was.only_against)
    if is_settled and not was.is_contradicted and now.is_contradicted:
        found.add(CONTRADICTED)
    if len(found) > 1:
        found.discard(COUNTS)
    return tuple(kind for kind in KINDS if kind in found)


def _main(was: Finding, now: Finding) -> str:
    lean, leans = _LEAN.get(was.verdict, 0), _LEAN.get(now.verdict, 0)
    if lean * leans < 0:
        return REVERSED
    if was.verdict != now.verdict:
        return _by_rank(was.verdict, now.verdict)
    grown = lean * ((now.only_for - now.only_against) - (was.only_for - was.only_against))
    return STRONGER if grown > 0 else WEAKER if grown < 0 else COUNTS


def _by_rank(was: str, now: str) -> str:
    """Return the kind of change between two verdicts that differ; from too little evidence, any other is stronger."""
    if NEEDED in (was, now) and TOO_LITTLE not in (was, now):
        return OTHER
    before, after = _RANK.get(was, 1), _RANK.get(now, 1)
    return STRONGER if after > before else WEAKER
