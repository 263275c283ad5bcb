"""The methods of research as Dutch texts name and count them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.metadata.numbers import NUMBER, number_of, shown

_WORDS = r"(?:(?!van\b|de\b|in\b|bij\b|met\b|en\b)[a-zëïé()-]+\s+){0,3}?"
_OFTEN = r"(?:gehouden|gevoerd|afgenomen|georganiseerd|uitgevoerd|plaatsgevonden)"


@dataclass(frozen=True)
class Method:
    """A method: its name without and with a number, words that name it, and patterns that count it.

    A pattern counts by its NUMBER; one with a group `list` counts by the sum of what it lists. A text without
    any of the `stems`, in small letters, holds neither.
    """

    name: str
    counted: str
    stems: tuple[str, ...]
    named: re.Pattern[str]
    counts: tuple[re.Pattern[str], ...]


def _compiled(name: str, counted: str, stems: str, named: str, *counts: str) -> Method:
    return Method(
        name,
        counted,
        tuple(stems.split()),
        re.compile(named, re.IGNORECASE),
        tuple(re.compile(count, re.IGNORECASE) for count in counts),
    )


_LIST = rf"(?P<list>(?:alle\s+)?{NUMBER}\s+[a-zëïé][^.;:()\n]{{1,200}})"
_LIST_BEFORE = rf"(?P<list>(?:alle\s+)?{NUMBER}\s+[a-zëïé][^.;:()\n]{{1,90}}?)"
_INTERVIEW = r"(?:diepte-?|telefonische\s|expert-?|individuele\s|duo-?)?(?:interviews?|vraaggesprekken)"
_GROUP = (
    r"(?:groepsgesprek(?:ken)?|groepsinterviews?|focusgroep(?:en|gesprek(?:ken)?|bijeenkomst(?:en)?|sessies?)?"
    r"|panelgesprek(?:ken)?|rondetafel(?:gesprek(?:ken)?|s)|groepssessies?|groepsbijeenkomst(?:en)?)"
)

METHODS = (
    _compiled(
        "interviews",
        "interviews",
        "interview geïnterviewd gesprek gesproken spraken sprak",
        r"(?<!groeps)(?<!groeps-)\binterviews?\b(?!\s+met\s+(?:de\s+)?(?:een\s+)?(?:teamleider|wijkteamlid))"
        r"|\bdiepte-?interviews?\b"
        r"|\bgeïnterviewd\b|\bvraaggesprekken\b|\binterviewden\b",
        rf"(?<![\d.,–-]){NUMBER}\s+{_WORDS}\b{_INTERVIEW}\b",
        rf"(?<![\d.,–-]){NUMBER}\s+{_WORDS}gesprekken\b(?!\s+met in totaal)(?=[^.]*\b(?:gevoerd|met)\b"
        rf"|\s*(?:[.,;:)]|$))",
        rf"(?<![\d] )(?<!twee )(?<!drie )(?<!vier )\b(?:interviews"
        rf"|gesprekken)\s+(?:{_OFTEN}\s+)?met\s+(?:in\s+totaal\s+)?{_LIST}",
        rf"\binterviewden?\s+(?:(?:wij|we|de onderzoekers|zij|ook"
        rf"|daarnaast)\s+)*(?:met\s+)?(?:in\s+totaal\s+)?{_LIST}",
        rf"\bsprak(?:en)?\s+(?:(?:wij|we|de onderzoekers|zij|ook"
        rf"|daarnaast)\s+)*(?:met\s+)?(?:in\s+totaal\s+)?{_LIST}",
        rf"\bsprak(?:en)?\s+[^.;]{{1,60}}?\bmet\s+(?:in\s+totaal\s+)?{_LIST}",
        rf"{_LIST_BEFORE}\s(?:(?:zijn|werden|hebben\s+(?:wij|we))\s+)?(?:thuis\s+|telefonisch\s+)?(?:geïnterviewd"
        rf"|gesproken)\b",
        rf"\b(?:geïnterviewd|gesproken)\s+(?:met\s+|zijn\s+)?(?:in\s+totaal\s+)?{_LIST}",
    ),
    _compiled(
        "groepsgesprekken",
        "groepsgesprekken",
        "groep panel rondetafel",
        rf"\b{_GROUP}\b",
        rf"(?<![\d.,–-]){NUMBER}\s+{_WORDS}\b{_GROUP}\b",
    ),
    _compiled(
        "dossieronderzoek",
        "dossiers",
        "dossier",
        r"\b\w*dossier(?:onderzoek|studie|analyse|toets)\b|\bdossiers\s+(?:\w+\s+){0,3}(?:bestudeerd|onderzocht"
        r"|geanalyseerd|gelezen)\b",
        rf"(?<![\d.,–-])(?<!van de )(?<!van die )(?<!in de ){NUMBER}\s+{_WORDS}\w*dossiers\b",
    ),
    _compiled(
        "casestudies",
        "casestudies",
        "case casus gevals",
        r"\bcase-?\s?stud(?:ies|y’s|y's|y)\b|\bgevalsstudies?\b|\bcasusonderzoek\b|\bcasusanalyses?\b",
        rf"(?<![\d.,–-]){NUMBER}\s+{_WORDS}(?:case-?\s?stud(?:ies|y’s|y's|y)|gevalsstudies|casusanalyses)\b",
        rf"(?<![\d.,–-])(?<!van de ){NUMBER}\s+{_WORDS}(?:casussen|cases)\s+(?:[a-z]+\s+){{0,4}}(?:bestudeerd"
        rf"|onderzocht|geanalyseerd|gevolgd|uitgediept)",
    ),
    _compiled(
        "observaties",
        "observaties",
        "observ meegelopen meeloop dagdelen bijgewoond",
        r"\b(?:participerende\s+)?observaties?\b|\bgeobserveerd\b|\bobserveerden\b|\bmeegelopen\b"
        r"|\bmeeloopdag(?:en)?\b|\bliepen?\b[^.]{0,60}\bmee\b"
        r"|\bbijgewoonde?\b",
        rf"(?<![\d.,–-]){NUMBER}\s+{_WORDS}(?:observaties|meeloopdagen)\b",
        rf"(?<![\d.,–-])(?<!van de ){NUMBER}\s+{_WORDS}(?:dagen|dagdelen|overleggen|huisbezoeken|bijeenkomsten"
        rf"|casusbesprekingen)\s+"
        r"(?:[a-z]+\s+){0,3}(?:mee(?:gelopen)?|bijgewoond|geobserveerd)\b",
    ),
    _compiled(
        "documentstudie",
        "documenten",
        "document desk bureauonderzoek stukken",
        r"\bdocument(?:en)?-?(?:studie|analyse|onderzoek)\b|\bdesk\s?-?research\b|\bbureauonderzoek\b"
        r"|\b(?:beleids)?(?:documenten|stukken)\s+"
        r"(?:\w+\s+){0,3}(?:bestudeerd|geanalyseerd|gelezen|doorgenomen)\b|\b(?:lazen|bestudeerden"
        r"|analyseerden)\s+(?:\w+\s+){0,3}?"
        r"(?:beleids)?(?:documenten|stukken)\b",
        rf"(?<![\d.,–-]){NUMBER}\s+{_WORDS}(?:beleids)?(?:documenten|stukken)\b",
    ),
    _compiled(
        "data-analyse",
        "data-analyse",
        "analys geanalyseerd verschil-in",
        r"\bdata-?\s?analyses?\b|\bregressieanalyses?\b|\b(?:cijfer|gegevens|bestands|registratie)-?analyses?\b"
        r"|\bkwantitatieve\s+analyses?\b"
        r"|\banalyse\s+van\s+(?:\w+\s+){0,3}?(?:gegevens|cijfers|data|registraties?|monitorgegevens"
        r"|registratiegegevens|microdata)\b"
        r"|\banalyseerden\s+(?:\w+\s+){0,4}?(?:registratie\w*|gegevens|cijfers|data)\b|\b(?:registratie\w*"
        r"|gegevens|cijfers|data)\s+"
        r"(?:\w+\s+){0,5}?geanalyseerd\b|\bverschil-in-verschil\w*\b",
    ),
    _compiled(
        "literatuuronderzoek",
        "literatuuronderzoek",
        "literat review",
        r"\bliteratuur-?(?:onderzoek|studie|verkenning|search|review|scan|analyse)\b|\bliterature review\b"
        r"|\bsystematische\s+review\b",
    ),
)
_PART = re.compile(
    rf"(?:^|,\s+(?:en\s+)?|\s+en\s+)(?:alle\s+|nog\s+|ook\s+)?{NUMBER}(?P<who>\s+[a-zëïé-]+)", re.IGNORECASE
)
_NO_PERSONS = re.compile(
    r"\s+(?:uur|uren|minuten|weken|maanden|jaren?|dagen|keer|maal|procent|wijken|wijkteams|teams|gemeenten|kernen"
    r"|euro|punten"
    r"|onderwerpen|thema’s|vragen|locaties|dossiers|onderdelen|fasen|stappen|van|op|de|het|in)\b",
    re.IGNORECASE,
)
_USED = re.compile(rf"\bwaarvan\s+(?:er\s+)?{NUMBER}\s+(?:[a-z]+\s+)?(?:bruikbaar|geschikt|volledig)", re.IGNORECASE)


def has_stem(method: Method, text: str) -> bool:
    """Tell whether a text in small letters may name a method: a quick look before the patterns."""
    return any(stem in text for stem in method.stems)


def count_in(method: Method, text: str) -> Iterator[tuple[str, str]]:
    """Yield how often a text says that a method was used, as readers see it, with the words that say so."""
    for pattern in method.counts:
        for match in pattern.finditer(text):
            value, end = _listed(match, text) if "list" in pattern.groupindex else (shown(match), match.end())
            used = _USED.search(text, end, end + 120) if method.counted == "dossiers" else None
            if value and value != "0":
                yield (shown(used) if used else value), text[match.start() : used.end() if used else end]


def _listed(match: re.Match[str], text: str) -> tuple[str, int]:
    """Return the sum of a list of persons and its end; only its first number where a colon tells that it is a total."""
    found = list(_PART.finditer(match["list"]))
    counted = [part for part in found if shown(part) and not _NO_PERSONS.match(part["who"])]
    if not counted or counted[0] is not found[0]:
        return "", 0
    begin = match.start("list")
    end = max(begin + counted[-1].end(), match.end() if match.end() > match.end("list") else 0)
    if len(counted) == 1 or text[begin + counted[0].end() : begin + counted[0].end() + 1] == ":":
        return shown(counted[0]), max(begin + counted[0].end(), match.end() if match.end() > match.end("list") else 0)
    return str(sum(number_of(part["number"]) or 0 for part in counted)), end
