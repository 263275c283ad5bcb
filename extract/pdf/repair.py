"""Mending a PDF that lost its end, or whose end does not say where it begins, so that pdfium looks for its objects."""

from __future__ import annotations

import re

_CATALOGUE = re.compile(rb"/Type\s*/Catalog\b")
_OBJECT = re.compile(rb"(\d{1,10})\s+(\d{1,5})\s+obj\b")
_ROOT = re.compile(rb"/Root\s+(\d{1,10})\s+(\d{1,5})\s+R\b")
_WITHIN = 4096
"""Bytes between the beginning of a catalogue and the entry that says it is one."""
_END = b"\nendstream\nendobj\ntrailer\n<</Root %d %d R>>\nstartxref\n0\n%%%%EOF\n"


def mended(content: bytes) -> bytes | None:
    """Return a PDF with an end that names its catalogue, the last one in it; None where it has none to name."""
    root = _catalogue(content) or _root(content)
    return content + _END % root if root else None


def _catalogue(content: bytes) -> tuple[int, int] | None:
    for found in reversed(list(_CATALOGUE.finditer(content))):
        begun = list(_OBJECT.finditer(content, max(found.start() - _WITHIN, 0), found.start()))
        if begun:
            return int(begun[-1][1]), int(begun[-1][2])
    return None


def _root(content: bytes) -> tuple[int, int] | None:
    """Return the catalogue that an earlier end names: it may be packed, where it cannot be seen."""
    named = _ROOT.findall(content)
    return (int(named[-1][0]), int(named[-1][1])) if named else None
