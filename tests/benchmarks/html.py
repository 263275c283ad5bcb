"""How much of the main text of web pages is read, against trafilatura and readability-like rivals in the same run.

Run `python -m tests.benchmarks.html`. The pages lie beside this checkout; `html_labels.json` says of each which of its
pieces are main text, by the first digits of their SHA-256. The score is the F1 of words, averaged over pages.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import trafilatura

from extract.html import decode, read_sheets
from extract.markup import parse, pieces_of
from extract.sheet import Piece, Sheet

LABELS = Path(__file__).parent / "html_labels.json"
PAGES = Path(__file__).parents[3] / "shared" / "corpus" / "html"
_DIGITS = 8

Reader = Callable[[bytes], str]


def _text(piece: Piece) -> str:
    return piece.text or " | ".join(" | ".join(row) for row in piece.rows)


def ours(content: bytes) -> str:
    """Return the text of a page as this project reads it."""
    sheets = [part for part in read_sheets(content, "text/html", "page") if isinstance(part, Sheet)]
    return " ".join(_text(piece) for sheet in sheets for piece in sheet.pieces)


def precise(content: bytes) -> str:
    """Return the text of a page as trafilatura reads it when it favours precision."""
    return trafilatura.extract(decode(content), favor_precision=True, include_comments=False) or ""


def usual(content: bytes) -> str:
    """Return the text of a page as trafilatura reads it by default."""
    return trafilatura.extract(decode(content), include_comments=False) or ""


READERS: dict[str, Reader] = {"ours": ours, "trafilatura, precision": precise, "trafilatura, default": usual}


def truths() -> Iterator[tuple[str, bytes, str]]:
    """Yield name, bytes and main text of each labelled page that is here."""
    for name, labels in json.loads(LABELS.read_text(encoding="utf-8")).items():
        path = PAGES / name
        if path.is_file():
            wanted, content = set(labels.split()), path.read_bytes()
            texts = [_text(piece) for piece in pieces_of(parse(decode(content)).find("body"))]
            yield name, content, " ".join(text for text in texts if _label(text) in wanted)


def _label(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def f1(text: str, truth: str) -> float:
    """Return the harmonic mean of precision and recall of the words of a text."""
    found, wanted = (Counter(re.findall(r"\w+", each.casefold())) for each in (text, truth))
    return 2 * (found & wanted).total() / max(found.total() + wanted.total(), 1)


def scores() -> dict[str, list[float]]:
    """Return the score of each reader on each page."""
    pages = list(truths())
    return {name: [f1(read(content), truth) for _, content, truth in pages] for name, read in READERS.items()}


def main() -> None:
    """Print mean and worst score of each reader."""
    for name, found in scores().items():
        if found:
            click.echo(f"{name:<24} mean {sum(found) / len(found):.3f}, worst {min(found):.3f}, pages {len(found)}")


if __name__ == "__main__":
    main()
