"""The title, as the document prints it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.metadata.dates import DATE
from extract.metadata.front import LABELS, FrontLine, front_lines
from extract.metadata.organisations import organisation_in
from extract.metadata.reading import Candidate, Line, Reading, Tag

FIELD = "title"

_JUNK = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)\b|untitled|document\d*$|powerpoint|presentatie\d*$|naamloos)",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(r"\.(?:docx?|pdf|pptx?|xlsx?|indd|odt|rtf)$|_|^\S+$", re.IGNORECASE)
_SUBJECT = re.compile(r"^(?:onderwerp|betreft|titel)\b\s*:?\s*(.*)$", re.IGNORECASE)
_SEPARATOR_OF_SITE = re.compile(r"\s+\|\s+")
_SEPARATOR = re.compile(r"\s+[|–—-]\s+")
_YEAR = re.compile(r"(?:19|20)\d{2}(?:\s?[-–/]\s?(?:19|20)?\d{2})?")
_LARGE = 1.15
_SHORT = 2
"""Words of a title that takes its subtitle along, because alone it does not say what it is about."""
_LINE_HEIGHT = 0.0024
"""Distance between lines of one text, at most, as a share of the page for each point of their size."""
_LETTERHEAD_LINES = 60
_LONGEST = 30
"""The most words of a title."""
_SAME_SIZE = 0.04


def read(reading: Reading) -> Iterator[Candidate]:
    """Yield what may be the title: a subject line, the largest type, headings, and what the file says."""
    yield from _subject(reading)
    yield from _largest_type(reading)
    yield from _headings(reading)
    yield from _web_titles(reading) if reading.is_html else _file_titles(reading)
    for find in reading.finds:
        if find.title_listed and _is_title(find.title_listed):
            yield _candidate(reading, find.title_listed, "titel volgens de bron", 0.45)


def _is_title(text: str) -> bool:
    """Tell whether a text can be a title: words, not a label, a date or the name of an organisation alone."""
    words = text.split()
    bare = DATE.sub("", text)
    return (
        0 < len(words) <= _LONGEST
        and len(re.findall(r"[^\W\d_]", bare)) >= 4
        and not LABELS.fullmatch(text.strip())
        and organisation_in(text) != text.strip(" .")
    )


def _candidate(reading: Reading, text: str, method: str, confidence: float) -> Candidate:
    value = " ".join(text.split()).strip(" ;,")
    quote, page = reading.quote(value)
    return Candidate(value, quote or value, page, method, confidence)


def _subject(reading: Reading) -> Iterator[Candidate]:
    """Yield what stands after 'Onderwerp' in a letterhead: to the next change of type, or to the end of the line."""
    lines = reading.embedded.lines
    texts = [line.text for line in lines] or [line.text for line in front_lines(reading)]
    for position, text in enumerate(texts[:_LETTERHEAD_LINES]):
        match = _SUBJECT.match(text)
        if not match:
            continue
        value = match[1]
        if lines:
            value = " ".join([value, *(line.text for line in _value_of(lines, position, has_begun=bool(value)))])
        if _is_title(value) and len(value.split()) > 1:
            yield _candidate(reading, value, "regel Onderwerp", 0.96)
            return


def _value_of(lines: Sequence[Line], position: int, *, has_begun: bool) -> list[Line]:
    """Return the lines of one size in one column that are the value of a label: beside it or right below it."""
    label = lines[position]
    near = [line for line in lines if line.page == label.page and line != label]
    beside = [line for line in near if abs(line.top - label.top) < 0.012 and line.left > label.left + 0.02]
    below = [line for line in near if 0 < line.top - label.top < 0.035 and abs(line.left - label.left) < 0.01]
    start = label if has_begun else min(beside or below, key=lambda line: (line.left, line.top), default=None)
    if start is None:
        return []
    column = [line for line in near if line.top > start.top and abs(line.left - start.left) < 0.01]
    taken = [start]
    for line in column:
        if _is_continued(taken[-1], line) and not (has_begun and LABELS.match(line.text)):
            taken.append(line)
        else:
            break
    return taken[1:] if has_begun else taken


def _is_continued(line: Line, after: Line) -> bool:
    """Tell whether a line continues the one above it: the same size, and no more than a line lower."""
    is_same = abs(line.size - after.size) <= _SAME_SIZE * line.size
    return is_same and line.page == after.page and after.top - line.top < _LINE_HEIGHT * line.size


def _largest_type(reading: Reading) -> Iterator[Candidate]:
    """Yield the text in the largest type of each of the first pages, labels and names of organisations passed over."""
    body = reading.embedded.body_size
    for number, confidence in ((1, 0.85), (2, 0.6)):
        lines = [line for line in reading.embedded.lines if line.page == number and line.size > _LARGE * body]
        usable = [line for line in lines if _is_title(line.text)]
        if usable:
            first = min(usable, key=lambda line: (-line.size, line.top))
            whole = _whole(lines, first)
            if _is_title(" ".join(whole)):
                yield _candidate(reading, " ".join(whole), "grootste letter op de voorkant", confidence)
            if len(whole) > 1 or len(first.text.split()) > _SHORT:
                continue
            rest = [line for line in usable if line.top >= first.top and line != first]
            if rest and _is_title(longer := f"{first.text} – {' '.join(_whole(lines, rest[0]))}"):
                yield _candidate(reading, longer, "grootste letters op de voorkant", confidence + 0.02)


def _whole(lines: Sequence[Line], first: Line) -> list[str]:
    """Return a line with those that continue it, and with a year in large type beside or below it."""
    taken = [first]
    for line in lines:
        if line.top > taken[-1].top and _is_continued(taken[-1], line) and not _is_credit(line.text):
            taken.append(line)
    texts = [line.text for line in taken]
    years = [
        line.text for line in lines if line not in taken and _YEAR.fullmatch(line.text) and line.size > 0.8 * first.size
    ]
    return texts + [year for year in years[:1] if year not in " ".join(texts)]


def _is_credit(text: str) -> bool:
    """Tell whether a line holds a date or an organisation and nothing else."""
    bare = DATE.sub("", text).strip(" ,.·|")
    return bare == organisation_in(bare)


def _headings(reading: Reading) -> Iterator[Candidate]:
    """Yield the first headings of the first page; the highest level first."""
    lines = [line for line in front_lines(reading) if line.prominence > 1.0] if not reading.embedded.lines else []
    usable = [line for line in lines if _is_title(line.text)]
    if usable:
        first = min(usable, key=lambda line: -line.prominence)
        yield _candidate(reading, first.text, "eerste kop", 0.7)
    elif not reading.embedded.lines:
        plain: list[FrontLine] = [line for line in front_lines(reading) if _is_title(line.text)]
        for line in plain[:1]:
            yield _candidate(reading, line.text, "eerste regel", 0.4)


def _web_titles(reading: Reading) -> Iterator[Candidate]:
    heads = [tag for tag in reading.embedded.values("h1") if _is_title(tag.value)]
    for tag in heads[:1]:
        yield _tagged(reading, tag, tag.value, "kop van de webpagina", 0.9 if len(heads) == 1 else 0.75)
    for tag in reading.embedded.values("title"):
        yield _tagged(reading, tag, _without_site(reading, tag.value), "titel in de metatags", 0.85)
    for tag in reading.embedded.values("window"):
        value = _SEPARATOR.split(_without_site(reading, tag.value))[0]
        yield _tagged(reading, tag, value, "titel van het venster", 0.6)


def _without_site(reading: Reading, text: str) -> str:
    """Return a title without the name of the site before or after it."""
    for tag in reading.embedded.values("site", "publisher"):
        text = re.sub(rf"^{re.escape(tag.value)}\s*[-|–:]\s*(?=\S)|\s*[-|–:]\s*{re.escape(tag.value)}$", "", text)
    return text


def _file_titles(reading: Reading) -> Iterator[Candidate]:
    for tag in reading.embedded.values("title"):
        value = _SEPARATOR_OF_SITE.split(tag.value)[0]
        if _JUNK.search(value) or _FILE_NAME.search(value) or not _is_title(value):
            continue
        is_printed = reading.quote(value)[1] is not None or _is_printed(reading, value)
        yield _tagged(reading, tag, value, "titel in het bestand", 0.94 if is_printed else 0.35)


def _is_printed(reading: Reading, value: str) -> bool:
    lines = " ".join(line.text for line in reading.embedded.lines)
    return " ".join(value.lower().split()) in lines.lower()


def _tagged(reading: Reading, tag: Tag, value: str, method: str, confidence: float) -> Candidate:
    quote, page = reading.quote(value)
    return Candidate(value.strip(), quote or tag.quote, page, method, confidence)
