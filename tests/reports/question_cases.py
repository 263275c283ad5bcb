"""Codes of two codebooks, and questions, gaps and a crosswalk for the small corpus that tests of reports share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus.record import Record
from corpus.records import Answer, Code, Coding, Crosswalk, Gap, Question

_CODES = {
    "soort": {
        "werkzaam_element": "Werkzaam element",
        "belemmering": "Belemmering",
        "opgave": "Opgave",
        "bijstelling": "Bijstelling",
        "resultaat": "Resultaat",
    },
    "venster": {
        "inwoner": "Inwoner",
        "professional": "Professional",
        "organisatie": "Organisatie",
        "beleid_bestuur": "Beleid en bestuur",
    },
    "aspect": {"werkwijze": "Werkwijze", "organisatie": "Organisatie", "randvoorwaarden": "Randvoorwaarden"},
    "element": {"outreachend": "Outreachend werken", "handelingsruimte": "Handelingsruimte"},
    "richting": {"helpt": "Helpt", "belemmert": "Belemmert", "nodig": "Nodig", "neutraal": "Neutraal"},
}
FURTHER = Code(
    codebook="regio 2",
    codebook_title="Agenda van een regio",
    is_further=True,
    position=1,
    dimension="thema",
    code="wonen",
    label="Wonen en zorg",
    definition="Wonen in verband met zorg.",
    part="onderwerp",
    term="MLT",
    asked_by=("gemeente Merenburg", "GGD"),
)


def codes() -> list[Code]:
    """Return the codes of the codebook of the small corpus, and one of a further codebook."""
    pairs = [(dimension, code, label) for dimension, found in _CODES.items() for code, label in found.items()]
    return [
        Code(
            codebook="proef", codebook_title="Proef", position=position, dimension=dimension, code=code, label=label,
            definition=f"Over {label.lower()}.", venster="professional" if dimension == "element" else None,
        )
        for position, (dimension, code, label) in enumerate(pairs, 1)
    ] + [FURTHER]  # fmt: skip


def make_questions(records: Iterable[Record]) -> Iterator[Record]:
    """Yield codes, a question that is answered and one that is open, two gaps, and a pair of codes that meet."""
    own = codes()
    yield from own
    coding = next(
        item for item in records
        if isinstance(item, Coding) and item.is_published and item.code == "handelingsruimte"
    )  # fmt: skip
    answered = _question(1, "Hoeveel mandaat hebben teams nodig?", "answered", ("element:handelingsruimte",), 3)
    yield from (answered, _question(2, "Hoe lang blijft een team betrokken?", "open", (), 0))
    yield Answer(question_id=answered.id, coding_id=coding.id, rank=1, score=0.61, reason="gelijkenis 0,46")
    yield _gap("handelingsruimte", "professional", "much", 6)
    yield _gap("outreachend", "organisatie", "none", 0)
    yield Coding(
        document_id=coding.document_id, passage_id=coding.passage_id, codebook="regio 2", dimension="thema",
        code="wonen", page=coding.page, start=coding.start, end=coding.end, quote=coding.quote, made_by="rule",
        score=0.9, reason="proef", is_published=True,
    )  # fmt: skip
    first = next(code for code in own if code.code == "handelingsruimte")
    yield Crosswalk(
        first_code_id=first.id, second_code_id=FURTHER.id, first_count=2, second_count=1, both_count=1,
        expected_count=0.5, lift=2.0, jaccard=0.5, similarity=0.1, reason="samen in passages",
    )  # fmt: skip


def _question(position: int, text: str, status: str, understood: tuple[str, ...], count: int) -> Question:
    return Question(
        position=position, name=f"vraag-{position}", text=text, origin="study", understood=understood, status=status,
        rule="volgens een regel", answer_count=count, document_count=count, evaluation_count=count, strong_count=count,
    )  # fmt: skip


def _gap(code: str, venster: str, status: str, count: int) -> Gap:
    return Gap(
        codebook="proef", dimension="element", code=code, venster=venster, is_own=venster == "professional",
        status=status, rule="volgens een regel", passage_count=count, document_count=count, evaluation_count=count,
        strong_count=count, for_count=count, against_count=0, needed_count=0,
    )  # fmt: skip
