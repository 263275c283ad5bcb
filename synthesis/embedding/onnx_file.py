"""Any model of sentences in ONNX: a file `model.onnx` with its `tokenizer.json` beside it, as optimum exports them.

A model that yields a vector a token is averaged over the tokens (mean pooling). A text of more tokens than the model
reads at once is cut into windows, whose mean, weighted by their tokens, is its vector.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from corpus.issues import Refused
from synthesis.embedding.files import files_hash
from synthesis.embedding.model import Vectors, one_by_one, unit

_LONGEST = 512
_INPUTS = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}
"""What a model may ask for, and what the tokenizer calls it."""


def model_name(place: str, prefix: str) -> str:
    """Return the name of the model's folder, and what its files say; raise Refused where they are not all there."""
    model, tokenizer = _files(place)
    importlib.metadata.version("tokenizers")
    # Weights of more than 2 GB stand beside the model, in files whose names begin with its name.
    version = files_hash(tokenizer.parent, [*model.parent.glob(f"{model.name}*"), tokenizer])
    return f"onnx {tokenizer.parent.name} {version}" + (f" {prefix!r}" if prefix else "")


def _files(place: str) -> tuple[Path, Path]:
    path = Path(place)
    model = path / "model.onnx" if path.is_dir() else path
    if path.is_dir() and not model.is_file():
        model = path / "onnx" / "model.onnx"
    folders = (model.parent, model.parent.parent)
    tokenizers = [folder / "tokenizer.json" for folder in folders if (folder / "tokenizer.json").is_file()]
    if not model.is_file() or not tokenizers:
        missing = "model.onnx" if not model.is_file() else "tokenizer.json"
        raise Refused(
            f"embedder 'onnx:{place}'",
            f"there is no {missing}",
            "Name a folder that holds model.onnx and tokenizer.json, such as `optimum-cli export onnx` makes",
        )
    return model, tokenizers[0]


class OnnxFile:
    """A model in ONNX, each text by itself on one thread."""

    def __init__(self, place: str, prefix: str = "") -> None:
        """Load the model in a folder or file; `prefix` is put before each text."""
        import onnxruntime
        from tokenizers import Tokenizer

        self.model, self._prefix = model_name(place, prefix), prefix
        model, tokenizer = _files(place)
        self._tokenizer: Any = Tokenizer.from_file(str(tokenizer))
        longest = (self._tokenizer.truncation or {}).get("max_length", _LONGEST)
        self._tokenizer.enable_truncation(max_length=longest)
        self._tokenizer.no_padding()
        options: Any = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        faults = onnxruntime.capi.onnxruntime_pybind11_state
        try:
            self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        except (faults.Fail, faults.InvalidGraph, faults.InvalidProtobuf, faults.NotImplemented) as error:
            raise Refused(str(model), f"onnxruntime cannot load it ({error})", "Export the model once more") from error
        self._inputs = [item.name for item in self._session.get_inputs()]
        if odd := [name for name in self._inputs if name not in _INPUTS]:
            raise Refused(
                str(model), f"it asks for {', '.join(odd)}, which a text does not give", f"Known: {', '.join(_INPUTS)}"
            )

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, of length 1."""
        return one_by_one(texts, self._embed)

    def _embed(self, text: str) -> Vectors:
        whole = self._tokenizer.encode(self._prefix + text)
        windows = [whole, *whole.overflowing]
        return unit(np.sum([self._mean(window) * len(window.ids) for window in windows], axis=0))

    def _mean(self, window: Any) -> Vectors:
        given = {name: np.array([getattr(window, _INPUTS[name])], dtype=np.int64) for name in self._inputs}
        found = np.asarray(self._session.run(None, given)[0])[0]
        return np.asarray(found.mean(axis=0) if found.ndim > 1 else found, dtype=np.float32)
