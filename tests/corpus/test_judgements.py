"""Judgements as they come from a review database and from JSON lines."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from corpus.issues import Refused
from corpus.judgements import (
    COLUMNS,
    Judgement,
    as_lines,
    holding,
    judgements_hash,
    read_judgements,
    read_lines,
    read_review,
    review_path,
)
from corpus.study import Study, load_study

JUDGEMENT = Judgement(
    document_id="d" * 64,
    page=3,
    start=10,
    end=24,
    quote="Het team helpt",
    codebook="sociale-teams 1",
    dimension="soort",
    code="werkzaam_element",
    verdict="akkoord",
    judged_at="2026-03-01T10:00:00",
    round="1",
    pseudonym="ijsvogel",
)
STUDY = 'title = "Een studie"\ndescription = "Over teams"\ncontact = "https://example.org"\n'


def _study(folder: Path, more: str = "") -> Study:
    path = folder / "proef.toml"
    path.write_text(STUDY + more, encoding="utf-8")
    return load_study(str(path))


def _review(path: Path, rows: list[dict[str, Any]], columns: tuple[str, ...] = (*COLUMNS, "remark")) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path)
    names = ", ".join(f'"{name}"' for name in columns)
    db.execute(f"CREATE TABLE judgements ({names})")
    for row in rows:
        marks = ", ".join("?" * len(columns))
        db.execute(f"INSERT INTO judgements VALUES ({marks})", [row.get(name) for name in columns])
    db.commit()
    db.close()
    return path


def _line(folder: Path, **changes: Any) -> Path:
    path = folder / "oordelen.jsonl"
    path.write_text(json.dumps(asdict(JUDGEMENT) | changes) + "\n\n", encoding="utf-8")
    return path


def test_a_study_without_judgements_has_none(tmp_path: Path) -> None:
    assert read_judgements(_study(tmp_path)) == ()


def test_judgements_are_read_from_the_review_database_of_a_study_and_the_file_that_it_names(tmp_path: Path) -> None:
    study = _study(tmp_path, '[synthesis]\njudgements = "oordelen.jsonl"\n')
    _line(tmp_path, code="opgave", extra="is passed over")
    _review(review_path(study), [asdict(JUDGEMENT) | {"remark": "is passed over"}])
    assert [each.code for each in read_judgements(study)] == ["opgave", "werkzaam_element"]


def test_a_file_that_is_not_there_is_refused_with_the_line_of_the_study(tmp_path: Path) -> None:
    study = _study(tmp_path, '[synthesis]\njudgements = "weg.jsonl"\n')
    with pytest.raises(Refused, match=r"proef\.toml, line 5.*weg\.jsonl"):
        read_judgements(study)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    both = (JUDGEMENT, replace(JUDGEMENT, verdict="anders", other_code="geen", pseudonym="uil"))
    path = tmp_path / "uit.jsonl"
    path.write_text("\n".join(as_lines(both)), encoding="utf-8")
    assert tuple(read_lines(path)) == both


def test_a_later_judgement_of_the_same_person_takes_the_place_of_the_earlier() -> None:
    later = replace(JUDGEMENT, verdict="weet niet", judged_at="2026-03-02T09:00:00")
    other = replace(JUDGEMENT, pseudonym="uil", judged_at="2026-03-01T12:00:00")
    assert holding([later, JUDGEMENT, other]) == (later, other)
    second = replace(JUDGEMENT, verdict="niet akkoord")
    assert holding([JUDGEMENT, second]) == (second,)


def test_new_judgements_have_another_hash() -> None:
    assert judgements_hash([JUDGEMENT]) == judgements_hash([replace(JUDGEMENT)])
    assert judgements_hash([JUDGEMENT]) != judgements_hash([replace(JUDGEMENT, verdict="weet niet")])


def test_a_line_that_is_yet_to_be_judged_is_passed_over(tmp_path: Path) -> None:
    assert list(read_lines(_line(tmp_path, verdict=""))) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"verdict": "ja"}, "no verdict 'ja'. Choose akkoord"),
        ({"verdict": "anders"}, "without a code"),
        ({"page": "drie"}, "page is 'drie'"),
        ({"quote": None}, "quote is absent"),
    ],
)
def test_a_line_that_cannot_be_is_refused_with_its_place(tmp_path: Path, changes: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=f"oordelen.jsonl, line 1: .*{words}"):
        list(read_lines(_line(tmp_path, **changes)))


@pytest.mark.parametrize("content", ["[1]", "{", "\x80"])
def test_what_is_no_json_lines_file_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(Refused, match=r"x\.jsonl"):
        list(read_lines(path))


def test_numbers_and_times_of_a_database_may_have_other_types_and_be_absent(tmp_path: Path) -> None:
    row = asdict(JUDGEMENT) | {"round": 2, "other_code": None, "judged_at": None}
    (read,) = read_review(_review(tmp_path / "review.db", [row]))
    assert (read.round, read.other_code, read.judged_at) == ("2", "", "")


def test_the_review_database_is_not_touched(tmp_path: Path) -> None:
    path = _review(tmp_path / "review.db", [asdict(JUDGEMENT)])
    before = path.read_bytes()
    path.chmod(0o444)
    assert list(read_review(path)) == [JUDGEMENT]
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["review.db"]


def test_another_file_in_its_place_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "review.db"
    path.write_text("no database " * 100, encoding="utf-8")
    with pytest.raises(Refused, match="cannot be read as a review database"):
        list(read_review(path))
    sqlite3.connect(tmp_path / "empty.db").close()
    with pytest.raises(Refused, match="no table 'judgements'"):
        list(read_review(tmp_path / "empty.db"))
    old = _review(tmp_path / "old.db", [], ("document_id", "page", "quote", "verdict"))
    with pytest.raises(Refused, match="lacks start, end, codebook, dimension, code"):
        list(read_review(old))
