"""Pages as pictures: the quote marked where it stands, and only for who may see the page."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from corpus.raw import raw_path
from corpus.review.entries import BEHEERDER, KLANKBORDGROEP, ONDERZOEKER
from reports.review.desk import Desk
from reports.review.drawing import Undrawable, draw
from reports.review.pages import images
from tests.reports.review.conftest import SignedIn
from tests.reports.review.visiting import Visitor, at_the_desk
from tests.reports.review.whole_cases import CODED, LEFT_OUT

WIDE, HIGH = 300.0, 400.0
LINE = (40.0, 300.0, 200.0, 320.0)
"""Left, bottom, right and top of the black bar on the page of the tests."""


def pdf(*, turn: int = 0, corner: tuple[float, float] = (0, 0), is_sideways: bool = False) -> bytes:
    """Return a PDF of two pages, with a black bar and a word that is upright once the page is shown."""
    left, bottom = corner
    x0, y0, x1, y1 = LINE
    matrix = {
        0: "1 0 0 1 0 0",
        90: f"0 1 -1 0 {HIGH} 0",
        180: f"-1 0 0 -1 {WIDE} {HIGH}",
        270: f"0 -1 1 0 0 {WIDE}",
    }[turn]
    bar, word = f"{x0} {y0} {x1 - x0} {y1 - y0} re f", "BT /F 12 Tf 40 200 Td (woord) Tj ET"
    drawn = f"q 1 0 0 1 {left} {bottom} cm {matrix} cm {bar} {word} Q"
    wide, high = (HIGH, WIDE) if turn in (90, 270) else (WIDE, HIGH)
    box = f"[{left} {bottom} {left + wide} {bottom + high}]"
    shown = 0 if is_sideways else turn
    page = f"<</Type/Page/Parent 2 0 R/MediaBox {box}/Rotate {shown}/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>", page,
        f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj{content}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return out + end.encode()


def picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def at(image: Image.Image, x: float, y: float) -> Any:
    """Return the colour at a place in points from the lower left corner of an upright page."""
    scale = image.width / WIDE
    return image.getpixel((round(x * scale), round((HIGH - y) * scale)))


def is_near(colour: tuple[int, ...], grey: int) -> bool:
    return all(abs(part - grey) < 4 for part in colour)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("is_sideways", [False, True])
def test_a_box_is_drawn_where_its_words_are_however_the_page_lies(tmp_path: Path, turn: int, is_sideways: bool) -> None:
    path = tmp_path / "stuk.pdf"
    path.write_bytes(pdf(turn=turn, corner=(25, 10), is_sideways=is_sideways))
    image = picture(draw(path, 1, (WIDE, HIGH), [(LINE[0] - 20, LINE[1] - 20, LINE[2], LINE[3])]))
    assert abs(image.width / image.height - WIDE / HIGH) < 0.01
    assert is_near(at(image, 100, 310), 0), "the bar stays black"
    red, green, blue = at(image, 30, 310)
    assert red > 240 and green > 220 and blue < 160, "beside it is the colour of the marker"
    assert is_near(at(image, 100, 100), 255)


def test_no_box_is_drawn_on_a_page_of_another_size(tmp_path: Path) -> None:
    path = tmp_path / "stuk.pdf"
    path.write_bytes(pdf())
    assert draw(path, 1, (500, 500), [LINE]) == draw(path, 1, None, [])


def test_a_page_of_any_size_becomes_a_picture_that_can_be_sent(tmp_path: Path) -> None:
    path = tmp_path / "stuk.pdf"
    path.write_bytes(pdf().replace(b"[0 0 300.0 400.0]", b"[0 0 14400 14400]"))
    image = picture(draw(path, 1, None, []))
    assert image.width * image.height < 4.1e6


def test_what_cannot_be_drawn_says_so(tmp_path: Path) -> None:
    path = tmp_path / "stuk.pdf"
    path.write_bytes(b"%PDF-1.4 en dan niets")
    with pytest.raises(Undrawable):
        draw(path, 1, None, [])
    with pytest.raises(Undrawable):
        draw(tmp_path / "nergens.pdf", 1, None, [])
    path.write_bytes(pdf())
    with pytest.raises(Undrawable, match="no page 3"):
        draw(path, 3, None, [])


@pytest.fixture(scope="module")
def drawn(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return the whole study with boxes for its blocks, and a second page that the first page's text goes on to."""
    folder = tmp_path_factory.mktemp("blad")
    for name in ("snapshot.db", "publiek.db"):
        shutil.copy(whole / name, folder / name)
    db = sqlite3.connect(folder / "snapshot.db")
    length = db.execute("SELECT length(text) FROM pages WHERE document_id = ?", [CODED]).fetchone()[0]
    lines = [[0, 1, *LINE], [10, 1, 40, 280, 200, 298]]
    db.execute("UPDATE pages SET width = ?, height = ?", [WIDE, HIGH])
    for document in (CODED, LEFT_OUT):
        db.execute("INSERT INTO pages VALUES (?, 2, '', ?, ?, 'tekstlaag')", [document, WIDE, HIGH])
        db.execute(
            "INSERT INTO blocks VALUES (?, 1, 0, ?, 'paragraph', NULL, '[]', ?)", [document, length, json.dumps(lines)]
        )
    db.commit()
    db.close()
    yield folder
    images.stop()


def ask(desk: Desk, folder: Path, one: SignedIn | None, *paths: str) -> list[Any]:
    images._drawn.clear()
    for document in (CODED, LEFT_OUT):
        raw_path(document).parent.mkdir(parents=True, exist_ok=True)
        raw_path(document).write_bytes(pdf())

    async def visit(datasette: Any) -> list[Any]:
        return [await Visitor(datasette, one).get(path) for path in paths]

    return at_the_desk(desk, folder, visit)


def own_span(folder: Path, *, line: int | None) -> None:
    """Put the personal data of the document on a line of its first page, or leave it without any."""
    db = sqlite3.connect(folder / "snapshot.db")
    db.execute("DELETE FROM personal_spans")
    if line is not None:
        db.execute("INSERT INTO personal_spans VALUES (?, 1, ?, ?)", [CODED, 10 * line, 10 * line + 5])
    db.commit()
    db.close()


def test_a_member_sees_a_page_with_its_quote_marked(desk: Desk, drawn: Path, member: Callable[..., SignedIn]) -> None:
    own_span(drawn, line=None)
    db = sqlite3.connect(drawn / "snapshot.db")
    coding = db.execute("SELECT id FROM codings WHERE document_id = ? AND start = 0", [CODED]).fetchone()[0]
    db.close()
    plain, marked, other = ask(
        desk, drawn, member(), f"/blad/{CODED}/1.png", f"/blad/{CODED}/1.png?codering={coding}",
        f"/blad/{CODED}/2.png?codering={coding}",
    )  # fmt: skip
    assert plain.status_code == marked.status_code == other.status_code == 200
    assert marked.headers["content-type"] == "image/png" and marked.headers["cache-control"] == "no-store"
    assert is_near(at(picture(plain.content), 39, 310), 255)
    assert not is_near(at(picture(marked.content), 39, 310), 255)
    assert is_near(at(picture(other.content), 39, 310), 255), "the quote is not on this page"


def test_a_page_with_personal_data_is_for_researchers_only(
    desk: Desk, drawn: Path, member: Callable[..., SignedIn]
) -> None:
    own_span(drawn, line=0)
    paths = (f"/blad/{CODED}/1.png", f"/blad/{CODED}/2.png", f"/blad/{LEFT_OUT}/1.png")
    assert [each.status_code for each in ask(desk, drawn, member(), *paths)] == [403, 200, 403]
    assert [each.status_code for each in ask(desk, drawn, member(ONDERZOEKER), *paths)] == [200, 200, 200]
    assert [each.status_code for each in ask(desk, drawn, member(BEHEERDER), *paths)] == [403, 403, 403]
    assert [each.status_code for each in ask(desk, drawn, None, *paths)] == [303, 303, 303]


def test_personal_data_in_a_text_that_goes_on_from_the_page_before_counts_too(
    desk: Desk, drawn: Path, member: Callable[..., SignedIn]
) -> None:
    db = sqlite3.connect(drawn / "snapshot.db")
    kept = db.execute("SELECT lines FROM blocks WHERE document_id = ?", [CODED]).fetchone()[0]
    db.execute("UPDATE blocks SET lines = ? WHERE document_id = ?", [kept.replace("[10, 1,", "[10, 2,"), CODED])
    db.commit()
    own_span(drawn, line=1)
    (answer,) = ask(desk, drawn, member(KLANKBORDGROEP), f"/blad/{CODED}/2.png")
    db.execute("UPDATE blocks SET lines = ? WHERE document_id = ?", [kept, CODED])
    db.commit()
    db.close()
    assert answer.status_code == 403


def test_what_is_not_there_or_no_pdf_has_no_picture(desk: Desk, drawn: Path, member: Callable[..., SignedIn]) -> None:
    own_span(drawn, line=None)
    paths = (f"/blad/{CODED}/9.png", f"/blad/{'0' * 64}/1.png", f"/blad/{CODED[:-1]}/1.png", f"/blad/{CODED}/0.png")
    assert [each.status_code for each in ask(desk, drawn, member(), *paths)] == [404] * 4
    db = sqlite3.connect(drawn / "snapshot.db")
    db.execute("UPDATE documents SET media_type = 'text/html' WHERE id = ?", [CODED])
    db.commit()
    (answer,) = ask(desk, drawn, member(), f"/blad/{CODED}/1.png")
    db.execute("UPDATE documents SET media_type = 'application/pdf'")
    db.commit()
    db.close()
    assert answer.status_code == 404
