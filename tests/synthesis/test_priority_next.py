"""The command that shows what is best read next."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.chain import open_corpus, status_lines
from corpus.cli import cli
from corpus.issues import Refused
from corpus.judgements import as_lines, read_lines
from corpus.raw import study_folder
from corpus.records import Coding, Priority
from corpus.stage import run_stages
from corpus.store import Store
from corpus.study import Study, load_study
from synthesis.priority.kept import load_pool
from synthesis.priority.next import as_json, next_passages
from synthesis.stages import STAGES
from tests.synthesis.priority_cases import COUNT, LEFT_OUT, is_relevant, judge, make_passage, make_records

STAGE = [stage for stage in STAGES if stage.name == "priority"]


@pytest.fixture
def study(tmp_path: Path) -> Study:
    path = tmp_path / "proef.toml"
    lines = ['title = "a"', 'description = "b"', 'contact = "https://c.example"']
    path.write_text("\n".join([*lines, "[synthesis]", 'judgements = "oordelen.jsonl"']), encoding="utf-8")
    (tmp_path / "oordelen.jsonl").touch()
    return load_study(str(path))


@pytest.fixture
def store(study: Study) -> Iterator[Store]:
    with open_corpus(study, []) as opened:
        for records in make_records((55,)).values():
            opened.add(records)
        yield opened


def _number(line: dict[str, object]) -> int:
    return int(str(line["quote"])[8:11])


def _judge(study: Study, store: Store, count: int, *, is_sample: bool = False) -> list[int]:
    """Judge the next passages, as they come, and keep that in the file of the study."""
    lines = list(next_passages(store, study, count, is_sample=is_sample))
    for line in lines:
        line["verdict"] = "niet akkoord" if is_relevant(_number(line)) else "akkoord"
    with study.beside("oordelen.jsonl").open("a", encoding="utf-8") as file:
        file.writelines(as_json(line) for line in lines)
    return [_number(line) for line in lines]


def test_a_batch_of_judgements_renews_the_ranking_and_the_stage_agrees(study: Study, store: Store) -> None:
    assert _judge(study, store, 12) == list(range(12))
    found = _judge(study, store, 12)
    assert all(is_relevant(number) for number in found)
    upcoming = [_number(line) for line in next_passages(store, study, 10, is_sample=False)]
    run_stages(store, study, STAGE, chain=STAGE, workers=1)
    ranks = {priority.passage_id: priority.rank for priority in store.read(Priority)}
    ids = [line["quote"] for line in next_passages(store, study, 10, is_sample=False)]
    texts = {row["id"]: row["text"] for row in store.db["passages"].rows}
    ordered = [texts[each] for each in sorted(ranks, key=ranks.__getitem__)]
    assert ordered[:10] == ids and len(upcoming) == 10
    assert any(line.startswith("reading: 24 of 60 passages judged") for line in status_lines(store))
    assert run_stages(store, study, STAGE, chain=STAGE, workers=1)[0].done_count == 0


def test_a_sample_is_drawn_by_chance_and_known_by_its_round(study: Study, store: Store) -> None:
    judged = _judge(study, store, 12)
    first = [_number(line) for line in next_passages(store, study, 20, is_sample=True)]
    assert first == _judge(study, store, 20, is_sample=True)
    assert not set(first) & set(judged) and first != sorted(first)
    assert {each.round for each in read_lines(study.beside("oordelen.jsonl"))} == {"", "steekproef 1"}
    assert {line["round"] for line in next_passages(store, study, 3, is_sample=True)} == {"steekproef 2"}


def test_the_pool_is_kept_until_the_corpus_changes(study: Study, store: Store) -> None:
    before = load_pool(store, study)
    kept = sorted((study_folder(study.name) / "priority").iterdir())
    assert len(before) == COUNT and before.rows[55] == -1
    assert (load_pool(store, study).vectors == before.vectors).all()
    assert sorted((study_folder(study.name) / "priority").iterdir()) == kept
    store.db["stage_states"].insert({"id": "x", "stage": "codings", "input_id": "y", "fingerprint": "z"})
    store.db["codings"].delete_where()
    after = load_pool(store, study)
    assert not after.prior.any() and before.prior.any()
    assert len(list((study_folder(study.name) / "priority").iterdir())) == len(kept) == 2


def test_judgements_of_a_document_that_is_left_out_have_no_effect(study: Study, store: Store) -> None:
    quote = make_passage(0, LEFT_OUT).text
    lines = as_lines([replace(judge(0), document_id=LEFT_OUT, quote=quote)])
    study.beside("oordelen.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert [_number(line) for line in next_passages(store, study, 3, is_sample=False)] == [0, 1, 2]


def test_an_empty_corpus_is_refused_with_what_to_do(study: Study) -> None:
    with open_corpus(study, []) as empty, pytest.raises(Refused, match="no passages to read"):
        list(next_passages(empty, study, 5, is_sample=False))


def test_the_command_shows_and_writes_what_is_next(study: Study, store: Store, tmp_path: Path) -> None:
    name, out = str(study.beside("proef.toml")), tmp_path / "uit.jsonl"
    shown = CliRunner().invoke(cli, ["next", "--study", name, "--count", "2"], catch_exceptions=False)
    assert shown.output.startswith("1. file:///a.txt, p. 1\n   relevance 0.50, coded as geen\n   Passage 000")
    assert "\n2. " in shown.output and "\n3. " not in shown.output
    wrote = CliRunner().invoke(cli, ["next", "--study", name, "--count", "4", "--jsonl", str(out)])
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert wrote.output == "" and [_number(line) for line in lines] == [0, 1, 2, 3]
    assert list(read_lines(out)) == [], "none of them is judged yet"
    assert {coding.codebook for coding in store.read(Coding)} == {lines[0]["codebook"]}
