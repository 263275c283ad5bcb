"""Texts of figures: what readers see, where its values stand, and how it is set within a width."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.figures.words import Line, addresses, clipped, origins_of, text_of, width_of, wrapped
from reports.publication import Origin, Value

FIRST, SECOND = Origin("balans", "mandaat|Alles|", "voor"), Origin("elementen", "mandaat", "element")
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=80)


@pytest.mark.parametrize(
    ("line", "text", "origins"),
    [
        ("alleen woorden", "alleen woorden", ()),
        (Value("1.234", FIRST), "1.234", (FIRST,)),
        (("n = ", Value("3", FIRST), " van ", Value("mandaat", SECOND)), "n = 3 van mandaat", (FIRST, SECOND)),
        ((Value("3", FIRST), Value("3", FIRST)), "33", (FIRST,)),
        ("met\neen\x07 teken\x00", "met een  teken ", ()),
    ],
)
def test_a_line_tells_where_its_values_stand(line: Line, text: str, origins: tuple[Origin, ...]) -> None:
    assert text_of(line) == text
    assert origins_of(line) == origins


def test_addresses_stand_once_with_a_space_between() -> None:
    assert addresses([FIRST, SECOND, FIRST]) == "balans/mandaat%7CAlles%7C/voor elementen/mandaat/element"
    assert addresses([]) == ""


def test_widths_are_those_of_the_font() -> None:
    assert width_of("mmmm", 10) > width_of("iiii", 10) > width_of("", 10) == 0
    assert width_of("mandaat", 10, is_bold=True) > width_of("mandaat", 10)
    assert width_of("mandaat", 20) == pytest.approx(2 * width_of("mandaat", 10))
    assert width_of("\N{GRINNING FACE}", 10) > 0, "a sign that the font lacks takes room too"


@given(TEXTS, st.floats(20, 200), st.sampled_from((6, 8, 19)))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_what_is_clipped_fits_and_is_the_start(text: str, width: float, size: int) -> None:
    found = clipped(text, width, size)
    assert found == text or found == "…" or text.startswith(found.removesuffix("…"))
    assert width_of(found, size) <= width or found == "…"
    assert (found == text) == (width_of(text, size) <= width)


@given(TEXTS, st.floats(30, 200))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_lines_fit_and_hold_every_word_that_fits(text: str, width: float) -> None:
    lines = wrapped(text, width, 8)
    assert all(width_of(line, 8) <= width for line in lines)
    words = text.split()
    if all(width_of(word, 8) <= width for word in words):
        assert " ".join(lines).split() == words


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    text = "een lange zin over mandaat en maatwerk in de wijk"
    lines = wrapped(text, 60, 8, lines=2)
    assert len(lines) == 2 and lines[1].endswith("…")
    assert text.startswith(" ".join(lines).removesuffix("…").rstrip())
    assert wrapped("kort", 60, 8, lines=1) == ["kort"]
    assert wrapped("", 60, 8) == []
