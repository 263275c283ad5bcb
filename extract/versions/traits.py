"""What is known of documents that bears on their versions: draft or final, date, where they stand, what they are of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from corpus.records import Document, Fact, Find, Signature
from extract.metadata.dates import DATE

DRAFT, PLAIN, FINAL = 0, 1, 2
_PARTS = r"(?:versie|rapport(?:age)?|notitie|nota|tekst|besluit|voorstel|verslag|plan|verordening|begroting)?"
_DRAFT = re.compile(rf"\b(?:(?:concept|ontwerp|klad){_PARTS}|voorlopige?|draft)\b", re.IGNORECASE)
_FINAL = re.compile(
    r"\b(?:definitie(?:f|ve)|def|final|eindversie|vastgestelde?|gewijzigde?|geamendeerde?|aangepaste?|herziene?"
    r"|gecorrigeerde?)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PDF, _OFFICE, _WEB = 2, 1, 0
_NO_LETTERS = re.compile(r"[\W\d_]+")


@dataclass(frozen=True)
class Traits:
    """What is known of one document."""

    document_id: str
    is_present: bool
    """Does a source still name it?"""
    is_gone: bool
    """Does every source that named it no longer do so?"""
    status: int
    """Draft, plain or final, by the words in its titles and addresses."""
    date: str
    """ISO date to the precision that is known; empty where none is."""
    years: frozenset[str]
    """Years in its titles, other than those of a date."""
    gemeenten: frozenset[str]
    form: int
    """Web page, office file or PDF: in a PDF the pages are those that people cite."""
    shingle_count: int
    """Length of its text in different word sequences; 0 where too little of it can be read."""
    replaced_by: frozenset[str]
    """The later documents at its address."""


def traits_of(
    documents: Sequence[Document], finds: Sequence[Find], facts: Sequence[Fact], signatures: Sequence[Signature]
) -> dict[str, Traits]:
    """Return what is known of each document, by its id."""
    counts = {signature.document_id: signature.shingle_count for signature in signatures}
    found: dict[str, list[Find]] = defaultdict(list)
    for find in finds:
        found[find.document_id or ""].append(find)
    chosen: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        if fact.is_chosen:
            chosen[fact.document_id][fact.field].append(fact.value)
    later = later_at_address(finds)
    return {
        document.id: _traits(
            document,
            found[document.id],
            chosen[document.id],
            counts.get(document.id, 0),
            later.get(document.id, frozenset()),
        )
        for document in documents
    }


def _traits(
    document: Document,
    finds: Sequence[Find],
    facts: Mapping[str, list[str]],
    shingle_count: int,
    replaced_by: frozenset[str],
) -> Traits:
    titles = [*facts.get("title", ()), *(find.title_listed for find in finds if find.title_listed)]
    states = {find.state for find in finds}
    dates = [*facts.get("published_on", ()), *facts.get("year", ())]
    return Traits(
        document_id=document.id,
        is_present="present" in states,
        is_gone=states == {"gone"},
        status=status_of([*titles, *(name for find in finds for name in _names(find))]),
        date=dates[0] if dates else "",
        years=frozenset(year for title in titles for year in years_in(title)),
        gemeenten=frozenset(facts.get("gemeente", ())),
        form=_PDF if "pdf" in document.media_type else _WEB if "html" in document.media_type else _OFFICE,
        shingle_count=shingle_count,
        replaced_by=replaced_by,
    )


def _names(find: Find) -> Iterator[str]:
    """Yield the last part of the addresses of a find, as words."""
    for address in (find.url, find.final_url):
        yield _NO_LETTERS.sub(" ", unquote(urlsplit(address).path).rstrip("/").rpartition("/")[2])


def status_of(texts: Sequence[str]) -> int:
    """Return whether titles and addresses tell of a draft, of a final or amended version, or of neither."""
    if any(_DRAFT.search(text) for text in texts):
        return DRAFT
    return FINAL if any(_FINAL.search(text) for text in texts) else PLAIN


def years_in(title: str) -> Iterator[str]:
    """Yield the years that a title names, other than in a date with its day: that of a meeting says nothing."""
    yield from _YEAR.findall(DATE.sub(lambda date: " " if date["day"] or not date["month"] else date[0], title))


def difference(first: Traits, second: Traits) -> str:
    """Return why two documents are no versions of one, however alike their texts; empty where nothing says so."""
    if first.gemeenten and second.gemeenten and not first.gemeenten & second.gemeenten:
        return "het gaat over een andere gemeente"
    if first.years and second.years and not first.years & second.years:
        return "het noemt een ander jaar in de titel"
    return ""


def later_at_address(finds: Sequence[Find]) -> dict[str, frozenset[str]]:
    """Return for each document that was replaced at its address all that came after it there."""
    following: dict[str, set[str]] = defaultdict(set)
    for find in finds:
        if find.replaces_id and find.document_id and find.replaces_id != find.document_id:
            following[find.replaces_id].add(find.document_id)
    return {document_id: frozenset(_reached(document_id, following)) for document_id in sorted(following)}


def _reached(start: str, following: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = following.get(waiting.pop(), set()) - found
        found |= new
        waiting += sorted(new)
    return found - {start}
