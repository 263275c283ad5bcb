"""What can be a title, and what is one only together with what stands below it."""

from __future__ import annotations

import re

from extract.metadata.dates import DATE
from extract.metadata.front import LABELS
from extract.metadata.organisations import organisation_in

_LONGEST = 30
"""The most words of a title."""
_SHORT = 2
"""Words of a title that alone does not say what it is about."""
_KIND_WORDS = re.compile(
    r"\w*(?:evaluatie|rapport|rapportage|onderzoek|doorlichting|begroting|rekening|verslag|bericht|stukken|monitor|boek"
    r"|nota|notitie|memo|brief|voorstel|besluit|agenda|akkoord|kader|visie|plan|advies|factsheet|verordening|regeling"
    r"|lijst|overzicht|meting|cijfers|analyse|verkenning|bijlage|handleiding|programma|deel)(?:en|s)?",
    re.IGNORECASE,
)
_SMALL = frozenset(
    (
        *(
            "de",
            "het",
            "een",
            "en",
            "of",
            "van",
            "voor",
            "in",
            "op",
            "bij",
            "over",
            "met",
            "naar",
            "uit",
            "te",
            "ten",
            "ter",
        ),
        *("aan", "tot", "tussen", "om", "als", "door"),
    )
)
_PREFIX = re.compile(r"^bijlage\s*\d*[a-z]?\s*[-–:.]\s*(?=\w)|^(?:download|lees|bekijk|open)\b\s*:?\s*", re.IGNORECASE)
_SUFFIX = re.compile(
    r"(?:\s*\((?:\d{1,2}|(?:pdf|docx?|odt)[^()]*|[^()]*\b\d+(?:[.,]\d+)? ?[km]b)\)"
    r"|\s*[,–-]?\s*aanvang:?\s+\d{1,2}[.:]\d{2}(?:\s*uur)?|\.(?:pdf|docx?|odt|html?))$",
    re.IGNORECASE,
)
_EDGES = " ;,|"
_ADDRESS = re.compile(r"\bwww\.|https?://|\S@\S+\.\w|^\S+\.(?:nl|com|eu|org)$", re.IGNORECASE)


def cleaned(text: str) -> str:
    """Return a title without what is no part of it: 'Bijlage 1 –' before it, '(pdf, 2 MB)' or a time after it."""
    value = " ".join(text.split()).strip(_EDGES)
    bare = _SUFFIX.sub("", _PREFIX.sub("", value)).strip(_EDGES)
    return bare or value


def is_title(text: str) -> bool:
    """Tell whether a text can be a title: words, not a label, a date or the name of an organisation alone."""
    words = text.split()
    bare = DATE.sub("", text)
    return (
        0 < len(words) <= _LONGEST
        and len(re.findall(r"[^\W\d_]", bare)) >= 4
        and not LABELS.fullmatch(text.strip())
        and not _ADDRESS.search(text)
        and organisation_in(text) != text.strip(" .")
    )


def is_bare(title: str) -> bool:
    """Tell whether a title alone does not say what it is about: 'Begroting 2026', 'Nabij', 'Evaluatie en advies'."""
    words = re.findall(r"[^\W\d_]+", title.lower())
    telling = [word for word in words if word not in _SMALL and not _KIND_WORDS.fullmatch(word)]
    return len(title.split()) <= _SHORT or (len(telling) < _SHORT and len(telling) < len(words))


def is_credit(text: str) -> bool:
    """Tell whether a line holds a date or an organisation and nothing else."""
    bare = DATE.sub("", text).strip(" ,.·|")
    return bare == organisation_in(bare)


def share_of_words(text: str, other: str) -> float:
    """Return the share of the words of a text that another holds too; capitals aside."""
    words = re.findall(r"\w+", text.lower())
    there = set(re.findall(r"\w+", other.lower()))
    return sum(word in there for word in words) / max(len(words), 1)
