"""Records of KOOP, publisher of the Dutch government, in its schema gzd: OWMS metadata and the addresses of forms.

Form: Handleiding SRU 2.0 (KOOP) and the answers of https://repository.overheid.nl/sru. Attachments (externe
bijlagen) have no record of their own: a record names their file and number, and a listing says where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from lxml import etree

from harvest.addresses import is_web_address
from harvest.forms.description import Description, day_of
from harvest.forms.dublin_core import description_in_dublin_core
from harvest.forms.xml import parse, text_of
from harvest.steps import LOOK, Answer, Ask, Listed

GZD = "{http://standaarden.overheid.nl/sru}gzd"
_MODIFIED = "{http://purl.org/dc/terms/}modified"
ATTACHMENTS = "https://repository.officiele-overheidspublicaties.nl/externebijlagen"
_FORMS = ("pdf", "odt", "doc", "docx", "html")
"""The forms of a publication that can be read here, the one to prefer first."""
_ATTACHMENT = re.compile(r"(?P<name>.*?)\|?\s*(?P<number>exb-\d{4}-\d+)\s*", re.DOTALL)


def description_in_gzd(gzd: etree._Element) -> Description | None:
    """Return what a record says, with its best form as its one file; None when it has no title and no identifier."""
    said = description_in_dublin_core(gzd)
    if not said:
        return None
    listed = _with_gemeente(gzd, said.listed)
    page = text_of(next(gzd.iter("{*}preferredUrl"), None))
    pages = (page,) if page and is_web_address(page) else ()
    changed_on = day_of(text_of(next(gzd.iter(_MODIFIED), None)))
    more = tuple(_attachments(gzd, listed, page))
    return Description(listed=listed, files=_file(gzd) or pages, pages=pages, more=more, changed_on=changed_on)


def attachment_in(answer: Answer) -> Iterator[Ask]:
    """Yield the ask for an attachment whose listing this is, in its last version; raise Surprise when it lists none."""
    expressions = list(parse(answer).iter("{*}expression"))
    items = [item for expression in expressions[-1:] for item in expression.iterfind("{*}manifestation/{*}item")]
    files = [item for item in items if item.get("label") and not str(item.get("label")).lower().endswith(".xml")]
    if not files:
        raise answer.surprise("lists no file of this attachment", LOOK)
    yield from (_item(answer, item) for item in files)


def _with_gemeente(gzd: etree._Element, listed: Listed) -> Listed:
    """Return what is said, with the creator as gemeente where only the type of organisation tells that it is one."""
    types = [(text_of(kind) or "").lower() for kind in gzd.iter("{*}organisatietype")]
    if listed.gemeente or "gemeente" not in types:
        return listed
    return replace(listed, gemeente=listed.authors, authors=None)


def _file(gzd: etree._Element) -> tuple[str, ...]:
    forms: dict[str, str] = {}
    for element in gzd.iter("{*}itemUrl"):
        address = text_of(element)
        if address and is_web_address(address):
            forms.setdefault(element.get("manifestation") or "", address)
    return next(((forms[form],) for form in _FORMS if form in forms), ())


def _attachments(gzd: etree._Element, listed: Listed, page: str | None) -> Iterator[Ask]:
    for element in gzd.iter("{*}externeBijlage"):
        found = _ATTACHMENT.fullmatch(text_of(element) or "")
        if found:
            number = found["number"]
            title = PurePath(found["name"].strip()).stem or listed.title
            own = replace(listed, title=title, identifier=number)
            url = f"{ATTACHMENTS}/{number}/1/"
            yield Ask(url=url, step="attachment", is_document=False, listed=own, found_on=page)


def _item(answer: Answer, item: etree._Element) -> Ask:
    """Return the ask for a file: number, version, form and name follow one another in its address."""
    labels = [ancestor.get("label") for ancestor in item.iterancestors("{*}manifestation", "{*}expression")]
    path = "/".join(label or "1" for label in (labels[1], labels[0], item.get("label")))
    url = f"{ATTACHMENTS}/{answer.ask.listed.identifier}/{path}"
    return Ask(url=url, listed=answer.ask.listed, found_on=answer.ask.found_on)
