"""Writers who send judgements to the review site over HTTP while it is killed, again and again, as by a power cut."""

from __future__ import annotations

import random
import threading
import time
import uuid as uuids
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from argon2.profiles import CHEAPEST

from corpus.judgements import Judgement
from corpus.review.entries import KLANKBORDGROEP, ONDERZOEKER
from corpus.review.ledger import Author, Ledger
from reports.review.accounts import Accounts
from tests.reports.review.visiting import ROUND, codings, tokens
from tests.reports.review.whole_cases import make_study
from tests.serving import Process

_VERDICTS = ("akkoord", "niet akkoord", "weet niet")
_STUDY = 'title = "Proef"\ndescription = "Om te vallen"\ncontact = "https://voorbeeld.example/"\n'
_PATIENCE_S = 120.0


@dataclass
class Outcome:
    """What the writers were told, and what it took."""

    acknowledged: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By uuid: the verdict and the remark of each judgement that was said to be kept."""
    retried: int = 0
    """Forms that were sent again because no answer came."""
    kills: int = 0


class Siege:
    """A study, its site in a process, members who write, and who kills it."""

    def __init__(self, data: Path, writers: int) -> None:
        """Make the study and the accounts in a data folder, and open the site."""
        self._data, self._lock = data, threading.Lock()
        self.folder = make_study(data / "proef")
        (data / "proef.toml").write_text(_STUDY, encoding="utf-8")
        with Ledger(self.folder / "review.db") as ledger:
            ledger.append(ROUND, Author("uil-0000", ONDERZOEKER), uuid=str(uuids.uuid4()))
        self._cookies = list(_enroll(self.folder / "accounts.db", writers))
        self._site = self._open("0")
        self._codings = [each["id"] for each in codings(self.folder)]
        self.outcome = Outcome()

    def _open(self, port: str) -> Process:
        return Process(self._data, "review", "serve", "--port", port, "--study", str(self._data / "proef.toml"))

    def endure(self, each: int, kills: int, chance: random.Random) -> Outcome:
        """Have each member write, kill the site at random moments meanwhile, and return what came of it."""
        total = each * len(self._cookies)
        moments = sorted(chance.sample(range(1, total), kills))
        with ThreadPoolExecutor(len(self._cookies)) as pool:
            seeds = [(cookie, random.Random(chance.random())) for cookie in self._cookies]
            writing = [pool.submit(self._write, cookie, each, own) for cookie, own in seeds]
            for moment in moments:
                self._wait(moment)
                time.sleep(chance.random() / 20)
                self._kill()
            for one in writing:
                one.result()
        self._site.stop()
        return self.outcome

    def _wait(self, moment: int) -> None:
        """Wait until so many judgements were acknowledged."""
        before, until = -1, 0.0
        while (done := len(self.outcome.acknowledged)) < moment:
            if done > before:
                before, until = done, time.monotonic() + _PATIENCE_S
            assert time.monotonic() < until, "the writers do not get on"
            time.sleep(0.002)

    def _kill(self) -> None:
        self._site.kill()
        self.outcome.kills += 1
        self._site = self._open(self._site.address.rpartition(":")[2])

    def _write(self, cookie: str, each: int, chance: random.Random) -> None:
        address = self._site.address
        headers = {"cookie": cookie, "origin": address, "sec-fetch-site": "same-origin"}
        with httpx.Client(base_url=address, headers=headers, timeout=_PATIENCE_S) as client:
            forms: dict[str, dict[str, str]] = {}
            for number in range(each):
                path = f"/codering/{self._codings[number % len(self._codings)]}"
                if path not in forms:
                    forms[path] = tokens(self._insist(client, "GET", path).text)
                self._judge(client, path, forms[path], chance)

    def _judge(self, client: httpx.Client, path: str, form: dict[str, str], chance: random.Random) -> None:
        key, verdict = str(uuids.uuid4()), chance.choice(_VERDICTS)
        remark = f"Opmerking {key}" if chance.random() < 0.3 else ""
        own = {"token": form["token"], "seen": form["seen"], "uuid": key, "verdict": verdict, "remark": remark}
        answer = self._insist(client, "POST", path, own)
        assert answer.status_code == 303 and f"na={key}" in answer.headers["location"], answer.text
        with self._lock:
            self.outcome.acknowledged[key] = (verdict, remark)

    def _insist(
        self, client: httpx.Client, method: str, path: str, form: dict[str, str] | None = None
    ) -> httpx.Response:
        """Return the answer, however often it takes to ask; the form stays the same."""
        until, is_first = time.monotonic() + _PATIENCE_S, form is not None
        while True:
            try:
                return client.request(method, path, data=form)
            except httpx.TransportError:
                assert time.monotonic() < until, "the site does not come back"
                with self._lock:
                    self.outcome.retried += is_first
                is_first = False
                time.sleep(0.1)

    def lost(self) -> list[str]:
        """Return what is wrong with what was kept: nothing, if all that was acknowledged is there, once."""
        with Ledger(self.folder / "review.db") as ledger:
            wrong = list(ledger.faults())
            kept = {entry.uuid: entry for entry in ledger.entries("judgement")}
            for key, said in self.outcome.acknowledged.items():
                entry = kept.pop(key, None)
                found = entry.statement if entry else None
                if not isinstance(found, Judgement) or entry is None or (found.verdict, ledger.remark(entry)) != said:
                    wrong.append(f"{key} was acknowledged as {said}, and is {found}")
        return wrong + [f"{key} is there, and was never acknowledged" for key in kept]


def _enroll(path: Path, count: int) -> Iterator[str]:
    """Yield the cookies of new members who have logged in."""
    accounts = Accounts(path, cost=CHEAPEST)
    try:
        for number in range(count):
            _, link = accounts.register.invite(f"Lid {number}", KLANKBORDGROEP)
            account = accounts.register.accept(link, accounts.passwords.hash("paars kanon zonder dak"))
            assert account
            yield f"{accounts.cookie}={accounts.sessions.start(account)}"
    finally:
        accounts.close()
