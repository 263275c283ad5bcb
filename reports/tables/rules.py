"""Where the numbers of a report table come from, and what kind of values its columns hold, as its header says.

`-- herkomst helpt, nodig als :volgorde = 4: count(DISTINCT passage) FROM bewijs WHERE element_code = :element_code`
names the rows of another table that a number counts. `:name` stands for a column of the row itself. What comes before
FROM is how they are counted, so that it can be checked; without it a rule says which rows stand behind a number and not
how it comes of them. What comes after `als` says of which rows the rule tells. `-- geen herkomst volgorde: reason` says
why there is nothing to follow. `-- type jaar: begin_jaar, einde_jaar` says what kind of values columns hold.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from corpus.issues import Refused

TYPES = ("geheel", "getal", "deel", "jaar", "datum", "tijdstip", "ja_nee", "tekst")
"""Whole number, number, share of 1 (shown as a percentage), year, day, time, ja or nee, and text."""
_SOURCE = re.compile(r"^--\s*(geen )?herkomst\s+([\w, ]+?)(?:\s+als\s+(.+?))?\s*:\s+(\S.*?)\s*$")
_TYPE = re.compile(r"^--\s*type\s+(\w+)\s*:\s*([\w, ]+?)\s*$")
_COUNTED = re.compile(r"^(\w+\(.*?\))\s+FROM\s+(.+)$", re.DOTALL)


@dataclass(frozen=True)
class Rule:
    """Where the numbers of some columns come from, or why that cannot be followed."""

    columns: tuple[str, ...]
    condition: str | None = None
    """SQL over the row itself that says whether the rule tells of it; None: of every row."""
    count: str | None = None
    """How the rows are counted, in SQL; None where the number is more than a count."""
    rows: str | None = None
    """What stands after FROM: the first table is the one whose rows stand behind the number."""
    reason: str | None = None
    """Why there is nothing to follow (Dutch)."""

    @property
    def table(self) -> str:
        """The table whose rows stand behind the number; empty where there are none."""
        return (self.rows or "").split(maxsplit=1)[0] if self.rows else ""


def read_rules(name: str, text: str, columns: Collection[str]) -> tuple[Rule, ...]:
    """Return the rules in the header of a table; raise Refused at one for a column that is not described."""
    found = tuple(_rules(text))
    _check(name, (column for rule in found for column in rule.columns), columns, "herkomst")
    return found


def _rules(text: str) -> Iterator[Rule]:
    for line in text.splitlines():
        if match := _SOURCE.match(line):
            columns = tuple(part.strip() for part in match[2].split(","))
            if match[1]:
                yield Rule(columns, match[3], reason=match[4])
            else:
                counted = _COUNTED.match(match[4])
                yield Rule(columns, match[3], counted[1] if counted else None, counted[2] if counted else match[4])


def read_types(name: str, text: str, columns: Collection[str]) -> dict[str, str]:
    """Return the declared types by column; raise Refused at a type, or a column, that is not there."""
    found: dict[str, str] = {}
    for match in filter(None, map(_TYPE.match, text.splitlines())):
        if match[1] not in TYPES:
            known = ", ".join(TYPES)
            raise Refused(f"tables/{name}.sql", f"the header has a type {match[1]!r}, which is none", f"Use {known}")
        found |= {part.strip(): match[1] for part in match[2].split(",")}
    _check(name, found, columns, "type")
    return found


def _check(name: str, said: Collection[str] | Iterator[str], columns: Collection[str], what: str) -> None:
    if absent := sorted(set(said) - set(columns)):
        problem = f"'-- {what} …' names {absent[0]!r}, which is no column"
        raise Refused(f"tables/{name}.sql", problem, "Name columns that the header describes")
