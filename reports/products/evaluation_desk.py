"""What a public site has at hand for zelfevaluaties, whichever version of the published files is being shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from reports.products.evaluations import NAME, Evaluations
from reports.products.limits import Limits

_ATTRIBUTE = "kennissynthese_zelfevaluatie"


@dataclass(frozen=True)
class EvaluationDesk:
    """The file with zelfevaluaties, and how often somebody may start one or send answers."""

    evaluations: Evaluations
    starting: Limits = field(default_factory=lambda: Limits(by_address=20, in_all=500))
    sending: Limits = field(default_factory=lambda: Limits(by_address=600, in_all=20_000))

    @classmethod
    def of(cls, folder: Path) -> Self:
        """Return the desk of the study that has this folder."""
        return cls(Evaluations(folder / NAME))


def put_evaluation_desk(datasette: Any, desk: EvaluationDesk) -> None:
    """Make a Datasette take zelfevaluaties."""
    setattr(datasette, _ATTRIBUTE, desk)


def evaluation_desk_of(datasette: Any) -> EvaluationDesk | None:
    """Return the desk of a Datasette that takes zelfevaluaties; None for the review site."""
    return getattr(datasette, _ATTRIBUTE, None)
