"""Who names a topic: a person first, then a language model where one is asked, and otherwise its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from corpus.decisions import Row, read_beside, warning, without_effect
from corpus.issues import Refused
from corpus.records import Issue
from corpus.study import Study
from synthesis.topics.terms import lemma

COLUMNS = ("thema", "naam", "reden")
_ID = re.compile(r"[0-9a-f]{8,24}")
_BETWEEN = re.compile(r"[\s,;]+")


class Namer(Protocol):
    """Something that names topics, such as a language model whose answers are recorded."""

    def name(self, terms: Sequence[str], quotes: Sequence[str]) -> str | None:
        """Return a name in Dutch for the topic with these terms and quotes, the strongest first; None without one."""
        ...


class HandName(NamedTuple):
    """A name given by hand: the line of the file, the id of a topic or some of its words, and the name."""

    line: int
    topic: str
    name: str


class HandNames(NamedTuple):
    """The names of a study's file, which may be none."""

    file: str = ""
    names: tuple[HandName, ...] = ()

    @classmethod
    def of(cls, study: Study) -> HandNames:
        """Return the names of a study; raise Refused where their file is not there or is wrong."""
        name = study.synthesis.topic_names
        rows = read_beside(study, name, ("synthesis", "topic_names"), COLUMNS)
        return cls(Path(name).name if name else "", tuple(_checked(row) for row in rows))


class Named(NamedTuple):
    """What is known of a topic when it is named."""

    id: str
    terms: tuple[str, ...]
    quotes: tuple[str, ...]
    label: str


def _checked(row: Row) -> HandName:
    for column in ("thema", "naam"):
        if not row.cells[column]:
            remedy = "Give the id of a topic (or its first 8 digits) or some of its words, and the name that it gets"
            raise Refused(row.place, f"column {column!r} is empty", remedy)
    return HandName(row.line, row.cells["thema"], row.cells["naam"])


def name_topics(
    topics: Sequence[Named], hand: HandNames, namer: Namer | None = None
) -> tuple[list[tuple[str, str]], list[Issue]]:
    """Return the name of each topic with who gave it (hand, model or terms), and warnings on names without a topic."""
    given: dict[str, str] = {}
    issues = list(_assign(topics, hand, given))
    return [_name(topic, given, namer) for topic in topics], issues


def _name(topic: Named, given: dict[str, str], namer: Namer | None) -> tuple[str, str]:
    if topic.id in given:
        return given[topic.id], "hand"
    answer = namer.name(topic.terms, topic.quotes) if namer else None
    return (answer, "model") if answer else (topic.label, "terms")


def _assign(topics: Sequence[Named], hand: HandNames, given: dict[str, str]) -> Iterator[Issue]:
    for each in hand.names:
        found = [topic.id for topic in topics if _goes_by(topic, each.topic)]
        if not found:
            yield without_effect(hand.file, each.line, f"no topic goes by {each.topic!r}")
        elif len(found) > 1:
            problem = f"{len(found)} topics go by {each.topic!r}"
            yield warning(hand.file, each.line, problem, "Give the id of one of them, or more of its words")
        elif found[0] in given:
            problem = f"the topic that goes by {each.topic!r} has got a name in an earlier line"
            yield warning(hand.file, each.line, problem, "Remove one of the two lines")
        else:
            given[found[0]] = each.name


def _goes_by(topic: Named, text: str) -> bool:
    """Tell whether a text is (the beginning of) the id of a topic, or has only words that are among its terms."""
    if _ID.fullmatch(text.lower()):
        return topic.id.startswith(text.lower())
    known = {lemma(part) for term in topic.terms for part in term.split()}
    words = [lemma(word) for word in _BETWEEN.split(text.strip()) if word]
    return bool(words) and all(word in known for word in words)
