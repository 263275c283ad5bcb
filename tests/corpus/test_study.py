from __future__ import annotations

from pathlib import Path

import pytest

from corpus.issues import Refused
from corpus.study import load_study, study_names

GOOD = """\
title = "Een studie"
description = "Over teams"
contact = "https://example.org"

[criteria]
period = [2015, 2020]

[[sources]]
kind = "folder"
name = "a"
path = "stukken"

[[sources]]
kind = "website"
name = "b"
url = "https://example.org/"
delay_s = 1.5
"""


def _study(tmp_path: Path, text: str) -> str:
    path = tmp_path / "proef.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_studies_that_come_along_are_right() -> None:
    assert {"voorbeeld", "integrale-sociale-teams"} <= set(study_names())
    for name in study_names():
        assert load_study(name).name == name


def test_a_study_is_read(tmp_path: Path) -> None:
    study = load_study(_study(tmp_path, GOOD))
    assert study.name == "proef"
    assert study.criteria.period == (2015, 2020)
    assert study.sources[1].addresses == ("https://example.org/",)
    assert study.beside("x.csv") == tmp_path / "x.csv"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('title = "Een studie"', 'titel = "Een studie"', ["line 1", "'titel'", "unknown key", "Did you mean 'title'?"]),
        ("delay_s", "delay", ["line 17", "sources.1.delay", "Did you mean 'delay_s'?", "allow"]),
        ("1.5", '"snel"', ["line 17", "sources.1.delay_s", "wrong value 'snel'", "number"]),
        ("[2015, 2020]", "[2015]", ["line 6", "criteria.period.1", "missing"]),
        ("[criteria]", "[criterium]", ["line 5", "unknown key", "Did you mean 'criteria'?"]),
        ('description = "Over teams"\n', "", ["description", "missing", "Add description"]),
        ('name = "b"', 'name = "a"', ["Two sources are named 'a'"]),
        ('kind = "folder"', 'kind = "folder', ["not TOML", "line 9"]),
    ],
)
def test_what_is_wrong_is_refused_with_its_place_and_what_is_allowed(
    tmp_path: Path, old: str, new: str, words: list[str]
) -> None:
    with pytest.raises(Refused) as refused:
        load_study(_study(tmp_path, GOOD.replace(old, new)))
    for word in ["proef.toml", *words]:
        assert word in str(refused.value)


def test_an_unknown_study_names_the_nearest() -> None:
    with pytest.raises(Refused, match="Did you mean 'voorbeeld'"):
        load_study("voorbeld")
