"""What counts of a language model's answer: codes that exist, with a quote that is literally in the passage.

The rest is counted and left out; nothing is guessed or mended. So a passage that gives the model orders ("ignore your
instructions") can at worst bring about a wrong code with a quote that is really there, which a person is to judge.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from synthesis.coding.codebook import NONE, Code, Codebook
from synthesis.coding.coder import MOST
from synthesis.coding.quotes import QUOTE_WORDS

FEWEST_WORDS = 3
"""A shorter quote is in nearly every passage."""
MOST_NAME_WORDS = 8
_FENCED = re.compile(r"\s*```(?:json)?\s*\n(.*)\n\s*```\s*", re.DOTALL)
_NAME = re.compile(r"[^\W\d_][\w ,'’()/&-]*")
_DIRECTED = frozenset({"soort", "element"})

Refusal = Literal["form", "code", "direction", "quote", "repeated"]
REFUSALS: dict[Refusal, str] = {
    "form": "not in the form that was asked",
    "code": "codes that are not in the codebook",
    "direction": "directions that are not in the codebook",
    "quote": "quotes that are not literally there",
    "repeated": "more than may be given",
}


class _Given(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    code: str
    richting: str | None = None
    citaat: str
    zekerheid: Literal["laag", "midden", "hoog"] | None = None


class Accepted(NamedTuple):
    """A code with its direction, the span of its quote in the passage, and how sure the model said it was."""

    dimension: str
    code: str
    direction: str | None
    start: int
    end: int
    confidence: str | None


def read_passages(reply: str, count: int) -> dict[int, list[Any]]:
    """Return the codes that a reply gives to the passages p1 … p`count`, by position, as they were given.

    A passage that is named twice, or whose codes are no list, is left out.
    """
    answer = _parsed(reply)
    passages = answer.get("passages") if isinstance(answer, dict) else None
    if not isinstance(passages, list):
        return {}
    named = [each for each in passages if isinstance(each, dict) and isinstance(each.get("codes"), list)]
    times = Counter(str(each.get("id")) for each in named)
    by_id = {str(each.get("id")): each["codes"] for each in named}
    return {n: by_id[f"p{n + 1}"] for n in range(count) if times[f"p{n + 1}"] == 1}


def read_name(reply: str) -> str | None:
    """Return the name in a reply, or None where it has none."""
    answer = _parsed(reply)
    name = answer.get("naam") if isinstance(answer, dict) else None
    return name if isinstance(name, str) else None


def _parsed(reply: str) -> Any:
    """Return the JSON of a reply that holds nothing else, but for a fence around it; None where it is no JSON."""
    fenced = _FENCED.fullmatch(reply)
    try:
        return json.loads(fenced[1] if fenced else reply)
    except (ValueError, RecursionError):
        return None


def accept(text: str, given: Sequence[Any], codebook: Codebook) -> tuple[list[Accepted], Counter[Refusal]]:
    """Return what counts of the codes that were given to a passage, and how many were refused, by reason."""
    accepted: list[Accepted] = []
    refused: Counter[Refusal] = Counter()
    for each in given:
        found = _judge(text, each, codebook)
        if isinstance(found, str):
            refused[found] += 1
        elif found.code == NONE:
            continue  # It says that there is nothing to code, and so does an empty list.
        elif _is_one_too_many(found, accepted):
            refused["repeated"] += 1
        else:
            accepted.append(found)
    return accepted, refused


def _judge(text: str, value: Any, codebook: Codebook) -> Accepted | Refusal:
    try:
        given = _Given.model_validate(value)
    except ValidationError:
        return "form"
    number = codebook.positions.get(given.code)
    if number is None:
        return "code"
    code = codebook.codes[number]
    if not _is_direction(given.richting, code, codebook):
        return "direction"
    span = (0, 0) if code.code == NONE else find_quote(text, given.citaat)
    if span is None:
        return "quote"
    direction = given.richting if code.dimension in _DIRECTED else None
    return Accepted(code.dimension, code.code, direction, *span, given.zekerheid)


def _is_direction(direction: str | None, code: Code, codebook: Codebook) -> bool:
    if code.dimension not in _DIRECTED or direction is None:
        return True
    return f"richting:{direction}" in codebook.positions


def _is_one_too_many(found: Accepted, earlier: Sequence[Accepted]) -> bool:
    alike = [each for each in earlier if each.dimension == found.dimension]
    return any(each.code == found.code for each in alike) or len(alike) >= MOST.get(found.dimension, len(alike) + 1)


def find_quote(text: str, quote: str) -> tuple[int, int] | None:
    """Return the span of a quote in a text, whatever white space parts its words; None where it is not there.

    A quote has FEWEST_WORDS to QUOTE_WORDS words and does not begin or end inside a word.
    """
    words = quote.split()
    if not FEWEST_WORDS <= len(words) <= QUOTE_WORDS:
        return None
    inner = r"\s+".join(map(re.escape, words))
    before = r"(?<!\w)" if re.match(r"\w", words[0]) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", words[-1]) else ""
    match = re.search(before + inner + after, text)
    return match.span() if match else None


def accept_name(name: str) -> str | None:
    """Return a name as it may be shown: two to eight plain words that begin with a capital; None for any other."""
    words = name.strip().rstrip(".").split()
    plain = " ".join(words)
    if not 2 <= len(words) <= MOST_NAME_WORDS or len(plain) > 80 or not _NAME.fullmatch(plain):
        return None
    return plain[0].upper() + plain[1:]
