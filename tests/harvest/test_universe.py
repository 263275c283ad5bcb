"""Every kind of source that is asked over the network, harvested whole from a steady and from an unsteady server."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from corpus.record import Record
from corpus.records import Find
from harvest.kinds import kind_names
from tests.harvest.harvesting import FAST, documents, harvest, issues
from tests.harvest.universe import ibabs, notubiz, oai, openalex, ori, sru, woogle
from tests.harvest.universe.server import Reply, Request, Route, document, html, serving


class World(NamedTuple):
    routes: Callable[[], Mapping[str, Route]]
    path: str = ""
    settings: Mapping[str, Any] = {}


def website() -> dict[str, Route]:
    return {
        "/": html(("/publicatie.html", "Publicatie")),
        "/publicatie.html": html(("/rapport.pdf", "Rapport"), ("/bijlage.pdf", "Bijlage"), text="<h1>Evaluatie</h1>"),
        "/rapport.pdf": document("rapport"),
        "/bijlage.pdf": document("bijlage"),
    }


WORLDS = {
    "website": World(website, settings={"depth": 2}),
    "oai": World(oai.routes, "oai", {"prefix": "didl"}),
    "sru": World(sru.routes, "sru", {"query": "wijkteam"}),
    "ori": World(ori.routes, settings={"set": "veldrade"}),
    "notubiz": World(
        notubiz.routes, settings={"set": notubiz.ORGANISATION, "from": "2019-01-01", "until": "2019-12-31"}
    ),
    "ibabs": World(ibabs.routes, "Vergaderingen"),
    "openalex": World(openalex.routes, settings={"query": "sociaal team"}),
    "woogle": World(woogle.routes, "dossiers.json"),
}
OFFLINE = {"folder", "list", "zotero"}
"""Kinds that begin with a file; their own tests have them."""


def unsteady(routes: Mapping[str, Route]) -> dict[str, Route]:
    """Let each address fail once, in a way of its own, before it answers as it should."""
    seen: dict[str, int] = {}
    lock = threading.Lock()

    def failing(route: Route) -> Route:
        def answer(request: Request) -> Reply:
            with lock:
                nth = seen[request.path] = seen.get(request.path, 0) + 1
                turn = list(seen).index(request.path) % 5
            reply = route(request) if callable(route) else route
            if nth > 1:
                return reply
            if turn == 0:
                return Reply(b"te druk", status=429, headers={"Retry-After": "0"})
            if turn == 1:
                return Reply(b"even niet", status=503)
            if turn == 2:
                return Reply(reply.body[:-3], reply.status, reply.media_type, reply.headers, length=len(reply.body))
            if turn == 3:
                time.sleep(0.2)
                return reply
            return Reply(b"", reply.status, reply.media_type, reply.headers, length=max(len(reply.body), 9))

        return answer

    return {path: failing(route) for path, route in routes.items()}


def harvested(kind: str, routes: Mapping[str, Route], study: str) -> tuple[list[Record], str]:
    world = WORLDS[kind]
    with serving(routes) as server:
        url = f"{server.root}{world.path}"
        return harvest(Path(), kind, FAST, study, url=url, delay_s=0.0, **world.settings), server.root


def found(records: list[Record], root: str) -> list[str]:
    """Return what was found as JSON without the port, which differs between servers."""
    finds = [record.content() for record in records if isinstance(record, Find)]
    return sorted(json.dumps(find, sort_keys=True).replace(root, "") for find in finds)


def test_every_kind_is_in_the_universe() -> None:
    assert set(kind_names()) == WORLDS.keys() | OFFLINE


@pytest.mark.parametrize("kind", sorted(WORLDS))
def test_a_kind_is_harvested_whole(kind: str) -> None:
    steady, root = harvested(kind, WORLDS[kind].routes(), "steady")
    assert documents(steady)
    assert all(record.document_id or record.problem for record in steady if isinstance(record, Find))
    again, other_root = harvested(kind, unsteady(WORLDS[kind].routes()), "unsteady")
    assert found(again, other_root) == found(steady, root)
    assert {problem.replace(other_root, "") for problem in issues(again).values()} == {
        problem.replace(root, "") for problem in issues(steady).values()
    }


def test_an_expired_token_begins_the_list_anew() -> None:
    steady, root = harvested("oai", oai.routes(), "steady")
    expired, other_root = harvested("oai", oai.routes(expiring=1), "expired")
    assert found(expired, other_root) == found(steady, root)
