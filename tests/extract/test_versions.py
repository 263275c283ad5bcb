"""Versions: which documents are grouped, which stay apart, and which one counts."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from corpus.record import Record
from corpus.records import Document, Fact, Find, Page, Signature
from corpus.stage import Inputs
from extract.metadata.dates import printed_dates
from extract.read import read_content
from extract.signature import SignatureSettings, sign
from extract.versions import VersionSettings, find_versions
from extract.versions.likeness import LIKE, Likenesses
from tests.extract.versions_cases import Shelf, chain, edited, id_of, text

REPORT = text(1)


def test_texts_that_differ_are_in_no_group() -> None:
    assert Shelf().add("a", text(1)).add("b", text(2)).versions() == {}


@pytest.mark.parametrize("share", [0.0, 0.05, 0.15, 0.25])
def test_a_text_that_was_edited_is_a_version(share: float) -> None:
    versions = Shelf().add("a", REPORT).add("b", edited(REPORT, share)).versions()
    assert {version.group_id for version in versions.values()} == {id_of("a")}
    assert sum(version.is_counted for version in versions.values()) == 1


@pytest.mark.parametrize("share", [0.45, 0.7])
def test_a_text_that_was_written_anew_for_the_most_part_is_none(share: float) -> None:
    assert Shelf().add("a", REPORT).add("b", edited(REPORT, share)).versions() == {}


def test_a_draft_that_grew_is_a_version_and_a_summary_of_a_whole_is_not() -> None:
    kept = " ".join(REPORT.split()[:520])
    grown, book = f"{kept} {text(5, 580)}", f"{REPORT} {text(5, 2000)}"
    versions = Shelf().add("a", REPORT).add("b", grown).versions()
    assert versions["a"].similarity < LIKE and versions["b"].is_counted
    assert "procent van de kortste staat in de langste" in versions["a"].reason
    assert Shelf().add("a", REPORT).add("b", book).versions() == {}


def test_a_table_book_with_other_figures_is_none() -> None:
    rng = random.Random(3)
    labels = [text(seed, 4) for seed in range(100, 200)]

    def table() -> str:
        return "\n".join(f"{label} {' '.join(str(rng.randrange(5, 95)) for _ in range(6))}" for label in labels)

    assert Shelf().add("a", table()).add("b", table()).versions() == {}


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ({"title": "Monitor 2023"}, {"title": "Monitor 2024"}, "ander jaar"),
        ({"title": "Monitor 2023"}, {"title": "Monitor", "listed": "Monitor 2024"}, "ander jaar"),
        ({"gemeente": "GM1"}, {"gemeente": "GM2 GM3"}, "andere gemeente"),
    ],
)
def test_another_year_or_gemeente_keeps_like_texts_apart(
    first: dict[str, str], second: dict[str, str], reason: str
) -> None:
    shelf = Shelf().add("a", REPORT, **first).add("b", edited(REPORT, 0.02), **second)
    assert shelf.groups() == {"a": "a", "b": "b"}
    assert all(reason in version.reason and version.is_counted for version in shelf.versions().values())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"title": "Evaluatie 2023"}, {"title": "Evaluatie"}),
        ({"title": "Voorstel 18 december 2025"}, {"title": "Voorstel 5 februari 2026"}),
        ({"title": "Agenda 2024-2034"}, {"title": "Agenda 2024"}),
        ({"gemeente": "GM1 GM2"}, {"gemeente": "GM2"}),
        ({"gemeente": "GM1"}, {}),
    ],
)
def test_what_is_not_known_or_partly_the_same_keeps_nothing_apart(
    first: dict[str, str], second: dict[str, str]
) -> None:
    assert len(set(Shelf().add("a", REPORT, **first).add("b", REPORT, **second).groups().values())) == 1


def test_likeness_runs_through_no_chain() -> None:
    shelf = Shelf()
    for name, content in zip("abcde", chain(5, 0.25), strict=True):
        shelf.add(name, content, published_on=f"2020-0{'abcde'.index(name) + 1}")
    groups = shelf.groups()
    assert groups == {"e": "e", "d": "e", "c": "c", "b": "c"}
    likenesses = Likenesses(shelf.signatures)
    for name, counted in groups.items():
        likeness = likenesses.between(id_of(name), id_of(counted))
        assert likeness and likeness.is_version


def test_a_changed_document_goes_with_its_earlier_version_however_much_was_written_anew() -> None:
    shelf = Shelf().add("a", REPORT, state="changed").add("b", edited(REPORT, 0.7), replaces="a")
    assert shelf.groups() == {"a": "b", "b": "b"}
    assert shelf.versions()["a"].reason == "stond op hetzelfde adres; dit is op zijn adres vervangen"


def test_versions_at_one_address_are_one_group_over_years() -> None:
    texts = [REPORT, edited(REPORT, 0.6), edited(edited(REPORT, 0.6), 0.8, seed=98)]
    shelf = Shelf()
    for name, content, before in zip("abc", texts, ("", "a", "b"), strict=True):
        shelf.add(name, content, state="present" if name == "c" else "changed", replaces=before)
    assert shelf.groups() == dict.fromkeys("abc", "c")


def test_another_text_at_the_address_counts_apart_and_says_so() -> None:
    shelf = Shelf().add("a", text(1), state="changed").add("b", text(2), replaces="a")
    assert shelf.groups() == {"a": "a", "b": "b"}
    assert "niets gemeen" in shelf.versions()["a"].reason


def test_a_scan_that_took_the_address_of_a_readable_report_does_not_count() -> None:
    shelf = Shelf().add("a", REPORT, state="changed").add("b", "", replaces="a")
    assert shelf.groups() == {"a": "a", "b": "a"}
    assert shelf.versions()["b"].similarity == 0.0


def test_the_order_of_the_records_changes_nothing() -> None:
    shelf = Shelf()
    for name, content in zip("abcde", chain(5, 0.2), strict=True):
        shelf.add(name, content)
    before = shelf.records()
    for rows in (shelf.signatures, shelf.finds, shelf.facts):
        rows.reverse()
    assert shelf.records() == before


def test_five_thousand_signatures_take_seconds() -> None:
    """Measured: 5 s; the bound is for slow machines."""
    rng = random.Random(1)
    base = [rng.randbytes(4 * 256) for _ in range(4900)]
    near = [kept[:900] + rng.randbytes(124) for kept in base[:100]]
    signatures = [
        Signature(document_id=f"{number:064x}", shingle_count=5000, minhash=minhash)
        for number, minhash in enumerate([*base, *near])
    ]
    assert len(list(Likenesses(signatures).versions())) == 100


def test_of_the_real_documents_only_the_proposal_and_its_amendment_are_versions(shared: Path) -> None:
    """Texts and addresses alone, and a date from the first page: no metadata, and no name that the file was given."""
    tables: dict[type[Record], list[Record]] = {Document: [], Find: [], Fact: [], Signature: []}
    names: dict[str, str] = {}
    for path in sorted((shared / "corpus").rglob("*voorstel*.pdf")) + sorted((shared / "corpus" / "html").iterdir()):
        document = Document(id=f"{len(names):064x}", media_type="application/pdf", byte_count=1)
        pages = [each for each in read_content(document.id, path.read_bytes()) if isinstance(each, Page)]
        names[document.id] = path.name
        tables[Document].append(document)
        tables[Signature] += sign(Inputs({Document: [document], Page: pages}), SignatureSettings())
        for date in list(printed_dates(pages[0].text))[:1]:
            tables[Fact].append(
                Fact(
                    document_id=document.id,
                    field="published_on",
                    value=date.value,
                    method="test",
                    confidence=1.0,
                    is_chosen=True,
                )
            )
    found = list(find_versions(Inputs(tables), VersionSettings()))
    assert [getattr(each, "is_counted", None) for each in found] == [True, False]
    assert all("raadsvoorstel" in names[getattr(each, "document_id", "")] for each in found)
