"""Lists in pages, and what keeps one from going round for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from harvest.steps import Answer


def marked(answer: Answer, names: Iterable[str], marks: str) -> str:
    """Return the marks of the pages of a list, with that of this page, which is known by the names of what it lists.

    Raises Surprise when the list has given this page before.
    """
    mark = hashlib.sha256("\n".join(names).encode()).hexdigest()[:10]
    if mark in marks.split():
        problem = "gives a page of its list that it has given before, so the rest of the list cannot be had"
        raise answer.surprise(problem, "Run again later; if it happens again, tell the owner of the source")
    return f"{marks} {mark}".strip()
