"""Kill the run of the example at random moments, let a last run finish, and compare with an uninterrupted run.

Run `python -m tests.benchmarks.crash [KILLS]`; it prints whether the dumps are the same bytes.
"""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import click

from corpus.raw import DATA_VARIABLE

STUDY = "voorbeeld"
COMMAND = [sys.executable, "-m", "corpus.cli"]


def _environment(folder: Path) -> dict[str, str]:
    return os.environ | {DATA_VARIABLE: str(folder)}


def _start(folder: Path, study: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*COMMAND, "run", "--study", study],
        env=_environment(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def dump_hash(folder: Path, study: str) -> str:
    """Return the SHA-256 of what `kennissynthese dump` prints."""
    done = subprocess.run(
        [*COMMAND, "dump", "--study", study], env=_environment(folder), capture_output=True, check=True
    )
    return hashlib.sha256(done.stdout).hexdigest()


def killed_run(folder: Path, study: str, moments: Iterator[float]) -> int:
    """Start a run and kill it after each of some seconds, until one finishes; return how many were killed."""
    killed = 0
    while True:
        run = _start(folder, study)
        try:
            status = run.wait(next(moments, None))
        except subprocess.TimeoutExpired:
            run.kill()
            run.wait()
            killed += 1
            continue
        if status:
            raise click.ClickException(f"a run of {study} that was not killed failed")
        return killed


def main() -> None:
    """Print how many runs were killed and whether each corpus is the same as without."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as name:
        clean = Path(name) / "clean"
        began = time.perf_counter()
        killed_run(clean, STUDY, iter(()))
        longest = (time.perf_counter() - began) / 2
        chance, killed, corpora, same = random.Random(1), 0, 0, True
        while killed < kills:
            folder = Path(name) / str(corpora)
            left = kills - killed
            killed += killed_run(folder, STUDY, iter([chance.uniform(0.2, longest) for _ in range(left)]))
            same &= dump_hash(folder, STUDY) == dump_hash(clean, STUDY)
            corpora += 1
    click.echo(f"{killed} runs of {corpora} corpora killed; the dumps are {'the same' if same else 'DIFFERENT'}")
    sys.exit(not same)


if __name__ == "__main__":
    main()
