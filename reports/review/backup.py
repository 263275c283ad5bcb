"""The daily copies of what cannot be built anew: the review database, and the accounts beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from corpus.review.backup import KEEP, back_up, backup_folder, remove_old
from corpus.review.ledger import Ledger
from reports.review.vault import ACCOUNTS, Vault


def back_up_both(review: Path, day: date, keep: int = KEEP) -> Iterator[Path]:
    """Write the copies of a day, over connections of their own, and yield their paths; the oldest ones are removed.

    Raises Refused where the chain of the copy is not whole; then none is removed.
    """
    with Ledger(review) as ledger:
        yield back_up(ledger, day, keep)
    accounts = review.with_name(ACCOUNTS)
    target = backup_folder(review) / f"{accounts.stem}-{day.isoformat()}.db"
    with closing(Vault(accounts)) as vault:
        vault.back_up(target)
    remove_old(target.parent, accounts.stem, keep)
    yield target
