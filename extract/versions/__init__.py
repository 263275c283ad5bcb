"""Versions: which documents are nearly the same, and which of them counts, so that no finding is counted twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import Self

from corpus.record import Record
from corpus.records import Document, Fact, Find, Issue, Signature, Version
from corpus.stage import Inputs
from corpus.study import Study
from extract.versions.choices import APART, COUNTS, TOGETHER, Choice, Decided, apply_choices, read_choices
from extract.versions.counting import Among, counted, why, why_not
from extract.versions.grouping import Group, components, groups, linked
from extract.versions.likeness import LIKE, UNLIKE, Likenesses
from extract.versions.traits import Traits, difference, traits_of

BY_HAND_APART = "met de hand apart gezet"
BY_HAND_TOGETHER = "met de hand samengevoegd"
BY_HAND_COUNTS = "met de hand gekozen om mee te tellen; er is geen andere versie"


@dataclass(frozen=True)
class VersionSettings:
    """What people decided on versions: the name of their file, and what each line of it says."""

    choices: tuple[Choice, ...] = ()
    file: str = field(default="", metadata={"hashed": False})

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the decisions of a study; raise Refused where their file is not there or not as it should be."""
        file, choices = read_choices(study)
        return cls(choices, file)


@dataclass(frozen=True)
class Known:
    """All that decides on versions."""

    traits: Mapping[str, Traits]
    likenesses: Likenesses
    decided: Sequence[Decided]

    @cached_property
    def apart(self) -> dict[str, str]:
        """Return the documents that a person set apart, with the reason."""
        return {each.document_id: each.reason for each in self.decided if each.decision == APART}

    @cached_property
    def picked(self) -> dict[str, str]:
        """Return the documents that a person chose to count, with the reason."""
        return {each.document_id: each.reason for each in self.decided if each.decision == COUNTS}

    @cached_property
    def together(self) -> list[tuple[str, str]]:
        """Return the pairs that a person put together."""
        return [(each.document_id, each.other_id) for each in self.decided if each.decision == TOGETHER]

    @cached_property
    def alike(self) -> list[tuple[str, str, str]]:
        """Return the pairs with like texts, and why they are no versions all the same; mostly empty."""
        pairs = self.likenesses.versions()
        return [(first, second, difference(self.traits[first], self.traits[second])) for first, second in pairs]

    @cached_property
    def at_one_address(self) -> list[tuple[str, str, bool]]:
        """Return the pairs that stood at one address, and whether their texts have something in common."""
        moves = [(one.document_id, other) for one in self.traits.values() for other in one.replaced_by]
        later = linked(pair for pair in moves if pair[1] in self.traits)
        pairs = [pair for lineage in components(later, later) for pair in combinations(lineage, 2)]
        return [(first, second, self._is_related(first, second)) for first, second in pairs]

    def _is_related(self, first: str, second: str) -> bool:
        likeness = self.likenesses.between(first, second)
        return likeness is None or likeness.similarity >= UNLIKE or likeness.is_version

    def links(self) -> list[tuple[str, str]]:
        """Return the pairs that the machine holds for versions of one, without those that a person set apart."""
        alike = [(first, second) for first, second, problem in self.alike if not problem]
        moved = [(first, second) for first, second, is_related in self.at_one_address if is_related]
        return [pair for pair in [*alike, *moved] if not set(pair) & self.apart.keys()]

    def among(self, document_ids: Sequence[str]) -> Among:
        """Return these documents, to be weighed against each other."""
        return Among({document_id: self.traits[document_id] for document_id in document_ids}, self.picked)

    def similarity(self, first: str, second: str) -> float:
        """Return the likeness of two texts, 0 where one of them has no signature; a document is like itself."""
        likeness = self.likenesses.between(first, second)
        return 1.0 if first == second else round(likeness.similarity, 4) if likeness else 0.0


def find_versions(inputs: Inputs, settings: VersionSettings) -> Iterator[Record]:
    """Yield the group of each document that has versions, or was kept from one; and warnings on decisions by hand."""
    applied = list(apply_choices(settings.choices, settings.file, inputs[Document], inputs[Find]))
    yield from (each for each in applied if isinstance(each, Issue))
    known = Known(
        traits_of(inputs[Document], inputs[Find], inputs[Fact], inputs[Signature]),
        Likenesses(inputs[Signature]),
        [each for each in applied if isinstance(each, Decided)],
    )
    found = sorted(
        groups(known.links(), known.together, lambda ids: counted(known.among(ids))),
        key=lambda group: group.counted_id,
    )
    grouped = {member for group in found for member in group.members}
    for group in found:
        yield from _warnings(group, known)
        yield from _versions(group, known)
    for document_id, note in sorted(_notes(known).items()):
        if document_id not in grouped:
            yield _version(document_id, document_id, (document_id,), known, note)


def _versions(group: Group, known: Known) -> Iterator[Version]:
    among = known.among(group.weighed)
    others = [member for member in group.members if member != group.counted_id]
    yield _version(group.counted_id, group.counted_id, group.members, known, why(group.counted_id, others, among))
    for other in others:
        clause = why_not(other, group.counted_id, among)[1]
        yield _version(other, group.counted_id, group.members, known, f"{_tie(other, group, known)}; {clause}")


def _version(document_id: str, counted_id: str, members: Sequence[str], known: Known, reason: str) -> Version:
    return Version(
        document_id=document_id,
        group_id=min(members),
        is_counted=document_id == counted_id,
        counted_id=counted_id,
        similarity=known.similarity(document_id, counted_id),
        reason=reason,
    )


def _tie(document_id: str, group: Group, known: Known) -> str:
    """Return what ties a document to the one that counts, in Dutch."""
    by_hand = [each for each in known.decided if each.decision == TOGETHER]
    own = [each for each in by_hand if document_id in (each.document_id, each.other_id)]
    if own:
        return _with(BY_HAND_TOGETHER, own[0].reason)
    likeness = known.likenesses.between(document_id, group.counted_id)
    if likeness and likeness.is_version:
        share = f"{likeness.similarity:.0%}".replace("%", " procent")
        grown = f"; {likeness.containment:.0%} van de kortste staat in de langste".replace("%", " procent")
        return f"tekst voor {share} gelijk{'' if likeness.similarity >= LIKE else grown}"
    pair = {document_id, group.counted_id}
    if any(pair == {first, second} for first, second, _ in known.at_one_address):
        return "stond op hetzelfde adres"
    return "hoort bij een document dat met de hand is samengevoegd"


def _notes(known: Known) -> dict[str, str]:
    """Return why documents that might have been in a group are in none, in Dutch."""
    notes: dict[str, str] = {}
    for first, second, problem in known.alike:
        if problem:
            for one, other in ((first, second), (second, first)):
                notes[one] = f"lijkt op {other[:12]}, maar {problem}: telt apart"
    for first, second, is_related in known.at_one_address:
        if not is_related:
            for one, other in ((first, second), (second, first)):
                notes[one] = f"staat op het adres van {other[:12]}, maar de teksten hebben niets gemeen: telt apart"
    notes |= dict.fromkeys(known.picked, BY_HAND_COUNTS)
    return notes | {document_id: _with(BY_HAND_APART, reason) for document_id, reason in known.apart.items()}


def _with(text: str, reason: str) -> str:
    return f"{text} ({reason})" if reason else text


def _warnings(group: Group, known: Known) -> Iterator[Issue]:
    """Yield a warning where a person chose more than one document of a group."""
    chosen = [member for member in group.members if member in known.picked]
    if len(chosen) > 1:
        names = ", ".join(member[:12] for member in chosen)
        remedy = f"{group.counted_id[:12]} counts; keep one line, or set the others apart"
        yield Issue(severity="warning", subject=names, problem="all are chosen to count for one group", remedy=remedy)
