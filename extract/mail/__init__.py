"""Mail: subject, date and message as one sheet; who wrote it, to whom, and what was written before is left out."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from lxml import etree

from corpus import sniff
from corpus.issues import Unreadable
from corpus.records import Issue
from extract import html
from extract.mail.message import without_quotes, written_in
from extract.markup import parse, pieces_of
from extract.sheet import Piece, Sheet, clean
from extract.text import read_text

MEDIA_TYPES = (sniff.MAIL, sniff.MHTML)
METHOD = "mail"
_ANSWER = re.compile(r"(?:(?:re|fwd?|antw|betr|doorgestuurd)\s*:\s*)+", re.IGNORECASE)
_MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
           "november", "december")  # fmt: skip


def read_sheets(content: bytes, media_type: str, subject: str) -> Iterator[Sheet | Issue]:
    """Yield the sheet of a mail, and issues for what is attached and for older messages; or a saved web page."""
    message = _parse(content, subject)
    if media_type == sniff.MHTML:
        yield from _page(message, subject)
        return
    text, is_html = _body(message)
    pieces, has_older = _pieces_of_page(text) if is_html else _pieces_of_text(text)
    title = clean(_ANSWER.sub("", " ".join(str(message["subject"] or "").split())))
    head = [Piece(role="title", text=title)] if title else []
    head += [Piece(role="paragraph", text=f"Verzonden: {date}")] if (date := _date(message)) else []
    yield Sheet(number=1, method=METHOD, pieces=(*head, *pieces))
    yield from _issues(message, has_older, subject)


def _parse(content: bytes, subject: str) -> EmailMessage:
    try:
        return email.message_from_bytes(content, policy=policy.default)
    except (ValueError, LookupError, IndexError, AttributeError, RecursionError) as error:
        raise Unreadable(subject, "its headers are damaged", "Save the message anew, or as PDF") from error


def _body(message: EmailMessage) -> tuple[str, bool]:
    """Return the text of a message and whether it is HTML, which is used only where there is no plain text."""
    part = message.get_body(("plain", "html"))
    if part is None:
        payload = message.get_payload()
        return payload if isinstance(payload, str) else "", False
    try:
        text = str(part.get_content())
    except (LookupError, ValueError, KeyError):
        payload = part.get_payload(decode=True)
        text = payload.decode("cp1252", "replace") if isinstance(payload, bytes) else ""
    return text, part.get_content_type() == "text/html"


def _pieces_of_text(text: str) -> tuple[list[Piece], bool]:
    """Return the pieces of a message in plain text, and whether older ones were left out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    numbers, has_older = written_in(lines)
    return read_text("\n".join(without_quotes(lines[number]) for number in numbers)), has_older


def _pieces_of_page(page: str) -> tuple[list[Piece], bool]:
    """Return the pieces of a message in HTML, and whether older ones were left out."""
    try:
        root = parse(page)
    except (etree.ParserError, ValueError):
        return [], False
    quoted = root.xpath("//blockquote | //div[contains(@class, 'gmail_quote')]")
    pieces = list(pieces_of(root))
    for element in quoted:
        element.drop_tree()
    own = list(pieces_of(root)) or pieces
    numbers, has_older = written_in([piece.text or "|" for piece in own])
    return [own[number] for number in numbers], has_older or len(own) < len(pieces)


def _date(message: EmailMessage) -> str:
    """Return the date of a message as it is written in Dutch; "" where it has none."""
    try:
        moment: datetime = parsedate_to_datetime(str(message["date"]))
    except (TypeError, ValueError, IndexError):
        return ""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _issues(message: EmailMessage, has_older: bool, subject: str) -> Iterator[Issue]:
    names = [clean(part.get_filename() or part.get_content_type()) for part in message.iter_attachments()]
    if names:
        problem = f"what is attached to it is not read: {', '.join(names)}"
        remedy = "Save what matters and add it to the study as a document of its own"
        yield Issue(severity="warning", subject=subject, problem=problem, remedy=remedy)
    if has_older:
        problem, remedy = "older messages quoted below it are left out", "Add them as messages of their own"
        yield Issue(severity="warning", subject=subject, problem=problem, remedy=remedy)


def _page(message: EmailMessage, subject: str) -> Iterator[Sheet | Issue]:
    """Yield the sheet of a web page that was saved with what belongs to it (RFC 2557)."""
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    content = page.get_payload(decode=True) if page is not None else None
    if not isinstance(content, bytes):
        raise Unreadable(subject, "it holds no page", "Save the page anew, as HTML or PDF")
    yield from html.read_sheets(content, sniff.HTML, subject)
