"""Our own words: plain, short, without figures, and there for every element of the codebook."""

from __future__ import annotations

import re
import tomllib

import pytest

from reports.products.plain_words import LEADS, NO_VERDICT, PROGRESS_STATEMENT, VERDICTS, plain_words, statement_of
from reports.products.questionnaire import SCALE
from reports.products.readability import FLOOR, flesch_douma, syllable_count
from reports.publishing.labels import LABELS
from tests.conftest import ROOT

CODEBOOK = ROOT / "synthesis" / "codebooks" / "sociale-teams.toml"
SYLLABLES = {
    "hulp": 1, "leeuw": 1, "nieuw": 1, "niets": 1, "mooi": 1, "huis": 1, "eeuw": 1, "team": 1, "groeien": 2,
    "koeien": 2, "zeeën": 2, "jaren": 2, "over": 2, "buurtteam": 2, "blijven": 2, "vertrouwen": 3, "ervaring": 3,
    "gemeente": 3, "ideeën": 3, "medewerker": 4, "geïnterviewd": 4, "reageren": 4, "coördinatie": 5,
    "beëindigen": 5, "b": 1,
}  # fmt: skip


def test_every_element_of_the_codebook_has_words() -> None:
    codes = tomllib.loads(CODEBOOK.read_text(encoding="utf-8"))["codes"]
    assert set(plain_words()) == {code["code"] for code in codes if code["dimension"] == "element"}


@pytest.mark.parametrize("code", sorted(plain_words()))
def test_our_words_are_plain(code: str) -> None:
    words = plain_words()[code]
    assert flesch_douma(" ".join([words.what, words.statement, *words.talk])) >= FLOOR
    assert flesch_douma(words.what) >= FLOOR
    sentences = re.split(r"(?<=[.?!])\s+", " ".join([words.what, words.statement, *words.talk]))
    assert max(len(sentence.split()) for sentence in sentences) <= 20
    assert not re.search(r"\d|\b(cliënt|burger)", " ".join(sentences))
    assert len(words.talk) == 2 and all(question.endswith("?") for question in words.talk)


@pytest.mark.parametrize("sentence", [*VERDICTS.values(), NO_VERDICT, PROGRESS_STATEMENT, " ".join(LEADS.values())])
def test_what_stands_around_them_is_plain_too(sentence: str) -> None:
    assert flesch_douma(sentence) >= FLOOR
    assert not re.search(r"\d", sentence)


def test_every_conclusion_has_a_sentence() -> None:
    assert set(VERDICTS) == set(LABELS["conclusie"].values())


def test_an_element_without_words_gets_a_statement_with_its_name() -> None:
    assert statement_of("nieuw", "Samen eten") == "Dit is bij ons op orde: samen eten."
    assert statement_of("outreachend", "Anders").startswith("Wij gaan zelf")
    assert min(SCALE) == 0


@pytest.mark.parametrize(("word", "count"), SYLLABLES.items())
def test_syllables_are_counted_as_they_are_said(word: str, count: int) -> None:
    assert syllable_count(word) == count


def test_the_figure_is_that_of_douma() -> None:
    # Two sentences of three words with eight syllables: 206.84 - 77 * 8 / 6 - 0.93 * 3.
    assert flesch_douma("De jongen loopt. De buurvrouw lacht.") == pytest.approx(206.84 - 77 * 8 / 6 - 0.93 * 3)
    assert flesch_douma("") == flesch_douma("12 %") == 0
    hard = "De implementatie van interdisciplinaire samenwerkingsverbanden vereist organisatorische randvoorwaarden."
    assert flesch_douma(hard) < 0 < flesch_douma("Wij gaan naar de mensen toe.")
