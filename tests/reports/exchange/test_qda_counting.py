"""Programs that count otherwise are understood by the names that they give to selections."""

from __future__ import annotations

import pytest

from reports.exchange.qda.counting import Place, counted

TEXT = "Regel één 😀 helpt.\r\nEen vaste professional.\r\nDat werkt goed."
WORDS = ["Een vaste professional.", "Dat werkt goed.", "helpt.\r\nEen vaste"]


def place(word: str, text: str, *, named: bool = True, last: int = 0) -> Place:
    start = text.index(word)
    return Place(start, start + len(word) - last, word if named else "")


def found(text: str, places: list[Place], origin: str) -> list[str]:
    return [text[span[0] : span[1]] if span else "" for span in counted(text, places, origin)]


def test_line_ends_as_one_are_seen_by_names() -> None:
    shown = TEXT.replace("\r\n", "\n")
    places = [place(word.replace("\r\n", "\n"), shown) for word in WORDS]
    assert found(TEXT, places, "QualCoder 3.7") == WORDS


def test_utf16_is_seen_by_names() -> None:
    places = [Place(each.start + 1, each.end + 1, each.name) for each in (place(word, TEXT) for word in WORDS[:2])]
    assert found(TEXT, places, "Ander programma") == WORDS[:2]


def test_the_last_character_as_end_is_seen_by_names() -> None:
    assert found(TEXT, [place(word, TEXT, last=1) for word in WORDS[:2]], "Ander programma") == WORDS[:2]


def test_names_that_were_cut_off_tell_it_too() -> None:
    shown = TEXT.replace("\r\n", "\n")
    cut = [Place(each.start, each.end, each.name[:12] + "…") for each in (place(word, shown) for word in WORDS[:2])]
    assert found(TEXT, cut, "Ander programma") == WORDS[:2]


@pytest.mark.parametrize("origin", ["kennissynthese", "Ander programma"])
def test_without_names_the_standard_holds(origin: str) -> None:
    assert found(TEXT, [place(word, TEXT, named=False) for word in WORDS], origin) == WORDS


def test_atlas_counts_line_ends_as_one_also_without_names() -> None:
    shown = TEXT.replace("\r\n", "\n")
    assert found(TEXT, [place("Dat werkt goed.", shown, named=False)], "ATLAS.ti 22") == ["Dat werkt goed."]


def test_our_own_files_are_never_guessed_at() -> None:
    assert found(TEXT, [Place(0, 5, "Dat werkt goed.")], "kennissynthese") == ["Regel"]


def test_what_is_not_in_the_text_has_no_place() -> None:
    assert counted("kort", [Place(2, 5), Place(3, 2), Place(0, 4)], "x") == [None, None, (0, 4)]
