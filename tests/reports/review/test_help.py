"""The help pages, and the menu that every page of the review site has."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from lxml import html
from sqlite_utils import Database

from corpus.cli import cli
from reports.review.app import review_site
from reports.review.desk import Desk
from tests.reports.review.conftest import SignedIn


@pytest.fixture
def door(desk: Desk, whole: Path) -> Any:
    return review_site(desk, whole / "snapshot.db", whole / "publiek.db")


def _page(answer: Any) -> Any:
    return html.fromstring(answer.text)


def _ask(door: Any, *paths: str, headers: dict[str, str] | None = None) -> list[Any]:
    async def all_of_them() -> list[Any]:
        await door.invoke_startup()
        return [await door.client.get(path, headers=headers or {}) for path in paths]

    return asyncio.run(all_of_them())


def _links(answer: Any, where: str) -> set[str]:
    return set(_page(answer).xpath(f"//{where}//a/@href"))


def test_help_for_members_tells_the_keys_and_their_pseudonym(door: Any, member: Callable[..., SignedIn]) -> None:
    one = member()
    (answer,) = _ask(door, "/hulp", headers=one.headers)
    page = _page(answer)
    assert [key.text for key in page.iter("kbd")][:4] == ["a", "n", "o", "w"]
    assert one.pseudonym in page.text_content()
    assert "/hulp/onderzoekers" not in _links(answer, "main")


def test_help_for_researchers_is_for_them_and_keepers(door: Any, member: Callable[..., SignedIn]) -> None:
    status = {
        role: _ask(door, "/hulp/onderzoekers", headers=member(role).headers)[0].status_code
        for role in ("klankbordgroep", "onderzoeker", "beheerder")
    }
    assert status == {"klankbordgroep": 403, "onderzoeker": 200, "beheerder": 200}
    (answer,) = _ask(door, "/hulp/onderzoekers")
    assert answer.status_code == 303


def test_help_for_researchers_names_commands_that_are_there(door: Any, member: Callable[..., SignedIn]) -> None:
    (answer,) = _ask(door, "/hulp/onderzoekers", headers=member("onderzoeker").headers)
    told = [code.text.split() for code in _page(answer).iter("code") if code.text.startswith("kennis")]
    group: Any = cli.get_command(click.Context(cli), "review")
    assert {words[2] for words in told if words[1] == "review"} <= set(group.list_commands(click.Context(group)))
    assert {words[1] for words in told} <= set(cli.commands)


def test_the_menu_is_that_of_the_role_on_public_pages_too(door: Any, member: Callable[..., SignedIn]) -> None:
    for role, sees, sees_not in (
        ("klankbordgroep", "/beoordelen", "/rondes"),
        ("onderzoeker", "/rondes", "/nergens"),
        ("beheerder", "/hulp", "/beoordelen"),
    ):
        one = member(role)
        for answer in _ask(door, "/elementen", "/hulp", "/nergens", headers=one.headers):
            links = _links(answer, "nav")
            assert sees in links and sees_not not in links, role
            (token,) = _page(answer).xpath("//form[@action='/uitloggen']/input[@name='token']/@value")
            assert token == one.member.token


def test_a_published_quote_and_document_lead_members_to_their_passages(
    door: Any, whole: Path, member: Callable[..., SignedIn]
) -> None:
    quotes = list(Database(whole / "publiek.db")["citaten"].rows)
    paths = [f"/citaat/{row['citaat_id']}" for row in quotes] + [f"/document/{row['document_id']}" for row in quotes]
    one = member()
    for path, answer in zip(paths, _ask(door, *paths, headers=one.headers), strict=True):
        led = [link for link in _links(answer, "main") if link.startswith("/passage/") or link.endswith("/passages")]
        assert led, path
        assert {found.status_code for found in _ask(door, *led, headers=one.headers)} == {200}, path
