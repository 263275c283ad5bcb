"""Passages that tell a case, and the elements they are tied to."""

from __future__ import annotations

import pytest

from corpus.record import Record
from corpus.records import Casus, CasusElement, Coding, Page, Passage, PersonalSpan
from corpus.stage import Inputs
from synthesis.cases.stage import CaseSettings, find_cases
from synthesis.cases.telling import EXPERIENCE, PRACTICE, STORY, read_telling

FAMILY = (
    "Een moeder van drie kinderen kreeg begeleiding van het wijkteam. Zij had schulden en durfde de post niet te "
    "openen. Na een paar weken belde ze zelf de bank. Inmiddels is haar huurachterstand betaald."
)
PLAIN = (
    "De gemeente en haar partners werken samen aan een sociale basis in de wijk. Inwoners kunnen met vragen terecht "
    "bij het wijkteam, dat uit twaalf medewerkers van zes organisaties bestaat."
)
SETTINGS = CaseSettings("proef 1")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (FAMILY, STORY),
        (
            "Mevrouw Jansen (81) woont alleen. Zij viel in het voorjaar en lag een week in het ziekenhuis. Toen zij "
            "thuis kwam, stond er niets klaar; haar dochter regelde het zelf.",
            STORY,
        ),
        (
            "“Ik zat vast. Ik had mijn baan verloren en durfde het mijn ouders niet te vertellen. Toen kwam zij "
            "langs, en ik kreeg voor het eerst het gevoel dat mij iemand hoorde.”",
            EXPERIENCE,
        ),
        (
            "Een jongen van veertien zit al vijf maanden thuis. Zijn moeder zegt dat hij moe is, school meldt "
            "verzuim. Pas toen een gezinswerker met hem ging vissen, vertelde hij wat er was.",
            STORY,
        ),
    ],
)
def test_a_story_of_somebody_is_a_case(text: str, kind: str) -> None:
    telling = read_telling(text)
    assert telling is not None
    assert telling.is_case
    assert telling.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "Wanneer een inwoner zich meldt, bepaalt het team of hij of zij hulp nodig heeft. Indien een gezin meer nodig "
        "heeft, moeten partners binnen zes weken een plan maken.",
        "Van de 140 respondenten vindt 62 % dat hij of zij goed is geholpen; gemiddeld geven cliënten een 7,8. "
        "Mannen en vrouwen verschillen daarin niet.",
        "Geachte mevrouw De Bruin, wethouder, met deze brief informeert het kabinet uw gemeente over de subsidie voor "
        "2027. De voorzitter van de fractie vroeg daarom.",
        "Op basis van artikel 3 van de verordening kan een ouder of jeugdige een pgb aanvragen; hij toont daarbij "
        "aan dat hij de hulp zelf kan inkopen, bedoeld in het tweede lid.",
    ],
)
def test_what_tells_of_nobody_is_no_case(text: str) -> None:
    telling = read_telling(text)
    assert telling is None or not telling.is_case


def test_a_box_with_an_example_of_practice_is_a_case_by_its_title() -> None:
    text = "In Duinrade lopen twee straatcoaches mee met het wijkteam. Zij kennen de groepen en openen deuren daar."
    for telling in (
        read_telling(text, before="\n\nPRAKTIJKVOORBEELD\n\n"),
        read_telling(text, ("2 Aanpak", "Praktijkvoorbeeld: straatcoaches in Duinrade")),
        read_telling(f"Praktijkvoorbeeld\n\n{text}"),
    ):
        assert telling is not None
        assert telling.is_case
        assert telling.kind == PRACTICE
    bare = read_telling(text)
    assert bare is None or not bare.is_case


@pytest.mark.parametrize(
    "title", ["Casusregie", "Goede voorbeelden delen", "Praktijk en beleid", "De casus als leervorm"]
)
def test_a_title_that_only_has_the_word_announces_no_case(title: str) -> None:
    telling = read_telling(PLAIN, (title,))
    assert telling is None or "kop" not in dict(telling.words)


def test_a_title_of_a_case_counts_less_above_another_heading() -> None:
    near, far = read_telling(FAMILY, ("Casus 2: post",)), read_telling(FAMILY, ("Casus 2: post", "Beoordeling"))
    assert near and far
    assert near.points > far.points


def test_the_reason_names_the_signs_with_their_words() -> None:
    telling = read_telling(FAMILY)
    assert telling is not None
    assert "persoon: ‘Een moeder’" in telling.reason
    assert 0.5 <= telling.score <= 1


def _passage(number: int, text: str, section: str = "3 Inwoners") -> Passage:
    return Passage(
        document_id="d", page=1, start=1000 * number, end=1000 * number + len(text), section_path=(section,), text=text
    )


def _coding(passage: Passage, code: str, *, codebook: str = "proef 1", dimension: str = "element") -> Coding:
    return Coding(
        document_id="d", passage_id=passage.id, codebook=codebook, dimension=dimension, code=code, page=1,
        start=passage.start, end=passage.start + 5, quote=passage.text[:5], made_by="rule", score=0.9, reason="regel",
    )  # fmt: skip


def _found(passages: list[Passage], codings: list[Coding], spans: tuple[PersonalSpan, ...] = ()) -> list[Record]:
    text = " " * 5000
    for passage in passages:
        text = text[: passage.start] + passage.text + text[passage.end :]
    page = Page(document_id="d", number=1, text=text, method="tekstlaag")
    inputs = Inputs({Page: [page], Passage: passages, Coding: codings, PersonalSpan: spans})
    return list(find_cases(inputs, SETTINGS))


def test_a_case_is_tied_to_elements_of_its_passage_and_its_neighbours_in_the_section() -> None:
    before, told, after = _passage(0, PLAIN), _passage(1, FAMILY), _passage(2, PLAIN + " ", "4 Bestuur")
    codings = [
        _coding(before, "sociale_basis"), _coding(told, "vertrouwensrelatie"), _coding(after, "financiering"),
        _coding(told, "anders", codebook="tweede 1"), _coding(told, "belemmering", dimension="soort"),
    ]  # fmt: skip
    casus, *links = _found([before, told, after], codings)
    assert isinstance(casus, Casus)
    assert (casus.passage_id, casus.kind, casus.is_withheld) == (told.id, STORY, False)
    assert [(link.element, link.nearness) for link in links if isinstance(link, CasusElement)] == [
        ("vertrouwensrelatie", "passage"),
        ("sociale_basis", "buur"),
    ]


@pytest.mark.parametrize(("is_resolved", "is_withheld"), [(False, True), (True, False)])
def test_a_case_with_personal_data_that_nobody_released_is_withheld(is_resolved: bool, is_withheld: bool) -> None:
    told = _passage(1, FAMILY)
    name = PersonalSpan(
        document_id="d", page=1, start=told.start + 3, end=told.start + 9, kind="naam", method="m", confidence=0.9,
        is_resolved=is_resolved,
    )  # fmt: skip
    (casus,) = _found([told], [], (name,))
    assert isinstance(casus, Casus)
    assert casus.is_withheld is is_withheld


def test_a_document_without_passages_has_no_cases() -> None:
    assert list(find_cases(Inputs({Page: [], Passage: [], Coding: [], PersonalSpan: []}), SETTINGS)) == []
