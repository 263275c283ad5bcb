"""What changed between two publications, in Dutch and as data."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.issues import Refused
from corpus.study import load_study
from reports.news.command import diff
from reports.news.comparing import compare
from reports.publication import Publication
from tests.reports.news.cases import balance, document, element, evidence, published, row

OLD = published(
    documenten=[document("a", "Blijft"), document("b", "Weg"), document("v1", "Versie", 2019)],
    elementen=[element("maatwerk", "gemengd"), element("tijd", "helpt"), element("gelijk", "helpt")],
    balans=[balance("maatwerk", 2, 2, 0), balance("tijd", 3, 0, 0), balance("gelijk", 3, 0, 0)],
    bewijs=[evidence("tijd", "b", "Weg")],
    kennisvragen=[row("kennisvragen", vraag="Wat werkt?", status="Open"), row("kennisvragen", vraag="Oud?")],
    versies=[row("versies", groep="g", kenmerk="v1")],
    codeboeken=[row("codeboeken", versie="proef 1")],
)
NEW = published(
    documenten=[document("a", "Blijft"), document("c", "Erbij", 2022), document("v2", "Versie", 2020)],
    elementen=[
        element("maatwerk", "helpt", "5 voor"), element("tijd", "helpt", "3 voor, 1 tegen"),
        element("gelijk", "helpt", design="Effectmeting"), element("nieuw", "gemengd"),
    ],
    balans=[balance("maatwerk", 5, 2, 0), balance("tijd", 3, 1, 0), balance("gelijk", 3, 0, 0),
            balance("nieuw", 1, 1, 0)],
    bewijs=[evidence("maatwerk", "c", "Erbij"), evidence("maatwerk", "a", "Blijft")],
    kennisvragen=[row("kennisvragen", vraag="Wat werkt?", status="Beantwoord", regel="4 evaluaties")],
    versies=[row("versies", groep="g", kenmerk="v1"), row("versies", groep="g", kenmerk="v2")],
    codeboeken=[row("codeboeken", versie="proef 2")],
)  # fmt: skip


def test_all_that_changed_is_told_by_kind() -> None:
    assert list(compare(OLD, NEW, ("versie 1", "nu")).lines()) == [
        "Vergeleken: versie 1 (3 documenten) met nu (3 documenten).",
        "Let op: het codeboek is ook veranderd, van proef 1 naar proef 2. Verschillen kunnen daardoor komen.",
        "",
        "Documenten erbij (2)",
        "- Erbij (Merenburg, 2022)",
        "- Versie (Merenburg, 2020); nieuwe versie van een document dat verdween",
        "",
        "Documenten weg (2)",
        "- Versie (Merenburg, 2019); er is een nieuwe versie van",
        "- Weg (Merenburg, 2020)",
        "",
        "Nieuw: hierover was nog geen conclusie (1)",
        "- Nieuw: nu gemengd (1 voor, 1 tegen, 0 beide).",
        "  De regel nu: een regel.",
        "",
        "Nieuw tegengesproken: evaluaties zeggen nu ook het tegenovergestelde (1)",
        "- Tijd: was overwegend helpt (3 voor, 0 tegen, 0 beide), nu overwegend helpt (3 voor, 1 tegen, 0 beide); "
        "ook zwakker.",
        "  De regel nu: 3 voor, 1 tegen.",
        "  Documenten die erbij kwamen of weggingen: Weg.",
        "",
        "Sterker (2)",
        "- Gelijk: overwegend helpt (3 voor, 0 tegen, 0 beide). De sterkste opzet was survey en is nu effectmeting.",
        "- Maatwerk: was gemengd (2 voor, 2 tegen, 0 beide), nu overwegend helpt (5 voor, 2 tegen, 0 beide).",
        "  De regel nu: 5 voor.",
        "  Documenten die erbij kwamen of weggingen: Erbij.",
        "",
        "Onderzoeksvragen met een andere stand (1)",
        "- Wat werkt? Was open, nu beantwoord (4 evaluaties).",
    ]


def test_the_same_is_there_as_data() -> None:
    data = json.loads(compare(OLD, NEW).as_json())
    assert [seen["document_id"] for seen in data["added"]] == ["c", "v2"]
    assert data["added"][1]["instead_of"] == "v1"
    kinds = {change["element_code"]: change["kinds"] for change in data["changes"]}
    assert kinds["tijd"] == ["nieuw tegengesproken", "zwakker"]
    assert data["changes"][1]["was"] | {"label": ""} == {
        "code": "maatwerk", "label": "", "verdict": "gemengd", "only_for": 2, "only_against": 2, "mixed": 0,
    }  # fmt: skip
    assert data["changes"][2]["was"] is None


def test_nothing_changed_is_said_so(folder: Path) -> None:
    publication = Publication.read(folder / "publiek.db")
    assert list(compare(publication, publication).lines())[1:] == ["Er is niets veranderd."]


def test_back_and_forth_are_each_others_reverse() -> None:
    there, back = compare(OLD, NEW), compare(NEW, OLD)
    assert {seen.document_id for seen in there.added} == {seen.document_id for seen in back.gone}
    assert {change.element_code for change in there.changes} == {change.element_code for change in back.changes}


def test_a_theme_of_the_texts_is_no_finding() -> None:
    theme = element("maatwerk", "helpt") | {"herkomst": "Thema uit de teksten"}
    assert not compare(OLD, replace(OLD, rows={**OLD.rows, "elementen": [*OLD.rows["elementen"], theme]})).changes


def test_versions_are_asked_for_by_name_by_file_and_as_now(folder: Path, data: Path) -> None:
    study = load_study("voorbeeld")
    here = data / "voorbeeld"
    (here / "versies" / "voorbeeld-v1-abc").mkdir(parents=True)
    for path in (here / "publiek.db", here / "versies" / "voorbeeld-v1-abc" / "publiek.db"):
        path.write_bytes((folder / "publiek.db").read_bytes())
    found = diff(study, "voorbeeld-v1-abc", "nu")
    assert (found.old, found.new, found.old_count) == ("versie voorbeeld-v1-abc", "de versie van nu", found.new_count)
    assert not diff(study, str(folder / "publiek.db"), str(folder)).changes


def test_what_is_no_version_is_refused_with_those_that_are(data: Path) -> None:
    (data / "voorbeeld" / "versies" / "v1").mkdir(parents=True)
    (data / "voorbeeld" / "versies" / "v1" / "publiek.db").write_bytes(b"geen databank, maar lang genoeg" * 9)
    with pytest.raises(Refused, match=r"one of nu, v1"):
        diff(load_study("voorbeeld"), "v2", "nu")
    with pytest.raises(Refused, match="no public database"):
        diff(load_study("voorbeeld"), "v1", "nu")
    with pytest.raises(Refused, match="not there yet"):
        diff(load_study("voorbeeld"), "nu", "nu")
