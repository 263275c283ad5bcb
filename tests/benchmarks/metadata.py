"""How well metadata is read: right, wrong and not found for each field, on the example and on real documents.

Run `python -m tests.benchmarks.metadata`; with `-v` it tells each wrong value.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from corpus.issues import Unreadable
from corpus.records import Block, Find, Page
from corpus.sniff import sniff
from extract.metadata import REGISTER, facts_of
from extract.metadata.embedded import read_embedded
from extract.metadata.gazetteer import Gazetteer, load_gazetteer
from extract.metadata.reading import Reading
from extract.read import read_content

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "corpus" / "example"
REAL = ROOT.parent / "shared" / "corpus"
FIELDS = ("title", "gemeente", "year", "published_on", "document_type", "publisher", "evaluation_type")

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


@dataclass
class Tally:
    """Counts of one field: right, wrong, and nothing found."""

    right: int = 0
    wrong: int = 0
    nothing: int = 0

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


def read(content: bytes, finds: tuple[Find, ...], gazetteer: Gazetteer) -> Reading:
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
        finds=finds,
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


def score(
    documents: Iterator[tuple[str, bytes, tuple[Find, ...], Expected]], gazetteer: Gazetteer, verbose: bool
) -> dict[str, Tally]:
    """Return the tally of each field over documents with what is expected of them."""
    tallies = {field: Tally() for field in FIELDS}
    for name, content, finds, expected in documents:
        chosen = chosen_of(read(content, finds, gazetteer))
        for field, judge in expected.items():
            values = chosen.get(field, set())
            if not tallies[field].add(values, judge) and verbose:
                click.echo(f"  {name}: {field} {sorted(values)}")
    return tallies


def exactly(*wanted: str) -> Judge:
    """Return a judge for which only these values are right."""
    return lambda values: values == set(wanted)


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


def example_documents() -> Iterator[tuple[str, bytes, tuple[Find, ...], Expected]]:
    """Yield the documents of the example with what its gold says of them."""
    for line in (EXAMPLE / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if "metadata" in row:
            content = (EXAMPLE / "site" / row["file"]).read_bytes()
            yield row["document"], content, (), _expected_of_gold(row["metadata"])


def _expected_of_gold(gold: Mapping[str, Any]) -> Expected:
    expected = {name: exactly(str(gold[name])) for name in ("title", "year", "document_type", "publisher")}
    expected["gemeente"] = exactly(*gold["gemeente_codes"])
    expected["published_on"] = begins(str(gold["date"]))
    if gold["evaluation_type"]:
        expected["evaluation_type"] = exactly(str(gold["evaluation_type"]))
    return expected


def real_documents() -> Iterator[tuple[str, bytes, tuple[Find, ...], Expected]]:
    """Yield the real documents that the list beside this checkout describes."""
    with (REAL / "documents.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        path = REAL / row["file"]
        url = row["source_url"]
        finds = (Find(source_id="", source="", url=url, final_url=url),) if url else ()
        yield path.name, path.read_bytes(), finds, dict(_expected_of_row(row))


def _expected_of_row(row: Mapping[str, str]) -> Iterator[tuple[str, Judge]]:
    if row["title"]:
        yield "title", overlaps(row["title"], 0.8)
    if row["publisher"]:
        yield "publisher", shares_name(row["publisher"])
    if row["publication_date"]:
        yield "year", exactly(row["publication_date"][:4])
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
    """Print a line for each field, for the example and for the real documents where they are."""
    gazetteer = load_gazetteer((str(REGISTER), str(EXAMPLE / "gemeenten.csv")))
    sets = [("example", example_documents), ("real documents", real_documents)]
    for name, documents in sets:
        if name != "example" and not REAL.is_dir():
            continue
        click.echo(f"{name}: right, wrong, nothing found")
        for field, tally in score(documents(), gazetteer, "-v" in sys.argv).items():
            click.echo(f"  {field:<16} {tally.right:>3} {tally.wrong:>3} {tally.nothing:>3}")


if __name__ == "__main__":
    main()
