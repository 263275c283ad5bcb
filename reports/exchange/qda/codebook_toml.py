"""A codebook of another program as a codebook of ours: the TOML in which codes are found, to be filled in further.

Folders become the part of the codebook that a code stands in. Folders named as ours are their dimensions again.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.issues import Refused
from reports.exchange.qda.codes import FOLDERS
from reports.exchange.qda.model import Code, Codebook

_THEME, _ELEMENT, _VENSTER, _SOORT, _NONE = "thema", "element", "venster", "soort", "geen"
_DIMENSIONS = {name.casefold(): dimension for dimension, name in FOLDERS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_WORD, _MOST_WORDS = 4, 4
_WEIGHTS = """[weights.thema]
base = -3.8
cue = 5.0
hint = 1.2
judged = 0.0
similarity = 7.0
relevance = 0.0
"""
_HEAD = """# A codebook that was read from {name}. Its codes are found by their names and definitions only, until
# you give each better cues (patterns of words), hits (sentences that it must find) and misses (that it must not).
# How patterns are written stands at the top of sociale-teams.toml. Name this file in a study: codebooks = ["{file}"].
"""


@dataclass(frozen=True)
class _Found:
    code: Code
    path: tuple[str, ...]
    dimension: str
    venster: str = ""


def as_toml(codebook: Codebook, title: str, name: str, file: str) -> str:
    """Return a codebook as TOML; raise Refused where no code of it can be given."""
    found = [each for each in _walk(codebook.codes, ()) if each.code.is_codable and _letters(each.code.name)]
    if not found:
        raise Refused(name, "it has no codes that can be given", "Check in the program that made it")
    parts = [_HEAD.format(name=_line(name), file=_line(file)), f'title = {_text(title)}\nversion = "1"\n', _WEIGHTS]
    taken: set[tuple[str, str]] = set()
    named = [(each, _slug(each.code.name, each.dimension, taken)) for each in found]
    vensters = {each.code.name.casefold(): slug for each, slug in named if each.dimension == _VENSTER}
    parts += [_entry(each, slug, vensters) for each, slug in _checked(named, vensters)]
    return "\n".join(parts)


def _walk(codes: Sequence[Code], path: tuple[str, ...]) -> Iterator[_Found]:
    for code in codes:
        folders = [_DIMENSIONS.get(name.casefold()) for name in path]
        dimension = next((each for each in reversed(folders) if each), _THEME)
        yield _Found(code, path, dimension, _venster(path) if dimension == _ELEMENT else "")
        yield from _walk(code.codes, (*path, code.name))


def _venster(path: tuple[str, ...]) -> str:
    """Return the name of the venster that a folder of elements is of, as our own files name it."""
    begin = f"{FOLDERS[_ELEMENT]}: ".casefold()
    return next((name.casefold().removeprefix(begin) for name in path if name.casefold().startswith(begin)), "")


def _checked(named: list[tuple[_Found, str]], vensters: dict[str, str]) -> list[tuple[_Found, str]]:
    """Return codes with the dimensions that a codebook of ours can have; else they are themes."""
    slugs = {(each.dimension, slug) for each, slug in named}
    is_whole = (_SOORT, _NONE) in slugs or not any(dimension == _SOORT for dimension, _ in slugs)
    is_placed = all(each.venster in vensters for each, _ in named if each.dimension == _ELEMENT)
    if is_whole and is_placed:
        return named
    taken: set[tuple[str, str]] = set()
    themes = [_Found(each.code, each.path, _THEME) for each, _ in named]
    return [(each, _slug(each.code.name, _THEME, taken)) for each in themes]


def _entry(found: _Found, slug: str, vensters: dict[str, str]) -> str:
    code = found.code
    definition = " ".join(code.description.split()) or code.name
    lines = [
        "[[codes]]",
        f"dimension = {_text(found.dimension)}",
        f"code = {_text(slug)}",
        f"label = {_text(code.name)}",
        f"venster = {_text(vensters[found.venster])}" if found.dimension == _ELEMENT else "",
        f"part = {_text(found.path[-1])}" if found.path and found.dimension == _THEME else "",
        f"definition = {_text(definition)}",
        'include = ""',
        'exclude = ""',
        f"cues = [{', '.join(map(_text, _cues(code.name)))}]",
        f"hits = [{_text(definition)}]",
    ]
    return "\n".join(filter(None, lines)) + "\n"


def _cues(name: str) -> list[str]:
    """Return the name as a pattern, where it is short enough to be found as it is."""
    words = [word.casefold() for word in _WORD.findall(name)]
    is_found = 0 < len(words) <= _MOST_WORDS and any(len(word) >= _LEAST_WORD for word in words)
    return [" ".join(words)] if is_found else []


def _slug(name: str, dimension: str, taken: set[tuple[str, str]]) -> str:
    """Return a code of lower-case letters and underscores that no other of the dimension has."""
    found = _letters(name)
    if dimension == _SOORT and found.startswith(_NONE):
        found = _NONE  # Its name in our codebooks says more, such as that it is none of the others.
    wanted, turn = found, 0
    while (dimension, wanted) in taken:
        turn += 1
        wanted = f"{found}_{'abcdefghijklmnopqrstuvwxyz'[turn % 26] * (1 + turn // 26)}"
    taken.add((dimension, wanted))
    return wanted


def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z]+", "_", plain).strip("_")[:60].strip("_")


def _text(value: str) -> str:
    """Return a TOML string on one line; what TOML cannot hold becomes a space."""
    return json.dumps(re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", value).strip(), ensure_ascii=False)


def _line(value: str) -> str:
    return " ".join(re.sub(r'[\x00-\x1f\x7f-\x9f"]+', " ", value).split())
