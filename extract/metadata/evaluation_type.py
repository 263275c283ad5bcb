"""Whether an evaluation looks at the process or at the effects."""

import re
from collections.abc import Iterator

from extract.metadata.front import front_text, title_lines
from extract.metadata.reading import Candidate, Reading

FIELD = "evaluation_type"

_CUES = {
    "procesevaluatie": re.compile(
        r"\bproces(?:-\s?)?evaluaties?\b|\btussenevaluatie\b|\bactieonderzoek\b", re.IGNORECASE
    ),
    "effectevaluatie": re.compile(
        r"\beffect(?:-\s?)?(?:evaluaties?|meting|onderzoek)\b|\bdoeltreffendheid\b|\bdoelbereik\b|\bvervolgmeting\b"
        r"|\bnulmeting\b|\bmaatschappelijke (?:kosten|baten)\b|\beffecten\b",
        re.IGNORECASE,
    ),
}
_PAGES = 6


def read(reading: Reading) -> Iterator[Candidate]:
    """Yield the types of evaluation that title, front or text speak of; the text must name the type itself."""
    title = "\n".join(line.text for line in title_lines(reading))
    for kind, cue in _CUES.items():
        for text, method, confidence in (
            (title, "woord in de titel", 0.9),
            (front_text(reading), "woord op de voorkant", 0.7),
        ):
            if match := cue.search(text):
                quote, page = reading.quote(match[0])
                yield Candidate(kind, quote or match[0], page, method, confidence)
                break
        yield from _in_text(reading, kind)


def _in_text(reading: Reading, kind: str) -> Iterator[Candidate]:
    pattern = re.compile(rf"\b{kind}s?\b", re.IGNORECASE)
    mentions = [(match, page) for page in reading.pages[:_PAGES] for match in pattern.finditer(page.text)]
    if mentions:
        match, page = mentions[0]
        confidence = min(0.4 + 0.1 * len(mentions), 0.8)
        yield Candidate(kind, match[0], page.number, "woorden op de eerste bladzijden", confidence)
