"""A desk with an empty review database and no accounts yet, members who have logged in, and a study to show."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2.profiles import CHEAPEST

from corpus.judgements import review_path
from corpus.review.entries import KLANKBORDGROEP
from corpus.review.ledger import Author, Ledger
from corpus.study import load_study
from reports.review.accounts import Accounts, Member
from reports.review.board import Board
from reports.review.desk import Desk
from tests.reports.review.whole_cases import make_study

ORIGIN = "http://localhost"
"""Where `datasette.client` asks."""
PASSWORD = "paars kanon zonder dak"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def pass_by(self, **how_long: float) -> None:
        self.time += timedelta(**how_long)


@dataclass(frozen=True)
class SignedIn:
    """A member with a session: `await datasette.client.post(path, headers=one.headers, data=one.form(oordeel="…"))`."""

    member: Member
    cookie: str

    @property
    def pseudonym(self) -> str:
        return self.member.pseudonym

    @property
    def author(self) -> Author:
        return Author(self.member.pseudonym, self.member.role)

    @property
    def headers(self) -> dict[str, str]:
        return {"cookie": self.cookie, "origin": ORIGIN}

    def form(self, **values: str) -> dict[str, str]:
        return {"token": self.member.token, "uuid": str(uuids.uuid4()), **values}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(clock: Clock) -> Iterator[Accounts]:
    path = review_path(load_study("voorbeeld")).with_name("accounts.db")
    accounts = Accounts(path, clock, cost=CHEAPEST)
    yield accounts
    accounts.close()


@pytest.fixture
def desk(accounts: Accounts, clock: Clock) -> Iterator[Desk]:
    """Return the desk of the study `voorbeeld` in the data folder of the test; its clock is `clock`."""
    study = load_study("voorbeeld")
    ledger = Ledger(review_path(study), clock)
    desk = Desk(study, ledger, Board(ledger), accounts)
    yield desk
    desk.writer.shutdown(wait=True)
    ledger.close()


@pytest.fixture
def member(accounts: Accounts) -> Callable[..., SignedIn]:
    """Return a function that makes an account of a role and logs it in."""

    def make(role: str = KLANKBORDGROEP, name: str = "") -> SignedIn:
        account, link = accounts.register.invite(name or f"{role} {len(accounts.register.accounts())}", role)
        accepted = accounts.register.accept(link, accounts.passwords.hash(PASSWORD))
        assert accepted
        token = accounts.sessions.start(accepted)
        session = accounts.sessions.find(token)
        assert session
        signed_in = Member(account.pseudonym, role, account.name, session.form_token)
        return SignedIn(signed_in, f"{accounts.cookie}={token}")

    return make


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the corpus, public database and snapshot of a small study; tests only read it."""
    return make_study(tmp_path_factory.mktemp("geheel"))
