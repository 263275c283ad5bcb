"""What people judged, as the codings of coders: under their pseudonyms, from rounds that are closed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from corpus.anchoring import Anchor, anchor
from corpus.judgements import AGREED, DISAGREED, OTHER, Judgement
from corpus.records import Passage
from corpus.review.entries import JUDGEMENT, Reply
from corpus.review.reading import read_entries, read_remarks, read_settled, read_statements
from corpus.study import Study
from reports.exchange.qda.codes import Key

UNNAMED = "zonder-naam"
"""Who judged where that is not said."""


@dataclass(frozen=True)
class Said:
    """What somebody judged of a stretch of a page, as a code or as a remark."""

    anchor: Anchor
    key: Key
    """The code that it should be."""
    direction: str
    is_given: bool
    """Whether the code is given; else it is refused or doubted."""
    remark: str = ""

    @property
    def judgement(self) -> Judgement:
        """The judgement itself."""
        return self.anchor.judgement

    @property
    def coder(self) -> str:
        """The pseudonym of who judged."""
        return self.judgement.pseudonym or UNNAMED

    @property
    def made_at(self) -> str:
        """When, as other programs write it; empty where that is not known."""
        return moment(self.judgement.judged_at)


def said_in(study: Study, passages: Iterable[Passage], *, with_remarks: bool) -> tuple[list[Said], int]:
    """Return what people judged where the quote still stands, and how many judgements stand nowhere now.

    Nothing is told of rounds that are open. Remarks come along that may be published; with `with_remarks` all of them.
    """
    judgements = read_settled(study)
    exact = anchor(judgements, passages, only_exact=True).exact
    remarks = _remarks(study, is_all=with_remarks)
    found = [_said(each, remarks) for each in exact]
    return found, len(judgements) - len(exact)


def codes_said(judgement: Judgement) -> Iterator[str]:
    """Yield the codes that a judgement is about: that which was asked, and that which it should be."""
    yield judgement.code
    if judgement.other_code:
        yield judgement.other_code


def _said(anchor: Anchor, remarks: Mapping[str, str]) -> Said:
    said = anchor.judgement
    is_other = said.verdict == OTHER
    code = (said.other_code if is_other else "") or said.code
    direction = (said.other_direction if is_other else "") or said.direction
    key = Key(said.codebook, said.dimension, code)
    return Said(anchor, key, direction, said.verdict in (AGREED, OTHER), remarks.get(said.id, ""))


def _remarks(study: Study, *, is_all: bool) -> dict[str, str]:
    words = read_remarks(study)
    public = {said.judgement: said.is_public for _, said in read_statements(study, Reply)} if words else {}
    return {
        entry.uuid: words[entry.remark_hash]
        for entry in (read_entries(study, JUDGEMENT) if words else ())
        if entry.remark_hash in words and (is_all or public.get(entry.uuid))
    }


def told(said: Said, name: str) -> str:
    """Return in Dutch what was judged of a code, for who sees the stretch without it."""
    return f"{'Niet akkoord met' if said.judgement.verdict == DISAGREED else 'Weet niet bij'}: {name}"


def by_document(said: Iterable[Said]) -> Mapping[str, list[Said]]:
    """Return what was judged by document."""
    found: dict[str, list[Said]] = defaultdict(list)
    for each in said:
        found[each.judgement.document_id].append(each)
    return found


def moment(time: str) -> str:
    """Return a time in ISO 8601 as UTC with seconds; empty where it is none."""
    try:
        found = datetime.fromisoformat(time)
    except ValueError:
        return ""
    utc = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    return utc.strftime("%Y-%m-%dT%H:%M:%SZ")
