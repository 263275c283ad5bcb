"""What the scores for the kennisagenda come to: counts by question or gap, and figures where enough people scored."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from statistics import fmean, median, pstdev

from corpus.records import AgendaScore
from corpus.review.entries import SCORES, TERMS, Priority
from corpus.review.ledger import Entry

FEWEST = 3
"""So many people are to have scored before more than their number is told: fewer could be told apart."""
Held = dict[str, dict[str, Priority]]
"""The score of each person that holds, by question or gap and pseudonym."""


def held(said: Iterable[tuple[Entry, Priority]], unseen: Collection[str] = ()) -> Held:
    """Return the scores that hold, of each person the last on each item; but for those of rounds not to be seen yet."""
    found: defaultdict[str, dict[str, Priority]] = defaultdict(dict)
    for entry, priority in said:
        if priority.round not in unseen and priority.score in SCORES and priority.term in TERMS:
            found[priority.item][entry.pseudonym] = priority
    return dict(found)


def scores(kept: Held) -> Iterator[AgendaScore]:
    """Yield what the scores of each question or gap come to, by its name."""
    for item in sorted(kept):
        yield score_of(item, kept[item].values())


def score_of(item: str, said: Iterable[Priority]) -> AgendaScore:
    """Return what scores of one question or gap come to."""
    every = list(said)
    if len(every) < FEWEST:
        return AgendaScore(item=item, score_count=len(every))
    values, terms = [each.score for each in every], Counter(each.term for each in every)
    most = [term for term in TERMS if terms[term] == max(terms.values())]
    return AgendaScore(
        item=item,
        score_count=len(every),
        mean=round(fmean(values), 2),
        median=float(median(values)),
        spread=round(pstdev(values), 2),
        term=most[0] if len(most) == 1 else None,
        short_count=terms["KT"],
        middle_count=terms["MLT"],
        long_count=terms["LT"],
    )
