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


def killed_run(folder: Path, study: str, kills: int, longest_s: float, seed: int = 1) -> int:
    """Start a run and kill it, `kills` times at random moments, then let one finish; return how many were killed."""
    moments = random.Random(seed)
    killed = 0
    for _ in range(kills):
        run = _start(folder, study)
        try:
            run.wait(moments.uniform(0.2, longest_s))
        except subprocess.TimeoutExpired:
            run.kill()
            run.wait()
            killed += 1
    if _start(folder, study).wait():
        raise click.ClickException(f"the last run of {study} failed")
    return killed


def main() -> None:
    """Print how many runs were killed and whether the corpus is the same as without."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as name:
        clean, crashed = Path(name) / "clean", Path(name) / "crashed"
        began = time.perf_counter()
        if _start(clean, STUDY).wait():
            raise click.ClickException("the uninterrupted run failed")
        seconds = time.perf_counter() - began
        killed = killed_run(crashed, STUDY, kills, longest_s=seconds / 3)
        same = dump_hash(clean, STUDY) == dump_hash(crashed, STUDY)
    click.echo(f"{killed} of {kills} runs killed; the dump is {'the same' if same else 'DIFFERENT'}")
    sys.exit(not same)


if __name__ == "__main__":
    main()
