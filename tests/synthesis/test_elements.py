"""Elements and their evidence, from hand-made codings and topics."""

import json
from dataclasses import astuple

import pytest

from corpus.record import Record, content_hash
from corpus.records import Coding, Element, Embedding, Evaluation, Evidence, Topic, TopicPassage
from corpus.stage import Inputs
from corpus.study import load_study
from synthesis.elements.stage import ElementSettings, find_elements

SETTINGS = ElementSettings(
    codes=(
        ("een_plan", "Eén plan", "Eén huishouden, één plan.", "professional"),
        ("monitoring", "Monitoring", "Weten wat werkt.", "beleid_bestuur"),
    )
)
STRONG = Evaluation(
    document_id="d1", evaluation_id="d1", is_evaluation=True, design="vergelijking", strength=0.8, rule="regel"
)
TOPIC = Topic(label="schulden, geldzorgen", terms=("schulden", "geldzorgen", "budget"), passage_count=2, is_stable=True)


def _coding(passage: str, dimension: str, code: str, *, direction: str | None = None, score: float = 0.7) -> Coding:
    return Coding(
        document_id="d1", passage_id=passage, codebook="proef 1", dimension=dimension, code=code, direction=direction,
        page=1, start=0, end=4, quote="quot", made_by="rule", score=score, reason="regel", is_published=True,
    )  # fmt: skip


def _found(*codings: Coding, topics: tuple[Topic, ...] = (), members: tuple[TopicPassage, ...] = ()) -> list[Record]:
    tables = {Coding: codings, Topic: topics, TopicPassage: members, Embedding: (), Evaluation: (STRONG,)}
    found = find_elements(Inputs(tables), SETTINGS)
    return [record for record in found if isinstance(record, Element | Evidence)]


def _members(*passages: str) -> tuple[TopicPassage, ...]:
    return tuple(TopicPassage(topic_id=TOPIC.id, passage_id=passage, weight=1.0) for passage in passages)


def test_a_coded_element_takes_its_words_from_the_codebook() -> None:
    helps, hinders = (
        _coding("p1", "element", "een_plan", direction="helpt", score=0.9),
        _coding("p2", "element", "een_plan", direction="belemmert"),
    )
    element, *evidence = _found(helps, hinders, _coding("p1", "soort", "werkzaam_element"))
    assert element == Element(
        code="een_plan",
        label="Eén plan",
        definition="Eén huishouden, één plan.",
        venster="professional",
        origin="codebook",
    )
    assert evidence == [
        Evidence(element_id=element.id, coding_id=helps.id, direction="helpt", strength=0.8),
        Evidence(element_id=element.id, coding_id=hinders.id, direction="belemmert", strength=0.8),
    ]


def test_codes_without_codings_are_no_elements_of_this_corpus() -> None:
    assert _found(_coding("p1", "soort", "opgave")) == []


def test_a_coding_without_direction_is_neutral_evidence() -> None:
    _, evidence = _found(_coding("p1", "element", "monitoring"))
    assert isinstance(evidence, Evidence)
    assert evidence.direction == "neutraal"


def test_a_code_that_the_codebook_lacks_is_not_passed_over() -> None:
    with pytest.raises(KeyError, match="onbekend"):
        _found(_coding("p1", "element", "onbekend"))


def test_a_topic_becomes_an_element_with_the_statements_of_its_passages() -> None:
    states = _coding("p1", "soort", "belemmering", direction="belemmert")
    others = [
        _coding("p2", "soort", "geen"), _coding("p9", "soort", "opgave"), _coding("p1", "aspect", "organisatie")
    ]  # fmt: skip
    element, *evidence = _found(states, *others, topics=(TOPIC,), members=_members("p1", "p2"))
    assert isinstance(element, Element)
    assert (element.origin, element.topic_id, element.label) == ("topic", TOPIC.id, TOPIC.label)
    assert element.code == f"thema:{TOPIC.id[:8]}"
    assert "geldzorgen" in element.definition
    assert [astuple(item)[1:] for item in evidence] == [(element.id, states.id, "belemmert", 0.8)]


@pytest.mark.parametrize(
    ("codes", "venster"),
    [
        (["inwoner", "professional", "professional"], "professional"),
        (["professional", "inwoner"], "inwoner"),
        ([], None),
    ],
)
def test_the_venster_of_a_topic_is_the_one_coded_most(codes: list[str], venster: str | None) -> None:
    codings = [_coding(f"p{number}", "venster", code) for number, code in enumerate(codes)]
    members = _members(*(f"p{number}" for number in range(len(codes))))
    (element,) = _found(*codings, topics=(TOPIC,), members=members)
    assert isinstance(element, Element)
    assert element.venster == venster


def test_the_elements_of_a_study_are_those_of_its_codebook() -> None:
    settings = ElementSettings.of(load_study("voorbeeld"))
    codes = [code for code, *_ in settings.codes]
    assert len(codes) == len(set(codes)) == 26
    assert {venster for *_, venster in settings.codes} == {"inwoner", "professional", "organisatie", "beleid_bestuur"}


def test_settings_can_be_hashed_and_change_with_a_definition() -> None:
    changed = ElementSettings(codes=(*SETTINGS.codes[:1], ("monitoring", "Monitoring", "Anders.", None)))
    assert content_hash(changed.codes) != content_hash(json.loads(json.dumps(SETTINGS.codes)))


def test_codings_with_another_codebook_are_no_evidence() -> None:
    settings = ElementSettings(SETTINGS.codes, codebook="ander")
    coding = _coding("p1", "element", "een_plan")
    tables = {Coding: (coding,), Topic: (), TopicPassage: (), Embedding: (), Evaluation: ()}
    assert list(find_elements(Inputs(tables), settings)) == []


def test_a_topic_that_is_not_stable_is_no_element() -> None:
    loose = Topic(label="los", terms=("los",), passage_count=1)
    member = TopicPassage(topic_id=loose.id, passage_id="p1", weight=1.0)
    assert _found(_coding("p1", "soort", "opgave"), topics=(loose,), members=(member,)) == []
