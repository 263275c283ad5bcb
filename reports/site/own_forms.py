"""Forms on the public site: whether they come from a page of it, and the gemeenten that they can be about."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlsplit

from datasette import Forbidden

from corpus.reference import GEMEENTEN
from reports.settings import read_register
from reports.site.pages import ask

Places = list[tuple[str, list[tuple[str, str]]]]


def check_own(request: Any) -> None:
    """Raise Forbidden for a form that does not come from a page of this site.

    A page that tells nobody where it is (`referrer-policy: no-referrer`) sends its forms with the origin `null`; every
    browser of today then still says by `sec-fetch-site` that they are from here.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    is_own = bool(origin) and urlsplit(origin).netloc == request.headers.get("host")
    if site == "same-origin" and (is_own or origin in (None, "null")):
        return
    if site is None and is_own:
        return
    raise Forbidden("Dit formulier komt van een andere site")


async def places(datasette: Any) -> Places:
    """Return code and name of the gemeenten of today and those of the study, by province, as a choice in a form."""
    rows = await ask(datasette, "SELECT gemeente_code, gemeente, provincie FROM gemeenten")
    found = {row["gemeente_code"]: (row["provincie"] or "Overig", row["gemeente"]) for row in rows}
    found |= {code: (province, name) for code, name, province in _of_today()}
    provinces: dict[str, list[tuple[str, str]]] = {}
    for code, (province, name) in found.items():
        provinces.setdefault(province, []).append((code, name))
    ranked = sorted(provinces.items())
    return [(province, sorted(group, key=lambda pair: (pair[1], pair[0]))) for province, group in ranked]


@cache
def _of_today() -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (row["code"], row["name"], row["province_name"]) for row in read_register(GEMEENTEN) if not row["end_on"]
    )
