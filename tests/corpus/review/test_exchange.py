"""A review database as a file: complete or refused, and only taken in where it goes on from what is there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from corpus.issues import Refused
from corpus.judgements import Judgement
from corpus.review.entries import Round
from corpus.review.exchange import export_lines, import_lines, read_lines
from corpus.review.ledger import Author, Ledger

MEMBER = Author("lijster-4f2a", "klankbordgroep")
RESEARCHER = Author("merel-0b1c", "onderzoeker")
JUDGEMENT = Judgement(
    document_id="d" * 64, page=1, start=0, end=9, quote="“dat helpt”\n", codebook="proef 1", dimension="element",
    code="outreachend", verdict="akkoord", round="1",
)  # fmt: skip
WORDS = "Zó hebben wij het niet bedoeld;\n\t“echt” 👍"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "hier" / "review.db") as opened:
        opened.append(Round(number=1, name="Eerste", closes_on="2026-12-01"), RESEARCHER, uuid="a")
        opened.append(JUDGEMENT, MEMBER, uuid="b", remark=WORDS)
        opened.append(replace(JUDGEMENT, verdict="weet niet"), MEMBER, uuid="c", remark="Toch niet")
        yield opened


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "daar" / "review.db") as opened:
        yield opened


def _lines(ledger: Ledger) -> list[str]:
    return list(export_lines(ledger.path))


def _carry(ledger: Ledger, other: Ledger) -> int:
    return import_lines(other, read_lines(_lines(ledger), "uit.jsonl"), "uit.jsonl")


def test_all_that_was_said_comes_across(ledger: Ledger, other: Ledger) -> None:
    assert _carry(ledger, other) == 3
    assert list(other.entries()) == list(ledger.entries())
    assert [other.remark(entry) for entry in other.entries()] == ["", WORDS, "Toch niet"]
    assert list(other.faults()) == []
    assert _lines(other) == _lines(ledger)


def test_what_was_added_since_comes_across_and_nothing_comes_twice(ledger: Ledger, other: Ledger) -> None:
    _carry(ledger, other)
    assert _carry(ledger, other) == 0
    ledger.append(JUDGEMENT, RESEARCHER, uuid="d")
    assert _carry(ledger, other) == 1
    assert other.head() == ledger.head()
    other.append(JUDGEMENT, MEMBER, uuid="e")
    assert list(other.faults()) == []


def test_an_empty_one_comes_across_as_it_is(other: Ledger) -> None:
    assert [json.loads(line) for line in _lines(other)][-1] == {"entries": 0, "head": ""}
    assert _carry(other, other) == 0


def test_one_that_says_something_else_is_left_as_it_is(ledger: Ledger, other: Ledger) -> None:
    other.append(JUDGEMENT, MEMBER, uuid="anders")
    before = _lines(other)
    with pytest.raises(Refused, match=r"something else than uit\.jsonl from entry 1 on"):
        _carry(ledger, other)
    assert _lines(other) == before


def test_an_older_file_is_refused(ledger: Ledger, other: Ledger) -> None:
    old = read_lines(_lines(ledger), "oud.jsonl")
    _carry(ledger, other)
    other.append(JUDGEMENT, RESEARCHER, uuid="d")
    with pytest.raises(Refused, match=r"holds 4 entries, of which oud\.jsonl has only the first 3"):
        import_lines(other, old, "oud.jsonl")


def test_words_that_were_removed_go_on_the_other_side_too(ledger: Ledger, other: Ledger) -> None:
    _carry(ledger, other)
    entry = ledger.find("b")
    assert entry
    ledger.redact(entry, RESEARCHER, uuid="r")
    assert WORDS.splitlines()[0] not in "".join(_lines(ledger))
    assert _carry(ledger, other) == 1
    assert [other.remark(each) for each in other.entries()] == ["", None, "Toch niet", ""]
    assert list(other.faults()) == []


def test_words_do_not_come_back_by_a_file_in_which_they_were_put_back(ledger: Ledger, other: Ledger) -> None:
    entry = ledger.find("b")
    assert entry
    salt = ledger.salted(entry)[0]
    ledger.redact(entry, RESEARCHER, uuid="r")
    lines = [json.loads(line) for line in _lines(ledger)]
    lines[2] |= {"salt": salt, "remark": WORDS}
    import_lines(other, read_lines(map(json.dumps, lines), "terug.jsonl"), "terug.jsonl")
    assert other.remark(entry) is None


def test_a_file_that_was_cut_off_anywhere_is_refused(ledger: Ledger) -> None:
    text = "".join(_lines(ledger))
    for length in range(len(text) - 1):
        with pytest.raises(Refused):
            read_lines(text[:length].splitlines(keepends=True), "half.jsonl")


def test_a_line_that_is_gone_twice_or_elsewhere_is_refused(ledger: Ledger) -> None:
    lines = _lines(ledger)
    for number in range(len(lines)):
        for changed in (
            [*lines[:number], *lines[number + 1 :]],
            [*lines[: number + 1], *lines[number:]],
            [lines[number], *lines[:number], *lines[number + 1 :]] if number else [*lines[1:], lines[0]],
        ):
            with pytest.raises(Refused):
                read_lines(changed, "anders.jsonl")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(data=some.data())
def test_a_value_that_was_changed_is_refused(data: some.DataObject, ledger: Ledger) -> None:
    lines = [json.loads(line) for line in _lines(ledger)]
    line = data.draw(some.sampled_from(lines))
    name = data.draw(some.sampled_from(sorted(line)))
    value = data.draw(some.one_of(some.none(), some.text(), some.integers(), some.lists(some.none()), some.booleans()))
    if value == line[name] and type(value) is type(line[name]):
        return
    line[name] = value
    with pytest.raises(Refused, match="Export it once more"):
        read_lines(map(json.dumps, lines), "anders.jsonl")


@pytest.mark.parametrize(
    "text", ["", "\n", "[]", "naam;oordeel", '{"form": "iets anders", "version": 1}', "\x00", "null"]
)
def test_any_other_file_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"brief\.txt"):
        read_lines(text.splitlines(keepends=True), "brief.txt")


def test_what_is_said_during_an_export_does_not_come_half(ledger: Ledger) -> None:
    lines = export_lines(ledger.path)
    begun = [next(lines), next(lines)]
    ledger.append(JUDGEMENT, RESEARCHER, uuid="d", remark="Tussendoor")
    assert len(read_lines([*begun, *lines], "uit.jsonl")) == 3


def test_nothing_is_added_when_it_fails_half_way(
    ledger: Ledger, other: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines, put = read_lines(_lines(ledger), "uit.jsonl"), Ledger.put

    def fail(self: Ledger, entry: object, remark: object) -> None:
        put(self, entry, remark)  # type: ignore[arg-type]
        if next(rest, None) is None:
            raise OSError("the disk is full")

    rest = iter([1])
    monkeypatch.setattr(Ledger, "put", fail)
    with pytest.raises(OSError, match="full"):
        import_lines(other, lines, "uit.jsonl")
    assert list(other.entries()) == []
    monkeypatch.undo()
    assert import_lines(other, lines, "uit.jsonl") == 3
