"""Coding passages of a file: the command `kennissynthese code`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.cli import cli
from synthesis.coding import lines, similarity
from synthesis.coding.stage import load_coder
from synthesis.embed import Vectors
from tests.synthesis.coding import vectors_of

ROWS = [
    {"id": "a", "text": "Een groot knelpunt is de hoge caseload: de werkdruk in het team is te hoog."},
    {"id": "b", "text": "Hoofdstuk 2 beschrijft de opzet. Het rapport sluit af met een lijst van bronnen."},
]


@pytest.fixture(autouse=True)
def _quick_vectors(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def deep(_: str, texts: Sequence[str]) -> tuple[Vectors, Vectors]:
        return vectors_of(texts), vectors_of(texts)[:, :0]

    monkeypatch.setattr(similarity, "kept_vectors", lambda _, texts: vectors_of(texts))
    monkeypatch.setattr(lines, "deep_vectors", deep)
    load_coder.cache_clear()
    yield
    load_coder.cache_clear()


def code(folder: Path, text: str) -> tuple[int, str, Path]:
    source, target = folder / "in.jsonl", folder / "out.jsonl"
    source.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(cli, ["code", "--jsonl", str(source), str(target)])
    return done.exit_code, f"{done.output}{done.exception or ''}", target


def test_each_passage_gets_codes_and_relevance(tmp_path: Path) -> None:
    status, _, target = code(tmp_path, "".join(json.dumps(row) + "\n" for row in ROWS) + "\n")
    hinders, nothing = (json.loads(line) for line in target.read_text(encoding="utf-8").splitlines())
    assert status == 0 and hinders["id"] == "a"
    assert "belemmering" in hinders["soort"] and "capaciteit" in hinders["element"] and hinders["venster"]
    assert (nothing["soort"], nothing["venster"], nothing["element"]) == (["geen"], ["nvt"], [])
    assert 0 <= nothing["relevance"] < hinders["relevance"] <= 1
    for verdict in hinders["codings"]:
        assert verdict["quote"] == ROWS[0]["text"][verdict["start"] : verdict["end"]] and verdict["reason"]


@pytest.mark.parametrize("line", ['{"id": "a"', '{"id": "a"}', '["a", "b"]', '{"id": "a", "text": 3}'])
def test_a_wrong_line_is_told_and_nothing_is_written(tmp_path: Path, line: str) -> None:
    status, said, target = code(tmp_path, json.dumps(ROWS[0]) + "\n" + line + "\n")
    assert status and "line 2" in said and not target.exists()
