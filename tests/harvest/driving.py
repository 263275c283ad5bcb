"""A kind driven without the engine: its asks are answered by a plain client, so that its own logic is tested."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections import deque
from pathlib import Path
from typing import Any

from corpus.issues import Surprise
from corpus.sections import SourceSettings
from corpus.sniff import sniff
from harvest.kinds import Context, load_kind
from harvest.steps import Answer, Ask, Step


def drive(kind: str, base: Path = Path(), bookmark: str | None = None, **values: Any) -> list[Step | Surprise]:
    """Return all steps of a kind in order; a Surprise that reading an answer raised stands in its place."""
    settings = SourceSettings.model_validate({"kind": kind, "name": "bron", **values})
    module = load_kind(kind)
    steps: list[Step | Surprise] = list(module.begin(settings, Context(base, bookmark)))
    waiting = deque(step for step in steps if isinstance(step, Ask))
    seen = {(ask.url, ask.nth) for ask in waiting}
    while waiting:
        ask = waiting.popleft()
        answer = _answer(ask)
        if not (ask.step and answer):
            continue
        found: list[Step | Surprise] = []
        try:
            found.extend(module.read(answer, settings))
        except Surprise as problem:
            found.append(problem)
        steps += found
        fresh = [step for step in found if isinstance(step, Ask) and (step.url, step.nth) not in seen]
        seen |= {(step.url, step.nth) for step in fresh}
        waiting.extend(fresh)
    return steps


def _answer(ask: Ask) -> Answer | None:
    request = urllib.request.Request(ask.url, headers={"Accept": ask.accept} if ask.accept else {})
    try:
        with urllib.request.urlopen(request, timeout=5) as reply:
            content = reply.read()
            headers = {name.lower(): value for name, value in reply.headers.items()}
            return Answer(ask=ask, final_url=reply.url, content=content, media_type=sniff(content), headers=headers)
    except urllib.error.HTTPError:
        return None
