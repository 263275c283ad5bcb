"""Records in MODS (Metadata Object Description Schema, version 3, Library of Congress)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from harvest.forms.description import LANGUAGE, Description, day_of, joined, parted, says_closed
from harvest.forms.xml import text_of
from harvest.steps import Listed

MODS = "{http://www.loc.gov/mods/v3}mods"
_AUTHORS = frozenset({"aut", "cre", "author", "creator", "auteur"})
_PUBLISHERS = frozenset({"pbl", "publisher", "uitgever"})
_DATES = ("dateIssued", "copyrightDate", "dateCreated")
_LINK = "{http://www.w3.org/1999/xlink}href"


def description_in_mods(mods: etree._Element) -> Description:
    """Return what a record in MODS says; what it says of related items is theirs, and left alone."""
    listed = Listed(
        title=_title(mods),
        date=_date(mods),
        publisher=joined(_texts(mods, "{*}originInfo/{*}publisher")) or joined(_names(mods, _PUBLISHERS)),
        authors=joined(_names(mods, _AUTHORS)) or joined(_names(mods, None)),
        type=joined(_texts(mods, "{*}genre")),
        identifier=next(_texts(mods, "{*}identifier"), None),
    )
    files, pages = parted([*_texts(mods, "{*}location/{*}url"), *_texts(mods, "{*}identifier")])
    conditions = [text for found in mods.iterfind("{*}accessCondition") for text in (text_of(found), found.get(_LINK))]
    return Description(listed=listed, files=files, pages=pages, is_closed=says_closed(conditions))


def _texts(element: etree._Element, path: str) -> Iterator[str]:
    return (text for found in element.iterfind(path) if (text := text_of(found)))


def _title(mods: etree._Element) -> str | None:
    """Return the title with its subtitle, the Dutch one if there is one; alternative titles do not count."""
    own = [info for info in mods.iterfind("{*}titleInfo") if not info.get("type")]
    dutch = [info for info in own if (info.get(LANGUAGE) or info.get("lang") or "").startswith(("nl", "dut"))]
    for info in [*dutch, *own]:
        title = " ".join(text for name in ("nonSort", "title") for text in _texts(info, f"{{*}}{name}"))
        if title:
            return ": ".join([title, *_texts(info, "{*}subTitle")])
    return None


def _date(mods: etree._Element) -> str | None:
    dates = (text for name in _DATES for text in _texts(mods, f"{{*}}originInfo/{{*}}{name}"))
    return day_of(next(dates, None))


def _names(mods: etree._Element, roles: frozenset[str] | None) -> Iterator[str]:
    """Yield the names of those in one of these roles; with None, of those of whom no role is given."""
    for name in mods.iterfind("{*}name"):
        given = {text.lower() for text in _texts(name, "{*}role/{*}roleTerm")}
        if (given & roles if roles else not given) and (text := _name(name)):
            yield text


def _name(name: etree._Element) -> str | None:
    """Return a name with the given name in front, without dates and titles."""
    parts: dict[str, list[str]] = {"given": [], "": [], "family": []}
    for part in name.iterfind("{*}namePart"):
        text = text_of(part)
        if text and part.get("type", "") in parts:
            parts[part.get("type", "")].append(text)
    return " ".join(text for texts in parts.values() for text in texts) or next(_texts(name, "{*}displayForm"), None)
