"""Which role may ask for what: every route of the review site, and what Datasette itself would show or do."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reports.review.routes import Route

ALL, MEMBERS, JUDGES, RESEARCHERS, STAFF, NOBODY = "akob", "kob", "ko", "o", "ob", ""
"""Roles by their first letters: anybody, klankbordgroep, onderzoeker, beheerder."""
EXPECTED: dict[tuple[str, str], str] = {
    ("GET", "/"): MEMBERS,
    ("GET", "/start"): MEMBERS,
    ("GET", "/inloggen"): ALL,
    ("POST", "/inloggen"): ALL,
    ("POST", "/uitloggen"): MEMBERS,
    ("GET", "/uitnodiging/link"): ALL,
    ("POST", "/uitnodiging/link"): ALL,
    ("GET", "/mijn-account"): MEMBERS,
    ("POST", "/mijn-account"): MEMBERS,
    ("GET", "/hulp"): MEMBERS,
    ("GET", "/hulp/onderzoekers"): STAFF,
    ("GET", "/beoordelen"): JUDGES,
    ("GET", "/codering/id"): JUDGES,
    ("POST", "/codering/id"): JUDGES,
    ("GET", "/mijn-oordelen"): JUDGES,
    ("GET", "/mijn-commentaar"): JUDGES,
    ("GET", "/passages"): MEMBERS,
    ("GET", "/passage/id"): MEMBERS,
    ("POST", "/passage/id/codering"): RESEARCHERS,
    ("POST", "/passage/id/intrekken"): RESEARCHERS,
    ("GET", "/document/id/passages"): MEMBERS,
    ("GET", "/document/id/kenmerken"): RESEARCHERS,
    ("POST", "/document/id/kenmerken"): RESEARCHERS,
    ("GET", "/blad/document/page.png"): JUDGES,
    ("GET", "/codes"): RESEARCHERS,
    ("GET", "/code/what"): RESEARCHERS,
    ("POST", "/code/what"): RESEARCHERS,
    ("GET", "/rondes"): RESEARCHERS,
    ("POST", "/rondes"): RESEARCHERS,
    ("GET", "/ronde/number"): RESEARCHERS,
    ("POST", "/ronde/number"): RESEARCHERS,
    ("POST", "/ronde/number/sluiten"): RESEARCHERS,
    ("GET", "/overeenstemming"): RESEARCHERS,
    ("GET", "/betwist"): RESEARCHERS,
    ("GET", "/kennisagenda"): MEMBERS,
    ("POST", "/kennisagenda"): JUDGES,
    ("GET", "/commentaar"): RESEARCHERS,
    ("GET", "/commentaar/uuid"): RESEARCHERS,
    ("POST", "/commentaar/uuid"): RESEARCHERS,
    ("GET", "/commentaar/bijlage"): MEMBERS,
    ("GET", "/commentaar/bijlage.csv"): MEMBERS,
    ("GET", "/versies"): MEMBERS,
    ("GET", "/versie/number"): MEMBERS,
    ("GET", "/versie/number/file"): RESEARCHERS,
    ("GET", "/zelfevaluaties"): RESEARCHERS,
    ("GET", "/zelfevaluaties.csv"): RESEARCHERS,
}
"""By method and address, with the names of what varies in it."""

OWN: dict[tuple[str, str], str] = {
    ("GET", "/stijl/style.css"): ALL,
    ("GET", "/elementen"): MEMBERS,
    ("GET", "/element/outreachend"): MEMBERS,
    ("GET", "/gemeenten"): MEMBERS,
    ("GET", "/documenten"): MEMBERS,
    ("GET", "/tabellen"): MEMBERS,
    ("GET", "/tabellen/citaten.csv"): MEMBERS,
    ("GET", "/herkomst/elementen/outreachend/helpt"): MEMBERS,
    ("GET", "/tabellen/alle-tabellen.xlsx"): MEMBERS,
    ("GET", "/kennishiaten"): MEMBERS,
    ("GET", "/kennissynthese"): MEMBERS,
    ("GET", "/nieuws"): MEMBERS,
    ("GET", "/bouwstenen"): MEMBERS,
    ("GET", "/zelfevaluatie"): MEMBERS,
    ("GET", "/zoeken?q=wijkteam"): MEMBERS,
    ("GET", "/vraag?q=wijkteam"): MEMBERS,
    ("GET", "/vraag.json?q=wijkteam"): MEMBERS,
    ("GET", "/publiek/woordvormen.json"): NOBODY,
    ("GET", "/publiek/citaten"): MEMBERS,
    ("GET", "/publiek/citaten.json"): MEMBERS,
    ("GET", "/publiek/citaten.csv"): MEMBERS,
    ("GET", "/corpus"): RESEARCHERS,
    ("GET", "/corpus.json"): RESEARCHERS,
    ("GET", "/corpus/passages"): RESEARCHERS,
    ("GET", "/corpus/passages.json"): RESEARCHERS,
    ("GET", "/corpus/passages.csv"): RESEARCHERS,
    ("GET", "/corpus/codings.json?_labels=on"): RESEARCHERS,
    ("GET", "/corpus/facts.json"): RESEARCHERS,
    ("GET", "/corpus/pages.csv?_stream=on"): RESEARCHERS,
    ("GET", "/review"): STAFF,
    ("GET", "/review.json"): STAFF,
    ("GET", "/review/entries"): STAFF,
    ("GET", "/review/entries.json"): STAFF,
    ("GET", "/review/entries.csv"): STAFF,
    ("GET", "/review/remarks.json"): STAFF,
    ("GET", "/review/judgements.json"): STAFF,
    ("GET", "/corpus/signs.json"): NOBODY,
    ("GET", "/corpus/zoekwoorden.json"): NOBODY,
    ("GET", "/corpus/zoekwoorden_data.json"): NOBODY,
    ("GET", "/corpus.db"): NOBODY,
    ("GET", "/review.db"): NOBODY,
    ("GET", "/publiek.db"): NOBODY,
    ("GET", "/accounts"): NOBODY,
    ("GET", "/accounts.db"): NOBODY,
    ("GET", "/_internal"): NOBODY,
    ("GET", "/_memory"): NOBODY,
    ("GET", "/corpus/-/query?sql=select+1"): NOBODY,
    ("GET", "/review/-/query.json?sql=select+1"): NOBODY,
    ("GET", "/-/config.json"): NOBODY,
    ("GET", "/-/metadata.json"): NOBODY,
    ("GET", "/-/threads.json"): NOBODY,
    ("GET", "/-/permissions"): NOBODY,
    ("GET", "/-/create-token"): NOBODY,
    ("GET", "/-/actor.json"): NOBODY,
    ("GET", "/%2D/config.json"): NOBODY,
    ("POST", "/-/create-token"): NOBODY,
    ("POST", "/review/-/create"): NOBODY,
    ("POST", "/review/entries/-/insert"): NOBODY,
    ("POST", "/review/entries/-/upsert"): NOBODY,
    ("POST", "/review/entries/-/alter"): NOBODY,
    ("POST", "/review/entries/-/drop"): NOBODY,
    ("POST", "/review/entries/1/-/update"): NOBODY,
    ("POST", "/review/entries/1/-/delete"): NOBODY,
    ("POST", "/review/remarks/-/insert"): NOBODY,
    ("POST", "/publiek/citaten/-/insert"): NOBODY,
    ("POST", "/corpus/passages/-/insert"): NOBODY,
    ("POST", "/review/-/execute-write"): NOBODY,
}
"""Addresses that are Datasette's own, or pages of the public site."""
NAMES = {"a": "", "k": "klankbordgroep", "o": "onderzoeker", "b": "beheerder"}


def shape(path: str) -> str:
    """Return the address of a route with only the names of what varies in it."""
    return re.sub(r"\\(.)", r"\1", re.sub(r"\(\?P<(\w+)>(?:[^()\[\]]|\[[^\]]*\]|\([^()]*\))*\)", r"\1", path))


def examples(coding: Mapping[str, str], remark: str) -> dict[str, str]:
    """Return what can be filled in for what varies in an address."""
    return {
        "/codering/id": coding["id"],
        "/passage/id": coding["passage_id"],
        "/document/id": coding["document_id"],
        "document": coding["document_id"],
        "page": "1",
        "link": "x" * 43,
        "number": "1",
        "uuid": remark,
        "what": "nieuw",
        "file": "manifest.json",
    }


def filled(route: Route, values: Mapping[str, str]) -> str:
    """Return an address that a route answers; raise KeyError for a name that no example is given for."""
    path = shape(route.path)
    for match in re.finditer(r"\?P<(\w+)>", route.path):
        before = path.partition(match[1])[0]
        value = values.get(f"/{before.strip('/').split('/')[-1]}/{match[1]}") or values[match[1]]
        path = path.replace(f"/{match[1]}", f"/{value}", 1)
    return path
