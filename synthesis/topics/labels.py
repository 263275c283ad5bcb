"""Names of topics in plain Dutch: the things that its passages speak of, and other passages hardly do.

Without a tagger for Dutch, a noun is told from its use: it stands after an article now and then, with at most an
adjective between, which takes -e there.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from synthesis.topics.terms import Term, written_as

Phrase = tuple[str, ...]
"""One or two lemmas."""
Stretches = Sequence[tuple[Term, ...]]
"""The terms of a text, those together that follow each other."""

_MOST_PHRASES = 3
_LEAST_OF_BEST = 0.3
"""A phrase that scores less than this share of the best one is left out."""
_LEAST_SHARE = 0.1
_ADJECTIVE_FROM = 0.3
"""A lemma that is written with an added -e this often is an adjective."""
_OTHER, _PAIR = 0.25, 1.25
"""How much what is no noun, and adjectives with a noun, count beside nouns."""
_NO_NOUN = ("lijk", "isch", "baar", "zaam", "loos", "matig", "zijdig", "gericht", "ief", "end")
_LENGTHS, _PLAIN_LENGTH = (6, 14), 9.0
"""Long nouns are mostly compounds, which say more: the number of letters that counts, between these."""


class Labeller:
    """Names groups of texts by what tells them from all the others."""

    def __init__(self, texts: Sequence[Stretches], documents: Sequence[str], nouns: Container[str]) -> None:
        """Take the terms of all texts, the document of each, and the lemmas that are taken for nouns."""
        self._nouns = nouns
        self._adjectives = _adjectives(term for text in texts for stretch in text for term in stretch)
        self._phrases = [frozenset(self._phrases_of(text)) for text in texts]
        self._counts = Counter(phrase for phrases in self._phrases for phrase in phrases)
        self._texts, self._documents = texts, documents

    def label(self, members: Sequence[int]) -> str:
        """Return the name of the group of the texts at these positions, such as 'Vaste begeleider en vertrouwen'."""
        scores = self._scores(members)
        chosen: list[Phrase] = []
        for phrase in sorted(scores, key=lambda phrase: (-scores[phrase], phrase)):
            if len(chosen) == _MOST_PHRASES or (chosen and scores[phrase] < _LEAST_OF_BEST * scores[chosen[0]]):
                break
            if not any(_alike(phrase, other) for other in chosen):
                chosen.append(phrase)
        return _joined([self._written(phrase, members) for phrase in chosen])

    def _scores(self, members: Sequence[int]) -> Mapping[Phrase, float]:
        """Return how well each phrase marks the group: what it adds to the divergence of this group from the rest."""
        texts, documents = Counter[Phrase](), defaultdict[Phrase, set[str]](set)
        for n in members:
            for phrase in self._phrases[n]:
                texts[phrase] += 1
                documents[phrase].add(self._documents[n])
        count, rest = len(members), len(self._texts) - len(members)
        document_count = len({self._documents[n] for n in members})
        scores = {}
        for phrase, own in texts.items():
            if own < max(2, _LEAST_SHARE * count) and count > 2:
                continue
            share = (own / count + len(documents[phrase]) / document_count) / 2
            elsewhere = (self._counts[phrase] - own + 0.5) / (rest + 1)
            scores[phrase] = share * math.log(max(own / count / elsewhere, 1.0)) * self._worth(phrase)
        return {phrase: score for phrase, score in scores.items() if score > 0} or {
            phrase: float(own) for phrase, own in texts.items()
        }

    def _worth(self, phrase: Phrase) -> float:
        low, high = _LENGTHS
        noun = phrase[-1]
        worth = min(max(len(noun), low), high) / _PLAIN_LENGTH
        return worth * (_OTHER if noun not in self._nouns else _PAIR if len(phrase) == 2 else 1.0)

    def _phrases_of(self, text: Stretches) -> Iterator[Phrase]:
        for stretch in text:
            for n, term in enumerate(stretch):
                if self._is_adjective(term.lemma):
                    continue
                yield (term.lemma,)
                before = stretch[n - 1] if n else None
                if before and before.written.endswith("e") and self._is_adjective(before.lemma):
                    yield (before.lemma, term.lemma)

    def _is_adjective(self, lemma: str) -> bool:
        return lemma in self._adjectives or lemma.endswith(_NO_NOUN)

    def _written(self, phrase: Phrase, members: Sequence[int]) -> str:
        """Return a phrase as the group writes it most."""
        found = [
            (stretch[n : n + len(phrase)], len(phrase))
            for member in members
            for stretch in self._texts[member]
            for n in range(len(stretch))
            if tuple(term.lemma for term in stretch[n : n + len(phrase)]) == phrase
        ]
        whole = Term(" ".join(phrase), "")
        forms = (Term(whole.lemma, " ".join(term.written for term in terms)) for terms, _ in found)
        return written_as([whole.lemma], forms)[0]


def _adjectives(terms: Iterable[Term]) -> frozenset[str]:
    total, inflected = Counter[str](), Counter[str]()
    for term in terms:
        total[term.lemma] += 1
        inflected[term.lemma] += term.written.endswith("e") and not term.lemma.endswith("e")
    return frozenset(lemma for lemma, count in inflected.items() if count >= _ADJECTIVE_FROM * total[lemma])


def _alike(one: Phrase, other: Phrase) -> bool:
    return any(a in b or b in a for a in one for b in other)


def _joined(phrases: Sequence[str]) -> str:
    text = " en ".join(part for part in (", ".join(phrases[:-1]), *phrases[-1:]) if part)
    return text[:1].upper() + text[1:]
