"""The codebook, for researchers: its codes with what they found, and how a code is added, merged and split."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from typing import Any

from datasette import NotFound, Response

from corpus.review.entries import Merge, NewCode, Split, Statement
from corpus.review.judged import book_of
from corpus.review.ledger import Entry
from reports.review.codebook import DIMENSIONS, DIRECTION, VENSTER, Codebook, codebook_of
from reports.review.deciding import EXPIRED, enter, is_sent, words
from reports.review.routes import RESEARCHERS, Route, Visit

NONE = "geen"
"""The code that says that a passage is of no kind; it stays as it is."""
PARTS = 4
"""The most codes that one is split into by one form."""
_COUNTS = "SELECT dimensie, code, passages, documenten FROM codeboeken WHERE versie = ?"
_LIMITS = {"label": 80, "definition": 1000, "reason": 2000, "name": 40}
_KINDS = (NewCode.kind, Merge.kind, Split.kind)
Problems = dict[str, str]
Draft = tuple[Statement | None, Problems]


async def codes(visit: Visit) -> Any:
    """Answer with all codes and how often they were found and judged, and what was decided on codes."""
    codebook = await codebook_of(visit)
    rows = await visit.ask(_COUNTS, codebook.name, database="publiek")
    verdicts: Counter[tuple[str, str, str]] = Counter()
    for own in visit.desk.board.own.values():
        verdicts.update((each.dimension, each.code, each.verdict) for each in own.values())
    return await visit.show(
        "review/codes.html",
        codebook=codebook,
        dimensions=DIMENSIONS,
        direction=DIRECTION,
        counts={(row["dimensie"], row["code"]): row for row in rows},
        verdicts=verdicts,
        decided=await _decided(visit),
        is_saved="opgeslagen" in visit.request.args,
    )


async def _decided(visit: Visit) -> list[dict[str, Any]]:
    """Return what was decided on codes with the reasons, the last first."""
    others = visit.desk.board.others
    entries = sorted((each for kind in _KINDS for each in others.get(kind, ())), key=lambda each: -each.seq)
    reasons: list[str | None] = await visit.desk.with_ledger(lambda ledger: [ledger.remark(each) for each in entries])
    return [_told(entry, reason) for entry, reason in zip(entries, reasons, strict=True)]


def _told(entry: Entry, reason: str | None) -> dict[str, Any]:
    return {"entry": entry, "said": entry.statement, "reason": reason}


async def form(visit: Visit) -> Any:
    """Answer with the form for one kind of decision."""
    return await _form(visit, {}, 200)


async def decide(visit: Visit) -> Any:
    """Enter a decision on codes."""
    kind, make = _make(visit)
    if not await is_sent(visit, kind):
        said, problems = make(visit, await codebook_of(visit))
        if not words(visit, "reason"):
            problems["reason"] = "Zeg kort waarom; dat staat straks bij de code."
        problems |= _too_long(visit)
        if problems or said is None:
            return await _form(visit, problems, 400)
        if not await enter(visit, said, words(visit, "reason")):
            return await _form(visit, {"": EXPIRED}, 409)
    return Response.redirect("/codes?opgeslagen=ja", status=303)


async def _form(visit: Visit, problems: Problems, status: int) -> Any:
    _make(visit)
    codebook = await codebook_of(visit)
    return await visit.show(
        "review/code_form.html",
        status=status,
        what=visit.request.url_vars["what"],
        options=_options(codebook, is_whole=False),
        options_whole=_options(codebook, is_whole=True),
        dimensions=[(name, DIMENSIONS.get(name, name)) for name in codebook.dimensions],
        vensters=[(each.code, each.label) for each in codebook.offered(VENSTER)],
        parts=range(1, PARTS + 1),
        problems=problems,
        form=visit.form or {"code": visit.request.args.get("code") or ""},
        limits=_LIMITS,
    )


def _options(codebook: Codebook, *, is_whole: bool) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the codes to choose from, in groups, as a field for choosing takes them."""
    found = []
    for name in codebook.dimensions:
        for heading, codes in codebook.groups(name, is_whole=is_whole):
            title = DIMENSIONS.get(name, name) + (f": {heading.lower()}" if heading else "")
            found.append((title, [(f"{name}:{each.code}", each.label) for each in codes if _is_free(name, each.code)]))
    return found


def _is_free(dimension: str, code: str) -> bool:
    return dimension != DIRECTION and (dimension, code) != ("soort", NONE)


def _make(visit: Visit) -> tuple[str, Callable[[Visit, Codebook], Draft]]:
    """Return the kind of decision that an address is about, and what makes it of a form."""
    found = {"nieuw": (NewCode.kind, _new), "samenvoegen": (Merge.kind, _merge), "splitsen": (Split.kind, _split)}
    what = visit.request.url_vars["what"]
    if what not in found:
        raise NotFound("Deze pagina bestaat niet")
    return found[what]


def _new(visit: Visit, codebook: Codebook) -> Draft:
    dimension, label, definition = (words(visit, name) for name in ("dimension", "label", "definition"))
    name, venster = words(visit, "name") or name_of(label), words(visit, "venster")
    problems: Problems = {}
    if dimension not in codebook.dimensions:
        problems["dimension"] = "Kies een dimensie uit de lijst."
    if not label:
        problems["label"] = "Geef de code een naam."
    elif not re.fullmatch(r"[a-z][a-z_]*", name):
        problems["name"] = "Gebruik kleine letters en liggende strepen, en begin met een letter."
    elif (known := codebook.find(dimension, name)) and not known.into:
        problems["name"] = f"Deze code is er al: {known.label}."
    if not definition:
        problems["definition"] = "Zeg wanneer een passage deze code krijgt."
    if dimension == "element" and not codebook.find(VENSTER, venster):
        problems["venster"] = "Kies bij een element het venster."
    own = {"dimension": dimension, "code": name, "label": label, "definition": definition}
    own["venster"] = venster if dimension == "element" else ""
    return (None if problems else NewCode(codebook=book_of(codebook.name), **own)), problems


def _merge(visit: Visit, codebook: Codebook) -> Draft:
    """Return what a form says goes up in what; a code that goes up in itself stays, whatever was decided before."""
    dimension, code = _named(visit, codebook, "code", is_whole=True)
    known = codebook.find(dimension, code)
    is_undone = bool(code and known and known.into and words(visit, "into") == words(visit, "code"))
    other, into = _named(visit, codebook, "into", is_whole=is_undone)
    problems = _unknown({"code": code, "into": into})
    if not problems and other != dimension:
        problems["into"] = "Kies een code van dezelfde dimensie."
    elif not problems and into == code and not is_undone:
        problems["into"] = "Kies een andere code om in op te gaan."
    book = book_of(codebook.name)
    return (None if problems else Merge(codebook=book, dimension=dimension, code=code, into=into)), problems


def _split(visit: Visit, codebook: Codebook) -> Draft:
    dimension, code = _named(visit, codebook, "code")
    chosen = [_named(visit, codebook, f"into_{number}") for number in range(1, PARTS + 1)]
    into = tuple(dict.fromkeys(part for _, part in chosen if part))
    problems = _unknown({"code": code})
    if not problems and (len(into) < 2 or code in into):
        problems["into_1"] = "Kies minstens twee andere codes. Voeg die zo nodig eerst toe."
    elif not problems and any(other != dimension for other, part in chosen if part):
        problems["into_1"] = "Kies codes van dezelfde dimensie."
    elif not problems and dimension == VENSTER and any(each.venster == code for each in codebook.offered("element")):
        problems["code"] = "Dit venster heeft nog elementen; het kan niet worden gesplitst."
    book = book_of(codebook.name)
    return (None if problems else Split(codebook=book, dimension=dimension, code=code, into=into)), problems


def _named(visit: Visit, codebook: Codebook, name: str, *, is_whole: bool = False) -> tuple[str, str]:
    """Return the dimension and code that a field names; both empty where there is none like that to decide on."""
    dimension, _, code = words(visit, name).partition(":")
    found = codebook.find(dimension, code)
    return (dimension, code) if found and (is_whole or not found.into) and _is_free(dimension, code) else ("", "")


def _unknown(codes: dict[str, str]) -> Problems:
    return {name: "Kies een code uit de lijst." for name, code in codes.items() if not code}


def _too_long(visit: Visit) -> Problems:
    return {
        name: f"Gebruik hooguit {longest} tekens."
        for name, longest in _LIMITS.items()
        if len(words(visit, name)) > longest
    }


def name_of(label: str) -> str:
    """Return the name that a code gets from its label: small letters and underscores."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z]+", "_", plain).strip("_")


_PATH = r"/code/(?P<what>[a-z]+)"
ROUTES = [
    Route("/codes", codes, RESEARCHERS),
    Route(_PATH, form, RESEARCHERS),
    Route(_PATH, decide, RESEARCHERS, "POST"),
]
