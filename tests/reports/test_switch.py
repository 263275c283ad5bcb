"""A site whose files are replaced under it: no mixed answers, no lost requests, and nothing left behind."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from datasette.app import Datasette

from corpus.issues import Refused
from corpus.lock import running
from corpus.raw import write_whole
from reports.site.serve import public_switch
from reports.site.switch import Switch
from reports.site.versions import PublicVersions

T = TypeVar("T")
ROWS = 40


def publish(folder: Path, version: int) -> None:
    """Write a database of which every row tells the version, in a file that takes the place of the one before."""
    path = folder / "nieuw.db"
    path.unlink(missing_ok=True)
    folder.mkdir(exist_ok=True)
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE a (version INTEGER, filling TEXT)")
    db.execute("CREATE TABLE b (version INTEGER)")
    # The plugins of the site, once loaded in this process, ask every database what it is about.
    db.execute("CREATE TABLE studie AS SELECT 'titel' AS onderdeel, 1 AS volgorde, 'Proef' AS inhoud")
    db.execute("CREATE TABLE gemeenten (provincie TEXT)")
    for table, row in (("a", (version, "x" * 3000)), ("b", (version,))):
        db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", [row] * ROWS)
    db.commit()
    db.close()
    write_whole(folder / "publiek.db", path.read_bytes())
    path.unlink()
    write_whole(folder / "tabellen" / "a.csv", f"versie\n{version}\n".encode())


def ask_twice(datasette: Any) -> Callable[..., Awaitable[None]]:
    """Return an application that asks its database twice, with a pause in which it may be replaced."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        database = datasette.get_database("publiek")
        found: set[int] = set()
        for table in ("a", "b"):
            rows = await database.execute(f"SELECT DISTINCT version FROM {table}")
            found |= {row[0] for row in rows.rows}
            await (Asked.gate.wait() if scope["path"] == "/wacht" else asyncio.sleep(0.002))
        body = ",".join(map(str, sorted(found))).encode()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": body})

    return app


class Asked(Datasette):  # type: ignore[misc]
    gate: asyncio.Event
    """Where a request for /wacht waits between its two questions."""

    def app(self) -> Any:
        return ask_twice(self)


def switch_of(folder: Path) -> Switch:
    versions = PublicVersions(folder)

    def open_site(version: Path) -> Any:
        return Asked(immutables=[str(version / "publiek.db")], settings={"num_sql_threads": 2})

    return Switch(versions.renew, open_site, versions.retire, every_s=60)


def on(switch: Switch, act: Callable[[httpx.AsyncClient], Awaitable[T]]) -> T:
    async def acting() -> T:
        transport = httpx.ASGITransport(app=switch)
        async with switch, httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await act(client)

    return asyncio.run(acting())


def test_no_answer_is_mixed_and_none_is_lost_over_many_swaps(tmp_path: Path) -> None:
    folder, swaps = tmp_path / "studie", 10
    publish(folder, 0)
    switch = switch_of(folder)

    async def act(client: httpx.AsyncClient) -> list[str]:
        answers: list[str] = []
        is_over = False

        async def keep_asking() -> None:
            while not is_over:
                answer = await client.get("/")
                assert answer.status_code == 200
                answers.append(answer.text)

        async with asyncio.TaskGroup() as group:
            for _ in range(4):
                group.create_task(keep_asking())
            for version in range(1, swaps + 1):
                await asyncio.to_thread(publish, folder, version)
                assert await switch.look()
                assert (await client.get("/")).text == str(version)
            is_over = True
        return answers

    answers = on(switch, act)
    assert len(answers) > swaps
    assert all(answer.isdecimal() for answer in answers), "one answer held rows of two versions"
    assert len(set(answers)) > 1
    assert list(folder.glob(".open-*")) == []


def test_a_request_in_hand_ends_on_the_version_that_it_began_with(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    switch = switch_of(tmp_path)

    async def act(client: httpx.AsyncClient) -> tuple[str, str, int]:
        Asked.gate = asyncio.Event()
        slow = asyncio.create_task(client.get("/wacht"))
        while not slow.done() and not switch._current.asking:  # type: ignore[union-attr]
            await asyncio.sleep(0)
        publish(tmp_path, 2)
        assert await switch.look()
        fresh = await client.get("/")
        kept = len(list(tmp_path.glob(".open-*")))
        Asked.gate.set()
        return (await slow).text, fresh.text, kept

    assert on(switch, act) == ("1", "2", 2)


def test_nothing_is_swapped_while_a_run_is_going_on_or_was_cut_short(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    switch = switch_of(tmp_path)

    async def act(client: httpx.AsyncClient) -> list[str]:
        seen = []
        with pytest.raises(KeyboardInterrupt), running(tmp_path):
            publish(tmp_path, 2)
            assert not await switch.look()
            raise KeyboardInterrupt
        assert not await switch.look()
        seen.append((await client.get("/")).text)
        with running(tmp_path):
            pass
        assert await switch.look()
        return [*seen, (await client.get("/")).text]

    assert on(switch, act) == ["1", "2"]


def test_a_version_that_cannot_be_opened_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    versions = PublicVersions(tmp_path)
    is_broken = False

    def renew(current: Path | None) -> Path | None:
        if is_broken:
            raise Refused("publiek.db", "it is broken", "Mend it")
        return versions.renew(current)

    switch = Switch(renew, lambda folder: Asked(immutables=[str(folder / "publiek.db")]), versions.retire)

    async def act(client: httpx.AsyncClient) -> str:
        nonlocal is_broken
        is_broken = True
        assert not await switch.look()
        return (await client.get("/")).text

    assert on(switch, act) == "1"


def test_a_broken_database_is_not_gone_over_to(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    switch = switch_of(tmp_path)

    async def act(client: httpx.AsyncClient) -> list[str]:
        write_whole(tmp_path / "publiek.db", b"dit is geen databank" * 300)
        seen = [str(await switch.look()), (await client.get("/")).text, str(len(list(tmp_path.glob(".open-*"))))]
        publish(tmp_path, 2)
        return [*seen, str(await switch.look()), (await client.get("/")).text]

    assert on(switch, act) == ["False", "1", "1", "True", "2"]
    assert list(tmp_path.glob(".open-*")) == []


def test_what_a_killed_server_left_is_removed_and_what_is_in_use_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.lock._PATIENCE_S", 0.05)
    publish(tmp_path, 1)
    left = tmp_path / ".open-gebleven"
    left.mkdir()
    first = PublicVersions(tmp_path)
    assert not left.exists()
    in_use = first.renew(None)
    assert in_use and in_use.is_dir()
    PublicVersions(tmp_path)
    assert in_use.is_dir()
    first.retire(in_use)
    assert not in_use.exists()


def test_the_public_site_shows_its_new_tables_and_files(folder: Path, tmp_path: Path) -> None:
    for path in (folder / "publiek.db", folder / "kennissynthese.html"):
        write_whole(tmp_path / path.name, path.read_bytes())
    write_whole(tmp_path / "tabellen" / "gemeenten.csv", b"een\n")

    async def act(client: httpx.AsyncClient) -> list[str]:
        before = (await client.get("/tabellen/gemeenten.csv")).text
        write_whole(tmp_path / "tabellen" / "gemeenten.csv", b"twee\n")
        unswapped = (await client.get("/tabellen/gemeenten.csv")).text
        assert await switch.look()
        front = await client.get("/")
        assert front.status_code == 200 and "Wat werkt?" in front.text
        return [before, unswapped, (await client.get("/tabellen/gemeenten.csv")).text]

    switch = public_switch(tmp_path)
    assert on(switch, act) == ["een\n", "een\n", "twee\n"]
