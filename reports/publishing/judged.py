"""What of review may be published: codes and counts of what was judged, and remarks without personal data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlite_utils import Database

from corpus.private import private_passages
from corpus.record import R, Record
from corpus.records import Assessment, Coding, Comment, Page, Passage, PersonalSpan
from reports.publishing.quotes import holds_personal_data

_FEWEST_LETTERS = 4
"""Names of fewer letters are in too many words to look for."""
Records = Mapping[type[Record], tuple[Record, ...]]


def fill_judged(db: Database, records: Records) -> None:
    """Add the table `judged`: where each coding that was judged stands and its code; none that touch personal data."""
    wanted = {item.coding_id for item in of_kind(records, Assessment)}
    codings = [coding for coding in of_kind(records, Coding) if coding.id in wanted]
    passages = {coding.passage_id for coding in codings}
    touched = (passage for passage in of_kind(records, Passage) if passage.id in passages)
    private = private_passages(touched, of_kind(records, PersonalSpan)) if codings else frozenset()
    kinds = {"coding_id": str, "page": int, "start": int, "dimension": str, "code": str}
    db.table("judged").create(kinds, pk="coding_id")
    db.table("judged").insert_all(
        {"coding_id": coding.id, **{name: getattr(coding, name) for name in list(kinds)[1:]}}
        for coding in codings
        if coding.passage_id not in private
    )


def public_comments(records: Records) -> tuple[Comment, ...]:
    """Return the remarks and replies as they may be published: words that touch personal data are left out.

    Those are addresses and numbers of any person, and what in the document of the remark was found to tell who a
    private person is.
    """
    comments = of_kind(records, Comment)
    named = private_words(records, {comment.document_id for comment in comments})
    return tuple(_cleared(comment, named.get(comment.document_id, frozenset())) for comment in comments)


def private_words(records: Records, documents: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return, by document, the words in lower case that tell who a private person is; nobody judged them public."""
    wanted = set(documents)
    spans = defaultdict(list)
    for span in of_kind(records, PersonalSpan):
        if span.document_id in wanted and not span.is_resolved:
            spans[span.document_id, span.page].append(span)
    found: dict[str, set[str]] = {document: set() for document in wanted}
    for page in of_kind(records, Page) if spans else ():
        for span in spans.get((page.document_id, page.number), ()):
            found[page.document_id].add(" ".join(page.text[span.start : span.end].lower().split()))
    return {
        document: frozenset(words for words in own if len(words) >= _FEWEST_LETTERS) for document, own in found.items()
    }


def _cleared(comment: Comment, named: frozenset[str]) -> Comment:
    text = comment.text if comment.text and not _touches(comment.text, named) else None
    reason = "" if _touches(comment.reason, named) else comment.reason
    return replace(comment, text=text, reason=reason)


def _touches(text: str, named: frozenset[str]) -> bool:
    flat = " ".join(text.lower().split())
    return holds_personal_data(text) or any(words in flat for words in named)


def of_kind(records: Records, kind: type[R]) -> tuple[R, ...]:
    """Return the records of one kind."""
    return tuple(record for record in records.get(kind, ()) if isinstance(record, kind))
