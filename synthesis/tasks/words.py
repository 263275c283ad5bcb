"""The Dutch words and patterns by which tasks are read, from `taakwoorden.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

WORDS = Path(__file__).parent / "taakwoorden.toml"


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(_file()["woorden"][name].split())


@cache
def pattern(table: str, name: str) -> str:
    """Return the patterns of a list as one, with the parts that they name filled in."""
    source = "|".join(_file()[table][name])
    for part, text in _file()["delen"].items():
        source = source.replace(f"{{{part}}}", "|".join(text.split()).replace("_", " "))
    return source


@cache
def compiled(table: str, name: str) -> re.Pattern[str]:
    """Return that pattern, to be matched without regard to capitals."""
    return re.compile(pattern(table, name), re.IGNORECASE)
