"""Addresses of "GO. raadsinformatie": which of them are of a meeting, and when that was.

Form: /Vergaderingen/<body>/<year>/<day>-<month>/<hour>:<minute>/, with agenda items and notes below it.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from w3lib.url import safe_url_string

from harvest.addresses import is_web_address
from harvest.forms.days import day_in

_MEETING = re.compile(
    r"(?P<meeting>.*/(?P<year>\d{4})/(?P<day>\d{1,2})-(?P<month>[a-z]+)/\d{1,2}:\d{2})(?::\d{2})?(?P<rest>/.*)?",
    re.IGNORECASE | re.DOTALL,
)


def meeting_day(url: str) -> str | None:
    """Return the day (ISO 8601) of the meeting that an address is of, or is below; None when it is of none."""
    found = _MEETING.fullmatch(unquote(urlsplit(url).path))
    return day_in(found["year"], found["month"], found["day"]) if found else None


def meeting_address(url: str) -> str | None:
    """Return the address of the meeting that an address is of, or is below; None when it is of none."""
    found = _MEETING.fullmatch(unquote(urlsplit(url).path))
    if not found or not meeting_day(url):
        return None
    return url if (found["rest"] or "/") == "/" else urljoin(url, safe_url_string(f"{found['meeting']}/"))


def base_of(final_url: str, own_url: str) -> str:
    """Return the address that the links of a page count from, by where it was found and what it calls itself.

    Links of a meeting count from its address with a slash at its end, which may be left out when it is asked for.
    """
    try:
        path = urlsplit(own_url).path
    except ValueError:
        path = ""
    url = urljoin(final_url, path) if path and meeting_address(urljoin(final_url, path)) else final_url
    is_bare = meeting_address(url) == url and not urlsplit(url).query and not url.endswith("/")
    return f"{url}/" if is_bare else url


def joined(base: str, address: str) -> str | None:
    """Return an address of a page in full, without fragment and doubled slashes; None when it is none of the web."""
    address = address.strip()
    if re.match(r"//+[^./]*/", address):  # A path with a slash too many, since a host would have a dot.
        address = "/" + address.lstrip("/")
    try:
        url = safe_url_string(urldefrag(urljoin(base, address)).url)
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts._replace(path=re.sub(r"/{2,}", "/", parts.path)).geturl() if is_web_address(url) else None
