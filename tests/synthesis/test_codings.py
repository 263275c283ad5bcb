"""What coding gives a passage: codes, directions, literal quotes, and the same each time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.record import content_hash
from corpus.records import Coding, Document, Embedding, Passage
from corpus.stage import Inputs
from corpus.study import load_study
from synthesis.coding import similarity
from synthesis.coding.coder import Coder, Verdict
from synthesis.coding.cues import read_sentences, word_count
from synthesis.coding.quotes import QUOTE_WORDS
from synthesis.coding.stage import CodingSettings, code_document, load_coder
from tests.synthesis.coding import CODEBOOK, make_coder, vectors_of

HELPS = (
    "Inwoners waarderen hun vaste begeleider. Het vaste aanspreekpunt helpt om de hulp op elkaar af te stemmen, "
    "en dat draagt bij aan vertrouwen tussen inwoner en hulpverlener."
)
HINDERS = (
    "Een groot knelpunt is de hoge caseload. Door openstaande vacatures lukt het niet om inwoners tijdig te helpen, "
    "en de werkdruk in het team is te hoog."
)
NOTHING = "Hoofdstuk 2 beschrijft de opzet. Het rapport sluit af met een lijst van geraadpleegde bronnen."


@pytest.fixture(scope="module")
def coder() -> Coder:
    return make_coder()


def code(coder: Coder, text: str) -> dict[tuple[str, str], Verdict]:
    verdicts = coder.code(text, vectors_of([text])[0])
    return {(item.dimension, item.code): item for item in verdicts}


def published(verdicts: dict[tuple[str, str], Verdict], dimension: str) -> set[str]:
    return {name for (kind, name), item in verdicts.items() if kind == dimension and item.score >= 0.5}


def test_what_helps_is_coded_as_helping(coder: Coder) -> None:
    verdicts = code(coder, HELPS)
    assert "werkzaam_element" in published(verdicts, "soort")
    assert {"vaste_professional", "vertrouwensrelatie"} <= published(verdicts, "element")
    assert verdicts["element", "vaste_professional"].direction == "helpt"
    assert "vaste aanspreekpunt" in verdicts["element", "vaste_professional"].reason


def test_what_hinders_is_coded_as_hindering(coder: Coder) -> None:
    verdicts = code(coder, HINDERS)
    assert "belemmering" in published(verdicts, "soort")
    assert "capaciteit" in published(verdicts, "element")
    assert verdicts["element", "capaciteit"].direction == "belemmert"
    assert verdicts["element", "capaciteit"].made_by == "rule"


def test_a_passage_that_says_nothing_shows_that_it_was_read(coder: Coder) -> None:
    verdicts = code(coder, NOTHING)
    assert verdicts["soort", "geen"].direction is None
    assert not published(verdicts, "element")
    assert coder.code("", vectors_of([""])[0]) == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("De aanpak werkt goed en is waardevol.", "richting:helpt"),
        ("De aanpak is niet waardevol.", "richting:belemmert"),
        ("Dat vormt geen knelpunt.", "richting:helpt"),
        ("Dat vormt een knelpunt.", "richting:belemmert"),
        ("De gemeente moet de opdracht verhelderen.", "richting:nodig"),
        ("Er is behoefte aan meer overleg.", "richting:nodig"),
        ("Een vast aanspreekpunt helpt goed.", "richting:helpt"),
        ("Een vast aanspreekpunt zou goed helpen.", "richting:nodig"),
    ],
)
def test_negation_and_modality_turn_a_judgement(coder: Coder, text: str, key: str) -> None:
    strengths = coder.reader.read(text).cues
    directions = {item.key: strengths[n] for n, item in enumerate(CODEBOOK.codes) if item.dimension == "richting"}
    assert max(directions, key=lambda name: directions[name]) == key


def test_no_more_vensters_and_directions_than_the_codebook_allows(coder: Coder) -> None:
    text = f"{HELPS} {HINDERS} Het college en de raad willen sturen op het budget van de aanbieders."
    verdicts = code(coder, text)
    assert sum(kind == "venster" for kind, _ in verdicts) <= 2
    assert sum(kind == "richting" for kind, _ in verdicts) <= 1


def test_quotes_are_short_and_hold_their_cue(coder: Coder) -> None:
    clause = "de partners noemen nog tien andere zaken die hier in de weg staan aan een goed gesprek"
    text = ", ".join([clause] * 6) + ", en de caseload is te hoog, " + ", ".join([clause] * 6) + "."
    verdict = code(coder, text)["element", "capaciteit"]
    quote = text[verdict.start : verdict.end]
    assert "caseload" in quote
    assert sum(word_count(item.tokens) for item in read_sentences(quote)) <= QUOTE_WORDS


def inputs() -> Inputs:
    document = Document(media_type="text/html", byte_count=1, id="d" * 64)
    passages = [
        Passage(document_id=document.id, page=3, start=start, end=start + len(text), text=text)
        for start, text in ((10, HELPS), (500, HINDERS), (900, NOTHING))
    ]
    vectors = vectors_of([passage.text for passage in passages])
    embeddings = [
        Embedding(document_id=document.id, passage_id=item.id, model="t", vector=row.astype("<f4").tobytes())
        for item, row in zip(passages[:2] + passages[2:], vectors, strict=True)
    ]
    return Inputs({Document: [document], Passage: passages, Embedding: embeddings})


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[CodingSettings]:
    monkeypatch.setattr(similarity, "kept_vectors", lambda _, texts: vectors_of(texts))
    load_coder.cache_clear()
    yield CodingSettings.of(load_study("voorbeeld"))
    load_coder.cache_clear()


def test_a_document_is_coded_with_literal_spans(settings: CodingSettings) -> None:
    given = inputs()
    codings = [record for record in code_document(given, settings) if isinstance(record, Coding)]
    passages = {passage.id: passage for passage in given[Passage]}
    for coding in codings:
        passage = passages[coding.passage_id]
        assert coding.quote == passage.text[coding.start - passage.start : coding.end - passage.start] != ""
        assert coding.page == 3 and coding.codebook == "sociale-teams 1"
        assert coding.is_published == (coding.score >= settings.publish_from and coding.code != "geen")
    assert {coding.passage_id for coding in codings} == set(passages)
    places = [(coding.passage_id, coding.dimension, coding.code) for coding in codings]
    assert len(places) == len(set(places))


def test_the_same_document_gives_the_same_codings(settings: CodingSettings) -> None:
    first = list(code_document(inputs(), settings))
    load_coder.cache_clear()
    assert list(code_document(inputs(), settings)) == first


def test_a_document_without_vectors_is_not_coded(settings: CodingSettings) -> None:
    bare = Inputs({Document: inputs()[Document], Passage: inputs()[Passage], Embedding: []})
    assert list(code_document(bare, settings)) == []


def test_settings_hash_what_the_codebook_says_not_where_it_stands(settings: CodingSettings) -> None:
    assert settings.books[0].digest == CODEBOOK.content_hash
    assert CODEBOOK.model_copy(update={"version": "2"}).content_hash != content_hash([]) != CODEBOOK.content_hash
