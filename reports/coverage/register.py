"""The gemeenten by name and by CBS code, as a list of people names them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping

_OTHER_NAMES = {"den haag": "'s-gravenhage", "den bosch": "'s-hertogenbosch"}
_CODE = re.compile(r"(?:GM)?(\d{1,4})", re.IGNORECASE)
_NAMESAKE = re.compile(r"\s*\([a-z]+\.?\)$")
"""What the register adds to tell namesakes apart: 'Bergen (NH.)'."""


class Register:
    """The gemeenten of the register and the study, with the years in which each existed."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Index rows with code, name, begin_on and end_on by name, with and without what tells namesakes apart."""
        self._rows = list(rows)
        self._codes = {row["code"] for row in self._rows}
        self._by_name: dict[str, set[str]] = {}
        for row in self._rows:
            name = row["name"].casefold()
            for form in (name, _NAMESAKE.sub("", name)):
                self._by_name.setdefault(form, set()).add(row["code"])

    def codes_of(self, text: str) -> set[str]:
        """Return the codes of the gemeenten with this name, or this code; empty where there is none."""
        if match := _CODE.fullmatch(text.strip()):
            return self._codes & {f"GM{int(match[1]):04}"}
        name = re.sub(r"^gemeente\s+", "", text.strip().casefold().replace("’", "'"))
        return set(self._by_name.get(_OTHER_NAMES.get(name, name), ()))

    def existing(self, codes: set[str], year: int) -> set[str]:
        """Return those of some codes that existed in a year."""
        return {row["code"] for row in self._rows if row["code"] in codes and _existed(row, str(year))}

    def nearest(self, text: str) -> str | None:
        """Return the name that is most like a text; None where none is."""
        near = difflib.get_close_matches(text.casefold(), sorted(self._by_name), n=1)
        return next((row["name"] for row in self._rows if near and row["name"].casefold().startswith(near[0])), None)


def _existed(row: Mapping[str, str], year: str) -> bool:
    end = row.get("end_on") or year
    return row["begin_on"][:4] <= year <= end[:4]
