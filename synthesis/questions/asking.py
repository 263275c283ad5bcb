"""What a question asks for: the codes that its words name, and whether it asks for all there is of a kind.

A soort that a question asks for is required: "wat belemmert …" is not answered by what helps. It asks for one when it
opens with wat, welke or waar and names the soort at once; further on, or after hoe, such words tell of something else.
Elements and themas that it names make a passage more likely to be an answer, but its words may be about more. A
question is general when it asks for a soort, names no element or thema, and all its other words only set the scene
(those of the title and description of the study, and a few that any question has): then every statement of that soort
is an answer.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from corpus.study import Study
from synthesis.coding.codebook import NONE, Codebook
from synthesis.coding.codes import Shelf
from synthesis.coding.cues import read_sentences
from synthesis.coding.reading import Reader
from synthesis.topics.terms import lemma, stop_words

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ASKING = re.compile(r"wat|welke?|waar|waardoor|waarmee|waarom|wanneer")
_OPENING = 3
"""So many words into a question it says what it asks for."""
_SCENE = frozenset({"evaluatie", "gemeente", "kiezen", "organisatie", "partner", "sociaal", "team", "zetten", "zien"})
"""Words, as lemmas, that set the scene of any question here."""
DIMENSIONS = {"soorten": "soort", "vensters": "venster", "elements": "element", "themas": "thema"}
"""The keys of a leervraag with the dimension of their codes."""


class Key(NamedTuple):
    """A code of a codebook."""

    codebook: str
    dimension: str
    code: str

    @property
    def name(self) -> str:
        """Dimension and code, without the codebook."""
        return f"{self.dimension}:{self.code}"


class Asked(NamedTuple):
    """A question as it is put: its words, where it comes from, and the codes that its answers must have."""

    name: str
    text: str
    codebook: str | None = None
    code: str | None = None
    required: tuple[tuple[str, str], ...] = ()
    """Dimension and code; of each dimension an answer has at least one."""
    is_general: bool = False


@dataclass(frozen=True)
class Understood:
    """A question with what it was understood to ask for."""

    asked: Asked
    required: Mapping[str, frozenset[Key]]
    """By dimension the codes of which an answer has at least one."""
    subjects: frozenset[Key]
    """The codes that a passage on the subject is likely to have."""
    is_general: bool = False

    @property
    def named(self) -> tuple[str, ...]:
        """The codes as dimension:code, those required first."""
        required = sorted({key.name for keys in self.required.values() for key in keys})
        return tuple(dict.fromkeys([*required, *sorted(key.name for key in self.subjects)]))


def questions_of(study: Study, shelf: Shelf) -> Iterable[Asked]:
    """Yield the questions of a study and of its codebooks; raise Refused at a code that no codebook has."""
    for number, text in enumerate(study.questions, 1):
        yield Asked(f"vraag-{number}", text)
    for number, leervraag in enumerate(study.leervragen):
        required = []
        for key, dimension in DIMENSIONS.items():
            known = sorted({code.code for book in shelf.codebooks.values() for code in book.of(dimension)})
            for code in getattr(leervraag, key):
                if code not in known:
                    place = ("leervragen", number, key)
                    problem = f"no codebook of the study has the {dimension} '{code}'"
                    raise study.refuse(place, problem, _among(code, known))
                required.append((dimension, code))
        yield Asked(leervraag.id, leervraag.text, required=tuple(required), is_general=leervraag.is_general)
    for name, codebook in shelf.codebooks.items():
        for code in codebook.codes:
            for number, text in enumerate(code.questions, 1):
                yield Asked(f"{name.split()[0]}:{code.code}-{number}", text, codebook=name, code=code.code)


def _among(code: str, known: Sequence[str]) -> str:
    if not known:
        return "Take it out, or use a codebook that has such codes"
    near = difflib.get_close_matches(code, known, n=1)
    return (f"Did you mean '{near[0]}'? " if near else "") + f"Known: {', '.join(known)}"


@dataclass(frozen=True)
class Understanding:
    """The codebooks of a study made ready to understand questions; `scene` is what the study says of itself."""

    codebooks: Mapping[str, Codebook]
    scene: str

    @cached_property
    def _readers(self) -> dict[str, Reader]:
        return {name: Reader(codebook) for name, codebook in self.codebooks.items()}

    @cached_property
    def _setting(self) -> frozenset[str]:
        """The lemmas that only set the scene: of the study's own words, and of the names of aspects."""
        labels = (code.label for book in self.codebooks.values() for code in book.of("aspect"))
        return _SCENE | {lemma(word) for text in (self.scene, *labels) for word in _WORD.findall(text)}

    def of(self, asked: Asked) -> Understood:
        """Return what a question asks for."""
        named, covered = self._named(asked.text)
        required: dict[str, set[Key]] = {}
        for dimension, code in asked.required:
            keys = {Key(name, dimension, code) for name, book in self.codebooks.items() if _has(book, dimension, code)}
            required.setdefault(dimension, set()).update(keys)
        soorten = {key for key in named if key.dimension == "soort" and key.code != NONE}
        if soorten and "soort" not in required:
            required["soort"] = soorten
        subjects = {key for key in named if key.dimension in ("element", "thema")}
        if asked.codebook and asked.code:
            subjects.add(Key(asked.codebook, "thema", asked.code))
        is_bare = bool(required.get("soort")) and not subjects and self._only_sets_the_scene(asked.text, covered)
        return Understood(
            asked=asked,
            required={name: frozenset(keys) for name, keys in required.items()},
            subjects=frozenset(subjects),
            is_general=asked.is_general or is_bare,
        )

    def _named(self, text: str) -> tuple[set[Key], set[str]]:
        """Return the codes that a text names by cue or by label, and the words that name a soort."""
        lemmas = {lemma(word) for word in _WORD.findall(text)}
        named, covered = set(), set()
        for name, reader in self._readers.items():
            codebook = self.codebooks[name]
            for code in codebook.codes:
                if code.dimension != "soort" and {lemma(word) for word in _WORD.findall(code.label)} <= lemmas:
                    named.add(Key(name, code.dimension, code.code))
            for sentence in read_sentences(text):
                asks = any(_ASKING.fullmatch(token.form) for token in sentence.tokens[:_OPENING])
                for found, owner in reader.find(sentence):
                    code = codebook.codes[owner]
                    is_soort = code.dimension == "soort"
                    if found.cue.weight == 1 and (not is_soort or (asks and found.first <= _OPENING)):
                        named.add(Key(name, code.dimension, code.code))
                        covered |= set(_WORD.findall(found.text_in(text, sentence))) if is_soort else set()
        return named, covered

    def _only_sets_the_scene(self, text: str, covered: set[str]) -> bool:
        words = {word for word in _WORD.findall(text) if word not in covered}
        return all({word.lower(), lemma(word)} & (stop_words() | self._setting) for word in words)


def _has(codebook: Codebook, dimension: str, code: str) -> bool:
    return f"{dimension}:{code}" in codebook.positions
