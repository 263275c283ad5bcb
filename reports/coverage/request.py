"""The request to the griffie of a gemeente for an evaluation that was not found, in Dutch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_SHOWN = 3
"""The most proofs that a request gives."""


@dataclass(frozen=True)
class Proof:
    """What shows that an evaluation exists: a place in a document, or without `document` the list of the study."""

    document: str | None
    page: int | None
    quote: str | None

    def __str__(self) -> str:
        """Return the proof as one line of a request."""
        if self.document is None:
            return f"onze lijst van verwachte evaluaties{f': {self.quote}' if self.quote else ''}"
        page = f", bladzijde {self.page}" if self.page else ""
        return f"‘{self.document}’{page}{f': “{self.quote}”' if self.quote else ''}"


@dataclass(frozen=True)
class Sender:
    """The study that asks: its title, and where it can be reached."""

    title: str
    contact: str


def write_request(sender: Sender, gemeente: str, year: int, titles: Sequence[str], proofs: Sequence[Proof]) -> str:
    """Return the request for the evaluation of a gemeente in a year, known by these titles and proofs."""
    named = " of ".join(f"‘{title}’" for title in titles)
    what = f"{named}, gemeente {gemeente}, {year}" if titles else f"een evaluatie van de gemeente {gemeente} uit {year}"
    more = f"\n- en nog {len(proofs) - _SHOWN} andere plaatsen" if len(proofs) > _SHOWN else ""
    lines = "\n".join(f"- {proof}" for proof in proofs[:_SHOWN])
    contact = sender.contact.removeprefix("mailto:")
    return (
        f"Aan de griffie van de gemeente {gemeente}\n\n"
        f"Onderwerp: verzoek om een evaluatie uit {year}\n\n"
        "Geachte griffie,\n\n"
        f"Voor de kennissynthese ‘{sender.title}’ verzamelen wij evaluaties van gemeenten. "
        f"Eén daarvan hebben wij niet gevonden:\n\n{what}{'' if titles else ' (de titel kennen wij niet)'}\n\n"
        f"Dat deze evaluatie bestaat, blijkt uit:\n{lines}{more}\n\n"
        "Wilt u ons het rapport sturen, of het adres waar het te vinden is? "
        "Is het niet openbaar, of is deze evaluatie bij u niet bekend, dan horen wij dat ook graag.\n\n"
        f"Met vriendelijke groet,\n\nde makers van ‘{sender.title}’\n{contact}"
    )
