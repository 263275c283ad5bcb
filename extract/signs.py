"""Signs that a writer typed in front of the items of a list."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.marked import without_start
from extract.sheet import Piece

SIGN = re.compile(r"(?:[•‣⁃◦∙·▪▫■□●○►➢➤✓✔☐☑★*–—-]|o(?=\s+[^\W\d_]))\s+(?=\S)")
"""A bullet with a space after it."""


def without_sign(piece: Piece) -> Piece:
    """Return a paragraph that starts with a sign as a list item without it, and any other paragraph as it is."""
    found = SIGN.match(piece.text)
    return replace(without_start(piece, found.end()), role="list_item", level=1) if found else piece
