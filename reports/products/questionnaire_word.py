"""The questionnaire of the zelfevaluatie in Word, for a meeting."""

from __future__ import annotations

from typing import Any

from docx.shared import Cm

from reports.packing import saved
from reports.products.questionnaire import SCALE, TITLE, Part, Subject
from reports.products.word_files import add_line, keep_whole, new_document, repeat_header
from reports.publication import Publication

_WIDE, _NARROW = Cm(13.4), Cm(2.5)
_BOX = "☐"


def questionnaire_document(parts: tuple[Part, ...], publication: Publication) -> bytes:
    """Return the questionnaire as a .docx: a table for each venster, with a box for each answer."""
    document = new_document(TITLE, is_wide=True)
    add_line(document, TITLE, "Title")
    add_line(document, f"Uit: {publication.title}", "Caption")
    add_line(
        document,
        "Kruis bij elke zin aan wat het beste past bij uw gemeente. Weet u het niet? Kruis dan “Weet niet” aan. Praat "
        "daarna over de verschillen. Op de website kunt u de lijst ook invullen. U ziet daar meteen wat er bekend "
        "is over elk onderwerp.",
    )
    for part in parts:
        add_line(document, part.name, "Heading1")
        table = document.add_table(rows=1, cols=1 + len(SCALE))
        table.style, table.autofit = "Table Grid", False
        for position, column in enumerate(table.columns):
            column.width = _NARROW if position else _WIDE
        _fill(table.rows[0], ("Onderwerp en stelling", *SCALE.values()), is_head=True)
        repeat_header(table.rows[0])
        for subject in part.subjects:
            _add(table, subject)
    return saved(document)


def _add(table: Any, subject: Subject) -> None:
    for turn, statement in enumerate(subject.statements):
        row = table.add_row()
        keep_whole(row)
        _fill(row, ("", *(_BOX for _ in SCALE)))
        line = row.cells[0].paragraphs[0]
        if not turn:
            line.add_run(f"{subject.name}. ").bold = True
        line.add_run(statement.text)
        for quote, cite in statement.examples:
            add_line(row.cells[0], f"Een opgave elders: “{quote}” {cite}", "Caption")


def _fill(row: Any, texts: tuple[str, ...], *, is_head: bool = False) -> None:
    for position, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        cell.width = _NARROW if position else _WIDE
        run = cell.paragraphs[0].add_run(text)
        run.bold = is_head
