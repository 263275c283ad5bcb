"""Whatever stands in a title or a name, each form gives it back and each reference is whole."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.references import bibliography
from reports.references.forms import as_bibtex, as_csl, as_ris
from reports.references.items import items, whole_title
from reports.references.names import is_person, parts
from reports.references.processing import processed
from tests.reports.references.cases import published, reference

ANY = settings(
    max_examples=40, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)  # fmt: skip
HARD = st.sampled_from(
    ["{", "}", "\\", "%", "&", "<i>", "\n", "TY  - X", "@a{b,", '"', "“", "?", "é", "𝔄", "\ue001", "Ж.", "."]
)
TEXTS = st.lists(st.one_of(HARD, st.text(alphabet="abc DE,.:;-’", min_size=1, max_size=8)), min_size=1, max_size=6).map(
    lambda parts: "".join(parts)
)
WORDY = TEXTS.filter(lambda text: any(sign.isalnum() for sign in text))
YEARS = st.one_of(st.none(), st.integers(1990, 2030))
ROWS = st.builds(
    lambda number, **told: reference(f"d{number:03}", **told),
    st.integers(0, 999),
    titel=TEXTS,
    ondertitel=st.one_of(st.none(), TEXTS),
    auteurs=st.one_of(st.none(), WORDY, st.just("Joost de Koning; A. Vis")),
    uitgever=st.one_of(st.none(), WORDY),
    jaar=YEARS,
    soort_document=st.sampled_from([None, "webpagina", "brief", "evaluatie"]),
)
STUDIES = st.lists(ROWS, min_size=1, max_size=5, unique_by=lambda row: row["document_id"])


def _flat(text: str) -> str:
    return " ".join(text.split())


@ANY
@given(STUDIES)
def test_csl_gives_back_every_item(rows: list[dict[str, Any]]) -> None:
    found = list(items(published(referenties=rows)))
    assert json.loads(as_csl(found)) == found
    assert [item["id"] for item in found] == sorted(row["document_id"] for row in rows)


@ANY
@given(STUDIES)
def test_ris_gives_back_every_title(rows: list[dict[str, Any]]) -> None:
    found = items(published(referenties=rows))
    read = rispy.loads(as_ris(found).decode().replace("\r\n", "\n"))
    assert [_flat(entry["title"]) for entry in read] == [_flat(item["title"]) for item in found]
    assert [entry["id"] for entry in read] == [item["id"] for item in found]
    assert [len(entry.get("authors", ())) for entry in read] == [len(item.get("author", ())) for item in found]


@ANY
@given(STUDIES)
def test_bibtex_has_an_entry_for_each_item_and_every_field(rows: list[dict[str, Any]]) -> None:
    publication = published(referenties=rows)
    found = items(publication)
    library = parse_string(as_bibtex(found, bibliography(publication)).decode())
    assert not library.failed_blocks
    years = [entry.fields_dict["year"].value if "year" in entry.fields_dict else None for entry in library.entries]
    told = [item["issued"]["date-parts"][0][0] if "issued" in item else None for item in found]
    assert years == [str(year) if year else None for year in told]
    assert all("language" in entry.fields_dict for entry in library.entries)


@ANY
@given(STUDIES)
def test_references_in_the_text_tell_documents_apart_and_fit_their_lines(rows: list[dict[str, Any]]) -> None:
    found = bibliography(published(referenties=rows))
    cited = {row["document_id"]: found.cite(row["document_id"]) for row in rows}
    assert len(set(cited.values())) == len(rows)
    lines = {entry.document_id: entry.text for entry in found.entries()}
    assert lines.keys() == cited.keys()
    for name, text in cited.items():
        year = re.search(r"((?:\d{4}|z\.d\.)(?:-?[a-z]+)?)\)$", text)
        assert year and f"({year[1]})" in lines[name], (text, lines[name])


@ANY
@given(ROWS)
def test_every_line_has_the_title_as_it_is(row: dict[str, Any]) -> None:
    (item,) = items(published(referenties=[row]))
    line, cited = processed(item)
    assert item["title"] in html.unescape(line)
    assert cited.startswith("(") and cited.endswith(")")


@ANY
@given(TEXTS, TEXTS)
def test_a_title_with_its_subtitle_holds_both(title: str, subtitle: str) -> None:
    whole = whole_title(title, subtitle)
    letters = [re.sub(r"\W", "", text.casefold()) for text in (whole, title, subtitle)]
    assert letters[1] in letters[0] and letters[2] in letters[0]
    assert whole == _flat(whole)


@ANY
@given(TEXTS)
def test_any_name_is_a_body_or_has_a_surname(name: str) -> None:
    if is_person(name):
        family, given_names = parts(name)
        assert family and given_names
