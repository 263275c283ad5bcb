"""What can be entered in `review.db`: a frozen dataclass a kind. No entry changes; a later one takes its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, Self

from corpus.judgements import Judgement

KLANKBORDGROEP, ONDERZOEKER, BEHEERDER = ROLES = ("klankbordgroep", "onderzoeker", "beheerder")
"""Who may come in: members who judge, researchers who also decide, and who looks after accounts and backups."""
TAKEN, PARTLY, NOT_TAKEN = OUTCOMES = ("overgenomen", "deels", "niet")
"""What can become of a remark."""
SCORES = (1, 2, 3, 4, 5)
"""How much a question or gap matters: from hardly to very much."""
TERMS = ("KT", "MLT", "LT")
"""When it is to be taken up: korte, middellange of lange termijn."""


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What an entry says; the class of each kind names it in `kind`."""

    kind: ClassVar[str]

    def as_payload(self) -> dict[str, Any]:
        """Return the values as they are kept."""
        return asdict(self)

    @classmethod
    def of(cls, payload: Mapping[str, Any]) -> Self:
        """Return the statement with these values; those of a later version of the software are passed over."""
        known = {item.name: payload[item.name] for item in fields(cls) if item.name in payload}
        return cls(**{name: tuple(value) if isinstance(value, list) else value for name, value in known.items()})


@dataclass(frozen=True, kw_only=True)
class Round(Statement):
    """A round of judging; a later one with the same number takes its place, such as with another closing date."""

    kind = "round"
    number: int
    name: str
    closes_on: str
    """The last day on which can be judged, in ISO 8601."""
    dimensions: tuple[str, ...] = ("element",)
    """The dimensions whose codings are asked."""
    judges: int = 3
    """How many judgements of one coding are wanted."""


@dataclass(frozen=True, kw_only=True)
class RoundClosed(Statement):
    """That a round is closed; what was judged in it is no longer blind."""

    kind = "round_closed"
    number: int


@dataclass(frozen=True, kw_only=True)
class NewCode(Statement):
    """A code that people add to a codebook."""

    kind = "code"
    codebook: str
    """Name without version."""
    dimension: str
    code: str
    label: str
    definition: str
    venster: str = ""


@dataclass(frozen=True, kw_only=True)
class Merge(Statement):
    """That one code goes up in another of the same dimension."""

    kind = "merge"
    codebook: str
    dimension: str
    code: str
    into: str


@dataclass(frozen=True, kw_only=True)
class Split(Statement):
    """That a code is no longer given, and others, which are added apart, take its place."""

    kind = "split"
    codebook: str
    dimension: str
    code: str
    into: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Correction(Statement):
    """What is right in the metadata of a document; an empty value says that there is none."""

    kind = "correction"
    document_id: str
    field: str
    value: str
    was: str = ""


@dataclass(frozen=True, kw_only=True)
class Reply(Statement):
    """What was done with a remark; the reason is the remark of this entry itself."""

    kind = "reply"
    judgement: str
    """The uuid of the entry with the remark."""
    outcome: str
    """One of OUTCOMES."""
    is_public: bool = False
    """Whether the words of the remark may be published; the reply always is."""


@dataclass(frozen=True, kw_only=True)
class Release(Statement):
    """A version that is frozen when a round is closed: what it rests on, and what was found then."""

    kind = "release"
    number: int
    name: str
    """The citable id: study, number and the first digits of the hash of what it rests on."""
    round: int
    corpus_hash: str
    codebook: str
    """Name and version."""
    codebook_hash: str
    judgement_count: int
    head: str
    """The hash of the last entry that it rests on."""
    findings: tuple[tuple[Any, ...], ...] = ()
    """Rows of element code, label, verdict, evaluations for, against and mixed."""


@dataclass(frozen=True, kw_only=True)
class Redaction(Statement):
    """That the words of a remark were removed; its hash stays."""

    kind = "redaction"
    entry: str
    """The uuid of the entry whose remark it was."""


@dataclass(frozen=True, kw_only=True)
class Priority(Statement):
    """How much a question or gap matters to somebody; a later one of the same person on it takes its place."""

    kind = "priority"
    item: str
    """What is scored, as the table `kennisagenda` names it."""
    score: int
    """One of SCORES."""
    term: str
    """One of TERMS."""
    round: str = ""
    """The number of the round in which it was said, as judgements name it; empty outside a round."""


JUDGEMENT = "judgement"
KINDS: dict[str, type[Statement]] = {
    each.kind: each
    for each in (Round, RoundClosed, NewCode, Merge, Split, Correction, Reply, Release, Redaction, Priority)
}
"""The kinds of entries by name, but for judgements, which are of the class `Judgement`."""


def statement_of(kind: str, payload: Mapping[str, Any]) -> Statement | Judgement:
    """Return what an entry of a kind says; raise KeyError for a kind that this version does not know."""
    if kind == JUDGEMENT:
        names = {item.name for item in fields(Judgement)}
        return Judgement(**{name: value for name, value in payload.items() if name in names})
    return KINDS[kind].of(payload)
