"""What every figure keeps to: its text is text, its numbers stand in the database, and it stands in any page."""

from __future__ import annotations

import io
from pathlib import Path

import matplotlib
import pytest
from PIL import Image

import reports.figures
from reports.figures import Drawn, drawn, figure, figures
from reports.figures.making import LIST, files
from reports.figures.words import origins_of as line_origins
from reports.figures.words import text_of
from reports.publication import Publication
from tests.reports.conftest import make_render_settings
from tests.reports.figures.conftest import Draw
from tests.reports.figures.figure_cases import (
    added,
    boxes,
    is_told,
    marks,
    numbers,
    origins_of,
    parsed,
    texts,
    with_real_gemeenten,
)

NAMES = [each.name for each in figures()]
PLAIN_TAGS = {"svg", "title", "desc", "defs", "g", "path", "circle", "text", "pattern", "rect"}


@pytest.fixture(scope="module")
def every(publication: Publication) -> dict[str, Drawn]:
    return {name: drawn(publication, name) for name in NAMES}


def test_there_are_the_figures_that_readers_ask_for() -> None:
    asked = {"infographic", "prisma", "warmtekaart", "hiatenkaart", "voor_en_tegen", "kaart", "themakaart", "tijdlijn"}
    assert set(NAMES) == asked


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_says_what_it_is(every: dict[str, Drawn], name: str) -> None:
    found = every[name]
    root = parsed(found.svg)
    (title, _), (desc, _) = list(texts(root))[:2]
    assert (title, desc) == (found.title, found.alt)
    assert 30 < len(found.alt) < 400
    assert root.get("role") == "img" and root.get("lang") == "nl"
    ids = {node.get("id") for node in root.iter()}
    assert set((root.get("aria-labelledby") or "").split()) <= ids
    assert (float(root.get("width") or 0), float(root.get("height") or 0)) == (found.width, found.height)
    picture = Image.open(io.BytesIO(found.png))
    assert picture.width == pytest.approx(found.width * 160 / 72, abs=1)
    assert picture.text == {"Title": found.title, "Description": found.alt}  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", NAMES)
def test_every_number_stands_in_the_database(publication: Publication, every: dict[str, Drawn], name: str) -> None:
    seen = 0
    for text, node in texts(parsed(every[name].svg)):
        if node.get("data-schaal"):
            continue
        for token in numbers(text):
            assert is_told(publication, token, origins_of(node)), (text, token)
            seen += 1
    for line in every[name].lines:
        said = numbers(text_of(line))
        assert all(is_told(publication, token, list(line_origins(line))) for token in said), text_of(line)
        seen += len(said)
    assert seen > 2


@pytest.mark.parametrize("name", NAMES)
def test_no_policy_of_content_refuses_a_part_of_a_figure(every: dict[str, Drawn], name: str) -> None:
    for node in parsed(every[name].svg).iter():
        assert str(node.tag).rpartition("}")[2] in PLAIN_TAGS
        assert not {key for key in map(str, node.attrib) if key.startswith("on") or key in ("style", "href")}


@pytest.mark.parametrize("name", NAMES)
def test_no_text_leaves_the_sheet_or_covers_another(every: dict[str, Drawn], name: str) -> None:
    found = list(boxes(parsed(every[name].svg)))
    for place, (text, (left, top, right, bottom)) in enumerate(found):
        assert left >= 0 and top >= 0 and right <= every[name].width and bottom <= every[name].height, text
        for other, box in found[:place]:
            apart = right <= box[0] or box[2] <= left or bottom <= box[1] or box[3] <= top
            assert apart, (text, other)


def test_figures_can_stand_in_one_page(every: dict[str, Drawn]) -> None:
    ids = [node.get("id") for found in every.values() for node in parsed(found.svg).iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    for name, found in every.items():
        used = {
            value for node in parsed(found.svg).iter() for value in map(str, node.attrib.values()) if "url(" in value
        }
        assert {value.removeprefix("url(#").removesuffix(")") for value in used} <= set(ids), name


def test_a_mark_stands_for_each_row(publication: Publication, every: dict[str, Drawn]) -> None:
    rows, found = publication.rows, {name: parsed(drawing.svg) for name, drawing in every.items()}
    of_codebook = {row["element_code"] for row in rows["elementen"] if row["herkomst"] == "Codeboek"}
    cells = [row for row in rows["element_gemeente"] if row["element_code"] in of_codebook]
    assert len(marks(found["warmtekaart"], "cel")) == len(cells) > 2
    first = rows["kennishiaten"][0]["codeboek"]
    assert len(marks(found["hiatenkaart"], "cel")) == sum(row["codeboek"] == first for row in rows["kennishiaten"]) > 1
    balances = [row for row in rows["balans"] if row["uitsplitsing"] == "Alles" and row["element_code"] in of_codebook]
    assert len(marks(found["voor_en_tegen"], "balk")) == 2 * len(balances) > 2
    assert len(marks(found["tijdlijn"], "document")) == sum(bool(row["jaar"]) for row in rows["overzicht_evaluaties"])
    assert len(marks(found["kaart"], "zonder plek")) == len(rows["gemeenten"]) and not marks(found["kaart"], "punt")
    assert len(marks(found["themakaart"], "thema")) == len(rows["thema_ligging"]) == 1
    told = {address for box in marks(found["prisma"], "vak") for address in origins_of(box)}
    assert {publication.origin("stroom", row, "aantal") for row in rows["stroom"]} == told


def test_the_map_places_gemeenten_that_exist(publication: Publication) -> None:
    found = parsed(drawn(with_real_gemeenten(publication), "kaart").svg)
    points = marks(found, "punt")
    assert len(points) == 4 and not marks(found, "zonder plek")
    place = {origins_of(point)[0].row: (float(point.get("cx") or 0), float(point.get("cy") or 0)) for point in points}
    assert place["GM0935"][1] > place["GM0363"][1] > place["GM0014"][1], "Maastricht lies south of Amsterdam"
    assert place["GM0363"][0] < place["GM0014"][0] < place["GM1979"][0]
    assert {float(point.get("r") or 0) for point in points} == {9.6, 6.4, 4.52548, 3.2}
    assert {"Amsterdam", "Groningen", "Eemsdelta", "Maastricht"} <= {text for text, _ in texts(found)}


def test_equal_publications_give_equal_bytes(
    publication: Publication, every: dict[str, Drawn], monkeypatch: pytest.MonkeyPatch
) -> None:
    reports.figures._DRAWN.clear()
    monkeypatch.setitem(matplotlib.rcParams, "hatch.color", "red")
    monkeypatch.setitem(matplotlib.rcParams, "svg.fonttype", "path")
    for name in ("voor_en_tegen", "themakaart"):
        again = drawn(publication, name)
        assert (again.svg, again.png) == (every[name].svg, every[name].png)
        assert drawn(publication, name) is again, "what was drawn is kept"


def test_names_from_elsewhere_are_only_text(publication: Publication, draw: Draw) -> None:
    name = "$\\frac{1}{x}$ <script>alert()</script> & \x07 \N{GRINNING FACE} {{ x }} " + "zeerlangwoord" * 20
    row = dict(publication.rows["gemeenten"][0]) | {"gemeente": name}
    changed = {"gemeenten": [row], "studie": [{"onderdeel": "titel", "volgorde": 1, "inhoud": name}]}
    for figure_name in ("kaart", "warmtekaart", "infographic"):
        root = draw(figure_name, **changed)
        assert {str(node.tag).rpartition("}")[2] for node in root.iter()} <= PLAIN_TAGS
        assert any("<script" in text or "frac" in text for text, _ in texts(root)), figure_name


@pytest.mark.parametrize("name", NAMES)
def test_a_study_without_findings_gets_figures_that_say_so(publication: Publication, name: str) -> None:
    bare = added(publication, **{table: [] for table in publication.tables})
    assert not figure(name).is_there(bare)
    assert parsed(drawn(bare, name).svg) is not None
    assert LIST in {file.name for file in files(bare, make_render_settings(Path()))}


def test_very_many_documents_become_bars(draw: Draw) -> None:
    rows = [{"document_id": str(n), "titel": "t", "jaar": 2015 + n % 9, "soort_document": "memo"} for n in range(900)]
    strengths = [{"document_id": str(n), "opzet": "Survey", "sterkte": 0.5} for n in range(900)]
    assert len(marks(draw("tijdlijn", overzicht_evaluaties=rows), "balk")) == 9
    assert len(marks(draw("infographic", bewijskracht=strengths), "documenten")) == 1


def test_a_year_far_from_the_rest_does_not_stretch_the_timeline(draw: Draw) -> None:
    rows = [{"document_id": str(n), "titel": "t", "jaar": jaar} for n, jaar in enumerate((2019, 2020, 2020, 9999, 1))]
    root = draw("tijdlijn", overzicht_evaluaties=rows)
    assert len(marks(root, "document")) == 3
    assert {text for text, node in texts(root) if node.get("data-schaal")} == {"0", "1", "2", "2019", "2020"}


def test_a_long_title_fits_the_page(draw: Draw) -> None:
    title = {"onderdeel": "titel", "volgorde": 1, "inhoud": "Wat werkt in de wijk en waarom dan toch " * 9}
    seen = [box for _, box in boxes(draw("infographic", studie=[title]))]
    assert len(seen) > 10 and all(box[2] <= 595 and box[3] <= 842 for box in seen)


def test_the_figures_are_files(folder: Path) -> None:
    names = sorted(path.name for path in (folder / "figuren").iterdir())
    assert names == sorted(["figuren.json", *(f"{name}.{form}" for name in NAMES for form in ("svg", "png"))])
