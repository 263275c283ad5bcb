"""Screening: which documents meet the criteria of a study, each with its reason."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.record import Record
from corpus.records import Document, Fact, Page, Screening, Version
from corpus.stage import Inputs
from corpus.study import Study
from extract.metadata import gemeente_lists
from extract.metadata.gazetteer import load_gazetteer
from extract.metadata.language import NAMES

MEETS = "voldoet aan de criteria"
_WORD = re.compile(r"\w+")
_LANGUAGE = re.compile(r"[a-z]{2}")


@dataclass(frozen=True)
class ScreenSettings:
    """The criteria of a study: years from and to, kinds of document, words of which one must occur, and so on."""

    period: tuple[int, int] | None = None
    gemeenten: tuple[tuple[str, str], ...] = ()
    """Code and name of the gemeenten of which a document must be about one; a name may have had several codes."""
    languages: tuple[str, ...] = ()
    document_types: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    minimum_words: int = 0
    gazetteer_paths: tuple[str, ...] = field(default=(), metadata={"hashed": False})

    @classmethod
    def of(cls, study: Study) -> ScreenSettings:
        """Return the criteria of a study; raise Refused at a language or a gemeente that there is not."""
        criteria = study.criteria
        for code in criteria.languages:
            if not _LANGUAGE.fullmatch(code):
                remedy = "Give codes of ISO 639-1, such as nl and en"
                raise study.refuse(("criteria", "languages"), f"there is no language {code!r}", remedy)
        return cls(
            period=criteria.period,
            gemeenten=_gemeenten(study),
            languages=criteria.languages,
            document_types=criteria.document_types,
            words=criteria.words,
            minimum_words=criteria.minimum_words,
            gazetteer_paths=gemeente_lists(study),
        )


def _gemeenten(study: Study) -> tuple[tuple[str, str], ...]:
    if not study.criteria.gemeenten:
        return ()
    gazetteer = load_gazetteer(gemeente_lists(study))
    found: list[tuple[str, str]] = []
    for name in study.criteria.gemeenten:
        codes = gazetteer.codes_of(name)
        if not codes:
            near = difflib.get_close_matches(name.capitalize(), gazetteer.names, n=1)
            hint = f"Did you mean '{near[0]}'? " if near else ""
            remedy = f"{hint}Give a name or CBS code of the register, or of the list that the key 'gemeenten' names"
            raise study.refuse(("criteria", "gemeenten"), f"there is no gemeente {name!r}", remedy)
        found += [(code, gazetteer.name_of(code)) for code in codes]
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class Screened:
    """A document as screening sees it: its text, the values of its fields that count, and its place among versions."""

    text: str
    facts: dict[str, list[str]]
    versions: Sequence[Version]

    def fact(self, name: str) -> str:
        """Return the value of a field; empty where it is not known."""
        return next(iter(self.facts.get(name, ())), "")


def screen(inputs: Inputs, settings: ScreenSettings) -> Iterator[Record]:
    """Yield whether a document meets the criteria: the first that it fails, and every reason why not."""
    facts: dict[str, list[str]] = defaultdict(list)
    for fact in inputs[Fact]:
        if fact.is_chosen:
            facts[fact.field].append(fact.value)
    text = "\n\n".join(page.text for page in inputs[Page])
    failed = list(_objections(Screened(text, facts, inputs[Version]), settings))
    yield Screening(
        document_id=inputs.one(Document).id,
        is_included=not failed,
        criterion=failed[0][0] if failed else None,
        reason="; ".join(reason for _, reason in failed) or MEETS,
    )


def _objections(it: Screened, settings: ScreenSettings) -> Iterator[tuple[str, str]]:
    """Yield the criteria that a document fails, in their order, each with a Dutch reason; the unknown fails none."""
    for version in it.versions:
        if not version.is_counted:
            yield "duplicate", f"dubbel: telt mee als {version.counted_id[:12]} ({version.reason})"
    has_text = bool(_WORD.search(it.text))
    if not has_text:
        yield "no_text", "geen leesbare tekst"
    language = it.fact("language")
    if settings.languages and language and language not in settings.languages:
        wanted = ", ".join(NAMES.get(code, code) for code in settings.languages)
        yield "language", f"taal {NAMES.get(language, language)} hoort niet bij {wanted}"
    if has_text and sum(1 for _ in _WORD.finditer(it.text)) < settings.minimum_words:
        yield "length", f"minder dan {settings.minimum_words} woorden"
    yield from _misfits(it, settings)
    if has_text and settings.words and not _occurs(it.text, settings.words):
        yield "words", f"geen van de zoekwoorden komt voor: {', '.join(settings.words)}"


def _misfits(it: Screened, settings: ScreenSettings) -> Iterator[tuple[str, str]]:
    """Yield the criteria on what a document is about and what kind it is of."""
    year, kind = it.fact("year"), it.fact("document_type")
    if settings.period and year and not settings.period[0] <= int(year) <= settings.period[1]:
        yield "period", f"jaar {year} valt buiten {settings.period[0]}–{settings.period[1]}"
    codes = it.facts.get("gemeente", [])
    if settings.gemeenten and codes and not set(codes) & {code for code, _ in settings.gemeenten}:
        gazetteer = load_gazetteer(settings.gazetteer_paths)
        about = ", ".join(dict.fromkeys(gazetteer.name_of(code) or code for code in codes))
        wanted = ", ".join(dict.fromkeys(name for _, name in settings.gemeenten))
        yield "gemeente", f"gaat over {about}, niet over {wanted}"
    if settings.document_types and kind and kind not in settings.document_types:
        yield "document_type", f"soort document {kind} hoort niet bij {', '.join(settings.document_types)}"


def _occurs(text: str, words: Sequence[str]) -> bool:
    """Tell whether a word of the text begins with one of `words`, capitals aside."""
    patterns = (r"\s+".join(re.escape(part) for part in word.split()) for word in words)
    return bool(re.search(rf"\b(?:{'|'.join(patterns)})", text, re.IGNORECASE))
