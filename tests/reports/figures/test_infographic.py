"""The page in one view: what most evaluations say, a quote that is whole, and what is not known yet."""

from __future__ import annotations

from typing import Any

from tests.reports.figures.conftest import Draw
from tests.reports.figures.figure_cases import balance, element, marks, origins_of, said

CODES = ("mandaat", "maatwerk", "toegang", "tijd", "geld", "visie", "rust")


def _tables(**counts: tuple[int, int, int]) -> dict[str, list[dict[str, Any]]]:
    return {
        "elementen": [element(code) for code in counts],
        "balans": [balance(code, voor, tegen, 0, nodig) for code, (voor, tegen, nodig) in counts.items()],
    }


def _quote(text: str, strength: float = 0.5, **more: Any) -> dict[str, Any]:
    fixed = {"element_code": "mandaat", "richting": "helpt", "titel": "Een rapport", "jaar": 2021, "bladzijde": 12}
    return fixed | {"citaat_id": text[:9], "citaat": text, "sterkte": strength, "score": 0.9} | more


def _shown(texts: list[str]) -> list[str]:
    return [text.lower() for text in texts if text.lower() in CODES]


def test_elements_stand_where_most_evaluations_put_them(draw: Draw) -> None:
    counts = {"mandaat": (5, 1, 0), "maatwerk": (2, 6, 0), "toegang": (3, 3, 4), "tijd": (0, 1, 9)}
    root = draw("infographic", **_tables(**counts), kennishiaten=[])
    bars = [(origins_of(bar)[0].row.split("|")[0], origins_of(bar)[0].column) for bar in marks(root, "balk")]
    assert bars == [
        ("mandaat", "voor"), ("maatwerk", "tegen"), ("tijd", "tegen"), ("tijd", "nodig"), ("toegang", "nodig"),
    ]  # fmt: skip


def test_five_elements_of_a_kind_fit(draw: Draw) -> None:
    root = draw("infographic", **_tables(**{code: (9 - n, 0, 0) for n, code in enumerate(CODES)}), kennishiaten=[])
    assert _shown(said(root)) == list(CODES[:5])
    assert said(root).count("Hierover zeggen de evaluaties nog niets.") == 2


def test_the_strongest_quote_that_fits_is_shown_whole(draw: Draw) -> None:
    long = "Dit is een heel lange zin over mandaat en maatwerk in de wijk die niet in zijn geheel past. " * 9
    quotes = [_quote(long, 1.0), _quote("Mandaat helpt ons echt.", 0.8), _quote("Zwakker bewijs.", 0.2)]
    texts = said(draw("infographic", **_tables(mandaat=(5, 0, 0)), bewijs=quotes))
    assert "“Mandaat helpt ons echt.”" in texts
    assert "Een rapport, 2021, blz. 12" in texts
    assert not any("Zwakker" in text or text.startswith("“Dit is") for text in texts)


def test_a_quote_of_the_next_element_takes_the_place_of_none(draw: Draw) -> None:
    other = _quote("Maatwerk helpt ook.", element_code="maatwerk", jaar=None)
    texts = said(draw("infographic", **_tables(mandaat=(5, 0, 0), maatwerk=(3, 0, 0)), bewijs=[other]))
    assert "“Maatwerk helpt ook.”" in texts and "Een rapport, blz. 12" in texts


def test_what_is_known_least_comes_first(draw: Draw) -> None:
    fixed = {"codeboek": "proef 1", "dimensie": "element", "venster": "Inwoner", "eigen_venster": "ja"}
    gaps = [
        fixed | {"code": name, "naam": name, "bewijs": bewijs, "evaluaties": count}
        for name, bewijs, count in (("a", "Veel bewijs", 9), ("b", "Geen bewijs", 0), ("c", "Weinig bewijs", 1))
    ]
    gaps.append(gaps[1] | {"code": "d", "naam": "d", "eigen_venster": None})
    texts = said(draw("infographic", **_tables(mandaat=(1, 0, 0)), kennishiaten=gaps))
    known = [text for text in texts if "evaluatie)" in text or "evaluaties)" in text]
    assert known == ["b (0 evaluaties)", "c (1 evaluatie)", "a (9 evaluaties)"]


def test_designs_stand_from_strong_to_weak(draw: Draw) -> None:
    designs = (("Casus", 0.2), ("Effectmeting", 1.0), ("Casus", 0.2), (None, 0.0))
    rows = [{"document_id": str(n), "opzet": name, "sterkte": strength} for n, (name, strength) in enumerate(designs)]
    root = draw("infographic", **_tables(mandaat=(1, 0, 0)), bewijskracht=rows)
    assert [text for text in said(root) if text in ("Casus", "Effectmeting", "Onbekend")] == [
        "Effectmeting", "Casus", "Onbekend",
    ]  # fmt: skip
    assert len(marks(root, "document")) == 4


def test_years_are_told_from_the_first_to_the_last(draw: Draw) -> None:
    for years, told in (((2019, 2022, None), "2019 tot en met 2022"), ((2020, 2020), "documenten uit 2020")):
        rows = [{"document_id": str(n), "titel": "t", "jaar": year} for n, year in enumerate(years)]
        head = said(draw("infographic", documenten=rows))[0]
        assert head.endswith(told), head
    assert said(draw("infographic", documenten=[]))[0] == "Kennissynthese in één beeld"
