"""Lines of two columns that follow each other in the stream at one height by chance, parted again."""

from __future__ import annotations

from collections.abc import Sequence

from extract.pdf.lines import Line

_NEAR_PT = 1.5


def part_lines(lines: Sequence[Line]) -> list[Line]:
    """Return lines, those parted whose first cell ends the column above and whose second begins the one below."""
    parted: list[Line] = []
    for index, line in enumerate(lines):
        if 0 < index < len(lines) - 1 and line.is_parted and _are_two(lines[index - 1], line, lines[index + 1]):
            parted += [Line((line.cells[0],)), Line(line.cells[1:])]
        else:
            parted.append(line)
    return parted


def _are_two(before: Line, line: Line, after: Line) -> bool:
    left, right = line.cells[0], line.cells[1]
    is_under = before.base > line.base + before.size / 2 and after.base < line.base - after.size / 2
    begins_before = abs(before.box[0] - left[0].x0) < 2 * line.size and before.box[2] < right[0].x0
    return is_under and begins_before and after.box[0] > right[0].x0 - _NEAR_PT and not after.is_parted
