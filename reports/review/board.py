"""What was judged so far, kept in memory beside the review database, so that no page has to read it all."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from corpus.judgements import Judgement
from corpus.review.entries import Reply, Round, RoundClosed
from corpus.review.ledger import Entry, Ledger


class Board:
    """The judgements that hold, by member and by coding; rounds, and replies to remarks."""

    def __init__(self, ledger: Ledger) -> None:
        """Take all entries of a review database."""
        self.own: dict[str, dict[tuple[Any, ...], Judgement]] = defaultdict(dict)
        """By pseudonym and coding (document, page, start, end, codebook, dimension, code)."""
        self.of: dict[tuple[Any, ...], dict[str, Judgement]] = defaultdict(dict)
        """By coding and pseudonym."""
        self.by_id: dict[str, Judgement] = {}
        self.remarked: dict[str, Entry] = {}
        """The entries of judgements with a remark, by uuid, in order."""
        self.rounds: dict[int, Round] = {}
        self.closed: set[int] = set()
        self.replies: dict[str, Entry] = {}
        """The last reply to a remark, by the uuid of the judgement that it came with."""
        self.others: dict[str, list[Entry]] = defaultdict(list)
        """Entries of the other kinds, by kind, in order."""
        self.seq = 0
        for entry in ledger.entries():
            self.take(entry)

    def take(self, entry: Entry) -> None:
        """Take one entry; one that was taken before changes nothing."""
        if entry.seq <= self.seq:
            return
        self.seq = entry.seq
        said = entry.statement
        if isinstance(said, Judgement):
            self.own[said.pseudonym][said.coding] = self.of[said.coding][said.pseudonym] = said
            self.by_id[said.id] = said
            if entry.remark_hash:
                self.remarked[entry.uuid] = entry
        elif isinstance(said, Round):
            self.rounds[said.number] = said
        elif isinstance(said, RoundClosed):
            self.closed.add(said.number)
        elif isinstance(said, Reply):
            self.replies[said.judgement] = entry
        else:
            self.others[entry.kind].append(entry)

    def open_round(self, today: str) -> Round | None:
        """Return the last round that is not closed and whose last day has not passed."""
        there = [each for number, each in sorted(self.rounds.items()) if number not in self.closed]
        return next((each for each in reversed(there) if today <= each.closes_on), None)
