"""Decisions by hand: what the file may say, how it names documents, and that it outranks the machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.issues import Refused
from corpus.records import Issue, Version
from corpus.stage import _hashed
from corpus.study import Study, load_study
from extract.versions import VersionSettings
from extract.versions.choices import Choice
from tests.extract.versions_cases import Shelf, edited, id_of, text

REPORT = text(1)
HEADER = "document,besluit,met,reden\n"


def study_with(folder: Path, content: str | bytes | None) -> Study:
    path = folder / "proef.toml"
    path.write_text(
        'title = "P"\ndescription = "P"\ncontact = "mailto:a@b.example"\n\n[coverage]\nchoices = "keuzes.csv"\n',
        encoding="utf-8",
    )
    if content is not None:
        raw = content if isinstance(content, bytes) else content.encode()
        (folder / "keuzes.csv").write_bytes(raw)
    return load_study(str(path))


def settings_of(folder: Path, content: str) -> VersionSettings:
    return VersionSettings.of(study_with(folder, content))


def test_the_file_is_read_with_its_lines(tmp_path: Path) -> None:
    content = f'{HEADER}{id_of("a")[:12]},telt,,"de raad,\nna beraad"\n\nhttps://b.example/x.pdf,samen,{id_of("b")},\n'
    settings = settings_of(tmp_path, content)
    assert settings.choices == (
        Choice(3, id_of("a")[:12], "telt", "", "de raad, na beraad"),
        Choice(5, "https://b.example/x.pdf", "samen", id_of("b"), ""),
    )
    assert settings.file == "keuzes.csv"


def test_a_sheet_saved_with_semicolons_and_a_mark_is_read_too(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, f"\ufeff{HEADER.replace(',', ';')}rapport.pdf;apart;;dit, dus\r\n")
    assert settings.choices == (Choice(2, "rapport.pdf", "apart", "", "dit, dus"),)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", r"line 1: its columns are absent"),
        ("document,besluit\n", r"line 1: its columns are document, besluit"),
        (f"{HEADER}a.pdf,wint,,\n", r"line 2: wrong value 'wint' in column 'besluit'.*telt, apart, samen"),
        (f"{HEADER}b.pdf,telt,,\na.pdf,samen,,\n", r"line 3: column 'met' needs a document"),
        (f"{HEADER}a.pdf,telt,b.pdf,\n", r"line 2: column 'met' holds a document"),
        (f"{HEADER}abc123,telt,,\n", r"line 2: 'abc123' does not name a document.*12 digits"),
        (f"{HEADER},telt,,\n", r"line 2: '' does not name a document"),
        (f"{HEADER}a.pdf,telt,,omdat, zei zij\n", r"line 2: it has more cells"),
        (b"document,besluit,met,reden\n\xff,telt,,\n", r"not UTF-8"),
        (None, r"proef.toml, line 6, key 'coverage.choices': there is no file"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, content: str | bytes | None, problem: str) -> None:
    with pytest.raises(Refused, match=f"(?s){problem}"):
        VersionSettings.of(study_with(tmp_path, content))


def test_a_change_of_the_file_makes_the_stage_stale(tmp_path: Path) -> None:
    first = _hashed(settings_of(tmp_path, f"{HEADER}a.pdf,telt,,\n"))
    assert first == _hashed(settings_of(tmp_path, f"{HEADER}a.pdf,telt,,\n"))
    assert first != _hashed(settings_of(tmp_path, f"{HEADER}a.pdf,apart,,\n"))
    assert VersionSettings.of(load_study("voorbeeld")) == VersionSettings()


def choice(document: str, decision: str, other: str = "", reason: str = "volgens ons", line: int = 2) -> Choice:
    return Choice(line, document, decision, other, reason)


def pair() -> Shelf:
    return Shelf().add("a", REPORT, title="Concept").add("b", edited(REPORT, 0.1), title="Definitief")


@pytest.mark.parametrize("name", [id_of("a"), id_of("a")[:12].upper(), "https://bron.example/a.pdf"])
def test_a_document_goes_by_its_digits_or_its_address(name: str) -> None:
    assert pair().groups() == {"a": "b", "b": "b"}
    assert pair().groups(choice(name, "telt")) == {"a": "a", "b": "a"}
    assert "is met de hand gekozen (volgens ons)" in pair().versions(choice(name, "telt"))["b"].reason


def test_documents_that_are_set_apart_count_alone() -> None:
    versions = pair().versions(choice(id_of("a"), "apart"))
    assert list(versions) == ["a"]
    assert versions["a"].is_counted and versions["a"].reason == "met de hand apart gezet (volgens ons)"
    shelf = pair().add("c", edited(REPORT, 0.05))
    assert shelf.groups(choice(id_of("b"), "apart")) == {"a": "c", "b": "b", "c": "c"}


def test_a_changed_document_may_be_set_apart_too() -> None:
    shelf = Shelf().add("a", REPORT, state="changed").add("b", edited(REPORT, 0.2), replaces="a")
    assert shelf.groups(choice(id_of("a"), "apart")) == {"a": "a"}


def test_documents_that_are_put_together_are_one_group() -> None:
    shelf = pair().add("c", text(2, 700), title="Definitief")
    versions = shelf.versions(choice(id_of("c"), "samen", id_of("b")))
    assert {version.counted_id for version in versions.values()} == {id_of("c")}
    assert "met de hand samengevoegd (volgens ons)" in versions["b"].reason
    assert versions["a"].reason.startswith("hoort bij een document dat met de hand is samengevoegd")


def test_what_is_set_apart_may_be_put_with_another() -> None:
    shelf = pair().add("c", text(2))
    chosen = (choice(id_of("b"), "apart"), choice(id_of("b"), "samen", id_of("c")))
    assert shelf.groups(*chosen) == {"b": "b", "c": "b"}


def test_a_choice_for_a_document_without_versions_is_shown() -> None:
    versions = Shelf().add("a", REPORT).versions(choice(id_of("a"), "telt"))
    assert versions["a"].is_counted and "met de hand" in versions["a"].reason


@pytest.mark.parametrize(
    "line", [choice("9" * 64, "telt"), choice(id_of("a"), "samen", "weg.pdf"), choice("x", "apart")]
)
def test_a_document_that_is_not_in_the_corpus_is_a_warning_and_never_silence(line: Choice) -> None:
    records = pair().records(line)
    (issue,) = [record for record in records if isinstance(record, Issue)]
    assert (issue.severity, issue.subject) == ("warning", "besluiten.csv, line 2")
    assert "is not (or no longer) in the corpus" in issue.problem
    assert [record for record in records if isinstance(record, Version)] == pair().records()


def test_an_address_means_what_stands_there_now() -> None:
    shelf = Shelf().add("a", REPORT, url="https://b.example/x", state="changed")
    shelf.add("b", edited(REPORT, 0.1), url="https://b.example/x", replaces="a", title="Concept")
    assert shelf.groups() == {"a": "a", "b": "a"}
    assert shelf.groups(choice("https://b.example/x", "telt")) == {"a": "b", "b": "b"}


def test_a_name_of_two_documents_is_a_warning() -> None:
    shelf = pair().find("a", "https://b.example/x").find("b", "https://b.example/x")
    (issue,) = [each for each in shelf.records(choice("https://b.example/x", "telt")) if isinstance(each, Issue)]
    assert issue.problem == "2 documents go by 'https://b.example/x'"


def test_two_choices_for_one_group_are_a_warning() -> None:
    records = pair().records(choice(id_of("a"), "telt"), choice(id_of("b"), "telt", line=3))
    (issue,) = [record for record in records if isinstance(record, Issue)]
    assert issue.problem == "all are chosen to count for one group"
    assert sum(record.is_counted for record in records if isinstance(record, Version)) == 1
