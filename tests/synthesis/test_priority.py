"""The stage that ranks passages for reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.chain import reading_sentence
from corpus.judgements import Judgement, as_lines, judgements_hash
from corpus.records import Coding, Embedding, Issue, Passage, Priority, Progress, Screening
from corpus.stage import Inputs
from corpus.study import load_study
from synthesis.priority.model import fit
from synthesis.priority.pool import Pool, relevance_of
from synthesis.priority.stage import PrioritySettings, find_priorities
from tests.synthesis.priority_cases import COUNT, LEFT_OUT, is_relevant, judge, make_coding, make_passage, make_records


def _settings(judgements: Sequence[Judgement] = ()) -> PrioritySettings:
    return PrioritySettings(judgements_hash(judgements), 0.95, tuple(judgements))


def _run(
    judgements: Sequence[Judgement] = (), without_vector: Sequence[int] = ()
) -> tuple[list[Priority], Progress, list[Issue]]:
    found = list(find_priorities(Inputs(make_records(without_vector)), _settings(judgements)))
    (progress,) = (each for each in found if isinstance(each, Progress))
    issues = [each for each in found if isinstance(each, Issue)]
    return [each for each in found if isinstance(each, Priority)], progress, issues


def _number(priority: Priority) -> int:
    return [make_passage(number).id for number in range(COUNT)].index(priority.passage_id)


def test_before_any_judgement_the_codings_tell() -> None:
    priorities, progress, _ = _run()
    assert [_number(each) for each in priorities] == list(range(COUNT))
    assert [each.rank for each in priorities] == list(range(1, COUNT + 1))
    assert priorities[10].score == pytest.approx(1 - 0.51)
    assert priorities[0].reason == "volgens de codering 0,50"
    assert (progress.method, progress.judged_count, progress.unread_high) == ("voorspelling", 0, COUNT)


def test_judgements_bring_what_is_like_the_relevant_to_the_front() -> None:
    judged = range(12)
    priorities, progress, _ = _run([judge(number) for number in judged])
    first = [_number(each) for each in priorities[:16]]
    assert all(is_relevant(number) for number in first)
    assert {_number(each) for each in priorities[-12:]} == set(judged)
    assert all(each.is_judged and each.reason.startswith("beoordeeld: ") for each in priorities[-12:])
    assert priorities[0].score > 0.7 > 0.4 > priorities[30].score
    assert priorities[0].reason.endswith("met 12 beoordelingen " + f"{priorities[0].score:.2f}".replace(".", ","))
    assert (progress.judged_count, progress.relevant_count, progress.method) == (12, 4, "leesvolgorde")


def test_passages_without_a_vector_come_last_of_what_is_unread() -> None:
    out = (0, 1, 2)
    priorities, progress, _ = _run([judge(number) for number in range(3, 9)], out)
    assert [_number(each) for each in priorities[-9:-6]] == list(out)
    assert {each.reason for each in priorities[-9:-6]} == {"te kort om iets te stellen"}
    assert progress.passage_count == COUNT
    surprise, _, _ = _run([judge(number) for number in range(9)], (*out, 10))
    assert _number(surprise[-10]) == 10
    assert surprise[-10].score > priorities[-9].score, "a relevant one among the short ones makes the others likelier"


def test_equal_input_has_an_equal_ranking() -> None:
    judgements = [judge(number) for number in range(12)]
    assert _run(judgements) == _run(judgements)
    swapped = _run([judgements[1], judgements[0], *judgements[2:]])
    assert [each.rank for each in swapped[0]] == [each.rank for each in _run(judgements)[0]]


def test_reading_all_ends_the_reading() -> None:
    _, progress, _ = _run([judge(number) for number in range(COUNT)])
    assert progress.may_stop
    assert (progress.recall, progress.unread_expected, progress.unread_high) == (1.0, 0.0, 0)
    assert "Reading may stop" in reading_sentence(progress)


def test_a_random_sample_outranks_the_order_of_reading() -> None:
    by_rank = [judge(number) for number in range(0, 30, 3)]
    sample = [judge(number, name="steekproef 1") for number in (31, 32, 33, 34, 35)]
    _, progress, _ = _run([*by_rank, *sample, judge(36)])
    assert (progress.method, progress.sample_count) == ("steekproef", 5)
    assert progress.unread_expected == pytest.approx(1 / 5 * (COUNT - 10) - 2)
    assert progress.unread_low <= progress.unread_expected <= progress.unread_high
    assert progress.recall_low <= progress.recall <= progress.recall_high
    assert "by a random sample" in reading_sentence(progress)


def test_judgements_adrift_are_told() -> None:
    _, progress, issues = _run([replace(judge(0), quote="staat nergens")])
    assert progress.judged_count == 0
    assert [issue.severity for issue in issues] == ["warning"]


def test_judgements_of_a_document_that_is_left_out_have_no_effect() -> None:
    text = make_passage(0, LEFT_OUT)
    left_out = replace(judge(0), document_id=LEFT_OUT, quote=text.text)
    priorities, progress, issues = _run([left_out])
    assert progress.judged_count == 0 and not issues
    assert len(priorities) == COUNT


def test_a_corpus_without_passages_has_no_ranking() -> None:
    records = make_records() | {Passage: ()}
    assert list(find_priorities(Inputs(records), _settings())) == []


def test_new_judgements_make_the_stage_stale(tmp_path: Path) -> None:
    path = tmp_path / "proef.toml"
    path.write_text(
        'title = "a"\ndescription = "b"\ncontact = "https://c.example"\n[synthesis]\njudgements = "o.jsonl"\n'
    )
    (tmp_path / "o.jsonl").write_text("", encoding="utf-8")
    before = PrioritySettings.of(load_study(str(path)))
    (tmp_path / "o.jsonl").write_text("\n".join(as_lines([judge(1)])), encoding="utf-8")
    after = PrioritySettings.of(load_study(str(path)))
    assert before.judgements_hash != after.judgements_hash
    assert after.judgements == (judge(1),)


def test_the_prior_is_what_geen_leaves_and_of_several_codebooks_the_most_hopeful() -> None:
    passage = make_passage(0)
    none, soort = make_coding(passage, "geen", 0.8), make_coding(passage, "opgave", 0.6)
    other = make_coding(passage, "opgave", 0.4, codebook="ander 1")
    element = make_coding(passage, "wijkgericht", 0.99, dimension="element")
    assert relevance_of([none, soort, element]) == {passage.id: pytest.approx(0.2)}
    told = replace(make_coding(passage, "geen", 0.4), made_by="language_model")
    assert relevance_of([none, told]) == {passage.id: pytest.approx(0.2)}
    assert relevance_of([none, other]) == {passage.id: 0.4}


def test_a_passage_with_a_vector_and_no_soort_gets_the_median() -> None:
    records = make_records()
    known = [each for each in records[Coding] if each.passage_id != make_passage(0).id]
    pool = Pool.of(records[Passage], records[Screening], records[Embedding], known)  # type: ignore[arg-type]
    assert pool.prior[0] == pytest.approx(float(np.median(pool.prior[1:])))


def test_few_judgements_of_one_sort_leave_the_prior_nearly_as_it_was() -> None:
    weights = fit(np.zeros((1, 4)), np.array([3.0]), np.array([True]))
    assert abs(weights.slope) < 0.1 and abs(weights.base) < 0.1
    assert not weights.vector.any()


def test_unequal_numbers_do_not_bend_the_probabilities() -> None:
    relevant = np.arange(400) < 40
    weights = fit(np.zeros((400, 1)), np.zeros(400), relevant)
    assert 1 / (1 + np.exp(-weights.base)) == pytest.approx(0.1, abs=0.01)
