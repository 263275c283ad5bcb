"""The metadata of a document, for researchers: what was found, from which words, and the form to correct it."""

from __future__ import annotations

from typing import Any

from datasette import NotFound, Response

from corpus.review.entries import Correction
from reports.review.deciding import EXPIRED, enter, is_sent, words
from reports.review.fields import CHOICES, FIELDS, LONGEST, NoValue, gemeente_names, value_of
from reports.review.routes import RESEARCHERS, Route, Visit

LONGEST_REASON = 2000
"""Characters of a reason."""
_FACTS = """
SELECT field, value, quote, method, confidence, is_chosen FROM facts WHERE document_id = ?
ORDER BY field, is_chosen DESC, confidence DESC, value
"""
Problems = dict[str, str]


async def metadata(visit: Visit) -> Any:
    """Answer with the metadata of a document."""
    return await _page(visit, {}, 200)


async def correct(visit: Visit) -> Any:
    """Enter what is right in the metadata of a document."""
    document = (await _document(visit))["id"]
    if not await is_sent(visit, Correction.kind):
        field, problems = words(visit, "field"), _problems(visit)
        try:
            value = value_of(visit.desk.study, field, words(visit, "value"))
        except NoValue as wrong:
            value = ""
            problems["value" if field in FIELDS else "field"] = str(wrong)
        if problems:
            return await _page(visit, problems, 400)
        was = "; ".join(each["value"] for each in await _facts(visit, document) if _holds(each, field))
        said = Correction(document_id=document, field=field, value=value, was=was)
        if not await enter(visit, said, words(visit, "reason")):
            return await _page(visit, {"": EXPIRED}, 409)
    return Response.redirect(f"/document/{document}/kenmerken?opgeslagen=ja", status=303)


def _holds(fact: dict[str, Any], field: str) -> bool:
    return bool(fact["field"] == field and fact["is_chosen"])


def _problems(visit: Visit) -> Problems:
    reason = words(visit, "reason")
    if not reason:
        return {"reason": "Zeg kort waaruit dat blijkt."}
    return {"reason": f"Gebruik hooguit {LONGEST_REASON} tekens."} if len(reason) > LONGEST_REASON else {}


async def _document(visit: Visit) -> dict[str, Any]:
    rows = await visit.ask("SELECT * FROM documents WHERE id = ?", visit.request.url_vars["id"])
    if not rows:
        raise NotFound("Dit document staat niet in het corpus")
    return rows[0]


async def _facts(visit: Visit, document: str) -> list[dict[str, Any]]:
    return await visit.ask(_FACTS, document)


async def _page(visit: Visit, problems: Problems, status: int) -> Any:
    document = await _document(visit)
    facts = await _facts(visit, document["id"])
    return await visit.show(
        "review/metadata.html",
        status=status,
        document=document,
        fields=[
            (field, label, [each for each in facts if each["field"] == field], await _entered(visit, document, field))
            for field, label in FIELDS.items()
        ],
        names=gemeente_names(visit.desk.study),
        options=list(FIELDS.items()),
        choices={field: find() for field, find in CHOICES.items()},
        problems=problems,
        form=visit.form or {"field": visit.request.args.get("kenmerk") or ""},
        longest=LONGEST,
        is_saved="opgeslagen" in visit.request.args,
    )


async def _entered(visit: Visit, document: dict[str, Any], field: str) -> dict[str, Any] | None:
    """Return the last correction of a field of a document, with its reason; None where there is none."""
    found = [
        (entry, said)
        for entry in visit.desk.board.others.get(Correction.kind, ())
        if isinstance(said := entry.statement, Correction)
        and (said.document_id, said.field) == (document["id"], field)
    ]  # fmt: skip
    if not found:
        return None
    entry, said = found[-1]
    reason = await visit.desk.with_ledger(lambda ledger: ledger.remark(entry))
    return {"entry": entry, "said": said, "reason": reason}


_PATH = r"/document/(?P<id>[0-9a-f]{1,64})/kenmerken"
ROUTES = [Route(_PATH, metadata, RESEARCHERS), Route(_PATH, correct, RESEARCHERS, "POST")]
