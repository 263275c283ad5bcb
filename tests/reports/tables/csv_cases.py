"""Texts that a spreadsheet would take for a formula."""

from __future__ import annotations

FORMULAS = (
    "=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=HYPERLINK('x')", "=cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20SUM(A1)",
    " =1+1", "\u00a0=1+1", "\ufeff=1+1", "\u200b=1", "=DDE(\"cmd\";\"/C calc\";\"x\")", "\tx", "\rx", "\nx",
)  # fmt: skip
INNER = (
    "eerst; =1+1", "eerst;=cmd|' /C calc'!A0", "eerst\n@SUM(A1)", "eerst\r\n+1", "eerst\t-1", "eerst;\n \uff1d1",
    'zei hij; "=1"', "a,=1", "a;'=1",
)  # fmt: skip
"""Texts in which one would begin where another sign stands between cells."""
