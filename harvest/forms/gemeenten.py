"""The gemeente that a council system is of, where it gives only a key or a host instead of a name."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from urllib.parse import urlsplit

from corpus.reference import GEMEENTEN

_PREFIX = re.compile(r"^(?:gemeente(?:raad|bestuur)?|raad|ris)-?")
_NAMESAKE = re.compile(r"\s*\([^)]*\)$")
_OTHER_NAMES = {"denhaag": "sgravenhage", "denbosch": "shertogenbosch"}
"""Names in daily use, and those of the register."""


def gemeente_of_key(key: str) -> str | None:
    """Return the CBS code of the gemeente that a key such as `den_helder` stands for; None when not exactly one."""
    plain = _plain(key)
    return _codes().get(_OTHER_NAMES.get(plain, plain))


def gemeente_of_host(url: str) -> str | None:
    """Return the CBS code of the gemeente that the host of an address names, such as raad.denhelder.nl."""
    labels = (urlsplit(url).hostname or "").split(".")[:-1]
    found = (gemeente_of_key(_PREFIX.sub("", label)) for label in labels)
    return next((code for code in found if code), None)


@cache
def _codes() -> dict[str, str]:
    """Return the codes by name, of namesakes the one that exists; names that several have are left out."""
    named: dict[str, list[dict[str, str]]] = {}
    with GEMEENTEN.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for name in dict.fromkeys((_plain(row["name"]), _plain(_NAMESAKE.sub("", row["name"])))):
                named.setdefault(name, []).append(row)
    codes = {}
    for name, known in named.items():
        current = {row["code"] for row in known if not row["end_on"]} or {row["code"] for row in known}
        if len(current) == 1:
            codes[name] = current.pop()
    return codes


def _plain(name: str) -> str:
    """Return the letters of a name, without accents and capitals."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in letters if letter.isalpha() and letter.isascii())
