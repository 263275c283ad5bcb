"""Documents made up for the tests of versions: texts of random words, of which versions share most."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from itertools import pairwise

from corpus.record import Record
from corpus.records import Document, Fact, Find, Page, Signature, Version
from corpus.stage import Inputs
from extract.signature import SignatureSettings, sign
from extract.versions import VersionSettings, find_versions
from extract.versions.choices import Choice

WORDS = [
    f"{first}{second}" for first in ("wijk", "buurt", "team", "zorg", "hulp") for second in ("en", "je", *"abcdef")
]


def text(seed: int, count: int = 600) -> str:
    """Return a text of random words, always the same for a seed."""
    return " ".join(random.Random(seed).choices(WORDS, k=count))


def id_of(name: str) -> str:
    """Return an id that begins with a letter's code, so that ids sort as names do."""
    return (name.encode().hex() * 64)[:64]


def signature(name: str, content: str) -> list[Signature]:
    """Return the signature of a text, or nothing where it is too short."""
    document = Document(id=id_of(name), media_type="application/pdf", byte_count=1)
    page = Page(document_id=document.id, number=1, text=content, method="test")
    found = sign(Inputs({Document: [document], Page: [page]}), SignatureSettings())
    return [each for each in found if isinstance(each, Signature)]


class Shelf:
    """Documents of a corpus, added one by one."""

    def __init__(self) -> None:
        """Begin with none."""
        self.documents: list[Document] = []
        self.finds: list[Find] = []
        self.facts: list[Fact] = []
        self.signatures: list[Signature] = []

    def add(
        self,
        name: str,
        content: str,
        *,
        url: str = "",
        state: str = "present",
        media_type: str = "application/pdf",
        replaces: str = "",
        listed: str | None = None,
        **facts: str,
    ) -> Shelf:
        """Add a document with its find, signature and chosen facts; of `gemeente` there may be several, with spaces."""
        self.documents.append(Document(id=id_of(name), media_type=media_type, byte_count=1))
        self.signatures += signature(name, content)
        self.find(name, url or f"https://bron.example/{name}.pdf", state=state, replaces=replaces, listed=listed)
        for field, values in facts.items():
            for value in values.split() if field == "gemeente" else [values]:
                fact = Fact(
                    document_id=id_of(name), field=field, value=value, method="test", confidence=1.0, is_chosen=True
                )
                self.facts.append(fact)
        return self

    def find(
        self, name: str, url: str, *, state: str = "present", replaces: str = "", listed: str | None = None
    ) -> Shelf:
        """Add one more find of a document."""
        find = Find(
            source_id="bron",
            source="bron",
            url=url,
            final_url=url,
            state=state,
            title_listed=listed,
            document_id=id_of(name),
            replaces_id=id_of(replaces) if replaces else None,
        )
        self.finds.append(find)
        return self

    def records(self, *choices: Choice) -> list[Record]:
        """Return what the stage yields, with these decisions by hand."""
        tables: dict[type[Record], Sequence[Record]] = {
            Signature: self.signatures,
            Document: sorted(self.documents, key=lambda each: each.id),
            Find: self.finds,
            Fact: self.facts,
        }
        return list(find_versions(Inputs(tables), VersionSettings(choices, "besluiten.csv")))

    def versions(self, *choices: Choice) -> dict[str, Version]:
        """Return the versions by the name of their document."""
        names = {id_of(name): name for name in _names(self.documents)}
        return {names[each.document_id]: each for each in self.records(*choices) if isinstance(each, Version)}

    def groups(self, *choices: Choice) -> dict[str, str]:
        """Return for each document with a version the name of the one that counts."""
        names = {id_of(name): name for name in _names(self.documents)}
        return {name: names[each.counted_id] for name, each in self.versions(*choices).items()}


def _names(documents: Iterable[Document]) -> list[str]:
    return [bytes.fromhex(each.id[:2]).decode() for each in documents]


def edited(content: str, share: float, seed: int = 99) -> str:
    """Return a text of which this share, in one stretch, is written anew."""
    words = content.split()
    cut = int(len(words) * share)
    return " ".join([*words[: len(words) - cut], *text(seed, cut).split()])


def chain(steps: int, share: float) -> list[str]:
    """Return texts of which each is a version of the last, and the first and the last have nothing in common."""
    words = text(7, 2000).split()
    width = 600
    step = int(width * share)
    texts = [" ".join(words[start : start + width]) for start in range(0, steps * step, step)]
    assert all(first != second for first, second in pairwise(texts))
    return texts
