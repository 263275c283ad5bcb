"""The kennissynthese on one page (A4): what was read, what helps, hinders and is needed, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.figures import Figure
from reports.figures.outline import Outline
from reports.figures.palette import BRAND, DIRECTIONS, EVIDENCE, FAINT, INK, ON_BRAND, SOFT, TINT
from reports.figures.rows import Row, balances, count_of, elements, year
from reports.figures.sheet import Sheet
from reports.figures.words import Line, Piece, text_of, wrapped
from reports.publication import Publication, Value

WIDTH, HEIGHT, MARGIN = 595.0, 842.0, 28.0
INNER = WIDTH - MARGIN * 2
MOST = 5
"""Elements named in each list."""
_BLOCK, _STEP = 134.0, 21.0
_SIDES = (
    ("helpt", "voor", "Wat vooral helpt"),
    ("belemmert", "tegen", "Wat vooral belemmert of ontbreekt"),
    ("nodig", "nodig", "Wat vooral nodig is"),
)
_OPPOSITES = {"voor": "tegen", "tegen": "voor", "nodig": "nodig"}
_TILES = (
    ("Documenten ingesloten", "documenten"),
    ("Gemeenten", "gemeenten"),
    ("Citaten gepubliceerd", "citaten"),
    ("Werkzame elementen met citaten", "werkzame elementen"),
)
_LINES = 5
"""Lines that a quote may take; a longer one is not shown, for a quote is shown whole."""
_QUOTE_SIZE = 8.5
_SQUARES = 40
"""Of more documents than this a bar takes the place of squares."""
_FOOT = (
    "De balken tellen onafhankelijke evaluaties; wie zowel helpt als belemmert zegt, telt alleen bij nodig mee.",
    "Codes zijn door software toegekend; lees een citaat in zijn verband.",
)


def draw(publication: Publication, outline: Outline | None) -> Sheet:
    """Return one page."""
    sheet = Sheet(WIDTH, HEIGHT)
    y = _title(publication, sheet)
    y = _tiles(publication, sheet, y + 14)
    for name, column, title in _SIDES:
        _side(publication, sheet, y + 16, name, column, title)
        y += _BLOCK + 16
    _unknown(publication, sheet, y + 22)
    _designs(publication, sheet, y + 22)
    _foot(publication, sheet)
    return sheet


def _title(publication: Publication, sheet: Sheet) -> float:
    found = next((row for row in publication.rows["studie"] if row["onderdeel"] == "titel"), None)
    title: Line = publication.value("studie", found, "inhoud") if found else publication.title
    lines = wrapped(text_of(title), INNER, 19, True, 3)
    height = 46 + 25 * len(lines)
    sheet.rectangle(0, 0, WIDTH, height, fill=BRAND)
    years = _years(publication)
    said: Line = ("Kennissynthese in één beeld", *((", documenten uit ", *years) if years else ()))
    sheet.text(MARGIN, 24, said, size=9, colour=ON_BRAND)
    sheet.block(MARGIN, 50, title, INNER, size=19, colour=ON_BRAND, is_bold=True, lines=3, leading=1.3)
    return height


def _years(publication: Publication) -> tuple[Value | str, ...]:
    rows = [row for row in publication.rows["documenten"] if row["jaar"]]
    if not rows:
        return ()
    first, last = min(rows, key=lambda row: row["jaar"]), max(rows, key=lambda row: row["jaar"])
    is_one = first["jaar"] == last["jaar"]
    said = year(publication, "documenten", first)
    return (said,) if is_one else (said, " tot en met ", year(publication, "documenten", last))


def _tiles(publication: Publication, sheet: Sheet, y: float) -> float:
    gap, height = 10.0, 50.0
    width = (INNER - gap * (len(_TILES) - 1)) / len(_TILES)
    for place, (step, name) in enumerate(_TILES):
        x = MARGIN + (width + gap) * place
        count = count_of(publication, step)
        sheet.rectangle(x, y, width, height, fill=TINT, mark="tegel", of=[count.origin] if count else [])
        sheet.text(x + 10, y + 26, count or "–", size=20, is_bold=True, colour=BRAND)
        sheet.text(x + 10, y + 41, name, size=8.5, colour=INK, width=width - 14)
    return y + height


def _top(publication: Publication, column: str) -> list[tuple[Row, Row]]:
    """Return the elements of which most evaluations say something, and fewer the opposite, with their balance."""
    found = {
        code: row for code, row in balances(publication).items()
        if row[column] > row[_OPPOSITES[column]] * (column != "nodig")
    }  # fmt: skip
    pairs = [(row, found[row["element_code"]]) for row in elements(publication) if row["element_code"] in found]
    most = sorted(pairs, key=lambda pair: (-pair[1][column], -pair[1]["evaluaties"], pair[0]["element"]))
    return [pair for pair in most if pair[1][column]][:MOST]


def _side(publication: Publication, sheet: Sheet, y: float, name: str, column: str, title: str) -> None:
    direction, half = DIRECTIONS[name], INNER / 2 + 6
    sheet.sign(MARGIN + 6, y + 6, direction, 6)
    sheet.text(MARGIN + 18, y + 11, title, size=12, is_bold=True, colour=direction.colour)
    top = _top(publication, column)
    most = max((row[column] for _, row in top), default=1)
    at = y + 24
    for element, row in top:
        count = publication.value("balans", row, column)
        sheet.text(MARGIN, at + 10, publication.value("elementen", element, "element"), size=8.5, width=148)
        length = (half - 178) * row[column] / most
        sheet.bar(MARGIN + 152, at + 2, length, 10, direction, "balk", (count.origin,))
        sheet.text(MARGIN + 157 + length, at + 10, count, size=8.5, is_bold=True)
        at += _STEP
    if not top:
        sheet.text(MARGIN, at + 10, "Hierover zeggen de evaluaties nog niets.", size=8.5, colour=SOFT)
    _quote(publication, sheet, MARGIN + half + 12, y + 6, INNER - half - 12, name, top)


def _quote(
    publication: Publication, sheet: Sheet, x: float, y: float, width: float, name: str, top: Sequence[tuple[Row, Row]]
) -> None:
    """Write the strongest quote that fits on the first element that has one, whole, with its source."""
    row = next(_fitting(publication, width - 14, name, top), None)
    if row is None:
        return
    said: Line = ("“", publication.value("bewijs", row, "citaat"), "”")
    page = publication.value("bewijs", row, "bladzijde")
    when: tuple[Value | str, ...] = (", ", year(publication, "bewijs", row)) if row["jaar"] else ()
    source: Line = (publication.value("bewijs", row, "titel"), *when, ", blz. ", page)
    count = len(wrapped(text_of(said), width - 14, _QUOTE_SIZE)) + min(
        2, len(wrapped(text_of(source), width - 14, 7.5))
    )
    sheet.line([(x, y - 2), (x, y + count * _QUOTE_SIZE * 1.4 + 8)], colour=DIRECTIONS[name].colour, line_width=2)
    below = sheet.block(x + 10, y + 7, said, width - 14, size=_QUOTE_SIZE, leading=1.4)
    sheet.block(x + 10, below + 2, source, width - 14, size=7.5, colour=SOFT, lines=2)


def _fitting(publication: Publication, width: float, name: str, top: Sequence[tuple[Row, Row]]) -> Iterator[Row]:
    for element, _ in top:
        rows = [
            row for row in publication.rows["bewijs"]
            if row["element_code"] == element["element_code"] and row["richting"] == name
        ]  # fmt: skip
        strongest = sorted(rows, key=lambda row: (-(row["sterkte"] or 0), -(row["score"] or 0), row["citaat_id"]))
        yield from (row for row in strongest if len(wrapped(f"“{row['citaat']}”", width, _QUOTE_SIZE)) <= _LINES)


def _unknown(publication: Publication, sheet: Sheet, y: float) -> None:
    """Name the elements of which least is known in their own venster."""
    sheet.text(MARGIN, y, "Waarover nog weinig bekend is", size=11, is_bold=True, colour=BRAND)
    rows = [row for row in publication.rows["kennishiaten"] if row["eigen_venster"] and row["dimensie"] == "element"]
    rows.sort(key=lambda row: (EVIDENCE.get(row["bewijs"], (9, ""))[0], row["evaluaties"], row["naam"]))
    if not rows:
        sheet.text(MARGIN, y + 16, "Dit is nog niet bepaald.", size=8.5, colour=SOFT)
    for row in rows[:MOST]:
        y += 15
        count = publication.value("kennishiaten", row, "evaluaties")
        name = publication.value("kennishiaten", row, "naam")
        word = "evaluatie" if row["evaluaties"] == 1 else "evaluaties"
        for place in range(3):
            is_full = place < EVIDENCE.get(row["bewijs"], (0, ""))[0]
            sheet.circle(MARGIN + 3 + place * 8, y - 3, 2.7, fill=INK if is_full else "none", edge=INK, line_width=0.7)
        sheet.text(MARGIN + 30, y, (name, " (", count, f" {word})"), size=8.5, width=INNER / 2 - 30)


def _designs(publication: Publication, sheet: Sheet, y: float) -> None:
    """Draw a square for each document beside the design of its study, the strongest first."""
    x = MARGIN + INNER / 2 + 18
    width = INNER / 2 - 18
    sheet.text(x, y, "Waarop dit rust", size=11, is_bold=True, colour=BRAND)
    kinds: dict[str, list[Row]] = {}
    rows: Sequence[Row] = publication.rows["bewijskracht"]
    for row in sorted(rows, key=lambda row: -(row["sterkte"] or 0)):
        kinds.setdefault(row["opzet"] or "Onbekend", []).append(row)
    most = max((len(rows) for rows in kinds.values()), default=1)
    side = min(8.0, (width - 92) / most)
    for kind, found in list(kinds.items())[: MOST + 1]:
        y += 14
        said: Line = publication.value("bewijskracht", found[0], "opzet") if found[0]["opzet"] else kind
        sheet.text(x, y, said, size=8.5, width=86)
        if most > _SQUARES:
            sheet.rectangle(x + 90, y - 7, side * len(found), 7, fill=BRAND, mark="documenten")
        for place, row in enumerate(found if most <= _SQUARES else ()):
            of = [publication.origin("bewijskracht", row, "opzet")]
            sheet.rectangle(x + 90 + place * side, y - 7, side * 0.85, 7, fill=BRAND, mark="document", of=of)
    said = "Een vakje is een document." if most <= _SQUARES else "Hoe langer de balk, hoe meer documenten."
    sheet.text(x, y + 14, said, size=7.5, colour=SOFT)


def _foot(publication: Publication, sheet: Sheet) -> None:
    y = HEIGHT - 22
    sheet.line([(MARGIN, y - 36), (WIDTH - MARGIN, y - 36)], colour=FAINT)
    for place, line in enumerate(_FOOT):
        sheet.text(MARGIN, y - 22 + place * 12, line, size=7.5, colour=SOFT, width=INNER)
    if publication.is_fictional:
        said = "De gemeenten en documenten in dit voorbeeld zijn verzonnen."
        sheet.text(MARGIN, y + 2, said, size=7.5, is_bold=True, colour=INK)
    contact = next((row for row in publication.rows["studie"] if row["onderdeel"] == "contact"), None)
    if contact:
        said_at = publication.value("studie", contact, "inhoud")
        sheet.text(WIDTH - MARGIN, y + 2, said_at, size=7.5, colour=SOFT, align="right", width=INNER / 2)


def describe(publication: Publication) -> tuple[Line, ...]:
    """Return what the page says, from top to bottom."""
    lines: list[Line] = ["De kennissynthese op één bladzijde."]
    counts = [(count, name) for step, name in _TILES if (count := count_of(publication, step))]
    said = [piece for count, name in counts for piece in (", ", count, f" {name}")][1:]
    lines.append((*said, ".") if said else "Er is nog niets geteld.")
    for _, column, title in _SIDES:
        top = _top(publication, column)
        pieces: list[Piece] = []
        for element, row in top:
            name, count = publication.value("elementen", element, "element"), publication.value("balans", row, column)
            pieces += [", ", name, " (", count, ")"]
        lines += [(f"{title}: ", *pieces[1:], ".")] if top else []
    return tuple(lines)


FIGURE = Figure(
    position=10, name="infographic", title="De kennissynthese in één beeld",
    tables=("balans", "elementen", "verantwoording", "bewijs", "bewijskracht", "kennishiaten", "documenten", "studie"),
    draw=draw, describe=describe, is_there=lambda publication: bool(publication.rows["elementen"]),
)  # fmt: skip
