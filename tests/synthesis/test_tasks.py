"""Tasks and adjustments from hand-made codings: their elements, and the belemmering that they answer."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.records import Coding, Embedding, Opgave, OpgaveElement, Passage
from corpus.stage import Inputs
from corpus.study import load_study
from synthesis.tasks.links import Likeness
from synthesis.tasks.stage import TaskSettings, find_tasks

SETTINGS = TaskSettings("proef 1")
TASK = "Het college gaat in 2026 een vast aanspreekpunt per gezin regelen."
HINDERS = "Gezinnen krijgen steeds een andere medewerker."
OTHER = "De registratie kost te veel tijd."


def _passage(document: str, start: int, *texts: str, section: str = "2 Toegang") -> Passage:
    text = " ".join(texts)
    return Passage(document_id=document, page=2, start=start, end=start + len(text), section_path=(section,), text=text)


def _coding(
    passage: Passage, quote: str, dimension: str, code: str, *, codebook: str = "proef 1", score: float = 0.9
) -> Coding:
    start = passage.start + passage.text.index(quote)
    return Coding(
        document_id=passage.document_id, passage_id=passage.id, codebook=codebook, dimension=dimension, code=code,
        page=passage.page, start=start, end=start + len(quote), quote=quote, made_by="rule", score=score,
        reason="regel", is_published=True,
    )  # fmt: skip


def _hinders(passage: Passage, quote: str, element: str) -> list[Coding]:
    return [_coding(passage, quote, "soort", "belemmering"), _coding(passage, quote, "element", element)]


def _task(passage: Passage, element: str = "vaste_professional") -> list[Coding]:
    return [_coding(passage, TASK, "soort", "bijstelling"), _coding(passage, TASK, "element", element)]


def _vector(passage: Passage, *numbers: float, model: str = "m 1") -> Embedding:
    vector = np.array(numbers, dtype="<f4")
    return Embedding(
        document_id=passage.document_id, passage_id=passage.id, model=model,
        vector=(vector / np.linalg.norm(vector)).astype("<f4").tobytes(),
    )  # fmt: skip


def _found(
    passages: list[Passage], codings: list[Coding], vectors: tuple[Embedding, ...] = ()
) -> tuple[list[Opgave], list[OpgaveElement]]:
    inputs = Inputs({Passage: passages, Coding: codings, Embedding: vectors})
    records = list(find_tasks(inputs, SETTINGS))
    return (
        [record for record in records if isinstance(record, Opgave)],
        [record for record in records if isinstance(record, OpgaveElement)],
    )


def test_a_task_has_its_places_on_the_page() -> None:
    passage = _passage("d", 50, HINDERS, TASK)
    codings = [*_task(passage), _coding(passage, TASK, "aspect", "werkwijze", score=0.4)]
    codings.append(_coding(passage, TASK, "aspect", "organisatie", score=0.6))
    ((task,), _) = _found([passage], codings)
    page = " " * 50 + passage.text
    assert (task.kind, task.aspect, task.actors, task.term, task.status) == (
        "bijstelling", "organisatie", ("college",), "2026", "voorgenomen",
    )  # fmt: skip
    assert page[task.start : task.end] == task.what == TASK[:-1]
    assert task.actor_start is not None and page[task.actor_start : task.actor_end] == task.actor_text == "Het college"
    assert task.term_start is not None and page[task.term_start : task.term_end] == task.term_text == "in 2026"


def test_elements_are_near_when_they_stand_in_the_sentence() -> None:
    passage = _passage("d", 0, OTHER, TASK)
    codings = [*_task(passage), _coding(passage, OTHER, "element", "capaciteit")]
    _, links = _found([passage], codings)
    assert {link.element: link.nearness for link in links} == {"vaste_professional": "zin", "capaciteit": "passage"}


def test_the_belemmering_of_the_same_passage_comes_first() -> None:
    passage, other = _passage("d", 0, HINDERS, TASK), _passage("d", 500, HINDERS + " Dat stoort.")
    own = _hinders(passage, HINDERS, "vaste_professional")
    codings = [*_task(passage), *own, *_hinders(other, HINDERS, "vaste_professional")]
    ((task,), _) = _found([passage, other], codings)
    assert (task.belemmering_id, task.belemmering_link, task.belemmering_similarity) == (own[0].id, "passage", None)


@pytest.mark.parametrize(("section", "link"), [("2 Toegang", "sectie"), ("5 Bestuur", "document")])
def test_else_the_likest_of_the_section_and_then_of_the_document(section: str, link: str) -> None:
    passage = _passage("d", 0, TASK)
    near, far = _passage("d", 500, HINDERS, section=section), _passage("d", 900, OTHER, section=section)
    hinders = _hinders(near, HINDERS, "vaste_professional")
    codings = [*_task(passage), *hinders, *_hinders(far, OTHER, "vaste_professional")]
    vectors = (_vector(passage, 1, 0, 0), _vector(near, 0.9, 0.1, 0), _vector(far, 0, 0, 1))
    ((task,), _) = _found([passage, near, far], codings, vectors)
    assert (task.belemmering_id, task.belemmering_link) == (hinders[0].id, link)
    assert task.belemmering_similarity is not None and task.belemmering_similarity > 0.5


def test_no_link_across_documents_to_another_element_or_without_likeness() -> None:
    passage, elsewhere = _passage("d", 0, TASK), _passage("e", 0, HINDERS)
    beside, unlike = _passage("d", 500, OTHER), _passage("d", 900, HINDERS, section="5 Bestuur")
    codings = [
        *_task(passage), *_hinders(elsewhere, HINDERS, "vaste_professional"), *_hinders(beside, OTHER, "capaciteit"),
        *_hinders(unlike, HINDERS, "vaste_professional"),
    ]  # fmt: skip
    vectors = (
        _vector(passage, 1, 0, 0), _vector(elsewhere, 1, 0.1, 0), _vector(beside, 1, 0, 0.1), _vector(unlike, 0, 0, 1),
    )  # fmt: skip
    ((task,), _) = _found([passage, elsewhere, beside, unlike], codings, vectors)
    assert (task.belemmering_id, task.belemmering_link) == (None, None)


def test_a_statement_does_not_answer_itself_and_an_unlikely_belemmering_is_none() -> None:
    passage = _passage("d", 0, TASK)
    codings = [*_task(passage), _coding(passage, TASK, "soort", "belemmering")]
    assert _found([passage], codings)[0][0].belemmering_id is None
    both = _passage("d", 0, HINDERS, TASK)
    codings = [*_task(both), _coding(both, HINDERS, "soort", "belemmering", score=0.4)]
    codings.append(_coding(both, HINDERS, "element", "vaste_professional"))
    assert _found([both], codings)[0][0].belemmering_id is None


def test_only_the_main_codebook_counts() -> None:
    passage = _passage("d", 0, TASK)
    assert _found([passage], [_coding(passage, TASK, "soort", "opgave", codebook="tweede 1")]) == ([], [])


def test_vectors_of_another_model_are_not_compared() -> None:
    passages = [_passage("d", 100 * number, TASK + " " * number) for number in range(3)]
    vectors = [_vector(passages[0], 1, 0), _vector(passages[1], 0, 1), _vector(passages[2], 1, 0, 0, model="n 1")]
    between = Likeness(vectors).between(passages[0].id, [passages[1].id, passages[2].id])
    assert between == [pytest.approx(-1.0), None]
    assert Likeness([]).between("a", ["b"]) == [None]


def test_the_settings_name_the_main_codebook_of_the_study() -> None:
    assert TaskSettings.of(load_study("voorbeeld")).codebook.startswith("sociale-teams ")
