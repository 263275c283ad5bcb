"""Which numbers and judgements a sentence rests on: those of what it names, that count what it says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from reports.word.changes import Fate
from reports.word.numbers import Counted, Number, counted_after, kinds_in, numbers, tokens
from reports.word.sentences import Sentence

_STEM = 6
"""So many letters of a word tell it from others, whatever its ending."""
_NEAR = 6
"""So many words before and after a number may say what it counts."""
_SIGNS = {".", ";", ":", "!", "?", "(", ")", "%"}


class _Claim(NamedTuple):
    """A number or words that were said of something, and whether it still holds."""

    fate: Fate
    number: str
    is_percentage: bool
    holds: bool


class Names:
    """All that was said, by the names of what it was said of."""

    def __init__(self, fates: Iterable[Fate]) -> None:
        """Take what came of all that was said."""
        self.claims: defaultdict[tuple[str, ...], list[_Claim]] = defaultdict(list)
        for fate in fates:
            if fate.said.about and fate.said.kind in ("number", "text"):
                self.claims[fate.said.about] += _claims(fate)
        self._known = sorted({name for names in self.claims for name in names})

    def among(self, sentence: Sentence) -> dict[str, list[int]]:
        """Return the names in a sentence and at which words; without any, those of what it goes on from."""
        found = self._in(sentence.text)
        for text in (sentence.before, sentence.heading):
            if not found:
                found = {name: [] for name in self._in(text)}
        return found

    def _in(self, text: str) -> dict[str, list[int]]:
        stems = [_stem(token) for token in tokens(text)]
        return {name: places for name in self._known if (places := _places(stems, _stems(name)))}


def _claims(fate: Fate) -> Iterator[_Claim]:
    """Yield each number of a value, and whether the value still has it; or else its words."""
    if fate.now is None and fate.said.text in fate.said.about:
        return  # Who names what is not there any more says nothing of it yet.
    said, now = numbers(tokens(fate.said.text)), numbers(tokens(fate.now or ""))
    there = {(item.text, item.is_percentage) for item in now}
    for item in said:
        holds = not fate.is_changed or (len(said) > 1 and (item.text, item.is_percentage) in there)
        yield _Claim(fate, item.text, item.is_percentage, holds)
    if not said:
        yield _Claim(fate, "", False, not fate.is_changed)


def rests_on(sentence: Sentence, names: Names) -> list[Fate]:
    """Return what a sentence says that no longer holds."""
    among = names.among(sentence)
    if not among:
        return []
    words = tokens(sentence.text)
    claims = [claim for about, its in names.claims.items() if set(about) <= set(among) for claim in its]
    found = [fate for item in numbers(words) for fate in _of_number(item, words, claims, among)]
    found += [claim.fate for claim in claims if not claim.number and not claim.holds and _says(words, claim)]
    return list({id(fate): fate for fate in found}.values())


def _of_number(item: Number, words: Sequence[str], claims: Iterable[_Claim], among: dict[str, list[int]]) -> list[Fate]:
    """Return the values that a number of a sentence must be, where these have changed.

    Of all values that are this number, those count that the words around it fit best; where one of these still holds,
    the sentence does too, unless one that has changed fits as well.
    """
    counted = counted_after(words, item.at)
    fitting = [
        (_fit(item, words, claim, among), claim)
        for claim in claims
        if (claim.number, claim.is_percentage) == (item.text, item.is_percentage) and _may_count(counted, claim)
    ]
    best = max((fit for fit, _ in fitting), default=0)
    return [claim.fate for fit, claim in fitting if fit == best and not claim.holds]


def _may_count(counted: Counted | None, claim: _Claim) -> bool:
    """Tell whether a value can count what a sentence says is counted."""
    if counted is None or claim.is_percentage:
        return True
    said = describe(claim.fate)
    kinds = kinds_in(said)
    return counted.kind in kinds or _stem(counted.word) in map(_stem, tokens(said)) or bool(counted.kind and not kinds)


def _fit(item: Number, words: Sequence[str], claim: _Claim, among: dict[str, list[int]]) -> float:
    near = words[max(0, item.at - _NEAR) : item.at + _NEAR + 1]
    stems = {_stem(word) for word in near if len(word) > 3}
    column = {_stem(word) for word in tokens(claim.fate.said.origin.column.replace("_", " "))}
    about = {_stem(word) for word in tokens(describe(claim.fate)) if len(word) > 3}
    places = [abs(place - item.at) for name in claim.fate.said.about for place in among.get(name, ())]
    nearness = 1 / (1 + min(places)) if places else 0
    return 4 * len(column & stems) + len(about & stems) + 3 * len(claim.fate.said.about) + nearness


@cache
def _described() -> dict[tuple[str, str], str]:
    from reports.tables import read_tables

    return {(table.name, column): text for table in read_tables() for column, text in table.columns.items()}


def describe(fate: Fate) -> str:
    """Return what the column of a value holds."""
    origin = fate.said.origin
    return f"{origin.column.replace('_', ' ')} {_described().get((origin.table, origin.column), '')}"


def _says(words: Sequence[str], claim: _Claim) -> bool:
    """Tell whether words have those of a value in a row."""
    wanted = tokens(claim.fate.said.text)
    if not wanted or claim.fate.said.text == "–":
        return False
    return any(list(words[at : at + len(wanted)]) == wanted for at in range(len(words)))


@cache
def _stems(name: str) -> tuple[str, ...]:
    return tuple(_stem(token) for token in tokens(name) if token not in _SIGNS and len(token) > 2)


def _stem(word: str) -> str:
    return word[:_STEM]


def _places(stems: Sequence[str], wanted: tuple[str, ...]) -> list[int]:
    """Return where all stems of a name stand close together."""
    if not wanted:
        return []
    reach = 2 * len(wanted) + 1  # Between the words of a name there may be small ones.
    return [
        at
        for at, stem in enumerate(stems)
        if stem == wanted[0] and all(part in stems[max(0, at - reach) : at + reach] for part in wanted[1:])
    ]
