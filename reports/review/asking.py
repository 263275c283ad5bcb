"""What somebody may judge now: the round that is open, how many judgements it wants, and else why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from corpus.review.entries import ONDERZOEKER, Round
from reports.review.board import Board

DIMENSIONS = ("element",)
"""What is asked outside a round."""
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober"),
    *("november", "december"),
)


@dataclass(frozen=True)
class Asking:
    """What is asked of somebody now."""

    round: Round | None
    """The open round; None where there is none."""
    last: Round | None
    """The last round there was, open or not."""
    dimensions: tuple[str, ...]
    judges: int
    may_judge: bool

    @property
    def round_name(self) -> str:
        """The number of the round as judgements name it; empty outside a round."""
        return str(self.round.number) if self.round else ""


def asking(board: Board, role: str, judges: int) -> Asking:
    """Return what is asked of somebody with a role; `judges` holds outside a round.

    Members judge in a round only, researchers always.
    """
    current = board.open_round(today())
    last = board.rounds[max(board.rounds)] if board.rounds else None
    dimensions = tuple(current.dimensions) if current else DIMENSIONS
    wanted = current.judges if current else judges
    return Asking(current, last, dimensions, wanted, current is not None or role == ONDERZOEKER)


def today() -> str:
    """Return the day it is, in ISO 8601 (UTC): a round is open until the end of its last day in the Netherlands."""
    return datetime.now(UTC).date().isoformat()


def in_words(when: str) -> str:
    """Return a day or time in ISO 8601 as '22 november 2026'; what is neither, as it is."""
    try:
        day = date.fromisoformat(when[:10])
    except ValueError:
        return when
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def days_left(closes_on: str) -> int:
    """Return how many days there are until the last one, which itself counts for none."""
    return (date.fromisoformat(closes_on) - date.fromisoformat(today())).days
