"""Every route for every role, and every way in that Datasette has of its own: who may, and who may not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.review.entries import ROLES
from reports.review.accounts import WRONG
from reports.review.desk import Desk
from reports.review.routes import routes
from reports.site.serve import site
from tests.reports.review.conftest import ORIGIN, SignedIn
from tests.reports.review.rights_cases import EXPECTED, NAMES, OWN, examples, filled, shape
from tests.reports.review.visiting import at_the_desk, codings, past_round
from tests.reports.review.whole_cases import CODED, put_pdf

_REFUSED = (403, 404, 405)


def _form(one: SignedIn | None) -> dict[str, str]:
    """Return a form that is in order but for what it says, so that nothing comes of it."""
    values = {"wachtwoord": "a", "nogmaals": "b"}
    return one.form(**values) if one else {"uuid": "x", "token": "x", **values}


Asked = list[tuple[str, str, SignedIn | None]]


async def _ask(datasette: Any, asked: Asked) -> list[Any]:
    answers = []
    for method, path, one in asked:
        headers = one.headers if one else {"origin": ORIGIN}
        form = {"data": _form(one)} if method == "POST" else {}
        answers.append(await datasette.client.request(method, path, headers=headers, **form))
    return answers


def _letters(answers: dict[str, Any]) -> str:
    """Return the letters of the roles that were let in."""
    return "".join(letter for letter, answer in answers.items() if _is_in(answer))


def _is_in(answer: Any) -> bool:
    assert answer.status_code < 500, (answer.request.url, answer.text)
    is_sent_away = answer.status_code == 303 and answer.headers["location"].startswith("/inloggen?naar=")
    is_wrong_password = answer.status_code == 403 and WRONG in answer.text
    return is_wrong_password or not (is_sent_away or answer.status_code in _REFUSED)


@pytest.fixture
def people(member: Callable[..., SignedIn]) -> dict[str, SignedIn | None]:
    return {letter: member(role) if role else None for letter, role in NAMES.items()}


def test_every_route_is_in_the_table_and_has_its_roles() -> None:
    letters = {role: letter for letter, role in NAMES.items()}
    found = {
        (route.method, shape(route.path)): "".join(sorted((letters[role] for role in route.roles), key="akob".index))
        for route in routes()
    }
    assert found == EXPECTED
    assert set(NAMES.values()) == {"", *ROLES}


def test_each_route_lets_in_whom_it_should(whole: Path, desk: Desk, people: dict[str, SignedIn | None]) -> None:
    every = [route for route in routes() if "uitloggen" not in route.path]

    async def visit(datasette: Any) -> list[Any]:
        researcher, judge = people["o"], people["k"]
        assert researcher and judge
        remark = await past_round(datasette, desk, whole, researcher, judge)
        coding = next(each for each in codings(whole) if each["document_id"] != CODED)
        put_pdf(coding["document_id"])
        values = examples(coding, remark)
        return await _ask(
            datasette, [(each.method, filled(each, values), one) for each in every for one in people.values()]
        )

    answers = iter(at_the_desk(desk, whole, visit))
    found = {(r.method, shape(r.path)): _letters({letter: next(answers) for letter in people}) for r in every}
    assert found == {key: roles for key, roles in EXPECTED.items() if key in found}


def test_datasette_shows_each_role_what_it_should(whole: Path, desk: Desk, people: dict[str, SignedIn | None]) -> None:
    asked: Asked = [(method, path, one) for method, path in OWN for one in people.values()]
    answers = iter(at_the_desk(desk, whole, lambda datasette: _ask(datasette, asked)))
    found = {key: _letters({letter: next(answers) for letter in people}) for key in OWN}
    assert found == OWN


def test_the_public_site_has_no_page_of_the_review_site(folder: Path) -> None:
    own = {("GET", "/kennisagenda")}
    every = ((route.method, shape(route.path)) for route in routes() if shape(route.path) != "/")
    asked: Asked = [(method, path, None) for method, path in every if (method, path) not in own]

    async def visit() -> list[Any]:
        datasette = site(folder)
        await datasette.invoke_startup()
        return await _ask(datasette, asked)

    assert {answer.status_code for answer in asyncio.run(visit())} <= {404, 405}


def test_who_has_not_logged_in_is_led_back_to_what_was_asked(whole: Path, desk: Desk) -> None:
    asked: Asked = [("GET", "/zoeken?q=a%26b", None)]
    (answer,) = at_the_desk(desk, whole, lambda datasette: _ask(datasette, asked))
    assert answer.headers["location"] == "/inloggen?naar=%2Fzoeken%3Fq%3Da%2526b"
