"""The API of Notubiz, hand-made: the meetings of the council of the fictional Veldrade."""

from __future__ import annotations

import json
from typing import Any

from tests.harvest.universe.server import Reply, Request, Route, pdf

ORGANISATION = "99"
HOST = "api.notubiz.example"
"""References of the API have a host, but no scheme."""
PAGE_SIZE = 2
MEETINGS = {
    501: ("2019-02-12 19:30:00", "public"),
    502: ("2019-03-20 20:00:00", "public"),
    503: ("2019-03-21 20:00:00", "members"),
    504: ("2019-06-03 19:30:00", "public"),
}
"""The moment of each meeting, and for whom it is."""
ASSEMBLY = 600


def routes(changed: bool = False) -> dict[str, Route]:
    """Return the routes of the API; where it has changed, a document of meeting 502 is a second version."""

    def meeting(request: Request) -> Reply:
        return as_json({"meeting": _evaluation(request.root, changed)})

    def assembly(request: Request) -> Reply:
        own = {"id": 504, "self": f"{HOST}/events/meetings/504"}
        return as_json({"assembly": {"id": ASSEMBLY, "documents": [document(request.root, 9)], "meetings": [own]}})

    def committee(request: Request) -> Reply:
        documents = [document(request.root, 8, title="Besluitenlijst")]
        return as_json({"meeting": {**_head(504), "documents": documents, "agenda_items": []}})

    files: dict[str, Route] = {
        f"/document/{number}/{version}": Reply(pdf(f"{number}/{version}"), media_type="application/pdf")
        for number in range(1, 13)
        for version in (1, 2)
    }
    return {
        "/events": _events,
        "/events/meetings/501": as_json({"message": "No rights to see this meeting", "error_code": 1009}),
        "/events/meetings/502": meeting,
        "/events/meetings/504": committee,
        f"/events/assemblies/{ASSEMBLY}": assembly,
        "/modules/0/items/71": _item,
        **files,
    }


def as_json(data: object) -> Reply:
    return Reply(json.dumps(data).encode(), media_type="application/json; charset=utf-8")


def event(number: int, moment: str, group: str = "public", kind: str = "meeting", folder: str = "meetings") -> Any:
    return {
        "id": number,
        "type": kind,
        "permission_group": group,
        "confidential": 0,
        "event_type_data": {"self": f"{HOST}/events/{folder}/{number}"},
        "plannings": [{"start_date": moment, "end_date": None}],
        "attributes": [{"id": 1, "reference_model": None, "value": "Raad"}],
    }


def document(root: str, number: int, version: int = 1, **values: Any) -> dict[str, Any]:
    return {
        "id": number,
        "self": f"{HOST}/document/{number}",
        "url": f"{root}document/{number}/{version}",
        "title": f"Stuk {number}",
        "date": "",
        "publication_date": "2026-11-22",
        "last_modified": "2019-03-01 09:00:00",
        "confidential": 0,
        "version": version,
        "versions": [{"id": version, "file_name": f"stuk_{number}.pdf", "mime_type": "application/pdf"}],
        "types": [{"id": 1, "value": "Document"}],
        **values,
    }


def _events(request: Request) -> Reply:
    asked = request.query
    if asked.get("organisation_id") != ORGANISATION or asked.get("version") != "1.17.0":
        return as_json({"message": "Zonder parameters kunnen er geen resultaten getoond worden."})
    events = [event(number, *about) for number, about in MEETINGS.items()]
    events.append(event(ASSEMBLY, "2019-06-03 19:00:00", kind="assembly", folder="assemblies"))
    days = (asked["date_from"], asked["date_to"])
    found = [each for each in events if days[0] <= each["plannings"][0]["start_date"] <= days[1]]
    first = (int(asked["page"]) - 1) * PAGE_SIZE
    page = found[first : first + PAGE_SIZE]
    pagination = {"page": int(asked["page"]), "has_more_pages": first + PAGE_SIZE < len(found)}
    return as_json({"pagination": pagination, "events": page})


def _head(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "type": "meeting",
        "permission_group": "public",
        "confidential": 0,
        "url": f"https://veldrade.raadsinformatie.example/vergadering/{number}/Raad",
        "plannings": [{"start_date": MEETINGS[number][0], "end_date": None}],
    }


def _item_of_agenda(documents: list[Any], items: list[Any] | None = None, **values: Any) -> dict[str, Any]:
    closed = {"confidential": 0, "permission_group": "public"}
    return {"type": "agenda_point", **closed, "documents": documents, "agenda_items": items or [], **values}


def _evaluation(root: str, changed: bool) -> dict[str, Any]:
    plan = document(root, 2, 2 if changed else 1, title="Evaluatie wijkteams", types=[{"id": 5, "value": "Rapport"}])
    nested = _item_of_agenda([document(root, 4, date="2019-03-05")], module_items=[{"self": "/modules/0/items/71"}])
    secret = _item_of_agenda([document(root, 6)], permission_group="members")
    loose = [
        document(root, 3, url="", title="Zonder adres"),
        {"title": "Alleen op papier"},
        {"confidential": 0},
        document(root, 5, confidential=1, title="Vertrouwelijk advies"),
        document(root, 7, url=f"http{root}document/7/1", title="", types=[]),
    ]
    agenda = [_item_of_agenda([plan], [nested]), _item_of_agenda(loose), secret]
    return {**_head(502), "documents": [document(root, 1, title="Oproep")], "agenda_items": agenda}


def _item(request: Request) -> Reply:
    main = {"id": 2, "label": "Hoofddocument", "values": [{"document": document(request.root, 10, title="Motie")}]}
    attachments = {"document": [document(request.root, 11, title="Bijlage bij motie")]}
    return as_json({"item": {"id": "71", "attachments": attachments, "attributes": [main]}})
