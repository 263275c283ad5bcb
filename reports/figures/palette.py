"""The colours, hatches and signs of all figures: never a colour alone, and told apart by colour-blind readers too.

The colours of directions start from Okabe and Ito (2008, jfly.uni-koeln.de/color) and are darkened until each stands
out on paper; `tests/reports/figures/test_palette.py` measures contrast (WCAG 2.2) and distance (Machado, Oliveira and
Fernandes 2009; CIE 1976).
"""

from __future__ import annotations

from typing import NamedTuple

PAPER = "#ffffff"
INK = "#1c2a2e"
SOFT = "#4d5c60"
"""Text that is less important; still readable on paper and on every tint."""
LINE = "#7c8986"
"""Lines that carry meaning: axes, borders of boxes."""
FAINT = "#d3dbd8"
"""Lines that only help the eye; no meaning hangs on them."""
TINT = "#eaf1ee"
BRAND = "#0d4a4f"
ON_BRAND = "#ffffff"
FAR = "#b4c0bc"
"""Points that only show where the land is."""
BLUE, RUST, DARK = "#0072b2", "#c24e00", "#2f2f3a"


class Direction(NamedTuple):
    """How a direction of evidence looks: a word, a colour, a hatch and the name of a sign."""

    word: str
    colour: str
    hatch: str
    sign: str


DIRECTIONS = {
    "helpt": Direction("helpt", BLUE, "", "up"),
    "belemmert": Direction("belemmert", RUST, "////", "down"),
    "nodig": Direction("nodig", DARK, "xx", "diamond"),
}
SHADES = ("#ffffff", "#e8f1f8", "#d2e5f1", "#b9d7ea")
"""From none to much; ink and the colours of directions stay readable on each."""
EVIDENCE = {
    name: (place, SHADES[place])
    for place, name in enumerate(("Geen bewijs", "Weinig bewijs", "Enig bewijs", "Veel bewijs"))
}
"""How much evidence: so many of three dots, and a shade."""
TEXT_PAIRS = (
    (INK, PAPER), (SOFT, PAPER), (SOFT, TINT), (INK, TINT), (BRAND, PAPER), (BRAND, TINT), (ON_BRAND, BRAND),
    *((INK, shade) for shade in SHADES), *((found.colour, PAPER) for found in DIRECTIONS.values()),
)  # fmt: skip
"""Colours of text on their ground, as the figures use them."""
MARK_PAIRS = (
    (LINE, PAPER), (LINE, TINT),
    *((found.colour, ground) for found in DIRECTIONS.values() for ground in (PAPER, TINT, *SHADES)),
)  # fmt: skip
"""Colours of marks that carry meaning on their ground."""
