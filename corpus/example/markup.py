"""Reads the markup inside a text of the example: emphasis, footnote marks, and quotation marks as printed."""

import re
import unicodedata
from collections.abc import Iterator

MARKUP = re.compile(r"\*\*(?P<strong>\S.*?)\*\*|\*(?P<emph>\S.*?)\*|\s*\[\^(?P<note>\w+)\]")
OPENING_DOUBLE = re.compile(r'(^|[\s(\[–—-])(\**)"')
# An apostrophe that stands for a dropped letter ('s avonds, 't, '19) never opens a quotation.
OPENING_SINGLE = re.compile(r"(^|[\s(\[–—“-])(\**)'(?![stnmkr]\b|\d\d\b)")

Span = tuple[str, str]
"""A run of text: its style (text, strong, emph, note) and its words; of a note, its label."""


def typeset(text: str) -> str:
    """The text on one line, NFC, with the quotation marks that a printer would set."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    text = OPENING_DOUBLE.sub(r"\1\2“", text).replace('"', "”")
    return OPENING_SINGLE.sub(r"\1\2‘", text).replace("'", "’")


def read_spans(text: str) -> Iterator[Span]:
    """The runs of one style in a text with markup."""
    end = 0
    for match in MARKUP.finditer(text):
        if match.start() > end:
            yield "text", text[end : match.start()]
        style = match.lastgroup or "text"
        yield style, match[style]
        end = match.end()
    if end < len(text):
        yield "text", text[end:]


def strip_markup(text: str) -> str:
    """The words of a text without markup and footnote marks."""
    return "".join(words for style, words in read_spans(text) if style != "note").strip()
