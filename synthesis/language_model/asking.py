"""Asking a language model about many texts: what the record has is not asked again, and spending has a hard limit.

Before a call, its dearest outcome is set against what is left: a byte of the question is at most a token of the usual
byte-level vocabularies, and the answer has a limit of its own. A call that would go over it is not made.
"""

from __future__ import annotations

import json
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from synthesis.language_model.connection import Connection, Fault, Reply
from synthesis.language_model.prompt import Task
from synthesis.language_model.record import Kept, Said, Spending

log = logging.getLogger(__name__)

WAITS = (1.0, 4.0, 16.0, 30.0)
"""Seconds before a call that failed in passing is made once more."""
LONGEST_WAIT = 120.0
"""An endpoint that asks to wait longer than this is asked again in the next run."""
_FRAME_TOKENS = 64
"""What a protocol adds to a question."""
_ANSWER_FRAME = 100
"""The tokens of an answer that do not depend on the number of texts."""


@dataclass(frozen=True)
class Terms:
    """On which terms a model is asked: texts a call, tokens of answer a text, prices a million tokens, a limit."""

    batch: int = 8
    answer_tokens: int = 400
    price_in: float | None = None
    price_out: float | None = None
    most_spend: float | None = None

    def cost(self, tokens_in: float, tokens_out: float) -> float | None:
        """Return what tokens cost; None where the prices are not known."""
        if self.price_in is None or self.price_out is None:
            return None
        return round((tokens_in * self.price_in + tokens_out * self.price_out) / 1e6, 9)


class _Halted(Exception):
    """No more calls: the limit is reached, or the endpoint is down."""


@dataclass
class Asker:
    """A model with its record, for the length of a run."""

    connection: Connection
    said: Said
    terms: Terms
    sleep: Callable[[float], None] = time.sleep
    down: str | None = None
    """What the endpoint said when it failed for good; from then on it is asked no more."""
    is_spent: bool = False
    """Whether a call was not made because it might go over the limit."""
    calls: int = 0
    spending: Spending = field(default_factory=Spending)
    counts: Counter[str] = field(default_factory=Counter)
    """What the stages that ask tell of this run."""

    def gather(self, task: Task, texts: Sequence[str]) -> dict[str, Kept]:
        """Return the answers about texts; those that could not be asked about are left out."""
        wanted = list(dict.fromkeys(texts))
        missing = [text for text in wanted if self.said.of(task.hash, text) is None]
        size = self.terms.batch
        try:
            for first in range(0, len(missing), size):
                self._settle(task, missing[first : first + size], Spending())
        except _Halted:
            log.debug("%s is asked no more", self.connection.way.name)
        found = {text: self.said.of(task.hash, text) for text in wanted}
        return {text: kept for text, kept in found.items() if kept}

    def _settle(self, task: Task, batch: list[str], before: Spending) -> None:
        """Keep an answer about each text: those that a reply leaves unanswered are asked about again in smaller lots.

        `before` is what earlier calls about each of these texts took. A text whose own call is unreadable is kept so.
        """
        reply, spending = self._call(task, batch)
        each = before + spending.share(len(batch))
        read = task.read(reply.text, len(batch))
        self.said.keep(task.hash, {batch[n]: Kept(answer, each) for n, answer in sorted(read.items())})
        left = [text for n, text in enumerate(batch) if n not in read]
        if left and len(batch) == 1:
            self.said.keep(task.hash, {left[0]: Kept(None, each)})
            return
        for lot in [left] if len(left) < len(batch) else _halves(left):
            if lot:
                self._settle(task, lot, each)

    def _call(self, task: Task, batch: list[str]) -> tuple[Reply, Spending]:
        """Return a reply with what it took; raise _Halted where there is none to be had."""
        question = task.user(batch)
        schema = json.dumps(task.schema, ensure_ascii=False)
        prompt = {"prompt_hash": task.hash, "kind": task.kind, "system": task.system, "schema": schema}
        most_in = len((task.system + question + schema).encode()) + _FRAME_TOKENS
        own = dict(self.connection.way.options).get("max_tokens")
        most_out = int(own) if own else _ANSWER_FRAME + self.terms.answer_tokens * len(batch)
        for wait in (*WAITS, None):
            call_id = self._begin(prompt, batch, most_in, most_out)
            try:
                reply = self.connection.ask(task.system, question, task.schema, most_out)
            except Fault as fault:
                self.said.fail(call_id, is_charged=fault.is_charged)
                self._wait_or_halt(fault, wait)
            else:
                return reply, self._settled(call_id, reply, most_in, most_out)
        raise AssertionError("the last attempt halts")

    def _begin(self, prompt: dict[str, str], batch: list[str], most_in: int, most_out: int) -> int:
        most = self.terms.cost(most_in, most_out)
        limit = self.terms.most_spend
        if self.down is None and limit is not None and most is not None and self.said.spent() + most > limit:
            self.is_spent = True
        if self.down is not None or self.is_spent:
            raise _Halted
        self.calls += 1
        return self.said.begin(prompt, batch, most)

    def _wait_or_halt(self, fault: Fault, wait: float | None) -> None:
        asked = fault.wait_s or 0.0
        if not fault.is_passing or wait is None or asked > LONGEST_WAIT:
            self.down = fault.says
            raise _Halted from fault
        log.info("%s: %s; once more in %g s", self.connection.way.name, fault.says, max(wait, asked))
        self.sleep(max(wait, asked))

    def _settled(self, call_id: int, reply: Reply, most_in: int, most_out: int) -> Spending:
        """Write down what a call took: where the endpoint does not tell, what it took at most."""
        tokens_in = most_in if reply.tokens_in is None else reply.tokens_in
        tokens_out = most_out if reply.tokens_out is None else reply.tokens_out
        spending = Spending(tokens_in, tokens_out, self.terms.cost(tokens_in, tokens_out))
        self.said.settle(call_id, reply.text, spending)
        self.spending += spending
        return spending

    def summary(self) -> str:
        """Return one line on what this run asked and took, and what the study has spent in all."""
        own = self.spending
        parts = [f"{self.calls} calls, {own.tokens_in:.0f} tokens in and {own.tokens_out:.0f} out"]
        if own.cost is not None:
            limit = "" if self.terms.most_spend is None else f" of at most {self.terms.most_spend:g}"
            parts.append(f"cost {own.cost:.4f}, in all {self.said.spent():.4f}{limit}")
        parts += [f"{count} {what}" for what, count in sorted(self.counts.items()) if count]
        return f"{self.connection.way.name}: {'; '.join(parts)}."


def _halves(texts: list[str]) -> Iterator[list[str]]:
    middle = (len(texts) + 1) // 2
    yield texts[:middle]
    yield texts[middle:]
