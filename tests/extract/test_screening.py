"""Which documents a study takes in, and the reasons given."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.issues import Refused
from corpus.records import Document, Fact, Page, Screening, Version
from corpus.stage import Inputs
from corpus.study import Study, load_study
from extract.metadata import GEMEENTEN
from extract.screening import MEETS, ScreenSettings, screen
from extract.stages import STAGES
from tests.conftest import ROOT

ABOUT_ALMERE = (("GM0034", "Almere"),)
PATHS = (str(GEMEENTEN),)
TEXT = "De wijkteams werken."


def screened(settings: ScreenSettings, text: str = TEXT, *versions: Version, **facts: str) -> Screening:
    document = Document(id="d" * 64, media_type="application/pdf", byte_count=1)
    rows = [
        Fact(document_id=document.id, field=field, value=value, method="test", confidence=1.0, is_chosen=True)
        for field, values in facts.items()
        for value in values.split("+")
    ]
    loose = Fact(document_id=document.id, field="year", value="1900", method="test", confidence=0.1)
    page = Page(document_id=document.id, number=1, text=text, method="test")
    (record,) = screen(Inputs({Document: [document], Page: [page], Fact: [*rows, loose], Version: versions}), settings)
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
            "minder dan 200 woorden; jaar 2030 valt buiten 2015–2026",
        ),
        (ScreenSettings(languages=("nl",)), {"language": "nl"}, MEETS),
        (ScreenSettings(languages=("nl",)), {}, MEETS),
        (ScreenSettings(languages=("nl", "de")), {"language": "en"}, "taal Engels hoort niet bij Nederlands, Duits"),
        (ScreenSettings(gemeenten=ABOUT_ALMERE), {"gemeente": "GM0034+GM0995"}, MEETS),
        (ScreenSettings(gemeenten=ABOUT_ALMERE), {}, MEETS),
        (
            ScreenSettings(gemeenten=ABOUT_ALMERE, gazetteer_paths=PATHS),
            {"gemeente": "GM0995+GM9999"},
            "gaat over Lelystad, GM9999, niet over Almere",
        ),
    ],
)
def test_reasons(settings: ScreenSettings, facts: dict[str, str], reason: str) -> None:
    record = screened(settings, **facts)
    assert (record.is_included, record.reason) == (reason == MEETS, reason)


def test_words_are_found_across_line_breaks() -> None:
    assert screened(ScreenSettings(words=("sociaal team",)), text="Het Sociaal\nTeam begon.").is_included


def version(*, is_counted: bool) -> Version:
    document_id, counted_id = "d" * 64, "d" * 64 if is_counted else "c" * 64
    return Version(
        document_id=document_id,
        group_id="c" * 64,
        is_counted=is_counted,
        counted_id=counted_id,
        similarity=1.0,
        reason="dit is ouder",
    )


def test_a_version_that_does_not_count_is_a_duplicate_and_the_one_that_counts_is_not() -> None:
    record = screened(ScreenSettings(period=(2015, 2026)), TEXT, version(is_counted=False), year="1998")
    assert (record.is_included, record.criterion) == (False, "duplicate")
    assert record.reason == "dubbel: telt mee als cccccccccccc (dit is ouder); jaar 1998 valt buiten 2015–2026"
    assert screened(ScreenSettings(), TEXT, version(is_counted=True)).criterion is None


@pytest.mark.parametrize("text", ["", " \n…\n"])
def test_a_document_without_text_is_left_out_for_that_alone(text: str) -> None:
    record = screened(ScreenSettings(minimum_words=9, words=("team",)), text=text)
    assert (record.is_included, record.criterion, record.reason) == (False, "no_text", "geen leesbare tekst")


def test_the_criterion_is_the_first_in_order_and_the_reason_tells_of_all() -> None:
    strict = ScreenSettings(
        period=(2015, 2026),
        gemeenten=ABOUT_ALMERE,
        languages=("nl",),
        document_types=("evaluatie",),
        words=("buurtteam",),
        minimum_words=9,
        gazetteer_paths=PATHS,
    )
    facts = {"language": "fr", "year": "1998", "gemeente": "GM0995", "document_type": "brief"}
    left = ["language", "length", "period", "gemeente", "document_type", "words"]
    for fixed, name in (
        ({}, "language"),
        ({"language": "nl"}, "length"),
        ({"minimum_words": 0}, "period"),
        ({"year": "2020"}, "gemeente"),
        ({"gemeente": "GM0034"}, "document_type"),
        ({"document_type": "evaluatie"}, "words"),
    ):
        facts |= {key: str(value) for key, value in fixed.items() if key != "minimum_words"}
        few = 0 if name not in ("language", "length") else strict.minimum_words
        record = screened(ScreenSettings(**(vars(strict) | {"minimum_words": few})), **facts)
        assert (record.criterion, len(record.reason.split("; "))) == (name, len(left))
        left.pop(0)


def study_with(tmp_path: Path, criteria: str) -> Study:
    path = tmp_path / "proef.toml"
    head = f'title = "P"\ndescription = "P"\ncontact = "mailto:a@b.example"\n{criteria}\n'
    path.write_text(head, encoding="utf-8")
    return load_study(str(path))


def test_settings_follow_the_study(tmp_path: Path) -> None:
    study = study_with(tmp_path, '[criteria]\nperiod = [2010, 2020]\nwords = ["team"]\nlanguages = ["nl"]')
    expected = ScreenSettings(period=(2010, 2020), words=("team",), languages=("nl",), gazetteer_paths=PATHS)
    assert ScreenSettings.of(study) == expected


def test_gemeenten_go_by_name_or_code(tmp_path: Path) -> None:
    study = study_with(tmp_path, '[criteria]\ngemeenten = ["almere", "GM0995", "Den Haag"]')
    names = [name for _, name in ScreenSettings.of(study).gemeenten]
    assert names == ["Almere", "Lelystad", "'s-Gravenhage"]
    fiction = ROOT / "corpus" / "example" / "gemeenten.csv"
    study = study_with(tmp_path, f'gemeenten = "{fiction}"\n[criteria]\ngemeenten = ["Lindervoort"]')
    assert [name for _, name in ScreenSettings.of(study).gemeenten] == ["Lindervoort"]


@pytest.mark.parametrize(
    ("criteria", "problem"),
    [
        (
            'gemeenten = ["Amersfort"]',
            r"line 5, key 'criteria.gemeenten': there is no .*'Amersfort'.*'Amersfoort'",
        ),
        ('gemeenten = ["Almere", "Lindervoort"]', r"there is no gemeente 'Lindervoort'"),
        ('languages = ["Nederlands"]', r"line 5, key 'criteria.languages': there is no language 'Nederlands'"),
    ],
)
def test_what_there_is_not_is_refused(tmp_path: Path, criteria: str, problem: str) -> None:
    with pytest.raises(Refused, match=problem):
        ScreenSettings.of(study_with(tmp_path, f"[criteria]\n{criteria}"))


def test_screening_comes_after_versions_and_before_the_rest() -> None:
    names = [stage.name for stage in STAGES]
    assert names.index("metadata") < names.index("versions") < names.index("screen")
    assert names.index("signature") < names.index("versions")
