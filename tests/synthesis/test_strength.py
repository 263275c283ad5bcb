"""The design of research, which documents are one evaluation, and how large gemeenten are."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.issues import Refused
from corpus.records import Citation, Disclosure
from corpus.study import Study, load_study
from synthesis.ledger.independence import Source, Tie, cited_by, components, shingles_of, taken_over
from synthesis.ledger.sizes import read_inhabitants, size_class
from synthesis.ledger.strength import LADDER, design_of


def _told(*kinds: str, is_overall: bool = False) -> list[Disclosure]:
    return [
        Disclosure(
            document_id="d", passage_id="p", kind=kind, is_overall=is_overall, page=7, start=0, end=1, quote="q",
            reason="r",
        )
        for kind in kinds
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "methods", "evaluation_type", "told", "design"),
    [
        ("evaluatie", ["enquête", "interviews"], "effectevaluatie", ["voor_en_nameting", "vergelijkingsgroep"],
         "effectmeting"),
        ("evaluatie", ["enquête"], "effectevaluatie", ["voor_en_nameting"], "vergelijking"),
        ("evaluatie", ["enquête"], "", ["vergelijkingsgroep"], "survey"),
        ("evaluatie", ["enquête"], "", ["vergelijkingsgroep", "vergelijkingsgroep"], "vergelijking"),
        ("monitor", [], "", [], "survey"),
        ("evaluatie", ["enquête"], "procesevaluatie", ["vergelijkingsgroep"], "survey"),
        ("rekenkamerrapport", ["data-analyse", "dossiers"], "", [], "survey"),
        ("evaluatie", ["interviews", "observaties"], "", [], "kwalitatief"),
        ("raadsmemo", ["casestudies"], "", [], "casus"),
        ("interview", ["enquête"], "effectevaluatie", [], "casus"),
        ("webpagina", ["enquête"], "", ["vergelijkingsgroep"], "onbekend"),
        ("onderzoeksrapport", ["literatuuronderzoek"], "effectevaluatie", ["voor_en_nameting"], "onbekend"),
        ("evaluatie", [], "", [], "onbekend"),
        ("beleidsnota", [], "", [], "onbekend"),
    ],
)  # fmt: skip
def test_the_design_follows_from_method_type_and_what_is_told(
    kind: str, methods: list[str], evaluation_type: str, told: list[str], design: str
) -> None:
    types = [evaluation_type] if evaluation_type else []
    facts = {"document_type": [kind], "method": methods, "evaluation_type": types}
    found = design_of(facts, _told(*told))
    assert found.name == design
    assert found.rule
    assert found.strength == LADDER.index(design) / 5


@pytest.mark.parametrize(
    ("kind", "methods", "is_evaluation"),
    [
        ("evaluatie", [], True),
        ("raadsmemo", ["interviews"], True),
        ("raadsmemo", [], False),
        ("interview", ["interviews"], False),
        ("webpagina", ["enquête"], False),
    ],
)
def test_only_research_of_ones_own_is_an_evaluation(kind: str, methods: list[str], is_evaluation: bool) -> None:
    assert design_of({"document_type": [kind], "method": methods}, []).is_evaluation == is_evaluation


def test_the_rule_tells_where_it_was_read() -> None:
    told = _told("voor_en_nameting", "vergelijkingsgroep")
    facts = {"document_type": ["evaluatie"], "method": ["enquête"], "evaluation_type": ["effectevaluatie"]}
    rule = design_of(facts, told).rule
    assert rule == "methode: enquête; voor- en nameting (blz. 7) en vergelijkingsgroep (blz. 7)"


def test_a_report_on_a_part_of_which_too_little_is_known_keeps_its_design() -> None:
    facts = {"document_type": ["evaluatie"], "method": ["enquête"]}
    assert design_of(facts, _told("te_weinig_informatie")).name == "survey"
    assert design_of(facts, _told("te_weinig_informatie", is_overall=True)).name == "kwalitatief"


def test_what_hangs_together_is_one_whatever_the_order() -> None:
    ties = [Tie("b", "c", "r"), Tie("e", "d", "r"), Tie("c", "a", "r"), Tie("a", "elders", "r")]
    wanted = {"a": "a", "b": "a", "c": "a", "d": "d", "e": "d", "f": "f"}
    assert components("fedcba", ties) == components("abcdef", ties[::-1]) == wanted


TEXT = "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien"


def test_a_text_is_taken_over_where_most_of_its_words_stand_in_the_same_row() -> None:
    assert len(shingles_of(TEXT)) == 9
    assert taken_over([("b", TEXT), ("a", f"Eerder: {TEXT.upper()}.")], 0.8) == {("a", "b")}
    assert taken_over([("b", TEXT), ("a", TEXT.replace("acht", "ACHT of"))], 0.8) == set()
    assert taken_over([("b", TEXT), ("b", TEXT)], 0.8) == set()
    assert taken_over([(name, TEXT) for name in "abcdefghi"], 0.8) == set(), "common property"
    assert taken_over([("a", TEXT[:40]), ("b", TEXT[:40])], 0.8) == set(), "too short"


@pytest.mark.parametrize(
    ("title", "found"),
    [("Dichtbij", ["b"]), ("Rapport Dichtbij en vertrouwd", ["b"]), ("", []), ("Iets anders", [])],
)
def test_a_reference_is_to_what_has_that_gemeente_year_and_title(title: str, found: list[str]) -> None:
    sources = {
        "a": Source(["GM1"], ["2019"], ["Ver weg"], is_evaluation=True),
        "b": Source(["GM1"], ["2019"], ["Dichtbij"], is_evaluation=True),
        "c": Source(["GM1"], ["2019"], ["Dichtbij"], is_evaluation=False),
        "d": Source(["GM2"], ["2019"], ["Dichtbij"], is_evaluation=True),
        "e": Source([], [], [], is_evaluation=False),
    }
    citation = Citation(
        document_id="e", page=1, start=0, end=1, quote="q", cited_title=title, gemeente_code="GM1", year=2019
    )
    assert cited_by(citation, sources) == found


@pytest.mark.parametrize(
    ("gemeenten", "wanted"),
    [
        (["GM1"], "tot 20.000"), (["GM2"], "20.000–50.000"), (["GM3"], "250.000 en meer"), (["GM1", "GM2"], "meerdere"),
        (["GM1", "GM9"], "onbekend"), ([], "onbekend"),
    ],
)  # fmt: skip
def test_gemeenten_fall_in_classes(gemeenten: list[str], wanted: str) -> None:
    assert size_class(gemeenten, {"GM1": 19_999, "GM2": 20_000, "GM3": 900_000}) == wanted


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [("GM0363;931.298\n0034;226 500", (("GM0034", 226_500), ("GM0363", 931_298))), ("", ())],
)
def test_inhabitants_are_read_from_a_file_beside_the_study(tmp_path: Path, rows: str, wanted: object) -> None:
    assert read_inhabitants(_study(tmp_path, rows)) == wanted


@pytest.mark.parametrize("row", ["Almere;226500", "GM0034;veel"])
def test_a_row_without_code_or_number_is_refused(tmp_path: Path, row: str) -> None:
    with pytest.raises(Refused, match="line 2"):
        read_inhabitants(_study(tmp_path, row))


def _study(folder: Path, rows: str) -> Study:
    text = 'title = "t"\ndescription = "d"\ncontact = "mailto:a@b.nl"\n[synthesis]\ninhabitants = "inwoners.csv"\n'
    (folder / "studie.toml").write_text(text, encoding="utf-8")
    (folder / "inwoners.csv").write_text(f"gemeente;inwoners\n{rows}\n", encoding="utf-8")
    return load_study(str(folder / "studie.toml"))
