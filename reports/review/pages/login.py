"""Coming in and going out: logging in, the link of an invitation, and one's own account."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, urlsplit

from datasette import Response

from reports.review.accounts import LATE, Denied, client_of
from reports.review.routes import EVERYONE, MEMBERS, Route, Visit

LOGIN = "/inloggen"
_PATH = re.compile(r"/(?![/\\])[!-\[\]-~]{0,2000}")
_NOT_BACK_TO = (LOGIN, "/uitloggen", "/uitnodiging")
_ELSEWHERE = ("cross-site", "same-site")


def path_within(asked: str) -> str:
    """Return the path of this site to go on to: what was asked, or the front page for anything that may lead away."""
    parts = urlsplit(asked) if _PATH.fullmatch(asked) else None
    if parts is None or parts.scheme or parts.netloc or parts.path.startswith(_NOT_BACK_TO):
        return "/"
    return asked


async def login_form(visit: Visit) -> Any:
    """Return the form to log in; who has logged in goes on.

    With a link in an e-mail, a browser does not send the cookie of a member; after a refresh from this page it does.
    """
    onward = path_within(visit.request.args.get("naar") or "")
    if visit.member:
        return Response.redirect(onward, status=303)
    response = await visit.show("review/login.html", naar=onward, name="", error="")
    if visit.request.headers.get("sec-fetch-site") in _ELSEWHERE and "opnieuw" not in visit.request.args:
        response.headers["refresh"] = f"0; url={LOGIN}?naar={quote(onward, safe='')}&opnieuw=1"
    return response


async def log_in(visit: Visit) -> Any:
    """Start a session for who knows the password, and go on; else the form once more, saying why."""
    onward, name = path_within(visit.form.get("naar", "")), visit.form.get("naam", "")
    accounts = visit.desk.accounts
    try:
        token = await accounts.log_in(name, visit.form.get("wachtwoord", ""), client=client_of(visit.request))
    except Denied as denied:
        return await _denied(visit, "review/login.html", denied, naar=onward, name=name)
    await accounts.log_out(visit.request)
    return accounts.hand_over(Response.redirect(onward, status=303), token)


async def log_out(visit: Visit) -> Any:
    """End the session."""
    await visit.desk.accounts.log_out(visit.request)
    return visit.desk.accounts.hand_over(Response.redirect(LOGIN, status=303), "")


async def invitation(visit: Visit) -> Any:
    """Return the form in which who was invited chooses a password; opening it leaves the link as it is."""
    invited = visit.desk.accounts.register.invited(visit.request.url_vars["link"])
    if invited is None:
        return await visit.show("review/no_invitation.html", status=410, error=LATE)
    return await visit.show("review/invitation.html", invited=invited, error="")


async def accept(visit: Visit) -> Any:
    """Take the password that was chosen, and start a session."""
    accounts, link = visit.desk.accounts, visit.request.url_vars["link"]
    invited = accounts.register.invited(link)
    try:
        token = await accounts.accept(link, _chosen(visit))
    except Denied as denied:
        if invited is None or denied.status == 410:
            return await _denied(visit, "review/no_invitation.html", denied)
        return await _denied(visit, "review/invitation.html", denied, invited=invited)
    await accounts.log_out(visit.request)
    return accounts.hand_over(Response.redirect("/", status=303), token)


async def account(visit: Visit) -> Any:
    """Return what a member's account holds, and the form to choose another password."""
    return await visit.show("review/account.html", error="", is_changed="gewijzigd" in visit.request.args)


async def change(visit: Visit) -> Any:
    """Take another password; all other sessions of the account end."""
    accounts, name = visit.desk.accounts, visit.member.name if visit.member else ""
    try:
        old, client = visit.form.get("huidig", ""), client_of(visit.request)
        token = await accounts.change(name, old, _chosen(visit), client=client)
    except Denied as denied:
        return await _denied(visit, "review/account.html", denied, is_changed=False)
    return accounts.hand_over(Response.redirect("/mijn-account?gewijzigd=1", status=303), token)


def _chosen(visit: Visit) -> str:
    """Return the password that was typed twice; raise Denied where the two differ."""
    password = visit.form.get("wachtwoord", "")
    if password != visit.form.get("nogmaals", ""):
        raise Denied("De twee wachtwoorden zijn niet hetzelfde. Typ ze allebei opnieuw.", 422)
    return password


async def _denied(visit: Visit, template: str, denied: Denied, **context: Any) -> Any:
    response = await visit.show(template, status=denied.status, error=denied.sentence, **context)
    if denied.wait_s:
        response.headers["retry-after"] = str(int(denied.wait_s) + 1)
    return response


_LINK = r"/uitnodiging/(?P<link>[\w-]{1,100})"
ROUTES = [
    Route(LOGIN, login_form, EVERYONE),
    Route(LOGIN, log_in, EVERYONE, "POST"),
    Route("/uitloggen", log_out, MEMBERS, "POST"),
    Route(_LINK, invitation, EVERYONE),
    Route(_LINK, accept, EVERYONE, "POST"),
    Route("/mijn-account", account, MEMBERS),
    Route("/mijn-account", change, MEMBERS, "POST"),
]
