"""The main text of a web page: the stretch of its pieces in which trafilatura finds text, and what it misses there.

trafilatura (Barbaresi, 2021) with `favor_precision` hardly ever takes what does not belong to the text, but leaves out
paragraphs, lists and headings that do. So its finds are evidence: the main text is the stretch of the page in which
found and plainly running text outweighs links and labels, as in the maximum subsequence of Pasternack and Roth (2009).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

import trafilatura
from lxml.html import HtmlElement, tostring

from extract.markup import parse, pieces_of
from extract.sheet import Piece, clean

_CHROME = ("nav", "footer", "aside", "form", "dialog")
_TEXT = ("main", "article")
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "menu"})
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:cookies?(?:bar|banner|consent|melding|notice)?|breadcrumbs?|kruimelpad|skip-?links?|share|social"
    r"|related|menu|navbar|nav|sidebar|footer|search|zoek\w*|sr-only|visually-hidden|screen-reader-text|modal|popup"
    r"|readspeaker|rs_\w+|tags?|print)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Names of classes and ids that Dutch and other sites give to what is not text."""
_WORDS = 12
"""A paragraph of at least this many words is running text."""
_FEW = 2
"""So few words are found by chance."""
_LABEL, _LINK = -2.0, -4.0
"""What a short piece and a link weigh that trafilatura does not take; a word of running text weighs 1."""
_UNFOUND = 0.6
_KEPT_SHARE = 0.3
"""An element with more of the page's words than this is no menu, whatever its name."""
_KEY = re.compile(r"\W+")


def main_pieces(root: HtmlElement) -> tuple[Piece, ...]:
    """Return the pieces of the main text of a page, none where trafilatura finds none; `root` loses its chrome."""
    found = trafilatura.extract(
        tostring(root, encoding="unicode"),
        output_format="html", favor_precision=True, include_comments=False, include_formatting=True,
        include_tables=True, with_metadata=False,
    )  # fmt: skip
    if not found:
        return ()
    links = {_key(clean(link.text_content())) for link in root.iter("a")}
    strip_chrome(root)
    body = root.find("body")
    pieces = list(pieces_of(root if body is None else body))
    known = _key(" ".join(_words(piece) for piece in pieces_of(parse(found))))
    weights = [_weight(_words(piece), piece, known, links) for piece in pieces]
    is_found = [_is_found(_words(piece), known) for piece in pieces]
    start, end = _best_stretch(weights)
    start = next((at for at in range(start, end) if is_found[at] or pieces[at].role == "heading"), end)
    return tuple(
        piece
        for at, piece in enumerate(pieces)
        if start <= at < end or (is_found[at] and len(_words(piece).split()) >= _WORDS)
    )


def strip_chrome(root: HtmlElement) -> None:
    """Take out of a page what is not text by its element, its role or its name: menus, banners, forms, footers."""
    most = _KEPT_SHARE * len(root.text_content())
    for element in list(root.iter(*_CHROME)):
        # An aside in the text is a box of it; one beside the text is a column of links.
        if element.tag != "aside" or not any(parent.tag in _TEXT for parent in element.iterancestors()):
            _drop(element, most)
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in ("html", "body", *_TEXT):
            continue
        if element.get("role") in _ROLES or _NAMED.search(f"{element.get('class', '')} {element.get('id', '')}"):
            _drop(element, most)


def _drop(element: HtmlElement, most: float) -> None:
    if element.getparent() is not None and len(element.text_content()) < most:
        element.drop_tree()


def _words(piece: Piece) -> str:
    return piece.text or " ".join(cell for row in piece.rows for cell in row)


def _key(text: str) -> str:
    """Return the letters and digits of a text, by which it is looked for in another one."""
    return _KEY.sub("", text).casefold()


def _is_found(words: str, known: str) -> bool:
    return len(words.split()) > _FEW and _key(words) in known


def _weight(words: str, piece: Piece, known: str, links: set[str]) -> float:
    count, key = len(words.split()), _key(words)
    if _is_found(words, known):
        return float(count)
    if key in links:
        return _LINK
    if count >= _WORDS or piece.rows:
        return _UNFOUND * count
    return 0.0 if piece.role == "heading" else _LABEL


def _best_stretch(weights: Sequence[float]) -> tuple[int, int]:
    """Return the start and end of the stretch with the greatest sum, the first of equals."""
    sums = [0.0, *accumulate(weights)]
    best, start, lowest = (0.0, 0, 0), 0, 0.0
    for end, total in enumerate(sums):
        if total - lowest > best[0]:
            best = (total - lowest, start, end)
        if total < lowest:
            start, lowest = end, total
    return best[1], best[2]
