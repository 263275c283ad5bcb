"""The kennisagenda: how much each question and gap matters to who looks, and when it is to be taken up.

What others scored is told of an item only once one's own score is in, and as a figure only where enough scored.
"""

from __future__ import annotations

import hashlib
import uuid as uuids
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from datasette import Response

from corpus.records import AgendaScore
from corpus.review.entries import SCORES, TERMS, Priority
from corpus.review.ledger import Entry, Taken
from corpus.review.prioritising import FEWEST, Held, held, score_of
from reports.review.deciding import EXPIRED, form_uuid, page_of
from reports.review.pages.judge import asked
from reports.review.routes import JUDGES, MEMBERS, Route, Visit
from reports.site.pages import DATABASE

TERM_NAMES = {
    "KT": "korte termijn",
    "MLT": "middellange termijn",
    "LT": "lange termijn",
}
SCORE_NAMES = {1: "nauwelijks", 2: "weinig", 3: "redelijk", 4: "veel", 5: "zeer veel"}
SHOWN = 15
"""Items on one page."""
_ITEMS = (
    "SELECT kenmerk, soort, onderwerp, herkomst, onder, stand, onderzocht_in, gevraagd_door FROM kennisagenda"
    " ORDER BY soort DESC, rowid"
)


@dataclass(frozen=True)
class Item:
    """A question or gap with one's own score, and with what others scored where that may be seen."""

    row: dict[str, Any]
    name: str
    """What the fields of the form call it."""
    own: Priority | None
    others: AgendaScore | None


async def agenda(visit: Visit) -> Any:
    """Answer with the questions and gaps on one page, and the form to score them."""
    return await _page(visit, {}, "", 200)


async def save(visit: Visit) -> Any:
    """Enter the scores that a form gives, each once, and lead back to the page."""
    now, rows = asked(visit), await _rows(visit)
    if not now.may_judge:
        return await _page(visit, {}, "Er is nu geen ronde open. Uw scores zijn niet opgeslagen.", 403)
    said, problems = _said(visit, rows, now.round_name)
    if problems:
        return await _page(visit, problems, "", 400)
    mine = _own(_held(visit), visit.author.pseudonym)
    changed = [each for each in said if not _is_same(mine.get(each.item), each)]
    form = uuids.UUID(form_uuid(visit))
    try:
        for each in changed:
            await visit.desk.enter(each, visit.author, uuid=str(uuids.uuid5(form, each.item)))
    except Taken:
        return await _page(visit, {}, EXPIRED, 409)
    number = visit.request.args.get("blad") or "1"
    where = f"&blad={number}" if number.isascii() and number.isdecimal() and len(number) < 7 else ""
    return Response.redirect(f"/kennisagenda?opgeslagen={len(changed)}{where}", status=303)


def _is_same(before: Priority | None, now: Priority) -> bool:
    return before is not None and (before.score, before.term) == (now.score, now.term)


def _said(visit: Visit, rows: list[dict[str, Any]], round_name: str) -> tuple[list[Priority], dict[str, str]]:
    """Return the scores that a form gives, and what is wrong with it by the name of the item."""
    said, problems = [], {}
    for row in rows:
        name = name_of(row["kenmerk"])
        score, term = visit.form.get(f"score-{name}", ""), visit.form.get(f"term-{name}", "")
        if not score and not term:
            continue
        if score not in map(str, SCORES) or term not in TERMS:
            problems[name] = "Kies een score én een termijn." if not (score and term) else "Kies uit de lijst."
            continue
        said.append(Priority(item=row["kenmerk"], score=int(score), term=term, round=round_name))
    return said, problems


def name_of(item: str) -> str:
    """Return what the fields of a form call an item: short, and the same for the same item."""
    return hashlib.sha256(item.encode()).hexdigest()[:12]


def _held(visit: Visit) -> Held:
    entries: Iterable[Entry] = visit.desk.board.others[Priority.kind]
    said = ((entry, entry.statement) for entry in entries)
    return held((entry, each) for entry, each in said if isinstance(each, Priority))


def _own(kept: Held, me: str) -> dict[str, Priority]:
    return {item: by[me] for item, by in kept.items() if me in by}


async def _rows(visit: Visit) -> list[dict[str, Any]]:
    database = visit.datasette.get_database(DATABASE)
    if not await database.table_exists("kennisagenda"):
        return []
    return await visit.ask(_ITEMS, database=DATABASE)


async def _page(visit: Visit, problems: dict[str, str], problem: str, status: int) -> Any:
    rows, kept, now = await _rows(visit), _held(visit), asked(visit)
    own = _own(kept, visit.author.pseudonym)
    shown, number, has_more = page_of(visit, rows, SHOWN)
    saved = visit.request.args.get("opgeslagen") or ""
    return await visit.show(
        "review/agenda.html",
        status=status,
        items=[_item(row, own, kept) for row in shown],
        count=len(rows),
        own_count=sum(row["kenmerk"] in own for row in rows),
        number=number,
        has_more=has_more,
        asking=now,
        may_score=now.may_judge and visit.author.role in JUDGES,
        problems=problems,
        problem=problem,
        form=visit.form,
        saved=int(saved) if saved.isascii() and saved.isdecimal() and len(saved) < 4 else None,
        scores=SCORE_NAMES,
        terms=TERM_NAMES,
        fewest=FEWEST,
    )


def _item(row: dict[str, Any], own: dict[str, Priority], kept: Held) -> Item:
    item = row["kenmerk"]
    others = score_of(item, kept[item].values()) if item in own else None
    return Item(row, name_of(item), own.get(item), others)


ROUTES = [
    Route("/kennisagenda", agenda, MEMBERS),
    Route("/kennisagenda", save, JUDGES, "POST"),
]
