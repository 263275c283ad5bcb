"""How far people agree, with each other and with the model, on the codings that they judged.

A judgement is a nominal label: akkoord, niet akkoord, or the code and direction that it should be; `weet niet` says
nothing, and is missing. Codings with the same code whose quotes overlap by at least half of the shorter one are one
unit, so that those who select a little more or less of a sentence still judge the same. The model says akkoord to each
coding that it made.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from corpus.judgements import AGREED, OTHER, UNSURE, Judgement
from corpus.records import Agreement
from corpus.review.judged import is_shared

PEOPLE, WITH_MODEL = RATERS = ("mensen", "mensen en model")
"""Between whom: people with each other, or each person with the model."""
_MODEL = "\0model"
"""The model among those who judge; no pseudonym is like it."""
_DIGITS = 4
Pair = tuple[str, str]
Span = tuple[int, int]


@dataclass(frozen=True)
class Unit:
    """What is judged: codings that count as one, with the last judgement of each person."""

    judgements: tuple[Judgement, ...]
    """In the order of their making."""
    is_of_model: bool
    """Whether the model gave the code, and not only people."""

    @property
    def subject(self) -> tuple[str, str, str]:
        """Codebook, dimension and code."""
        first = self.judgements[0]
        return first.codebook, first.dimension, first.code

    @property
    def labels(self) -> dict[str, str]:
        """What each person said, of those who said something."""
        return {each.pseudonym: label_of(each) for each in self.judgements if each.verdict != UNSURE}


def label_of(judgement: Judgement) -> str:
    """Return what a judgement comes to: equal for those who agree."""
    if judgement.verdict != OTHER:
        return judgement.verdict
    return f"{OTHER}: {judgement.other_code or judgement.code}/{judgement.other_direction or judgement.direction}"


def units_of(judgements: Iterable[Judgement]) -> list[Unit]:
    """Return what was judged, by document, place and code; of several judgements of one person the last holds."""
    by_page: defaultdict[tuple[Any, ...], list[Judgement]] = defaultdict(list)
    for each in judgements:
        by_page[each.document_id, each.page, each.codebook, each.dimension, each.code].append(each)
    return [_unit(group) for key in sorted(by_page) for group in _overlapping(by_page[key])]


def _overlapping(judgements: Sequence[Judgement]) -> Iterator[list[Judgement]]:
    """Yield judgements on one page in groups whose quotes overlap, directly or through others."""
    groups: list[tuple[set[Span], list[Judgement]]] = []
    for each in sorted(judgements, key=lambda each: (each.start, each.end)):
        span = (each.start, each.end)
        own = [group for group in groups if span in group[0] or any(is_shared(span, other) for other in group[0])]
        spans, members = own[0] if own else (set(), [])
        for further in own[1:]:
            spans |= further[0]
            members += further[1]
            groups.remove(further)
        if not own:
            groups.append((spans, members))
        spans.add(span)
        members.append(each)
    yield from (members for _, members in groups)


def _unit(group: Sequence[Judgement]) -> Unit:
    last: dict[str, Judgement] = {}
    for each in sorted(group, key=lambda each: each.judged_at):
        last[each.pseudonym] = each
    ordered = sorted(last.values(), key=lambda each: (each.judged_at, each.pseudonym))
    return Unit(tuple(ordered), any(not each.is_own for each in group))


def agreements(judgements: Sequence[Judgement]) -> Iterator[Agreement]:
    """Yield how far those who judged agree, over all rounds and in each: per dimension, and per code.

    `judgements` are all that were made, in the order of their making. What nobody judged with another is left out.
    """
    rounds = sorted({each.round for each in judgements if each.round})
    for name in ("", *rounds):
        units = units_of(each for each in judgements if name in ("", each.round))
        by_code: defaultdict[tuple[str, str, str], list[Unit]] = defaultdict(list)
        for unit in units:
            codebook, dimension, code = unit.subject
            by_code[codebook, dimension, ""].append(unit)
            by_code[codebook, dimension, code].append(unit)
        for subject, own in sorted(by_code.items()):
            found = (agreement_of(own, raters, name, subject) for raters in RATERS)
            yield from (each for each in found if each.coding_count)


def agreement_of(units: Iterable[Unit], raters: str, name: str, subject: tuple[str, str, str]) -> Agreement:
    """Return how far those who judged some units agree; figures that do not exist are None.

    Cohen's kappa (1960) is the mean over pairs of people, weighed by the codings that both judged. Of the model there
    is none: one that always says the same agrees no better than chance, whatever others say. Krippendorff's alpha
    (2011) takes people and the model together.
    """
    with_model = raters == WITH_MODEL
    labelled = [_labels(unit, with_model) for unit in units]
    labelled = [labels for labels in labelled if len(labels) > 1]
    pairs = list(_pairs(labelled, with_model))
    said = Counter(rater == _MODEL for labels in labelled for rater in labels)
    codebook, dimension, code = subject
    return Agreement(
        round=name,
        codebook=codebook,
        dimension=dimension,
        code=code,
        raters=raters,
        coding_count=len(labelled),
        judgement_count=said[False],
        share=_rounded(sum(first == second for _, (first, second) in pairs) / len(pairs) if pairs else None),
        kappa=None if with_model else _rounded(mean_kappa(pairs)),
        alpha=_rounded(krippendorff(labelled)),
    )


def _labels(unit: Unit, with_model: bool) -> dict[str, str]:
    model = {_MODEL: AGREED} if with_model and unit.is_of_model else {}
    return unit.labels | model if model or not with_model else {}


def _pairs(labelled: Iterable[Mapping[str, str]], with_model: bool) -> Iterator[tuple[Pair, Pair]]:
    """Yield each pair of raters of each unit with their labels; with the model only the pairs of which it is one."""
    for labels in labelled:
        for first, second in combinations(sorted(labels), 2):
            if not with_model or first == _MODEL:
                yield (first, second), (labels[first], labels[second])


def mean_kappa(pairs: Iterable[tuple[Pair, Pair]]) -> float | None:
    """Return the mean of Cohen's kappa over pairs of raters, weighed by what both judged; None where none exists."""
    by_raters: defaultdict[Pair, list[Pair]] = defaultdict(list)
    for raters, labels in pairs:
        by_raters[raters].append(labels)
    found = [(cohen_kappa(own), len(own)) for _, own in sorted(by_raters.items())]
    weighed = [(kappa * count, count) for kappa, count in found if kappa is not None]
    return sum(part for part, _ in weighed) / sum(count for _, count in weighed) if weighed else None


def cohen_kappa(labels: Sequence[Pair]) -> float | None:
    """Return Cohen's kappa of two raters over the units that both labelled; None where each gave one and the same."""
    count = len(labels)
    observed = sum(first == second for first, second in labels)
    firsts, seconds = Counter(first for first, _ in labels), Counter(second for _, second in labels)
    expected = sum(firsts[label] * seconds[label] for label in firsts)
    return (observed * count - expected) / (count * count - expected) if expected < count * count else None


def krippendorff(labelled: Sequence[Mapping[str, str]]) -> float | None:
    """Return Krippendorff's alpha of nominal labels by rater, a mapping a unit; None where all labels are the same.

    A rater who is not in a unit's mapping is missing there.
    """
    rated = [labels for labels in labelled if len(labels) > 1]
    if len({label for labels in rated for label in labels.values()}) < 2:
        return None
    # Loaded here, because nltk takes seconds to load.
    from nltk.metrics.agreement import AnnotationTask

    width = len(str(len(rated)))
    rows = [
        (rater, f"{place:0{width}}", label)
        for place, labels in enumerate(rated)
        for rater, label in sorted(labels.items())
    ]
    return float(AnnotationTask(rows).alpha())


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
