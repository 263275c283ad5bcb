"""How large gemeenten are: classes of inhabitants, from a CSV beside the study."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from corpus.decisions import read_beside
from corpus.issues import Refused
from corpus.study import Study

COLUMNS = ("gemeente", "inwoners")
BOUNDS = (0, 20_000, 50_000, 100_000, 250_000)
"""Where classes begin: bounds of the gemeentegrootte of Statistics Netherlands (CBS), which has eight finer ones."""
UNKNOWN, SEVERAL = "onbekend", "meerdere"
_CODE = re.compile(r"(?:GM)?(\d{4})", re.IGNORECASE)


def read_inhabitants(study: Study) -> tuple[tuple[str, int], ...]:
    """Return the inhabitants of gemeenten by code, as a study's file says; raise Refused where it is wrong."""
    rows = read_beside(study, study.synthesis.inhabitants, ("synthesis", "inhabitants"), COLUMNS)
    found = {}
    for row in rows:
        code = _CODE.fullmatch(row.cells["gemeente"])
        count = re.sub(r"[.\s]", "", row.cells["inwoners"])
        if not code or not count.isdecimal():
            raise Refused(row.place, "it has no CBS code or no number", "Write it as GM0363;931298")
        found[f"GM{code[1]}"] = int(count)
    return tuple(sorted(found.items()))


def size_class(gemeenten: Iterable[str], inhabitants: Mapping[str, int]) -> str:
    """Return the class of some gemeenten: 'meerdere' where they differ, 'onbekend' where the size of one is."""
    classes = {_class_of(inhabitants.get(code)) for code in gemeenten} or {UNKNOWN}
    if UNKNOWN in classes:
        return UNKNOWN
    return classes.pop() if len(classes) == 1 else SEVERAL


def _class_of(count: int | None) -> str:
    if count is None:
        return UNKNOWN
    for low, high in pairwise(BOUNDS):
        if count < high:
            return f"{_shown(low)}–{_shown(high)}" if low else f"tot {_shown(high)}"
    return f"{_shown(BOUNDS[-1])} en meer"


def _shown(number: int) -> str:
    return f"{number:,}".replace(",", ".")
