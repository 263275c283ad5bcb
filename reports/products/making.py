"""The files of the products for practice: kennisbouwstenen, and the questionnaire of the zelfevaluatie."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from reports.products.questionnaire import LIST as QUESTIONS
from reports.publication import File, Publication

BLOCKS = "bouwstenen/bouwstenen.json"
"""The list of all kennisbouwstenen, for the site and for other programs."""


def files(publication: Publication, settings: Any) -> Iterator[File]:
    """Yield each kennisbouwsteen as HTML and Word, all of them as data, and the questionnaire as data and in Word."""
    from reports.products.block_pages import as_data, block_page
    from reports.products.block_word import block_document
    from reports.products.building_blocks import building_blocks
    from reports.products.questionnaire import as_data as questions_as_data
    from reports.products.questionnaire import questionnaire
    from reports.products.questionnaire_word import questionnaire_document

    yield from _agenda(publication, settings.address)
    blocks = building_blocks(publication)
    for block in blocks:
        name, told = f"bouwstenen/{block.file}", f"Kennisbouwsteen: {block.name.text}"
        yield File(f"{name}.html", told, block_page(block, publication, settings.address).encode())
        yield File(f"{name}.docx", f"{told}, om te bewerken", block_document(block, publication))
    yield File(BLOCKS, "Alle kennisbouwstenen als gegevens", _json([as_data(block) for block in blocks]))
    found = questionnaire(publication, blocks)
    yield File(QUESTIONS, "Vragenlijst van de zelfevaluatie als gegevens", _json(questions_as_data(found)))
    yield File(
        "zelfevaluatie/vragenlijst.docx",
        "Zelfevaluatie toegang en samenhang: de vragenlijst, om te bewerken",
        questionnaire_document(found, publication),
    )


def _agenda(publication: Publication, address: str) -> Iterator[File]:
    from reports.products.agenda import LIST, agenda, as_data
    from reports.products.agenda_pages import agenda_page
    from reports.products.agenda_word import agenda_document

    found = agenda(publication)
    yield File("agenda/kennisagenda.html", "De kennisagenda", agenda_page(found, publication, address).encode())
    yield File("agenda/kennisagenda.docx", "De kennisagenda, om te bewerken", agenda_document(found, publication))
    yield File(LIST, "De kennisagenda als gegevens", _json(as_data(found)))


def _json(content: Any) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
