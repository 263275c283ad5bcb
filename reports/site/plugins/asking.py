"""The vraagbaak: a question in plain Dutch, answered with literal quotes and their sources, or with nothing."""

from __future__ import annotations

from typing import Any

from datasette import Response
from markupsafe import Markup

from reports.asking.question import LONGEST
from reports.asking.search import Answers, answers
from reports.publishing.words import FORMS
from reports.site.pages import DATABASE, ask, hook, show

NOTHING = "Hierover staat niets in het corpus."
VAGUE = "In deze vraag staan geen woorden waarop wij kunnen zoeken. Noem het onderwerp waarover u iets wilt weten."
_EXAMPLES = (
    "Wat helpt bij de samenwerking met huisartsen?",
    "Waarom zijn de wachttijden lang?",
    "Wat is nodig voor een goede toegang?",
)
_QUOTE = ("citaat_id", "citaat", "document_id", "titel", "gemeenten", "jaar", "bladzijde", "elementen", "richting")


@hook
def startup(datasette: Any) -> Any:
    """Return what reads the dictionary and the corpus's words before the first reader asks."""

    async def warm() -> None:
        if DATABASE in datasette.databases:
            await _answers(datasette, _EXAMPLES[0])

    return warm


@hook
def register_routes() -> list[tuple[str, Any]]:
    """Return the routes of the vraagbaak."""
    return [(r"^/vraag$", question), (r"^/vraag\.json$", question_file)]


async def question(datasette: Any, request: Any) -> Any:
    """Answer with the quotes on a question."""
    text = _asked(request)
    found = await _answers(datasette, text) if text else None
    return await show(
        datasette,
        request,
        "asking.html",
        q=text,
        found=found,
        nothing=NOTHING,
        vague=VAGUE,
        examples=_EXAMPLES,
        longest=LONGEST,
        alike=await _alike(datasette, found) if found and found.hits else [],
    )


async def question_file(datasette: Any, request: Any) -> Any:
    """Answer with the quotes on a question as JSON; `antwoorden` is empty where the corpus holds nothing."""
    text = _asked(request)
    found = await _answers(datasette, text) if text else None
    rows = [
        {name: hit.row[name] for name in _QUOTE} | {"dekking": round(hit.coverage, 3), "woorden": hit.found}
        for hit in (found.hits if found else ())
    ]
    return Response.json({"vraag": text, "antwoorden": rows, "melding": _told(found)})


def _told(found: Answers | None) -> str:
    return "" if found is None or found.hits else VAGUE if found.is_vague else NOTHING


def _asked(request: Any) -> str:
    return " ".join((request.args.get("q") or "")[:LONGEST].split())


async def _answers(datasette: Any, text: str) -> Answers | None:
    """Return what is found; None where the publication is of before there was a vraagbaak."""
    database = datasette.get_database(DATABASE)
    if not await database.table_exists(FORMS) or not await database.table_exists("citaten"):
        return None
    found: Answers = await database.execute_fn(lambda connection: answers(connection, text))
    return found


async def _alike(datasette: Any, found: Answers) -> list[Any]:
    """Return the elements that most of the answers are about, for who wants to read on."""
    names = [name for hit in found.hits for name in (hit.row["elementen"] or "").split("; ") if name]
    rows = await ask(datasette, "SELECT element_code, element FROM elementen ORDER BY element")
    ranked = sorted((row for row in rows if row["element"] in names), key=lambda row: -names.count(row["element"]))
    return ranked[:3]


@hook
def prepare_jinja2_environment(env: Any) -> None:
    """Add the filter that marks the words that a quote was found by."""
    env.filters["listed"] = _listed


def _listed(words: Any) -> Markup:
    """Return words in a row, each between Dutch quotation marks."""
    shown = [Markup("‘{}’").format(word) for word in words]
    return Markup(" en ").join([Markup(", ").join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
