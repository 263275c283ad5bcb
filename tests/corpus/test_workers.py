"""Inputs that cost too much, or kill the process that reads them, cost themselves alone and say why."""

from __future__ import annotations

import os
import re
import resource
import signal
import time
from collections.abc import Iterator

import pytest

from corpus.issues import Unreadable
from corpus.limits import Limits, guarded, long_work, slow_work
from corpus.workers import Result, each_in_pool

LIMITS = Limits(seconds=0.5, patience=8, memory=400 << 20, output=1 << 20, untimed_seconds=2)
GOOD = ["één", "twee"]


def _fill() -> None:
    held = []
    while True:
        held.append(bytearray(8 << 20))


def _nest(depth: int) -> int:
    return _nest(depth + 1) + 1


def _backtrack() -> None:
    """Hold the interpreter's lock in C for ages."""
    re.match(r"(a+)+$", "a" * 60 + "b")


COSTS = {
    "fills": _fill,
    "asks": lambda: bytearray(40 << 30),
    "sleeps": lambda: time.sleep(60),
    "matches": _backtrack,
    "nests": lambda: _nest(0),
    "errs": lambda: {}["weg"],
    "dies": lambda: os.kill(os.getpid(), signal.SIGSEGV),
}


def _read(what: str, settings: None) -> Iterator[str]:
    if what in COSTS:
        COSTS[what]()
    if what.startswith("waits"):
        seconds = float(what.removeprefix("waits"))
        with slow_work(seconds + 1):
            time.sleep(seconds)
    if what.startswith("works"):
        seconds = float(what.removeprefix("works"))
        long_work(seconds)
        while time.process_time() < seconds:
            pass
    yield "x" * (2 << 20) if what == "swells" else what


def _results(names: list[str], workers: int = 2, limits: Limits | None = LIMITS) -> dict[str, Result]:
    return dict(each_in_pool(_read, [(name, name) for name in names], None, workers, limits=limits, subject=str.upper))


def test_what_costs_too_much_costs_itself_alone() -> None:
    """All in one pool, between good ones, so that each death is survived by its neighbours."""
    said = {
        "fills": "it needs more than 0.39 GB of memory",
        "asks": "it needs more than 0.39 GB of memory",
        "sleeps": "it takes more than 0.5 s to read",
        "matches": "it takes more than 0.5 s to read",
        "nests": "its parts are nested too deeply",
        "errs": "reading it failed (KeyError)",
        "dies": "the process that read it died",
        "swells": "it holds more than 1 MB of text",
    }
    results = _results(["één", *said, "twee"])
    assert list(results) == ["één", *said, "twee"]
    problems = {name: result for name, result in results.items() if isinstance(result, Unreadable)}
    assert {name: problem.problem for name, problem in problems.items()} == said
    assert [results[name] for name in GOOD] == [["één"], ["twee"]]
    assert all(problem.subject == name.upper() and problem.remedy for name, problem in problems.items())


def test_announced_slow_work_does_not_count_up_to_a_limit() -> None:
    results = _results(["waits5", "waits8"])
    assert results["waits5"] == ["waits5"]
    assert isinstance(results["waits8"], Unreadable)


def test_announced_long_work_may_take_more_processor_time() -> None:
    results = _results(["works1.5", "works5"])
    assert results["works1.5"] == ["works1.5"]
    assert isinstance(results["works5"], Unreadable)


def test_without_limits_nothing_is_held_back_and_errors_are_raised() -> None:
    assert _results(["swells", "waits1"], limits=None)["waits1"] == ["waits1"]
    with pytest.raises(KeyError, match="weg"):
        _results(["errs"], limits=None)


def test_an_error_in_the_program_is_logged_with_its_place(caplog: pytest.LogCaptureFixture) -> None:
    _results(["errs"])
    assert "ERRS: reading it failed" in caplog.text and "KeyError: 'weg'" in caplog.text
    assert "was at errs" in caplog.text


def test_outside_a_worker_slow_work_is_simply_done() -> None:
    with guarded(), slow_work(7) as allowed:
        assert allowed == 7


def _limit_of_child(_: str, settings: None) -> Iterator[tuple[int, int]]:
    yield resource.getrlimit(resource.RLIMIT_DATA)


def test_the_system_refuses_memory_far_beyond_the_limit() -> None:
    ((_, result),) = each_in_pool(_limit_of_child, [("a", "a")], None, 1, limits=LIMITS)
    assert isinstance(result, list)
    assert result[0][0] == 2 * LIMITS.memory
