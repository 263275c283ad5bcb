"""Versions made in a process of their own: a snapshot of a large corpus takes minutes, and the site has to answer."""

from __future__ import annotations

import os
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from pebble import ProcessPool

from reports.review.versions import make


class Apart:
    """One process that makes versions, and lets the process that answers go first."""

    def __init__(self) -> None:
        """Begin no process yet."""
        self._pool: Any = ProcessPool(1, initializer=_stand_back, context=get_context("spawn"))
        self._making: Any = None

    def make(self, study_path: str, target: Path) -> Path:
        """Return the folder of a version once it is made, as `versions.make` does."""
        self._making = self._pool.schedule(make, args=[study_path, target])
        made: Path = self._making.result()
        return made

    def stop(self) -> None:
        """End the process; who waits for a version waits no longer, and what there is of it is removed later."""
        if self._making:
            self._making.cancel()
        self._pool.stop()
        self._pool.join()


def _stand_back() -> None:
    if hasattr(os, "nice"):
        os.nice(5)
