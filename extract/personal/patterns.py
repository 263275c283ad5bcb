"""Personal data that is formed by rule: addresses of e-mail and of houses, telephone numbers, BSN and IBAN."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple


class Found(NamedTuple):
    """A stretch of a text that is personal data: its span, its kind, how it was found, and how sure that is."""

    start: int
    end: int
    kind: str
    method: str
    confidence: float


_MAY_HOLD = re.compile(r"[\d@]|[(\[]at[)\]]", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", re.IGNORECASE)
_TELEPHONE = re.compile(
    r"(?<![\w.,€-])(?<!€ )(?<![A-Z]{4} )"
    r"(?:(?:\+|00)31[\s-]?(?:\(0\)[\s-]?)?[1-9]|\(?0[1-9])(?:\)?[\s-]{0,3}\d){8}(?![\d,.]\d|\d|-\d)"
)
_NINE_DIGITS = re.compile(r"(?<![\w.,€/-])(?<!€ )\d{9}(?![\w/-]|[.,]\d)")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}[ ]?(?:[A-Z]{4}|\d{4})(?:[ ]?[\dA-Z]{1,4}){2,6}\b")
_STREETS = (
    "straat|laan|weg|plein|dijk|kade|gracht|singel|hof|pad|steeg|dreef|plantsoen|park|markt|wal|brink|meent|weide|akker"
    "|boulevard|allee|lei|burcht|poort"
)
_HOUSE = re.compile(
    rf"\b(?:[A-Z][\w'’.-]*\s){{0,4}}(?:[A-Z][a-zà-ÿ'’-]*(?:{_STREETS})|(?:{_STREETS.title()}))\s"
    r"(?!(?:19|20)\d\d\b)\d{1,4}(?:\s?[a-zA-Z]\b)?(?:\s?-\s?\d{1,3})?\b(?!\s?(?:%|procent))"
)
_POSTCODE = re.compile(r"\b[1-9]\d{3}\s?(?!SA|SD|SS)[A-Z]{2}(?:\s+(?:'s|’s|[Dd]en|[Dd]e|[Hh]et|[A-Z])[\w'’-]+){1,3}")
_OFFICE = re.compile(r"[Pp]ostbus\s\d[\d.]*\W{0,3}$")


def _is_bsn(text: str) -> bool:
    """Tell whether nine digits pass the test of eleven of the burgerservicenummer (Besluit BSN, article 2)."""
    digits = [int(each) for each in text if each.isdigit()]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return any(digits) and sum(w * d for w, d in zip(weights, digits, strict=True)) % 11 == 0


def _is_iban(text: str) -> bool:
    """Tell whether an account number has the right check digits (ISO 13616, ISO 7064 MOD 97-10)."""
    plain = text.replace(" ", "")
    if not 15 <= len(plain) <= 34:
        return False
    return int("".join(str(int(each, 36)) for each in plain[4:] + plain[:4])) % 97 == 1


def _always(_: str) -> bool:
    return True


_RULES: tuple[tuple[str, re.Pattern[str], Callable[[str], bool], str, float], ...] = (
    ("e-mail", _EMAIL, _always, "vorm", 0.99),
    ("rekening", _IBAN, _is_iban, "vorm en controlegetal", 0.99),
    ("bsn", _NINE_DIGITS, _is_bsn, "vorm en elfproef", 0.9),
    ("telefoon", _TELEPHONE, _always, "vorm", 0.95),
    ("adres", _HOUSE, _always, "straat en huisnummer", 0.8),
    ("adres", _POSTCODE, _always, "postcode", 0.8),
)


def find_patterns(text: str) -> Iterator[Found]:
    """Yield what is formed as personal data, by rule and then by place; postal boxes are of bodies, not of persons."""
    if not _MAY_HOLD.search(text):
        return
    for kind, pattern, is_valid, method, confidence in _RULES:
        for match in pattern.finditer(text):
            if is_valid(match[0]) and not (kind == "adres" and _OFFICE.search(text, 0, match.start())):
                yield Found(match.start(), match.end(), kind, method, confidence)
