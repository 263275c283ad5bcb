"""The profile of a gemeente: its own answers, beside what the evidence says of the same elements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from reports.products.questionnaire import OPGAVE, SCALE

HIGHEST = max(SCALE)
UNKNOWN, LOW = 0, 2
"""The score of who does not know, and the highest score that is low."""
STARTS = 5
"""Elements to begin with that are named at most."""
_HELPFUL = ("Overwegend helpt", "Vooral nodig", "Gemengd", "Overwegend belemmert of ontbreekt")
"""Conclusions from enough evidence, in the order in which a low score on them asks for attention first."""
_SIDES = {"helpt": "Helpt", "belemmert": "Belemmert", "nodig": "Nodig"}
_NO_BLOCK = "Hierover staat nog niets in het corpus."
Data = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """An element in the profile: the answers, and its kennisbouwsteen where there is one."""

    code: str
    name: str
    statement: str
    score: int | None
    """None where nothing was answered."""
    opgave: int | None
    asks_opgave: bool
    block: Data | None

    @property
    def answer(self) -> str:
        """The answer in words."""
        return "Niet ingevuld" if self.score is None else SCALE[self.score]

    @property
    def opgave_answer(self) -> str:
        """The answer on its opgaven in words."""
        return "Niet ingevuld" if self.opgave is None else SCALE[self.opgave]

    @property
    def is_known(self) -> bool:
        """Tell whether there is a score from 1 to 4."""
        return bool(self.score)

    @property
    def evidence(self) -> str:
        """What the evidence says together."""
        return str(self.block["verdict"]) if self.block else _NO_BLOCK

    @property
    def conclusion(self) -> str:
        """What the evidence says in the words of the table `elementen`; empty where it says nothing."""
        return str(self.block["conclusion"]) if self.block else ""

    @property
    def sides(self) -> list[tuple[str, str, Data, int]]:
        """How many passages say what: its code, its name, the value, and its part of the bar in twentieths."""
        if not self.block:
            return []
        counts = {code: self.block["counts"][code] for code in _SIDES}
        whole = sum(count_of(value) for value in counts.values()) or 1
        return [(code, name, counts[code], round(20 * count_of(counts[code]) / whole)) for code, name in _SIDES.items()]

    @property
    def meaning(self) -> str:
        """What the answer means beside the evidence."""
        if self.score is None:
            return "U hebt dit niet ingevuld."
        if self.score == UNKNOWN:
            return "U weet dit nog niet. Praat erover in uw team."
        if self.score > LOW:
            return "Dit gaat bij u goed, zegt u."
        return "Dit gaat bij u nog niet goed, zegt u."


@dataclass(frozen=True)
class Group:
    """The lines of one venster."""

    code: str
    name: str
    lines: tuple[Line, ...]

    @property
    def mean(self) -> float | None:
        """The mean of the scores from 1 to 4; None without any."""
        scores = [line.score for line in self.lines if line.score]
        return fmean(scores) if scores else None

    @property
    def known(self) -> int:
        """How many statements have a score from 1 to 4."""
        return sum(line.is_known for line in self.lines)

    @property
    def bar(self) -> int:
        """The mean as a part of the highest score, in twentieths."""
        return round(20 * (self.mean or 0) / HIGHEST)


def profile(questions: Data, blocks: Sequence[Data], answers: Mapping[str, int]) -> tuple[Group, ...]:
    """Return the profile, in the order of the questionnaire; answers to what is no longer asked stay out."""
    block_of = {block["code"]: block for block in blocks}
    return tuple(
        Group(part["code"], part["name"], tuple(_line(each, block_of, answers) for each in part["subjects"]))
        for part in questions["parts"]
    )


def _line(subject: Data, block_of: Mapping[str, Data], answers: Mapping[str, int]) -> Line:
    code = subject["code"]
    return Line(
        code=code,
        name=subject["name"],
        statement=subject["statements"][0]["text"],
        score=answers.get(code),
        opgave=answers.get(code + OPGAVE),
        asks_opgave=len(subject["statements"]) > 1,
        block=block_of.get(code),
    )


def starts(groups: Sequence[Group]) -> list[Line]:
    """Return what to begin with: low scores on elements with evidence, the lowest and those that help most first."""
    every = [line for group in groups for line in group.lines]
    low = [line for line in every if line.is_known and (line.score or 0) <= LOW and line.conclusion in _HELPFUL]
    return sorted(low, key=lambda line: (line.score or 0, _HELPFUL.index(line.conclusion), line.name))[:STARTS]


def count_of(value: Data) -> int:
    """Return a number of a kennisbouwsteen, which says it as readers see it."""
    return int(value["text"].replace(".", ""))


def keys_of(part: Data) -> Iterator[str]:
    """Yield the keys of the statements on a page of the questionnaire."""
    for subject in part["subjects"]:
        yield from (statement["key"] for statement in subject["statements"])
