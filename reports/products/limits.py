"""How often somebody may do something: counted in memory, by a hash of the address that is of no use elsewhere."""

from __future__ import annotations

import hmac
import secrets
import time
from collections import deque
from collections.abc import Callable

PERIOD_S = 3600.0
_MOST_SUBJECTS = 10_000


class Limits:
    """Counts of the last hour, for each address and for all together; nothing of it is written down."""

    def __init__(self, by_address: int, in_all: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Take how often one address may, and how often all of them may, in an hour."""
        self._by_address, self._in_all, self._clock = by_address, in_all, clock
        self._key = secrets.token_bytes(32)
        self._done: dict[bytes, deque[float]] = {}
        self._all: deque[float] = deque()

    def may(self, address: str) -> bool:
        """Count that an address does something now, and tell whether it may."""
        now, subject = self._clock(), hmac.digest(self._key, address.encode(), "sha256")
        own = self._done.setdefault(subject, deque())
        for times in (own, self._all):
            while times and times[0] <= now - PERIOD_S:
                times.popleft()
        if len(own) >= self._by_address or len(self._all) >= self._in_all:
            self._forget(now)
            return False
        own.append(now)
        self._all.append(now)
        self._forget(now)
        return True

    def _forget(self, now: float) -> None:
        """Drop addresses that did nothing for an hour, once there are many."""
        if len(self._done) > _MOST_SUBJECTS:
            self._done = {key: times for key, times in self._done.items() if times and times[-1] > now - PERIOD_S}
