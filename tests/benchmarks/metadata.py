"""How well metadata is read: from the file alone, and with what its source says, on the example and real documents.

Run `python -m tests.benchmarks.metadata`; with `-v` it tells each wrong value, with `even` or `odd` it takes the half
of the real documents whose digest is that.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

import click

from corpus.issues import Unreadable
from corpus.records import Block, Find, Page
from corpus.sniff import sniff
from extract.metadata import GEMEENTEN, facts_of
from extract.metadata.embedded import read_embedded
from extract.metadata.gazetteer import Gazetteer, load_gazetteer
from extract.metadata.reading import Reading
from extract.read import read_content

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "corpus" / "example"
REAL = ROOT.parent / "shared" / "corpus"
FIELDS = ("title", "publisher", "year", "month", "published_on", "document_type", "gemeente", "evaluation_type")
COLUMN = {"month": "published_on"}
"""Fields that are judged by the value of another."""

KINDS = {
    "policy": {"beleidsnota"},
    "evaluation_plan": {"evaluatie", "beleidsnota"},
    "budget_change": {"raadsvoorstel", "jaarstuk"},
    "council_proposal": {"raadsvoorstel"},
    "research_report": {"evaluatie", "onderzoeksrapport"},
    "agreement": {"beleidsnota"},
    "framework": {"beleidsnota", "webpagina"},
    "letter": {"brief"},
    "tablebook": {"monitor"},
    "budget": {"jaarstuk"},
    "regional_report": {"monitor", "onderzoeksrapport"},
    "page": {"webpagina"},
    "summary": {"webpagina"},
    "faq": {"webpagina"},
    "regulation": {"verordening"},
}
"""The endings of the kinds that the list of real documents uses, with the kinds of ours that fit."""

Judge = Callable[[set[str]], bool]
Expected = dict[str, Judge]


class Situation(Enum):
    """What metadata is read from."""

    FILE_ALONE = "from the file alone"
    WITH_SOURCE = "with what its source says"


@dataclass(frozen=True)
class Case:
    """A document of which is known what its metadata should be; `finds` is what its source says of it."""

    name: str
    content: bytes
    finds: tuple[Find, ...]
    expected: Expected

    def reading(self, gazetteer: Gazetteer) -> Reading:
        """Return the reading of the file; it is made once."""
        known = _READ.get(self.name)
        if known is None:
            known = _READ[self.name] = read(self.content, gazetteer)
        return known


_READ: dict[str, Reading] = {}


@dataclass
class Tally:
    """Counts of one field: right, wrong, and nothing found."""

    right: int = 0
    wrong: int = 0
    nothing: int = 0

    @property
    def precision(self) -> float:
        """The share that is right of what was found; 1 where nothing was."""
        return self.right / max(self.right + self.wrong, 1) if self.right + self.wrong else 1.0

    def add(self, values: set[str], judge: Judge) -> bool:
        """Count what was found; tell whether it is right."""
        is_right = judge(values)
        if is_right:
            self.right += 1
        elif values:
            self.wrong += 1
        else:
            self.nothing += 1
        return is_right


def read(content: bytes, gazetteer: Gazetteer) -> Reading:
    """Return the reading of a document; one without readable text has no pages."""
    try:
        records = list(read_content(hashlib.sha256(content).hexdigest(), content))
    except Unreadable:
        records = []
    media_type = sniff(content)
    return Reading(
        media_type=media_type,
        pages=tuple(record for record in records if isinstance(record, Page)),
        blocks=tuple(record for record in records if isinstance(record, Block)),
        gazetteer=gazetteer,
        embedded=read_embedded(content, media_type),
    )


def chosen_of(reading: Reading) -> dict[str, set[str]]:
    """Return the values that count, by field."""
    chosen: dict[str, set[str]] = {}
    for fact in facts_of(reading, "document"):
        if fact.is_chosen:
            chosen.setdefault(fact.field, set()).add(fact.value)
    return chosen


def score(documents: Iterable[Case], gazetteer: Gazetteer, situation: Situation, verbose: bool) -> dict[str, Tally]:
    """Return the tally of each field over documents with what is expected of them."""
    tallies = {field: Tally() for field in FIELDS}
    for case in documents:
        finds = case.finds if situation == Situation.WITH_SOURCE else ()
        chosen = chosen_of(replace(case.reading(gazetteer), finds=finds))
        for field, judge in case.expected.items():
            values = chosen.get(COLUMN.get(field, field), set())
            if not tallies[field].add(values, judge) and verbose:
                click.echo(f"  {case.name}: {field} {sorted(values)}")
    return tallies


def exactly(*wanted: str) -> Judge:
    """Return a judge for which only these values are right."""
    return lambda values: values == set(wanted)


def in_month(wanted: str) -> Judge:
    """Return a judge for which one value is right that falls in the month of `wanted`."""
    return lambda values: {value[:7] for value in values} == {wanted[:7]}


def begins(wanted: str) -> Judge:
    """Return a judge for which one value is right that `wanted` begins with: a date to lesser precision."""
    return lambda values: len(values) == 1 and all(wanted.startswith(value) for value in values)


def overlaps(wanted: str, least: float) -> Judge:
    """Return a judge for which a value is right whose words overlap (F1) at least this much with those of `wanted`."""
    return lambda values: any(_overlap(value, wanted) >= least for value in values)


def _overlap(one: str, other: str) -> float:
    first, second = Counter(_words(one)), Counter(_words(other))
    shared = (first & second).total()
    return 2 * shared / max(first.total() + second.total(), 1)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def shares_name(wanted: str) -> Judge:
    """Return a judge for which a publisher is right that shares a telling word with `wanted`."""
    generic = {"gemeente", "raad", "van", "en", "de", "het", "ministerie", "regio", "stichting", "bureau", "wet"}
    telling = set(_words(wanted)) - generic
    return lambda values: any(telling & set(_words(value)) for value in values)


def example_documents() -> Iterator[Case]:
    """Yield the documents of the example with what its gold says of them."""
    for line in (EXAMPLE / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if "metadata" in row:
            content = (EXAMPLE / "site" / row["file"]).read_bytes()
            yield Case(row["document"], content, (), _expected_of_gold(row["metadata"]))


def _expected_of_gold(gold: Mapping[str, Any]) -> Expected:
    expected = {name: exactly(str(gold[name])) for name in ("title", "year", "document_type", "publisher")}
    expected["gemeente"] = exactly(*gold["gemeente_codes"])
    expected["published_on"] = begins(str(gold["date"]))
    expected["month"] = in_month(str(gold["date"]))
    if gold["evaluation_type"]:
        expected["evaluation_type"] = exactly(str(gold["evaluation_type"]))
    return expected


def real_documents(half: str = "") -> Iterator[Case]:
    """Yield the real documents that the list beside this checkout describes, or one half of them: even or odd."""
    with (REAL / "documents.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if half and half != ("odd" if int(row["sha256"], 16) % 2 else "even"):
            continue
        path = REAL / row["file"]
        yield Case(path.name, path.read_bytes(), _finds(row), dict(_expected_of_row(row)))


def _finds(row: Mapping[str, str]) -> tuple[Find, ...]:
    """Return what the page of a document's source says of it, as harvest would have found it."""
    url = row["source_url"]
    find = Find(
        source_id="",
        source="",
        url=url,
        final_url=url,
        title_listed=row["title"] or None,
        date_listed=row["publication_date"] or None,
        publisher_listed=row["publisher"] or None,
        type_listed=row["document_type"] or None,
    )
    return (find,) if url else ()


def _expected_of_row(row: Mapping[str, str]) -> Iterator[tuple[str, Judge]]:
    if row["title"]:
        yield "title", overlaps(row["title"], 0.8)
    if row["publisher"]:
        yield "publisher", shares_name(row["publisher"])
    if row["publication_date"]:
        yield "year", exactly(row["publication_date"][:4])
        yield "month", in_month(row["publication_date"])
        yield "published_on", begins(row["publication_date"])
    for ending, kinds in KINDS.items():
        if row["document_type"].endswith(ending):
            yield "document_type", lambda values, kinds=kinds: bool(values & kinds)  # type: ignore[misc]
            break
    name = re.match(r"(?:html|pdf)/mun_([a-z]+)_", row["file"])
    codes = {
        "almere": "GM0034",
        "denhelder": "GM0400",
        "groningen": "GM0014",
        "heerlen": "GM0917",
        "wassenaar": "GM0629",
    }
    if name:
        yield "gemeente", exactly(codes[name[1]])
    elif row["file"].startswith(("pdf/rijk_", "pdf/nat_", "html/nat_")):
        yield "gemeente", lambda values: not values


def main() -> None:
    """Print a line for each field, for the example and for the real documents where they are, in both situations."""
    gazetteer = load_gazetteer((str(GEMEENTEN), str(EXAMPLE / "gemeenten.csv")))
    halves = [argument for argument in sys.argv if argument in ("even", "odd")]
    _show("example", list(example_documents()), gazetteer, (Situation.FILE_ALONE,))
    if REAL.is_dir():
        name = f"real documents{', ' if halves else ''}{' '.join(halves)}"
        _show(name, list(real_documents(*halves)), gazetteer, tuple(Situation))


def _show(name: str, cases: Sequence[Case], gazetteer: Gazetteer, situations: Sequence[Situation]) -> None:
    for situation in situations:
        click.echo(f"{name}, {situation.value}: right, wrong, nothing found, share right, precision")
        for field, tally in score(cases, gazetteer, situation, "-v" in sys.argv).items():
            count = tally.right + tally.wrong + tally.nothing
            share = tally.right / max(count, 1)
            counts = f"{tally.right:>3} {tally.wrong:>3} {tally.nothing:>3}"
            click.echo(f"  {field:<16} {counts}  {share:.2f}  {tally.precision:.2f}")


if __name__ == "__main__":
    main()
