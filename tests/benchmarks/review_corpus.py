"""A large corpus that nobody wrote: documents, passages and codings as a run would leave them, made of known words."""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from corpus.store import Store

EXAMPLE = Path(__file__).parents[2] / "corpus" / "example"
PER_DOCUMENT, PER_PAGE = 100, 5
"""Passages of a document, and of a page."""
ELEMENTS, SORTS = 40, ("werkzaam_element", "belemmering", "opgave", "bijstelling", "opbrengst", "geen")
DIRECTIONS = ("helpt", "belemmert", "nodig", "neutraal")
CODEBOOK = "groot 1"
SENTENCES, MODELS, VECTORS, CENTRES = 20_000, 1000, 384, 500
_HIGH, _LINE = 842, 14
Row = tuple[Any, ...]


def key(kind: str, number: int) -> str:
    """Return the id of the record of a kind with a number."""
    return hashlib.blake2b(f"{kind}{number}".encode(), digest_size=12).hexdigest()


def document_key(number: int) -> str:
    """Return the id of a document."""
    return hashlib.sha256(f"document{number}".encode()).hexdigest()


def sentences(chance: random.Random) -> list[str]:
    """Return sentences of the words of the bundled example, each word as often as it is there."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLE.rglob("*.html"))]
    words = [word for text in texts for word in re.findall(r"[a-zà-ü]{2,}", re.sub(r"<[^>]+>", " ", text).lower())]
    return [" ".join(chance.choices(words, k=chance.randint(12, 24))).capitalize() + "." for _ in range(SENTENCES)]


def make_corpus(path: Path, documents: int, tell: Callable[[str], None]) -> None:
    """Write a corpus of some documents, with a hundred passages and two hundred codings each."""
    with Store(path) as store:
        db = store.db.conn
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA cache_size = -2000000")
        _add(db, "sources", ("id", "name", "kind", "settings", "is_added"), [("bron", "bron", "folder", "{}", 0)])
        _add(db, "codes", _CODES, _codes())
        for name, columns, rows in _tables(documents):
            tell(f"writing {name}")
            _add(db, name, columns, rows)
            db.commit()
        counts = json.dumps([{"stage": "publish", "failed_count": 0}])
        times = ("2026-01-01T00:00:00", "2026-01-01T01:00:00")
        _add(db, "runs", _RUNS, [(key("run", 1), *times, "1", "groot", "", counts)])
        db.commit()


_RUNS = ("id", "started_at", "finished_at", "version", "study", "settings_hash", "counts")
_CODES = (
    "id", "codebook", "codebook_title", "is_further", "position", "dimension", "code", "label", "definition", "venster",
    "asked_by", "goals", "indicators",
)  # fmt: skip
_PASSAGES = ("id", "document_id", "page", "start", "end", "section_path", "text")
_CODINGS = (
    "id", "document_id", "passage_id", "codebook", "dimension", "code", "direction", "page", "start", "end", "quote",
    "made_by", "score", "reason", "is_published",
)  # fmt: skip


def _tables(documents: int) -> Iterator[tuple[str, tuple[str, ...], Iterable[Row]]]:
    every = range(documents)
    yield (
        "documents",
        ("id", "media_type", "byte_count"),
        ((document_key(each), "application/pdf", 1) for each in every),
    )
    yield (
        "screenings",
        ("id", "document_id", "is_included", "reason"),
        ((key("screening", each), document_key(each), each % 20 != 19, "past") for each in every),
    )
    yield (
        "facts",
        ("id", "document_id", "field", "value", "quote", "method", "confidence", "is_chosen"),
        (
            (key(field, each), document_key(each), field, value, "", "kop", 0.9, 1)
            for each in every
            for field, value in _facts(each)
        ),
    )
    yield "pages", ("id", "document_id", "number", "text", "method", "width", "height"), _pages(documents)
    yield "passages", _PASSAGES, _passages(documents)
    yield (
        "blocks",
        ("id", "document_id", "page", "start", "end", "role", "box", "lines", "anchor"),
        _blocks(documents),
    )
    yield (
        "personal_spans",
        ("id", "document_id", "page", "start", "end", "kind", "method", "confidence", "is_resolved"),
        (
            (key("span", each), document_key(each), 3, 5, 15, "naam", "proef", 0.9, 0)
            for each in every
            if each % 3 == 0
        ),
    )  # fmt: skip
    yield "codings", _CODINGS, _codings(documents)
    yield "embeddings", ("id", "document_id", "passage_id", "model", "vector", "inner"), _embeddings(documents)


def _add(db: Any, table: str, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    db.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)


def _codes() -> Iterator[Row]:
    codes = [("element", f"element_{each}", ("professional", "organisatie")[each % 2]) for each in range(ELEMENTS)]
    codes += [("soort", code, None) for code in SORTS] + [("richting", code, None) for code in DIRECTIONS]  # type: ignore[list-item]
    for position, (dimension, code, venster) in enumerate(codes, 1):
        label = code.replace("_", " ").capitalize()
        about = (dimension, code, label, f"Wat er over {label} staat", venster, "[]", "[]", "[]")
        yield key("code", position), CODEBOOK, "Groot", 0, position, *about


def _facts(number: int) -> Iterator[tuple[str, str]]:
    yield "title", f"Evaluatie van de wijkteams, deel {number}"
    yield "gemeente", f"GM{number % 340:04}"
    yield "year", str(2012 + number % 12)


class Placed(NamedTuple):
    """A passage of a document: its place, its text and first sentence, and the lines of its block as JSON."""

    offset: int
    page: int
    start: int
    end: int
    text: str
    quote: str
    lines: str


@lru_cache(1)
def _models(documents: int) -> list[list[Placed]]:
    """Return the passages of the first documents, which all others are copies of."""
    known = sentences(random.Random(1))
    return [list(_model(known, random.Random(number))) for number in range(min(MODELS, documents))]


def _model(known: list[str], chance: random.Random) -> Iterator[Placed]:
    for page in range(1, PER_DOCUMENT // PER_PAGE + 1):
        start = 0
        for at in range(PER_PAGE):
            own = chance.choices(known, k=4)
            text = " ".join(own)
            top = _HIGH - 60 - at * 150
            begins = accumulate((len(each) + 1 for each in own[:-1]), initial=start)
            lines = [[place, page, 60, top - _LINE * (n + 1), 540, top - _LINE * n] for n, place in enumerate(begins)]
            offset = (page - 1) * PER_PAGE + at
            yield Placed(offset, page, start, start + len(text), text, own[0], json.dumps(lines))
            start += len(text) + 2


def _placed(documents: int) -> Iterator[tuple[str, int, Placed]]:
    """Yield of each passage its document, its number and its place."""
    models = _models(documents)
    for number in range(documents):
        document = document_key(number)
        for each in models[number % len(models)]:
            yield document, number * PER_DOCUMENT + each.offset, each


def _pages(documents: int) -> Iterator[Row]:
    texts = [_page_texts(each) for each in _models(documents)]
    for number in range(documents):
        document = document_key(number)
        for page, text in enumerate(texts[number % len(texts)], 1):
            yield key("page", number * 100 + page), document, page, text, "tekstlaag", 595.0, float(_HIGH)


def _page_texts(model: list[Placed]) -> list[str]:
    last = PER_DOCUMENT // PER_PAGE
    return ["\n\n".join(each.text for each in model if each.page == page) for page in range(1, last + 1)]


def _passages(documents: int) -> Iterator[Row]:
    for document, number, own in _placed(documents):
        yield key("passage", number), document, own.page, own.start, own.end, '["Bevindingen"]', own.text


def _blocks(documents: int) -> Iterator[Row]:
    for document, number, own in _placed(documents):
        yield key("block", number), document, own.page, own.start, own.end, "paragraph", "[]", own.lines, "[]"


def _codings(documents: int) -> Iterator[Row]:
    chance = random.Random(2)
    weights = [1 / (1 + each) for each in range(ELEMENTS)]
    elements = [f"element_{each}" for each in chance.choices(range(ELEMENTS), weights, k=100_003)]
    for document, number, own in _placed(documents):
        given = (
            ("element", elements[number % len(elements)], DIRECTIONS[number % len(DIRECTIONS)]),
            ("soort", SORTS[number % len(SORTS)], None),
        )
        for dimension, code, direction in given:
            score = round(chance.random(), 4)
            yield (
                key(dimension, number), document, key("passage", number), CODEBOOK, dimension, code, direction,
                own.page, own.start, own.start + len(own.quote), own.quote, "model", score,
                "Gelijkenis met omschrijving", score >= 0.8,
            )  # fmt: skip


def _embeddings(documents: int) -> Iterator[Row]:
    chance = np.random.default_rng(3)
    centres = chance.normal(size=(CENTRES, VECTORS)).astype("<f4")
    for number in range(documents):
        noise = chance.normal(size=(PER_DOCUMENT, VECTORS)).astype("<f4")
        vectors = centres[chance.integers(CENTRES, size=PER_DOCUMENT)] + noise
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        for offset in range(PER_DOCUMENT):
            passage = number * PER_DOCUMENT + offset
            vector = vectors[offset].tobytes()
            yield key("vector", passage), document_key(number), key("passage", passage), "proef", vector, b""
