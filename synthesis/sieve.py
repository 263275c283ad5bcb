"""Which passages are too short to say anything, so that they get no vector and no code.

A first ranking by words was tried in place of this rule: a regression over lemmas, pairs of lemmas, stems and form,
with the mean of the document. Trained on 2,700 passages, it could rule out 8 to 12 % of those of other documents at a
recall of .98, and 17 to 20 % with the mean of the document. At the speed of the embedder that saves less than the
relevant passages are worth that it loses (`python -m tests.benchmarks.embed` prints what one by lemmas can do). Of
what this rule leaves out, coders gave no passage a code.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]{2,}")


def why_left_out(text: str, fewest_words: int) -> str | None:
    """Return why a text gets no vector, in Dutch for readers, or None where it gets one."""
    count = sum(1 for _ in _WORD.finditer(text))
    if count >= fewest_words:
        return None
    return f"{count} {'woord' if count == 1 else 'woorden'}: te kort om iets te stellen (minder dan {fewest_words})"
