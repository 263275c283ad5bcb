"""Malformed documents, made by rule: damaged, hostile, or not what they seem; and what is to become of each."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

SENTENCE = "Het wijkteam helpt inwoners sneller dan de gemeente had verwacht."


@dataclass(frozen=True)
class Malformed:
    """A document that is not as it ought to be, and what reading it is to come to."""

    name: str
    content: bytes
    problem: str = ""
    """What is said of a document that cannot be read; empty for one that can."""
    issue: str = ""
    """What is said of a part that cannot be read, empty where nothing is to be said."""
    holds: str = SENTENCE
    """Words that come back from what can be read."""
    is_lossy: bool = False
    """Either the words come back or something is said: which of the two is a matter of luck."""
    is_slow: bool = False

    def fault(self, text: str, said: str, problem: str) -> str:
        """Return in what the text read, the issue said and the problem of one that is not read differ from these."""
        if self.is_lossy:
            return "" if self.holds in text or said or problem else "words are lost and nothing is said"
        if self.problem not in problem or bool(self.problem) != bool(problem):
            return f"problem {problem!r}, not {self.problem!r}"
        if problem:
            return ""
        if self.issue not in said or bool(self.issue) != bool(said):
            return f"issue {said!r}, not {self.issue!r}"
        return "" if self.holds in text else f"text {text[:200]!r}"


def blown_up(data: bytes, times: int) -> bytes:
    """Return the packed form (raw deflate) of data repeated some times, of which it is packed only once."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    part = packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)
    return part * times + packer.flush()


def everything() -> Iterator[Malformed]:
    """Yield all malformed documents."""
    from tests.extract import malformed_office, malformed_pdf, malformed_text

    for module in (malformed_pdf, malformed_office, malformed_text):
        yield from module.documents()
