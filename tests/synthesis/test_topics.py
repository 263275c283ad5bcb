"""Topics of hand-made passages: three subjects whose vectors lie apart."""

import json
import random
from collections.abc import Sequence
from dataclasses import asdict, replace

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.record import Record
from corpus.records import Coding, Embedding, Issue, Passage, Topic, TopicPassage
from corpus.stage import Inputs
from synthesis.topics.names import HandName, HandNames
from synthesis.topics.stage import STABLE_FROM, TERM_COUNT, TopicSettings, find_topics, guided, stating_passages

SETTINGS = TopicSettings(topic_size=6, seed=20191, stop_words="", runs=3)
SUBJECTS = {
    "vertrouwen": (
        "Een vaste begeleider wint het vertrouwen van het gezin",
        "Door de vaste begeleider groeit bij ouders het vertrouwen",
        "Vertrouwen ontstaat omdat dezelfde begeleider blijft komen",
    ),
    "wachttijd": (
        "De wachttijd bij de jeugd-ggz loopt op door personeelstekort",
        "Door het personeelstekort is de wachttijd voor een intake vier maanden",
        "Een lange wachttijd en het personeelstekort leggen druk op de intake",
    ),
    "huisarts": (
        "De huisarts verwijst sneller door het spreekuur in de praktijk",
        "Het spreekuur in de praktijk van de huisarts verlaagt de drempel",
        "Met een spreekuur in de praktijk weet de huisarts wie te bellen is",
    ),
}


def _passage(number: int, text: str) -> Passage:
    return Passage(document_id=f"d{number % 4}", page=number, start=0, end=len(text), text=text)


def _coding(
    passage: Passage, code: str = "werkzaam_element", *, score: float = 0.8, is_published: bool = True
) -> Coding:
    return Coding(
        document_id=passage.document_id, passage_id=passage.id, codebook="proef 1", dimension="soort", code=code,
        page=passage.page, start=0, end=passage.end, quote=passage.text, made_by="rule", score=score, reason="regel",
        is_published=is_published,
    )  # fmt: skip


def _embedding(passage: Passage, vector: NDArray[np.float64]) -> Embedding:
    row = np.asarray(vector, dtype="<f4")
    row = row / np.linalg.norm(row)
    return Embedding(
        document_id=passage.document_id, passage_id=passage.id, model="proef", vector=row.astype("<f4").tobytes()
    )


def three_subjects(each: int = 12, *, shuffle: int | None = None) -> Inputs:
    """Return `each` passages on each of the three subjects, with a vector near the axis of that subject."""
    noise = np.random.default_rng(7)
    passages, embeddings = [], []
    for axis, texts in enumerate(SUBJECTS.values()):
        for turn in range(each):
            passage = _passage(axis * each + turn, f"{texts[turn % 3]}, zo zeiden {turn} ouders in {2000 + turn}.")
            passages.append(passage)
            embeddings.append(_embedding(passage, np.eye(8)[axis] + noise.normal(scale=0.08, size=8)))
    if shuffle is not None:
        random.Random(shuffle).shuffle(passages)
        random.Random(shuffle + 1).shuffle(embeddings)
    return Inputs({Passage: passages, Embedding: embeddings, Coding: [_coding(passage) for passage in passages]})


def _plain(records: Sequence[Record]) -> list[str]:
    return sorted(json.dumps(asdict(record), sort_keys=True) for record in records)


@pytest.fixture(scope="module")
def found() -> list[Record]:
    return list(find_topics(three_subjects(), SETTINGS))


def test_three_subjects_become_three_topics_with_their_own_words(found: list[Record]) -> None:
    topics = [record for record in found if isinstance(record, Topic)]
    assert [topic.passage_count for topic in topics] == [12, 12, 12]
    labels = sorted(topic.label for topic in topics)
    assert len(labels) == 3
    for wanted in (
        {"begeleider", "vertrouwen"},
        {"wachttijd", "personeelstekort", "intake"},
        {"huisarts", "spreekuur"},
    ):
        assert sum(sum(word in label.lower() for word in wanted) >= 2 for label in labels) == 1, labels
    assert {topic.named_by for topic in topics} == {"terms"}
    assert all(0 < len(topic.terms) <= TERM_COUNT for topic in topics)


def test_every_passage_belongs_to_the_topic_of_its_subject(found: list[Record]) -> None:
    texts = {passage.id: passage.text for passage in three_subjects()[Passage]}
    members = [record for record in found if isinstance(record, TopicPassage)]
    by_topic = {
        topic.id: {texts[m.passage_id][-24:] for m in members if m.topic_id == topic.id} for topic in _topics(found)
    }
    assert len(members) == 36
    assert all(len(ends) == 12 for ends in by_topic.values())
    assert all(0 <= member.weight <= 1 and member.weight == round(member.weight, 4) for member in members)


def _topics(found: list[Record]) -> list[Topic]:
    return [record for record in found if isinstance(record, Topic)]


def test_the_order_of_documents_makes_no_difference(found: list[Record]) -> None:
    assert _plain(list(find_topics(three_subjects(shuffle=3), SETTINGS))) == _plain(found)


def test_a_topic_has_a_stability_and_a_quote_of_its_own_passages(found: list[Record]) -> None:
    inputs = three_subjects()
    codings = {coding.id: coding for coding in inputs[Coding]}
    members = {(m.topic_id, m.passage_id) for m in found if isinstance(m, TopicPassage)}
    for topic in _topics(found):
        assert topic.stability is not None and 0.8 <= topic.stability <= 1
        assert topic.is_stable == (topic.stability >= STABLE_FROM)
        coding = codings[str(topic.coding_id)]
        assert coding.quote == topic.quote
        assert (topic.id, coding.passage_id) in members


def test_ids_stay_when_a_document_is_added(found: list[Record]) -> None:
    inputs = three_subjects()
    texts = [f"{each[0]}, dat zeggen ook de scholen." for each in SUBJECTS.values()]
    added = [replace(_passage(0, text), id="", document_id="nieuw") for text in texts]
    vectors = [_embedding(passage, np.eye(8)[axis] + 0.05) for axis, passage in enumerate(added)]
    more = Inputs(
        {
            Passage: [*inputs[Passage], *added],
            Embedding: [*inputs[Embedding], *vectors],
            Coding: [*inputs[Coding], *map(_coding, added)],
        }
    )
    after = _topics(list(find_topics(more, SETTINGS)))
    assert [topic.passage_count for topic in after] == [13, 13, 13]
    assert len({topic.id for topic in after} & {topic.id for topic in _topics(found)}) >= 2


def test_copies_of_a_text_count_once_and_all_belong_to_the_topic(found: list[Record]) -> None:
    inputs = three_subjects()
    copies = [replace(passage, id="", document_id="kopie", page=99) for passage in inputs[Passage][:5]]
    vectors = [replace(each, id="", passage_id=copy.id) for each, copy in zip(inputs[Embedding], copies, strict=False)]
    more = Inputs(
        {
            Passage: [*inputs[Passage], *copies],
            Embedding: [*inputs[Embedding], *vectors],
            Coding: [*inputs[Coding], *map(_coding, copies)],
        }
    )
    after = list(find_topics(more, SETTINGS))
    assert {topic.id for topic in _topics(after)} == {topic.id for topic in _topics(found)}
    assert sorted(topic.passage_count for topic in _topics(after)) == [12, 12, 17]


def test_a_name_by_hand_is_kept_and_one_without_topic_is_told(found: list[Record]) -> None:
    topic = _topics(found)[0]
    rows = (HandName(2, topic.id[:8], "Een goede naam"), HandName(3, "onbekend", "Niets"))
    named = list(find_topics(three_subjects(), replace(SETTINGS, names=HandNames("namen.csv", rows))))
    (again,) = [each for each in _topics(named) if each.id == topic.id]
    assert (again.label, again.named_by, again.terms) == ("Een goede naam", "hand", topic.terms)
    (issue,) = [record for record in named if isinstance(record, Issue)]
    assert issue.subject == "namen.csv, line 3"


def test_passages_with_one_element_come_together_and_others_stay() -> None:
    rows = np.random.default_rng(5).normal(size=(6, 20)).astype("f4")
    plain = guided(rows, [frozenset()] * 6)
    led = guided(rows, [frozenset({"a"})] * 2 + [frozenset({"a", "b"})] + [frozenset()] * 3)
    assert np.linalg.norm(led[0] - led[1]) < np.linalg.norm(plain[0] - plain[1])
    assert np.linalg.norm(led[3] - led[4]) == pytest.approx(np.linalg.norm(plain[3] - plain[4]))


@pytest.mark.parametrize("count", [0, 1, 5])
def test_too_few_passages_give_no_topics_and_a_warning(count: int) -> None:
    inputs = three_subjects()
    few = inputs[Passage][:count]
    (issue,) = find_topics(Inputs({**inputs, Passage: few, Coding: [_coding(passage) for passage in few]}), SETTINGS)
    assert isinstance(issue, Issue)
    assert issue.problem.startswith(f"{count} passages")


@pytest.mark.parametrize("spread", [0.0, 0.01])
def test_passages_that_all_say_the_same_do_not_stop_the_run(spread: float) -> None:
    noise = np.random.default_rng(1)
    passages = [_passage(number, SUBJECTS["huisarts"][number % 3]) for number in range(20)]
    embeddings = [_embedding(passage, np.ones(8) + noise.normal(scale=spread, size=8)) for passage in passages]
    codings = [_coding(passage) for passage in passages]
    found = list(find_topics(Inputs({Passage: passages, Embedding: embeddings, Coding: codings}), SETTINGS))
    assert len(_topics(found)) <= 3
    assert sum(topic.passage_count for topic in _topics(found)) <= 20


@pytest.mark.parametrize("size", [2, 3])
def test_the_smallest_topics_work(size: int) -> None:
    inputs = three_subjects(each=size)
    found = list(find_topics(inputs, TopicSettings(topic_size=size, seed=1, stop_words="", runs=2)))
    assert all(topic.passage_count >= size for topic in _topics(found))


def test_passages_without_any_term_do_not_stop_the_run() -> None:
    passages = [_passage(number, f"De {number} van het {number * 3}.") for number in range(20)]
    embeddings = [_embedding(passage, np.eye(8)[passage.page % 2] + 0.01 * passage.page) for passage in passages]
    codings = [_coding(passage) for passage in passages]
    (issue,) = find_topics(Inputs({Passage: passages, Embedding: embeddings, Coding: codings}), SETTINGS)
    assert isinstance(issue, Issue)


def test_topics_grow_with_the_corpus() -> None:
    found = list(find_topics(three_subjects(each=80), TopicSettings(topic_size=2, seed=1, stop_words="", runs=2)))
    assert _topics(found)
    assert min(topic.passage_count for topic in _topics(found)) >= 240 // 40


def test_only_passages_that_likely_state_what_works_hinders_or_is_to_be_done_count() -> None:
    stating, waiting, silent, counted, doubtful = (_passage(number, "tekst") for number in range(5))
    codings = [
        _coding(stating, "belemmering"),
        _coding(waiting, score=0.5, is_published=False),
        _coding(silent, "geen"),
        _coding(counted, "resultaat"),
        _coding(doubtful, score=0.45, is_published=False),
    ]
    assert stating_passages(codings) == {stating.id, waiting.id}


def test_a_passage_without_vector_is_left_out() -> None:
    inputs = three_subjects()
    kept = inputs[Embedding][1:]
    members = [r for r in find_topics(Inputs({**inputs, Embedding: kept}), SETTINGS) if isinstance(r, TopicPassage)]
    assert {member.passage_id for member in members} <= {embedding.passage_id for embedding in kept}
