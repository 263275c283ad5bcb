"""Search: quotes in any inflection of the words, and elements and gemeenten by name."""

from __future__ import annotations

from typing import Any

from reports.publishing.database import INDEX
from reports.publishing.search import index_text, lemma, query, words
from reports.site.pages import Row, ask, hook, show

SHOWN = 50
"""Quotes shown of one search."""
MOST, WEIGHED = 1000, 20_000
"""Quotes that are counted, and those among which the best are sought."""
LONGEST = 200
"""Characters of a search that count."""


@hook
def startup() -> None:
    """Read the dictionary before the first reader asks for it, which takes a second."""
    lemma("gezinnen")


@hook
def register_routes() -> list[tuple[str, Any]]:
    """Return the route of the search page."""
    return [(r"^/zoeken$", search)]


async def search(datasette: Any, request: Any) -> Any:
    """Answer with what was found; where no quote has all of the words, with quotes that have any."""
    text = " ".join((request.args.get("q") or "")[:LONGEST].split())
    quotes, is_any = await _quotes(datasette, query(text)), False
    if not quotes and len(words(text)) > 1:
        quotes, is_any = await _quotes(datasette, query(text, any_word=True)), True
    elements = await ask(datasette, "SELECT element_code, element, herkomst FROM elementen ORDER BY herkomst, element")
    places = await ask(datasette, "SELECT gemeente_code, gemeente FROM gemeenten ORDER BY gemeente")
    return await show(
        datasette,
        request,
        "search.html",
        q=text,
        quotes=quotes[:SHOWN],
        count=len(quotes),
        is_any=is_any,
        elements=[row for row in elements if _matches(row["element"], text)],
        places=[row for row in places if _matches(row["gemeente"], text)],
    )


async def _quotes(datasette: Any, match: str) -> list[Row]:
    if not match:
        return []
    found = f"SELECT citaat_id, bm25({INDEX}) AS score FROM {INDEX} WHERE {INDEX} MATCH ? LIMIT {WEIGHED}"
    best = f"SELECT citaat_id, score FROM ({found}) ORDER BY score, citaat_id LIMIT {MOST}"
    sql = f"SELECT c.* FROM ({best}) f JOIN citaten c ON c.citaat_id = f.citaat_id ORDER BY f.score, c.citaat_id"
    return await ask(datasette, sql, match)


def _matches(name: str, text: str) -> bool:
    """Tell whether a name has one of the words that were asked for, in any inflection."""
    forms = set(index_text(name).split())
    return any({word, lemma(word)} & forms for word in words(text))
