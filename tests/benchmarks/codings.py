"""How well passages are coded, on documents that had no part in the training, and what each layer adds.

Run `python -m tests.benchmarks.codings [CORPUS]`. The coded passages are those of the example, of the codebook, and,
where they exist, real ones with two coders; the labels beside the codebook count where CORPUS holds their texts. Every
figure is by cross-validation over documents.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import numpy as np
from scipy.special import expit

from corpus.study import load_study
from synthesis.coding import training
from synthesis.coding.codebook import CODEBOOKS, NONE, load_codebook
from synthesis.coding.examples import Example, text_hash
from synthesis.coding.reading import Numbers
from synthesis.coding.similarity import Anchors
from synthesis.coding.stage import CodingSettings
from synthesis.coding.training import Prepared
from synthesis.embed import deep_vectors

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "corpus" / "example" / "gold.jsonl"
REAL = ROOT.parent / "shared" / "gold" / "passages.jsonl"
SCORER = ROOT.parent / "shared" / "tools" / "score_coding.py"
FIELDS = ("soort", "venster", "aspect", "element", "richting")
SCORED = ("soort", "venster", "element")
FLOORS = ROOT / "tests" / "synthesis" / "floors.toml"
_FIGURE = re.compile(r"(?:macro-F1|average precision) ([\d.]+)")
FEWEST = 5
"""Labels that fewer passages carry are left out of the mean."""
_NOTHING = {"soort": [NONE], "venster": ["nvt"], "element": []}
_WORST = 3

Codes = Mapping[str, Sequence[str]]


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


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


def layers(prepared: Prepared) -> dict[str, Prepared]:
    """Return the passages with only what one layer weighs, and with all."""
    width = prepared.width
    anchors = Anchors.of(load_codebook(CODEBOOKS / "sociale-teams.toml"), training.EMBEDDER)
    similarity = anchors.measure(prepared.columns[:, :width].astype(np.float32)).astype(np.float64) * 5
    return {
        "rules": replace(prepared, columns=prepared.columns[:, 2 * width :], width=0),
        "similarity": replace(prepared, columns=similarity, width=0),
        "model over vectors": replace(prepared, columns=prepared.columns[:, : 2 * width]),
        "all": prepared,
    }


def judge(prepared: Prepared) -> tuple[Numbers, Numbers]:
    """Return calibrated log-odds on unseen documents, and those from which a code is given."""
    odds = training.out_of_fold(prepared)
    slopes, shifts = training.calibrate(odds, prepared, prepared.measured)
    calibrated = odds * slopes + shifts
    return calibrated, training.likely_from(calibrated, prepared, prepared.measured)


def codes_given(odds: Numbers, likely: Numbers, codes: Sequence[str]) -> dict[str, list[str]]:
    """Return the codes of a passage as `kennissynthese code` gives them."""
    margins = odds - likely
    if margins[0] < 0:
        return {name: list(own) for name, own in _NOTHING.items()}
    members = {name: [n for n, code in enumerate(codes) if code.startswith(f"{name}:")] for name in SCORED}
    given = {name: [n for n in own if margins[n] >= 0] for name, own in members.items()}
    for name in ("soort", "venster"):
        given[name] = given[name] or [max(members[name], key=lambda n: float(margins[n]))]
    return {name: [codes[n].partition(":")[2] for n in own] for name, own in given.items()}


def score_real(prepared: Prepared, odds: Numbers, likely: Numbers) -> Iterator[str]:
    """Yield what the scorer of the real passages says of codes by cross-validation."""
    places = {text_hash(example.text): number for number, example in enumerate(prepared.examples)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "codes.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for row in read_lines(REAL):
                own = odds[places[text_hash(row["text"])]]
                line = {"id": row["id"], **codes_given(own, likely, prepared.codes), "relevance": float(own[0])}
                file.write(json.dumps(line) + "\n")
        command = [sys.executable, str(SCORER), str(REAL), str(path)]
        yield from subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def below_floors(lines: Sequence[str]) -> Iterator[str]:
    """Yield each figure of the scorer that is below its floor."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["unseen documents"]
    for name, floor in floors.items():
        line = next(line for line in lines if line.startswith(name))
        figure = float(_FIGURE.search(line)[1])  # type: ignore[index]
        if figure < floor:
            yield f"{name} is {figure}, below its floor of {floor}"


def published(prepared: Prepared, odds: Numbers, rows: Numbers, cut: float) -> tuple[float, float, int]:
    """Return precision, recall and number of the codes with at least a probability, where the coders agree."""
    counted = expit(np.minimum(odds, odds[:, :1]))[rows][:, 1:]
    truth = prepared.targets[rows][:, 1:]
    agreed, said = (truth == 0) | (truth == 1), counted >= cut
    right = (said & (truth == 1)).sum()
    return right / max((said & agreed).sum(), 1), right / max((truth == 1).sum(), 1), int((said & agreed).sum())


def by_code(prepared: Prepared, odds: Numbers, likely: Numbers, rows: Numbers) -> Iterator[str]:
    """Yield for each code how well it is found, and the passages on which it is most wrong."""
    for code, key in enumerate(prepared.codes):
        truth, own = prepared.targets[rows, code] > 0.5, odds[rows, code]
        said = own >= likely[code]
        if not truth.any():
            continue
        right = (said & truth).sum()
        surprise = np.where(truth, -own, own)
        worst = [int(rows[n]) for n in np.argsort(-surprise, kind="stable")[:_WORST]]
        named = "; ".join(f"{prepared.examples[n].document[:24]} ‘{prepared.examples[n].text[:32]}…’" for n in worst)
        yield (
            f"  {key:34s} n {truth.sum():4d}  precision {right / max(said.sum(), 1):.2f}"
            f"  recall {right / truth.sum():.2f}  worst: {named}"
        )


def speed(examples: Sequence[Example]) -> str:
    """Return how fast 2,000 passages are coded in one process, their vectors given."""
    settings = CodingSettings.of(load_study("voorbeeld"))
    coder = next(iter(settings.coders.values()))
    texts = [example.text for example in examples][:2000]
    vectors, inner = deep_vectors(settings.embedder, texts)
    list(coder.code_all(texts[:50], vectors[:50], inner[:50]))
    began = time.process_time()
    list(coder.code_all(texts, vectors, inner))
    return f"{len(texts) / (time.process_time() - began):.0f} passages/s of CPU, the words of most new to it"


def main(corpora: Sequence[Path] = ()) -> None:
    """Print all figures."""
    path = CODEBOOKS / "sociale-teams.toml"
    examples = training.gather(path, [REAL] if REAL.is_file() else [], corpora)
    prepared = training.prepare(load_codebook(path), examples)
    real = np.flatnonzero([example.is_real for example in examples])
    own = np.flatnonzero([not example.is_real for example in examples])
    click.echo(f"{len(examples)} coded passages, {len(real)} of them real; {speed(examples)}")
    for name, layer in layers(prepared).items():
        odds, likely = judge(layer)
        click.echo(name)
        scores = list(score_real(layer, odds, likely)) if SCORER.is_file() else []
        click.echo("".join(f"  {line}\n" for line in scores), nl=False)
    for name, rows in (("real", real), ("example and codebook", own)):
        for cut in (0.5, 0.6, 0.7, 0.8) if len(rows) else ():
            precision, recall, count = published(prepared, odds, rows, cut)
            click.echo(f"published from {cut}, {name}: precision {precision:.3f}, recall {recall:.3f} ({count})")
    click.echo("reliability: mean probability, share that was so, number")
    for said, was, count in training.reliability(odds, prepared, prepared.measured):
        click.echo(f"  {said:.2f}  {was:.2f}  {count:.0f}")
    click.echo("by code")
    click.echo("\n".join(by_code(prepared, odds, likely, prepared.measured)))
    if scores and corpora and (low := list(below_floors(scores))):
        raise click.ClickException("; ".join(low))


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
