"""Who wrote the documents, as it may be published: what a document shows of its makers, or its source tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlite_utils import Database

from corpus.records import Fact, Find, Page
from reports.publishing.judged import Records, of_kind, private_words

_LAST = 1_000_000
"""Where the name of an author stands that is on no page."""
_BY_HAND = "correctie"
"""The method of facts that people entered."""


def fill_authors(db: Database, records: Records) -> None:
    """Add the table `authors`: the authors of each document in the order in which it names them.

    Left out are names that stand only in the properties of a file, which nobody chose to print, and names that were
    found to be those of private persons.
    """
    db.table("authors").create({"document_id": str, "position": int, "name": str}, pk=("document_id", "position"))
    db.table("authors").insert_all(_rows(records))


def _rows(records: Records) -> Iterator[dict[str, object]]:
    found: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in of_kind(records, Fact):
        if fact.field == "author" and fact.is_chosen and fact.value:
            found[fact.document_id].append(fact)
    private = private_words(records, found)
    listed = _listed(records)
    texts = {(page.document_id, page.number): page.text for page in of_kind(records, Page) if page.document_id in found}
    for document_id, facts in sorted(found.items()):
        shown = [
            fact
            for fact in facts
            if (fact.page is not None or fact.value in listed[document_id] or fact.method == _BY_HAND)
            and not any(words in fact.value.lower() for words in private[document_id])
        ]
        shown.sort(key=lambda fact: (_place(fact, texts), fact.value))
        names = dict.fromkeys(fact.value for fact in shown)
        for position, name in enumerate(names, 1):
            yield {"document_id": document_id, "position": position, "name": name}


def _listed(records: Records) -> defaultdict[str, str]:
    """Return what sources say of the authors of each document."""
    found: defaultdict[str, str] = defaultdict(str)
    for find in of_kind(records, Find):
        if find.document_id and find.authors_listed:
            found[find.document_id] += f"{find.authors_listed}\n"
    return found


def _place(fact: Fact, texts: dict[tuple[str, int], str]) -> tuple[int, int, int]:
    """Return where the name of an author stands: page, and place in the text and in the quote."""
    if fact.page is None:
        return _LAST, 0, fact.quote.find(fact.value)
    text = texts.get((fact.document_id, fact.page), "")
    at = text.find(fact.value)
    return fact.page, at if at >= 0 else _LAST, fact.quote.find(fact.value)
