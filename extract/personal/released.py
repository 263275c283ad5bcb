"""What a researcher has judged not to be private: a CSV beside the study, which outlives every rebuild."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from corpus.decisions import Row, check_name, names_document, read_beside, without_effect
from corpus.issues import Refused
from corpus.records import Document, Find, Issue, Page, PersonalSpan
from corpus.study import Study

COLUMNS = ("document", "tekst", "reden")


class Release(NamedTuple):
    """A text that may be public in a document, as the file says it, with the file's line."""

    line: int
    document: str
    text: str


@dataclass(frozen=True)
class PersonalSettings:
    """What finding personal data depends on beside the document: what people have released."""

    file: str
    releases: tuple[Release, ...]

    @classmethod
    def of(cls, study: Study) -> PersonalSettings:
        """Return the settings of a study; raise Refused where its file is not there or is wrong."""
        name = study.personal.released
        rows = read_beside(study, name, ("personal", "released"), COLUMNS)
        return cls(Path(name).name if name else "", tuple(_checked(row) for row in rows))


def _checked(row: Row) -> Release:
    check_name(row.place, row.cells["document"])
    if not row.cells["tekst"]:
        raise Refused(row.place, "column 'tekst' is empty", "Give the text as the document prints it")
    return Release(row.line, row.cells["document"], row.cells["tekst"])


def release(
    spans: Iterable[PersonalSpan], settings: PersonalSettings, document: Document, finds: tuple[Find, ...],
    pages: Iterable[Page],
) -> Iterator[PersonalSpan | Issue]:  # fmt: skip
    """Yield the spans, those that are released marked, and a warning for each release that this document lacks."""
    texts = {page.number: page.text for page in pages}
    own = [each for each in settings.releases if names_document(each.document, document.id, finds)]
    wanted = {" ".join(each.text.split()).casefold() for each in own}
    seen = set()
    for span in spans:
        text = " ".join(texts[span.page][span.start : span.end].split()).casefold()
        seen.add(text)
        yield replace(span, id="", is_resolved=True) if text in wanted else span
    for each in own:
        if each.text.casefold() not in seen:
            problem = f"{each.text!r} is no personal data that was found in {each.document}"
            yield without_effect(settings.file, each.line, problem)
