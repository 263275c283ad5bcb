"""Topics of hand-made passages: three subjects whose vectors lie apart."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.record import Record
from corpus.records import Coding, Embedding, Issue, Passage, Topic, TopicPassage
from corpus.stage import Inputs
from synthesis.topics import TERM_COUNT, TopicSettings, find_topics, stating_passages

SETTINGS = TopicSettings(topic_size=6, seed=20191, stop_words="")
ROOT = Path(__file__).parents[2]
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


def _coding(passage: Passage, code: str = "werkzaam_element", *, is_published: bool = True) -> Coding:
    return Coding(
        document_id=passage.document_id, passage_id=passage.id, codebook="proef 1", dimension="soort", code=code,
        page=passage.page, start=0, end=passage.end, quote=passage.text, made_by="rule", score=0.8, reason="regel",
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
def other_process() -> Iterator[subprocess.Popen[str]]:
    """A process with another hash seed that prints what it finds; it runs beside this one, as it takes as long."""
    code = (
        "from tests.synthesis.test_topics import SETTINGS, _plain, find_topics, three_subjects\n"
        "print('\\n'.join(_plain(list(find_topics(three_subjects(), SETTINGS)))))\n"
        "import warnings; warnings.warn('still heard')"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "11"}
    with subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        yield process


@pytest.fixture(scope="module")
def found(other_process: subprocess.Popen[str]) -> list[Record]:
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
        assert sum(len(wanted & set(label.split(", "))) >= 2 for label in labels) == 1, labels
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


def test_another_process_finds_the_same_and_keeps_its_warnings(
    found: list[Record], other_process: subprocess.Popen[str]
) -> None:
    printed, warned = other_process.communicate(timeout=300)
    assert printed.splitlines() == _plain(found)
    assert "still heard" in warned
    assert warned.count("Warning") == 1


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
    found = list(find_topics(inputs, TopicSettings(topic_size=size, seed=1, stop_words="")))
    assert all(topic.passage_count >= size for topic in _topics(found))


def test_passages_without_any_term_do_not_stop_the_run() -> None:
    passages = [_passage(number, f"De {number} van het {number * 3}.") for number in range(20)]
    embeddings = [_embedding(passage, np.eye(8)[passage.page % 2] + 0.01 * passage.page) for passage in passages]
    codings = [_coding(passage) for passage in passages]
    (issue,) = find_topics(Inputs({Passage: passages, Embedding: embeddings, Coding: codings}), SETTINGS)
    assert isinstance(issue, Issue)


def test_topics_grow_with_the_corpus() -> None:
    found = list(find_topics(three_subjects(each=80), TopicSettings(topic_size=2, seed=1, stop_words="")))
    assert _topics(found)
    assert min(topic.passage_count for topic in _topics(found)) >= 240 // 40


def test_only_passages_that_state_something_and_are_published_count() -> None:
    stating, silent, doubtful = (_passage(number, "tekst") for number in range(3))
    codings = [_coding(stating), _coding(silent, "geen"), _coding(doubtful, is_published=False)]
    assert stating_passages(codings) == {stating.id}


def test_a_passage_without_vector_is_left_out() -> None:
    inputs = three_subjects()
    kept = inputs[Embedding][1:]
    members = [r for r in find_topics(Inputs({**inputs, Embedding: kept}), SETTINGS) if isinstance(r, TopicPassage)]
    assert {member.passage_id for member in members} <= {embedding.passage_id for embedding in kept}
