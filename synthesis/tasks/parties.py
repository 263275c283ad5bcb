"""Finds the parties that a sentence names: gemeente, raad, wijkteam and so on, alone or joined by `en`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from synthesis.coding.cues import Cue, Cues, Found, Sentence, opening_of
from synthesis.tasks.words import words

PARTIES = Path(__file__).parent / "partijen.toml"
WRITER = "opsteller"
"""The party of `wij` and `ik`: who wrote the document."""
_JOINED = frozenset({"en", ",", "of", "&", "evenals", "alsmede", "/", "en/of"})
_ADJECTIVES, _ADJECTIVE_LETTERS = 2, 5
_OTHER_BODY = re.compile(r"^(?:voor|van (?:state|bestuur|toezicht|beroep|europa))\b", re.IGNORECASE)
"""What follows `raad` or `college` where another body is meant, as the Raad van State."""
WRITERS = frozenset({"wij", "we", "ik"})


@dataclass(frozen=True)
class Party:
    """A party, or several joined, in a sentence: kinds, and the first of its tokens and the one after its last."""

    kinds: tuple[str, ...]
    first: int
    last: int

    def span(self, sentence: Sentence) -> tuple[int, int]:
        """Return its place in the text."""
        return sentence.tokens[self.first].start, sentence.tokens[self.last - 1].end


@cache
def _cues() -> Cues:
    kinds = tomllib.loads(PARTIES.read_text(encoding="utf-8"))["partijen"]
    return Cues(Cue(kind, pattern) for kind, patterns in kinds.items() for pattern in patterns)


@cache
def party_kinds() -> tuple[str, ...]:
    """Return the codes of the parties, in the order of the file, with that of the writer."""
    return (*tomllib.loads(PARTIES.read_text(encoding="utf-8"))["partijen"], WRITER)


def find_parties(text: str, sentence: Sentence) -> list[Party]:
    """Return the parties of a sentence of a text, by place; those that are joined are one."""
    order = {kind: number for number, kind in enumerate(party_kinds())}
    found = sorted(_cues().find(sentence), key=lambda item: (item.first, -item.last, order[item.cue.key]))
    parties: list[Party] = []
    for item in found:
        if parties and item.first < parties[-1].last:
            if item.last > parties[-1].last:
                parties[-1] = _grown(parties[-1], item, sentence)
            continue
        if not _is_other_body(text, sentence, item):
            parties.append(Party((item.cue.key,), _opening(sentence, item.first), item.last))
    parties += [Party((WRITER,), n, n + 1) for n, token in enumerate(sentence.tokens) if token.form in WRITERS]
    return _as_whom(_joined(sorted(parties, key=lambda party: party.first), sentence), sentence)


def _as_whom(parties: list[Party], sentence: Sentence) -> list[Party]:
    """Return the parties with `wij als gemeente` as one: the gemeente."""
    told: list[Party] = []
    for party in parties:
        between = [token.form for token in sentence.tokens[told[-1].last : party.first]] if told else []
        if told and told[-1].kinds == (WRITER,) and between == ["als"]:
            told[-1] = Party(party.kinds, told[-1].first, party.last)
        else:
            told.append(party)
    return told


def _grown(party: Party, item: Found, sentence: Sentence) -> Party:
    """Return the longer of two that overlap."""
    if item.last - item.first > party.last - party.first:
        return Party((item.cue.key,), _opening(sentence, item.first), item.last)
    return party


def _is_other_body(text: str, sentence: Sentence, item: Found) -> bool:
    """Tell whether a raad or college is not that of a gemeente: the Raad for …, or one with a capital alone."""
    if item.cue.key not in ("raad", "college") or item.last - item.first > 1:
        return False
    token = sentence.tokens[item.first]
    after = text[token.end : sentence.end].lstrip()
    is_capital = text[token.start].isupper() and item.first != opening_of(sentence.tokens)
    return bool(_OTHER_BODY.match(after)) or (is_capital and token.form in ("raad", "college"))


def _opening(sentence: Sentence, first: int) -> int:
    """Return where a noun begins with its adjectives (two at most) and its article."""
    start = first
    while start > 0 and first - start < _ADJECTIVES and _is_adjective(sentence.tokens[start - 1].form):
        start -= 1
    if start > 0 and sentence.tokens[start - 1].form in words("lidwoord"):
        return start - 1
    return start


def _is_adjective(form: str) -> bool:
    is_other = form in words("lidwoord") or form in words("geen_bijvoeglijk") or form.endswith(("ie", "age", "ure"))
    return form.isalpha() and form.endswith("e") and len(form) >= _ADJECTIVE_LETTERS and not is_other


def _joined(parties: list[Party], sentence: Sentence) -> list[Party]:
    joined: list[Party] = []
    for party in parties:
        between = sentence.tokens[joined[-1].last : party.first] if joined else ()
        if joined and 1 <= len(between) <= 2 and all(token.form in _JOINED for token in between):
            kinds = tuple(dict.fromkeys((*joined[-1].kinds, *party.kinds)))
            joined[-1] = Party(kinds, joined[-1].first, party.last)
        else:
            joined.append(party)
    return joined
