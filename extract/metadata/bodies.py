"""Names of bodies where a label or a preposition announces them: 'in opdracht van de gemeente X', 'door bureau Y'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.metadata.organisations import organisation_in, usual_name
from extract.metadata.persons import persons_in

_BUREAUS = (
    *("Andersson Elffers Felix", "AEF", "Arcon", "Arteria Consulting", "APE Public Economics", "Atlas Research"),
    *("Berenschot", "BMC", "Bureau Beke", "Bureau HHM", "Capgemini", "Cebeon", "Companen", "CPB", "Deloitte"),
    *("Decisio", "DSP-groep", "Dimensus", "Ecorys", "EY", "Galan Groep", "Gfk", "Het PON", "Het PON & Telos", "HHM"),
    *("I&O Research", "Ipsos I&O", "Ipsos", "IVA", "Kantar Public", "KPMG", "KplusV", "KWINK groep", "Kwink Groep"),
    *("Labyrinth Onderzoek & Advies", "Lysias", "MKB Advies", "Motivaction", "Movisie", "Necker van Naem", "Necker"),
    *("Nederlands Jeugdinstituut", "NJi", "Nivel", "NIVEL", "Oberon", "Panteia", "Partners+Pröpper", "PBLQ", "Pharos"),
    *("Pro Facto", "PwC", "PricewaterhouseCoopers", "Q-Consult", "Q-Consult Zorg", "Radar Advies", "RadarAdvies"),
    *("Regioplan", "Rebel", "Research voor Beleid", "Rijnconsult", "RIVM", "Sardes", "SCP", "SEO"),
    *("SEO Economisch Onderzoek", "Significant", "Significant Public", "Significant APE", "Spectrum", "Stade Advies"),
    *("Stimulansz", "Telos", "TNO", "Trimbos-instituut", "Twynstra Gudde", "Twynstra", "Verwey-Jonker Instituut"),
    *("Vilans", "WODC", "ZonMw", "ZorgmarktAdvies", "Zorgbelang", "Zorgfocus", "ZINZIZ", "CMO STAMM", "Partoer"),
)
"""Bureaus and institutes that evaluate for gemeenten, whose names are not formed as those of organisations."""
_LONGEST_FIRST = sorted(set(_BUREAUS), key=lambda name: (-len(name), name))
_KNOWN = re.compile(
    rf"(?<![\w@.])(?:{'|'.join(re.escape(name) for name in _LONGEST_FIRST)})"
    r"(?![\w@]|\.\w|-[a-z])"
)

_NO_WORD = (
    r"(?:De|Het|Een|Dit|Deze|Die|Dat|Wij|We|Ze|Zij|In|Op|Om|Voor|Na|Bij|Met|Tot|Uit|Door|Over|Als|Ook|Daarnaast|Hierbij"
    r"|Hiermee|Datum|Versie|Status|Auteurs?|Onderzoekers?|Opdrachtgevers?|Uitgave|Colofon|Contact\w*|Telefoon|Tel|Postbus"
    r"|Rapport(?:age)?|Eindrapport(?:age)?|Evaluatie|Januari|Februari|Maart|April|Mei|Juni|Juli|Augustus|September|Oktober"
    r"|November|December|Inhoud\w*|Samenvatting|Inleiding|ISBN|NUR|Projectleider|Project\w*|Redactie|Vormgeving|Foto\w*"
    r"|Zie|Er|Wat|Hoe|Waar|Niets|Alle|Aan|Van|Directie|Afdeling|Postadres|Bezoekadres|Adres|T|E|M)(?![\w&’'+-])"
)
"""Words with a capital that begin another sentence, or another entry of a colophon."""
_CAPITAL = rf"(?:(?!{_NO_WORD})(?:['’]s-)?[A-ZÀ-Ý0-9][\w’'.-]*(?:[/&+][\w’'.-]+)*)"
_SMALL = r"(?:van|de|der|den|het|en|voor|in|op|aan|te|ten|ter|’t|'t|&|/|\+|–)"
_S = r"(?:[^\S\n]|(?<=[ ,]en)\n|(?<=,)\n|(?<=\bvan)\n|(?<=\bvoor)\n|\n(?=en\s))"
"""A space within a name: the end of a line only where the name plainly goes on."""
_NAME = rf"{_CAPITAL}(?:{_S}+(?:{_SMALL}{_S}+){{0,3}}{_CAPITAL}){{0,8}}"
_KIND = (
    r"(?:gemeente(?:raad|bestuur)?|ministerie|provincie|rekenkamer(?:commissie)?|stichting|bureau|adviesbureau|vereniging"
    r"|onderzoeksbureau|onderzoeksinstituut|kennisinstituut|samenwerkingsverband|regio|universiteit|hogeschool|lectoraat"
    r"|instituut|afdeling|directie|dienst|waterschap|veiligheidsregio|zorgregio|jeugdregio|inspectie|staatscommissie"
    r"|commissie|raad|team|werkplaats|zorgverzekeraar|woningcorporatie|welzijnsorganisatie|zorgkantoor|faculteit)"
)
_COLLEGE = rf"[Cc]ollege(?:{_S}+van{_S}+(?:burgemeester{_S}+en{_S}+wethouders|B{_S}?(?:en|&){_S}?W))?"
_OF = rf"{_S}+(?:(?:van|voor){_S}+)?(?:de{_S}+|het{_S}+)?(?:gemeente{_S}+)?"
_AT = re.compile(
    rf"(?:{_S}*(?:de|het|een|onze|De|Het){_S}+)?(?:(?:onafhankelijke?|landelijke?|externe?){_S}+)?"
    rf"(?:(?:onderzoeks|advies|kennis)\w+{_S}+(?=[A-ZÀ-Ý]))?"
    rf"(?P<name>{_COLLEGE}(?:{_OF}{_NAME})?"
    rf"|[Mm]inisterie{_S}+(?:van|voor){_S}+{_CAPITAL}(?:{_S}+{_CAPITAL})*(?:,{_S}+{_CAPITAL}(?:{_S}+{_CAPITAL})*){{0,2}}"
    rf"(?:{_S}+en{_S}+{_CAPITAL}(?:{_S}+{_CAPITAL})*)?"
    rf"|(?:[Gg]emeenteraad|[Rr]aad|[Rr]ekenkamer(?:commissie)?|[Gg]emeentebestuur)(?:{_OF}{_NAME})?"
    rf"|{_KIND}{_S}+(?:(?:van|voor){_S}+)?(?:de{_S}+|het{_S}+)?(?:(?:gemeente|regio){_S}+)?{_NAME}|{_NAME})"
)
_TAIL = re.compile(r"(?:\s+(?:en|&|van|voor|in|op|de|het|te|–|/|\+|aan)|[\s.,;:–/&’'-])+$")
_LIST = re.compile(
    rf"(?:{_S}*(?:de|het){_S}+)?[Gg]emeenten{_S}+"
    rf"(?P<names>{_NAME}(?:{_S}*,{_S}+{_NAME}){{0,14}}(?:{_S}*,?{_S}+en{_S}+{_NAME})?)"
)
_AND = re.compile(
    rf"{_S}*(?:,{_S}*(?:en{_S}+)?|{_S}+en{_S}+|;{_S}*|&{_S}*)(?:de{_S}+|het{_S}+)?(?=(?:{_KIND}|[Cc]ollege)\b|[A-ZÀ-Ý])"
)
_OWN_WORD = re.compile(
    r"\s+en\s+(?:(?:de|het)\s+"
    r"|(?=(?:[Gg]emeente|[Mm]inisterie|[Pp]rovincie|[Ss]tichting|[Vv]ereniging|GGD|VNG|[Bb]ureau)\b))"
    r"|(?<=\w)/(?=[A-Z]\w+)"
)
"""Where another body begins, or a part of one: 'Gemeente X/Zorg'."""
_DEPARTMENT = re.compile(r"(?<=/)Onderzoek(?:\s+(?:&|en)\s+Statistiek)?\b")
_BARE_KIND = re.compile(r"(?:gemeente|stichting|bureau|regio|dienst|team|directie|commissie|afdeling)", re.IGNORECASE)
_FORMED = re.compile(
    r"\b(?:bureau|instituut|universiteit|hogeschool|stichting|advies\w*|adviseurs?|onderzoek\w*|research|consult\w*"
    r"|rekenkamer\w*|planbureau|kenniscentrum|lectoraat|academie|partners|groep|b\.?v\.?|public|statistiek|ggd"
    r"|werkplaats)\b",
    re.IGNORECASE,
)
_SHAPE = re.compile(r"^[A-Z][A-Z&+-]{1,7}$|[a-z][A-Z]|[&+]")
_NO_BUREAUS = frozenset({"VNG", "VWS", "BZK", "SZW", "OCW", "LNV", "JenV", "IPO", "COLOFON", "INHOUD", "PDF", "NL"})
"""Abbreviations that are no bureaus."""
_LONGEST = 120


@dataclass(frozen=True)
class Body:
    """A body named in a text, by the name that it goes by, and where that stands."""

    name: str
    start: int
    end: int


def bodies_at(text: str) -> list[Body]:
    """Return the bodies that a text begins with: 'de gemeenten X, Y en Z' are three, a person is none."""
    head = text[:400]
    if listed := _LIST.match(head):
        return list(_gemeenten(listed))
    found: list[Body] = []
    at = 0
    while match := _AT.match(head, at):
        body = _body(match["name"], match.start("name"))
        if body is None:
            break
        found.append(body)
        between = _AND.match(head, body.end)
        if not between:
            break
        at = between.end()
    return found


def _gemeenten(listed: re.Match[str]) -> Iterator[Body]:
    for name in re.finditer(r"[^,]+?(?=\s*(?:,|\s+en\s|$))", listed["names"]):
        bare = re.sub(r"^\s*(?:en\s+)?", "", name[0]).strip()
        if bare:
            start = listed.start("names") + name.start() + name[0].find(bare)
            yield Body(f"Gemeente {bare}", start, start + len(bare))


def _body(text: str, start: int) -> Body | None:
    """Return the body of a matched name; None where it is a bare kind, a person, a number or too long."""
    text = _TAIL.sub("", _cut(text))
    name = usual_name(" ".join(text.split()))
    if not 2 <= len(name) <= _LONGEST or _BARE_KIND.fullmatch(name) or not re.search(r"[^\W\d_]{2}", name):
        return None
    persons = persons_in(text)
    if persons and persons[0].end >= len(text) and not _KNOWN.fullmatch(text):
        return None
    return Body(name, start, start + len(text))


def _cut(text: str) -> str:
    """Return a name without what follows it: another body, a part that is no research department, a street."""
    if (known := _KNOWN.match(text)) and re.match(r"\s+[A-Z]", text[known.end() :]):
        return known[0]
    if "/" in text and (department := _DEPARTMENT.search(text)):
        return text[: department.end()]
    return _OWN_WORD.split(text)[0]


def bureau_in(text: str) -> Body | None:
    """Return the first bureau, institute or rekenkamer that a text names, wherever it stands; None without one."""
    match = _KNOWN.search(text)
    formed = organisation_in(text)
    is_bureau = bool(formed) and is_bureau_name(formed)
    if match and not (is_bureau and match[0] in formed):
        return Body(match[0], match.start(), match.end())
    if is_bureau:
        start = text.find(formed)
        return Body(usual_name(formed), start, start + len(formed))
    return None


def is_bureau_name(name: str) -> bool:
    """Tell whether a name is that of a body that may have done research: not a gemeente or a ministerie alone."""
    if name in _NO_BUREAUS:
        return False
    if re.match(r"(?:gemeente|ministerie|provincie|college|gemeenteraad|raad)\b", name, re.IGNORECASE):
        return bool(re.search(r"onderzoek|statistiek|rekenkamer|O&S", name, re.IGNORECASE))
    return bool(_KNOWN.search(name) or _FORMED.search(name) or _SHAPE.search(name))
