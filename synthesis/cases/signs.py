"""The signs by which a passage is known to tell a case, from `casustekens.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SIGNS = Path(__file__).parent / "casustekens.toml"


@dataclass(frozen=True)
class Sign:
    """Something that speaks for a case, or against it: how much each place weighs, and how much all may together."""

    name: str
    pattern: re.Pattern[str]
    weight: float
    most: float

    def points(self, count: int) -> float:
        """Return what a number of places weigh."""
        total = self.weight * count
        return min(total, self.most) if total > 0 else max(total, self.most)


@dataclass(frozen=True)
class Signs:
    """All signs: what is looked for in a passage, the titles that announce a case, and what a first look asks for."""

    signs: tuple[Sign, ...]
    title: re.Pattern[str]
    voices: re.Pattern[str]
    first_look: re.Pattern[str]


@cache
def load_signs() -> Signs:
    """Return the signs of the file, read once a process."""
    file = tomllib.loads(SIGNS.read_text(encoding="utf-8"))
    parts = {name: "|".join(text.split()) for name, text in file["delen"].items()}
    title, voices = ("|".join(file["koppen"][name]) for name in ("titel", "stem"))
    return Signs(
        signs=tuple(_sign(sign, parts) for sign in file["tekens"]),
        title=re.compile(
            rf"^[ \t]*(?:[\d.]+\s+)?(?:[Kk]ader\s*\d*:?\s*)?(?=[A-Z])(?i:{title})"
            r"(?:[ \t]*\d*[ \t]*$|[ \t]*\d*[ \t]*[:–][ \t]|[ \t]+\d+\b|[ \t]+(?=[A-Z‘“\"]))",
            re.MULTILINE,
        ),
        voices=re.compile(voices, re.IGNORECASE),
        first_look=re.compile(rf"\b(?:{'|'.join(file['eerste_blik']['woorden'].split())})\b", re.IGNORECASE),
    )


def _sign(sign: dict[str, Any], parts: dict[str, str]) -> Sign:
    source = "|".join(sign["patronen"])
    for name, text in parts.items():
        source = source.replace(f"{{{name}}}", f"(?:{text})")
    flags = re.MULTILINE if sign.get("hoofdletters") else re.MULTILINE | re.IGNORECASE
    return Sign(sign["naam"], re.compile(source, flags), float(sign["gewicht"]), float(sign["hoogstens"]))
