"""How well cases are found, and who, when and how far is read from tasks, on real texts labelled by hand.

Run `python -m tests.benchmarks.tasks`, or with the path of a `corpus.db` that was made from the same documents: then
their passages are taken from there, which saves minutes. The texts lie beside this checkout; `cases_labels.json` and
`tasks_labels.json` know them by a hash of their letters and digits. Their part
`made_with` was looked at while the rules were made; `random` holds other passages drawn at random; `later` was labelled
when the rules were done, and what went wrong there led to a few small changes. A `*` is not judged; `andere` is a party
that the rules do not know.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click

from corpus.issues import Unreadable
from corpus.records import Page, Passage
from extract.read import read_content
from synthesis.cases.telling import read_telling
from synthesis.coding.cues import read_sentences
from synthesis.tasks.reading import Task, read_task

HERE = Path(__file__).parent
SHARED = Path(__file__).parents[3] / "shared"
GOLD = SHARED / "gold" / "passages.jsonl"
UNJUDGED = "*"
_GOLD = "gold"
_MARKS = re.compile(r"[\W_]+")
_DIGITS = 12
_SELECT = """
SELECT p.page, p.start, p.end, p.section_path, p.text, g.text FROM passages p
JOIN pages g ON g.document_id = p.document_id AND g.number = p.page
WHERE p.document_id = ? ORDER BY p.page, p.start
"""

Row = tuple[int, int, int, tuple[str, ...], str, str]
"""A passage: page, start, end, headings, text, and the text of its page."""


@dataclass(frozen=True)
class Told:
    """A passage with what stands above it: headings, and the text of its page before it."""

    text: str
    section_path: tuple[str, ...] = ()
    before: str = ""


@dataclass
class Tally:
    """Counts of what was said rightly, wrongly, and not said."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, truth: str, said: str, is_right: bool) -> None:
        """Count one judgement; an empty text stands for nothing said."""
        self.right += bool(said) and is_right
        self.wrong += bool(said) and not is_right
        self.missed += bool(truth) and not is_right

    def __str__(self) -> str:
        """Return precision and recall."""
        precision = self.right / max(self.right + self.wrong, 1)
        recall = self.right / max(self.right + self.missed, 1)
        counts = f"{self.right} right, {self.wrong} wrong, {self.missed} missed"
        return f"precision {precision:.3f}, recall {recall:.3f} ({counts})"


def name_of(text: str) -> str:
    """Return the digits by which a text is known: those of its letters and digits alone."""
    return hashlib.sha256(_MARKS.sub("", text.lower()).encode()).hexdigest()[:_DIGITS]


@cache
def read_passages(document: str, database: Path | None) -> tuple[Told, ...]:
    """Return the passages of a document by its path below the shared corpus, or of the gold; none if it is absent."""
    if document == _GOLD:
        lines = GOLD.read_text(encoding="utf-8").splitlines() if GOLD.is_file() else []
        return tuple(Told(json.loads(line)["text"]) for line in lines)
    path = SHARED / "corpus" / document
    if not path.is_file():
        return ()
    content = path.read_bytes()
    return tuple(_told(_kept(content, database) if database else _extracted(content)))


def _extracted(content: bytes) -> Iterator[Row]:
    try:
        records = list(read_content(hashlib.sha256(content).hexdigest(), content))
    except Unreadable:
        return
    texts = {record.number: record.text for record in records if isinstance(record, Page)}
    for item in records:
        if isinstance(item, Passage):
            yield item.page, item.start, item.end, item.section_path, item.text, texts[item.page]


def _kept(content: bytes, database: Path) -> Iterator[Row]:
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    for page, start, end, section_path, text, page_text in connection.execute(
        _SELECT, [hashlib.sha256(content).hexdigest()]
    ):
        yield page, start, end, tuple(json.loads(section_path)), text, page_text
    connection.close()


def _told(rows: Iterator[Row]) -> Iterator[Told]:
    ends: dict[int, int] = {}
    for page, start, end, section_path, text, page_text in rows:
        yield Told(text, section_path, page_text[ends.get(page, 0) : start])
        ends[page] = end


def score_cases(database: Path | None) -> None:
    """Print precision and recall of cases in each part of the labels, and the speed."""
    labels = json.loads((HERE / "cases_labels.json").read_text(encoding="utf-8"))
    for part, documents in labels.items():
        tally, count = Tally(), 0
        for document, kinds in documents.items():
            truth = {name: kind == "case" for kind, names in kinds.items() for name in names.split()}
            for told in _once(read_passages(document, database), lambda told: told.text):
                is_case = truth.get(name_of(told.text))
                if is_case is not None:
                    telling = read_telling(told.text, told.section_path, told.before)
                    is_said = bool(telling and telling.is_case)
                    tally.add("case" if is_case else "", "case" if is_said else "", is_case == is_said)
                    count += 1
        if count:
            click.echo(f"cases, {part}: {tally}, {count} passages")
    _time_cases([told for documents in labels.values() for name in documents for told in read_passages(name, database)])


def _once(passages: tuple[Told, ...], text_of: Callable[[Told], str]) -> list[Told]:
    return list({name_of(text_of(told)): told for told in reversed(passages)}.values())


def _time_cases(passages: list[Told]) -> None:
    began = time.process_time()
    for told in passages:
        read_telling(told.text, told.section_path, told.before)
    if passages:
        rate = len(passages) / max(time.process_time() - began, 1e-9)
        click.echo(f"cases: {len(passages)} passages, {rate:,.0f} a second of processor time")


def said_of(task: Task) -> dict[str, str]:
    """Return what is said of a task in the form of the labels."""
    return {
        "actor": " ".join(task.actor.kinds) if task.actor else "",
        "term": task.term.value if task.term else "",
        "status": task.status.value if task.status else "",
    }


def score_tasks(database: Path | None) -> None:
    """Print precision and recall of actor, term and status in each part of the labels.

    An actor is right when one of the parties is.
    """
    for part, documents in json.loads((HERE / "tasks_labels.json").read_text(encoding="utf-8")).items():
        tallies = {name: Tally() for name in ("actor", "term", "status")}
        count = 0
        for document, labels in documents.items():
            for name, task in _labelled_tasks(read_passages(document, database), labels):
                count += 1
                for (field, said), truth in zip(said_of(task).items(), labels[name], strict=True):
                    is_right = bool(set(truth.split()) & set(said.split())) if field == "actor" else truth == said
                    if truth != UNJUDGED:
                        tallies[field].add(truth, said, is_right)
        for field, tally in tallies.items() if count else ():
            click.echo(f"{field}, {part}: {tally}, {count} sentences")


def _labelled_tasks(passages: tuple[Told, ...], labels: dict[str, list[str]]) -> Iterator[tuple[str, Task]]:
    """Yield each sentence that is labelled, once, with what is read from it."""
    left = set(labels)
    for told in passages:
        for sentence in read_sentences(told.text):
            name = name_of(told.text[sentence.start : sentence.end])
            if name in left:
                left.discard(name)
                yield name, read_task(told.text, sentence.start, sentence.end, told.section_path)


def main() -> None:
    """Print the figures of cases and tasks."""
    database = Path(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].endswith(".db") else None
    score_cases(database)
    score_tasks(database)


if __name__ == "__main__":
    main()
