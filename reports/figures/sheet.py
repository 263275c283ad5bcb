"""A sheet to draw on, in points from the upper left: what matplotlib draws, as SVG with its text as text and as PNG.

Every text and every mark knows what it is and where in `publiek.db` its values stand; the SVG says so in
`data-herkomst` (addresses of origins), `data-teken` (the kind of mark) and `data-schaal` (a tick of an axis).
"""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

from reports.figures.palette import DIRECTIONS, INK, LINE, PAPER, Direction
from reports.figures.svg import tidy
from reports.figures.words import (
    BOLD,
    PLAIN,
    Line,
    addresses,
    clipped,
    font_path,
    origins_of,
    text_of,
    width_of,
    wrapped,
)
from reports.publication import Origin

DOTS_PER_INCH = 160
_DASHED: Any = (0, (3, 2))
Align = Literal["left", "center", "right"]
Point = tuple[float, float]


class Sheet:
    """A sheet of some width and height in points; (0, 0) is its upper left corner."""

    def __init__(self, width: float, height: float) -> None:
        """Take a white sheet, of whole points."""
        from matplotlib.figure import Figure

        width, height = math.ceil(width), math.ceil(height)
        self.width, self.height = width, height
        self.marks: dict[str, dict[str, str]] = {}
        """By the id of what is drawn: the attributes that its SVG gets."""
        self._count = 0
        self._figure: Any = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor=PAPER)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set(xlim=(0, width), ylim=(height, 0), autoscale_on=False)

    def text(
        self,
        x: float,
        y: float,
        line: Line,
        *,
        size: float = 8,
        colour: str = INK,
        is_bold: bool = False,
        align: Align = "left",
        width: float | None = None,
        turned: float = 0,
        scale: bool = False,
    ) -> None:
        """Write a text with its baseline at y, cut where it is wider than `width`; `scale` says it is a tick."""
        said = text_of(line)
        said = said if width is None else clipped(said, width, size, is_bold)
        self._write(x, y, said, origins_of(line), size, colour, is_bold, align, turned, scale)

    def block(
        self,
        x: float,
        y: float,
        line: Line,
        width: float,
        *,
        size: float = 8,
        colour: str = INK,
        is_bold: bool = False,
        align: Align = "left",
        lines: int = 99,
        leading: float = 1.35,
    ) -> float:
        """Write a text in lines that fit a width, the first with its baseline at y; return the y of the next line."""
        for said in wrapped(text_of(line), width, size, is_bold, lines):
            self._write(x, y, said, origins_of(line), size, colour, is_bold, align, 0, False)
            y += size * leading
        return y

    def rectangle(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "none",
        edge: str = "none",
        line_width: float = 0.75,
        hatch: str = "",
        mark: str = "",
        of: Sequence[Origin] = (),
    ) -> None:
        """Draw a rectangle by its upper left corner; a hatch is drawn in paper colour on the fill."""
        from matplotlib.patches import Rectangle

        kind = Rectangle((x, y), width, height, facecolor=fill, linewidth=line_width if edge != "none" else 0)
        kind.set_edgecolor(edge)
        self._add(kind, mark, of)
        if hatch and width > 0 and height > 0:
            over = Rectangle((x, y), width, height, facecolor="none", edgecolor=PAPER, linewidth=0, hatch=hatch)
            self._add(over, "", ())

    def line(
        self, points: Sequence[Point], *, colour: str = LINE, line_width: float = 0.75, dash: bool = False
    ) -> None:
        """Draw a line through points."""
        from matplotlib.lines import Line2D

        xs, ys = zip(*points, strict=True)
        found: Any = Line2D(xs, ys, color=colour, linewidth=line_width)
        found.set_linestyle(_DASHED if dash else "-")
        self._set(found)

    def shape(
        self,
        points: Sequence[Point],
        *,
        fill: str = "none",
        edge: str = "none",
        line_width: float = 0.75,
        mark: str = "",
        of: Sequence[Origin] = (),
    ) -> None:
        """Draw a closed shape through points."""
        from matplotlib.patches import Polygon

        kind = Polygon(points, closed=True, facecolor=fill, linewidth=line_width if edge != "none" else 0)
        kind.set_edgecolor(edge)
        self._add(kind, mark, of)

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        *,
        fill: str = "none",
        edge: str = "none",
        line_width: float = 0.75,
        dash: bool = False,
        mark: str = "",
        of: Sequence[Origin] = (),
    ) -> None:
        """Draw a circle round its middle."""
        from matplotlib.patches import Circle

        kind = Circle((x, y), radius, facecolor=fill, linewidth=line_width if edge != "none" else 0)
        kind.set_edgecolor(edge)
        kind.set_linestyle(_DASHED if dash else "-")
        place = {"cx": f"{x:g}", "cy": f"{y:g}", "r": f"{radius:g}"}
        self._set(kind)
        self._name(kind, place | {"data-teken": mark}, of)

    def arrow(self, start: Point, end: Point, *, colour: str = LINE, head: float = 4) -> None:
        """Draw an arrow that runs straight down, right or left."""
        (x, y), (to_x, to_y) = start, end
        length = max(abs(to_x - x), abs(to_y - y)) or 1
        step_x, step_y = (to_x - x) / length, (to_y - y) / length
        base = (to_x - step_x * head, to_y - step_y * head)
        self.line([start, base], colour=colour, line_width=1)
        side = (step_y * head * 0.6, step_x * head * 0.6)
        self.shape([end, (base[0] + side[0], base[1] + side[1]), (base[0] - side[0], base[1] - side[1])], fill=colour)

    def sign(
        self, x: float, y: float, direction: Direction, radius: float = 3, mark: str = "", of: Sequence[Origin] = ()
    ) -> None:
        """Draw the sign of a direction round its middle: a triangle up, a triangle down or a diamond."""
        shapes: dict[str, list[Point]] = {
            "up": [(0, -1), (1, 0.8), (-1, 0.8)],
            "down": [(0, 1), (1, -0.8), (-1, -0.8)],
            "diamond": [(0, -1.1), (1.1, 0), (0, 1.1), (-1.1, 0)],
        }
        points = [(x + radius * over, y + radius * down) for over, down in shapes[direction.sign]]
        self.shape(points, fill=direction.colour, mark=mark, of=of)

    def bar(
        self, x: float, y: float, width: float, height: float, direction: Direction, mark: str, of: Sequence[Origin]
    ) -> None:
        """Draw a bar in the colour and hatch of a direction."""
        self.rectangle(x, y, width, height, fill=direction.colour, hatch=direction.hatch, mark=mark, of=of)
        if width > 0 and direction.hatch:
            self.rectangle(x, y, width, height, edge=direction.colour, line_width=1)

    def legend(self, x: float, y: float, size: float = 8, words: dict[str, str] | None = None) -> float:
        """Write what the signs of the directions mean, in a row; return where it ends."""
        for name, direction in DIRECTIONS.items():
            said = (words or {}).get(name, direction.word)
            self.sign(x + size * 0.45, y - size * 0.35, direction, size * 0.42)
            self.text(x + size * 1.3, y, said, size=size)
            x += size * 1.3 + width_of(said, size) + size * 1.6
        return x

    def svg(self, name: str, title: str, alt: str, of: Sequence[Origin] = ()) -> bytes:
        """Return the drawing as SVG that can stand alone or in a page: its ids start with the name of the figure."""
        return tidy(self._saved("svg", {"Date": None, "Creator": None}), name, title, alt, addresses(of), self.marks)

    def png(self, title: str, alt: str) -> bytes:
        """Return the drawing as PNG, with its title and text alternative in it."""
        return self._saved("png", {"Software": None, "Title": title, "Description": alt}, dpi=DOTS_PER_INCH)

    def _saved(self, form: str, metadata: dict[str, str | None], **options: Any) -> bytes:
        found = io.BytesIO()
        with ruled():
            self._figure.savefig(found, format=form, metadata=metadata, **options)
        return found.getvalue()

    def _write(
        self, x: float, y: float, said: str, of: Sequence[Origin], size: float, colour: str, is_bold: bool,
        align: Align, turned: float, scale: bool,
    ) -> None:  # fmt: skip
        if not said.strip():
            return
        from matplotlib.font_manager import FontProperties
        from matplotlib.text import Text

        font = FontProperties(fname=font_path(BOLD if is_bold else PLAIN), size=size, weight=700 if is_bold else 400)
        drawn = Text(
            x, y, said, fontproperties=font, color=colour, ha=align, va="baseline", rotation=turned,
            rotation_mode="anchor", parse_math=False,
        )  # fmt: skip
        self._set(drawn)
        self._name(drawn, {"data-schaal": "ja" if scale else ""}, of)

    def _add(self, patch: Any, mark: str, of: Sequence[Origin]) -> None:
        self._set(patch)
        self._name(patch, {"data-teken": mark}, of)

    def _set(self, artist: Any) -> None:
        """Put something on top of what is there."""
        self._count += 1
        self._axes.add_artist(artist)
        artist.set_zorder(self._count)
        artist.set_clip_on(False)

    def _name(self, artist: Any, attributes: dict[str, str], of: Sequence[Origin]) -> None:
        found = attributes | {"data-herkomst": addresses(of)}
        if any(found.values()):
            name = f"m{len(self.marks)}"
            artist.set_gid(name)
            self.marks[name] = {key: value for key, value in found.items() if value}


_RULES = {
    "svg.hashsalt": "kennissynthese", "svg.fonttype": "none", "hatch.linewidth": 0.8, "text.usetex": False,
    "text.hinting": "none",
}  # fmt: skip


@contextmanager
def ruled() -> Iterator[None]:
    """Draw by our own rules, whatever those of the machine are: no clock, no chance, no text as paths."""
    from matplotlib import rc_context, rcParamsDefault

    rules = {key: value for key, value in rcParamsDefault.items() if not key.startswith("backend")}
    rules |= {
        "svg.hashsalt": "kennissynthese",
        "svg.fonttype": "none",
        "hatch.linewidth": 0.8,
        "text.usetex": False,
        "text.hinting": "none",
    }
    with warnings.catch_warnings(), rc_context(rules):
        # A sign that the font lacks becomes a box in the PNG; the SVG has it as text.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield
