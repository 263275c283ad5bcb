"""The stage that ties what people said to the corpus as it is now: places, outcomes and rounds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from corpus.anchoring import STATUSES, Anchor, Anchored, anchor
from corpus.issues import Surprise
from corpus.judgements import OTHER, Judgement, holding, judgements_hash, read_every
from corpus.record import Record
from corpus.records import Anchoring, Assessment, Coding, Document, Issue, Passage, ReviewRound
from corpus.review.entries import Round
from corpus.review.judged import Judged, book_of, judged_codings
from corpus.review.reading import open_rounds, read_statements
from corpus.stage import Inputs
from corpus.study import Study
from synthesis.coding.amendments import Amended, Amendment, renamed
from synthesis.coding.codes import Shelf


@dataclass(frozen=True)
class ReviewSettings:
    """What was said in review, and the codebooks that it is about."""

    judgements_hash: str
    rounds: tuple[Round, ...]
    open_rounds: tuple[str, ...]
    """Those that are not closed, as judgements name them."""
    hashes: tuple[tuple[str, str], ...]
    amendments: tuple[Amendment, ...]
    paths: tuple[str, ...] = field(metadata={"hashed": False})
    judgements: tuple[Judgement, ...] = field(metadata={"hashed": False})
    """All that were made, in order; those that were replaced by others too."""

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study; raise Refused where its judgements or its review database are wrong."""
        judgements = tuple({each.key: each for each in read_every(study)}.values())
        rounds = {said.number: said for _, said in read_statements(study, Round)}
        shelf = Shelf.of(study)
        return cls(
            judgements_hash=judgements_hash(judgements),
            rounds=tuple(rounds[number] for number in sorted(rounds)),
            open_rounds=tuple(sorted(open_rounds(study))),
            hashes=shelf.hashes,
            amendments=shelf.amendments,
            paths=shelf.paths,
            judgements=judgements,
        )

    @property
    def amended(self) -> dict[str, Amended]:
        """The codebooks by name without version, with what was changed in them."""
        shelf = Shelf(self.hashes, self.paths, self.amendments)
        return {book_of(name): own for name, own in shelf.amended.items()}


def take_stock(inputs: Inputs, settings: ReviewSettings) -> Iterator[Record]:
    """Yield where each judgement belongs now, what came of each coding that was judged, and the rounds.

    Raises Surprise where a judgement would have no place, or two.
    """
    anchored = anchor(settings.judgements, inputs[Passage])
    check_complete(settings.judgements, anchored)
    documents = {document.id for document in inputs[Document]}
    yield from (_anchoring(each, documents) for each in anchored.anchors)
    yield from anchored.issues()
    yield from _faults(settings)
    yield from assessments(anchored, inputs[Coding], settings.amended, settings.open_rounds)
    yield from (_round(each, settings) for each in settings.rounds)


def check_complete(judgements: Sequence[Judgement], anchored: Anchored) -> None:
    """Raise Surprise unless each judgement has one place, and the counts by status add up to all."""
    places = sorted(each.judgement.key for each in anchored.anchors)
    if places != sorted(each.key for each in judgements) or sum(anchored.counts.values()) != len(judgements):
        counts = ", ".join(f"{anchored.counts[status]} {status}" for status in STATUSES)
        problem = f"of {len(judgements)} judgements not each has one place ({counts})"
        raise Surprise("judgements", problem, "Report it; nothing of review.db is lost")


def _anchoring(found: Anchor, documents: set[str]) -> Anchoring:
    is_placed = bool(found.passage_id)
    is_emptied = not is_placed and found.judgement.document_id in documents
    return Anchoring(
        judgement_id=found.judgement.key,
        status=found.status,
        document_id=found.judgement.document_id,
        passage_id=found.passage_id or None,
        page=found.page if is_placed else None,
        start=found.start if is_placed else None,
        end=found.end if is_placed else None,
        reason="de tekst is er niet meer" if is_emptied else found.reason,
    )


def _faults(settings: ReviewSettings) -> Iterator[Issue]:
    """Yield a warning for each change of a codebook that cannot be followed."""
    remedy = "Make another change in its place; until then it has no effect"
    for name, amended in settings.amended.items():
        for _, fault in amended.faults:
            yield Issue(severity="warning", subject=f"changes of codebook '{name}'", problem=fault, remedy=remedy)
    for name in sorted(
        {each.codebook for each in settings.amendments if book_of(each.codebook) not in settings.amended}
    ):
        problem = "the study has no such codebook"
        yield Issue(severity="warning", subject=f"changes of codebook '{name}'", problem=problem, remedy=remedy)


def assessments(
    anchored: Anchored,
    codings: Iterable[Coding],
    amended: Mapping[str, Amended],
    open_rounds: Collection[str] = (),
) -> Iterator[Assessment]:
    """Yield what the judgements that hold come to, one for each coding that they are about.

    Those of rounds that are open do not count yet: who has still to judge is not to read what others said.
    """
    settled = [each.judgement for each in anchored.anchors if each.judgement.round not in open_rounds]
    held = {each.key for each in holding(settled)}
    exact = [_renamed(each, amended) for each in anchored.exact if each.judgement.key in held]
    by_passage: dict[str, list[Coding]] = defaultdict(list)
    wanted = {each.passage_id for each in exact}
    for coding in codings:
        if coding.passage_id in wanted:
            by_passage[coding.passage_id].append(coding)
    found: dict[str, Judged] = {}
    for unit in judged_codings(exact):
        coding_id = _about(unit, by_passage[unit.passage_id])
        if coding_id and (coding_id not in found or len(unit.keys) > len(found[coding_id].keys)):
            found[coding_id] = unit
    for coding_id, unit in found.items():
        yield _assessment(coding_id, unit)


def _renamed(found: Anchor, amended: Mapping[str, Amended]) -> Anchor:
    own = amended.get(book_of(found.judgement.codebook))
    said = renamed(found.judgement, own) if own else found.judgement
    return replace(found, judgement=said)


def _about(unit: Judged, codings: Iterable[Coding]) -> str:
    """Return the id of the coding that was judged; of one that got another direction, the one as it was."""
    is_replaced = unit.outcome.outcome == OTHER
    own = [coding for coding in codings if unit.is_about(coding)]
    best = min(own, key=lambda each: (each.is_published is is_replaced, -each.score, each.id), default=None)
    return best.id if best else ""


def _assessment(coding_id: str, unit: Judged) -> Assessment:
    outcome = unit.outcome
    return Assessment(
        document_id=unit.document_id,
        coding_id=coding_id,
        agreed_count=outcome.agreed_count,
        disagreed_count=outcome.disagreed_count,
        other_count=outcome.other_count,
        unsure_count=outcome.unsure_count,
        outcome=outcome.outcome,
        decided_by=outcome.decided_by,
    )


def _round(said: Round, settings: ReviewSettings) -> ReviewRound:
    own = holding(each for each in settings.judgements if each.round == str(said.number))
    return ReviewRound(
        number=said.number,
        name=said.name,
        closes_on=said.closes_on,
        is_closed=str(said.number) not in settings.open_rounds,
        member_count=len({each.pseudonym for each in own}),
        judgement_count=len(own),
        coding_count=len({each.coding for each in own}),
    )
