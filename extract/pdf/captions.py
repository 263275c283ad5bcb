"""Captions of tables and figures, and the lines that name their source."""

from __future__ import annotations

import re

_KIND = (
    r"(?:tabel|figuur|grafiek|kaart|kaartje|afbeelding|schema|kader|box|diagram|foto|illustratie|infographic|tekstkader"
    r"|table|figure|fig\.|tab\.|afb\.)"
)
_LABEL = re.compile(
    rf"^{_KIND} ?(?:\d{{1,3}}(?:[.\-–]\d{{1,3}}){{0,2}}[a-z]?|[A-Z](?:[.\-]?\d{{1,3}})*)"
    r"(?P<after>[.:)]|(?= ?[–—|-])|(?= |$)) *",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"^(?:bron(?:nen)?|bronvermelding|source) ?: ?\S", re.IGNORECASE)
_LONGEST = 60


def begins_caption(line: str) -> bool:
    """Tell whether a line may be the first one of a caption or of a line of source."""
    return bool(_LABEL.match(line) or _SOURCE.match(line))


def is_caption(text: str, *, is_plain: bool) -> bool:
    """Tell whether a text is a caption or a line of source; `is_plain` where it is set like running text."""
    if not begins_caption(text) or text.count(" ") >= _LONGEST:
        return False
    found = _LABEL.match(text)
    if not found:
        return True
    rest = text[found.end() :]
    return bool(found["after"]) or not rest or not rest[0].islower() or not is_plain
