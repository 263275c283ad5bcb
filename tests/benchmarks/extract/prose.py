"""Dutch sentences in the manner of policy reports, of word lists: long compounds, numbers, dates, abbreviations."""

from __future__ import annotations

import tomllib
from pathlib import Path
from random import Random

LISTS: dict[str, list[str]] = {
    name: value.split() if isinstance(value, str) else value
    for name, value in tomllib.loads(Path(__file__).with_name("prose.toml").read_text(encoding="utf-8")).items()
}
KINDS = {"quality": "qualities", "body": "bodies", "people": "people", "pairs": "pairs"}
"""Lists whose name is not the plural in -s of what they hold."""
RANGES = {"count": (12, 980), "small": (7, 12), "less": (2, 6), "year": (2014, 2024)}


class Prose:
    """A source of Dutch words, sentences and titles that is wholly determined by its random numbers."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def fill(self, template: str) -> str:
        """Return a template with each slot filled; a slot with a capital begins with one."""
        parts = template.replace("{", "\0{").replace("}", "}\0").split("\0")
        return "".join(self._slot(part[1:-1]) if part.startswith("{") else part for part in parts)

    def sentence(self) -> str:
        """Return one sentence."""
        return self.fill(self.pick("templates"))

    def sentences(self, fewest: int, most: int) -> str:
        """Return that many sentences, no two alike."""
        count = self.random.randint(fewest, most)
        return " ".join(self.fill(each) for each in self.random.sample(LISTS["templates"], count))

    def title(self) -> str:
        """Return the title of a chapter or section."""
        return self.fill(self.pick("titles"))

    def pick(self, kind: str) -> str:
        """Return one of a list."""
        return self.random.choice(LISTS[kind])

    def words(self, count: int) -> str:
        """Return some words that make no sentence, as in a cell of a table."""
        slots = (self.random.choice(("compound", "people", "adverb")) for _ in range(count))
        return " ".join(map(self._value, slots)).capitalize()

    def _slot(self, name: str) -> str:
        value = self._value(name.lower())
        return value[0].upper() + value[1:] if name[0].isupper() else value

    def _value(self, name: str) -> str:
        number = self.random.randint
        match name:
            case "compound":
                return self.pick("firsts") + self.pick("seconds")
            case "date":
                return f"{number(1, 28)} {self.pick('months')} {number(2015, 2024)}"
            case "money":
                return f"€ {number(1, 9)}.{number(100, 999)}.{number(0, 9)}00"
            case "percent":
                return f"{number(2, 97)},{number(0, 9)}%"
            case "count" | "small" | "less" | "year":
                return str(number(*RANGES[name]))
            case "article":
                return f"{number(2, 8)}.{number(1, 9)}, eerste lid,"
            case "mail":
                return f"{self.pick('firsts')}@{self.pick('towns').strip('’').lower()}.example"
            case "site":
                return f"www.{self.pick('towns').strip('’').lower()}.example/{self.pick('firsts')}"
        return self.pick(KINDS.get(name, f"{name}s"))
