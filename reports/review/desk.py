"""What the review site has at hand while it runs, whichever snapshot of the corpus is being shown."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from corpus.judgements import Judgement
from corpus.review.entries import Statement
from corpus.review.ledger import Author, Entry, Ledger
from corpus.study import Study
from reports.review.accounts import Accounts
from reports.review.board import Board

_ATTRIBUTE = "kennissynthese_desk"


@dataclass(frozen=True)
class Desk:
    """The study, the review database with one thread that writes, what was judged so far, and the accounts."""

    study: Study
    ledger: Ledger
    board: Board
    accounts: Accounts
    is_secure: bool = False
    """Whether the site is reached through https, by a proxy before it."""
    writer: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="review"))

    def __post_init__(self) -> None:
        """Make the accounts hand out the cookies of a secure site where this is one."""
        self.accounts.is_secure = self.is_secure

    async def enter(self, said: Statement | Judgement, by: Author, *, uuid: str, remark: str = "") -> Entry:
        """Return the entry of what is said once it is on disk and on the board; raise Taken as `Ledger.append` does."""
        loop = asyncio.get_running_loop()
        entry = await loop.run_in_executor(self.writer, lambda: self.ledger.append(said, by, uuid=uuid, remark=remark))
        self.board.take(entry)
        return entry

    async def with_ledger(self, ask: Any) -> Any:
        """Return what a function of the ledger returns, asked on the thread that writes."""
        return await asyncio.get_running_loop().run_in_executor(self.writer, lambda: ask(self.ledger))

    def close(self) -> None:
        """Close what is open; what is being written is written first."""
        self.writer.shutdown(wait=True)
        self.ledger.close()
        self.accounts.close()


def put_desk(datasette: Any, desk: Desk) -> None:
    """Make a Datasette show the review site."""
    setattr(datasette, _ATTRIBUTE, desk)


def desk_of(datasette: Any) -> Desk | None:
    """Return the desk of a Datasette that shows the review site; None for the public one."""
    return getattr(datasette, _ATTRIBUTE, None)
