"""Woogle: the dossiers of one publisher, and two in the form in which they are sent; all of it is hand-made."""

from __future__ import annotations

import json
from typing import Any

from tests.harvest.universe.server import Reply, Request, Route, pdf
from tests.harvest.zips import zipped


def given(root: str) -> dict[str, Any]:
    """Return the answer to `?pid=nl.gm9901.2i&infobox=true`."""
    files = [
        {
            "dc_type": "besluit",
            "dc_title": "Besluit",
            "dc_source": f"{root}besluit.pdf",
            "dc_format": "application/pdf",
        },
        {"dc_type": "bijlage", "foi_fileName": "evaluatie.pdf", "dc_identifier": "nl.gm9901.2i.2021.1.doc.2"},
        {"dc_type": "bijlage", "dc_source": f"{root}stukken.zip"},
    ]
    dossier = {
        "dc_identifier": "nl.gm9901.2i.2021.1",
        "dc_title": "Verzoek over wijkteams",
        "dc_publisher": "gm9901",
        "dc_publisher_name": "Gemeente Veldrade",
        "dc_source": f"{root}dossier/1",
        "foi_decisionDate": "2021-05-12",
        "foi_files": files,
    }
    empty = {"dc_identifier": "nl.gm9901.2i.2021.2", "dc_title": "Geen documenten", "foi_files": []}
    return {"resource": "nl.gm9901.2i", "infobox": {"foi_totalDossiers": 2, "foi_dossiers": [dossier, empty]}}


def sent(root: str) -> list[dict[str, Any]]:
    """Return dossiers as they are sent: one with all sorts of files, one with as little as may be."""
    full = {
        "dc_title": "Verzoek over jeugdteams",
        "dc_publisher": "gm9902",
        "foi_requestDate": "2022-01-02",
        "foi_decisionDate": "2022-03-04",
        "foi_files": {
            "foi_verzoek": {"dc_title": "Verzoek", "dc_source": f"{root}verzoek.pdf", "foi_url_on_web": "True"},
            "foi_besluit": [{"dc_source": f"{root}besluit-2.pdf", "foi_url_on_web": True}],
            "foi_documenten": [
                {"dc_source": f"{root}rapport.pdf", "foi_documentType": "rapport", "foi_sentDate": "2021-11-30"},
                {"dc_title": "Notitie", "foi_url_on_web": "False", "foi_originator": "Een inwoner"},
                {"dc_title": "Memo", "dc_source": "WAARDE: Hyperlink naar zip of pdf bestand"},
            ],
        },
    }
    least = {
        "dc_title": "Oud dossier",
        "dc_date_year": 2019,
        "foi_files": {"foi_documenten": {"dc_source": f"{root}oud.pdf"}},
    }
    return [full, least]


def routes() -> dict[str, Route]:
    names = ("besluit", "verzoek", "besluit-2", "rapport", "oud")
    documents = {f"/{name}.pdf": Reply(pdf(name), media_type="application/pdf") for name in names}
    archive = zipped({"map/rapport.pdf": pdf("uit de zip"), "lijst.csv": b"nummer;naam\n"})
    return {
        "/infobox": lambda request: _json(given(request.root)),
        "/dossiers.json": lambda request: _json(sent(request.root)),
        "/nl.gm9901.2i.2021.1.doc.2": Reply(pdf("evaluatie"), media_type="application/pdf"),
        "/stukken.zip": Reply(archive, media_type="application/zip"),
        **documents,
    }


def _json(value: Any) -> Reply:
    return Reply(json.dumps(value).encode(), media_type="application/json")


def reply(value: Any) -> Route:
    def answer(request: Request) -> Reply:
        return _json(value)

    return answer
