"""Addresses that ask something: their parameters, and the days that they ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from corpus.sections import SourceSettings
from harvest.kinds import Fault


def with_parameters(url: str, parameters: Mapping[str, str | None]) -> str:
    """Return an address with these parameters in place of its own of the same names; those that are None are left out.

    Its other parameters stay, because the base addresses of some services have them.
    """
    parts = urlsplit(url)
    own = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in parameters]
    asked = [(name, value) for name, value in parameters.items() if value is not None]
    return urlunsplit(parts._replace(query=urlencode(own + asked, quote_via=quote), fragment=""))


def parameter_of(url: str, name: str) -> str | None:
    """Return the first value of a parameter of an address; None when it has none."""
    return dict(reversed(parse_qsl(urlsplit(url).query))).get(name)


def period_faults(settings: SourceSettings) -> Iterator[Fault]:
    """Yield that the first day that is wanted comes after the last."""
    if settings.from_ and settings.until and settings.from_ > settings.until:
        problem = f"its first day, {settings.from_}, comes after its last, {settings.until}"
        yield Fault(("from",), problem, "Change the two about, or leave one out")
