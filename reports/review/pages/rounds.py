"""Rounds: opened, given another closing date, and closed, which freezes a version."""

from __future__ import annotations

from datetime import date
from typing import Any

from datasette import NotFound, Response

from corpus.review.entries import Release, Round
from reports.review.asking import today
from reports.review.codebook import DIMENSIONS, Codebook, codebook_of
from reports.review.deciding import EXPIRED, enter, form_uuid, is_sent, numbered, words
from reports.review.judged import disputes_in, make_ready, tally
from reports.review.release import freeze
from reports.review.routes import RESEARCHERS, Route, Visit

LONGEST_NAME = 80
"""Characters of the name of a round."""
MOST_JUDGES = 20
_LATEST = "2999-12-31"
Problems = dict[str, str]


async def rounds(visit: Visit) -> Any:
    """Answer with all rounds, the last first, and the form to open one."""
    make_ready()  # Who looks here looks at agreement next.
    return await _list(visit, {}, {}, 200)


async def open_round(visit: Visit) -> Any:
    """Open a round, where none is open."""
    if await is_sent(visit, Round.kind):
        return Response.redirect("/rondes", status=303)
    board = visit.desk.board
    if _open(visit):
        return await _list(visit, {"": "Er is nog een ronde open. Sluit die eerst."}, {}, 409)
    said, problems = _round(visit, max(board.rounds, default=0) + 1, await codebook_of(visit))
    if said is None:
        return await _list(visit, problems, visit.form, 400)
    if not await enter(visit, said):
        return await _list(visit, {"": EXPIRED}, {}, 409)
    return Response.redirect(f"/ronde/{said.number}?opgeslagen=ja", status=303)


async def one_round(visit: Visit) -> Any:
    """Answer with one round: what was judged in it, and the forms to change and to close it."""
    return await _one(visit, _asked_for(visit), {}, {}, 200)


async def change(visit: Visit) -> Any:
    """Give a round another name, closing date or number of judgements."""
    asked = _asked_for(visit)
    address = f"/ronde/{asked.number}?opgeslagen=ja"
    if await is_sent(visit, Round.kind):
        return Response.redirect(address, status=303)
    if asked.number in visit.desk.board.closed:
        return await _one(visit, asked, {"": "Deze ronde is gesloten. U kunt haar niet meer veranderen."}, {}, 409)
    said, problems = _round(visit, asked.number, await codebook_of(visit))
    if said is None:
        return await _one(visit, asked, problems, visit.form, 400)
    if not await enter(visit, said):
        return await _one(visit, asked, {"": EXPIRED}, {}, 409)
    return Response.redirect(address, status=303)


async def close(visit: Visit) -> Any:
    """Close a round and freeze a version; where that was done before, show it."""
    asked = _asked_for(visit)
    if visit.form.get("sure") != "1":
        return await _one(visit, asked, {"sure": "Zet eerst een vinkje als u het zeker weet."}, {}, 400)
    await freeze(visit, asked.number, form_uuid(visit))
    return Response.redirect(f"/ronde/{asked.number}?gesloten=ja", status=303)


def _asked_for(visit: Visit) -> Round:
    found = visit.desk.board.rounds.get(numbered(visit, "number"))
    if found is None:
        raise NotFound("Deze ronde is er niet")
    return found


def _open(visit: Visit) -> Round | None:
    """Return the last round that is not closed, whether or not its last day has passed."""
    board = visit.desk.board
    return next(
        (said for number, said in sorted(board.rounds.items(), reverse=True) if number not in board.closed), None
    )


def _round(visit: Visit, number: int, codebook: Codebook) -> tuple[Round | None, Problems]:
    """Return the round that a form describes, or what is wrong with the form, by field."""
    name, closes_on, judges = (words(visit, field) for field in ("name", "closes_on", "judges"))
    dimensions = tuple(each for each in codebook.dimensions if visit.form.get(f"dimension-{each}"))
    problems = {}
    if not 0 < len(name) <= LONGEST_NAME:
        problems["name"] = f"Geef de ronde een naam van hooguit {LONGEST_NAME} tekens."
    if not _is_day(closes_on) or not today() <= closes_on <= _LATEST:
        problems["closes_on"] = "Kies een dag die nog niet voorbij is, zoals 2026-12-31."
    if not (judges.isascii() and judges.isdecimal() and len(judges) < 4 and 1 <= int(judges) <= MOST_JUDGES):
        problems["judges"] = f"Geef een getal van 1 tot en met {MOST_JUDGES}."
    if not dimensions:
        problems["dimensions"] = "Kies minstens één soort code."
    if problems:
        return None, problems
    return Round(number=number, name=name, closes_on=closes_on, dimensions=dimensions, judges=int(judges)), {}


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


async def _list(visit: Visit, problems: Problems, form: Any, status: int) -> Any:
    board = visit.desk.board
    return await visit.show(
        "review/rounds.html",
        status=status,
        rounds=sorted(board.rounds.values(), key=lambda said: said.number, reverse=True),
        tally=tally(board),
        closed=board.closed,
        current=_open(visit),
        today=today(),
        **await _fields(visit, problems, form),
    )


async def _one(visit: Visit, asked: Round, problems: Problems, form: Any, status: int) -> Any:
    board, name = visit.desk.board, str(asked.number)
    disputes, _ = await disputes_in(board, name)
    return await visit.show(
        "review/round.html",
        status=status,
        round=asked,
        tally=tally(board).get(name, {}),
        is_closed=asked.number in board.closed,
        is_past=asked.closes_on < today(),
        release=_release_of(visit, asked.number),
        open_disputes=None if disputes is None else sum(each.decision is None for each in disputes),
        saved="opgeslagen" in visit.request.args,
        just_closed="gesloten" in visit.request.args,
        **await _fields(visit, problems, form),
    )


def _release_of(visit: Visit, number: int) -> Release | None:
    said = [entry.statement for entry in visit.desk.board.others[Release.kind]]
    return next((each for each in said if isinstance(each, Release) and each.round == number), None)


async def _fields(visit: Visit, problems: Problems, form: Any) -> dict[str, Any]:
    codebook = await codebook_of(visit)
    dimensions = [(each, DIMENSIONS.get(each, each)) for each in codebook.dimensions]
    return {
        "problems": problems,
        "form": form,
        "dimensions": dimensions,
        "judges": visit.desk.study.review.judges,
        "names": dict(dimensions),
    }


_PATH = r"/ronde/(?P<number>[0-9]+)"
ROUTES = [
    Route("/rondes", rounds, RESEARCHERS),
    Route("/rondes", open_round, RESEARCHERS, "POST"),
    Route(_PATH, one_round, RESEARCHERS),
    Route(_PATH, change, RESEARCHERS, "POST"),
    Route(rf"{_PATH}/sluiten", close, RESEARCHERS, "POST"),
]
