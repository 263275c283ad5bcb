"""Answers for what is not there, is not allowed or went wrong.

Datasette calls every handler and takes the first answer. Its own would still log each missing page with all variables,
which takes a second or more of computing where `rich` is installed; so it makes room for this one.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import Forbidden, NotFound, Response
from datasette.plugins import pm
from datasette.views.base import DatasetteError

from reports.review.desk import desk_of
from reports.site.pages import hook

log = logging.getLogger(__name__)
_THEIRS = "datasette.handle_exception"
_NO_FORMAT = "Invalid format: "
"""How Datasette says that it has no table in the format of an address; it raises no error of its own for that."""
_TEXTS = {
    400: ("Deze vraag begrijpen wij niet", "Ga terug en vul het formulier opnieuw in."),
    403: ("Deze pagina is niet openbaar", "De gepubliceerde gegevens vindt u in de tabellen."),
    404: ("Deze pagina bestaat niet", "Misschien is het adres verkeerd, of is het document niet meer ingesloten."),
    500: ("Er ging iets mis", "Probeer het later opnieuw."),
}

_NOT_YOURS = ("Deze pagina is niet voor u", "Hebt u haar nodig? Vraag het aan degene die u heeft uitgenodigd.")
"""What is said on the review site of what somebody's role does not reach."""

if pm.has_plugin(_THEIRS):
    pm.unregister(name=_THEIRS)


@hook
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Callable[[], Awaitable[Any]]:
    """Return what answers an error; the log gets those that are ours to mend."""
    status = _status(exception)
    if status == 500:
        log.error("%s could not be shown", request.path, exc_info=exception)
    return _answer(datasette, request, status)


@hook
def forbidden(datasette: Any, request: Any, message: str) -> Callable[[], Awaitable[Any]]:
    """Return what answers a question for what is not public."""
    return _answer(datasette, request, 403)


def _status(exception: Exception) -> int:
    if isinstance(exception, NotFound) or str(exception).startswith(_NO_FORMAT):
        return 404
    if isinstance(exception, Forbidden):
        return 403
    status = getattr(exception, "status", 500)
    if isinstance(exception, DatasetteError) and status == 500:
        return 400  # Datasette says so of an address with a question that cannot be.
    return status if status in _TEXTS else 400 if 400 <= status < 500 else 500


def _answer(datasette: Any, request: Any, status: int) -> Callable[[], Awaitable[Any]]:
    title, advice = _NOT_YOURS if status == 403 and desk_of(datasette) else _TEXTS[status]

    async def answer() -> Any:
        if request.path.endswith(".json"):
            return Response.error(title, status)
        if request.path.endswith(".csv"):
            return Response.text(title, status=status)
        page = await datasette.render_template("error.html", {"title": title, "advice": advice}, request=request)
        return Response.html(page, status=status)

    return answer
