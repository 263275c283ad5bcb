"""Accounts in their file: links that open once, passwords, attempts and sessions."""

from __future__ import annotations

import asyncio
import stat
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from argon2 import Parameters, PasswordHasher
from argon2.profiles import CHEAPEST, RFC_9106_LOW_MEMORY

from corpus.issues import Refused
from corpus.review.entries import BEHEERDER, KLANKBORDGROEP, ROLES
from reports.review import pseudonyms
from reports.review.accounts import Accounts, Denied, client_of
from reports.review.attempts import BY_ADDRESS, BY_NAME, PAUSE_S
from reports.review.passwords import COST, Passwords, weakness
from reports.review.register import INVITATION_DAYS, Register
from reports.review.sessions import IDLE_S, LONGEST_S
from reports.review.vault import ACCOUNTS, Vault
from tests.reports.review.conftest import PASSWORD, Clock, SignedIn

NAME = "Noor van Voorbeeld"
OTHER = "geel orgel zonder trap"


@dataclass
class Knocker:
    """Somebody who knocks, from an address."""

    accounts: Accounts
    client: str = "192.0.2.7"

    def log_in(self, name: str = NAME, password: str = PASSWORD) -> str:
        return asyncio.run(self.accounts.log_in(name, password, client=self.client))

    def fail(self, name: str = NAME, password: str = "verkeerd wachtwoord") -> Denied:
        with pytest.raises(Denied) as caught:
            self.log_in(name, password)
        return caught.value


@pytest.fixture
def knocker(accounts: Accounts) -> Knocker:
    _, link = accounts.register.invite(NAME, KLANKBORDGROEP)
    accounts.register.accept(link, accounts.passwords.hash(PASSWORD))
    return Knocker(accounts)


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the hashes that a password is checked against, as it happens."""
    hashes: list[str] = []
    verify = PasswordHasher.verify

    def note(self: PasswordHasher, kept: str, password: str) -> bool:
        hashes.append(kept)
        return verify(self, kept, password)

    monkeypatch.setattr(PasswordHasher, "verify", note)
    return hashes


def _request(cookie: str, **scope: Any) -> Any:
    return SimpleNamespace(headers={"cookie": cookie}, scope=scope)


def _member(accounts: Accounts, token: str) -> Any:
    return asyncio.run(accounts.member_of(_request(f"{accounts.cookie}={token}")))


def test_the_file_is_for_its_owner_alone_and_holds_nothing_that_opens_a_door(knocker: Knocker, clock: Clock) -> None:
    token = knocker.log_in()
    knocker.fail("Iemand Anders")
    account, link = knocker.accounts.register.invite("Pim", BEHEERDER)
    knocker.accounts.vault.wipe()
    path = knocker.accounts.vault.path
    for file in path.parent.glob(f"{path.name}*"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
    content = path.read_bytes()
    assert NAME.encode() in content
    for secret in (token, link, PASSWORD, "Iemand Anders", "iemand anders", knocker.client):
        assert secret.encode() not in content
    assert account.pseudonym.encode() in content


def test_a_pseudonym_is_drawn_and_never_given_twice(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["merel-0001", "merel-0001", "merel-0002", "merel-0001", "merel-0003"])
    monkeypatch.setattr(pseudonyms, "draw", lambda: next(drawn))
    names = [accounts.register.invite(name, KLANKBORDGROEP)[0].pseudonym for name in ("a", "b")]
    accounts.register.forget("a")
    names.append(accounts.register.invite("a", KLANKBORDGROEP)[0].pseudonym)
    assert names == ["merel-0001", "merel-0002", "merel-0003"]


def test_pseudonyms_can_be_read_aloud_and_differ() -> None:
    drawn = {pseudonyms.draw() for _ in range(200)}
    assert len(drawn) > 190
    assert all(name.partition("-")[0] in pseudonyms.BIRDS for name in drawn)
    assert len(set(pseudonyms.BIRDS)) == len(pseudonyms.BIRDS)


@pytest.mark.parametrize("name", ["", "  ", "a\x00b", "x" * 101])
def test_a_name_that_nobody_can_log_in_with_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(Refused, match="no name to log in with"):
        accounts.register.invite(name, KLANKBORDGROEP)


def test_there_is_no_other_role_and_no_second_account_of_a_name(accounts: Accounts) -> None:
    with pytest.raises(Refused, match="no such role"):
        accounts.register.invite("a", "superbeheerder")
    for role, name in zip(ROLES, ("a", "b", "c"), strict=True):
        accounts.register.invite(name, role)
    with pytest.raises(Refused, match="already"):
        accounts.register.invite(" A ", KLANKBORDGROEP)


def test_a_new_account_has_no_password_at_all(accounts: Accounts) -> None:
    accounts.register.invite(NAME, KLANKBORDGROEP)
    for password in ("", "None", "van niemand"):
        assert Knocker(accounts).fail(password=password).status == 403


def test_a_link_opens_once(accounts: Accounts) -> None:
    account, link = accounts.register.invite(NAME, KLANKBORDGROEP)
    token = asyncio.run(accounts.accept(link, PASSWORD))
    assert _member(accounts, token).pseudonym == account.pseudonym
    with pytest.raises(Denied) as caught:
        asyncio.run(accounts.accept(link, OTHER))
    assert caught.value.status == 410
    assert Knocker(accounts).log_in()


def test_a_link_opens_once_also_side_by_side(accounts: Accounts) -> None:
    _, link = accounts.register.invite(NAME, KLANKBORDGROEP)

    async def both() -> list[Any]:
        return await asyncio.gather(
            *(accounts.accept(link, each) for each in (PASSWORD, OTHER)), return_exceptions=True
        )

    results = asyncio.run(both())
    assert sorted(type(each) is Denied for each in results) == [False, True]


def test_a_link_is_too_old_after_a_week(accounts: Accounts, clock: Clock) -> None:
    _, link = accounts.register.invite(NAME, KLANKBORDGROEP)
    clock.pass_by(days=INVITATION_DAYS, seconds=-1)
    assert accounts.register.invited(link)
    clock.pass_by(seconds=1)
    with pytest.raises(Denied, match="werkt niet meer"):
        asyncio.run(accounts.accept(link, PASSWORD))


def test_a_new_link_takes_the_place_of_the_old_one_and_ends_sessions_when_it_is_used(knocker: Knocker) -> None:
    token = knocker.log_in()
    first, second = (knocker.accounts.register.renew(NAME) for _ in range(2))
    assert not knocker.accounts.register.invited(first)
    assert _member(knocker.accounts, token)
    asyncio.run(knocker.accounts.accept(second, OTHER))
    assert not _member(knocker.accounts, token)
    knocker.fail(password=PASSWORD)
    assert knocker.log_in(password=OTHER)


def test_who_is_revoked_is_out_at_once_whichever_program_says_so(knocker: Knocker) -> None:
    token = knocker.log_in()
    assert _member(knocker.accounts, token)
    with closing(Vault(knocker.accounts.vault.path)) as elsewhere:
        Register(elsewhere).revoke(NAME)
    assert not _member(knocker.accounts, token)
    assert "horen niet bij elkaar" in knocker.fail(password=PASSWORD).sentence


def test_a_link_of_before_a_revocation_does_not_open_and_a_new_one_asks_for_a_new_password(knocker: Knocker) -> None:
    old = knocker.accounts.register.renew(NAME)
    knocker.accounts.register.revoke(NAME)
    assert not knocker.accounts.register.invited(old)
    link = knocker.accounts.register.renew(NAME)
    knocker.fail(password=PASSWORD)
    asyncio.run(knocker.accounts.accept(link, OTHER))
    assert knocker.log_in(password=OTHER)


def test_a_session_that_starts_while_its_account_is_revoked_is_none(knocker: Knocker) -> None:
    account = knocker.accounts.register.account(NAME)
    knocker.accounts.register.revoke(NAME)
    assert knocker.accounts.sessions.start(account) == ""


def test_a_session_ends_when_it_is_not_used_and_after_two_weeks(knocker: Knocker, clock: Clock) -> None:
    token = knocker.log_in()
    clock.pass_by(seconds=IDLE_S - 1)
    assert _member(knocker.accounts, token)
    clock.pass_by(seconds=IDLE_S - 1)
    assert _member(knocker.accounts, token), "it was used in between"
    clock.pass_by(seconds=IDLE_S)
    assert not _member(knocker.accounts, token)

    token = knocker.log_in()
    for _ in range(LONGEST_S // 3600 - 1):
        clock.pass_by(hours=1)
        assert _member(knocker.accounts, token)
    clock.pass_by(hours=1)
    assert not _member(knocker.accounts, token)


def test_each_session_has_a_cookie_and_a_form_token_of_its_own(knocker: Knocker) -> None:
    tokens = [knocker.log_in() for _ in range(2)]
    assert len({*tokens, *(_member(knocker.accounts, token).token for token in tokens)}) == 4


@pytest.mark.parametrize(
    "cookie", ["", "sessie", "sessie=", "sessie=x", "__Host-sessie=x", 'a="; sessie=x', "ë=1;;=;sessie=é"]
)
def test_a_cookie_that_is_none_of_ours_is_nobody(accounts: Accounts, cookie: str) -> None:
    assert asyncio.run(accounts.member_of(_request(cookie))) is None


def test_the_cookie_is_found_among_others_and_a_secure_site_takes_no_other(knocker: Knocker) -> None:
    token = knocker.log_in()
    assert asyncio.run(knocker.accounts.member_of(_request(f'taal={{"nl":1}}; sessie={token}; a=b')))
    knocker.accounts.is_secure = True
    assert not asyncio.run(knocker.accounts.member_of(_request(f"sessie={token}")))
    assert asyncio.run(knocker.accounts.member_of(_request(f"__Host-sessie={token}")))


def test_five_wrong_passwords_lock_a_name_for_a_quarter_of_an_hour(knocker: Knocker, clock: Clock) -> None:
    assert [knocker.fail().status for _ in range(BY_NAME)] == [403] * BY_NAME
    denied = knocker.fail(password=PASSWORD)
    assert (denied.status, denied.wait_s) == (429, PAUSE_S)
    clock.pass_by(seconds=PAUSE_S - 60)
    assert "over een minuut" in knocker.fail(f"  {NAME.upper()} ", PASSWORD).sentence
    clock.pass_by(seconds=60)
    assert knocker.log_in()


def test_the_right_password_and_the_keeper_unlock(knocker: Knocker) -> None:
    for _ in range(BY_NAME - 1):
        knocker.fail()
    assert knocker.log_in()
    for _ in range(BY_NAME):
        knocker.fail()
    assert knocker.accounts.attempts.is_locked(NAME)
    knocker.accounts.attempts.clear(NAME)
    assert knocker.log_in()


def test_guesses_side_by_side_are_no_more_than_one_after_another(knocker: Knocker, checked: list[str]) -> None:
    async def all_at_once() -> list[Any]:
        guesses = (knocker.accounts.log_in(NAME, f"gok {n}", client=f"192.0.2.{n}") for n in range(15))
        return await asyncio.gather(*guesses, return_exceptions=True)

    denied = asyncio.run(all_at_once())
    assert len(checked) == BY_NAME
    assert sorted(each.status for each in denied) == [403] * BY_NAME + [429] * 10


def test_a_name_that_nobody_has_is_answered_as_one_that_somebody_has(knocker: Knocker, checked: list[str]) -> None:
    answers = {}
    for name in (NAME, "Niemand"):
        before = len(checked)
        answers[name] = [(each.sentence, each.status) for each in (knocker.fail(name) for _ in range(BY_NAME + 1))]
        assert len(checked) - before == BY_NAME, "each guess takes one check, and none once it is locked"
    assert answers[NAME] == answers["Niemand"]


def test_who_was_revoked_or_has_no_password_takes_as_long_as_any_other(knocker: Knocker, checked: list[str]) -> None:
    knocker.accounts.register.invite("Nog Niet", KLANKBORDGROEP)
    knocker.accounts.register.revoke(NAME)
    sentences = {knocker.fail(name).sentence for name in (NAME, "Nog Niet", "Niemand")}
    assert len(sentences) == 1
    assert len(checked) == 3
    assert len({kept.rsplit("$", 2)[0] for kept in checked}) == 1, "at the same cost"


def test_an_address_that_guesses_at_many_names_is_held_up_and_others_are_not(knocker: Knocker) -> None:
    for number in range(BY_ADDRESS):
        assert knocker.fail(f"naam {number}").status == 403
    assert knocker.fail(password=PASSWORD).status == 429
    assert Knocker(knocker.accounts, "198.51.100.9").log_in()


def test_logging_in_oneself_does_not_clear_the_address(knocker: Knocker) -> None:
    for number in range(BY_ADDRESS - 1):
        knocker.fail(f"naam {number}")
    knocker.log_in()
    knocker.fail("naam x")
    assert knocker.fail("naam y").status == 429


def test_too_many_at_once_are_asked_to_wait_without_counting(knocker: Knocker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knocker.accounts, "_waiting", 20)
    assert {knocker.fail(password=PASSWORD).status for _ in range(BY_NAME + 1)} == {503}
    monkeypatch.setattr(knocker.accounts, "_waiting", 0)
    assert knocker.log_in()


def test_pages_are_made_while_passwords_are_checked(knocker: Knocker, monkeypatch: pytest.MonkeyPatch) -> None:
    token, checking, go_on = knocker.log_in(), threading.Event(), threading.Event()

    def check_slowly(kept: str | None, password: str) -> bool:
        checking.set()
        return go_on.wait(10) and kept is not None

    async def visit() -> str:
        waiting = [asyncio.create_task(knocker.accounts.log_in(NAME, "x", client=f"192.0.2.{n}")) for n in range(4)]
        await asyncio.to_thread(checking.wait, 10)
        member = await knocker.accounts.member_of(_request(f"sessie={token}"))
        assert not any(task.done() for task in waiting)
        go_on.set()
        await asyncio.gather(*waiting)
        return member.name if member else ""

    monkeypatch.setattr(knocker.accounts.passwords, "is_right", check_slowly)
    assert asyncio.run(visit()) == NAME


def test_passwords_are_kept_at_the_cost_of_today(knocker: Knocker) -> None:
    dearer = Parameters(**{**{name: getattr(CHEAPEST, name) for name in CHEAPEST.__dataclass_fields__}, "time_cost": 2})
    knocker.accounts.passwords = Passwords(dearer)
    assert _member(knocker.accounts, knocker.log_in())
    assert "t=2" in str(knocker.accounts.register.account(NAME).password_hash)
    assert _member(knocker.accounts, knocker.log_in())


def test_the_cost_is_that_of_the_standard() -> None:
    assert COST == RFC_9106_LOW_MEMORY
    kept = Passwords().hash("x")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_another_password_ends_the_other_sessions(knocker: Knocker) -> None:
    old = [knocker.log_in() for _ in range(2)]
    new = asyncio.run(knocker.accounts.change(NAME, PASSWORD, OTHER, client=knocker.client))
    assert [bool(_member(knocker.accounts, token)) for token in (*old, new)] == [False, False, True]
    with pytest.raises(Denied):
        asyncio.run(knocker.accounts.change(NAME, PASSWORD, OTHER, client=knocker.client))


@pytest.mark.parametrize(
    "password",
    ["", "kort", "elf letters", "wachtwoord12", "welkomwelkom", "123456789012", "aaaaaaaaaaaa", "kennissynthese",
     "qwertyuiop12", "noorvanvoorbeeld", "Voorbeeld2026", "Amsterdam2026", "novemberregen", "x" * 201,
     "Welkom2026!!", "Zomer2026!!!", "Sociaalteam26!"],
)  # fmt: skip
def test_a_weak_password_is_refused_with_advice(password: str) -> None:
    assert weakness(password, NAME).endswith(".")


@pytest.mark.parametrize(
    "password", [PASSWORD, OTHER, "Tj9$kd02!mQz", "één twee fietsbel" * 3, "正しい馬の電池を使う人々です"]
)
def test_a_strong_password_is_taken_and_known_again_from_another_keyboard(password: str) -> None:
    assert weakness(password, NAME) == ""
    passwords = Passwords(CHEAPEST)
    kept = passwords.hash(password.replace("é", "e\N{COMBINING ACUTE ACCENT}"))
    assert passwords.is_right(kept, password)
    assert not passwords.is_right(kept, password[:-1])
    assert not passwords.is_right("$argon2id$stuk", password)


def test_keys_are_of_an_installation_and_a_purpose(accounts: Accounts, tmp_path: Path) -> None:
    key = accounts.secret("codering")
    assert len(key) == 32
    assert key != accounts.secret("formulieren")
    with closing(Vault(accounts.vault.path)) as again, closing(Vault(tmp_path / "anders.db")) as other:
        assert again.secret("codering") == key != other.secret("codering")


@pytest.fixture
def spoilt(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / ACCOUNTS
    path.write_text("Geen database, maar een brief." * 100, encoding="utf-8")
    yield path
    assert path.read_text(encoding="utf-8").startswith("Geen database")


def test_a_file_that_holds_something_else_is_refused_and_left_alone(spoilt: Path) -> None:
    with pytest.raises(Refused, match="cannot be used for accounts"):
        Vault(spoilt)


def test_a_file_of_a_newer_version_is_refused(accounts: Accounts) -> None:
    with accounts.vault.writing() as db:
        db.execute("PRAGMA user_version = 2")
    with pytest.raises(Refused, match="newer"):
        Vault(accounts.vault.path)


def test_what_fails_half_way_is_not_done(accounts: Accounts) -> None:
    with pytest.raises(ZeroDivisionError), accounts.vault.writing() as db:
        db.execute("INSERT INTO pseudonyms VALUES ('merel-0001')")
        raise ZeroDivisionError
    assert accounts.vault.look("SELECT 1 FROM pseudonyms") is None


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
    ],
)
def test_an_address_is_known_by_its_network(host: str, client: str) -> None:
    assert client_of(_request("", client=(host, 1234))) == client
    assert client_of(_request("", client=None)) == ""


def test_who_is_forgotten_is_nowhere_in_the_file(knocker: Knocker, member: Any) -> None:
    other: SignedIn = member()
    token = knocker.log_in()
    knocker.accounts.register.forget(NAME)
    path = knocker.accounts.vault.path
    for file in path.parent.glob(f"{path.name}*"):
        content = file.read_bytes()
        assert NAME.encode() not in content
        assert NAME.casefold().encode() not in content
    assert not _member(knocker.accounts, token)
    assert knocker.accounts.register.account(other.member.name)
