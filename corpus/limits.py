"""What reading one input may cost, and a guard that ends the process of one that costs more."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

try:
    import resource
except ImportError:  # Windows has neither this module nor timers.
    resource = None  # type: ignore[assignment]

OVER_MEMORY = 77
"""Exit status of a process that needed more memory than it may."""
OVER_TIME = frozenset(-signal.Signals[name] for name in ("SIGALRM", "SIGPROF") if name in signal.Signals.__members__)
"""Exit statuses of a process that needed more time than it may."""
_LOOK_S = 0.05
_SLACK = 2
"""Memory is refused outright beyond this many times the limit: what asks for so much at once is not seen coming."""
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one input may cost: seconds of processor time, bytes of memory, and bytes of what is made of it."""

    seconds: float = 120
    memory: int = 2 << 30
    output: int = 64 << 20
    patience: float = 10
    """How many times as long is waited for it: on a busy machine work takes longer than its processor time."""
    untimed_seconds: float = 7200
    """How long work that is announced as slow or long may take in all, on top of `seconds`."""


class _Clock:
    """A timer of the system, which ends the process at some moment, also in code that never returns to Python."""

    def __init__(self, timer: str, now: Callable[[], float]) -> None:
        self._timer: int | None = getattr(signal, timer, None)
        self._now = now
        self.ends = 0.0

    def start(self, seconds: float) -> None:
        self.ends = self._now()
        self.extend(seconds)

    def extend(self, seconds: float) -> None:
        self.ends += seconds
        if self._timer is not None:
            signal.setitimer(self._timer, max(self.ends - self._now(), 0.001))

    def stop(self) -> None:
        if self._timer is not None:
            signal.setitimer(self._timer, 0)

    @contextmanager
    def paused(self, seconds: float) -> Iterator[None]:
        began = self._now()
        self.extend(seconds)
        try:
            yield
        finally:
            self.extend(min(self._now() - began, seconds) - seconds)


class Guard:
    """Holds the process to the limits while an input is in hand.

    Time is kept by timers of the system; memory by a thread that looks often, and says by its exit status what it ended
    the process for.
    """

    def __init__(self, limits: Limits) -> None:
        """Set the hard limit on memory, for this process and those that it starts, and begin to look."""
        self.limits = limits
        self._is_on = False
        self._left = 0.0
        self._work, self._wall = _Clock("ITIMER_PROF", time.process_time), _Clock("ITIMER_REAL", time.monotonic)
        if resource:
            _, hard = resource.getrlimit(resource.RLIMIT_DATA)
            most = _SLACK * limits.memory
            soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
            threading.Thread(target=self._look, daemon=True).start()

    @contextmanager
    def on(self) -> Iterator[None]:
        """Hold the process to the limits in this block, with the whole of the time."""
        self._is_on, self._left = True, self.limits.untimed_seconds
        self._work.start(self.limits.seconds)
        self._wall.start(self.limits.patience * self.limits.seconds)
        try:
            yield
        finally:
            self._work.stop()
            self._wall.stop()
            self._is_on = False

    @contextmanager
    def paused(self, seconds: float) -> Iterator[float]:
        """Leave the time of this block out of the count, up to some seconds; yield how many it may take."""
        began, allowed = time.monotonic(), min(seconds, self._left)
        with self._work.paused(allowed), self._wall.paused(allowed):
            yield allowed
        self._left = max(self._left - (time.monotonic() - began), 0.0)

    def extend(self, seconds: float) -> None:
        """Give some seconds of processor time more, if there are as many left."""
        given = min(seconds, self._left)
        self._left -= given
        self._work.extend(given)
        self._wall.extend(self.limits.patience * given)

    def _look(self) -> None:
        while True:
            time.sleep(_LOOK_S)
            if self._is_on and _peak() > self.limits.memory:
                os._exit(OVER_MEMORY)


_guards: list[Guard] = []


def start_guard(limits: Limits) -> None:
    """Hold this process to limits from now on, whenever an input is in hand."""
    _guards[:] = [Guard(limits)]


@contextmanager
def guarded() -> Iterator[None]:
    """Hold the process to its limits in this block, if it has any."""
    with _guards[0].on() if _guards else nullcontext():
        yield


@contextmanager
def slow_work(seconds: float) -> Iterator[float]:
    """Do what is known to be slow, up to some seconds that do not count; yield how many of them are left for it."""
    with _guards[0].paused(seconds) if _guards else nullcontext(seconds) as allowed:
        yield allowed


def long_work(seconds: float) -> None:
    """Tell that an input is large, and may take some more seconds of processor time."""
    if _guards:
        _guards[0].extend(seconds)


def _peak() -> int:
    """Return the most memory in bytes that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _MAXRSS_UNIT
