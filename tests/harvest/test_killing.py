from __future__ import annotations

import random
from pathlib import Path

from tests.harvest.killing import killed_crawl, routes, study
from tests.harvest.universe.server import serving


def test_a_crawl_that_is_killed_asks_nothing_twice_that_it_had_stored(tmp_path: Path) -> None:
    with serving(routes(200)) as server:
        path = study(tmp_path, server)
        assert killed_crawl(tmp_path / "data", path, server, 200, kills=2, dice=random.Random(3)) > 0
