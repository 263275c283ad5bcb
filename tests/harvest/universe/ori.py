"""OpenBesluitvorming, hand-made: search, records and export of the papers of the fictional Veldrade and Duinrade.

Beside it, an index of the older Open Raadsinformatie with papers of Duinrade.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.harvest.universe.server import Reply, Request, Route, pdf

PAGE_SIZE = 2
INDEX = "/v1/elastic/ori_duinrade_20250101/_search"
SNAPSHOT_END, CHANGES_END = 40, 43
"""Where the changes begin after a snapshot, and where they end."""


@dataclass(frozen=True)
class Paper:
    number: int
    title: str
    moment: str
    kind: str = "Raadsvoorstel"
    body: str = "gemeente:veldrade"
    is_in_search: bool = True
    """Does the search give its address?"""
    is_anywhere: bool = True

    @property
    def identifier(self) -> str:
        return f"document:notubiz:{self.body}:{self.number}"

    @property
    def path(self) -> str:
        return f"/files/{self.number}.pdf"

    @property
    def record_path(self) -> str:
        return f"/api/entities/{self.identifier.replace(':', '%3A')}"

    @property
    def label(self) -> str:
        return self.body.partition(":")[2].title()


PAPERS = (
    Paper(1, "Evaluatie wijkteams", "2019-03-20T20:00:00+01:00"),
    Paper(2, "Bijlage bij de evaluatie", "2019-03-20T20:00:00+01:00", kind="Bijlage", is_in_search=False),
    Paper(3, "Besloten memo", "2019-06-01T23:30:00Z", is_in_search=False, is_anywhere=False),
    Paper(4, "Toegang tot jeugdhulp", "2021-01-14T19:30:00+01:00"),
    Paper(5, "Waterplan", "2020-05-05T10:00:00+02:00", body="waterschap:duinrade"),
)
NEW = Paper(6, "Vervolg op de evaluatie", "2022-09-01T00:00:00+02:00")


def routes(broken: Sequence[str] = ()) -> dict[str, Route]:
    """Return the routes of the service; the lines that are broken stand at the end of each page of its export."""
    papers = (*PAPERS, NEW)
    files: dict[str, Route] = {each.path: Reply(pdf(each.path), media_type="application/pdf") for each in papers}
    records: dict[str, Route] = {each.record_path: _record(each) for each in papers}

    def snapshot(request: Request) -> Reply:
        return _snapshot(request, broken)

    def changes(request: Request) -> Reply:
        return _changes(request, broken)

    exports: dict[str, Route] = {"/api/export/snapshot": snapshot, "/api/export/changes": changes}
    return {"/api/search": _search, INDEX: _index, **exports, **records, **files}


def as_json(data: object, status: int = 200) -> Reply:
    return Reply(json.dumps(data).encode(), status=status, media_type="application/json; charset=utf-8")


def _search(request: Request) -> Reply:
    asked = request.query
    found = [each for each in PAPERS if asked.get("organization") in (None, each.body.partition(":")[2])]
    offset = int(asked["offset"])
    page = found[offset : offset + PAGE_SIZE]
    results = [
        {
            "entityId": each.identifier,
            "entityType": "Document",
            "organization": each.label,
            "sortDate": each.moment,
            "title": each.title,
            **({"downloadUrl": f"{request.root[:-1]}{each.path}"} if each.is_in_search else {}),
        }
        for each in page
    ]
    has_more = offset + len(page) < len(found)
    return as_json({"results": results, "totalCount": len(found), "totalIsApproximate": True, "hasMore": has_more})


def _record(paper: Paper) -> Route:
    def record(request: Request) -> Reply:
        address = {"downloadUrl": f"{request.root[:-1]}{paper.path}"} if paper.is_anywhere else {}
        return as_json(
            {
                "entityId": paper.identifier,
                "entityType": "Document",
                "title": paper.title,
                "organization": paper.label,
                "sortDate": paper.moment,
                "markdownText": "Tekst",
                **address,
            }
        )

    return record


def line(seq: int, paper: Paper, root: str = "", op: str = "upsert") -> dict[str, Any]:
    record: dict[str, Any] = {
        "seq": seq,
        "op": op,
        "time": "2026-02-03T04:05:06.000Z",
        "entity_id": paper.identifier,
        "entity_type": "Document",
        "source_key": "veldrade",
        "content_hash": f"sha256:{paper.number}",
    }
    if op == "upsert":
        record["payload"] = {
            "type": "Document",
            "name": paper.title,
            "classification": [paper.kind],
            "last_discussed_at": paper.moment,
            "organization": f"organization:nl:{paper.body}",
            **({"original_url": f"{root}{paper.path[1:]}"} if paper.is_anywhere else {}),
        }
    return record


def ndjson(records: Sequence[object], broken: Sequence[str] = ()) -> bytes:
    return "".join(f"{text}\n" for text in (*map(json.dumps, records), *broken)).encode()


def _snapshot(request: Request, broken: Sequence[str]) -> Reply:
    """Answer by the entity that the last page ended with; the changes go on while it is read."""
    meeting = {"seq": 9, "op": "upsert", "entity_id": "meeting:1", "entity_type": "Meeting", "payload": {"agenda": []}}
    held = [each for each in PAPERS if each.body == "gemeente:veldrade"]
    records = sorted([line(each.number, each, request.root) for each in held] + [meeting], key=lambda r: r["entity_id"])
    cursor = request.query.get("cursor", "")
    left = [record for record in records if record["entity_id"] > cursor]
    page = left[:PAGE_SIZE]
    headers = {
        "X-Next-Cursor": page[-1]["entity_id"] if page else cursor,
        "X-Has-More": str(len(left) > len(page)).lower(),
        "X-Changes-Cursor": str(SNAPSHOT_END + (1 if cursor else 0)),
    }
    return Reply(ndjson(page, broken), media_type="application/x-ndjson; charset=utf-8", headers=headers)


def _changes(request: Request, broken: Sequence[str]) -> Reply:
    log = [
        line(SNAPSHOT_END, NEW, request.root),
        line(SNAPSHOT_END + 1, PAPERS[0], op="delete"),
        line(SNAPSHOT_END + 2, PAPERS[3], request.root),
    ]
    cursor = int(request.query["cursor"])
    page = [record for record in log if record["seq"] >= cursor][:PAGE_SIZE]
    following = page[-1]["seq"] + 1 if page else cursor
    headers = {"X-Next-Cursor": str(following), "X-Has-More": str(following < CHANGES_END).lower()}
    return Reply(ndjson(page, broken), media_type="application/x-ndjson; charset=utf-8", headers=headers)


def _index(request: Request) -> Reply:
    file = f"{request.root}files/"
    event = {
        "id": "e1",
        "name": "7: Evaluatie sociaal team",
        "classification": "Agendapunt",
        "start_date": "2017-12-14T20:00:00+00:00",
        "organization": {"name": "Gemeente Duinrade (Duinrade)"},
        "meta": {"ocd_url": f"{request.root}v0/e1", "original_object_urls": {"html": f"{request.root}vergadering"}},
        "sources": [
            {"url": f"{file}4.pdf", "note": "Raadsvoorstel evaluatie", "description": "Tekst"},
            {"url": f"{file}5.pdf", "note": ""},
            {"url": "", "note": "Alleen op papier"},
            {"url": f"{request.root}vergadering", "note": ""},
        ],
    }
    paper = {
        "@type": "MediaObject",
        "@id": "771",
        "name": "Memo wachttijden",
        "original_url": f"{file}6.pdf",
        "url": "https://service.invalid/771",
        "last_discussed_at": "2020-01-31T23:30:00+00:00",
        "date_modified": "2020-02-05T10:00:00",
    }
    agenda = {"@type": "AgendaItem", "name": "Opening", "attachment": ["771"]}
    index = "ori_duinrade_20250101"
    hits = [{"_index": index, "_id": str(n), "_source": source} for n, source in enumerate((event, paper, agenda))]
    start, size = int(request.query["from"]), min(int(request.query["size"]), PAGE_SIZE)
    return as_json({"took": 3, "hits": {"total": {"value": 3, "relation": "eq"}, "hits": hits[start : start + size]}})
