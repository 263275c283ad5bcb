"""Quotes as they may be published: literal stretches of a page, no longer than the study allows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from corpus.records import Coding, Disclosure, Opgave

_WORD = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"(\S*)[.!?][\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9]|\s*$)")
_ABBREVIATIONS = frozenset(
    {"art", "bijv", "blz", "ca", "dhr", "dr", "drs", "evt", "excl", "incl", "ing", "ir", "jl", "mevr", "mr", "mw"}
    | {"nr", "nrs", "p", "prof", "resp", "tel", "vgl", "vs"}
)
"""Words that end in a full stop inside a sentence; words with a full stop in them, such as 'o.a.', do too."""
_LOOSE_HEAD, _LOOSE_TAIL = " \t\n)]}”’.,;:?!", " \t\n([{“‘"
"""Marks that belong to a neighbouring sentence when a quote begins or ends with them."""
_FEWEST_WORDS = 8
"""A cut at the end of a sentence leaves at least this many words; otherwise the cut is between two words."""

_PERSONAL = re.compile(r"\S@\S|(?<![\d.,€])(?:\+31|0)[\s\-]?(?:\d[\s\-]?){8}\d?(?!\d)|(?<![\d.,€])(?<!€ )\d{9}(?!\d)")
"""An e-mail address, a Dutch telephone number, or nine digits as of a burgerservicenummer."""


class Cut(NamedTuple):
    """A stretch of a page's text: `text` is page.text[start:end]."""

    start: int
    end: int
    text: str


def cut_quote(text: str, start: int, words: int) -> Cut:
    """Return the first sentences of a quote that begins at `start` of its page, together at most `words` words.

    Where the first sentence is longer than that, the cut is after the last word that fits.
    """
    begin, stop = len(text) - len(text.lstrip(_LOOSE_HEAD)), len(text.rstrip(_LOOSE_TAIL))
    found = list(_WORD.finditer(text, begin, stop))
    if not found:
        return Cut(start, start, "")
    fits = found[:words]
    end = fits[-1].end()
    if len(found) > words:
        least = fits[min(_FEWEST_WORDS, len(fits)) - 1].end()
        ends = [at for at in _sentence_ends(text) if least <= at <= end]
        end = ends[-1] if ends else end
    return Cut(start + begin, start + end, text[begin:end])


def _sentence_ends(text: str) -> list[int]:
    """Return the offsets after each sentence."""
    matches = _SENTENCE_END.finditer(text)
    return [match.end() for match in matches if "." not in match[1] and match[1].lower() not in _ABBREVIATIONS]


def holds_personal_data(text: str) -> bool:
    """Tell whether a text holds an e-mail address, a telephone number or what may be a burgerservicenummer."""
    return bool(_PERSONAL.search(text))


def cut_quotes(codings: Iterable[Coding], words: int, private: Collection[str] = ()) -> dict[str, Cut]:
    """Return the published quote of each coding by its id; without those that are empty or hold personal data.

    `private` are the ids of passages from which nothing may be published.
    """
    return _cut((coding for coding in codings if coding.is_published), words, private)


def cut_disclosures(disclosures: Iterable[Disclosure], words: int, private: Collection[str] = ()) -> dict[str, Cut]:
    """Return the published quote of each disclosure by its id, as `cut_quotes` does for codings."""
    return _cut(disclosures, words, private)


def _cut(quoted: Iterable[Coding | Disclosure], words: int, private: Collection[str]) -> dict[str, Cut]:
    cuts = {item.id: cut_quote(item.quote, item.start, words) for item in quoted if item.passage_id not in private}
    return {item_id: cut for item_id, cut in cuts.items() if cut.text and not holds_personal_data(cut.text)}


def told_within(opgave: Opgave, cut: Cut) -> dict[str, str | None]:
    """Return the words of a task that its published quote holds, None for those beyond it or in a heading."""
    spans = {
        "what": (opgave.start, min(opgave.end, cut.end)),
        "actor_text": (opgave.actor_start, opgave.actor_end),
        "term_text": (opgave.term_start, opgave.term_end),
    }
    return {
        name: cut.text[start - cut.start : end - cut.start]
        if start is not None and end is not None and cut.start <= start < end <= cut.end
        else None
        for name, (start, end) in spans.items()
    }
