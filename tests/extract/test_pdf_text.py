"""PDFs set with typst: what comes back is what was written, in order, without headers, footers and line hyphens."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from itertools import pairwise

import pytest
import typst
from PIL import Image

from corpus.issues import Unreadable
from corpus.record import Record
from corpus.records import Block, Issue, Page, Passage, Table
from extract.read import read_content

SENTENCES = (
    "Inwoners waarderen de vaste contactpersoon omdat zij hun verhaal nog maar één keer hoeven te vertellen.",
    "Medewerkers van het wijkteam overleggen wekelijks met huisartsen, woningcorporaties en schuldhulpverleners.",
    "De samenwerkingsafspraken zijn vastgelegd in een convenant dat jaarlijks wordt herzien.",
    "Verantwoordelijkheden van de teamcoördinator blijven in de praktijk onduidelijk voor nieuwe medewerkers.",
)
PARAGRAPHS = tuple(f"Alinea {number} begint hier. " + " ".join(SENTENCES[: 2 + number % 3]) for number in range(1, 13))
LONG = "De raad stelt dat het team sneller werkt. " * 40


def pdf(body: str, *, rules: str = "") -> bytes:
    head = '#set text(lang: "nl", hyphenate: true, size: 10pt)\n#set par(justify: true)\n'
    return typst.compile((head + rules + "\n" + body).encode(), format="pdf")


def picture() -> str:
    """A call that draws a PNG image."""
    file = io.BytesIO()
    Image.new("RGB", (60, 60), "grey").save(file, "PNG")
    return f"#image(bytes(({', '.join(map(str, file.getvalue()))})))"


def read(content: bytes) -> list[Record]:
    return list(read_content(hashlib.sha256(content).hexdigest(), content))


def of(kind: type, records: list[Record]) -> Iterator:
    return (record for record in records if isinstance(record, kind))


def texts(records: list[Record], role: str) -> list[str]:
    pages = {page.number: page.text for page in of(Page, records)}
    return [pages[block.page][block.start : block.end] for block in of(Block, records) if block.role == role]


RUNNING = """#set page(width: 14cm, height: 12cm, margin: 2cm, header: align(right)[Evaluatie sociaal team],
  footer: context align(center)[Pagina #counter(page).display() van 9])"""


@pytest.mark.parametrize("columns", [1, 2])
def test_paragraphs_come_back_whole_and_in_order(columns: int) -> None:
    rules = f'#set page(paper: "a4", columns: {columns}, margin: 2cm)'
    records = read(pdf("\n\n".join(PARAGRAPHS), rules=rules))
    text = "\n\n".join(page.text for page in of(Page, records))
    places = [text.find(paragraph) for paragraph in PARAGRAPHS]
    assert -1 not in places
    assert all(before < after for before, after in pairwise(places))


def test_headers_footers_and_page_numbers_go() -> None:
    records = read(pdf("\n\n".join(PARAGRAPHS), rules=RUNNING))
    pages = list(of(Page, records))
    assert len(pages) > 3
    assert not any("Evaluatie sociaal team" in page.text or "Pagina" in page.text for page in pages)
    assert all("Alinea" in page.text for page in pages[:3])


def test_headings_make_the_section_path_of_later_pages() -> None:
    text = "\n\n".join(PARAGRAPHS)
    body = f"= 1 Inleiding\n{text}\n== 1.1 Aanleiding\n{text}\n= 2 Conclusies\n{text}"
    passages = list(of(Passage, read(pdf(body, rules=RUNNING))))
    assert {passage.section_path for passage in passages} == {
        ("1 Inleiding",),
        ("1 Inleiding", "1.1 Aanleiding"),
        ("2 Conclusies",),
    }
    assert len({passage.page for passage in passages if passage.section_path == ("1 Inleiding",)}) > 1


@pytest.mark.parametrize("stroke", ["0.5pt", "none", "(_, y) => (top: 0.5pt)"])
def test_tables_come_back_as_rows_with_their_caption(stroke: str) -> None:
    cells = "[*Wijk*], [*2020 (n)*], [*2021 (n)*], [Noord], [12], [15], [Zuid, met de oude haven erbij], [7], [9]"
    table = f"#table(columns: (4cm, 3cm, 3cm), stroke: {stroke}, inset: 0.5em, {cells})"
    records = read(pdf(f"{SENTENCES[0]}\n\nTabel 1: Meldingen per wijk\n\n{table}\n\n{LONG}"))
    (found,) = of(Table, records)
    assert found.caption == "Tabel 1: Meldingen per wijk"
    assert found.rows == (
        ("Wijk", "2020 (n)", "2021 (n)"),
        ("Noord", "12", "15"),
        ("Zuid, met de oude haven erbij", "7", "9"),
    )
    assert not any("Noord" in passage.text for passage in of(Passage, records))


def test_notes_stand_last_and_their_numbers_leave_the_text() -> None:
    records = read(
        pdf("Het team sprak 23 inwoners.#footnote[Van hen zijn er 14 gebeld.] Zij waren tevreden.\n\n" + LONG)
    )
    assert texts(records, "footnote") == ["Van hen zijn er 14 gebeld."]
    assert "Het team sprak 23 inwoners. Zij waren tevreden." in texts(records, "paragraph")[0]
    assert next(of(Page, records)).text.endswith("gebeld.")


def test_list_items_stand_by_themselves() -> None:
    records = read(pdf(f"De teams doen drie dingen:\n- {SENTENCES[0]}\n- {SENTENCES[1]}\n- kort\n\n{LONG}"))
    assert texts(records, "list_item") == [f"• {SENTENCES[0]}", f"• {SENTENCES[1]}", "• kort"]


def test_a_blank_page_is_no_issue() -> None:
    records = read(pdf(f"{LONG}\n#pagebreak()\n#line(length: 5cm)\n#pagebreak()\n{LONG}"))
    assert [page.number for page in of(Page, records)] == [1, 2, 3]
    assert not list(of(Issue, records))


def test_a_page_that_is_a_picture_is_an_issue_and_an_empty_page() -> None:
    records = read(pdf(f"{LONG}\n#pagebreak()\n{picture()}\n#pagebreak()\n{LONG}"))
    (issue,) = of(Issue, records)
    assert issue.severity == "warning"
    assert issue.problem.startswith("it has no text")
    assert [bool(page.text) for page in of(Page, records)] == [True, False, True]


def test_same_bytes_give_same_records() -> None:
    content = pdf("\n\n".join(PARAGRAPHS), rules=RUNNING)
    assert read(content) == read(content)


def test_damaged_pdfs_are_unreadable() -> None:
    content = pdf(LONG)
    for broken in (content[:200], b"%PDF-1.7\nno objects at all\n%%EOF"):
        with pytest.raises(Unreadable, match="damaged or truncated"):
            read(broken)


LOCKED = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/O<%b>/U<%b>/P -4>>endobj
trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]/Size 5>>
%%%%EOF""" % (b"ab" * 32, b"cd" * 32)


def test_a_pdf_with_a_password_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="asks for a password"):
        read(LOCKED)
