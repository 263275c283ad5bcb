"""What a scan looks like from afar: whether it shows print, and the angle at which its lines of text lie."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PIL import Image, ImageChops, ImageFilter

_SIDE = 700
"""Pixels of the copy on which angles are tried; lines of text are still parted in it."""
_STEPS = ((1.0, 5.0), (0.25, 0.75), (0.05, 0.2))
"""The angles tried, as step and reach in degrees: around none, and then around the best so far."""
_LEAST = 0.2
"""A smaller angle, in degrees, does not matter."""
_SIDEWAYS = 1.5
"""Columns must part this much more sharply than rows for a page to be taken as lying on its side."""
_BRIGHT, _NEAR, _PAPER, _EDGES, _EDGE = 200, 8, 0.55, 0.02, 60
"""Print: paper of at least this shade, give or take, on this share of the page, and edges this sharp on so much."""


def straightened(image: Image.Image) -> Image.Image:
    """Return a greyscale page with its lines of text level; turned about its middle, its size stays."""
    angle = skew_of(image)
    if abs(angle) < _LEAST:
        return image
    return image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)


def skew_of(image: Image.Image) -> float:
    """Return the angle in degrees counterclockwise, within some five, over which an image is to be turned."""
    small = _small(image)
    best = 0.0
    for step, reach in _STEPS:
        count = round(reach / step)
        angles = sorted((best + step * each for each in range(-count, count + 1)), key=abs)
        best = max(angles, key=partial(_sharpness, small))
    return best


def lies_sideways(image: Image.Image) -> bool:
    """Tell whether the lines of text of an image run upwards or downwards."""
    small = _small(image)
    return _sharpness(small.transpose(Image.Transpose.ROTATE_90), 0) > _SIDEWAYS * _sharpness(small, 0)


def looks_printed(image: Image.Image) -> bool:
    """Tell whether a greyscale page, drawn some 500 pixels wide, has dark type on light paper; photographs have not."""
    shades = image.histogram()
    paper = max(range(_BRIGHT, 256), key=lambda shade: sum(shades[shade - _NEAR : shade + _NEAR + 1]))
    contrast = ImageChops.difference(image.filter(ImageFilter.MaxFilter(3)), image.filter(ImageFilter.MinFilter(3)))
    count = image.width * image.height
    is_paper = sum(shades[paper - _NEAR : paper + _NEAR + 1]) >= _PAPER * count
    return is_paper and sum(contrast.histogram()[_EDGE:]) >= _EDGES * count


def _small(image: Image.Image) -> Image.Image:
    small = ImageChops.invert(image)
    small.thumbnail((_SIDE, _SIDE))
    return small


def _sharpness(image: Image.Image, angle: float) -> int:
    """Return how much the darkness of rows differs from that of the next ones, summed in squares."""
    turned = image.rotate(angle, Image.Resampling.BILINEAR)
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return sum((before - after) ** 2 for before, after in pairwise(rows))
