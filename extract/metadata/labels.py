"""The labels of covers and colophons: 'Opdrachtgever:', 'Auteurs', 'Een uitgave van'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_LABELS = {
    "opdrachtgever": r"(?:naam )?opdrachtgevers?|opdrachtgever\(s\)|(?:uitgevoerd |geschreven |opgesteld )?in opdracht"
    r" van",
    "auteur": r"auteurs?(?: en onderzoekers?)?|auteur\(s\)|geschreven door|rapporteurs?|samenstell(?:ing|ers?)"
    r"|schrijvers?|student(?:en)?|tekst(?:en)?(?: en (?:onderzoek|redactie|analyse|samenstelling))?"
    r"|samengesteld door|opgesteld door"
    r"|opstellers?|stellers?",
    "onderzoek": r"onderzoekers?|onderzoeker\(s\)|onderzoeksteam|onderzoeks?uitvoering|onderzoeksgroep|projectteam"
    r"|evaluatoren|uitvoer(?:ing|ders?)(?: (?:van het )?onderzoek)?|uitgevoerd door|onderzoek(?: uitgevoerd)? door"
    r"|evaluatie door|onderzoek(?: (?:en|&) (?:rapportage|tekst|analyse|redactie|advies))?|opdrachtnemer"
    r"|onderzoeksbureau|bureau",
    "uitgave": r"(?:dit is )?een uitgave van|uitgave(?: van)?|uitgever|uitgegeven door|een publicatie van"
    r"|publicatie van",
    "ondertitel": r"ondertitel|subtitel",
}
_OTHER = (
    r"datum|versie|status|titel|vormgev\w+|ontwerp|opmaak|lay-?out|foto\w*|omslag\w*|beeld\w*|illustraties?"
    r"|druk(?:werk|ker)?|oplage|(?:eind)?redactie|correctie|vertaling|met (?:dank aan|medewerking van|bijdragen? van)"
    r"|met bijzondere dank aan|dank(?:woord)?|contact\w*|(?:post|bezoek)?adres(?:gegevens)?|telefoon|tel|e-?mail\w*"
    r"|website|internet|isbn|issn|nur|doi|kenmerk|ons kenmerk|projectnummer|projectnaam|project|referentie"
    r"|rapportnummer|publicatienummer|bestelnummer|documentnummer|copyright|auteursrecht\w*|begeleidings\w+"
    r"|klankbordgroep|stuurgroep|referentiegroep|bronvermelding|citeren als|meer informatie|informatie"
    r"|inlichtingen(?: via)?|bestellen|download\w*|trefwoorden|financier\w*|gefinancierd door|subsidie\w*|plaats"
    r"|kernteam|leden|voorzitter|secretaris|aan|van|betreft|onderwerp|bijlagen?|gebruik van gegevens"
    r"|projectleid(?:er|ing)|adviseurs?|directeur|begeleiders?|docent|onderzoeksperiode|looptijd|portefeuillehouder|cc|inhoud(?:sopgave)?|voorwoord|colofon|disclaimer|jaar|periode"
    r"|kwaliteitscontrole|goedgekeurd door|gecontroleerd door|paraaf|vrijgave|aantal pagina[’']?s"
)
_KEYS = {key: re.compile(rf"(?:{pattern})", re.IGNORECASE) for key, pattern in _LABELS.items()}
_ANY = "|".join([*_LABELS.values(), _OTHER])
_BEGIN = re.compile(r"(?:^|(?<=[.;|)] ))(?=[^\W\d_]|[•–-] )(?:[•–-] )?", re.MULTILINE)
_AT_LINE = re.compile(rf"(?P<label>{_ANY})(?:[ ]*(?:[:|]|(?=\n)|$)|[ ]*(?=©))", re.IGNORECASE)
_PHRASE = re.compile(
    r"(?P<label>(?:dit is )?een uitgave van|in opdracht van|uitgevoerd (?:door|in opdracht van)|geschreven door"
    r"|opgesteld door|samengesteld door|onderzoek (?:uitgevoerd )?door|evaluatie door|uitgave van|een publicatie van"
    r"|opdrachtgevers?|auteurs?|onderzoekers?|(?:onderzoek|tekst) (?:en|&) (?:rapportage|tekst|analyse|redactie))"
    r"[ ]+(?=[\w©’'])",
    re.IGNORECASE,
)
"""Labels that need no colon at the beginning of a line."""
_BEFORE_COLON = re.compile(rf"(?<=\s)(?P<label>(?=(?-i:[A-ZÀ-Ý]))(?:{_ANY}))[ ]?$", re.IGNORECASE)
_VAGUE = re.compile(r"samenstelling|tekst(?:en)?|uitvoering|onderzoek|bureau|uitgave", re.IGNORECASE)
_SURE = re.compile(r"opdrachtgever|auteur|in opdracht|onderzoekers", re.IGNORECASE)
_LONGEST, _MOST = 60, 300


class Label(NamedTuple):
    """A label in a text: what it announces (empty where that is none of ours), its words, and where it stands."""

    key: str
    words: str
    start: int
    end: int
    has_colon: bool

    @property
    def is_vague(self) -> bool:
        """Tell whether the label may as well be a heading or a word of a sentence."""
        return not self.has_colon and bool(_VAGUE.fullmatch(self.words))

    @property
    def is_sure(self) -> bool:
        """Tell whether the label can be nothing else, wherever it stands."""
        return self.has_colon or bool(_SURE.match(self.words))


@lru_cache(maxsize=32)
def labels_in(text: str) -> tuple[Label, ...]:
    """Return the labels at the beginning of lines and before colons, in order."""
    found = sorted([*_at_lines(text), *_before_colons(text)], key=lambda label: (label.start, -label.end))
    return tuple(label for at, label in enumerate(found[:_MOST]) if not at or label.start >= found[at - 1].end)


def _at_lines(text: str) -> Iterator[Label]:
    for begin in _BEGIN.finditer(text):
        match = _AT_LINE.match(text, begin.end())
        if match is None and (begin.start() == 0 or text[begin.start() - 1] == "\n"):
            match = _PHRASE.match(text, begin.end())
        if match:
            yield _label(match["label"], begin.start(), match.end(), ":" in match[0])


def _before_colons(text: str) -> Iterator[Label]:
    for colon in re.finditer(":", text):
        low = max(0, colon.start() - _LONGEST)
        if match := _BEFORE_COLON.search(text, low, colon.start()):
            yield _label(match["label"], match.start(), colon.end(), True)


def _label(words: str, start: int, end: int, has_colon: bool) -> Label:
    bare = " ".join(words.split())
    key = next((key for key, pattern in _KEYS.items() if pattern.fullmatch(bare)), "")
    return Label(key, bare, start, end, has_colon)
