"""What is kept of zelfevaluaties: answers and a day, no link, whole or not at all, and apart from what is published."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from corpus.issues import Refused
from reports.products import evaluations as module
from reports.products.evaluations import NAME, Evaluations, Full
from reports.products.limits import PERIOD_S, Limits


class Day:
    """A day that stays until it is moved."""

    def __init__(self) -> None:
        self.day = date(2026, 3, 2)

    def __call__(self) -> date:
        return self.day


@pytest.fixture
def day() -> Day:
    return Day()


@pytest.fixture
def kept(tmp_path: Path, day: Day) -> Evaluations:
    return Evaluations(tmp_path / NAME, day)


def test_answers_are_kept_and_changed(kept: Evaluations, day: Day) -> None:
    token = kept.start("GM9101", "Merenburg")
    assert len(token) == 32 and int(token, 16) >= 0
    assert kept.save(token, {"outreachend": 2, "capaciteit": 0})
    day.day += timedelta(days=3)
    assert kept.save(token, {"outreachend": 4, "outreachend:opgave": 1})
    found = kept.find(token)
    assert found and found.answers == {"capaciteit": 0, "outreachend": 4, "outreachend:opgave": 1}
    assert (found.gemeente, found.started_on, found.changed_on) == ("Merenburg", "2026-03-02", "2026-03-05")


def test_nothing_is_there_before_the_first_one_is_started(kept: Evaluations) -> None:
    assert kept.find("0" * 32) is None and kept.by_gemeente() == [] and not kept.path.exists()


def test_who_has_another_link_sees_and_changes_nothing(kept: Evaluations) -> None:
    first, second = kept.start("GM9101", "Merenburg"), kept.start("GM9101", "Merenburg")
    assert first != second
    kept.save(first, {"outreachend": 1})
    other = kept.find(second)
    assert other and other.answers == {}
    for wrong in ("", "0" * 32, first[:-1], first.upper() + "A", "' OR 1=1 --"):
        assert kept.find(wrong) is None
        assert not kept.save(wrong, {"outreachend": 4})
        assert not kept.remove(wrong)
    assert kept.remove(second) and not kept.remove(second)
    found = kept.find(first)
    assert found and found.answers == {"outreachend": 1}


def test_the_file_is_its_owners_and_holds_no_link(kept: Evaluations) -> None:
    token = kept.start("GM9101", "Merenburg")
    kept.save(token, {"outreachend": 1})
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600
    content = b"".join(path.read_bytes() for path in kept.path.parent.iterdir())
    assert token.encode() not in content and bytes.fromhex(token) not in content
    columns = [row[1] for row in sqlite3.connect(kept.path).execute("PRAGMA table_info(zelfevaluaties)")]
    assert columns == ["id", "token_hash", "gemeente_code", "gemeente", "begonnen_op", "gewijzigd_op"]


def test_what_is_removed_is_gone_from_the_file(kept: Evaluations) -> None:
    token = kept.start("GM9199", "Zeldzaamnaam")
    kept.save(token, {"heel_bijzonder": 3})
    kept.remove(token)
    content = kept.path.read_bytes()
    assert b"Zeldzaamnaam" not in content and b"heel_bijzonder" not in content


def test_answers_are_kept_whole_or_not_at_all(kept: Evaluations) -> None:
    token = kept.start("GM9101", "Merenburg")
    with pytest.raises(sqlite3.IntegrityError):
        kept.save(token, {"capaciteit": 1, "outreachend": 9})
    found = kept.find(token)
    assert found and found.answers == {}


def test_many_at_the_same_time_lose_nothing(kept: Evaluations) -> None:
    tokens = [kept.start("GM9101", "Merenburg") for _ in range(4)]

    def work(number: int) -> bool:
        return kept.save(tokens[number % 4], {f"element_{number}": number % 5})

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(40)))
    assert [len(found.answers) for token in tokens if (found := kept.find(token))] == [10] * 4


def test_empty_ones_are_removed_after_a_month(kept: Evaluations, day: Day) -> None:
    empty, filled = kept.start("GM9101", "Merenburg"), kept.start("GM9102", "Oudermeer")
    kept.save(filled, {"outreachend": 1})
    day.day += timedelta(days=31)
    kept.start("GM9103", "Duinrade")
    assert kept.find(empty) is None and kept.find(filled) is not None


def test_there_is_an_end_to_how_many(kept: Evaluations, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    kept.start("GM9101", "Merenburg"), kept.start("GM9101", "Merenburg")
    with pytest.raises(Full):
        kept.start("GM9101", "Merenburg")
    assert kept.by_gemeente()[0]["zelfevaluaties"] == 2


def test_researchers_see_counts(kept: Evaluations) -> None:
    for scores in ({"outreachend": 1, "capaciteit": 0}, {"outreachend": 4}, {}):
        kept.save(kept.start("GM9101", "Merenburg"), scores)
    kept.start("GM9102", "Oudermeer")
    first, second = kept.by_gemeente()
    assert (first["zelfevaluaties"], first["met_antwoorden"], first["antwoorden"]) == (3, 2, 3)
    assert (second["gemeente"], second["met_antwoorden"], second["antwoorden"]) == ("Oudermeer", 0, 0)
    rows = {row["stelling"]: row for row in kept.by_statement()}
    assert (rows["outreachend"]["antwoord_1"], rows["outreachend"]["antwoord_4"]) == (1, 1)
    assert rows["outreachend"]["gemiddelde"] == 2.5
    assert (rows["capaciteit"]["weet_niet"], rows["capaciteit"]["gemiddelde"]) == (1, None)


def test_another_file_is_refused(kept: Evaluations) -> None:
    kept.path.write_bytes(b"geen databank, maar wel lang genoeg om er een te lijken" * 40)
    with pytest.raises(Refused, match=r"zelfevaluatie\.db"):
        kept.start("GM9101", "Merenburg")


def test_a_file_of_a_newer_version_is_refused_and_left_as_it_is(kept: Evaluations) -> None:
    token = kept.start("GM9101", "Merenburg")
    with sqlite3.connect(kept.path) as db:
        db.execute("PRAGMA user_version = 99")
    before = kept.path.read_bytes()
    with pytest.raises(Refused, match="newer"):
        kept.save(token, {"outreachend": 1})
    assert kept.path.read_bytes() == before


def test_limits_count_an_hour_for_each_and_for_all() -> None:
    now = [0.0]
    limits = Limits(by_address=2, in_all=3, clock=lambda: now[0])
    assert [limits.may("a"), limits.may("a"), limits.may("a")] == [True, True, False]
    assert [limits.may("b"), limits.may("b"), limits.may("c")] == [True, False, False]
    now[0] = PERIOD_S
    assert limits.may("a") and limits.may("c")
    assert b"a" not in vars(limits)["_done"]


def test_limits_forget_who_did_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.products.limits._MOST_SUBJECTS", 3)
    now = [0.0]
    limits = Limits(by_address=1, in_all=100, clock=lambda: now[0])
    for turn in range(10):
        now[0] = turn * PERIOD_S
        assert limits.may(f"adres {turn}")
    assert len(vars(limits)["_done"]) <= 4
