"""Who may go where on the review site: each route with its roles, and the one way in that holds to them."""

from __future__ import annotations

import hmac
import importlib
import pkgutil
import re
import uuid
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from datasette import Forbidden, Response
from datasette.utils.asgi import BadRequest

from corpus.review.entries import BEHEERDER, KLANKBORDGROEP, ONDERZOEKER
from corpus.review.ledger import Author
from reports.review import pages
from reports.review.accounts import Member
from reports.review.desk import Desk

ANYONE = ""
"""The role of who has not logged in."""
MEMBERS = frozenset({KLANKBORDGROEP, ONDERZOEKER, BEHEERDER})
JUDGES = frozenset({KLANKBORDGROEP, ONDERZOEKER})
RESEARCHERS = frozenset({ONDERZOEKER})
KEEPERS = frozenset({BEHEERDER})
EVERYONE = MEMBERS | {ANYONE}
WRITTEN = ("label", "definition", "quote", "remark", "reason")
"""Fields of forms in which members write words of their own."""


@dataclass(frozen=True)
class Visit:
    """One request: who asks what of which site, and the form that came along."""

    datasette: Any
    request: Any
    desk: Desk
    member: Member | None
    form: Mapping[str, str]

    @property
    def author(self) -> Author:
        """Who says what the form says; raise Forbidden where nobody has logged in."""
        if self.member is None:
            raise Forbidden("Log eerst in")
        return Author(self.member.pseudonym, self.member.role)

    async def ask(self, sql: str, *values: Any, database: str = "corpus") -> list[dict[str, Any]]:
        """Return the rows of a query on the snapshot of the corpus, or on `publiek`."""
        results = await self.datasette.get_database(database).execute(sql, list(values))
        return [dict(row) for row in results.rows]

    async def show(self, template: str, *, status: int = 200, **context: Any) -> Any:
        """Return the answer with a page made from a template; it gets the member, form token and a fresh form uuid."""
        context |= {"member": self.member, "token": self.member.token if self.member else "", "uuid": str(uuid.uuid4())}
        text = await self.datasette.render_template(template, context, request=self.request)
        return Response.html(text, status=status)


View = Callable[[Visit], Awaitable[Any]]


@dataclass(frozen=True)
class Route:
    """An address, the method it is asked with, who may, and what answers."""

    path: str
    """A regular expression with named groups, without ^ and $."""
    view: View
    roles: frozenset[str]
    method: str = "GET"


def routes() -> list[Route]:
    """Return every route of the review site, in the order of the modules' names."""
    names = sorted(module.name for module in pkgutil.iter_modules(pages.__path__))
    return [route for name in names for route in importlib.import_module(f"{pages.__name__}.{name}").ROUTES]


async def answer(desk: Desk, own: Mapping[str, Route], datasette: Any, request: Any) -> Any:
    """Return the answer of the route for the request's method, to who may have it."""
    route = own.get("GET" if request.method == "HEAD" else request.method)
    if route is None:
        return Response.text("Deze pagina kan zo niet worden gevraagd.", status=405)
    member = await desk.accounts.member_of(request)
    is_form = request.method == "POST"
    visit = Visit(datasette, request, desk, member, await _form_of(request) if is_form else {})
    if (member.role if member else ANYONE) not in route.roles:
        if member:
            raise Forbidden("Deze pagina is niet voor u")
        return await _not_taken(visit, own) if is_form else Response.redirect(_to_login(request), status=303)
    if is_form and member and not hmac.compare_digest(visit.form.get("token", "").encode(), member.token.encode()):
        return await _not_taken(visit, own)
    return await route.view(visit)


def _to_login(request: Any, path: str = "") -> str:
    return f"/inloggen?naar={quote(path or request.full_path, safe='')}"


async def _form_of(request: Any) -> dict[str, str]:
    check_origin(request)
    try:
        return dict(await request.post_vars())
    except UnicodeDecodeError:
        raise BadRequest("Dit formulier kan niet worden gelezen") from None


async def _not_taken(visit: Visit, own: Mapping[str, Route]) -> Any:
    """Return the page for a form of a session that is over, with what was written, so that it is not lost."""
    back = visit.request.path if "GET" in own else "/"
    words = [visit.form[name] for name in WRITTEN if visit.form.get(name, "").strip()]
    onward = back if visit.member else _to_login(visit.request, back)
    return await visit.show("review/not_taken.html", status=403, words=words, onward=onward)


def check_origin(request: Any) -> None:
    """Raise Forbidden for a form that does not come from a page of this site; every browser says where it is from."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if origin and urlsplit(origin).netloc == request.headers.get("host") and site in (None, "same-origin"):
        return
    raise Forbidden("Dit formulier komt van een andere site")


def by_path(every: list[Route]) -> Iterator[tuple[str, dict[str, Route]]]:
    """Yield each address as a regular expression, with its routes by method."""
    for path in dict.fromkeys(route.path for route in every):
        re.compile(path)
        yield rf"^{path}$", {route.method: route for route in every if route.path == path}
