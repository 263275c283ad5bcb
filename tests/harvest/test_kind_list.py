from __future__ import annotations

from pathlib import Path

import pytest

from corpus.issues import Surprise
from corpus.records import Issue
from corpus.sections import SourceSettings
from harvest.kinds import Context
from harvest.kinds.list import probe
from harvest.steps import Ask, Held, Listed, Mention, Step
from tests.harvest.driving import drive
from tests.harvest.universe.server import pdf

HEADER = "Adres;Titel;Datum;Jaar;Uitgever;Auteurs;Gemeente;Soort;Kenmerk"


@pytest.fixture(autouse=True)
def no_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.harvest.driving._answer", lambda ask: None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lijst" / "stukken").mkdir(parents=True)
    (tmp_path / "lijst" / "stukken" / "rapport.pdf").write_bytes(pdf("rapport"))
    return tmp_path


def read(folder: Path, *lines: str, encoding: str = "utf-8", publisher: str | None = None) -> list[Step | Surprise]:
    (folder / "lijst" / "lijst.csv").write_text("\n".join(lines), encoding=encoding)
    return drive("list", folder, path="lijst/lijst.csv", publisher=publisher)


def problems(steps: list[Step | Surprise]) -> dict[str, str]:
    return {step.subject: step.problem for step in steps if isinstance(step, Issue)}


def test_each_row_names_a_document(folder: Path) -> None:
    row = "https://veldrade.example/a.pdf;Evaluatie;2021-05-01;2021;Bureau;A; Veldrade ;rapport;10.1/x"
    assert read(folder, HEADER, row) == [
        Ask(
            url="https://veldrade.example/a.pdf",
            listed=Listed(
                title="Evaluatie",
                date="2021-05-01",
                publisher="Bureau",
                authors="A",
                gemeente="Veldrade",
                type="rapport",
                identifier="10.1/x",
            ),
        )
    ]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("URL,Title,Year", "https://veldrade.example/,Café,2020"),
        ("TITLE \tlink\tyear\textra", "Café\thttps://veldrade.example/\t2020\t"),
        ('"jaar";"titel";"url"', '"2020";"Café";"https://veldrade.example/"'),
        ("url;titel;datum;jaar", "https://veldrade.example/;Café;;2020"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_lists_are_read_in_each_form(folder: Path, header: str, row: str, encoding: str) -> None:
    expected = Listed(title="Café", date="2020", publisher="Uitgever")
    steps = read(folder, header, row, encoding=encoding, publisher="Uitgever")
    assert steps == [Ask(url="https://veldrade.example/", listed=expected)]


@pytest.mark.parametrize("name", ["stukken/rapport.pdf", "stukken\\rapport.pdf", "./stukken/rapport.pdf"])
def test_a_path_counts_from_the_folder_of_the_list(folder: Path, name: str) -> None:
    (step,) = read(folder, "pad;titel", f"{name};Rapport")
    assert isinstance(step, Held)
    assert (step.content, step.listed.title) == (pdf("rapport"), "Rapport")


def test_a_title_without_address_is_mentioned(folder: Path) -> None:
    assert read(folder, "url;titel;isbn", ";Kwijt;978-90") == [
        Mention(url="978-90", problem="the list gives no address", listed=Listed(title="Kwijt", identifier="978-90"))
    ]


def test_a_bad_row_leaves_the_others(folder: Path) -> None:
    good = "https://veldrade.example/a.pdf;Goed;2020"
    lines = [
        "",
        '"https://veldrade.example/;Open aanhaling',
        "weg.pdf;Weg",
        ";;2020",
        '"https://a.nl/";"Twee\nregels"',
        good,
    ]
    steps = read(folder, "url;titel;jaar", *lines)
    assert [step.url for step in steps if isinstance(step, Ask)] == ["https://a.nl/", "https://veldrade.example/a.pdf"]
    found = problems(steps)
    assert found.pop("lijst/lijst.csv, line 3").startswith("this row cannot be read: ")
    assert found == {
        "lijst/lijst.csv, line 4": "'weg.pdf' is no address of the web and no file that is there",
        "lijst/lijst.csv, line 5": "this row has neither an address nor a title",
    }


@pytest.mark.parametrize("address", ["/etc/hostname", "../../buiten.pdf", "stukken/link.pdf"])
def test_nothing_outside_the_study_is_opened(folder: Path, address: str) -> None:
    (folder.parent / "buiten.pdf").write_bytes(pdf("buiten"))
    (folder / "lijst" / "stukken" / "link.pdf").symlink_to(folder.parent / "buiten.pdf")
    steps = read(folder, "url", address)
    assert not [step for step in steps if isinstance(step, Held)]
    assert "lijst/lijst.csv, line 2" in problems(steps)


def test_a_file_that_is_no_document_is_noted(folder: Path) -> None:
    (folder / "lijst" / "cijfers.csv").write_text("a;b")
    assert problems(read(folder, "url", "cijfers.csv")) == {"cijfers.csv": "not a document but text/plain"}


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["titel;jaar", "Rapport;2020"], "none of its columns holds addresses: titel, jaar"),
        ([""], "none of its columns holds addresses: it has none"),
        (['"url;titel'], "none of its columns holds addresses: unexpected end of data"),
    ],
)
def test_a_list_without_addresses_is_a_surprise(folder: Path, lines: list[str], problem: str) -> None:
    with pytest.raises(Surprise, match=problem):
        read(folder, *lines)


def test_an_absent_list_is_a_surprise(tmp_path: Path) -> None:
    with pytest.raises(Surprise, match=r"lijst\.csv: this list cannot be opened: No such file"):
        drive("list", tmp_path, path="lijst.csv")


def test_the_probe_changes_with_the_list_and_with_its_files(folder: Path) -> None:
    settings, context = SourceSettings(kind="list", name="bron", path="lijst/lijst.csv"), Context(folder)
    probes = [probe(settings, context)]
    read(folder, "url", "stukken/rapport.pdf", "https://veldrade.example/")
    probes.append(probe(settings, context))
    (folder / "lijst" / "stukken" / "rapport.pdf").write_bytes(pdf("nieuw"))
    probes.append(probe(settings, context))
    assert probe(settings, context) == probes[-1]
    assert len(set(probes)) == 3
