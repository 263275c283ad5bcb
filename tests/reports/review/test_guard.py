"""The wall around the review site: nothing without logging in, and the headers on every answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.cli import serve
from corpus.review.entries import BEHEERDER, KLANKBORDGROEP, ONDERZOEKER, Round
from reports.review.commands import PORT
from reports.review.desk import Desk
from reports.site.serve import SITE
from tests.reports.conftest import SECRET
from tests.reports.review.conftest import SignedIn
from tests.reports.review.visiting import Visitor, at_the_desk

OPEN = ("/inloggen", "/stijl/style.css", "/uitnodiging/verzonnen")
CLOSED = (
    "/", "/elementen", "/publiek", "/publiek.json", "/publiek/citaten", "/publiek/citaten.csv", "/corpus", "/review",
    "/corpus/passages.json", "/review/remarks.json", "/corpus.db", "/review.db", "/publiek.db", "/kennissynthese",
    "/tabellen/citaten.csv", "/zoeken?q=x", "/nergens", "/_memory", "/inloggen/", "/Inloggen", "//inloggen",
    "/stijl/", "/stijl/../corpus", "/stijl/%2e%2e/corpus/passages", "/stijl//corpus/passages", "/%69nloggen/../corpus",
    "/inloggen%3F/corpus", "/corpus/passages;/inloggen", "/corpus/passages?/inloggen", "/stijl/style.css/../../corpus",
)  # fmt: skip
OWN = ("/corpus/passages.json", "/corpus/codings", "/corpus/facts.csv", "/review/entries.json", "/review/remarks")
"""What members of the klankbordgroep may not see."""


def ask(desk: Desk, whole: Path, one: SignedIn | None, *paths: str, method: str = "GET") -> list[Any]:
    async def visit(datasette: Any) -> list[Any]:
        headers = Visitor(datasette, one).headers
        return [await datasette.client.request(method, path, headers=headers) for path in paths]

    return at_the_desk(desk, whole, visit)


def test_who_has_not_logged_in_sees_only_the_way_in(desk: Desk, whole: Path) -> None:
    for path, answer in zip(CLOSED, ask(desk, whole, None, *CLOSED), strict=True):
        assert answer.status_code in (303, 404), (path, answer.status_code)
        assert SECRET not in answer.text and "Merenburg" not in answer.text, path
        if answer.status_code == 303:
            assert answer.headers["location"].startswith("/inloggen?naar=%2F") and not answer.content, path
    for path, answer in zip(OPEN, ask(desk, whole, None, *OPEN), strict=True):
        assert answer.status_code in (200, 404, 410), (path, answer.status_code)
        assert answer.headers.get("location") is None, path


def test_the_way_back_after_logging_in_is_the_page_that_was_asked(desk: Desk, whole: Path) -> None:
    (answer,) = ask(desk, whole, None, "/zoeken?q=een+twee&x=%26")
    assert answer.headers["location"] == "/inloggen?naar=%2Fzoeken%3Fq%3Deen%2Btwee%26x%3D%2526"


def test_a_form_of_who_is_no_longer_logged_in_is_refused(desk: Desk, whole: Path) -> None:
    (answer,) = ask(desk, whole, None, "/codering/verzonnen", method="POST")
    assert answer.status_code == 403 and "opnieuw in" in answer.text


@pytest.mark.parametrize("role", [KLANKBORDGROEP, ONDERZOEKER, BEHEERDER])
def test_the_tables_behind_the_pages_are_for_research(
    desk: Desk, whole: Path, member: Callable[..., SignedIn], role: str
) -> None:
    seen = {KLANKBORDGROEP: (), BEHEERDER: ("/review/",), ONDERZOEKER: ("/review/", "/corpus/")}[role]
    for path, answer in zip(OWN, ask(desk, whole, member(role), *OWN), strict=True):
        assert answer.status_code == (200 if path.startswith(seen) else 403), path
        assert role == ONDERZOEKER or SECRET not in answer.text, path
    shown = ("/publiek/citaten", "/elementen", "/tabellen/citaten.csv")
    assert {each.status_code for each in ask(desk, whole, member(role), *shown)} == {200}


TOOLS = (
    "/-/databases.json", "/corpus/-/query?sql=select+1", "/review/-/query.json?sql=select+1",
    "/corpus/codings/-/insert",
    "/review/entries/-/drop", "/-/permissions", "/%2D/plugins", "/review/-/execute-write", "/corpus/-/schema",
    "/corpus/passages/-/autocomplete?q=x",
)  # fmt: skip


@pytest.mark.parametrize("role", [KLANKBORDGROEP, ONDERZOEKER, BEHEERDER])
def test_datasettes_own_tools_and_whole_files_are_for_nobody(
    desk: Desk, whole: Path, member: Callable[..., SignedIn], role: str
) -> None:
    one = member(role)
    assert {each.status_code for each in ask(desk, whole, one, *TOOLS)} == {404}
    assert {each.status_code for each in ask(desk, whole, one, *TOOLS, method="POST")} == {404}
    files = ("/corpus.db", "/review.db", "/publiek.db", "/corpus/zoekwoorden_data", "/publiek/zoekwoorden.json")
    assert {each.status_code for each in ask(desk, whole, one, *files)} <= {403, 404}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "PROPFIND"])
def test_other_methods_are_refused(desk: Desk, whole: Path, method: str) -> None:
    (answer,) = ask(desk, whole, None, "/inloggen", method=method)
    assert answer.status_code == 405


def test_every_answer_has_the_headers(desk: Desk, whole: Path, member: Callable[..., SignedIn]) -> None:
    paths = ("/elementen", "/nergens", "/publiek/citaten.json", "/tabellen/citaten.csv", "/corpus", "/-/", "/inloggen")
    for answer in [*ask(desk, whole, member(), *paths), *ask(desk, whole, None, *paths)]:
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-robots-tag"] == "noindex, nofollow"
        assert answer.headers.get_list("referrer-policy") in (["same-origin"], ["no-referrer"])
        policy = answer.headers["content-security-policy"]
        assert "script-src 'self'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
        assert "strict-transport-security" not in answer.headers


def test_style_may_be_kept_and_the_rest_goes_through_https_only_where_it_can(desk: Desk, whole: Path) -> None:
    (style,) = ask(desk, whole, None, "/stijl/style.css")
    assert style.headers.get("cache-control") != "no-store"
    secure = replace(desk, is_secure=True)
    (answer,) = ask(secure, whole, None, "/inloggen")
    desk.accounts.is_secure = False
    assert answer.headers["strict-transport-security"].startswith("max-age=")


def test_what_people_say_cannot_be_changed_through_datasette(
    desk: Desk, whole: Path, member: Callable[..., SignedIn]
) -> None:
    one = member(ONDERZOEKER)

    async def visit(datasette: Any) -> list[str]:
        await desk.enter(Round(number=1, name="Eerste", closes_on="2999-12-31"), one.author, uuid="een")
        refused = []
        for sql in ("DELETE FROM entries", "UPDATE entries SET role = 'x'", "REPLACE INTO entries (seq) VALUES (1)"):
            for database in ("review", "corpus", "publiek"):
                with pytest.raises(Exception) as error:
                    await datasette.get_database(database).execute(sql)
                refused.append(str(error.value))
        with pytest.raises(Exception, match="readonly"):
            await datasette.get_database("review").execute_write("DELETE FROM remarks")
        return refused

    refused = at_the_desk(desk, whole, visit)
    assert all("readonly" in each or "no such table" in each for each in refused), refused
    assert list(desk.ledger.faults()) == [] and len(list(desk.ledger.entries())) == 1


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_the_examples_for_proxies_lead_to_where_the_sites_are(name: str) -> None:
    text = (SITE / "proxy" / name).read_text(encoding="utf-8")
    ports = set(re.findall(r"127\.0\.0\.1:(\d+)", text))
    public = next(option for option in serve.params if option.name == "port").default
    assert ports == {str(public), str(PORT)}
    assert "proxy_add_x_forwarded_for" not in text, "what a visitor sends as X-Forwarded-For may not come through"
