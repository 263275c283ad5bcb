"""Zelfevaluaties beside a model of them: whatever is done in whatever order, and when a process is killed halfway."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from reports.products.evaluations import NAME, Evaluations
from tests.conftest import ROOT

_KEYS = st.text(min_size=1, max_size=12)
_ANSWERS = st.dictionaries(_KEYS, st.integers(0, 4), max_size=5)
_PLACES = st.sampled_from([("GM9101", "Merenburg"), ("GM9102", "Oudermeer"), ("GM0344", "Utrecht")])


class Kept(RuleBasedStateMachine):
    """What is kept is what was said last, for each link apart."""

    tokens = Bundle("tokens")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.kept = Evaluations(Path(self.folder.name) / NAME)
        self.model: dict[str, tuple[str, dict[str, int]]] = {}

    @rule(target=tokens, place=_PLACES)
    def start(self, place: tuple[str, str]) -> str:
        token = self.kept.start(*place)
        assert token not in self.model
        self.model[token] = (place[1], {})
        return token

    @rule(token=tokens, answers=_ANSWERS)
    def save(self, token: str, answers: dict[str, int]) -> None:
        assert self.kept.save(token, answers)
        self.model[token][1].update(answers)

    @rule(token=consumes(tokens))
    def remove(self, token: str) -> None:
        assert self.kept.remove(token)
        del self.model[token]
        assert self.kept.find(token) is None and not self.kept.save(token, {"x": 1})

    @rule()
    def open_again(self) -> None:
        self.kept = Evaluations(self.kept.path)

    @invariant()
    def each_link_has_its_own(self) -> None:
        for token, (gemeente, answers) in self.model.items():
            found = self.kept.find(token)
            assert found and (found.gemeente, dict(found.answers)) == (gemeente, answers)

    @invariant()
    def counts_add_up(self) -> None:
        rows = self.kept.by_gemeente()
        assert sum(row["zelfevaluaties"] for row in rows) == len(self.model)
        assert sum(row["antwoorden"] for row in rows) == sum(len(answers) for _, answers in self.model.values())
        scores = ("antwoord_1", "antwoord_2", "antwoord_3", "antwoord_4", "weet_niet")
        told = sum(row[name] for row in self.kept.by_statement() for name in scores)
        assert told == sum(len(answers) for _, answers in self.model.values())

    def teardown(self) -> None:
        self.folder.cleanup()


TestKept: Any = Kept.TestCase
TestKept.settings = settings(
    max_examples=8, stateful_step_count=10, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
)

_HALFWAY = """
import os, signal, sys
from contextlib import contextmanager
from pathlib import Path
from reports.products.evaluations import Evaluations

class Killed(Evaluations):
    @contextmanager
    def _writing(self):
        with super()._writing() as db:
            yield db
            assert db.total_changes > 400
            os.kill(os.getpid(), signal.SIGKILL)

Killed(Path(sys.argv[1])).save(sys.argv[2], {f"element_{number}": 3 for number in range(400)})
"""


def test_a_process_that_is_killed_halfway_leaves_the_answers_as_they_were(tmp_path: Path) -> None:
    kept = Evaluations(tmp_path / NAME)
    token = kept.start("GM9101", "Merenburg")
    kept.save(token, {"outreachend": 2})
    command = [sys.executable, "-c", _HALFWAY, str(kept.path), token]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert done.returncode == -9, done.stderr
    found = kept.find(token)
    assert found and found.answers == {"outreachend": 2}
    assert kept.save(token, {"outreachend": 3})
    assert {path.stat().st_mode & 0o077 for path in tmp_path.iterdir()} == {0}
