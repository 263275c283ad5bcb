"""The gemeenten by name, with the time each existed, and where a text names them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.issues import Refused

SUCCESSIONS = Path(__file__).parents[2] / "corpus" / "reference" / "herindelingen.csv"
"""Which gemeenten went up in which others, and when: the register of gemeenten (table 33) of the Dutch registers of
persons, which names one successor each, with the other successors of the gemeenten that were divided."""

COLUMNS = ("code", "name", "begin_on", "end_on", "province_code", "province_name")

OTHER_NAMES = {"'s-Gravenhage": ("Den Haag",), "'s-Hertogenbosch": ("Den Bosch",)}
"""Names in daily use beside the register's."""

AMBIGUOUS = frozenset(
    (
        *(
            "Assen",
            "Bergen",
            "Best",
            "Born",
            "Borne",
            "Buren",
            "Dalen",
            "Doorn",
            "Echt",
            "Elst",
            "Goes",
            "Grave",
            "Groningen",
        ),
        *("Haren", "Heel", "Heerde", "Hoorn", "Horn", "Horst", "Houten", "Huizen", "Hulst", "Kampen", "Laren", "Leek"),
        *("Leiden", "Made", "Neer", "Norg", "Putten", "Ravenstein", "Roden", "Sluis", "Stein", "Thorn", "Utrecht"),
        *(
            "Veere",
            "Vries",
            "Westland",
            "Zeeland",
            "Beek",
            "Elburg",
            "Linne",
            "Beers",
            "Zeist",
            "Wehl",
            "Epe",
            "Ede",
            "Urk",
            "Dongen",
            "Ten Boer",
        ),
    )
)
"""Names that are ordinary words, surnames or provinces too: alone they are no evidence."""

_PROVINCES = frozenset({"Groningen", "Utrecht", "Zeeland"})
"""Names of provinces: where a place is expected they are still ambiguous."""

_WORD = re.compile(r"(?<!\w)(?:['’][a-z]-)?[A-ZÀ-Ý][^\W\d_]*(?:[-'’][^\W\d_]+)*")
"""A word with a capital, as the names of gemeenten begin."""
_PARTICLES = r"(?: ?(?:[Vv]an|[Dd]en?|[Dd]er|[Tt]er?|[Tt]en))*"
_PERSON = (
    r"(?:[Dd]e heer|[Mm]evrouw|[Mm]eneer|[Mm]w\.?|[Mm]evr\.?|[Dd]hr\.?|[Mm]r\.|[Dd]rs?\.|[Ii]r\.|[Pp]rof\.|[Ff]amilie)"
    rf"(?: (?:[A-Z]\.)+)?{_PARTICLES}|[A-Z]\.{_PARTICLES}|\w,? Van(?: de| der| den)?"
    r"|(?:[Ww]ethouder|[Bb]urgemeester|[Rr]aadslid|[Mm]inister|[Ss]taatssecretaris)(?: Van(?: de| der| den)?)?"
)
"""What stands before a surname."""
_NOT_THE_GEMEENTE = re.compile(
    r"(?:\d{4}\s?[A-Z]{2}|[Pp]rovincie|[Rr]egio|[Rr]echtbank|[Aa]rrondissement|[Uu]niversiteit(?: van)?|[Hh]ogeschool"
    rf"|TU|UMC|[Zz]iekenhuis|{_PERSON}|[Ss]tation|[Ss]taten van|[Uu]itgeverij)\s+$"
)
_NOT_AFTER = re.compile(
    r"(?<=\bBest)\s+(?:[Pp]ractices?|[Vv]alue|[Pp]ersons?|[Gg]uess|[Ff]it|wel|veel|vaak|goed)\b|,\s+(?:\d{1,2}\s+)?[a-z]{3,9}\.?\s+\d{4}|\s+(?:Universit|UR\b|Institu|School\b|Uitgever)"
)
"""A date after the place where a letter was written, or the rest of the name of another body."""
_CUE = re.compile(
    r"(?:[Gg]emeenten?|GEMEENTE|[Gg]emeentebestuur(?: van)?|[Gg]emeenteraad(?: van(?: de gemeente)?)?"
    r"|[Rr]aad (?:van|der)"
    r"|[Rr]ekenkamer(?:commissie)?(?: van)?|[Cc]ollege (?:van B(?:&|en)W )?van"
    r"|[Bb]urgemeester (?:en wethouders )?van|B&W van|[Ss]tad)\s+(?:van\s+)?$"
)
_AT = re.compile(r"\b(?:in|te|uit|naar|nabij|rond|rondom) $")
"""Words after which a capital begins the name of a place, within a sentence."""
_BETWEEN_NAMES = re.compile(r",\s+(?:en\s+)?|\s+(?:en|of|&)\s+|\s*/\s*")
_BEFORE = 60


@dataclass(frozen=True)
class Gemeente:
    """A gemeente of the register; `end_on` is empty while it exists."""

    code: str
    name: str
    begin_on: str
    end_on: str
    province: str

    def existed_in(self, year: int | None) -> bool:
        """Tell whether the gemeente existed on some day of a year; True where the year is not known."""
        return year is None or (self.begin_on[:4] <= str(year) and (not self.end_on or self.end_on > f"{year}-01-01"))


@dataclass(frozen=True)
class Mention:
    """A place in a text that names a gemeente; `is_cued` where the words before it say that it is one."""

    name: str
    start: int
    end: int
    is_cued: bool
    is_place: bool = False
    """Does a preposition of place stand before it?"""

    @property
    def is_ambiguous(self) -> bool:
        """Tell whether the name is also a word of another kind and nothing before it says that it is a gemeente."""
        return not self.is_cued and self.name in AMBIGUOUS and (not self.is_place or self.name in _PROVINCES)


class Gazetteer:
    """The gemeenten of a study, by every name they go by."""

    def __init__(self, gemeenten: Iterable[Gemeente] = (), successions: Iterable[tuple[str, str]] = ()) -> None:
        """Index gemeenten by name and names by their first word; successions are pairs of codes, old and new."""
        gemeenten = tuple(gemeenten)
        self._by_code = {gemeente.code: gemeente for gemeente in gemeenten}
        self._current = {gemeente.code for gemeente in gemeenten if not gemeente.end_on}
        self._successors: dict[str, list[str]] = {}
        for old, new in sorted(set(successions)):
            self._successors.setdefault(old, []).append(new)
        self._by_name: dict[str, list[Gemeente]] = {}
        for gemeente in sorted(gemeenten, key=lambda item: (item.begin_on, item.code)):
            for name in _names(gemeente):
                self._by_name.setdefault(name, []).append(gemeente)
        self._by_word: dict[str, list[str]] = {}
        for name in sorted(self._by_name, key=lambda name: (-len(name), name)):
            first = _WORD.search(name)
            self._by_word.setdefault(first[0] if first else name, []).append(name)

    def called(self, name: str, year: int | None = None) -> tuple[Gemeente, ...]:
        """Return the gemeenten of this name that existed in `year`, else those that came last."""
        known = self._by_name.get(name, [])
        then = tuple(gemeente for gemeente in known if gemeente.existed_in(year))
        current = tuple(gemeente for gemeente in then if not gemeente.end_on) if year is None else then
        return current or then or tuple(known[-1:])

    def now(self, code: str) -> tuple[str, ...]:
        """Return the codes of today of a gemeente: its own, or those of its successors; empty where none is known."""
        if code in self._current:
            return (code,)
        found = {now for successor in self._successors.get(code, ()) for now in self.now(successor)}
        return tuple(sorted(found))

    def valid_in(self, gemeente: Gemeente, year: int | None) -> tuple[Gemeente, ...]:
        """Return a gemeente if it existed in a year, else its successors that did; empty where none is known."""
        if gemeente.existed_in(year):
            return (gemeente,)
        later = [self._by_code[code] for code in self._successors.get(gemeente.code, ()) if code in self._by_code]
        found = {valid for successor in later for valid in self.valid_in(successor, year)}
        return tuple(sorted(found, key=lambda valid: valid.code))

    def provinces_of(self, name: str) -> tuple[str, ...]:
        """Return the provinces in which gemeenten of this name lie or lay, sorted."""
        return tuple(sorted({gemeente.province for gemeente in self._by_name.get(name, ())}))

    def name_of(self, code: str) -> str:
        """Return the name of the gemeente with this code; empty where there is none."""
        return next((name for name, known in self._by_name.items() if any(item.code == code for item in known)), "")

    def codes_of(self, name: str) -> tuple[str, ...]:
        """Return the codes of all gemeenten, past and present, that go by a name or a code; capitals aside."""
        wanted = name.casefold()
        pairs = ((known, item.code) for known, items in self._by_name.items() for item in items)
        return tuple(sorted({code for known, code in pairs if wanted in (known.casefold(), code.casefold())}))

    @property
    def names(self) -> list[str]:
        """Return every name that a gemeente goes by, sorted."""
        return sorted(self._by_name)

    def mentions(self, text: str) -> Iterator[Mention]:
        """Yield where a text names a gemeente, other than in an address, a surname or the name of another body."""
        end, is_cued = 0, False
        for word in _WORD.finditer(text):
            if word.start() < end:
                continue
            name = next((name for name in self._by_word.get(word[0], ()) if _stands(text, name, word.start())), None)
            if name is None:
                continue
            is_listed = is_cued and bool(_BETWEEN_NAMES.fullmatch(text[end : word.start()]))
            end = word.start() + len(name)
            before = text[max(0, word.start() - _BEFORE) : word.start()]
            is_cued = is_listed or bool(_CUE.search(before))
            if is_cued or not (_NOT_THE_GEMEENTE.search(before) or _NOT_AFTER.match(text, end)):
                yield Mention(name, word.start(), end, is_cued, bool(_AT.search(before)))


def _stands(text: str, name: str, start: int) -> bool:
    end = start + len(name)
    return text.startswith(name, start) and not text[end : end + 1].isalnum() and text[end : end + 2] != "'s"


def _names(gemeente: Gemeente) -> list[str]:
    """Return the names of a gemeente, without the province that the register adds to tell namesakes apart."""
    plain = re.sub(r"\s*\([A-Z]+\.?\)$", "", gemeente.name)
    return list(dict.fromkeys([plain, plain.replace("'", "’"), *OTHER_NAMES.get(gemeente.name, ())]))


@cache
def load_gazetteer(paths: tuple[str, ...]) -> Gazetteer:
    """Return the gazetteer of the CSV files at `paths`; raise Refused where a file lacks a column."""
    with SUCCESSIONS.open(encoding="utf-8", newline="") as file:
        successions = [(row["from_code"], row["to_code"]) for row in csv.DictReader(file)]
    return Gazetteer([gemeente for path in paths for gemeente in _read(Path(path))], successions)


def _read(path: Path) -> Iterator[Gemeente]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
        if missing:
            raise Refused(str(path), f"column '{missing[0]}' is missing", f"Give it the columns {', '.join(COLUMNS)}")
        for row in rows:
            yield Gemeente(row["code"], row["name"], row["begin_on"], row["end_on"], row["province_name"])
