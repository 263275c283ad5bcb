"""One run at a time, and knowing whether the last one was brought to its end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from corpus.issues import Refused
from corpus.lock import RUN, at_rest, running

HOLD = """
import sys, time
from pathlib import Path
from corpus.lock import running
with running(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def _no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.lock._PATIENCE_S", 0.05)


def _rests(folder: Path) -> bool:
    with at_rest(folder) as is_whole:
        return is_whole


def test_a_second_run_is_refused_and_the_first_one_is_seen(tmp_path: Path) -> None:
    assert _rests(tmp_path)
    with running(tmp_path):
        assert not _rests(tmp_path)
        with pytest.raises(Refused, match="another run of this study is going on"), running(tmp_path):
            pass
    assert _rests(tmp_path)


def test_a_run_that_was_cut_short_is_known_until_another_is_whole(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), running(tmp_path):
        raise KeyboardInterrupt
    assert not _rests(tmp_path)
    with running(tmp_path):
        pass
    assert _rests(tmp_path)


def test_a_lock_is_freed_when_who_has_it_is_killed(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout and other.stdout.readline() == "held\n"
        with pytest.raises(Refused), running(tmp_path):
            pass
        other.kill()
        other.wait()
    assert not _rests(tmp_path)
    with running(tmp_path):
        pass
    assert _rests(tmp_path)


def test_no_run_begins_while_somebody_looks(tmp_path: Path) -> None:
    with running(tmp_path):
        pass
    with at_rest(tmp_path) as is_whole:
        assert is_whole
        with pytest.raises(Refused), running(tmp_path):
            pass


def test_a_lock_that_cannot_be_one_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / RUN).write_bytes(b"dit is geen slot" * 100)
    with pytest.raises(Refused, match="cannot be used as a lock"), running(tmp_path):
        pass
    assert not _rests(tmp_path)
