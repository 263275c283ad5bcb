"""The title, as the document prints it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.metadata.choice import sure
from extract.metadata.dates import DATE
from extract.metadata.front import LABELS, FrontLine, front_lines
from extract.metadata.organisations import organisation_in
from extract.metadata.reading import Candidate, Line, Reading, Tag
from extract.metadata.titlewords import cleaned, is_bare, is_credit, is_title, share_of_words

FIELD = "title"

_JUNK = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)\b|untitled|document\d*$|powerpoint|presentatie\d*$|naamloos)",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(r"\.(?:docx?|pdf|pptx?|xlsx?|indd|odt|rtf)$|_|^\S+$", re.IGNORECASE)
_SUBJECT = re.compile(
    r"^(?:onderwerp|betreft|betreffende|inzake|titel)(?: (?:van het )?(?:voorstel|raadsvoorstel|besluit|stuk))?\b"
    r"\s*[:|]*\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_SEPARATOR_OF_SITE = re.compile(r"\s+\|\s+")
_SEPARATOR = re.compile(r"\s+[|–—-]\s+")
_YEAR = re.compile(r"(?:19|20)\d{2}(?:\s?[-–/]\s?(?:19|20)?\d{2})?")
_LARGE = 1.15
_LINE_HEIGHT = 0.0024
"""Distance between lines of one text, at most, as a share of the page for each point of their size."""
_LETTERHEAD_LINES = 60
_LETTERHEAD_CHARACTERS = 3000
_SAME_SIZE = 0.04
_HEADER_WORDS = 9
_MOSTLY = 0.8
_TITLE_PAGES = 3


def read(reading: Reading) -> Iterator[Candidate]:
    """Yield what may be the title: a subject line, the largest type, headings, and what file and source say."""
    yield from _subject(reading)
    yield from _marked(reading)
    yield from _largest_type(reading)
    yield from _headings(reading)
    yield from _web_titles(reading) if reading.is_html else _file_titles(reading)
    yield from _listed(reading)


def _candidate(reading: Reading, text: str, method: str, confidence: float | None = None) -> Candidate:
    value = cleaned(text)
    quote, page = reading.quote(value)
    return Candidate(value, quote or value, page, method, sure(FIELD, method) if confidence is None else confidence)


def _subject(reading: Reading) -> Iterator[Candidate]:
    """Yield what stands after 'Onderwerp' in a letterhead: to the next change of type, or to the end of the line."""
    lines = reading.embedded.lines
    texts = [line.text for line in lines] or ([] if reading.is_html else _lines_of_text(reading))
    for position, text in enumerate(texts[:_LETTERHEAD_LINES]):
        match = _SUBJECT.match(text.strip())
        if not match:
            continue
        value = match["value"].split(" | ")[0]
        if lines:
            value = " ".join([value, *(line.text for line in _value_of(lines, position, has_begun=bool(value)))])
        elif not value:
            value = next(iter(texts[position + 1 : position + 2]), "")
        if is_title(value) and len(value.split()) > 1:
            yield _candidate(reading, value, "regel Onderwerp")
            return


def _lines_of_text(reading: Reading) -> list[str]:
    """Return the lines of the first page that hold text."""
    text = reading.pages[0].text[:_LETTERHEAD_CHARACTERS] if reading.pages else ""
    return [line.strip() for line in text.split("\n") if line.strip()]


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


def _marked(reading: Reading) -> Iterator[Candidate]:
    """Yield the first text that is laid out as title, where type does not say more."""
    blocks = [block for block in reading.blocks if block.role == "title" and block.page <= _TITLE_PAGES]
    for block in blocks[:1]:
        text = " ".join(reading.text_of(block).split())
        if is_title(text):
            method = "titel volgens de opmaak"
            weaker = sure(FIELD, "grootste letter op de voorkant") - 0.01
            yield _candidate(reading, text, method, weaker if reading.embedded.lines else None)


def _largest_type(reading: Reading) -> Iterator[Candidate]:
    """Yield the text in the largest type of each of the first pages, labels and names of organisations passed over."""
    body = reading.embedded.body_size
    for number, method in ((1, "grootste letter op de voorkant"), (2, "grootste letter op de tweede bladzijde")):
        lines = [line for line in reading.embedded.lines if line.page == number and line.size > _LARGE * body]
        usable = [line for line in lines if is_title(line.text)]
        if usable:
            first = min(usable, key=lambda line: (-line.size, line.top))
            whole = _whole(lines, first)
            text = " ".join(whole)
            if is_title(text):
                yield _candidate(reading, text, method)
            rest = [line for line in usable if line.top >= first.top and line.text not in whole]
            yield from _completed(reading, text, [_whole(lines, line) for line in rest], sure(FIELD, method))


def _completed(reading: Reading, title: str, below: Sequence[Sequence[str]], confidence: float) -> Iterator[Candidate]:
    """Yield a title that alone does not say what it is about, with what stands below it, or with its header line."""
    if not is_bare(title):
        return
    following = next((" ".join(lines) for lines in below if not is_credit(" ".join(lines))), "")
    if following and is_title(longer := f"{title} – {following}"):
        yield _candidate(reading, longer, "grootste letters op de voorkant", confidence + 0.02)
    for line in reading.embedded.lines:
        name = organisation_in(line.text)
        words = {word.lower() for word in line.text.split()}
        rest = words - {word.lower() for word in f"{title} {name}".split()}
        is_whole = {word.lower() for word in title.split()} <= words
        if name and is_whole and not rest and len(line.text.split()) <= _HEADER_WORDS and not following:
            yield _candidate(reading, line.text, "titel en kopregel")


def _whole(lines: Sequence[Line], first: Line) -> list[str]:
    """Return a line with those that continue it, and with a year in large type beside or below it."""
    taken = [first]
    for line in lines:
        if line.top > taken[-1].top and _is_continued(taken[-1], line) and not is_credit(line.text):
            taken.append(line)
    texts = [line.text for line in taken]
    years = [
        line.text for line in lines if line not in taken and _YEAR.fullmatch(line.text) and line.size > 0.8 * first.size
    ]
    return texts + [year for year in years[:1] if year not in " ".join(texts)]


def _headings(reading: Reading) -> Iterator[Candidate]:
    """Yield the first headings of the first page; the highest level first."""
    lines = [line for line in front_lines(reading) if line.prominence > 1.0] if not reading.embedded.lines else []
    usable = [line for line in lines if is_title(line.text)]
    if usable:
        first = min(usable, key=lambda line: -line.prominence)
        yield _candidate(reading, first.text, "eerste kop")
    elif not reading.embedded.lines:
        plain: list[FrontLine] = [line for line in front_lines(reading) if is_title(line.text)]
        for line in plain[:1]:
            yield _candidate(reading, line.text, "eerste regel")


def _web_titles(reading: Reading) -> Iterator[Candidate]:
    """Yield what the tags of a page say; a title that its window does not show is that of the site, or a slogan."""
    windows = [tag.value.lower() for tag in reading.embedded.values("window")]
    heads = [tag for tag in reading.embedded.values("h1") if is_title(tag.value)]
    for tag in heads[:1]:
        confidence = sure(FIELD, "kop van de webpagina") - (0.15 if len(heads) > 1 else 0.0)
        yield _tagged(reading, tag, tag.value, "kop van de webpagina", confidence)
    for tag in reading.embedded.values("title"):
        value = _without_site(reading, tag.value)
        is_shown = not heads or any(value.lower() in window for window in windows)
        if is_title(value):
            confidence = sure(FIELD, "titel in de metatags") - (0.0 if is_shown else 0.06)
            yield _tagged(reading, tag, value, "titel in de metatags", confidence)
    for tag in reading.embedded.values("window"):
        value = _SEPARATOR.split(_without_site(reading, tag.value))[0]
        if is_title(value):
            yield _tagged(reading, tag, value, "titel van het venster")


def _without_site(reading: Reading, text: str) -> str:
    """Return a title without the name of the site before or after it; what the only heading holds is the title."""
    heads = [tag.value for tag in reading.embedded.values("h1")]
    if len(set(heads)) == 1 and heads[0] in _SEPARATOR.split(text):
        return heads[0]
    for tag in reading.embedded.values("site", "publisher"):
        text = re.sub(rf"^{re.escape(tag.value)}\s*[-|–:]\s*(?=\S)|\s*[-|–:]\s*{re.escape(tag.value)}$", "", text)
    return text


def _file_titles(reading: Reading) -> Iterator[Candidate]:
    for tag in reading.embedded.values("title"):
        value = _SEPARATOR_OF_SITE.split(tag.value)[0]
        if _JUNK.search(value) or _FILE_NAME.search(value) or not is_title(cleaned(value)):
            continue
        is_printed = reading.quote(value)[1] is not None or _is_printed(reading, value)
        yield _tagged(
            reading, tag, value, "titel in het bestand, ook gedrukt" if is_printed else "titel in het bestand"
        )


def _is_printed(reading: Reading, value: str) -> bool:
    lines = " ".join(line.text for line in reading.embedded.lines)
    return " ".join(value.lower().split()) in lines.lower()


def _listed(reading: Reading) -> Iterator[Candidate]:
    """Yield the title that a source gives; surer where nearly all of its words are printed too."""
    printed = " ".join([*(page.text for page in reading.pages[:2]), *(line.text for line in reading.embedded.lines)])
    for said in sorted({find.title_listed for find in reading.finds if find.title_listed}):
        value = cleaned(said)
        if not is_title(value) or (_FILE_NAME.search(value) and len(value.split()) < 2) or DATE.fullmatch(value):
            continue
        is_printed = share_of_words(value, printed) >= _MOSTLY and not is_bare(value)
        method = "titel volgens de bron, ook gedrukt" if is_printed else "titel volgens de bron"
        quote, page = reading.quote(value)
        yield Candidate(value, quote or said, page, method, sure(FIELD, method))


def _tagged(reading: Reading, tag: Tag, value: str, method: str, confidence: float | None = None) -> Candidate:
    value = cleaned(value)
    quote, page = reading.quote(value)
    return Candidate(value, quote or tag.quote, page, method, sure(FIELD, method) if confidence is None else confidence)
