"""Malformed documents: none kills or hangs the program, and each comes to what is pinned for it, in clear words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from corpus.issues import Unreadable
from corpus.limits import Limits
from corpus.record import Record
from corpus.records import Issue, Page
from corpus.workers import Result, each_in_pool
from extract import legacy
from extract.ocr import LANGUAGE, languages
from extract.read import read_content
from tests.extract.malformed import Malformed, everything

LIMITS = Limits(seconds=60, memory=700 << 20)
OFFICE = ".rtf"
"""What LibreOffice reads takes seconds."""
NEEDS_OCR = {"to-unicode.pdf"}
EVERY = tuple(everything())
QUICK = [each for each in EVERY if not each.is_slow and not each.name.endswith(OFFICE)]
LETTERS = [each for each in EVERY if each.name.endswith(OFFICE) and not each.is_slow]
SENTENCE = re.compile(r"[a-z].*[^.]")


def _read(content: bytes, settings: None) -> Iterator[Record]:
    yield from read_content("0" * 64, content)


@pytest.fixture(scope="module")
def results() -> dict[str, Result]:
    """What becomes of each, read side by side as a run does."""
    loads = ((each.name, each.content) for each in QUICK)
    return dict(each_in_pool(_read, loads, None, 2, limits=LIMITS, subject=str))


def _fault(malformed: Malformed, result: Result) -> str:
    if isinstance(result, Unreadable):
        assert SENTENCE.fullmatch(result.problem) and result.remedy
        assert "reading it failed" not in result.problem, "an error in the program"
        return malformed.fault("", "", result.problem)
    assert isinstance(result, list)
    issues = [record for record in result if isinstance(record, Issue)]
    text = "\n".join(record.text for record in result if isinstance(record, Page))
    return malformed.fault(text, issues[0].problem if issues else "", "")


@pytest.mark.parametrize("malformed", QUICK, ids=lambda each: each.name)
def test_each_comes_to_what_it_should(malformed: Malformed, results: dict[str, Result]) -> None:
    if malformed.name in NEEDS_OCR and LANGUAGE not in languages():
        pytest.skip("tesseract with Dutch is not installed")
    assert not _fault(malformed, results[malformed.name])


@pytest.mark.parametrize("malformed", LETTERS, ids=lambda each: each.name)
def test_letters_without_libreoffice(malformed: Malformed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "find_office", lambda: None)
    result: Result
    try:
        result = list(_read(malformed.content, None))
    except Unreadable as problem:
        result = problem
    assert isinstance(result, Unreadable) or malformed.holds in "".join(
        record.text for record in result if isinstance(record, Page)
    )


def test_the_set_is_large_and_its_names_differ() -> None:
    names = [each.name for each in EVERY]
    assert len(names) == len(set(names)) > 120
