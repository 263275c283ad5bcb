"""What can go wrong, as exceptions that say what, where, and what to do.

Problem
├── Unreadable      one record cannot be read: an issue row, and the run goes on
├── Surprise        a source is not what its parser knows: that source stops, the others go on, exit status 1
└── Refused         what the user asked for cannot be done as it stands: nothing is changed, exit status 2
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.record import Record
from corpus.records import Issue


class Problem(Exception):
    """A problem with its place and its remedy."""

    severity = "surprise"

    def __init__(self, subject: str, problem: str, remedy: str) -> None:
        """Keep where it is, what is wrong, and what to do about it."""
        super().__init__(subject, problem, remedy)
        self.subject, self.problem, self.remedy = subject, problem, remedy

    def __str__(self) -> str:
        """Return one sentence for the log: where, what, and what to do."""
        return f"{self.subject}: {self.problem}. {self.remedy}."

    def as_issue(self) -> Issue:
        """Return the issue row of this problem; the runner fills in stage and input."""
        return Issue(severity=self.severity, subject=self.subject, problem=self.problem, remedy=self.remedy)


class Unreadable(Problem):
    """One record cannot be read."""

    severity = "unreadable"


class Surprise(Problem):
    """A source is not what its parser knows."""


class Refused(Problem):
    """What the user asked for cannot be done as it stands."""


class Unchanged(Exception):
    """No problem: an input that was done once more would yield what is in the corpus already."""

    def __init__(self, seen: Sequence[Record] = ()) -> None:
        """Keep the records that were seen to be there still."""
        super().__init__(seen)
        self.seen = seen


def name_of_input(input_id: str) -> str:
    """Return how a stage names its input in a problem; the runner puts the address of a document in its place."""
    return f"document {input_id[:12]}"
