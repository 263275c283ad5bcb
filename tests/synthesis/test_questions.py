"""Questions: what they are understood to ask, which passages answer them, and the rule for their status."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.issues import Refused
from corpus.record import Record, content_hash
from corpus.records import Answer, Coding, Embedding, Evaluation, Question
from corpus.stage import Inputs
from corpus.study import Study, load_study
from synthesis.ledger.backing import Backing
from synthesis.questions import stage as questions
from synthesis.questions.asking import Asked, Key, Understanding, Understood, questions_of
from synthesis.questions.stage import QuestionSettings, answer_questions, in_turn, similarities, status_of
from tests.synthesis.asking_cases import FURTHER, MAIN, coding, evaluation, make_shelf

SCENE = "Wat werkt in sociale teams? Evaluaties van gemeenten"


def _understood(folder: Path, text: str, **more: object) -> Understood:
    return Understanding(make_shelf(folder).codebooks, SCENE).of(Asked("v", text, **more))  # type: ignore[arg-type]


def test_a_soort_that_is_named_is_required_and_subjects_are_hints(tmp_path: Path) -> None:
    found = _understood(tmp_path, "Wat belemmert het mandaat van medewerkers die huishoudens bezoeken?")
    assert found.required == {"soort": {Key(MAIN, "soort", "belemmering")}}
    assert found.subjects == {Key(MAIN, "element", "mandaat")}
    assert found.named == ("soort:belemmering", "element:mandaat")
    assert not found.is_general


def test_a_question_of_a_codebook_is_about_its_thema(tmp_path: Path) -> None:
    found = _understood(tmp_path, "Waar komen mensen terecht?", codebook=FURTHER, code="wonen")
    assert found.subjects == {Key(FURTHER, "thema", "wonen")} and not found.required


@pytest.mark.parametrize(
    ("text", "is_general"),
    [
        ("Voor welke opgave staan gemeenten en hun partners?", True),
        ("Welke opgave laten evaluaties van sociale teams zien?", True),
        ("Voor welke opgave staan scholen?", False),
        ("Hoe staat het met gemeenten en hun partners?", False),
    ],
)
def test_a_question_that_only_names_a_soort_asks_for_all_of_them(tmp_path: Path, text: str, is_general: bool) -> None:
    assert _understood(tmp_path, text).is_general == is_general


def _study(folder: Path, extra: str) -> Study:
    path = folder / "proef.toml"
    head = 'title = "Proef"\ndescription = "Proef"\ncontact = "mailto:x@y.example"\n'
    path.write_text(head + extra, encoding="utf-8")
    return load_study(str(path))


def test_questions_come_from_the_study_and_then_from_codebooks(tmp_path: Path) -> None:
    shelf = make_shelf(tmp_path, ("Hoe wonen mensen?",))
    leervraag = '[[leervragen]]\nid = "a"\ntext = "Helpt mandaat?"\nelements = ["mandaat"]\nvensters = ["inwoner"]\n'
    found = list(questions_of(_study(tmp_path, f'questions = ["Wat helpt?"]\n{leervraag}'), shelf))
    assert [asked.name for asked in found] == ["vraag-1", "a", "regio:wonen-1"]
    assert found[1].required == (("venster", "inwoner"), ("element", "mandaat"))
    assert (found[2].codebook, found[2].code) == (FURTHER, "wonen")


@pytest.mark.parametrize(
    ("extra", "problem"),
    [
        ('[[leervragen]]\nid = "a"\ntext = "A?"\nelements = ["mandaad"]\n', "Did you mean 'mandaat'"),
        ('[[leervragen]]\nid = "a"\ntext = "A?"\nthema = ["wonen"]\n', "Did you mean 'themas'"),
        ('[[leervragen]]\nid = "a"\ntext = "A?"\n[[leervragen]]\nid = "a"\ntext = "B?"\n', "have the id 'a'"),
        ('codebooks = ["leiden", "leiden"]\n', "is named twice"),
        ('codebooks = ["sociale-teams"]\n', "is named twice"),
    ],
)
def test_a_wrong_question_or_codebook_is_refused(tmp_path: Path, extra: str, problem: str) -> None:
    with pytest.raises(Refused) as refused:
        list(questions_of(_study(tmp_path, extra), make_shelf(tmp_path)))
    assert problem in str(refused.value) and "proef.toml" in str(refused.value)


def test_what_all_vectors_share_does_not_make_a_passage_near() -> None:
    shared = np.array([5, 0, 0], dtype=np.float32)
    passages = np.array([[0, 1, 0], [0, -1, 0]], dtype=np.float32) + shared
    asked = np.array([[0, 1, 0]], dtype=np.float32) + 2 * shared
    others = np.array([[0, 1, 1], [0, -1, -1]], dtype=np.float32) + 2 * shared
    assert similarities(asked, others, passages).round(2).tolist() == [[1.0, -1.0]]
    assert similarities(asked, others, passages[:0]).shape == (1, 0)


NEAR, FAR = [0, 1, 0], [0, 0, 1]
_PASSAGES = {"d1-p1": NEAR, "d1-p2": NEAR, "d2-p1": NEAR, "d3-p1": NEAR, "d4-p1": FAR, "d5-p1": NEAR}


def _inputs(codings: list[Coding], evaluations: list[Evaluation]) -> Inputs:
    embeddings = [
        Embedding(document_id=name[:2], passage_id=name, model="t", vector=np.array(row, dtype="<f4").tobytes())
        for name, row in _PASSAGES.items()
    ]
    return Inputs({Coding: codings, Embedding: embeddings, Evaluation: evaluations})


def _settings(folder: Path, *asked: Asked) -> QuestionSettings:
    shelf = make_shelf(folder)
    return QuestionSettings(asked, shelf.hashes, "t", SCENE, "t", shelf.paths)


@pytest.fixture(autouse=True)
def _vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    def vectors(_: str, texts: tuple[str, ...]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        return np.array([NEAR if "mandaat" in text else [0, 0, 0.5] for text in texts], dtype=np.float32)

    monkeypatch.setattr(questions, "question_vectors", vectors)


def _codings() -> list[Coding]:
    found = [coding(name[:2], name[3:], "soort:belemmering", direction="belemmert") for name in _PASSAGES]
    return [*found, coding("d2", "p1", "element:mandaat", direction="belemmert", score=0.7)]


def _answers(records: list[Record]) -> list[Answer]:
    return [record for record in records if isinstance(record, Answer)]


def test_answers_are_near_and_count_by_independent_evaluations(tmp_path: Path) -> None:
    evaluations = [evaluation("d1"), evaluation("d2"), evaluation("d3", counted="d2"), evaluation("d4")]
    asked = Asked("v", "Hoeveel mandaat krijgen teams?")
    question, *rest = list(answer_questions(_inputs(_codings(), evaluations), _settings(tmp_path, asked)))
    assert isinstance(question, Question)
    assert (question.answer_count, question.document_count, question.evaluation_count) == (4, 3, 2)
    assert (question.status, question.origin) == ("partly", "study")
    answers, codings = _answers(rest), {item.id: item for item in _codings()}
    assert [answer.rank for answer in answers] == [1, 2, 3, 4]
    assert codings[answers[0].coding_id].code == "mandaat" and "element:mandaat" in answers[0].reason
    assert [codings[answer.coding_id].document_id for answer in answers][:3].count("d1") == 1


def test_what_is_required_rules_out_the_rest(tmp_path: Path) -> None:
    evaluations = [evaluation(name) for name in ("d1", "d2", "d3", "d4")]
    helps = Asked("v", "Wat helpt bij mandaat?")
    (question,) = list(answer_questions(_inputs(_codings(), evaluations), _settings(tmp_path, helps)))
    assert isinstance(question, Question)
    assert (question.status, question.answer_count) == ("open", 0)
    assert question.understood[0] == "soort:werkzaam_element"


def test_a_general_question_takes_every_statement_of_its_soort(tmp_path: Path) -> None:
    evaluations = [evaluation(name) for name in ("d1", "d2", "d3", "d4")]
    asked = Asked("v", "Welk knelpunt zien gemeenten?")
    question, *rest = list(answer_questions(_inputs(_codings(), evaluations), _settings(tmp_path, asked)))
    assert isinstance(question, Question)
    assert (question.status, question.answer_count) == ("answered", 5)
    assert [(answer.score, answer.reason) for answer in _answers(rest)] == [(0.8, "zekerheid van de code 0,80")] * 5


def test_the_same_inputs_give_the_same_answers(tmp_path: Path) -> None:
    settings = _settings(tmp_path, Asked("v", "Hoeveel mandaat krijgen teams?"))
    inputs = _inputs(_codings(), [evaluation("d1"), evaluation("d2")])
    assert list(answer_questions(inputs, settings)) == list(answer_questions(inputs, settings))
    assert list(answer_questions(inputs, _settings(tmp_path))) == []
    assert content_hash(list(settings.asked))


def test_each_document_has_its_turn() -> None:
    hits = [questions._Hit(1 - n / 10, 0.5, (), coding(d, f"p{n}", "soort:opgave")) for n, d in enumerate("aabac")]
    assert [hit.coding.document_id for hit in in_turn(hits)] == ["a", "b", "c", "a", "a"]


@pytest.mark.parametrize(
    ("backing", "status"),
    [
        (Backing(9, 3, 3, 1), "answered"),
        (Backing(9, 3, 3, 0), "partly"),
        (Backing(9, 9, 2, 2), "partly"),
        (Backing(1, 1, 0, 0), "partly"),
        (Backing(0, 0, 0, 0), "open"),
    ],
)
def test_the_rule_for_the_status_is_told(backing: Backing, status: str) -> None:
    found, rule = status_of(backing)
    assert found == status
    assert "beantwoord is zij vanaf 3" in rule


def test_only_statements_of_the_first_codebook_answer(tmp_path: Path) -> None:
    other = [
        coding("d5", "p1", "soort:belemmering", codebook="ander 1"),
        coding("d2", "p1", "soort:opgave", codebook="ander 1", score=1.0),
    ]
    evaluations = [evaluation(name) for name in ("d2", "d4", "d5")]
    codings = [item for item in _codings() if item.document_id in ("d2", "d4")] + other
    settings = _settings(tmp_path, Asked("v", "Hoeveel mandaat krijgen teams?"))
    question, answer = list(answer_questions(_inputs(codings, evaluations), settings))
    assert isinstance(question, Question) and isinstance(answer, Answer)
    assert question.document_count == 1
    assert answer.coding_id in {item.id for item in codings if item.codebook == MAIN}
