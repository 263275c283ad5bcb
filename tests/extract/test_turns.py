"""Transcripts: who speaks in each turn, and which documents are none although they have labels."""

from __future__ import annotations

import pytest

from extract.sheet import Mark, Piece
from extract.turns import read_turns
from tests.extract.office_cases import pieces_of


def spoken(*lines: str) -> list[tuple[str, str]]:
    return [(each.speaker, each.text) for each in read_turns([Piece(role="paragraph", text=line) for line in lines])]


@pytest.mark.parametrize(
    ("asker", "other"),
    [
        ("Interviewer", "Teamleider"), ("I", "R1"), ("I", "R"), ("Onderzoeker", "Respondent 3"), ("INT", "Mevrouw J."),
        ("Lisa", "Wethouder"), ("De heer B.", "Lisa"),
    ],
)  # fmt: skip
def test_labels_that_take_turns_are_speakers(asker: str, other: str) -> None:
    lines = [f"{asker}: Hoe gaat het?", f"{other}: Goed.", f"{asker}: En dan?", f"{other}: Dan belt er iemand."]
    assert spoken(*lines) == [(asker, "Hoe gaat het?"), (other, "Goed."), (asker, "En dan?"),
                              (other, "Dan belt er iemand.")]  # fmt: skip


@pytest.mark.parametrize("form", ["[00:12:03] {}: {}", "{} (0:12): {}", "00:12 {}: {}", "{} 00:12:03: {}"])
def test_times_go_with_the_label(form: str) -> None:
    names = ("Anna", "Bram") * 3
    assert spoken(*(form.format(name, "Ja, dat klopt.") for name in names)) == [
        (name, "Ja, dat klopt.") for name in names
    ]


def test_names_and_times_may_stand_on_a_line_of_their_own() -> None:
    said = spoken("Anna B.   0:03", "Hallo.", "Bram   0:07", "Dag.", "Anna B.   0:10", "Zo.", "Bram  0:20", "Juist.")
    assert said == [("Anna B.", "Hallo."), ("Bram", "Dag."), ("Anna B.", "Zo."), ("Bram", "Juist.")]


def test_a_label_may_stand_on_a_line_of_its_own_also_as_a_heading() -> None:
    lines = [Piece(role=role, text=text, level=level) for _ in range(2) for role, level, text in (
        ("heading", 1, "Interviewer"), ("paragraph", None, "Hoe gaat het?"), ("paragraph", None, "Respondent 1"),
        ("paragraph", None, "Goed."), ("paragraph", None, "Dank u."),
    )]  # fmt: skip
    assert [(piece.speaker, piece.text) for piece in read_turns(lines)] == [
        ("Interviewer", "Hoe gaat het?"), ("Respondent 1", "Goed."), ("Respondent 1", "Dank u."),
        ("Interviewer", "Hoe gaat het?"), ("Respondent 1", "Goed."), ("", "Dank u."),
    ]  # fmt: skip


def test_captions_of_a_recording_have_times_then_a_name() -> None:
    lines = [line for name in ("Anna", "Bram") * 2 for line in ("0:0:1.0 --> 0:0:3.2", name, f"Dit zegt {name} hier.")]
    assert spoken(*lines) == [(name, f"Dit zegt {name} hier.") for name in ("Anna", "Bram") * 2]


def test_a_turn_goes_on_until_the_next_one_and_not_after_the_last() -> None:
    lines = [
        "Verslag van een gesprek.",
        "I: Hoe?",
        "R: Zo.",
        "En verder ook zo.",
        "I: Goed?",
        "R: Ja.",
        "Akkoord bevonden.",
    ]
    assert [speaker for speaker, _ in spoken(*lines)] == ["", "I", "R", "R", "I", "R", ""]


def test_who_speaks_once_is_told_by_a_label_of_speakers() -> None:
    lines = ["I: Hoe?", "R1: Zo.", "I: En u?", "R2: Ook.", "R1: Ja.", "Kortom: goed."]
    assert [speaker for speaker, _ in spoken(*lines)] == ["I", "R1", "I", "R2", "R1", ""]


def test_marks_move_along_with_the_text() -> None:
    turns = [Piece(role="paragraph", text=f"{name}: Ja hoor.", marks=(Mark(7, "1"),)) for name in "IRIR"]
    assert {(piece.text, piece.marks) for piece in read_turns(turns)} == {("Ja hoor.", (Mark(4, "1"),))}


def test_a_table_with_a_column_of_speakers_is_a_transcript() -> None:
    rows = (("Tijd", "Spreker", "Tekst"), ("00:01", "I", "Hoe gaat het?"), ("00:02", "R1", "Goed, dank u."),
            ("00:03", "I", "En met het team?"), ("00:04", "R1", "Ook goed, al is het druk."))  # fmt: skip
    assert [(piece.speaker, piece.text) for piece in read_turns([Piece(role="table", rows=rows)])] == [
        ("I", "Hoe gaat het?"), ("R1", "Goed, dank u."), ("I", "En met het team?"), ("R1", "Ook goed, al is het druk."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        ["Doel: betere zorg.", "Doelgroep: jeugd.", "Resultaat: minder wachten."] * 3,
        ["Vraag: Wie helpt mij?", "Antwoord: Het wijkteam."] * 4,
        ["Project: Noord.", "Wijkbudget: 12.", "Looptijd: 2 jaar."] * 4,
        ["Interviewer: Hoe?", "Teamleider: Zo."],
        ["Interviewer: Hoe?", "Interviewer: En?", "Interviewer: Dus?", "Interviewer: Ja?"],
        ["Let op: dit.", "Tip: dat.", "Zie https://example.org", "Om 12:30 begint het."] * 2,
        ["R1: Zo.", "R2: Zus.", "R1: Ja.", "R2: Nee.", *["Een gewone alinea over het onderzoek."] * 20, "R1: Zo."],
    ],
)
def test_other_labels_are_no_speakers(lines: list[str]) -> None:
    assert spoken(*lines) == [("", line) for line in lines]


def test_a_table_of_figures_stays_a_table() -> None:
    rows = (("Wijk", "Toelichting"), ("Noord", "Hoe is dat?"), ("Zuid", "Goed."), ("Noord", "Echt?"), ("Zuid", "Ja."))
    other = (("Jaar", "Aantal"), ("2020", "12"), ("2021", "14"), ("2020", "11"), ("2021", "10"))
    assert [piece.role for piece in read_turns([Piece(role="table", rows=other)])] == ["table"]
    assert len(read_turns([Piece(role="table", rows=rows[:3])])) == 1


def test_turns_on_lines_without_blank_lines_between_are_told_apart() -> None:
    text = (
        "Interviewer: Kunt u vertellen hoe het team in elkaar zit, en wie er allemaal in\n"
        "werken op dit moment?\nTeamleider: Acht mensen.\nInterviewer: En bevalt dat?\nTeamleider: Zeker wel.\n"
    )
    assert [(piece.speaker, piece.text) for piece in pieces_of(text.encode())] == [
        ("Interviewer",
         "Kunt u vertellen hoe het team in elkaar zit, en wie er allemaal in werken op dit moment?"),
        ("Teamleider", "Acht mensen."),
        ("Interviewer", "En bevalt dat?"),
        ("Teamleider", "Zeker wel."),
    ]  # fmt: skip
