"""Who may come in: logging in and out, links of invitations, and who it is that asks for a page."""

from __future__ import annotations

import asyncio
import ipaddress
import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from argon2 import Parameters

from reports.review.attempts import Attempts
from reports.review.passwords import COST, Passwords, weakness
from reports.review.register import Account, Register
from reports.review.sessions import Sessions
from reports.review.vault import Clock, Vault, utc_now

_HASHERS, _MOST_WAITING = 2, 20
T = TypeVar("T")
WRONG = "Deze naam en dit wachtwoord horen niet bij elkaar. Kijk of de Caps Lock uit staat en probeer het nog eens."
BUSY = "Er loggen nu veel mensen tegelijk in. Wacht een halve minuut en probeer het nog eens."
LATE = "Deze uitnodiging werkt niet meer. Een link werkt één keer, en zeven dagen lang. Vraag een nieuwe aan."


@dataclass(frozen=True)
class Member:
    """Somebody who has logged in."""

    pseudonym: str
    role: str
    name: str
    token: str
    """What each form of this session holds."""


class Denied(Exception):
    """Why somebody cannot come in, in a sentence for who tries; with the status of the answer."""

    def __init__(self, sentence: str, status: int = 403, wait_s: float = 0) -> None:
        """Keep the sentence, the status, and how long to wait."""
        super().__init__(sentence)
        self.sentence, self.status, self.wait_s = sentence, status, wait_s


class Accounts:
    """The accounts of a study, as a running site asks them."""

    is_secure = False
    """Whether the site is reached through https only; the desk says so."""

    def __init__(self, path: Path, clock: Clock = utc_now, *, cost: Parameters = COST) -> None:
        """Open the file at `path`, made where it is not there; tests can hash passwords at a lower cost."""
        self.vault = Vault(path, clock)
        self.register, self.sessions = Register(self.vault), Sessions(self.vault)
        self.attempts = Attempts(self.vault)
        self.passwords = Passwords(cost)
        self._hashers = ThreadPoolExecutor(_HASHERS, thread_name_prefix="wachtwoord")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="accounts")
        self._waiting = 0

    @property
    def cookie(self) -> str:
        """The name of the cookie; with `__Host-`, no other site of the domain can set it."""
        return "__Host-sessie" if self.is_secure else "sessie"

    def token_of(self, request: Any) -> str:
        """Return the token in the cookie of a request; empty where there is none."""
        parts = (part.strip().partition("=") for part in request.headers.get("cookie", "").split(";"))
        return next((value for name, _, value in parts if name == self.cookie), "")

    def hand_over(self, response: Any, token: str) -> Any:
        """Return a response that gives the browser the token of a session; with an empty one, takes it back."""
        response.set_cookie(
            self.cookie, token, max_age=None if token else 0, secure=self.is_secure, httponly=True, samesite="strict"
        )
        return response

    async def member_of(self, request: Any) -> Member | None:
        """Return who asks; None for who has not logged in, or whose session is over."""
        token = self.token_of(request)
        session = self.sessions.find(token) if token else None
        if session is None:
            return None
        if session.is_stale:
            await self._write(lambda: self.sessions.touch(token))
        return Member(session.pseudonym, session.role, session.name, session.form_token)

    async def log_in(self, name: str, password: str, *, client: str) -> str:
        """Return the token of a new session; raise Denied."""
        account = await self._checked(name, password, client)
        return await self._start(account)

    async def _start(self, account: Account) -> str:
        token = await self._write(lambda: self.sessions.start(account))
        if not token:
            raise Denied(WRONG)
        return token

    async def _checked(self, name: str, password: str, client: str) -> Account:
        """Return the account with this name and password; raise Denied, after the same time whether it exists."""
        self._refuse_if_busy()
        wait_s = await self._write(lambda: self.attempts.begin(name, client))
        if wait_s:
            minutes = "een minuut" if wait_s <= 60 else f"{math.ceil(wait_s / 60)} minuten"
            raise Denied(f"Het is te vaak misgegaan. Probeer het over {minutes} nog eens.", 429, wait_s)
        found = await self._write(lambda: self.register.find(name))
        kept = found.can_enter if found else None
        if not await self._hash(lambda: self.passwords.is_right(kept, password)) or not found or not kept:
            raise Denied(WRONG)
        await self._write(lambda: self.attempts.succeed(name, client))
        return await self._renewed(found, kept, password)

    async def _renewed(self, account: Account, kept: str, password: str) -> Account:
        """Return the account with its password kept at the cost of today."""
        if not self.passwords.is_old(kept):
            return account
        anew = await self._hash(lambda: self.passwords.hash(password))
        return await self._write(lambda: self.register.set_password(account, anew))

    async def accept(self, invitation: str, password: str) -> str:
        """Take the password that somebody chose through a link, and return the token of a session; raise Denied."""
        invited = self.register.invited(invitation)
        if invited is None:
            raise Denied(LATE, 410)
        password_hash = await self._new_hash(password, invited.name)
        account = await self._write(lambda: self.register.accept(invitation, password_hash))
        if account is None:
            raise Denied(LATE, 410)
        await self._write(lambda: self.attempts.clear(account.name))
        return await self._start(account)

    async def change(self, name: str, old: str, new: str, *, client: str) -> str:
        """Take another password, end all sessions, and return the token of a new one; raise Denied."""
        account = await self._checked(name, old, client)
        password_hash = await self._new_hash(new, account.name)
        account = await self._write(lambda: self.register.set_password(account, password_hash))
        return await self._start(account)

    async def log_out(self, request: Any) -> None:
        """End the session of a request."""
        token = self.token_of(request)
        if token:
            await self._write(lambda: self.sessions.end(token))

    async def _new_hash(self, password: str, name: str) -> str:
        self._refuse_if_busy()
        why = await self._hash(lambda: weakness(password, name))
        if why:
            raise Denied(why, 422)
        return await self._hash(lambda: self.passwords.hash(password))

    def _refuse_if_busy(self) -> None:
        if self._waiting >= _MOST_WAITING:
            raise Denied(BUSY, 503, 30)

    async def _hash(self, work: Callable[[], T]) -> T:
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._hashers, work)
        finally:
            self._waiting -= 1

    async def _write(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._writer, work)

    def secret(self, purpose: str) -> bytes:
        """Return the key of this installation for a purpose, such as signing what goes along with a form."""
        return self.vault.secret(purpose)

    def close(self) -> None:
        """Close the file, once what is being done is done."""
        self._hashers.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)
        self.vault.close()


def client_of(request: Any) -> str:
    """Return the address that a request came from, of IPv6 its network.

    Uvicorn puts there what a proxy on this machine says.
    """
    host = (request.scope.get("client") or ("",))[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host)
    if isinstance(address, ipaddress.IPv6Address):
        return str(address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False))
    return str(address)
