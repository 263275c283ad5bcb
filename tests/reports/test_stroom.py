"""The flow of documents after PRISMA 2020: its counts add up, whatever became of each find."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from corpus.record import Record
from corpus.records import Document, Fact, Find, Screening, Source, Version
from reports.publishing.labels import LABELS
from reports.publishing.load import load
from reports.tables import read_tables, run_table
from tests.reports.conftest import make_settings

SITE, COUNCIL, FOLDER, EMPTY = (
    Source(name=name, kind=kind, settings="{}", is_added=is_added)
    for name, kind, is_added in (
        ("site", "website", False),
        ("raad", "notubiz", False),
        ("map", "folder", True),
        ("leeg", "website", False),
    )
)
URL = "https://bron.example/"


def document_id(name: str) -> str:
    return (name.encode().hex() * 64)[:64]


def find(source: Source, name: str, *, document: str | None = None, state: str = "present", **more: Any) -> Find:
    url = name if source is FOLDER else f"{URL}{name}"
    problem = None if document else "it was not there (404)"
    return Find(
        source_id=source.id,
        source=source.name,
        url=url,
        final_url=url,
        state=state,
        problem=problem,
        document_id=document_id(document) if document else None,
        **more,
    )


def kept(name: str, criterion: str | None = None) -> list[Record]:
    document = Document(id=document_id(name), media_type="application/pdf", byte_count=1)
    reason = "proef" if criterion else "voldoet aan de criteria"
    screening = Screening(document_id=document.id, is_included=criterion is None, criterion=criterion, reason=reason)
    return [document, screening]


def version(name: str, counted: str) -> Version:
    return Version(
        document_id=document_id(name),
        group_id=document_id(counted),
        is_counted=name == counted,
        counted_id=document_id(counted),
        similarity=0.9,
        reason="dit is ouder",
    )


EVERY_CASE: list[Record] = [
    *(SITE, COUNCIL, FOLDER, EMPTY),
    # The same document on a page of the site, in the council system and in a folder.
    *(find(SITE, "a.pdf", document="a"), find(COUNCIL, "1", document="a"), find(FOLDER, "a.pdf", document="a")),
    # A draft and its final version; a document that was changed at its address.
    *(find(SITE, "b.pdf", document="b"), find(COUNCIL, "2", document="c")),
    *(find(SITE, "d.pdf", document="d", state="changed"), find(SITE, "d.pdf", document="e")),
    # A document that is gone, one that could not be read, one for each of two criteria, one without a criterion.
    *(find(SITE, "f.pdf", document="f", state="gone"), find(SITE, "g.pdf", document="g")),
    *(find(SITE, "h.pdf", document="h"), find(SITE, "i.pdf", document="i"), find(FOLDER, "j.pdf", document="j")),
    # Not retrieved: once, by two sources, and by one source where another did get it.
    *(find(SITE, "weg.pdf"), find(SITE, "stuk.pdf"), find(COUNCIL, "stuk.pdf"), find(COUNCIL, "b.pdf")),
    *(*kept("a"), *kept("b", "duplicate"), *kept("c"), *kept("d", "duplicate"), *kept("e"), *kept("f")),
    *(*kept("g", "no_text"), *kept("h", "period"), *kept("i", "period"), *kept("j", "anders")),
    *(version("b", "c"), version("c", "c"), version("d", "e"), version("e", "e")),
]  # fmt: skip


def table(records: list[Record], name: str, folder: Path) -> list[dict[str, Any]]:
    kinds = {type(record) for record in records}
    tables = {kind: tuple(record for record in records if type(record) is kind) for kind in kinds}
    db = load(tables, {}, make_settings(folder))
    return run_table(db, next(each for each in read_tables() if each.name == name))


def boxes(rows: list[dict[str, Any]]) -> Counter[str]:
    """Return the sum of each box."""
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row["stap"]] += row["aantal"]
    return counts


def check(rows: list[dict[str, Any]]) -> None:
    """Check the sums of PRISMA 2020: what enters a box is what came out of the one before it."""
    found = boxes(rows)
    assert found["Geïdentificeerd"] == found["Geïdentificeerd, samen"]
    assert found["Geïdentificeerd"] - found["Verwijderd vóór screening"] == found["Gescreend"] == found["Opgevraagd"]
    assert found["Opgevraagd"] - found["Niet verkregen"] == found["Beoordeeld op geschiktheid"]
    assert found["Uitgesloten"] == found["Uitgesloten, samen"]
    assert found["Beoordeeld op geschiktheid"] - found["Uitgesloten"] == found["Ingesloten"]
    assert [row["volgorde"] for row in rows] == list(range(1, len(rows) + 1))
    assert min(row["aantal"] for row in rows) >= 0


def test_every_case_has_its_box(tmp_path: Path) -> None:
    rows = table(EVERY_CASE, "stroom", tmp_path)
    check(rows)
    assert [(row["stap"], row["onderdeel"], row["aantal"]) for row in rows] == [
        ("Geïdentificeerd", "leeg", 0),
        ("Geïdentificeerd", "map", 2),
        ("Geïdentificeerd", "raad", 4),
        ("Geïdentificeerd", "site", 10),
        ("Geïdentificeerd, samen", None, 16),
        ("Verwijderd vóór screening", "Dubbele vindplaatsen", 4),
        ("Verwijderd vóór screening", "Dubbele documenten", 2),
        ("Gescreend", None, 10),
        ("Opgevraagd", None, 10),
        ("Niet verkregen", None, 2),
        ("Beoordeeld op geschiktheid", None, 8),
        ("Uitgesloten", "Geen leesbare tekst", 1),
        ("Uitgesloten", "Buiten de periode", 2),
        ("Uitgesloten", "anders", 1),
        ("Uitgesloten, samen", None, 4),
        ("Ingesloten", None, 4),
    ]


@pytest.mark.parametrize("seed", range(8))
def test_the_sums_hold_for_any_corpus(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    names = "abcdefghijkl"
    records: list[Record] = [SITE, COUNCIL, FOLDER]
    criteria = [None, *(set(LABELS["criterium"]) - {"duplicate"})]
    duplicates = {name: rng.choice(names[6:]) for name in names[:6] if rng.random() < 0.5}
    for name in names:
        records += kept(name, "duplicate" if name in duplicates else rng.choice(sorted(criteria, key=str)))
        records += [find(source, name, document=name) for source in rng.sample([SITE, COUNCIL], rng.randint(1, 2))]
        records += [find(COUNCIL, f"{name}-weg") for _ in range(rng.randint(0, 1))]
        records += [find(SITE, f"{name}-weg") for _ in range(rng.randint(0, 1))]
    records += [version(name, counted) for name, counted in duplicates.items()]
    records += [version(counted, counted) for counted in sorted(set(duplicates.values()))]
    check(table(records, "stroom", tmp_path))


def test_a_study_without_finds_has_a_flow_of_nothing(tmp_path: Path) -> None:
    rows = table([SITE], "stroom", tmp_path)
    check(rows)
    assert sum(row["aantal"] for row in rows) == 0


def test_every_criterion_has_a_name() -> None:
    described = Screening.__dataclass_fields__["criterion"].metadata["description"]
    assert all(code in described for code in LABELS["criterium"])


def test_versions_show_which_counts_and_tell_of_others_only_beside_an_included_one(tmp_path: Path) -> None:
    facts = [
        Fact(
            document_id=document_id(name),
            field="title",
            value=f"Titel van {name}",
            method="proef",
            confidence=1.0,
            is_chosen=True,
        )
        for name in "bcdeh"
    ]
    apart = version("h", "h")
    rows = table([*EVERY_CASE, *facts, apart], "versies", tmp_path)
    found = {row["kenmerk"][:2]: row for row in rows}
    draft, final, alone = (found[document_id(name)[:2]] for name in "bch")
    assert (draft["telt"], draft["titel"], draft["bron_url"]) == ("nee", "Titel van b", f"{URL}b.pdf")
    assert (final["telt"], final["groep"], final["document_id"]) == ("ja", draft["groep"], document_id("c"))
    assert (alone["telt"], alone["titel"], alone["bron_url"], alone["document_id"]) == ("ja", None, None, None)
    assert found[document_id("d")[:2]]["stand"] == "vervangen"


def test_duplicates_are_one_line_of_the_reasons(tmp_path: Path) -> None:
    rows = table(EVERY_CASE, "insluiting", tmp_path)
    assert {"doet_mee": "nee", "criterium": "Dubbel", "reden": "een andere versie telt mee", "documenten": 2} in rows
    assert rows[0] == {"doet_mee": "ja", "criterium": None, "reden": "voldoet aan de criteria", "documenten": 4}
    assert sum(row["documenten"] for row in rows) == 10
