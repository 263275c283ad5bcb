"""Which sentences of an author's are said to rest on what has changed."""

from __future__ import annotations

from copy import deepcopy

import pytest

from reports.publication import Publication
from reports.word.fresh import write
from reports.word.oxml import field, run, tag, w
from reports.word.package import Package
from reports.word.refreshing import Refreshed, refresh
from reports.word.sentences import spans
from tests.reports.word import planted
from tests.reports.word.cases import SETTINGS, append, changed, control_of, own

AT_LEAST = 0.95


@pytest.fixture(scope="module")
def written(publication: Publication) -> bytes:
    first = planted.first(publication)
    return write(first, SETTINGS, planted.chapters(first))


@pytest.fixture(scope="module")
def second(publication: Publication) -> Publication:
    return planted.second(publication)


def _refreshed(content: bytes, publication: Publication) -> Refreshed:
    return refresh(content, publication, SETTINGS, planted.chapters(publication))


def _listed(content: bytes, publication: Publication) -> list[str]:
    return [item.sentence for item in _refreshed(content, publication).touched]


def test_planted_sentences_are_told_apart(written: bytes, second: Publication) -> None:
    mixed = [text for pair in zip(planted.TOUCHED, planted.UNTOUCHED, strict=False) for text in pair]
    mixed += [text for text in (*planted.TOUCHED, *planted.UNTOUCHED) if text not in mixed]
    assert len(mixed) >= 60
    found = set(_listed(changed(written, append(*mixed)), second))
    right = found & set(planted.TOUCHED)
    assert len(right) / len(found) >= AT_LEAST, found - right
    assert len(right) / len(planted.TOUCHED) >= AT_LEAST, set(planted.TOUCHED) - right


def test_none_is_listed_where_nothing_changed(publication: Publication, written: bytes) -> None:
    edited = changed(written, append(*planted.TOUCHED, *planted.UNTOUCHED))
    assert _listed(edited, planted.first(publication)) == []


def test_why_says_what_it_was_and_is(written: bytes, second: Publication) -> None:
    found = _refreshed(changed(written, append("Outreachend werken helpt 14 keer.")), second)
    assert found.touched[0].why == ("Outreachend werken: 14 is nu 17",)
    assert found.touched[0].heading == "Gemeenten"


def test_a_sentence_goes_on_from_the_one_before_and_from_its_heading(written: bytes, second: Publication) -> None:
    def change(package: Package) -> None:
        append("Outreachend werken is belangrijk. Veertien keer zeggen evaluaties dat het helpt.")(package)
        control_of(package, "element-capaciteit").addnext(own("Elf passages noemen dit als belemmering."))
        control_of(package, "element-vaste-professional").addnext(own("Elf passages noemen dit als belemmering."))

    found = _refreshed(changed(written, change), second).touched
    assert [item.sentence for item in found] == [
        "Elf passages noemen dit als belemmering.",
        "Veertien keer zeggen evaluaties dat het helpt.",
    ]
    assert found[0].heading == "Capaciteit"


def test_cross_references_and_copied_values_count(written: bytes, second: Publication) -> None:
    def change(package: Package) -> None:
        marks = [item.get(tag("name")) for item in package.body.iter(tag("bookmarkStart"))]
        for number, name in enumerate(("KS_tabel_elementen", "KS_tabel_gemeenten")):
            assert name in marks
            package.body.insert(
                0, w("p", run(f"Zie {'ab'[number]} in "), *field(f"REF {name} \\h", "de tabel"), run("."))
            )
        for number, name in enumerate(("element-outreachend", "element-vaste-professional")):
            helps = next(
                item for item in control_of(package, name).iter(tag("p")) if "Helpt " in "".join(item.itertext())
            )
            value = deepcopy(next(helps.iter(tag("sdt"))))
            package.body.insert(0, w("p", run(f"Wij zien {'cd'[number]} het "), value, run(" keer.")))

    assert _listed(changed(written, change), second) == ["Wij zien c het 14 keer.", "Zie a in de tabel."]


def test_a_part_that_the_author_changed_is_read_as_theirs(written: bytes, second: Publication) -> None:
    def change(package: Package) -> None:
        content = next(control_of(package, "element-outreachend").iter(tag("sdtContent")))
        content.append(own("Dat is mooi."))

    found = _listed(changed(written, change), second)
    assert any("Helpt 14 keer" in sentence for sentence in found)
    assert any("werken outreachend en dat helpt" in sentence for sentence in found)
    assert "Dat is mooi." not in found


def test_a_sentence_stays_on_the_list_till_it_is_mended(written: bytes, second: Publication) -> None:
    once = _refreshed(changed(written, append("Outreachend werken helpt 14 keer.")), second)
    again = _refreshed(once.content, second)
    assert [item.why for item in again.touched] == [("stond al op de lijst en is nog niet aangepast",)]

    def mend(package: Package) -> None:
        for text in package.body.iter(tag("t")):
            text.text = (text.text or "").replace("helpt 14 keer", "helpt 17 keer")

    assert not _refreshed(changed(again.content, mend), second).touched


def test_words_that_were_deleted_are_not_read(written: bytes, second: Publication) -> None:
    def change(package: Package) -> None:
        gone = w("r", w("delText"))
        gone[0].text = " 14"
        mark = w("del", gone, id="1", author="A", date="2026-01-01T00:00:00Z")
        package.body.insert(0, w("p", run("Outreachend werken helpt"), mark, run(" vaak.")))

    assert _listed(changed(written, change), second) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Eén zin.", 1),
        ("Een zin. Nog een zin!", 2),
        ("Dat geldt o.a. Merenburg. Ook elders.", 2),
        ("Zie blz. 3 van het rapport.", 1),
        ("“Het werkt.” Zo zegt men.", 2),
        ("Wat helpt? Tijd… En rust.", 3),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    found = spans(text)
    assert len(found) == count
    assert "".join("".join(text[start:end].split()) for start, end in found) == "".join(text.split())


def test_sentences_on_gemeenten_questions_and_documents_are_told_apart(publication: Publication) -> None:
    before, after = (planted.elsewhere(publication, is_later=is_later) for is_later in (False, True))
    content = write(before, SETTINGS, planted.chapters_elsewhere(before))
    texts = [*planted.ELSEWHERE_TOUCHED, *planted.ELSEWHERE_UNTOUCHED]
    edited = changed(content, append(*texts))
    found = {item.sentence for item in refresh(edited, after, SETTINGS, planted.chapters_elsewhere(after)).touched}
    right = found & set(planted.ELSEWHERE_TOUCHED)
    assert len(right) / len(found) >= AT_LEAST, found - right
    assert len(right) / len(planted.ELSEWHERE_TOUCHED) >= AT_LEAST, set(planted.ELSEWHERE_TOUCHED) - right
