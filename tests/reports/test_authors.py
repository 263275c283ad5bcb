"""Which names of authors may be published, and in what order."""

from __future__ import annotations

from sqlite_utils import Database

from corpus.record import Record
from corpus.records import Fact, Find, Page, PersonalSpan, Source
from reports.publishing.authors import fill_authors

TEXT = "Auteurs: Zita Bos, Anna Vis en Karel Aal"
SOURCE = Source(name="bron", kind="website", settings="{}")


def _fact(value: str, page: int | None = 1, method: str = "label in het colofon", quote: str = TEXT) -> Fact:
    return Fact(document_id="d1", field="author", value=value, quote=quote, page=page, method=method, confidence=0.9,
                is_chosen=True)  # fmt: skip


def _names(*records: Record) -> list[str]:
    found = (Page(document_id="d1", number=1, text=TEXT, method="tekstlaag"), *records)
    db = Database(memory=True)
    fill_authors(db, {kind: tuple(each for each in found if type(each) is kind) for kind in {*map(type, found)}})
    return [row["name"] for row in db.query("SELECT name FROM authors ORDER BY document_id, position")]


def test_authors_come_in_the_order_of_the_page() -> None:
    assert _names(*map(_fact, ("Anna Vis", "Karel Aal", "Zita Bos"))) == ["Zita Bos", "Anna Vis", "Karel Aal"]


def test_a_name_in_the_properties_of_a_file_alone_is_left_out() -> None:
    hidden = _fact("Otto Stil", page=None, method="auteur van het bestand", quote="creator: Otto Stil")
    assert _names(hidden) == []
    find = Find(source_id=SOURCE.id, source="bron", url="http://a.nl", final_url="http://a.nl", document_id="d1",
                authors_listed="Otto Stil; Anna Vis")  # fmt: skip
    assert _names(hidden, find) == ["Otto Stil"]
    assert _names(_fact("Otto Stil", page=None, method="correctie", quote="")) == ["Otto Stil"]


def test_a_name_that_is_a_private_persons_is_left_out_until_someone_says_otherwise() -> None:
    start = TEXT.index("Anna Vis")
    span = PersonalSpan(document_id="d1", page=1, start=start, end=start + 8, kind="naam", method="deduce",
                        confidence=0.9)  # fmt: skip
    both = (_fact("Anna Vis"), _fact("Zita Bos"))
    assert _names(*both, span) == ["Zita Bos"]
    judged = PersonalSpan(document_id="d1", page=1, start=start, end=start + 8, kind="naam", method="deduce",
                          confidence=0.9, is_resolved=True)  # fmt: skip
    assert _names(*both, judged) == ["Zita Bos", "Anna Vis"]
