"""What a member may know of the judgements of others: nothing until that member has judged, or the round is closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.judgements import Judgement
from corpus.review.ledger import Ledger
from reports.review.board import Board
from reports.review.desk import Desk
from reports.review.routes import Visit


@dataclass(frozen=True)
class Told:
    """A judgement as it is shown, with the words that came along."""

    judgement: Judgement
    is_mine: bool
    remark: str | None
    """Empty where there was none, None where it was removed."""
    outcome: str = ""
    """What was done with the remark; empty where nobody has answered."""
    reason: str | None = ""


def visible(board: Board, member: str, judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return those of the judgements of one coding that a member may see, the oldest first."""
    found = sorted(judgements, key=lambda each: (each.judged_at, each.id))
    has_judged = any(each.pseudonym == member for each in found)
    return [each for each in found if has_judged or _is_past(board, each)]


def _is_past(board: Board, judgement: Judgement) -> bool:
    return judgement.round.isdecimal() and int(judgement.round) in board.closed


async def told(visit: Visit, judgements: Iterable[Judgement]) -> list[Told]:
    """Return judgements with their remarks and what was answered."""
    author, found = visit.author.pseudonym, list(judgements)
    words = await remarks_of(visit.desk, [each.id for each in found])
    shown = []
    for each in found:
        remark, outcome, reason = words.get(each.id, ("", "", ""))
        shown.append(Told(each, each.pseudonym == author, remark, outcome, reason))
    return shown


async def remarks_of(desk: Desk, ids: Iterable[str]) -> dict[str, tuple[str | None, str, str | None]]:
    """Return by judgement that has a remark: its words, what was done with it, and why."""
    wanted = [each for each in ids if each in desk.board.remarked]
    if not wanted:
        return {}

    def read(ledger: Ledger) -> dict[str, tuple[str | None, str, str | None]]:
        found = {}
        for each in wanted:
            reply = desk.board.replies.get(each)
            answer = (str(reply.values["outcome"]), ledger.remark(reply)) if reply else ("", "")
            found[each] = (ledger.remark(desk.board.remarked[each]), *answer)
        return found

    result: dict[str, tuple[str | None, str, str | None]] = await desk.with_ledger(read)
    return result
