from __future__ import annotations

import pytest

from harvest.forms.libraries import Entry, Unread, bibtex, csl, doi_in, ris
from harvest.steps import Listed

RIS = """TY  - RPRT
TI  - Evaluatie sociale
  teams Veldrade
AU  - Pen, A.
AU  - Bureau Duin
DA  - 2021/03/01/
PY  - 2021
PB  - Bureau Duin
DO  - https://doi.org/10.9999/abc
UR  - https://veldrade.example/rapport
L1  - files/1/rapport.pdf
L1  - files/1/bijlage.pdf
L2  - files/2/pagina.html
L2  - https://veldrade.example/rapport.pdf
ER  -
"""
EXPECTED = Entry(
    place="line 1",
    listed=Listed(
        title="Evaluatie sociale teams Veldrade",
        date="2021-03-01",
        publisher="Bureau Duin",
        authors="Pen, A.; Bureau Duin",
        type="RPRT",
        identifier="10.9999/abc",
    ),
    files=("files/1/rapport.pdf", "files/1/bijlage.pdf", "files/2/pagina.html"),
    addresses=(
        "https://veldrade.example/rapport.pdf",
        "https://veldrade.example/rapport",
        "https://doi.org/10.9999/abc",
    ),
)


@pytest.mark.parametrize("text", [RIS, RIS.replace("\n", "\r\n"), RIS.replace("  - ", " - "), RIS.replace("ER  -", "")])
def test_ris_is_read(text: str) -> None:
    assert list(ris.entries(text)) == [EXPECTED]


def test_an_entry_in_ris_that_is_not_closed_leaves_the_next_alone() -> None:
    found = list(
        ris.entries(
            "kop\nTY  - RPRT\nTI  - Een\n\nTY  - JOUR\nT1  - Twee\nY1  - 2020///voorjaar\nSN  - 978-90\nER  - \n"
        )
    )
    assert [(each.place, each.listed.title) for each in found if isinstance(each, Entry)] == [
        ("line 2", "Een"),
        ("line 5", "Twee"),
    ]
    assert isinstance(found[1], Entry)
    assert (found[1].listed.date, found[1].listed.identifier) == ("2020///voorjaar", "978-90")


def test_csl_json_is_read() -> None:
    text = """[{"id": 1, "type": "report", "title": "Teams", "issued": {"date-parts": [["2021", 3]]}, "ISBN": "978-90",
      "author": [{"family": "Berg", "given": "A.", "non-dropping-particle": "van den"}, {"literal": "Bureau Duin"}, {}],
      "publisher": "Uitgever", "URL": "https://veldrade.example/", "attachments": [{"path": "files/1/a.pdf"}, 3]},
      "kapot", {"title": null, "issued": {"literal": "ca. 2020"}, "DOI": "10.9999/X y", "author": "?"}]"""
    first, broken, last = csl.entries(text)
    assert first == Entry(
        place="entry 1",
        listed=Listed(
            title="Teams",
            date="2021-03",
            publisher="Uitgever",
            authors="van den Berg, A.; Bureau Duin",
            type="report",
            identifier="978-90",
        ),
        files=("files/1/a.pdf",),
        addresses=("https://veldrade.example/",),
    )
    assert broken == Unread("entry 2", "is in a form that is not known")
    assert last == Entry(place="entry 3", listed=Listed(date="ca. 2020"))


def test_the_json_of_better_bibtex_is_read() -> None:
    text = """{"items": [{"itemType": "report", "title": "Teams", "date": "2021",
      "institution": "Bureau", "url": "https://a.nl/x",
      "creators": [{"creatorType": "author", "lastName": "Pen", "firstName": "A."},
        {"creatorType": "editor", "name": "R"}],
      "attachments": [{"path": "a.pdf", "url": "https://a.nl/a.pdf"}]}, {"itemType": "note", "title": "Notitie"}]}"""
    (found,) = csl.entries(text)
    assert isinstance(found, Entry)
    assert (found.listed.authors, found.listed.publisher, found.listed.date) == ("Pen, A.", "Bureau", "2021")
    assert found.addresses == ("https://a.nl/x", "https://a.nl/a.pdf")


BIBTEX = r"""
Uit Zotero
@string{duin = "Bureau Duin"}
@techreport{pen_evaluatie_2021,
	title = {Evaluatie {Sociale} {Teams}: 50% m{\'e}{\'e}r \& beter},
	author = {Pen, A. and {Bureau Duin and Zee} and others},
	institution = duin,
	month = mar,
	year = {2021},
	doi = {10.9999/a\_b},
	url = {https://veldrade.example/a\_b},
	howpublished = {\url{https://veldrade.example/c}},
	file = {Full Text PDF:files/1/Pen - 2021 - Teams\: nu\; later.pdf:application/pdf;Pagina:files/2/p.html:text/html},
}
@article{kapot,
	title = {Geen einde,
@misc{pen_evaluatie_2021, title = {Zelfde sleutel}, title = {Nog een}, date = {2020-05-01}, isbn = "978-90"}
@comment{jabref}
"""


def test_bibtex_is_read() -> None:
    first, broken, last = bibtex.entries(BIBTEX)
    assert first == Entry(
        place="line 4",
        listed=Listed(
            title="Evaluatie Sociale Teams: 50% méér & beter",
            date="2021-03",
            publisher="Bureau Duin",
            authors="Pen, A.; Bureau Duin and Zee",
            type="techreport",
            identifier="10.9999/a_b",
        ),
        files=("files/1/Pen - 2021 - Teams: nu; later.pdf", "files/2/p.html"),
        addresses=("https://veldrade.example/a_b", "https://veldrade.example/c", "https://doi.org/10.9999/a_b"),
    )
    assert isinstance(broken, Unread)
    assert broken.place == "line 15"
    assert isinstance(last, Entry)
    assert last.listed == Listed(title="Zelfde sleutel", date="2020-05-01", type="misc", identifier="978-90")


@pytest.mark.parametrize(
    ("field", "files"),
    [
        ("/home/pen/a.pdf;/home/pen/b.html", ("/home/pen/a.pdf", "/home/pen/b.html")),
        (":a b.pdf:PDF", ("a b.pdf",)),
        (r"Volledig:C\:\\Zotero\\a.pdf:application/pdf", ("C:\\Zotero\\a.pdf",)),
        ("", ()),
    ],
)
def test_attachments_in_bibtex_are_read_in_each_form(field: str, files: tuple[str, ...]) -> None:
    (found,) = bibtex.entries("@misc{a, title={T}, file={%s}}" % field)  # noqa: UP031
    assert isinstance(found, Entry)
    assert found.files == files


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1234/abc", "10.1234/abc"),
        (" https://dx.doi.org/10.1234/A.(b) ", "10.1234/A.(b)"),
        ("doi: 10.1234/x", "10.1234/x"),
        ("10.1234/x y", None),
        ("geen", None),
        ("", None),
        (None, None),
    ],
)
def test_a_doi_is_known_however_it_is_written(text: str | None, doi: str | None) -> None:
    assert doi_in(text) == doi


@pytest.mark.parametrize(
    ("read", "text"), [(csl.entries, "{"), (csl.entries, "3"), (ris.entries, "a"), (bibtex.entries, "a")]
)
def test_what_is_no_library_is_refused(read: object, text: str) -> None:
    with pytest.raises(ValueError):
        list(read(text))  # type: ignore[operator]


@pytest.mark.parametrize(("read", "text"), [(csl.entries, "[]"), (ris.entries, "\n"), (bibtex.entries, "")])
def test_a_library_may_be_empty(read: object, text: str) -> None:
    assert list(read(text)) == []  # type: ignore[operator]
