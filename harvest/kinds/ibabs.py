"""Sites of gemeenteraden that are made with "GO. raadsinformatie": meetings, their agendas, and the documents of both.

`url` or `urls` are the overview of meetings, as https://gemeenteraad.example.nl/Vergaderingen/, or meetings. From an
overview, further overviews below it are followed as far as `depth` says. `from` and `until` are days of meetings;
`allow` and `deny` hold against titles and addresses of documents.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from corpus.sections import SourceSettings
from harvest.addresses import address_faults
from harvest.forms.choosing import is_in_period, is_wanted, pattern_faults
from harvest.forms.meeting_addresses import meeting_address, meeting_day
from harvest.forms.meeting_pages import Entry, MeetingPage
from harvest.forms.queries import period_faults, with_parameters
from harvest.kinds import Context, Fault, Kind
from harvest.steps import LOOK, Answer, Ask, Listed, Mention, Step

_DOCUMENTS = "/modules/risbis/risbis.php"
_OVERVIEW = "vergadering"
_NO_OVERVIEW = re.compile(r"/(?:print|notitie|download|alle-documenten|rss\w*)(?:/|$)|\.\w{2,4}$", re.IGNORECASE)
_YEAR = re.compile(r"/(\d{4})(?=/|$)")
_LOOK = "Look at this meeting in a browser"


class _Occasion(NamedTuple):
    """The page and the day of a meeting, and the gemeente of the site."""

    page: str
    day: str | None
    gemeente: str | None


def _faults(settings: SourceSettings) -> Iterator[Fault]:
    yield from address_faults(settings)
    yield from period_faults(settings)
    yield from pattern_faults(settings)


def _begin(settings: SourceSettings, context: Context) -> Iterator[Step]:
    for url in settings.addresses:
        yield _listing(url, "page", "0")


def _listing(url: str, step: str, carried: str = "") -> Ask:
    return Ask(url=url, step=step, is_document=False, is_listing=True, carried=carried)


def _read(answer: Answer, settings: SourceSettings) -> Iterator[Step]:
    if answer.ask.step == "documents":
        yield from _read_documents(answer, settings)
        return
    page = MeetingPage(answer)
    if page.is_meeting:
        yield from _read_meeting(answer, settings, page)
    elif answer.ask.step == "page":
        yield from _read_overview(answer, settings, page)
    else:
        raise answer.surprise("is no page of a meeting", LOOK)


def _read_overview(answer: Answer, settings: SourceSettings, page: MeetingPage) -> Iterator[Step]:
    depth = int(answer.ask.carried)
    meetings: dict[str, str] = {}
    overviews = []
    for url in page.links():
        meeting = meeting_address(url)
        if meeting:
            meetings.setdefault(meeting.casefold().rstrip("/"), meeting)
        elif _is_overview(settings, page, url):
            overviews.append(url)
    # Further down there are overviews of what is still to come, which may be empty.
    if not meetings and not overviews and not (depth and page.is_whole):
        raise answer.surprise("is neither the page of a meeting nor an overview of meetings", LOOK)
    for meeting in meetings.values():
        if is_in_period(settings, meeting_day(meeting)):
            yield _listing(meeting, "meeting")
    if depth < settings.depth:
        yield from (_listing(url, "page", str(depth + 1)) for url in overviews)


def _is_overview(settings: SourceSettings, page: MeetingPage, url: str) -> bool:
    """Tell whether an address is one of meetings, below a start address, and of a year that is wanted."""
    parts = urlsplit(url)
    path = parts.path.casefold().rstrip("/")
    starts = [urlsplit(start).path.casefold().rstrip("/") for start in settings.addresses]
    is_below = any(path.startswith(f"{start}/") or (path == start and parts.query) for start in starts)
    if _OVERVIEW not in path or not is_below or url == page.url or _NO_OVERVIEW.search(path):
        return False
    year = _YEAR.search(path)
    first = settings.from_.year if settings.from_ else 0
    last = settings.until.year if settings.until else 9999
    return year is None or first <= int(year[1]) <= last


def _read_meeting(answer: Answer, settings: SourceSettings, page: MeetingPage) -> Iterator[Step]:
    occasion = _Occasion(page.url, page.day, page.gemeente)
    if not is_in_period(settings, occasion.day):
        return
    yield from _steps(settings, page.own_entries(), occasion)
    for row in page.rows():
        if row.entries:
            yield from _steps(settings, row.entries, occasion)
        elif row.has_documents and row.number is None:
            yield answer.warning(f"the documents of agenda item '{row.title}' cannot be asked for", _LOOK)
        elif row.has_documents:
            parameters = {"g": "get_docs_for_ag", "agendapunt_object_id": row.number}
            url = with_parameters(urljoin(page.url, _DOCUMENTS), parameters)
            yield _listing(url, "documents", json.dumps(occasion))


def _read_documents(answer: Answer, settings: SourceSettings) -> Iterator[Step]:
    occasion = _Occasion(*json.loads(answer.ask.carried))
    page = MeetingPage(answer)
    if page.is_whole:
        raise answer.surprise("is no list of the documents of an agenda item", LOOK)
    entries = page.all_entries(occasion.page)
    if not entries:
        yield answer.warning("names no documents, though its agenda says that there are", _LOOK)
    yield from _steps(settings, entries, occasion)


def _steps(settings: SourceSettings, entries: Iterable[Entry], occasion: _Occasion) -> Iterator[Step]:
    """Yield the ask for each document, or the mention that it is confidential or has no address."""
    for entry in entries:
        listed = Listed(
            title=entry.title,
            date=occasion.day,
            publisher=settings.publisher,
            gemeente=occasion.gemeente,
            type=entry.type,
        )
        known_by = entry.url or f"{occasion.page} ({entry.title})"
        if not is_wanted(settings, entry.url or occasion.page, entry.title):
            continue
        if entry.is_confidential:
            yield Mention(url=known_by, problem="is confidential", listed=listed)
        elif entry.url:
            yield Ask(url=entry.url, listed=listed, found_on=occasion.page)
        else:
            yield Mention(url=known_by, problem="its list gives no address of it", listed=listed)


KIND = Kind(
    needs=(("url", "urls"),),
    uses=("depth", "from", "until", "allow", "deny"),
    begin=_begin,
    read=_read,
    faults=_faults,
)
