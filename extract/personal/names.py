"""Names of persons in Dutch text, by the name lists and patterns of Deduce (Menger et al., 2018).

Deduce is made for medical records; of its detectors only those of names are used, over its lists of names.
"""

from __future__ import annotations

import json
import logging
import re
import tempfile
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import simplemma

_LISTS = ("names/", "whitelist/")
_PLACES = "locations/lst_placename"
_OWN_GROUP = "names"
_PATIENT = "patient_name"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TITLED = re.compile(
    r"(?:de heer|dhr|mevrouw|mevr|mw|meneer|mijnheer|juffrouw|mejuffrouw|familie|fam|drs?|ir|ing|mr|prof|cliënt)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(?:de|het|een|onze|deze|dit)\s$", re.IGNORECASE)
_PARTICLES = frozenset({"de", "den", "der", "het", "ten", "ter", "van", "op", "in", "t"})
_INITIAL = re.compile(r"^(?:[A-Z]\.\s?)+|^[A-Z]\s(?=[A-Z])")
METHOD = "namenlijst en patroon (Deduce)"


class Name(NamedTuple):
    """A name of a person: its span, and how sure it is that it is one."""

    start: int
    end: int
    confidence: float


class _Deduce(NamedTuple):
    model: Any
    first_names: frozenset[str]
    surnames: frozenset[str]
    places: frozenset[str]


def find_names(text: str) -> Iterator[Name]:
    """Yield the names of persons in a text; a surname alone is no name, for most are words or places too."""
    deduce = _deduce()
    words = _WORD.findall(text)
    # Deduce takes milliseconds a page, and most paragraphs name nobody.
    if not _TITLED.search(text) and deduce.first_names.isdisjoint(words) and not deduce.surnames & set(words):
        return
    for found in sorted(deduce.model.deidentify(text).annotations, key=lambda each: each.start_char):
        start = found.start_char + _lead(found.text, deduce.first_names)
        confidence = _confidence(text[start : found.end_char], text[:start], deduce)
        if confidence:
            yield Name(start, found.end_char, confidence)


def _lead(name: str, first_names: Collection[str]) -> int:
    """Return how many characters go before a name that begins a sentence with it: "Volgens Fatima"."""
    if _TITLED.match(name) or _INITIAL.match(name):
        return 0
    words = list(_WORD.finditer(name))
    return next((word.start() for word in words if word[0] in first_names or not _is_word(word[0])), 0)


def _confidence(name: str, before: str, deduce: _Deduce) -> float:
    """Return how sure it is that this is a name; 0 where it is a word, follows an article, or is a numbered item."""
    words = [word for word in _WORD.findall(name) if word.casefold() not in _PARTICLES]
    if not words or _ARTICLE.search(before):
        return 0.0
    if _TITLED.match(name) and len(words) > 1:
        return 0.95
    if _INITIAL.match(name):
        return 0.0 if _is_word(words[-1]) and words[-1] not in deduce.surnames else 0.9
    if words[0] not in deduce.first_names or name.split()[0].casefold() in _PARTICLES:
        return 0.0
    if len(words) > 1:
        return 0.0 if all(_is_word(word) for word in words) else 0.9
    return 0.0 if _is_word(words[0]) or words[0] in deduce.places else 0.6


def _is_word(name: str) -> bool:
    """Tell whether a name is an ordinary word too: the lemma of one that is not has a capital, or is not known."""
    word = name.casefold()
    return bool(simplemma.is_known(word, lang="nl")) and str(simplemma.lemmatize(word, lang="nl"))[:1].islower()


@cache
def _deduce() -> _Deduce:
    """Return Deduce with its names alone: its streets and hospitals take minutes to load."""
    _hold_the_root_logger()
    from deduce import deduce, lookup_struct_loader, lookup_structs
    from deduce.data.lookup.src import all_lists
    from docdeid.ds.ds import DsCollection
    from docdeid.ds.lookup import LookupSet

    source = Path(deduce.__file__).parent / "data" / "lookup"
    raw = lookup_structs.load_raw_itemsets(source, [each for each in all_lists if each.startswith(_LISTS)])
    known: Any = DsCollection()
    for name, items in raw.items():
        known[name] = LookupSet()
        known[name].add_items_from_iterable(items)
    tokenizer = deduce.DeduceTokenizer()
    for name in ("prefix", "interfix", "whitelist"):
        known[name] = getattr(lookup_struct_loader, f"load_{name}_lookup")(raw)
    for name in ("first_name", "surname", "eponymous_disease"):
        known[name] = getattr(lookup_struct_loader, f"load_{name}_lookup")(raw, tokenizer)
    config = json.loads((Path(deduce.__file__).parent / "base_config.json").read_text(encoding="utf-8"))
    annotators = config["annotators"].items()
    config["annotators"] = {name: each for name, each in annotators if each.get("group") == _OWN_GROUP != name}
    config["annotators"].pop(_PATIENT)
    with tempfile.TemporaryDirectory() as folder:
        # Deduce takes what stands in its cache for its own lists.
        lookup_structs.cache_lookup_structs(known, Path(folder), deduce.__version__)
        model = deduce.Deduce(load_base_config=False, config=config, cache_path=folder)
    places = lookup_structs.load_raw_itemsets(source, [_PLACES])["placename"]
    return _Deduce(model, frozenset(raw["first_name"]), frozenset(raw["surname"]), frozenset(places))


def _hold_the_root_logger() -> None:
    """Give the root logger a handler if it has none: importing Deduce would make it print all to stdout."""
    if not logging.getLogger().handlers:
        logging.getLogger().addHandler(logging.NullHandler())
