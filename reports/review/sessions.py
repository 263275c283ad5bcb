"""Sessions: who logged in, kept here and not with the browser, so that they can be ended at once."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass

from reports.review.register import Account
from reports.review.vault import Vault, hash_of

IDLE_S = 8 * 3600
"""How long a session lasts without being used."""
LONGEST_S = 14 * 86400
"""How long it lasts at most."""
_TOUCH_S = 300
"""How far what is kept of its last use may be behind."""
_LIVE = "sessions.hash = ? AND revoked_at IS NULL AND sessions.seen_at > ? AND sessions.made_at > ?"


@dataclass(frozen=True)
class Session:
    """A session that is not over, and whose it is."""

    name: str
    pseudonym: str
    role: str
    form_token: str
    """What every form of this session holds."""
    is_stale: bool
    """Whether its use is to be kept once more."""


class Sessions:
    """The sessions in a vault."""

    def __init__(self, vault: Vault) -> None:
        """Take the file that they are in."""
        self._vault, self._key = vault, vault.secret("formulieren")

    def start(self, account: Account) -> str:
        """Return the token of a new session; empty where the account or its password is not what it was.

        Sessions that are over are removed.
        """
        token, now = secrets.token_urlsafe(32), self._vault.now
        with self._vault.writing() as db:
            db.execute("DELETE FROM sessions WHERE seen_at <= ? OR made_at <= ?", [now - IDLE_S, now - LONGEST_S])
            query = "UPDATE accounts SET seen_at = ? WHERE id = ? AND revoked_at IS NULL AND password_hash = ?"
            if not db.execute(query, [now, account.id, account.password_hash]).rowcount:
                return ""
            db.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", [hash_of(token), account.id, now, now])
        return token

    def find(self, token: str) -> Session | None:
        """Return the session with a token, as it is on disk at this moment: what another program ended is over."""
        now, key = self._vault.now, hash_of(token)
        query = f"""SELECT name, pseudonym, role, sessions.seen_at FROM sessions
            JOIN accounts ON accounts.id = account_id WHERE {_LIVE}"""
        row = self._vault.look(query, key, now - IDLE_S, now - LONGEST_S)
        if row is None:
            return None
        form_token = hmac.new(self._key, key.encode(), "sha256").hexdigest()
        return Session(row["name"], row["pseudonym"], row["role"], form_token, now - row["seen_at"] > _TOUCH_S)

    def touch(self, token: str) -> None:
        """Keep that a session was used now."""
        with self._vault.writing() as db:
            query = "UPDATE sessions SET seen_at = ? WHERE hash = ? RETURNING account_id"
            row = db.execute(query, [self._vault.now, hash_of(token)]).fetchone()
            if row:
                db.execute("UPDATE accounts SET seen_at = ? WHERE id = ?", [self._vault.now, row[0]])

    def end(self, token: str) -> None:
        """End a session."""
        with self._vault.writing() as db:
            db.execute("DELETE FROM sessions WHERE hash = ?", [hash_of(token)])
