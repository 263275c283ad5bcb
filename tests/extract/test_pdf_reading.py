"""The text layer of PDFs: runs and words, gaps, signs set apart, and lines that two columns share by chance."""

from __future__ import annotations

import pypdfium2
import pytest

from extract.pdf.layer import Layer, read_layer
from extract.pdf.lines import Line, make_lines
from extract.pdf.parting import part_lines
from extract.pdf.pdfium import Glyphs
from extract.pdf.reading import PageText, open_text
from extract.pdf.widths import Widths
from extract.pdf.words import Word
from tests.extract.test_pdf_text import PARAGRAPHS, pdf


def read(content: bytes, *, is_exact: bool = False) -> PageText:
    with open_text(pypdfium2.PdfDocument(content)[0], Widths()) as reader:
        text = reader.read()
        if is_exact:
            reader.locate_words()
        return text


def layer_of(content: bytes) -> Layer:
    page = pypdfium2.PdfDocument(content)[0]
    return read_layer(Glyphs(page.get_textpage()), page.get_bbox())


def words(*texts: str, x: float, base: float) -> list[Word]:
    """Words of 40 points wide with 5 points between."""
    return [
        Word(text, x + 45 * at, base - 2, x + 45 * at + 40, base + 8, base, 10.0, "serif", False)
        for at, text in enumerate(texts)
    ]


def line(*texts: str, x: float, base: float) -> Line:
    (made,) = make_lines(words(*texts, x=x, base=base))
    return made


def test_a_line_of_one_typeface_is_one_run() -> None:
    layer = layer_of(pdf("\n\n".join(PARAGRAPHS[:2])))
    assert all(stop - first == 1 for first, stop in layer.lines)
    assert {face.is_bold for face in layer.runs.face} == {False}


def test_bold_words_make_runs_of_their_own() -> None:
    layer = layer_of(pdf("*Aanbeveling:* geef een vaste contactpersoon."))
    assert [face.is_bold for face in layer.runs.face] == [True, False]


def test_words_spread_over_a_run_stand_near_where_they_are() -> None:
    content = pdf("\n\n".join(PARAGRAPHS[:6]))
    pairs = zip(read(content).lines, read(content, is_exact=True).lines, strict=True)
    for spread, exact in pairs:
        assert spread.text == exact.text
        for one, other in zip(spread.words, exact.words, strict=True):
            assert one.text == other.text
            assert abs(one.x0 - other.x0) < 2 * one.size


def test_a_wide_gap_in_a_line_parts_cells() -> None:
    (found,) = read(pdf("#box(width: 4cm)[Noord]#box(width: 4cm)[twaalf]#box[15]")).lines
    assert [[word.text for word in cell] for cell in found.cells] == [["Noord"], ["twaalf"], ["15"]]
    assert found.is_parted
    assert found.gap > 20


def test_wide_gaps_between_all_words_part_nothing() -> None:
    stretched = "#set text(hyphenate: false)\n#block(width: 8cm)[dit #h(1fr) is #h(1fr) een #h(1fr) regel #linebreak()]"
    found = read(pdf(stretched)).lines[0]
    assert not found.is_parted


@pytest.mark.parametrize("text", ["6,5 procent", "niet-westers", "CO₂-uitstoot", "𝒳 en ﬁets", "“ja” – ’s-Gravenhage"])
def test_signs_stay_with_their_words(text: str) -> None:
    (found,) = read(pdf(text)).lines
    assert found.text == text.replace("ﬁ", "fi")


def test_lines_of_two_columns_at_one_height_are_parted() -> None:
    above, below = line("in", "de", x=50, base=500), line("verder", x=300, base=476)
    shared = Line((tuple(words("de", "wijk", x=50, base=488)), tuple(words("Kader", x=300, base=488))))
    assert [each.text for each in part_lines([above, shared, below])] == ["in de", "de wijk", "Kader", "verder"]
    row = line("noord", x=50, base=476)
    assert part_lines([above, shared, row]) == [above, shared, row]
