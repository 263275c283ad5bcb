"""Who should do it: the party that a sentence gives the task to, by rules on Dutch word order.

No parser of Dutch comes with this project, but the order of a Dutch main clause is strict: the finite verb is its
second constituent, and the subject stands right before or right after it (ANS, Algemene Nederlandse Spraakkunst,
21.1). Where no rule fits, nobody is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from synthesis.coding.cues import Sentence, read_sentences
from synthesis.tasks.actor_rules import rules_of
from synthesis.tasks.parties import WRITER, find_parties
from synthesis.tasks.words import words

_HEAD = re.compile(
    r"^(?:[\d.]+\s*)?(?:(?:concrete\s+)?acties?(?:\s+(?:van|voor|door))?|(?:aanbeveling(?:en)?|advi(?:es|ezen))\s+(?:aan|voor)"
    r"|(?:taken?|rol(?:len)?|opgaven?)\s+(?:van|voor)|inzet(?:\s+van)?|wat\s+(?:kan|kunnen|moet|moeten|doet|doen)|aan|voor)?"
    r"\s*(?P<who>.+?)(?:\s+(?:doen|doet))?\s*[:?]?\s*$",
    re.IGNORECASE | re.DOTALL,
)
_HEAD_WORDS = 7


@dataclass(frozen=True)
class Actor:
    """Who should do it: kinds of parties, the words and their span in the text (none in a heading), and the rule."""

    kinds: tuple[str, ...]
    text: str
    start: int | None
    end: int | None
    rule: str


def find_actor(text: str, sentence: Sentence, heads: Sequence[str] = ()) -> Actor | None:
    """Return who should do what a sentence of a text says; None where it does not say so.

    `heads` are the headings and lead-ins above the sentence, the nearest first.
    """
    for rule, party in rules_of(text, sentence, find_parties(text, sentence)):
        start, end = party.span(sentence)
        return Actor(party.kinds, " ".join(text[start:end].split()), start, end, rule)
    return next(_of_heads([token.form for token in sentence.tokens], heads), None)


def _of_heads(forms: list[str], heads: Sequence[str]) -> Iterator[Actor]:
    """Yield the parties that headings are addressed to, for an imperative or what stands below `Acties …`."""
    first = next((form for form in forms if form.isalpha()), "")
    for head in heads:
        match = _HEAD.match(head.strip())
        if not match or len(head.split()) > _HEAD_WORDS:
            continue
        is_addressed = match.start("who") > 0 or head.rstrip().endswith(":")
        if (is_addressed or first in words("gebiedend")) and (found := _whole(match["who"])):
            yield Actor(found, " ".join(match["who"].split()), None, None, "kop")


@cache
def _whole(who: str) -> tuple[str, ...]:
    """Return the kinds of parties of words that name nothing else."""
    for sentence in read_sentences(who):
        parties = [party for party in find_parties(who, sentence) if WRITER not in party.kinds]
        if len(parties) == 1 and parties[0].first == 0 and "inwoners" not in parties[0].kinds:
            rest = sentence.tokens[parties[0].last :]
            if all(who[token.start].isupper() or token.form in words("na_onderwerp") for token in rest):
                return parties[0].kinds
        return ()
    return ()
