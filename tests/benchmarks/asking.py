"""The vraagbaak: right quotes among the first three, honest refusals, and how long a question takes in a large corpus.

`python -m tests.benchmarks.asking PUBLIEK.DB` measures on a published example; `--size N` makes a public database of N
quotes from its words, and times each question there.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import click

from reports.asking.search import answers
from reports.publishing.database import build
from reports.publishing.search import words
from reports.tables import read_tables
from tests.reports.asking.measuring import QUESTIONS, measure

TABLES = ("citaten", "codeboeken", "gemeenten")
_SEED = 7


def main(arguments: list[str]) -> int:
    """Measure on the public database that is named first."""
    path = Path(arguments[0])
    db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    for name, asked in QUESTIONS.items():
        click.echo(f"{name} {measure(db, asked)}")
    if "--size" in arguments:
        size = int(arguments[arguments.index("--size") + 1])
        with tempfile.TemporaryDirectory() as folder:
            large = Path(folder) / "publiek.db"
            large.write_bytes(enlarged(db, size))
            click.echo(f"{size} quotes, {large.stat().st_size / 1e6:.0f} MB: {times(large)}")
    return 0


def enlarged(db: sqlite3.Connection, size: int) -> bytes:
    """Return a public database with so many quotes, of words that are as usual as in another, and of rare ones."""
    rows = {name: _rows(db, name) for name in TABLES}
    draw = random.Random(_SEED)
    usual = [word for row in rows["citaten"] for word in words(row["citaat"])]
    made = []
    for number in range(size):
        text = [draw.choice(usual) for _ in range(draw.randint(8, 30))]
        text.append(f"{draw.choice(usual)}{draw.choice(usual)}" if number % 3 else draw.choice(usual))
        row = draw.choice(rows["citaten"])
        made.append(row | {"citaat_id": f"{row['document_id'][:12]}-1-{number}-{number + 9}", "citaat": " ".join(text)})
    tables = {table.name: table for table in read_tables()}
    rows["citaten"] = made
    # A database of another version may lack columns.
    whole = {
        name: [{column: row.get(column) for column in tables[name].columns} for row in found]
        for name, found in rows.items()
    }
    return build((tables[name], found) for name, found in whole.items())


def times(path: Path) -> str:
    """Return how long each question takes, in time of the processor: others may use the machine too."""
    db = sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)
    every = [question["vraag"] for asked in QUESTIONS.values() for question in asked]
    answers(db, every[0])
    took = []
    for text in every:
        start = time.process_time()
        answers(db, text)
        took.append(1000 * (time.process_time() - start))
    took.sort()
    return f"median {took[len(took) // 2]:.0f} ms, 95% {took[len(took) * 95 // 100]:.0f} ms, worst {took[-1]:.0f} ms"


def _rows(db: sqlite3.Connection, table: str) -> list[dict[str, Any]]:
    cursor = db.execute(f"SELECT * FROM {table} ORDER BY rowid")
    names = [item[0] for item in cursor.description]
    return [dict(zip(names, values, strict=True)) for values in cursor]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
