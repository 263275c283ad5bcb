"""The site is killed while members judge: what was acknowledged is there, once, and the chain is whole.

At full size, 20 writers of 500 judgements and 30 kills: `python -m tests.benchmarks.review_faults`.
"""

from __future__ import annotations

import random
from pathlib import Path

from tests.reports.review.fault_cases import Siege


def test_nothing_that_was_acknowledged_is_lost(tmp_path: Path) -> None:
    siege = Siege(tmp_path, 4)
    outcome = siege.endure(25, 2, random.Random(6))
    assert siege.lost() == []
    assert (len(outcome.acknowledged), outcome.kills) == (100, 2)
    assert outcome.retried > 0
    assert [path.name for path in siege.folder.rglob(".half-*")] == []
    assert len(list((siege.folder / "snapshots").iterdir())) == 1
