"""The profile of a gemeente, and the files that it can take along."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import etree

from reports.products.block_pages import as_data as block_data
from reports.products.building_blocks import building_blocks
from reports.products.evaluations import Evaluation
from reports.products.profile import Group, keys_of, profile, starts
from reports.products.profile_files import COLUMNS, as_csv, as_json, as_xlsx, csv_of, rows_of
from reports.products.questionnaire import OPGAVE, Part, as_data, questionnaire
from reports.products.questionnaire_word import questionnaire_document
from reports.publication import Publication
from tests.reports.products.cases import CODE, rich

_HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x.example")')


@pytest.fixture(scope="module")
def publication(folder: Path) -> Publication:
    return rich(folder)


@pytest.fixture(scope="module")
def parts(publication: Publication) -> tuple[Part, ...]:
    return questionnaire(publication, building_blocks(publication))


@pytest.fixture(scope="module")
def questions(parts: tuple[Part, ...]) -> dict[str, Any]:
    return as_data(parts)


@pytest.fixture(scope="module")
def blocks(publication: Publication) -> list[dict[str, Any]]:
    return [block_data(block) for block in building_blocks(publication)]


def _evaluation(answers: dict[str, int], gemeente: str = "Merenburg") -> Evaluation:
    return Evaluation("GM9101", gemeente, "2026-03-02", "2026-03-05", answers)


def _xml(book: zipfile.ZipFile, name: str) -> Any:
    return etree.fromstring(book.read(name))


def _line(groups: tuple[Group, ...], code: str) -> Any:
    return next(line for group in groups for line in group.lines if line.code == code)


def test_each_element_is_asked_once_under_its_venster(parts: tuple[Part, ...], publication: Publication) -> None:
    asked = [subject.code for part in parts for subject in part.subjects]
    known = {row["element_code"] for row in publication.rows["elementen"] if row["herkomst"] == "Codeboek"}
    assert len(asked) == len(set(asked)) and known <= set(asked)
    keys = [statement.key for part in parts for subject in part.subjects for statement in subject.statements]
    assert len(keys) == len(set(keys))


def test_an_element_with_opgaven_is_asked_about_them_with_literal_examples(
    parts: tuple[Part, ...], publication: Publication
) -> None:
    subject = next(each for part in parts for each in part.subjects if each.code == CODE)
    assert [each.key for each in subject.statements] == [CODE, CODE + OPGAVE]
    quotes = {row["citaat"] for row in publication.rows["opgaven_bijstellingen"]}
    assert {text for text, _ in subject.statements[1].examples} <= quotes
    assert all(cite.startswith("(") and cite.endswith(")") for _, cite in subject.statements[1].examples)


def test_the_questionnaire_in_word_has_a_box_for_each_answer(parts: tuple[Part, ...], publication: Publication) -> None:
    content = questionnaire_document(parts, publication)
    assert content == questionnaire_document(parts, publication)
    document = Document(io.BytesIO(content))
    assert len(document.tables) == len(parts)
    for table, part in zip(document.tables, parts, strict=True):
        rows = sum(len(subject.statements) for subject in part.subjects)
        assert len(table.rows) == 1 + rows
        assert all(cell.text == "☐" for row in table.rows[1:] for cell in row.cells[1:])
        assert table.rows[0]._tr.xpath(".//w:tblHeader")
        assert all(row._tr.xpath(".//w:cantSplit") for row in table.rows[1:])


def test_the_profile_sets_answers_beside_evidence(questions: Any, blocks: Any) -> None:
    groups = profile(questions, blocks, {CODE: 2, CODE + OPGAVE: 3, "capaciteit": 0, "verdwenen": 4})
    line = _line(groups, CODE)
    assert (line.answer, line.opgave_answer, line.asks_opgave) == ("Een beetje", "Grotendeels", True)
    assert line.block["code"] == CODE and line.evidence == line.block["verdict"]
    assert _line(groups, "capaciteit").meaning.startswith("U weet dit nog niet")
    assert _line(groups, "vaste_professional").answer == "Niet ingevuld"
    assert [name for _, name, _, _ in line.sides] == ["Helpt", "Belemmert", "Nodig"]
    assert 19 <= sum(part for *_, part in line.sides) <= 21 and all(found["origin"] for _, _, found, _ in line.sides)
    group = next(group for group in groups if line in group.lines)
    assert (group.mean, group.known, group.bar) == (2.0, 1, 10)
    assert profile(questions, [], {})[0].mean is None


def test_an_element_without_evidence_says_so(questions: Any) -> None:
    line = _line(profile(questions, [], {CODE: 1}), CODE)
    assert line.evidence == "Hierover staat nog niets in het corpus."
    assert line.sides == [] and starts(profile(questions, [], {CODE: 1})) == []


def test_low_scores_on_what_helps_come_first(questions: Any, blocks: Any) -> None:
    conclusions = {CODE: "Gemengd", "handelingsruimte": "Overwegend helpt", "capaciteit": "Te weinig bewijs"}
    told = [block | {"conclusion": conclusions.get(block["code"], "Vooral nodig")} for block in blocks]
    answers = {CODE: 2, "handelingsruimte": 2, "capaciteit": 1, "vaste_professional": 1}
    found = [line.code for line in starts(profile(questions, told, answers))]
    assert found == ["vaste_professional", "handelingsruimte", CODE]
    assert starts(profile(questions, told, dict.fromkeys(answers, 4))) == []
    assert starts(profile(questions, told, dict.fromkeys(answers, 0))) == []


def test_files_hold_a_row_for_each_element(questions: Any, blocks: Any) -> None:
    evaluation = _evaluation({CODE: 2})
    rows = rows_of(evaluation, profile(questions, blocks, evaluation.answers))
    codes = [subject["code"] for part in questions["parts"] for subject in part["subjects"]]
    assert [row["element_code"] for row in rows] == codes and list(rows[0]) == list(COLUMNS)
    read = list(csv.DictReader(io.StringIO(as_csv(rows).decode())))
    assert [row["score"] for row in read if row["element_code"] == CODE] == ["2"]
    told = json.loads(as_json(evaluation, rows))
    assert told["profiel"] == rows and told["gemeente"] == "Merenburg"
    block = next(block for block in blocks if block["code"] == CODE)
    row = next(row for row in rows if row["element_code"] == CODE)
    assert row["citaat"] == block["helps"][0]["text"]["text"]
    assert str(row["helpt"]) == block["counts"]["helpt"]["text"]


def test_a_part_tells_its_keys(questions: Any) -> None:
    keys = [key for part in questions["parts"] for key in keys_of(part)]
    assert CODE in keys and CODE + OPGAVE in keys


@pytest.mark.parametrize("text", _HOSTILE)
def test_no_text_is_taken_for_a_formula(text: str, questions: Any, blocks: Any) -> None:
    subject = {
        "code": CODE,
        "name": text,
        "explained": text,
        "statements": [{"key": CODE, "text": text, "examples": []}],
    }
    asked = {"parts": [{"code": "deel", "name": text, "subjects": [subject]}]}
    rows = rows_of(_evaluation({CODE: 1}, text), profile(asked, blocks, {CODE: 1}))
    for cell in next(csv.reader(io.StringIO(as_csv(rows).decode().partition("\n")[2], newline=""))):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    with zipfile.ZipFile(io.BytesIO(as_xlsx(rows))) as book:
        names = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        sheets = [_xml(book, name) for name in names]
        texts = _xml(book, "xl/sharedStrings.xml").xpath("//*[local-name()='t']/text()")
    assert len(sheets) == 2
    for sheet in sheets:
        assert not sheet.xpath("//*[local-name()='f'] | //*[local-name()='hyperlink']")
    assert any(text.strip() in each for each in texts)


def test_a_workbook_has_numbers_and_equal_bytes(questions: Any, blocks: Any) -> None:
    rows = rows_of(_evaluation({CODE: 3}), profile(questions, blocks, {CODE: 3}))
    content = as_xlsx(rows)
    assert content == as_xlsx(rows)
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = _xml(book, "xl/worksheets/sheet1.xml")
    column = chr(ord("A") + list(COLUMNS).index("score"))
    place = [row["element_code"] for row in rows].index(CODE) + 2
    (cell,) = sheet.xpath(f"//*[local-name()='c'][@r='{column}{place}']")
    assert cell.get("t") in (None, "n") and "".join(cell.itertext()) == "3"


def test_rows_of_researchers_are_safe_too() -> None:
    assert csv_of(("gemeente",), [{"gemeente": "=1"}]) == b"gemeente\r\n'=1\r\n"
