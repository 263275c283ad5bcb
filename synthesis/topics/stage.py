"""Topics: groups of passages that say alike things about what works, hinders or is to be done.

They go beyond what is published: a passage counts when it likelier than not states such a thing, since a topic is a
proposal to readers, and what it may quote is published still. The codebook guides as seeds guide BERTopic (Grootendorst
2022): a passage with a published element moves a quarter of the way to the middle of the passages with that element.
Those without any stay where they are, so that what the codebook lacks makes topics of its own. Passages go in by id,
and equal texts count once: neither the order of documents nor their copies make a difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from corpus.record import Record, content_hash
from corpus.records import Coding, Embedding, Issue, Passage, Topic, TopicPassage
from corpus.stage import Inputs
from corpus.study import Study
from synthesis.embed import Vectors, matrix
from synthesis.topics.consensus import Consensus, agree
from synthesis.topics.groups import marking_words
from synthesis.topics.labels import Labeller
from synthesis.topics.names import HandNames, Named, Namer, name_topics
from synthesis.topics.terms import Term, nouns_of, shared_first, stop_words, stretches_of, written_as

STATING = frozenset({"werkzaam_element", "belemmering", "opgave", "bijstelling"})
"""The soorten that make topics; a bare resultaat is about figures more than about what was done."""
LIKELY = 0.5
TERM_COUNT = 10
STABLE_FROM = 0.6
"""Below this "clusters should not be trusted" (Hennig 2007, in clusterboot of R's package fpc); they are marked."""
_FEWEST_TOPICS = 3
"""With fewer passages than this many topics need, a group would be a matter of chance."""
_MOST_TOPICS = 40
"""Nobody reads more topics than this, so that in a large corpus the smallest topic is larger than the study says."""
_GUIDANCE = 0.25
_QUOTES_FOR_NAMER = 5


@dataclass(frozen=True)
class TopicSettings:
    """What topics depend on."""

    topic_size: int
    seed: int
    stop_words: str
    """Hash of the words that are no terms."""
    runs: int = 192
    names: HandNames = field(default=HandNames())

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study; raise Refused where its names of topics are wrong."""
        own = study.synthesis
        words = content_hash(sorted(stop_words()))
        return cls(own.topic_size, own.seed, words, own.topic_runs, HandNames.of(study))


class Statement(NamedTuple):
    """A text that states something, once for all passages that are equal to it."""

    passages: tuple[Passage, ...]
    stretches: tuple[tuple[Term, ...], ...]

    @property
    def terms(self) -> list[Term]:
        """The terms of the text, in order."""
        return [term for stretch in self.stretches for term in stretch]


def find_topics(inputs: Inputs, settings: TopicSettings, namer: Namer | None = None) -> Iterator[Record]:
    """Yield the topics among the passages that state something, each with its passages; an issue where too few do."""
    vectors = {embedding.passage_id: embedding for embedding in inputs[Embedding]}
    stating = stating_passages(inputs[Coding]) & vectors.keys()
    statements = _statements([passage for passage in inputs[Passage] if passage.id in stating])
    fewest = _FEWEST_TOPICS * settings.topic_size
    if len(statements) < fewest:
        yield _too_few(len(statements), fewest)
        return
    codings = _by_passage(inputs[Coding])
    rows = guided(
        matrix([vectors[each.passages[0].id] for each in statements]),
        [_elements(codings.get(each.passages[0].id, ())) for each in statements],
    )
    found = agree(
        rows,
        [frozenset(passage.document_id for passage in each.passages) for each in statements],
        smallest=max(settings.topic_size, len(statements) // _MOST_TOPICS),
        seed=settings.seed,
        runs=settings.runs,
    )
    if found:
        yield from _records(found, rows, statements, codings, settings, namer)


def stating_passages(codings: Sequence[Coding]) -> set[str]:
    """Return the ids of the passages that likelier than not state what works, hinders or is to be done."""
    return {
        coding.passage_id
        for coding in codings
        if coding.dimension == "soort" and coding.code in STATING and coding.score >= LIKELY
    }


def guided(vectors: Vectors, elements: Sequence[frozenset[str]]) -> Vectors:
    """Return the rows around their middle, length 1, moved towards those that share an element of the codebook."""
    rows = _unit(vectors - vectors.mean(axis=0))
    codes = sorted(frozenset[str]().union(*elements))
    if codes:
        owns = np.array([[code in own for code in codes] for own in elements], dtype=np.float32)
        towards = _unit(owns @ _unit(owns.T @ rows))
        share = np.where(owns.any(axis=1), np.float32(_GUIDANCE), np.float32(0))[:, None]
        rows = _unit((1 - share) * rows + share * towards)
    return np.asarray(rows - rows.mean(axis=0), dtype=np.float32)


def _unit(rows: NDArray[np.floating[Any]]) -> Vectors:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def _statements(passages: Sequence[Passage]) -> list[Statement]:
    """Return the texts with any term, each with its passages, in the order of the least id of those."""
    copies = defaultdict(list)
    for passage in sorted(passages, key=lambda passage: passage.id):
        copies[_plain(passage)].append(passage)
    texts = stretches_of([own[0].text for own in copies.values()])
    pairs = zip(copies.values(), texts, strict=True)
    return [Statement(tuple(own), tuple(stretches)) for own, stretches in pairs if stretches]


def _plain(passage: Passage) -> str:
    return " ".join(passage.text.split())


def _too_few(count: int, fewest: int) -> Issue:
    return Issue(
        severity="warning",
        subject="topics",
        problem=f"{count} passages state something, and topics need {fewest}",
        remedy="Add documents, or lower topic_size under [synthesis] in the study",
    )


def _by_passage(codings: Sequence[Coding]) -> Mapping[str, Sequence[Coding]]:
    found = defaultdict(list)
    for coding in codings:
        found[coding.passage_id].append(coding)
    return found


def _elements(codings: Sequence[Coding]) -> frozenset[str]:
    return frozenset(each.code for each in codings if each.dimension == "element" and each.is_published)


def _records(
    found: Consensus, rows: Vectors, statements: Sequence[Statement], codings: Mapping[str, Sequence[Coding]],
    settings: TopicSettings, namer: Namer | None,
) -> Iterator[Record]:  # fmt: skip
    members = [np.flatnonzero(found.labels == number).tolist() for number in range(len(found.stability))]
    words = marking_words([[term.lemma for term in each.terms] for each in statements], found.labels)
    labeller = Labeller(
        [each.stretches for each in statements],
        [each.passages[0].document_id for each in statements],
        nouns_of(each.passages[0].text for each in statements),
    )
    quotes = [_quotes(own, words[number], rows, statements, codings) for number, own in enumerate(members)]
    topics = [
        _topic(own, statements, words[number], labeller, quotes[number], found.stability[number])
        for number, own in enumerate(members)
    ]
    drafts = [
        Named(topic.id, topic.terms, tuple(each.quote for each in quotes[n][:_QUOTES_FOR_NAMER]), topic.label)
        for n, topic in enumerate(topics)
    ]
    names, issues = name_topics(drafts, settings.names, namer)
    yield from issues
    for topic, own, (label, named_by) in zip(topics, members, names, strict=True):
        yield replace(topic, label=label, named_by=named_by)
        for n in own:
            for passage in statements[n].passages:
                weight = round(float(found.weights[n]), 4)
                yield TopicPassage(topic_id=topic.id, passage_id=passage.id, weight=weight)


def _topic(
    own: Sequence[int], statements: Sequence[Statement], words: Sequence[str], labeller: Labeller,
    quotes: Sequence[Coding], stability: float,
) -> Topic:  # fmt: skip
    texts = [statements[n].terms for n in own]
    first = quotes[0] if quotes else None
    return Topic(
        label=labeller.label(own),
        terms=written_as(shared_first(words, texts)[:TERM_COUNT], (term for text in texts for term in text)),
        passage_count=sum(len(statements[n].passages) for n in own),
        stability=round(stability, 4),
        is_stable=round(stability, 4) >= STABLE_FROM,
        quote=first.quote if first else None,
        coding_id=first.id if first else None,
        anchor=min(content_hash(_plain(statements[n].passages[0])) for n in own),
    )


def _quotes(
    own: Sequence[int], words: Sequence[str], rows: Vectors, statements: Sequence[Statement],
    codings: Mapping[str, Sequence[Coding]],
) -> list[Coding]:  # fmt: skip
    """Return the quotes of a topic, one a passage: what may be published first, then what is most typical of it.

    Typical is a quote with words that mark the topic, in a passage whose vector is near the middle of the topic.
    """
    middle = _unit(rows[list(own)].mean(axis=0, keepdims=True))[0]
    best = []
    for n in own:
        passage = statements[n].passages[0]
        stating = [each for each in codings.get(passage.id, ()) if each.dimension == "soort" and each.code in STATING]
        if stating:
            near = round(float(_unit(rows[[n]])[0] @ middle), 6)
            best.append(min((not each.is_published, -near - _telling(each.quote, words), each.id) for each in stating))
    known = {each.id: each for own in codings.values() for each in own}
    return [known[coding_id] for _, _, coding_id in sorted(best)]


def _telling(quote: str, words: Sequence[str]) -> float:
    """Return how much a quote says of a topic, from 0 to 1: its share of the words that mark the topic, up to three."""
    return min(len({term.lemma for stretch in stretches_of([quote])[0] for term in stretch} & set(words)), 3) / 3
