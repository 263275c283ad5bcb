"""Who codes elsewhere is known here by a pseudonym: always the same, and made with a secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.issues import Refused
from corpus.review.ledger import Author
from reports.exchange.qda.building import MODEL, user_guid
from reports.exchange.qda.coders import UNNAMED, moment
from reports.exchange.qda.model import User, guid_of
from reports.exchange.qda.people import People
from tests.reports.exchange.qda_study import judgement

ANNA = User(guid=guid_of("anna"), name="Anna de Vries")


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return tmp_path / "inlezen.key"


def test_a_stranger_gets_the_same_pseudonym_each_time_and_is_a_researcher(key: Path) -> None:
    first = People(key, [], None).author(ANNA)
    other_program = User(guid=guid_of("anders"), name=" anna  de vries ")
    assert People(key, [], None).author(other_program) == first
    assert first.role == "onderzoeker"
    assert not {"anna", "vries"} & set(first.pseudonym.split("-"))
    assert key.stat().st_mode & 0o777 == 0o600


def test_without_the_secret_nobody_can_tell_whose_a_pseudonym_is(key: Path, tmp_path: Path) -> None:
    assert People(key, [], None).author(ANNA) != People(tmp_path / "ander.key", [], None).author(ANNA)


def test_two_people_get_two_pseudonyms(key: Path) -> None:
    people = People(key, [], None)
    found = {people.author(User(guid=guid_of(n), name=f"Coder {n}")).pseudonym for n in range(40)}
    assert len(found) == 40 and set(people.given.values()) == found


@pytest.mark.parametrize("user", [
    User(guid=user_guid("lijster-4f2a"), name="anders genoemd"), User(guid=guid_of("nieuw"), name="lijster-4f2a"),
])  # fmt: skip
def test_who_judged_here_before_is_known_by_guid_or_name(key: Path, user: User) -> None:
    people = People(key, [judgement(pseudonym="lijster-4f2a", role="klankbordgroep")], None)
    assert people.author(user) == Author("lijster-4f2a", "klankbordgroep")
    assert not people.given and not key.exists()


def test_a_role_that_is_none_is_that_of_a_researcher(key: Path) -> None:
    people = People(key, [judgement(pseudonym="", role="")], None)
    assert people.author(User(guid=guid_of("x"), name=UNNAMED)).role == "onderzoeker"


def test_who_has_no_name_is_somebody(key: Path) -> None:
    people = People(key, [], None)
    assert people.author(None) == people.author(User(guid=guid_of("x"), name="  "))
    assert set(people.given) == {"iemand"}


def test_the_model_is_known_by_guid_or_name(key: Path) -> None:
    people = People(key, [], None)
    assert people.is_model(User(guid=user_guid(MODEL), name="hernoemd"))
    assert people.is_model(User(guid=guid_of("x"), name=f" {MODEL} "))
    assert not people.is_model(ANNA) and not people.is_model(None)


@pytest.mark.parametrize("pseudonym", ["", "A", "Anna", "anna de vries", "x" * 41, "a_b", "é-1234", "../x"])
def test_what_is_no_pseudonym_is_refused(key: Path, pseudonym: str) -> None:
    with pytest.raises(Refused, match="it is none"):
        People(key, [], pseudonym)


def test_a_pseudonym_that_is_given_is_for_one_stranger_only(key: Path) -> None:
    people = People(key, [judgement(pseudonym="lijster-4f2a", role="klankbordgroep")], "merel-3f2a")
    assert people.author(ANNA) == people.author(ANNA) == Author("merel-3f2a", "onderzoeker")
    assert people.author(User(guid=guid_of("y"), name="lijster-4f2a")).pseudonym == "lijster-4f2a"
    with pytest.raises(Refused, match="2 coders"):
        people.author(User(guid=guid_of("z"), name="Bea"))


@pytest.mark.parametrize(("time", "told"), [
    ("2026-03-01T10:00:00.123+00:00", "2026-03-01T10:00:00Z"), ("2026-03-01T10:00:00+01:00", "2026-03-01T09:00:00Z"),
    ("2026-03-01", "2026-03-01T00:00:00Z"), ("gisteren", ""), ("", ""),
])  # fmt: skip
def test_times_are_told_as_other_programs_write_them(time: str, told: str) -> None:
    assert moment(time) == told
