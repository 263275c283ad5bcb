"""The pages of the zelfevaluatie: a form for each venster under a private link, and the profile beside the evidence.

Who has the link may see and change the answers; the site keeps only its hash. Pages hold no script, and say that they
are not to be kept, indexed or told to other sites (see `guard`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from datasette import Forbidden, NotFound, Response
from datasette.utils.asgi import BadRequest

from reports.products import profile_files
from reports.products.evaluation_desk import EvaluationDesk, evaluation_desk_of
from reports.products.evaluations import Evaluation, Full
from reports.products.making import BLOCKS
from reports.products.profile import Group, keys_of, profile, starts
from reports.products.questionnaire import LIST, SCALE
from reports.review.accounts import client_of
from reports.site.made import read_made
from reports.site.own_forms import check_own, places
from reports.site.pages import show

START = "/zelfevaluatie"
_FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json; charset=utf-8",
}
_BUSY = "Het is nu te druk, of u stuurde te vaak iets. Probeer het over een uur nog eens. Uw antwoorden zijn er nog."
_FULL = "Er is nu geen plek voor een nieuwe zelfevaluatie. Neem contact op met de makers van deze site."


@dataclass(frozen=True)
class Visit:
    """One request of who has the link of a zelfevaluatie."""

    datasette: Any
    request: Any
    desk: EvaluationDesk
    token: str
    evaluation: Evaluation
    questions: Mapping[str, Any]

    @property
    def path(self) -> str:
        """The address of the overview."""
        return f"{START}/{self.token}"

    @property
    def groups(self) -> tuple[Group, ...]:
        """The profile as it is now."""
        return profile(self.questions, read_made(self.datasette, BLOCKS) or (), self.evaluation.answers)

    async def show(self, template: str, **context: Any) -> Any:
        """Return the answer with a page made from a template."""
        shown = {"evaluation": self.evaluation, "path": self.path, "questions": self.questions}
        return await show(self.datasette, self.request, f"evaluation/{template}", **shown, **context)


View = Callable[[Visit], Awaitable[Any]]


def private(views: Mapping[str, View]) -> Callable[..., Awaitable[Any]]:
    """Return a view for who has the link of a zelfevaluatie; a link that is not (any longer) known leads nowhere."""

    async def view(datasette: Any, request: Any) -> Any:
        answer = views.get("GET" if request.method == "HEAD" else request.method)
        if answer is None:
            return Response.text("Deze pagina kan zo niet worden gevraagd.", status=405)
        desk, questions = _at_hand(datasette)
        if request.method == "POST":
            check_own(request)
            if not desk.sending.may(client_of(request)):
                return await _told(datasette, request, _BUSY, 429)
        token = request.url_vars["token"]
        evaluation = await asyncio.to_thread(desk.evaluations.find, token)
        if evaluation is None or questions is None:
            raise NotFound("Deze zelfevaluatie is er niet")
        return await answer(Visit(datasette, request, desk, token, evaluation, questions))

    return view


def _at_hand(datasette: Any) -> tuple[EvaluationDesk, Mapping[str, Any] | None]:
    """Return the desk, and the questionnaire where there is one that asks something."""
    desk = evaluation_desk_of(datasette)
    if desk is None:
        raise Forbidden("Deze site neemt geen zelfevaluaties aan")
    questions = read_made(datasette, LIST)
    return desk, questions if questions and questions["parts"] else None


async def elsewhere(datasette: Any, request: Any) -> Any:
    """Answer members of the review site with where the zelfevaluatie is."""
    return await show(datasette, request, "evaluation/elsewhere.html")


async def start(datasette: Any, request: Any) -> Any:
    """Answer with what the zelfevaluatie is, and start one for the gemeente that is chosen."""
    desk, questions = _at_hand(datasette)
    found = await places(datasette)
    if request.method != "POST":
        return await _start_page(datasette, request, questions, found)
    check_own(request)
    if questions is None:
        raise NotFound("De zelfevaluatie is er niet")
    code = (await _form_of(request)).get("gemeente", "")
    names = {key: name for _, group in found for key, name in group}
    if code not in names:
        return await _start_page(datasette, request, questions, found, error="Kies uw gemeente uit de lijst.")
    if not desk.starting.may(client_of(request)):
        return await _told(datasette, request, _BUSY, 429)
    try:
        token = await asyncio.to_thread(desk.evaluations.start, code, names[code])
    except Full:
        return await _told(datasette, request, _FULL, 503)
    return Response.redirect(f"{START}/{token}?nieuw=1", status=303)


async def _start_page(datasette: Any, request: Any, questions: Any, found: Any, error: str = "") -> Any:
    context = {"questions": questions, "places": found, "error": error, "is_gone": "gewist" in request.args}
    text = await datasette.render_template("evaluation/start.html", context, request=request)
    return Response.html(text, status=400 if error else 200)


async def _told(datasette: Any, request: Any, sentence: str, status: int) -> Any:
    text = await datasette.render_template("evaluation/told.html", {"sentence": sentence}, request=request)
    return Response.html(text, status=status)


async def _form_of(request: Any) -> dict[str, str]:
    try:
        return dict(await request.post_vars())
    except UnicodeDecodeError:
        raise BadRequest("Dit formulier kan niet worden gelezen") from None


async def overview(visit: Visit) -> Any:
    """Answer with the private link, how far it is, and the ways on."""
    answers = visit.evaluation.answers
    parts = [
        {"code": each["code"], "name": each["name"], "count": len(keys), "done": sum(key in answers for key in keys)}
        for each in visit.questions["parts"]
        for keys in [list(keys_of(each))]
    ]
    link = f"{visit.request.scheme}://{visit.request.host}{visit.path}"
    args = visit.request.args
    return await visit.show("overview.html", parts=parts, link=link, is_new="nieuw" in args, is_kept="bewaard" in args)


def _part_of(visit: Visit) -> tuple[int, Mapping[str, Any]]:
    """Return the page of the questionnaire that is asked for, with its place."""
    asked = visit.request.url_vars["part"]
    found = next((pair for pair in enumerate(visit.questions["parts"]) if pair[1]["code"] == asked), None)
    if found is None:
        raise NotFound("Dit deel is er niet")
    return found


async def part(visit: Visit) -> Any:
    """Answer with the form of one venster."""
    place, asked = _part_of(visit)
    scale = [(each["score"], each["text"]) for each in visit.questions["scale"]]
    return await visit.show("part.html", part=asked, place=place, scale=scale)


async def save(visit: Visit) -> Any:
    """Keep the answers of one venster and go on: to the next, or to the overview for who stops here."""
    place, asked = _part_of(visit)
    form = await _form_of(visit.request)
    given = {key: form[key] for key in keys_of(asked) if form.get(key)}
    if not set(given.values()) <= {str(score) for score in SCALE}:
        raise BadRequest("Dit antwoord is er niet")
    scores = {key: int(value) for key, value in given.items()}
    if not await asyncio.to_thread(visit.desk.evaluations.save, visit.token, scores):
        raise NotFound("Deze zelfevaluatie is er niet")
    parts = visit.questions["parts"]
    onward = f"/deel/{parts[place + 1]['code']}" if place + 1 < len(parts) else "/profiel"
    return Response.redirect(visit.path + ("?bewaard=1" if "stop" in form else onward), status=303)


async def shown_profile(visit: Visit) -> Any:
    """Answer with the profile."""
    groups = visit.groups
    return await visit.show("profile.html", groups=groups, starts=starts(groups), scale=SCALE)


async def file(visit: Visit) -> Any:
    """Answer with the profile as a file."""
    rows, form = profile_files.rows_of(visit.evaluation, visit.groups), visit.request.url_vars["form"]
    content = {
        "csv": lambda: profile_files.as_csv(rows),
        "xlsx": lambda: profile_files.as_xlsx(rows),
        "json": lambda: profile_files.as_json(visit.evaluation, rows),
    }[form]()
    headers = {"content-disposition": f'attachment; filename="zelfevaluatie.{form}"'}
    return Response(content, content_type=_FORMS[form], headers=headers)


async def sure(visit: Visit) -> Any:
    """Answer with the question whether all is to be removed."""
    return await visit.show("remove.html")


async def remove(visit: Visit) -> Any:
    """Remove the zelfevaluatie."""
    await asyncio.to_thread(visit.desk.evaluations.remove, visit.token)
    return Response.redirect(f"{START}?gewist=1", status=303)
