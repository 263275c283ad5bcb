"""Topics: groups of passages that say alike things about what works, hinders or is needed, without the codebook.

The passages go in by id, so that the order of documents makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from corpus.record import Record, content_hash
from corpus.records import Coding, Embedding, Issue, Passage, Topic, TopicPassage
from corpus.stage import Inputs
from corpus.study import Study
from synthesis.codebook import NONE
from synthesis.embed import matrix
from synthesis.groups import Group, group_texts
from synthesis.terms import Term, label_of, shared_first, stop_words, terms_of, written_as

TERM_COUNT = 10
_FEWEST_TOPICS = 3
"""With fewer passages than this many topics need, a group would be a matter of chance."""
_MOST_TOPICS = 40
"""Nobody reads more topics than this, so that in a large corpus the smallest topic is larger than the study says."""


@dataclass(frozen=True)
class TopicSettings:
    """What topics depend on."""

    topic_size: int
    seed: int
    stop_words: str
    """Hash of the words that are no terms."""

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study."""
        return cls(study.synthesis.topic_size, study.synthesis.seed, content_hash(sorted(stop_words())))


def find_topics(inputs: Inputs, settings: TopicSettings) -> Iterator[Record]:
    """Yield the topics among the passages that state something, each with its passages; an issue where too few do."""
    vectors = {embedding.passage_id: embedding for embedding in inputs[Embedding]}
    stating = stating_passages(inputs[Coding]) & vectors.keys()
    passages = sorted((passage for passage in inputs[Passage] if passage.id in stating), key=lambda passage: passage.id)
    texts = terms_of([passage.text for passage in passages])
    worded = [(passage, terms) for passage, terms in zip(passages, texts, strict=True) if terms]
    fewest = _FEWEST_TOPICS * settings.topic_size
    if len(worded) < fewest:
        yield _too_few(len(worded), fewest)
        return
    rows = matrix([vectors[passage.id] for passage, _ in worded])
    lemmas = [[term.lemma for term in terms] for _, terms in worded]
    smallest = max(settings.topic_size, len(worded) // _MOST_TOPICS)
    for group in group_texts(lemmas, rows, smallest=smallest, seed=settings.seed):
        yield from _topic(group, worded)


def stating_passages(codings: Sequence[Coding]) -> set[str]:
    """Return the ids of the passages with a published coding of their soort, other than none."""
    return {
        coding.passage_id
        for coding in codings
        if coding.dimension == "soort" and coding.code != NONE and coding.is_published
    }


def _too_few(count: int, fewest: int) -> Issue:
    return Issue(
        severity="warning",
        subject="topics",
        problem=f"{count} passages state something, and topics need {fewest}",
        remedy="Add documents, or lower topic_size under [synthesis] in the study",
    )


def _topic(group: Group, worded: Sequence[tuple[Passage, Sequence[Term]]]) -> Iterator[Record]:
    own = [worded[position][1] for position, _ in group.members]
    terms = written_as(shared_first(group.words, own)[:TERM_COUNT], (term for text in own for term in text))
    topic = Topic(label=label_of(terms), terms=terms, passage_count=len(group.members))
    yield topic
    for position, weight in group.members:
        yield TopicPassage(topic_id=topic.id, passage_id=worded[position][0].id, weight=weight)
