"""Scans made of set type: a PDF drawn as grey pictures, spoiled as paper and scanners do, and bound as a PDF again."""

from __future__ import annotations

import io
from contextlib import closing
from dataclasses import dataclass
from random import Random

import pypdfium2
from PIL import Image, ImageChops, ImageFilter


@dataclass(frozen=True, kw_only=True)
class Scanner:
    """How a page is scanned."""

    dpi: int = 300
    skew: float = 0
    """Degrees counterclockwise."""
    turn: int = 0
    """Quarter turns counterclockwise."""
    noise: float = 0
    """Standard deviation of the noise, in shades of 255."""
    blur: float = 0
    """Radius in pixels at 300 dpi."""
    speckles: int = 0
    """Specks of dust on a page."""
    paper: int = 255
    ink: int = 0
    quality: int = 90
    """Of JPEG, as scanners pack their pages."""


SCANNERS = {
    "clean": Scanner(),
    "150 dpi": Scanner(dpi=150),
    "skew 1°": Scanner(skew=1),
    "skew −3°": Scanner(skew=-3),
    "noise": Scanner(noise=40),
    "blur": Scanner(blur=2),
    "dust": Scanner(speckles=1500),
    "faint": Scanner(paper=225, ink=110, noise=12),
    "photocopy": Scanner(dpi=200, skew=0.7, noise=20, blur=1.2, speckles=400, paper=240, ink=50, quality=50),
    "on its side": Scanner(turn=1),
    "upside down": Scanner(turn=2),
}


def scan(content: bytes, scanner: Scanner, seed: int = 0) -> bytes:
    """Return the PDF of the pages of a PDF as they are scanned."""
    with closing(pypdfium2.PdfDocument(content)) as document:
        drawn = [page.render(scale=scanner.dpi / 72, grayscale=True).to_pil().convert("L") for page in document]
    pages = [_spoil(page, scanner, seed + number) for number, page in enumerate(drawn)]
    file = io.BytesIO()
    pages[0].save(file, "PDF", save_all=True, append_images=pages[1:], resolution=scanner.dpi, quality=scanner.quality)
    return file.getvalue()


def _spoil(page: Image.Image, scanner: Scanner, seed: int) -> Image.Image:
    shades = scanner.paper - scanner.ink
    page = page.point([scanner.ink + shade * shades // 255 for shade in range(256)])
    random = Random(seed)
    for _ in range(scanner.speckles):
        x, y, side = random.randrange(page.width), random.randrange(page.height), random.randrange(1, 5)
        page.paste(random.randrange(120), (x, y, x + side, y + side))
    if scanner.blur:
        page = page.filter(ImageFilter.GaussianBlur(scanner.blur * scanner.dpi / 300))
    if scanner.noise:
        page = ImageChops.add(page, _noise(page.size, scanner.noise, random), offset=-128)
    page = page.rotate(scanner.skew, Image.Resampling.BICUBIC, fillcolor=scanner.paper)
    return page.rotate(90 * scanner.turn, expand=True)


def _noise(size: tuple[int, int], deviation: float, random: Random) -> Image.Image:
    """Return noise about 128: a seeded tile of it, repeated, for a whole page of random numbers takes a second."""
    side = 512
    tile = Image.frombytes("L", (side, side), bytes(_shade(random, deviation) for _ in range(side * side)))
    noise = Image.new("L", size)
    for x in range(0, size[0], side):
        for y in range(0, size[1], side):
            noise.paste(tile, (x, y))
    return noise


def _shade(random: Random, deviation: float) -> int:
    return max(0, min(255, round(random.gauss(128, deviation))))
