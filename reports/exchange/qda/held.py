"""What the corpus of a study holds for other programs: the documents that count, with their texts and codings.

It is read without touching the corpus. Texts are for researchers: nothing of this is published.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from corpus.issues import Refused
from corpus.lock import at_rest
from corpus.private import private_passages
from corpus.record import Record, from_row
from corpus.records import Coding, Fact, Page, Passage, PersonalSpan
from reports.exchange.qda.codes import CodeRow, Key

BETWEEN_PAGES = "\n\n"
MASK = "█"
_INCLUDED = "SELECT document_id FROM screenings WHERE is_included"
_CODES = """SELECT codebook, dimension, code, codebook_title, label, definition, coalesce(venster, '') FROM codes
    ORDER BY is_further, codebook, position, id"""
_DOCUMENTS = f"""SELECT d.id, coalesce(e.size_class, ''), coalesce(e.design, ''),
    coalesce((SELECT min(f.url) FROM finds f WHERE f.document_id = d.id AND f.url LIKE 'http%'), '')
    FROM documents d LEFT JOIN evaluations e ON e.document_id = d.id WHERE d.id IN ({_INCLUDED}) ORDER BY d.id"""
# What is not a line end or a plain sign to all programs becomes one, of the same length.
_SIGNS = str.maketrans({"\r": "\n", "\ufeff": " ", "\x00": " "})

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class HeldDocument:
    """A document that counts."""

    id: str
    size_class: str
    design: str
    url: str
    pages: tuple[Page, ...]
    passages: tuple[Passage, ...]
    spans: tuple[PersonalSpan, ...]
    codings: tuple[Coding, ...]
    facts: Mapping[str, tuple[str, ...]]
    """The values that count, by field."""

    @cached_property
    def private(self) -> frozenset[str]:
        """The ids of the passages that touch personal data which nobody has judged to be public."""
        return private_passages(self.passages, self.spans)

    @cached_property
    def begins(self) -> Mapping[int, int]:
        """Where each page begins in the text."""
        found, at = {}, 0
        for page in self.pages:
            found[page.number] = at
            at += len(page.text) + len(BETWEEN_PAGES)
        return found

    def text(self, *, is_masked: bool) -> str:
        """Return the text of all pages; masked, without a letter of what touches private persons."""
        whole = BETWEEN_PAGES.join(page.text for page in self.pages)
        plain = whole.replace("\r\n", " \n").translate(_SIGNS)
        for start, end in self._hidden() if is_masked else ():
            plain = plain[:start] + re.sub(r"\S", MASK, plain[start:end]) + plain[end:]
        return plain

    def _hidden(self) -> Iterator[tuple[int, int]]:
        places = [(each.page, each.start, each.end) for each in self.passages if each.id in self.private]
        places += [(each.page, each.start, each.end) for each in self.spans if not each.is_resolved]
        for page, start, end in places:
            begin = self.begins.get(page, 0)
            yield begin + start, begin + end


@dataclass(frozen=True)
class Held:
    """The codes of a study and the documents that count."""

    codes: tuple[CodeRow, ...]
    documents: tuple[HeldDocument, ...]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages of all documents."""
        return tuple(passage for document in self.documents for passage in document.passages)


def read_codes(path: Path) -> tuple[CodeRow, ...]:
    """Return the codes of the study whose corpus is at `path`; raise Refused where there is none."""
    with _opened(path) as db:
        return _codes(db)


def read_held(path: Path) -> Held:
    """Return what the corpus at `path` holds; raise Refused where there is none, or a run is going on."""
    with _opened(path) as db:
        pages, passages, spans = _grouped(db, Page), _grouped(db, Passage), _grouped(db, PersonalSpan)
        codings, facts = _grouped(db, Coding), _grouped(db, Fact)
        documents = tuple(
            HeldDocument(
                id=row[0],
                size_class=row[1],
                design=row[2],
                url=row[3],
                pages=tuple(pages.get(row[0], ())),
                passages=tuple(passages.get(row[0], ())),
                spans=tuple(spans.get(row[0], ())),
                codings=tuple(codings.get(row[0], ())),
                facts=_values(facts.get(row[0], ())),
            )
            for row in db.execute(_DOCUMENTS)
        )
        return Held(_codes(db), documents)


def _codes(db: sqlite3.Connection) -> tuple[CodeRow, ...]:
    return tuple(CodeRow(Key(*row[:3]), *row[3:]) for row in db.execute(_CODES))


def _values(facts: Iterable[Fact]) -> dict[str, tuple[str, ...]]:
    values: dict[str, list[str]] = defaultdict(list)
    for fact in facts:
        if fact.is_chosen and fact.value:
            values[fact.field].append(fact.value)
    return {field: tuple(sorted(found)) for field, found in values.items()}


def _grouped(db: sqlite3.Connection, table: type[R]) -> Mapping[str, Sequence[R]]:
    found: dict[str, list[R]] = defaultdict(list)
    order = ", ".join(f'"{name}"' for name in dict.fromkeys((*table.order, "id")))
    cursor = db.execute(f"SELECT * FROM {table.table} WHERE document_id IN ({_INCLUDED}) ORDER BY {order}")
    names = [item[0] for item in cursor.description]
    for row in cursor:
        record = from_row(table, dict(zip(names, row, strict=True)))
        found[record.document_id].append(record)  # type: ignore[attr-defined]
    return found


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Yield the corpus as it is now; a run that begins meanwhile changes nothing of what is read."""
    if not path.is_file():
        raise Refused(str(path), "the corpus is not there yet", "Run `make synthesis` first")
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=10)) as db:
            with at_rest(path.parent) as is_whole:
                db.execute("BEGIN")
                db.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if not is_whole:
                problem = "a run is going on, or was not brought to an end"
                raise Refused(str(path), problem, "Run `make synthesis` first")
            yield db
    except (sqlite3.Error, TypeError) as error:
        raise Refused(str(path), f"this corpus cannot be read ({error})", "Run `make synthesis` once more") from None
