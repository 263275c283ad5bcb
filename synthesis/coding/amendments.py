"""What researchers changed in codebooks since they were written: codes added, merged and split, from `review.db`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from corpus.judgements import Judgement
from corpus.review.entries import Merge, NewCode, Split
from corpus.review.judged import book_of
from corpus.review.reading import read_statements
from corpus.study import Study
from synthesis.coding.codebook import DIMENSIONS, NONE, Code, Codebook

Amendment = NewCode | Merge | Split
_FIXED = "richting"
"""The dimension that the rules are built on."""
_NAME = re.compile(r"[a-z][a-z_]*")


@dataclass(frozen=True)
class Amended:
    """A codebook after amendments."""

    codebook: Codebook
    """As readers see it: without codes that went up in others."""
    for_coding: Codebook
    """As it is coded by: codes that went up in others are still found."""
    into: Mapping[str, str]
    """By key (dimension:code) the code that it went up in; elements are merged with their evidence, not here."""
    faults: tuple[tuple[int, str], ...]
    """The amendments that cannot be followed: the place of each, and why."""

    def renamed(self, key: str) -> str:
        """Return the code that a key (dimension:code) stands for now."""
        return _last(key, self.into).partition(":")[2]


def read_amendments(study: Study) -> tuple[Amendment, ...]:
    """Return what researchers changed in the codebooks of a study, oldest first."""
    kinds: tuple[type[Amendment], ...] = (NewCode, Merge, Split)
    found = [(entry.seq, said) for kind in kinds for entry, said in read_statements(study, kind)]
    return tuple(said for _, said in sorted(found, key=lambda item: item[0]))


def amendments_to(book: str, amendments: Iterable[Amendment]) -> tuple[Amendment, ...]:
    """Return the amendments to one codebook, by its name."""
    return tuple(each for each in amendments if book_of(each.codebook) == book)


def amend(codebook: Codebook, amendments: Iterable[Amendment]) -> Amended:
    """Return a codebook after the amendments to it, one after another; one that cannot be followed changes nothing."""
    draft = _Draft(codebook)
    for number, each in enumerate(amendments):
        if fault := draft.take(each):
            draft.faults.append((number, fault))
    return draft.finished() if draft.is_changed else Amended(codebook, codebook, {}, tuple(draft.faults))


class _Draft:
    """A codebook in the making."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.codes = {code.key: code for code in codebook.codes}
        self.into: dict[str, str] = {}
        self.faults: list[tuple[int, str]] = []
        self.is_changed = False

    def take(self, said: Amendment) -> str:
        """Follow one amendment and return why that cannot be; empty where it can."""
        key = f"{said.dimension}:{said.code}"
        if said.dimension not in DIMENSIONS or said.dimension == _FIXED or key == f"soort:{NONE}":
            return f"'{key}' cannot be changed"
        if isinstance(said, NewCode):
            fault = self._add(said, key)
        elif isinstance(said, Merge):
            fault = self._merge(said, key)
        else:
            fault = self._split(said, key)
        self.is_changed = self.is_changed or not fault
        return fault

    def _add(self, said: NewCode, key: str) -> str:
        if not _NAME.fullmatch(said.code):
            return f"'{said.code}' is no name of a code: use small letters and underscores"
        if not said.label.strip() or not said.definition.strip():
            return f"'{key}' has no label or no definition"
        if said.dimension == "element" and f"venster:{said.venster}" not in self.codes:
            return f"there is no venster '{said.venster}'"
        known = self.codes.get(key)
        what = {"label": said.label, "definition": said.definition, "venster": said.venster or None}
        if known:
            self.codes[key] = known.model_copy(update=what | {"include": "", "exclude": ""})
        else:
            hits = (said.definition,)
            self.codes[key] = Code(
                dimension=said.dimension, code=said.code, include="", exclude="", hits=hits, **what  # type: ignore[arg-type]
            )  # fmt: skip
        self.into.pop(key, None)
        return ""

    def _merge(self, said: Merge, key: str) -> str:
        if said.dimension == "element":
            return ""
        target = f"{said.dimension}:{said.into}"
        if key not in self.codes or target not in self.codes:
            return f"there is no code '{key if key not in self.codes else target}'"
        if said.into == said.code:
            self.into.pop(key, None)
        elif _last(target, self.into) == key:
            return f"'{key}' would go up in itself"
        else:
            self.into[key] = target
        return ""

    def _split(self, said: Split, key: str) -> str:
        if key not in self.codes:
            return f"there is no code '{key}'"
        if said.dimension == "venster" and any(code.venster == said.code for code in self.codes.values()):
            return f"'{key}' has elements still"
        del self.codes[key]
        self.into = {merged: target for merged, target in self.into.items() if key not in (merged, target)}
        return ""

    def finished(self) -> Amended:
        vensters = {key: _last(key, self.into) for key in self.into if key.startswith("venster:")}
        codes = [
            code.model_copy(update={"venster": vensters[f"venster:{code.venster}"].partition(":")[2]})
            if f"venster:{code.venster}" in vensters
            else code
            for code in self.codes.values()
        ]
        left = [code for code in codes if code.key not in self.into]
        return Amended(self._of(left), self._of(codes), self.into, tuple(self.faults))

    def _of(self, codes: list[Code]) -> Codebook:
        """Return the codebook with other codes; made anew, as what was worked out from the old ones does not hold."""
        keys = {code.key for code in codes}
        own = {name: getattr(self.codebook, name) for name in Codebook.model_fields}
        pairs = {
            name: tuple(pair for pair in getattr(self.codebook, name) if keys.issuperset(pair))
            for name in ("opposites", "wishes")
        }
        return Codebook.model_construct(**own | pairs | {"codes": tuple(codes)})


def _last(key: str, into: Mapping[str, str]) -> str:
    while key in into:
        key = into[key]
    return key


def with_examples(codebook: Codebook, added: Iterable[Amendment], quotes: Mapping[str, Iterable[str]]) -> Codebook:
    """Return a codebook whose added codes have the quotes that people gave them as examples, by key."""
    keys = {f"{each.dimension}:{each.code}" for each in added if isinstance(each, NewCode)}
    codes = tuple(
        code.model_copy(update={"hits": tuple(dict.fromkeys([*code.hits, *quotes.get(code.key, ())]))})
        if code.key in keys
        else code
        for code in codebook.codes
    )
    own = {name: getattr(codebook, name) for name in Codebook.model_fields}
    return Codebook.model_construct(**own | {"codes": codes}) if keys else codebook


def renamed(judgement: Judgement, amended: Amended) -> Judgement:
    """Return a judgement with the codes that those that it names went up in."""
    if not amended.into:
        return judgement
    other = amended.renamed(f"{judgement.dimension}:{judgement.other_code}") if judgement.other_code else ""
    return replace(judgement, code=amended.renamed(f"{judgement.dimension}:{judgement.code}"), other_code=other)
