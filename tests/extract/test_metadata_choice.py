"""The choice between candidates, and the facts that come of it."""

from __future__ import annotations

import hashlib
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import raw
from corpus.issues import Refused
from corpus.records import Block, Document, Fact, Find, Page
from corpus.stage import Inputs
from corpus.study import load_study
from extract.metadata import MetadataSettings, facts_of, read_facts, readers
from extract.metadata.choice import CORRECTION, SURE, best_of_each, choose
from extract.metadata.gazetteer import load_gazetteer
from extract.metadata.reading import Candidate
from extract.read import read_content
from tests.extract.metadata_cases import make_reading

EXAMPLE = Path(__file__).parents[2] / "corpus" / "example"


def candidate(value: str, confidence: float, page: int | None = 1) -> Candidate:
    return Candidate(value, value, page, "test", confidence)


def test_surest_counts_then_earliest_page_then_value() -> None:
    rows = [candidate("b", 0.8, 2), candidate("c", 0.8, 1), candidate("a", 0.8, 1), candidate("d", 0.8, None)]
    assert [item.value for item in choose(rows)] == ["a"]
    assert [item.value for item in choose([*rows, candidate("z", 0.81, 9)])] == ["z"]
    assert choose([]) == []


def test_several_count_only_from_their_threshold() -> None:
    rows = [candidate("a", 0.9), candidate("b", 0.6), candidate("c", 0.59)]
    assert [item.value for item in choose(rows, several_from=0.6)] == ["a", "b"]
    assert choose(rows[2:], several_from=0.6) == []


def test_one_candidate_a_value_with_two_decimals() -> None:
    rows = best_of_each([candidate("a", 0.50001), candidate("a", 0.7777), candidate("", 1.0), candidate("b", 1.2)])
    assert [(item.value, item.confidence) for item in rows] == [("b", 1.0), ("a", 0.78)]


def test_corrections_count_alone() -> None:
    corrections = [Candidate(value, "", None, CORRECTION, 1.0) for value in ("x", "y")]
    rows = [candidate("a", 1.0), *corrections]
    assert [item.value for item in choose(rows)] == ["x", "y"]
    assert [item.value for item in choose(rows, several_from=0.5)] == ["x", "y"]


RANKED = [
    ("title", "regel Onderwerp", "titel volgens de bron, ook gedrukt", "grootste letter op de voorkant"),
    ("title", "grootste letter op de voorkant", "titel volgens de bron", "titel in het bestand"),
    ("date", "datum met opschrift", "datum volgens de bron", "datum in het colofon", "aanmaakdatum van het bestand"),
    ("date", "datum volgens de bron, ook gedrukt", "datum met opschrift", "datum van de vergadering"),
    ("publisher", "uitgave in het colofon", "organisatie op de voorkant", "uitgever volgens de bron", "opdrachtgever"),
    ("document_type", "mediatype", "soort volgens de bron", "aanhef"),
]


@pytest.mark.parametrize("ranked", RANKED, ids=lambda ranked: ranked[1])
def test_the_rank_of_ways_of_finding(ranked: tuple[str, ...]) -> None:
    field, *methods = ranked
    rows = [Candidate(method, "", 1, method, SURE[field][method]) for method in reversed(methods)]
    assert [item.value for item in best_of_each(rows)] == methods


def test_every_field_has_one_reader() -> None:
    fields = [reader.field for reader in readers()]
    assert fields == sorted(set(fields))
    assert {"title", "gemeente", "year", "published_on", "document_type", "publisher", "evaluation_type"} <= set(fields)


def test_facts_quote_their_page_literally() -> None:
    body = "Deze evaluatie gaat over de gemeente Lindervoort."
    text = f"Dichtbij en\nvertrouwd\n\nGemeente Lindervoort, 18 juni 2019\n\n{body}"
    reading = make_reading(text, tags={"title": "Dichtbij en vertrouwd"})
    facts = list(facts_of(reading, "d"))
    chosen = {fact.field: fact for fact in facts if fact.is_chosen}
    assert chosen["title"].value == "Dichtbij en vertrouwd"
    assert chosen["title"].quote == "Dichtbij en\nvertrouwd"
    assert chosen["published_on"].value == "2019-06-18"
    assert all(fact.quote in text for fact in facts if fact.page == 1)


def inputs_of(path: Path) -> Inputs:
    content = path.read_bytes()
    document = raw.keep(content, "application/octet-stream")
    records = list(read_content(document.id, content))
    pages = [record for record in records if isinstance(record, Page)]
    blocks = [record for record in records if isinstance(record, Block)]
    return Inputs({Document: [document], Find: [], Page: pages, Block: blocks})


def test_stage_reads_the_kept_bytes() -> None:
    study = load_study("voorbeeld")
    inputs = inputs_of(EXAMPLE / "site" / "rapporten" / "elzenbroek-rekenkamer-2019.pdf")
    facts = [fact for fact in read_facts(inputs, MetadataSettings.of(study)) if isinstance(fact, Fact)]
    chosen = {(fact.field, fact.value) for fact in facts if fact.is_chosen}
    assert {
        ("title", "Aanbellen bij bekenden"),
        ("gemeente", "GM9004"),
        ("published_on", "2019-05-14"),
        ("document_type", "rekenkamerrapport"),
        ("publisher", "Rekenkamercommissie Elzenbroek"),
    } <= chosen


def test_same_bytes_same_facts_in_another_process() -> None:
    script = (
        "import sys; from pathlib import Path; from tests.extract.test_metadata_choice import *;"
        "study = load_study('voorbeeld'); inputs = inputs_of(Path(sys.argv[1]));"
        "print([fact.id for fact in read_facts(inputs, MetadataSettings.of(study))])"
    )
    path = EXAMPLE / "site" / "nieuws" / "merenburg-nieuws-2018.html"
    outputs = [
        subprocess.run(
            [sys.executable, "-c", script, str(path)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=EXAMPLE.parents[1],
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert outputs[0] == outputs[1] != b""
    assert hashlib.sha256(path.read_bytes()).hexdigest() == inputs_of(path).one(Document).id


def test_settings_follow_the_gazetteer(tmp_path: Path) -> None:
    study = load_study("voorbeeld")
    first, second = MetadataSettings.of(study), MetadataSettings.of(study.model_copy(update={"gemeenten": None}))
    assert first.gazetteer_hash != second.gazetteer_hash
    file = tmp_path / "gemeenten.csv"
    file.write_text("code,name\nGM1,Ergens\n", encoding="utf-8")
    with pytest.raises(Refused, match="begin_on"):
        load_gazetteer((str(file),))


WORDS = st.sampled_from(
    (
        *("Gemeente", "gemeente", "Lindervoort", "Houten", "Onderwerp:", "Uitgave:", "juni", "2019", "31-02-2020"),
        *("Rekenkamer", "evaluatie", "©", "|", "–", "'", "\n", "\n\n", "(", "4.", "Aan", "Datum:", "Colofon"),
        *("1234 AB", "é", "\u200b"),
    )
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(WORDS, max_size=30).map(" ".join), max_size=4), st.sampled_from(["text/html", "application/pdf"])
)
def test_whatever_the_text_facts_are_sound(texts: list[str], media_type: str) -> None:
    facts = list(facts_of(make_reading(*texts, media_type=media_type), "d"))
    assert all(fact.page is None or fact.quote in texts[fact.page - 1] for fact in facts)
    assert all(0 <= fact.confidence <= 1 and fact.value and fact.method for fact in facts)
    assert len({(fact.field, fact.value) for fact in facts}) == len(facts)
    one_valued = {reader.field for reader in readers() if reader.several_from is None}
    single = [fact.field for fact in facts if fact.is_chosen and fact.field in one_valued]
    assert len(single) == len(set(single))


def test_settings_go_to_other_processes() -> None:
    chosen = MetadataSettings.of(load_study("voorbeeld"))
    assert pickle.loads(pickle.dumps(chosen)) == chosen
