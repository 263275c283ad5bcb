"""What researchers enter by a form: once, however often the form is sent."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from datasette import NotFound

from corpus.review.entries import Statement
from corpus.review.ledger import Taken
from reports.review.routes import Visit

EXPIRED = "Dit formulier is al verstuurd, met een andere inhoud. Kijk wat er nu staat, en vul het zo nodig opnieuw in."


def form_uuid(visit: Visit) -> str:
    """Return the uuid of the form; one of its own where there is none that can be."""
    try:
        return str(uuids.UUID(visit.form.get("uuid", "")))
    except ValueError:
        return str(uuids.uuid4())


async def is_sent(visit: Visit, kind: str) -> bool:
    """Tell whether who asks has entered this form before."""
    key = form_uuid(visit)
    entry = await visit.desk.with_ledger(lambda ledger: ledger.find(key))
    return entry is not None and entry.kind == kind and entry.pseudonym == visit.author.pseudonym


async def enter(visit: Visit, said: Statement, remark: str = "") -> bool:
    """Enter what a form says, and tell whether that was done; it was not where the form said something else before."""
    try:
        await visit.desk.enter(said, visit.author, uuid=form_uuid(visit), remark=remark)
    except Taken:
        return False
    return True


def words(visit: Visit, name: str) -> str:
    """Return a field of the form, with the line ends of this machine and without room around it."""
    return visit.form.get(name, "").replace("\r\n", "\n").strip()


def numbered(visit: Visit, name: str) -> int:
    """Return the number in the address; raise NotFound where there is none like that."""
    value = visit.request.url_vars[name]
    if len(value) > 9:
        raise NotFound("Dit nummer bestaat niet")
    return int(value)


def page_of(visit: Visit, items: list[Any], size: int = 50) -> tuple[list[Any], int, bool]:
    """Return the items on the page that is asked for, its number from 1, and whether there are more."""
    asked = visit.request.args.get("blad") or "1"
    number = max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1
    return items[(number - 1) * size : number * size], number, number * size < len(items)
