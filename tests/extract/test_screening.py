"""Which documents a study takes in, and the reasons given."""

from __future__ import annotations

import pytest

from corpus.records import Document, Fact, Page, Screening
from corpus.stage import Inputs
from corpus.study import load_study
from extract.screening import MEETS, ScreenSettings, screen


def screened(settings: ScreenSettings, text: str = "De wijkteams werken.", **facts: str) -> Screening:
    document = Document(id="d" * 64, media_type="application/pdf", byte_count=1)
    rows = [
        Fact(document_id=document.id, field=field, value=value, method="test", confidence=1.0, is_chosen=True)
        for field, value in facts.items()
    ]
    loose = Fact(document_id=document.id, field="year", value="1900", method="test", confidence=0.1)
    page = Page(document_id=document.id, number=1, text=text, method="test")
    (record,) = screen(Inputs({Document: [document], Page: [page], Fact: [*rows, loose]}), settings)
    assert isinstance(record, Screening)
    return record


@pytest.mark.parametrize(
    ("settings", "facts", "reason"),
    [
        (ScreenSettings(), {}, MEETS),
        (ScreenSettings(period=(2015, 2026)), {"year": "2015"}, MEETS),
        (ScreenSettings(period=(2015, 2026)), {"year": "1998"}, "jaar 1998 valt buiten 2015–2026"),
        (ScreenSettings(period=(2015, 2026)), {}, MEETS),
        (ScreenSettings(document_types=("evaluatie",)), {"document_type": "evaluatie"}, MEETS),
        (ScreenSettings(document_types=("evaluatie",)), {}, MEETS),
        (
            ScreenSettings(document_types=("evaluatie", "interview")),
            {"document_type": "brief"},
            "soort document brief hoort niet bij evaluatie, interview",
        ),
        (ScreenSettings(words=("Wijkteam",)), {}, MEETS),
        (ScreenSettings(words=("team",)), {}, "geen van de zoekwoorden komt voor: team"),
        (ScreenSettings(words=("team", "de wijk")), {}, MEETS),
        (ScreenSettings(minimum_words=3), {}, MEETS),
        (ScreenSettings(minimum_words=4), {}, "minder dan 4 woorden"),
        (
            ScreenSettings(period=(2015, 2026), minimum_words=200),
            {"year": "2030"},
            "jaar 2030 valt buiten 2015–2026; minder dan 200 woorden",
        ),
    ],
)
def test_reasons(settings: ScreenSettings, facts: dict[str, str], reason: str) -> None:
    record = screened(settings, **facts)
    assert (record.is_included, record.reason) == (reason == MEETS, reason)


def test_words_are_found_across_line_breaks() -> None:
    assert screened(ScreenSettings(words=("sociaal team",)), text="Het Sociaal\nTeam begon.").is_included


def test_settings_follow_the_study() -> None:
    study = load_study("voorbeeld")
    criteria = study.criteria.model_copy(update={"period": (2010, 2020), "words": ("team",)})
    settings = ScreenSettings.of(study.model_copy(update={"criteria": criteria}))
    assert settings == ScreenSettings(period=(2010, 2020), words=("team",))
