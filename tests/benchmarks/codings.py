"""How well passages are coded: macro-F1 on the example's gold, and on real passages with two coders where they exist.

Run `python -m tests.benchmarks.codings`. The weights of the codebook were fitted on these same passages, so that the
figures flatter; on documents that had no part in the fit they are some hundredths lower.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from corpus.study import load_study
from synthesis.codebook import CODEBOOKS, NONE
from synthesis.coder import Coder
from synthesis.codings import CodingSettings, code_text, load_coder
from synthesis.embed import Vectors, kept_vectors

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "corpus" / "example" / "gold.jsonl"
REAL = ROOT.parent / "shared" / "gold" / "passages.jsonl"
SCORER = ROOT.parent / "shared" / "tools" / "score_coding.py"
FIELDS = ("soort", "venster", "aspect", "element", "richting")
FEWEST = 5
"""Labels that fewer passages carry are left out of the mean."""
LIKELY = 0.5
"""The score from which a code is likelier than not; publication asks for more."""
_NO_VENSTER = "nvt"

Codes = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Coded:
    """Texts with the codes that the coder gave, its relevance, and how fast it was."""

    codes: tuple[Codes, ...]
    relevance: tuple[float, ...]
    per_second: float


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def code_all(texts: Sequence[str], vectors: Vectors, coder: Coder, score_from: float = LIKELY) -> Coded:
    """Return the codes of texts with at least a score; a text without a soort has `geen` and nothing else."""
    started = time.perf_counter()
    verdicts = [code_text(text, vector, coder) for text, vector in zip(texts, vectors, strict=True)]
    seconds = time.perf_counter() - started
    codes: list[Codes] = []
    for given in verdicts:
        kept = [item for item in given if item.score >= score_from and item.code != NONE]
        found = {name: [item.code for item in kept if item.dimension == name] for name in FIELDS}
        codes.append(found if found["soort"] else {name: [NONE] if name == "soort" else [] for name in FIELDS})
    relevance = [
        coder.weigher.relevance(coder.reader.read(text), similarity)
        for text, similarity in zip(texts, coder.anchors.measure(vectors).astype("f8"), strict=True)
    ]
    return Coded(tuple(codes), tuple(relevance), len(texts) / seconds)


def macro_f1(truth: Sequence[Sequence[str]], given: Sequence[Sequence[str]]) -> tuple[float, int]:
    """Return the mean F1 of the labels that at least FEWEST texts carry, and how many labels those are."""
    labels = sorted({label for codes in truth for label in codes})
    scores = []
    for label in labels:
        right = sum(label in a and label in b for a, b in zip(truth, given, strict=True))
        carried, said = sum(label in codes for codes in truth), sum(label in codes for codes in given)
        if carried >= FEWEST:
            scores.append(2 * right / (carried + said))
    return (sum(scores) / len(scores) if scores else 0.0), len(scores)


def score_example(coder: Coder, settings: CodingSettings) -> None:
    """Print the macro-F1 of each field on the example."""
    rows = [row for row in read_lines(EXAMPLE) if row.get("soort")]
    texts = [row["text"] for row in rows]
    coded = code_all(texts, kept_vectors(settings.embedder, texts), coder)
    click.echo(f"example: {len(rows)} passages, {coded.per_second:.0f} passages/s with vectors given")
    for name in FIELDS:
        truth = [[row[name]] if isinstance(row[name], str) else row[name] or [] for row in rows]
        score, count = macro_f1(truth, [codes[name] for codes in coded.codes])
        click.echo(f"  {name:8s} macro-F1 {score:.3f} ({count} labels)")
    public = code_all(texts, kept_vectors(settings.embedder, texts), coder, settings.publish_from)
    for name in ("soort", "element"):
        said = [(code in row[name]) for row, codes in zip(rows, public.codes, strict=True) for code in codes[name]]
        carried = sum(len(row[name]) for row in rows)
        click.echo(f"  {name:8s} published: precision {sum(said) / len(said):.3f}, recall {sum(said) / carried:.3f}")
    pairs = [(row["richting"], codes["richting"]) for row, codes in zip(rows, coded.codes, strict=True)]
    both = [(truth, given[0]) for truth, given in pairs if truth and given]
    click.echo(f"  richting right where both give one: {sum(a == b for a, b in both)} of {len(both)}")


def score_real(coder: Coder, settings: CodingSettings) -> None:
    """Print what the scorer of the two-coder passages says."""
    rows = list(read_lines(REAL))
    texts = [row["text"] for row in rows]
    coded = code_all(texts, kept_vectors(settings.embedder, texts), coder)
    click.echo(f"real: {len(rows)} passages with two coders")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "codes.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for row, codes, relevance in zip(rows, coded.codes, coded.relevance, strict=True):
                venster = [_NO_VENSTER] if codes["soort"] == [NONE] else codes["venster"]
                line = {"id": row["id"], **codes, "venster": venster, "relevance": relevance}
                file.write(json.dumps(line) + "\n")
        command = [sys.executable, str(SCORER), str(REAL), str(path)]
        answer = subprocess.run(command, check=True, capture_output=True, text=True)
    click.echo("".join(f"  {line}\n" for line in answer.stdout.splitlines()), nl=False)


def main() -> None:
    """Print the figures of the codebook that comes along."""
    settings = CodingSettings.of(load_study("voorbeeld"))
    coder = load_coder(settings.path, settings.embedder, settings.codebook_hash)
    click.echo(f"codebook {settings.codebook} of {CODEBOOKS.name}, {settings.embedder}")
    if EXAMPLE.is_file():
        score_example(coder, settings)
    if REAL.is_file() and SCORER.is_file():
        score_real(coder, settings)


if __name__ == "__main__":
    main()
