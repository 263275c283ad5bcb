"""Which documents of a source are wanted, by the patterns and days of its settings.

`allow` and `deny` are regular expressions that are searched in the title of a document and in the path and query of
its address: a document is wanted when one of `allow` is found in either, or there are none, and none of `deny` is.
`from` and `until` are days, both included; what has no day is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.sections import SourceSettings
from harvest.addresses import path_of
from harvest.kinds import Fault


def pattern_faults(settings: SourceSettings) -> Iterator[Fault]:
    """Yield the patterns of a source that are none."""
    for name in ("allow", "deny"):
        for nth, pattern in enumerate(getattr(settings, name)):
            try:
                re.compile(pattern)
            except re.error as error:
                problem = f"{pattern!r} is no regular expression: {error}"
                yield Fault((name, nth), problem, "Mend it, with \\ before . ? + ( ) [ ]")


def is_wanted(settings: SourceSettings, url: str, title: str | None) -> bool:
    """Tell whether a document is wanted, by its address and title."""
    told = (title or "", path_of(url))
    if settings.allow and not any(_is_found(pattern, told) for pattern in settings.allow):
        return False
    return not any(_is_found(pattern, told) for pattern in settings.deny)


def is_in_period(settings: SourceSettings, day: str | None) -> bool:
    """Tell whether a day (ISO 8601), if there is one, lies within the period that is wanted."""
    if day is None:
        return True
    first, last = settings.from_, settings.until
    return not (first and day < first.isoformat()) and not (last and day > last.isoformat())


def _is_found(pattern: str, told: tuple[str, ...]) -> bool:
    return any(re.search(pattern, text) for text in told)
