"""Scans: what is printed comes back, upright or not, and only where the text layer does not say it as well."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pypdfium2
import pytest
import typst
from PIL import Image

from corpus.records import Block, Issue, Page
from extract import ocr
from extract.ocr import LANGUAGE, OcrFailed, Seen, SeenLine, SeenWord, languages, see
from extract.pdf import scans
from extract.pdf.scans import recognise, reread
from extract.read import read_content
from extract.straighten import lies_sideways, looks_printed, skew_of, straightened
from tests.benchmarks.extract.ocr import distance, error_rate
from tests.benchmarks.extract.scans import Scanner, scan

needs_tesseract = pytest.mark.skipif(LANGUAGE not in languages(), reason="tesseract with Dutch is not installed")
WORDS = (
    "Inwoners waarderen de vaste contactpersoon omdat zij hun verhaal nog maar één keer hoeven te vertellen. "
    "Medewerkers van het wijkteam overleggen wekelijks met huisartsen en woningcorporaties."
)
BODY = f"= Waardering van inwoners\n{WORDS}\n\n{WORDS}\n\n- eerste punt van de lijst\n- tweede punt van de lijst"
RULES = '#set page(width: 14cm, height: 11cm, margin: 1.5cm)\n#set text(lang: "nl", size: 11pt, hyphenate: true)\n'


def typeset(body: str = BODY, rules: str = RULES) -> bytes:
    return typst.compile((rules + body).encode(), format="pdf")


def drawn(content: bytes, dpi: int = 150) -> Image.Image:
    with closing(pypdfium2.PdfDocument(content)) as document:
        return document[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")


def told(content: bytes) -> list[tuple[str, str]]:
    """Return the role and the text of each block of a document of one page."""
    records = list(read_content("0" * 64, content))
    (page,) = (record for record in records if isinstance(record, Page))
    return [(each.role, page.text[each.start : each.end]) for each in records if isinstance(each, Block)]


def first_page(content: bytes) -> Any:
    return pypdfium2.PdfDocument(content)[0]


@pytest.mark.parametrize("angle", [0.0, 1.0, -2.3, 4.0])
def test_a_crooked_scan_is_made_straight(angle: float) -> None:
    crooked = drawn(typeset()).rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    assert skew_of(crooked) == pytest.approx(-angle, abs=0.25)
    assert abs(skew_of(straightened(crooked))) < 0.3


def test_lines_that_run_upwards_are_seen() -> None:
    image = drawn(typeset())
    assert not lies_sideways(image)
    assert lies_sideways(image.transpose(Image.Transpose.ROTATE_90))


def test_print_is_told_from_photographs() -> None:
    photo = Image.effect_noise((400, 560), 60).resize((500, 700), Image.Resampling.BICUBIC)
    assert looks_printed(drawn(typeset(), 75))
    assert not looks_printed(photo)
    assert not looks_printed(Image.new("L", (500, 700), 250))


@needs_tesseract
@pytest.mark.parametrize("scanner", [Scanner(), Scanner(dpi=200, skew=1, noise=20, turn=1)], ids=["clean", "crooked"])
def test_a_scan_is_read_as_a_text_layer_is(scanner: Scanner) -> None:
    content = scan(typeset(), scanner)
    (role, title), *rest = told(content)
    assert (role, title) in {("title", "Waardering van inwoners"), ("heading", "Waardering van inwoners")}
    assert rest == told(typeset())[1:]
    assert rest[0] == ("paragraph", WORDS)
    page = next(record for record in read_content("0" * 64, content) if isinstance(record, Page))
    assert page.method == "ocr" and page.quality is not None and page.quality > 0.9


@needs_tesseract
def test_words_lie_where_they_are_printed() -> None:
    """Against the places of the same words in the text layer, in points."""
    content = typeset()
    with closing(first_page(content).get_textpage()) as layer:
        found = layer.search("woningcorporaties")
        index, count = found.get_next()
        boxes = [layer.get_charbox(number) for number in range(index, index + count)]
    reading = recognise(first_page(scan(content, Scanner())))
    assert reading is not None
    word = next(word for word in reading.words if word.text.startswith("woningcorporaties"))
    assert (word.x0, word.x1) == pytest.approx((boxes[0][0], boxes[-1][2]), abs=3)
    assert word.base == pytest.approx(min(box[1] for box in boxes if box[1] > 0) + 2.5, abs=3)
    assert word.size == pytest.approx(11, abs=1)


@needs_tesseract
def test_a_layer_that_says_it_as_well_stays() -> None:
    page = first_page(typeset())
    assert reread(page, 300, 0.95, is_readable=True) is None
    assert reread(page, 300, 0.95, is_readable=False) is not None


@needs_tesseract
def test_a_garbled_layer_is_replaced_only_by_a_better_one() -> None:
    page = first_page(scan(typeset(), Scanner(dpi=150)))
    assert reread(page, 330, 0.1, is_readable=True) is not None
    assert reread(page, 5000, 0.1, is_readable=True) is None


@needs_tesseract
def test_a_stamp_on_a_scan_does_not_hide_it_and_a_cover_is_no_scan() -> None:
    page = first_page(scan(typeset(), Scanner(dpi=150)))
    assert reread(page, 20, 1.0, is_readable=True) is not None
    assert reread(page, 190, 1.0, is_readable=True) is None


def test_without_tesseract_a_scan_is_an_issue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "languages", lambda: frozenset({"eng"}))
    monkeypatch.setattr(ocr, "languages", lambda: frozenset({"eng"}))
    issues = [each for each in read_content("0" * 64, scan(typeset(), Scanner(dpi=75))) if isinstance(each, Issue)]
    assert [issue.problem for issue in issues] == ["it has no text, and tesseract with Dutch is not installed"]


@needs_tesseract
def test_a_page_that_takes_too_long_is_an_issue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "TIME_LIMIT", 0.01)
    with pytest.raises(OcrFailed, match=r"more than 0\.01 s"):
        see(drawn(typeset()), 150)
    issues = [each for each in read_content("0" * 64, scan(typeset(), Scanner(dpi=75))) if isinstance(each, Issue)]
    assert [issue.subject for issue in issues] == ["document 000000000000, page 1"]
    assert "takes more than" in issues[0].problem


def test_sureness_is_weighed_by_length() -> None:
    words = (SeenWord("lang woord", (0, 0, 1, 1), 1.0), SeenWord("xx", (0, 0, 1, 1), 0.4))
    assert Seen((SeenLine(words, 0, 10, 0.3),)).sureness == pytest.approx(0.9)
    assert Seen(()).sureness == 0


def test_only_signs_of_which_nothing_is_sure_are_dust() -> None:
    seen = [
        SeenWord(text, (0, 0, 1, 1), sureness) for text, sureness in (("_", 0.1), ("_", 0.9), ("a", 0.1), ("5", 0.1))
    ]
    assert [word.is_dust for word in seen] == [True, False, False, False]


@pytest.mark.parametrize(
    ("first", "second", "expected"), [("kitten", "sitting", 3), ("", "abc", 3), ("abc", "abc", 0), ("abc", "", 3)]
)
def test_distance_counts_changes(first: str, second: str, expected: int) -> None:
    assert distance(first, second) == expected


def test_error_rate_does_not_mind_white_space() -> None:
    assert error_rate("een  twee\n drie", "een twee drie") == 0
    assert error_rate("abcd", "abxd") == 0.25
