"""The quality of text: good pages of every kind are good, garbled ones are not."""

from __future__ import annotations

import string
from pathlib import Path
from random import Random

import pypdfium2
import pytest

from extract.quality import GOOD_ENOUGH, quality_of

DUTCH = (
    "De gemeente evalueerde in 2021 de samenwerkingsafspraken tussen het wijkteam en de huisartsen. Uit gesprekken met "
    "31 inwoners, 9 teamleden en 8 medewerkers van aanbieders blijkt dat de vaste contactpersoon wordt gewaardeerd. "
    "Verantwoordelijkheden van de teamcoördinator blijven onduidelijk, en wachttijden lopen op tot zes weken. "
) * 3  # fmt: skip
ENGLISH = (
    "The evaluation of the neighbourhood teams shows that residents appreciate having a single point of contact, "
    "although stakeholders frequently misunderstood their responsibilities and waiting times have increased. "
) * 3  # fmt: skip
NAMES = "Jansen De Vries Amsterdam Pieter Bakker Hoogezand-Sappemeer Yilmaz Özdemir GGZ VNG B&W " * 8
FIGURES = " ".join(f"{number * 37} € {number}.500,- {number},5% 2019-{number:02} A{number}" for number in range(90))
CORPUS = Path(__file__).resolve().parents[2] / "../shared/corpus/pdf"


def permuted(text: str, seed: int, letters: str) -> str:
    shuffled = list(letters)
    Random(seed).shuffle(shuffled)
    return text.translate(str.maketrans(letters, "".join(shuffled)))


def shifted(text: str, by: int) -> str:
    return "".join(letter if letter == " " else chr(max(33, min(126, ord(letter) + by))) for letter in text)


@pytest.mark.parametrize(
    "text", [DUTCH, ENGLISH, NAMES, FIGURES, DUTCH.upper(), "", "12", "Bijlage", f"{ENGLISH} {FIGURES}"]
)
def test_what_is_good_is_not_garbage(text: str) -> None:
    assert quality_of(text) > 0.9


GARBLED = {
    **{f"permuted {seed}": permuted(DUTCH, seed, string.ascii_lowercase) for seed in range(5)},
    **{f"all permuted {seed}": permuted(DUTCH, seed, string.printable[:94]) for seed in range(5)},
    **{f"shifted {by}": shifted(DUTCH, by) for by in (-29, -3, -1, 1, 3)},
    "private": "".join(letter if letter == " " else chr(0xE000 + ord(letter)) for letter in DUTCH),
    "replaced": "".join(letter if letter == " " else "\ufffd" for letter in DUTCH),
    "unspaced": DUTCH.replace(" ", ""),
    "spaced out": " ".join(DUTCH),
    "without vowels": DUTCH.translate(str.maketrans("", "", "aeio")),
    "controls": "".join(chr(1 + ord(letter) % 26) if letter != " " else letter for letter in DUTCH),
    "glyphs": " ".join(f"(cid:{ord(letter)})" for letter in DUTCH),
}


@pytest.mark.parametrize("name", GARBLED)
def test_what_is_garbled_is_not_good(name: str) -> None:
    assert quality_of(GARBLED[name]) < 0.5 < GOOD_ENOUGH


def test_quality_is_about_the_share_of_good_words() -> None:
    words = DUTCH.split()
    half = [word if place % 2 else permuted(word, 1, string.ascii_lowercase) for place, word in enumerate(words)]
    assert 0.35 < quality_of(" ".join(half)) < 0.75
    assert quality_of(DUTCH, unreadable_count=2000) < quality_of(DUTCH, unreadable_count=200) < quality_of(DUTCH)


@pytest.mark.skipif(not CORPUS.exists(), reason="the documents are not here")
def test_pages_of_real_reports_are_good() -> None:
    """The first pages of each; those of which half the characters have no meaning are garbled indeed."""
    qualities = []
    for path in sorted(CORPUS.glob("*.pdf"))[:10]:
        document = pypdfium2.PdfDocument(path)
        for index in range(min(len(document), 5)):
            text = document[index].get_textpage().get_text_range().replace("\ufffe", "")
            odd = sum(ord(letter) < 32 and letter not in "\r\n" for letter in text)
            if sum(map(str.isalpha, text)) > 50 and odd < len(text) / 10:
                qualities.append(quality_of(text))
    assert len(qualities) > 20 and min(qualities) > GOOD_ENOUGH
