"""What tests of review share: documents with pages and passages, codings of them, and judgements in rounds."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.judgements import VERDICTS, Judgement
from corpus.records import Coding, Document, Passage

WORDS = (
    "wijkteam", "gezin", "inwoner", "samenwerking", "begeleiding", "caseload", "regisseur", "huisarts", "school",
    "vertrouwen", "opdracht", "gemeente", "aanbieder", "indicatie", "wachttijd", "overleg", "maatwerk", "mandaat",
    "outreachend", "expertise", "verwijzing", "eigen", "kracht", "netwerk", "budget", "privacy", "veiligheid",
    "jeugdhulp", "schulden", "wonen", "werk", "dagbesteding", "mantelzorg", "evaluatie", "leren", "raad", "college",
)  # fmt: skip
VERBS = ("helpt", "belemmert", "versterkt", "vertraagt", "vraagt", "verbetert", "ontbreekt", "groeit", "vereist")


def make_sentence(chance: random.Random) -> str:
    """Return a sentence of ten to twenty words."""
    words = chance.choices(WORDS, k=chance.randint(9, 18))
    words.insert(chance.randint(2, len(words) - 2), chance.choice(VERBS))
    return " ".join(words).capitalize() + "."


@dataclass(frozen=True)
class Text:
    """A document as pages of paragraphs of sentences."""

    document_id: str
    pages: tuple[tuple[tuple[str, ...], ...], ...]

    @property
    def passages(self) -> Iterator[Passage]:
        """Its passages: one a paragraph."""
        for number, page in enumerate(self.pages, 1):
            start = 0
            for paragraph in page:
                text = " ".join(paragraph)
                yield Passage(document_id=self.document_id, page=number, start=start, end=start + len(text), text=text)
                start += len(text) + 2


def make_text(number: int) -> Text:
    """Return a document of four pages of five paragraphs."""
    chance = random.Random(number)
    pages = tuple(
        tuple(tuple(make_sentence(chance) for _ in range(chance.randint(2, 5))) for _ in range(5)) for _ in range(4)
    )
    return Text(f"{number:064x}", pages)


def document_of(text: Text) -> Document:
    """Return the record of a document."""
    return Document(id=text.document_id, media_type="application/pdf", byte_count=1)


def make_codings(text: Text, codes: Sequence[str]) -> list[Coding]:
    """Return a coding of a sentence in every third passage or so."""
    chance, found = random.Random(text.document_id), []
    for passage in text.passages:
        if chance.random() < 0.4:
            quote = chance.choice(re.findall(r"[^.]+\.", passage.text)).strip()
            start = passage.text.index(quote)
            found.append(
                Coding(
                    document_id=text.document_id, passage_id=passage.id, codebook="sociale-teams 1",
                    dimension="element", code=chance.choice(codes), direction="helpt", page=passage.page,
                    start=passage.start + start, end=passage.start + start + len(quote), quote=quote,
                    made_by="model", score=0.6, reason="model", is_published=False,
                )
            )  # fmt: skip
    return found


def judge(coding: Coding, pseudonym: str, number: int, verdict: str, when: int) -> Judgement:
    """Return a judgement of a coding in a round."""
    return Judgement(
        document_id=coding.document_id, page=coding.page, start=coding.start, end=coding.end, quote=coding.quote,
        codebook=coding.codebook, dimension=coding.dimension, code=coding.code, direction=coding.direction or "",
        verdict=verdict, other_code="monitoring" if verdict == "anders" else "", round=str(number),
        pseudonym=pseudonym, role="klankbordgroep", judged_at=f"2026-0{number}-01T00:00:{when:05d}",
        id=f"{number}-{pseudonym}-{when}",
    )  # fmt: skip


def three_rounds(codings: Sequence[Coding]) -> list[Judgement]:
    """Return what five people judged of codings in three rounds, each of some of them."""
    chance, said = random.Random(3), []
    for number in (1, 2, 3):
        for pseudonym in ("uil", "valk", "merel", "lijster", "kraai"):
            for coding in chance.sample(list(codings), len(codings) // 3):
                said.append(judge(coding, pseudonym, number, chance.choice(VERDICTS), len(said)))
    return said


def rebuilt(text: Text, chance: random.Random) -> Text | None:
    """Return a document as another extraction reads it; None where it is gone."""
    if chance.random() < 0.08:
        return None
    pages = [[list(paragraph) for paragraph in page] for page in text.pages]
    for change in chance.sample(_CHANGES, k=chance.randint(0, 3)):
        change(pages, chance)
    return replace(text, pages=tuple(tuple(tuple(paragraph) for paragraph in page) for page in pages))


Pages = list[list[list[str]]]


def _hyphens(pages: Pages, chance: random.Random) -> None:
    _each_sentence(pages, chance, lambda text: re.sub(r"(\w{4})(\w{3})", r"\1-\n\2", text, count=2))


def _spaces(pages: Pages, chance: random.Random) -> None:
    _each_sentence(pages, chance, lambda text: text.replace(" ", "\n", 3).replace(" ", "  ", 2))


def _misread(pages: Pages, chance: random.Random) -> None:
    _each_sentence(pages, chance, lambda text: text.replace("e", "c", 4))


def _reflow(pages: Pages, chance: random.Random) -> None:
    for page in pages:
        sentences = [sentence for paragraph in page for sentence in paragraph]
        size = chance.randint(1, 6)
        page[:] = [sentences[at : at + size] for at in range(0, len(sentences), size)]


def _part_sentences(pages: Pages, chance: random.Random) -> None:
    for page in pages:
        for at in reversed(range(len(page))):
            if chance.random() < 0.3:
                first, *rest = page[at][0].split(" ", 5)
                page[at : at + 1] = [[" ".join([first, *rest[:-1]])], [rest[-1], *page[at][1:]]]


def _drop(pages: Pages, chance: random.Random) -> None:
    for page in pages:
        for paragraph in page:
            if chance.random() < 0.3 and len(paragraph) > 1:
                del paragraph[chance.randrange(len(paragraph))]


def _move_pages(pages: Pages, chance: random.Random) -> None:
    chance.shuffle(pages)


def _each_sentence(pages: Pages, chance: random.Random, change: Callable[[str], str]) -> None:
    for page in pages:
        for paragraph in page:
            paragraph[:] = [change(text) if chance.random() < 0.5 else text for text in paragraph]


_CHANGES = [_hyphens, _spaces, _misread, _reflow, _part_sentences, _drop, _move_pages]
