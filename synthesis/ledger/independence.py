"""Which documents are one evaluation: versions of a report, and reports that quote each other, count once.

Two documents count as one when (1) they are versions of each other; (2) they hold nearly the same passage with
evidence; or (3) one refers to the other (by gemeente and year, and title where several fit) and either shares a quote
with it or reports no research of its own. What hangs together so, counts once.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from corpus.records import Citation, Coding, Passage, Version

SHINGLE_WORDS = 8
"""So many equal words in a row are no coincidence (Broder 1997 compares such shingles)."""
SAME_PASSAGE = 0.8
"""From this share of its shingles on, a passage is nearly the same as one elsewhere."""
SAME_QUOTE = 0.6
"""From this share of its shingles on, a quote is taken over: a little may be left out or added."""
FEWEST_SHINGLES = 4
"""Shorter texts are too short to tell: a saying, the title of a law."""
MOST_HOLDERS = 8
"""A shingle that more documents hold is common property, such as the text of a law."""

_WORD = re.compile(r"\w+")


class Tie(NamedTuple):
    """Two documents that count as one, and why (Dutch)."""

    first: str
    second: str
    reason: str


class Source(NamedTuple):
    """What references to a document go by, and whether it reports research of its own."""

    gemeenten: Sequence[str]
    years: Sequence[str]
    titles: Sequence[str]
    is_evaluation: bool


def components(documents: Iterable[str], ties: Iterable[Tie]) -> dict[str, str]:
    """Return for each document the smallest id of those that it hangs together with (union-find, Tarjan 1975)."""
    parents = {document: document for document in documents}

    def root(document: str) -> str:
        while parents[document] != document:
            parents[document] = document = parents[parents[document]]
        return document

    for tie in ties:
        if tie.first in parents and tie.second in parents:
            low, high = sorted((root(tie.first), root(tie.second)))
            parents[high] = low
    return {document: root(document) for document in sorted(parents)}


def ties_of(
    sources: Mapping[str, Source],
    versions: Sequence[Version],
    citations: Sequence[Citation],
    passages: Sequence[Passage],
    codings: Sequence[Coding],
) -> list[Tie]:
    """Return the pairs among `sources` that count as one; `codings` are those whose quotes count as evidence."""
    held = {coding.passage_id for coding in codings}
    texts = [(passage.document_id, passage.text) for passage in passages if passage.id in held]
    quotes = sorted({(coding.document_id, coding.quote) for coding in codings})
    same = taken_over(texts, SAME_PASSAGE)
    shared = taken_over(quotes, SAME_QUOTE) if citations else set()
    found = [*_versions(versions), *(Tie(*pair, "bijna dezelfde passage") for pair in sorted(same))]
    return sorted({*found, *_citations(sources, citations, shared)})


def _versions(versions: Sequence[Version]) -> Iterator[Tie]:
    for version in versions:
        if version.document_id != version.group_id:
            yield Tie(version.group_id, version.document_id, "versies van één rapport")
        if version.document_id != version.counted_id:
            yield Tie(version.counted_id, version.document_id, "versies van één rapport")


def _citations(
    sources: Mapping[str, Source], citations: Sequence[Citation], shared: set[tuple[str, str]]
) -> Iterator[Tie]:
    for citation in citations:
        if citation.document_id not in sources:
            continue
        for other in cited_by(citation, sources):
            pair = (min(citation.document_id, other), max(citation.document_id, other))
            if pair in shared:
                yield Tie(*pair, "verwijst ernaar en deelt een citaat")
            elif not sources[citation.document_id].is_evaluation:
                yield Tie(*pair, "verwijst ernaar, zonder eigen onderzoek")


def cited_by(citation: Citation, sources: Mapping[str, Source]) -> list[str]:
    """Return the evaluation that a reference is to: the one of that gemeente and year, and of that title if any has.

    Where several fit, it is not known which, so none is.
    """
    fitting = [
        document
        for document, source in sorted(sources.items())
        if document != citation.document_id
        and source.is_evaluation
        and citation.gemeente_code in source.gemeenten
        and str(citation.year) in source.years
    ]
    title = _plain(citation.cited_title)
    names = {document: [_plain(name) for name in sources[document].titles] for document in fitting}
    titled = [
        document for document in fitting if title and any(n and (n in title or title in n) for n in names[document])
    ]
    found = titled or fitting
    return found if len(found) == 1 else []


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def taken_over(texts: Sequence[tuple[str, str]], least: float) -> set[tuple[str, str]]:
    """Return the pairs of documents of which a text of one stands, for at least this share, among those of the other.

    A text counts by its shingles, without those that are common property; the smaller id of a pair comes first.
    """
    holders: defaultdict[bytes, set[str]] = defaultdict(set)
    own = []
    for document, text in texts:
        shingles = shingles_of(text)
        own.append((document, shingles))
        for shingle in shingles:
            holders[shingle].add(document)
    pairs = set()
    for document, shingles in own:
        rare = [holders[shingle] for shingle in shingles if len(holders[shingle]) <= MOST_HOLDERS]
        if len(rare) < FEWEST_SHINGLES:
            continue
        counts = Counter(other for owners in rare if len(owners) > 1 for other in owners if other != document)
        pairs |= {(min(document, other), max(document, other)) for other, n in counts.items() if n >= least * len(rare)}
    return pairs


def shingles_of(text: str) -> set[bytes]:
    """Return hashes of the runs of SHINGLE_WORDS words of a text; capitals and marks aside."""
    words = _WORD.findall(text.casefold())
    runs = (" ".join(words[at : at + SHINGLE_WORDS]) for at in range(len(words) - SHINGLE_WORDS + 1))
    return {blake2b(run.encode(), digest_size=8).digest() for run in runs}
