from __future__ import annotations

import os
import signal

import pytest

from corpus.issues import Surprise
from harvest.crawling.fetching import Fetcher, Order, Wanted
from tests.harvest.universe.server import document, serving

ORDER = Order(user_agent="test", delay_s=0, allow_hosts=("127.0.0.1",))


def test_answers_come_for_all_requests_also_for_more_than_wait_at_once() -> None:
    with serving({f"/{number}.pdf": document(str(number)) for number in range(100)}) as site, Fetcher(ORDER) as fetcher:
        wanted = [Wanted(url=f"{site.root}{number}.pdf") for number in range(100)]
        fetched = list(fetcher.fetch(wanted))
        assert sorted(each.url for each in fetched) == sorted(each.url for each in wanted)
        assert len({each.sha256 for each in fetched}) == 100
        assert [each.status for each in fetcher.fetch([Wanted(url=f"{site.root}weg")])] == [404]


def test_a_crawler_that_is_killed_is_a_surprise() -> None:
    with serving({"/a.pdf": document("a")}) as site, Fetcher(ORDER) as fetcher:
        list(fetcher.fetch([Wanted(url=f"{site.root}a.pdf")]))
        assert fetcher._process
        os.kill(fetcher._process.pid, signal.SIGKILL)
        with pytest.raises(Surprise, match="was killed by signal 9"):
            list(fetcher.fetch([Wanted(url=f"{site.root}a.pdf")]))


def test_no_crawler_is_started_for_nothing() -> None:
    with Fetcher(ORDER) as fetcher:
        assert list(fetcher.fetch([])) == []
        assert fetcher._process is None
