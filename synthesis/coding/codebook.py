"""A codebook: dimensions, codes, their definitions, cues, examples and weights, read from one TOML file."""

from __future__ import annotations

import difflib
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator

from corpus.issues import Refused
from corpus.record import content_hash
from corpus.toml import Settings, load, refusal
from synthesis.coding.cues import Cue, compile_pattern

CODEBOOKS = Path(__file__).parents[1] / "codebooks"
DIMENSIONS = ("soort", "venster", "aspect", "element", "richting", "thema")
NONE = "geen"
"""The soort of a passage that says nothing of the kind."""
HINT_WEIGHT = 0.5
Dimension = Literal["soort", "venster", "aspect", "element", "richting", "thema"]


class Weights(Settings):
    """How evidence becomes the log-odds of a code, alike for all codes of a dimension."""

    base: float = -2.0
    cue: float = 2.0
    """Weight of cues, whose measure runs from 0 (none) to 1."""
    hint: float = 0.5
    """Weight of hints, whose measure runs from 0 (none) to 1."""
    judged: float = 0.5
    """Weight of a judgement in a sentence with a cue (0 or 1)."""
    similarity: float = 2.0
    """Weight of the similarity to the code's definition and hits (-1 to 1)."""
    relevance: float = 0.5
    """Weight of the log-odds that the passage says anything of the kind."""
    soort: float = 0.0
    """Weight, for a richting, of the log-odds of the likeliest soort that goes with it."""


class Relevance(Settings):
    """How evidence becomes the log-odds that a passage has any soort but `geen`."""

    base: float = -2.0
    soort: float = 2.0
    """Weight of the cues of all soorten, whose measure runs from 0 (none) to 1."""
    element: float = 1.0
    """Weight of the cues of all elements, whose measure runs from 0 (none) to 1."""
    direction: float = 1.0
    """Weight of the cues of all richtingen, whose measure runs from 0 (none) to 1."""
    none: float = -3.0
    """Weight of the similarity to `geen` (-1 to 1)."""
    similarity: float = 3.0
    """Weight of the similarity to the nearest other soort (-1 to 1)."""


class Code(Settings):
    """A code: what it means, the cues that find it, and sentences that it must and must not find."""

    dimension: Dimension
    code: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
    label: str
    venster: str | None = None
    richting: str | None = None
    """Of a soort: the direction that goes with it."""
    definition: str
    include: str
    exclude: str
    cues: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    hits: Annotated[tuple[str, ...], Field(min_length=1)]
    misses: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    """The leervragen that stand under this code."""
    goals: tuple[str, ...] = ()
    """What should be reached."""
    indicators: tuple[str, ...] = ()
    """What shows whether that is reached."""
    term: Literal["KT", "MLT", "LT"] | None = None
    """By when: in the short, middle or long term."""
    asked_by: tuple[str, ...] = ()
    """The gemeenten and partners that put the subject forward."""
    part: str | None = None
    """The part of the programme or agenda that it stands in."""
    bias: float = 0.0
    """Added to the log-odds of this code: below zero where its cues promise too much."""

    @field_validator("cues", "hints")
    @classmethod
    def _readable(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            compile_pattern(pattern)
        return patterns

    @property
    def key(self) -> str:
        """Dimension and code, which together are unique."""
        return f"{self.dimension}:{self.code}"

    @property
    def description(self) -> str:
        """What the code means, as one text."""
        return f"{self.definition} {self.include}".strip()

    @property
    def patterns(self) -> tuple[Cue, ...]:
        """The cues and hints with their weights."""
        strong = tuple(Cue(self.key, pattern) for pattern in self.cues)
        return strong + tuple(Cue(self.key, pattern, HINT_WEIGHT) for pattern in self.hints)


class Codebook(Settings):
    """A codebook as its file says."""

    title: str
    version: str
    goals: tuple[str, ...] = ()
    """What the programme behind the codebook is after as a whole."""
    negation: tuple[str, ...] = ()
    """Patterns that turn the judgement after them around."""
    opposites: tuple[tuple[str, str], ...] = ()
    """Pairs of codes (dimension:code) that a negation swaps."""
    modality: tuple[str, ...] = ()
    """Patterns that make the judgement after them a wish: it would help, it should."""
    wishes: tuple[tuple[str, str], ...] = ()
    """Pairs of codes: what is said in earnest, and what the same words say as a wish."""
    reported: tuple[str, ...] = ()
    """Patterns that tell that the words are somebody's: according to, they say."""
    keep_from: Annotated[float, Field(ge=0, le=1)] = 0.3
    """Codings with a lower score are not kept at all."""
    relevance: Relevance = Relevance()
    weights: dict[Dimension, Weights] = Field(default_factory=dict)
    codes: Annotated[tuple[Code, ...], Field(min_length=1)]

    @field_validator("negation", "modality", "reported")
    @classmethod
    def _readable(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            compile_pattern(pattern)
        return patterns

    def of(self, dimension: str) -> tuple[Code, ...]:
        """Return the codes of a dimension, in the order of the file."""
        return tuple(code for code in self.codes if code.dimension == dimension)

    def weights_of(self, dimension: str) -> Weights:
        """Return the weights of a dimension."""
        return next((weights for name, weights in self.weights.items() if name == dimension), Weights())

    @cached_property
    def positions(self) -> dict[str, int]:
        """The place of each code in the file, by its key."""
        return {code.key: number for number, code in enumerate(self.codes)}

    @property
    def none(self) -> int:
        """The place of the soort `geen`; -1 where the codebook has no soorten."""
        return self.positions.get(f"soort:{NONE}", -1)

    @cached_property
    def content_hash(self) -> str:
        """The hash of all that the file says."""
        return content_hash(self.model_dump(mode="json"))


def load_codebook(path: Path) -> Codebook:
    """Return the codebook in a file; raise Refused with file and line where it is wrong."""
    codebook = load(path, Codebook)
    keys = [code.key for code in codebook.codes]
    vensters = [code.code for code in codebook.of("venster")]
    for number, code in enumerate(codebook.codes):
        place = ("codes", number)
        if code.key in keys[:number]:
            raise refusal(
                path, (*place, "code"), f"'{code.code}' is twice in {code.dimension}", "Give each code its own name"
            )
        if code.dimension == "element" and code.venster not in vensters:
            near = difflib.get_close_matches(code.venster or "", vensters, n=1)
            hint = f"Did you mean '{near[0]}'? " if near else ""
            problem = f"element '{code.code}' has no known venster"
            raise refusal(path, (*place, "venster"), problem, f"{hint}Known: {', '.join(vensters)}")
    for name in ("opposites", "wishes"):
        for number, pair in enumerate(getattr(codebook, name)):
            if unknown := next((key for key in pair if key not in keys), None):
                raise refusal(path, (name, number), f"there is no code '{unknown}'", "Write dimension:code")
    if codebook.of("soort") and f"soort:{NONE}" not in keys:
        raise refusal(
            path, ("codes",), f"the soort '{NONE}' is missing", "Add it: it is what other passages are told from"
        )
    return codebook


def find_codebook(name: str, beside: Path) -> Path:
    """Return the path of a codebook: one of `synthesis/codebooks` by name, or a .toml file beside a study."""
    path = beside if name.endswith(".toml") else CODEBOOKS / f"{name}.toml"
    if path.is_file():
        return path
    names = sorted(known.stem for known in CODEBOOKS.glob("*.toml"))
    near = difflib.get_close_matches(name, names, n=1)
    hint = f"Did you mean '{near[0]}'? " if near else ""
    raise Refused(
        f"codebook '{name}'", "there is no such codebook", f"{hint}Known: {', '.join(names)}; or give a .toml file"
    )
