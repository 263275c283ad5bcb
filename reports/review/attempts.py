"""Wrong passwords: after a few in a row, nobody gets in under that name, or from that address, for a while."""

from __future__ import annotations

import hmac

from reports.review.register import key_of
from reports.review.vault import Vault

BY_NAME, BY_ADDRESS = 5, 30
"""How many wrong passwords in a row; many people can share an address."""
PAUSE_S = 15 * 60


class Attempts:
    """The attempts in a vault; of names and addresses only a hash with a key is kept.

    A name that nobody has is locked as one that somebody has, so that a lock tells nothing.
    """

    def __init__(self, vault: Vault) -> None:
        """Take the file that they are in."""
        self._vault, self._key = vault, vault.secret("pogingen")

    def begin(self, name: str, address: str) -> float:
        """Count an attempt before its password is checked; return 0, or the seconds to wait if it may not be made.

        Counted first, attempts side by side are as few as those one after another.
        """
        now = self._vault.now
        asked = {self._name(name): BY_NAME, self._address(address): BY_ADDRESS}
        with self._vault.writing() as db:
            db.execute("DELETE FROM attempts WHERE last_at <= ?", [now - PAUSE_S])
            for subject, limit in asked.items():
                row = db.execute("SELECT count, last_at FROM attempts WHERE subject = ?", [subject]).fetchone()
                if row and row["count"] >= limit:
                    return max(1.0, float(row["last_at"]) + PAUSE_S - now)
            for subject in asked:
                db.execute("INSERT INTO attempts VALUES (?, 1, ?) ON CONFLICT DO UPDATE"
                           " SET count = count + 1, last_at = excluded.last_at", [subject, now])  # fmt: skip
        return 0.0

    def succeed(self, name: str, address: str) -> None:
        """Take back what was counted for a name, and this one attempt for an address."""
        with self._vault.writing() as db:
            self.clear(name)
            db.execute("UPDATE attempts SET count = count - 1 WHERE subject = ?", [self._address(address)])

    def clear(self, name: str) -> None:
        """Unlock a name."""
        with self._vault.writing() as db:
            db.execute("DELETE FROM attempts WHERE subject = ?", [self._name(name)])

    def is_locked(self, name: str) -> bool:
        """Tell whether a name is locked."""
        query = "SELECT 1 FROM attempts WHERE subject = ? AND count >= ? AND last_at > ?"
        return self._vault.look(query, self._name(name), BY_NAME, self._vault.now - PAUSE_S) is not None

    def _name(self, name: str) -> str:
        return self._subject("naam", key_of(name))

    def _address(self, address: str) -> str:
        return self._subject("adres", address)

    def _subject(self, what: str, which: str) -> str:
        return hmac.new(self._key, f"{what}\n{which}".encode(), "sha256").hexdigest()
