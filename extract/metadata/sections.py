"""Where a document tells of its references and of its method: by the headings above."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.records import Block
from extract.metadata.reading import Reading

_NUMBER = r"(?:(?:bijlage|appendix|hoofdstuk)\s+)?(?:[\dIVX]{1,4}(?:\.\d+)*|[A-H])?[.:)]?\s*[–—-]?\s*"
_REFERENCES = re.compile(
    rf"{_NUMBER}(?:(?:geraadpleegde?|gebruikte|overzicht(?:\s+van)?|lijst\s+(?:van|met)|bestudeerde)\s+)*"
    r"(?:literatuur(?:lijst|opgave|overzicht|verwijzingen)?|bronnen(?:lijst|overzicht)?|referenties?"
    r"|referentielijst|bibliografie"
    r"|documenten(?:lijst)?|references|verwijzingen|geraadpleegde\s+(?:literatuur|bronnen|documenten))"
    r"(?:\s+(?:en|&|/)\s+(?:\w+\s+)?(?:literatuur|bronnen|documenten|websites|interviews|noten|referenties))?\W*",
    re.IGNORECASE,
)
_METHOD = re.compile(
    r"\bmethod(?:e|en|iek|ologie|isch)\b|\bonderzoeks?(?:opzet|aanpak|methoden?|verantwoording|activiteiten"
    r"|vragen en -?aanpak|fasen"
    r"|proces|instrumenten)\b|^\W*(?:[\d.]+\s+)?(?:\w+\s+)?verantwoording(?:\s+(?:van\s+)?(?:het\s+"
    r"|de\s+)?(?:onderzoek|aanpak|methode)\w*)?\W*$|\b(?:data|gegevens)verzameling\b|\bveldwerk\b|\brespons\b"
    r"|\b(?:aanpak|opzet|uitvoering|werkwijze|inrichting)\s+(?:van\s+)?(?:het|dit|de|deze|ons"
    r"|onze)?\s*(?:onderzoek|evaluatie|rekenkamer)"
    r"|\bhoe\s+(?:\w+\s+){1,4}?(?:onderzocht|geëvalueerd|onderzoek|keken|gekeken|te werk)"
    r"|\bwat\s+(?:\w+\s+){1,3}?(?:onderzocht|deden|gedaan)"
    r"|\bover\s+(?:dit|het|de|deze)\s+(?:onderzoek|evaluatie|rapport)|\bwaar\s+\w+\s+evaluatie\s+op\s+(?:berust|rust)"
    r"|\b(?:zo|hoe)\s+(?:\w+\s+){1,4}?(?:aangepakt|gemeten|aanpakten|werkten|gingen)\b|\bwat\s+wilden\s+(?:we|wij)\b"
    r"|\bwaar(?:over|op)\s+(?:\w+\s+){1,3}?onderzoek\b|\btoelichting\s+op\s+(?:het|de)\s+(?:\w*onderzoek"
    r"|\w*studie|evaluatie)\b"
    r"|^\W*(?:[\d.]+\s+)?(?:\w+\s)?(?:interviews|enquêtes?|vragenlijst(?:en|onderzoek)?|focusgroep(?:en)?"
    r"|groepsgesprekken|groepsinterviews"
    r"|dossier(?:onderzoek|studie)|document(?:en)?(?:studie|analyse)|desk\s?research|literatuur(?:onderzoek"
    r"|studie)|data-?analyse|casestudies"
    r"|case-?study’s|observaties)\b"
    r"|^\W*(?:[\d.]+\s+)?(?:aanpak|werkwijze|onderzoek|de evaluatie|het onderzoek|de opzet|opzet"
    r"|gebruikte bronnen|bronnen|onze aanpak"
    r"|(?:opzet|vraag|doel|aanleiding)\w*\s+en\s+(?:opzet|aanpak|werkwijze)|(?:vraagstelling"
    r"|onderzoeksvragen) en (?:aanpak|methode))\W*$",
    re.IGNORECASE,
)
_ENTRY_YEAR = re.compile(r"\((?:19|20)\d{2}[a-z]?\)|,\s(?:19|20)\d{2}\b")
_LONGEST_HEADING = 9


@dataclass(frozen=True)
class Part:
    """A block with its text and what the headings above it say that it is about."""

    block: Block
    text: str
    is_references: bool
    is_method: bool


def parts(reading: Reading) -> Iterator[Part]:
    """Yield the blocks in order, with the kind of section that they stand in; contents are no sections."""
    texts = {page.number: page.text for page in reading.pages}
    references = method = _NOWHERE
    for block in reading.blocks:
        text = texts.get(block.page, "")[block.start : block.end]
        bare = text.strip()
        if block.role in ("heading", "title") or _is_bare_heading(bare):
            level = block.level or 2
            references = references.after(bare, level, bool(_REFERENCES.fullmatch(bare)))
            method = method.after(bare, level, _is_method(bare) and not references.level)
        yield Part(block, text, references.level > 0, method.level > 0)


@dataclass(frozen=True)
class _Section:
    """A kind of section that is open: the level of its heading, 0 where none is, and whether that has a number."""

    level: int
    is_numbered: bool

    def after(self, heading: str, level: int, begins: bool) -> _Section:
        """Return what is open after a heading; one without a number does not end a section with a number."""
        is_numbered = bool(_NUMBERED.match(heading))
        if begins:
            return _Section(level, is_numbered)
        is_within = level > self.level or (level == self.level and self.is_numbered and not is_numbered)
        return self if self.level and is_within and not _CHAPTER.match(heading) else _NOWHERE


_NOWHERE = _Section(0, False)
_NUMBERED = re.compile(r"(?:hoofdstuk |bijlage )?(?:\d+|[A-Z])(?:[.\d]*)\s", re.IGNORECASE)
_CHAPTER = re.compile(
    r"\W*(?:\d[\d.]*\s+)?(?:conclusies?|samenvatting|resultaten|bevindingen|uitkomsten|leeswijzer|aanbevelingen"
    r"|inleiding|bijlagen?|colofon)\b",
    re.IGNORECASE,
)
"""Headings that end whatever section stood before."""


@lru_cache(maxsize=4096)
def _is_method(heading: str) -> bool:
    return len(heading.split()) <= _LONGEST_HEADING and bool(_METHOD.search(heading))


def _is_bare_heading(text: str) -> bool:
    """Tell whether a block that was not taken for a heading is the name of a list of references."""
    return len(text) < 50 and bool(_REFERENCES.fullmatch(text))


def reference_pages(reading: Reading) -> frozenset[int]:
    """Return the pages on which entries of a list of references stand."""
    listed = {part.block.page for part in parts(reading) if part.is_references and _ENTRY_YEAR.search(part.text)}
    return frozenset(listed)
