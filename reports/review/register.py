"""Who has an account: invited, renewed, unlocked, revoked and forgotten by whoever looks after the site."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

from corpus.issues import Refused
from corpus.review.entries import ROLES
from reports.review import pseudonyms
from reports.review.vault import Vault, hash_of

INVITATION_DAYS = 7
_COLUMNS = "id, name, pseudonym, role, password_hash, revoked_at, seen_at"
_INVITED = f"SELECT {_COLUMNS} FROM accounts JOIN invitations ON account_id = id WHERE hash = ? AND expires_at > ?"


@dataclass(frozen=True)
class Account:
    """Somebody who may come in, or could."""

    id: int
    name: str
    pseudonym: str
    role: str
    password_hash: str | None
    """None until a password is chosen."""
    revoked_at: float | None
    seen_at: float | None

    @property
    def can_enter(self) -> str | None:
        """The hash of the password with which to come in; None where none does."""
        return None if self.revoked_at else self.password_hash


def key_of(name: str) -> str:
    """Return a name as it is compared: without regard to capitals, spaces around it and ways to write an accent."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


class Register:
    """The accounts in a vault."""

    def __init__(self, vault: Vault) -> None:
        """Take the file that they are in."""
        self._vault = vault

    def invite(self, name: str, role: str) -> tuple[Account, str]:
        """Return a new account under a pseudonym that was drawn, and the token of its link; raise Refused."""
        name = " ".join(unicodedata.normalize("NFC", name).split())
        if not name or not name.isprintable() or len(name) > 100:
            raise Refused(f"name {name!r}", "this is no name to log in with", "Give 1 to 100 characters")
        if role not in ROLES:
            raise Refused(f"role {role!r}", "there is no such role", f"Choose {', '.join(ROLES)}")
        with self._vault.writing() as db:
            if self.find(name):
                raise Refused(name, "there is an account with this name already", "Use `renew` to make a new link")
            values = [name, key_of(name), self._draw(db), role, self._vault.now]
            db.execute("INSERT INTO accounts (name, name_key, pseudonym, role, made_at) VALUES (?, ?, ?, ?, ?)", values)
            account = self.account(name)
            return account, self._invitation(db, account)

    def _draw(self, db: Any) -> str:
        while True:
            pseudonym = pseudonyms.draw()
            if db.execute("INSERT OR IGNORE INTO pseudonyms VALUES (?)", [pseudonym]).rowcount:
                return pseudonym

    def _invitation(self, db: Any, account: Account) -> str:
        token = secrets.token_urlsafe(32)
        db.execute("DELETE FROM invitations WHERE account_id = ?", [account.id])
        values = [hash_of(token), account.id, self._vault.now + INVITATION_DAYS * 86400]
        db.execute("INSERT INTO invitations VALUES (?, ?, ?)", values)
        return token

    def renew(self, name: str) -> str:
        """Return the token of a new link, which takes the place of the old one; who was revoked may come in again."""
        with self._vault.writing() as db:
            account = self.account(name)
            db.execute("UPDATE accounts SET revoked_at = NULL, password_hash = iif(revoked_at IS NULL, password_hash,"
                       " NULL) WHERE id = ?", [account.id])  # fmt: skip
            return self._invitation(db, account)

    def revoke(self, name: str) -> None:
        """Let somebody in no more, from this moment; raise Refused where there is no such account."""
        with self._vault.writing() as db:
            account = self.account(name)
            db.execute("UPDATE accounts SET revoked_at = ? WHERE id = ?", [self._vault.now, account.id])
            for table in ("sessions", "invitations"):
                db.execute(f"DELETE FROM {table} WHERE account_id = ?", [account.id])

    def forget(self, name: str) -> Account:
        """Remove an account with its name, and return what it was; its pseudonym is never given again."""
        with self._vault.writing() as db:
            account = self.account(name)
            db.execute("DELETE FROM accounts WHERE id = ?", [account.id])
        self._vault.wipe()
        return account

    def invited(self, token: str) -> Account | None:
        """Return whose link has this token, as long as it can be used."""
        row = self._vault.look(_INVITED, hash_of(token), self._vault.now)
        return Account(*row) if row else None

    def accept(self, token: str, password_hash: str) -> Account | None:
        """Set the password of whose link has this token, and return the account.

        The link works no more. None where it did not work any more.
        """
        with self._vault.writing() as db:
            row = db.execute(_INVITED, [hash_of(token), self._vault.now]).fetchone()
            db.execute("DELETE FROM invitations WHERE hash = ?", [hash_of(token)])
            return self.set_password(Account(*row), password_hash) if row else None

    def set_password(self, account: Account, password_hash: str) -> Account:
        """Keep the hash of a password, end all sessions of its account, and return the account as it is now."""
        with self._vault.writing() as db:
            db.execute("UPDATE accounts SET password_hash = ? WHERE id = ?", [password_hash, account.id])
            db.execute("DELETE FROM sessions WHERE account_id = ?", [account.id])
        return replace(account, password_hash=password_hash)

    def find(self, name: str) -> Account | None:
        """Return the account with a name."""
        with self._vault.writing() as db:
            row = db.execute(f"SELECT {_COLUMNS} FROM accounts WHERE name_key = ?", [key_of(name)]).fetchone()
        return Account(*row) if row else None

    def account(self, name: str) -> Account:
        """Return the account with a name; raise Refused where there is none."""
        found = self.find(name)
        if not found:
            raise Refused(name, "there is no account with this name", "See `kennissynthese review members`")
        return found

    def accounts(self) -> list[Account]:
        """Return all accounts, by name."""
        with self._vault.writing() as db:
            return [Account(*row) for row in db.execute(f"SELECT {_COLUMNS} FROM accounts ORDER BY name_key")]

    def is_invited(self, account: Account) -> bool:
        """Tell whether an account has a link that can be used."""
        query = "SELECT 1 FROM invitations WHERE account_id = ? AND expires_at > ?"
        return self._vault.look(query, account.id, self._vault.now) is not None
