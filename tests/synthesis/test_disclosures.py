"""What documents say of their own research."""

from __future__ import annotations

import pytest

from corpus.records import Disclosure, Document, Passage, Screening
from corpus.stage import Inputs
from corpus.study import load_study
from synthesis.ledger.disclosures import DisclosureSettings, disclosures_of, find_disclosures, sentences

SETTINGS = DisclosureSettings.of(load_study("voorbeeld"))


def _passage(text: str, *headings: str) -> Passage:
    return Passage(document_id="d", page=3, start=100, end=100 + len(text), section_path=headings, text=text)


def _found(text: str, *headings: str) -> list[Disclosure]:
    return list(disclosures_of("d", [_passage(text, *headings)]))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Er is te weinig informatie om te concluderen dat de teams werken.", "te_weinig_informatie"),
        ("We hebben onvoldoende gegevens om uitspraken over het effect te doen.", "te_weinig_informatie"),
        ("De cijfers zijn te onvolledig om de werking te beoordelen.", "te_weinig_informatie"),
        ("Over de tevredenheid is weinig bekend.", "te_weinig_informatie"),
        ("Het is nog te vroeg om conclusies te trekken.", "te_vroeg"),
        ("Er zijn nog geen harde conclusies te trekken.", "te_vroeg"),
        ("Een jaar is te kort om een daling te zien.", "te_vroeg"),
        ("Het aantal is te klein om er conclusies aan te verbinden.", "geen_conclusie"),
        ("Of het aan de aanpak ligt, is niet vast te stellen.", "geen_conclusie"),
        ("Aan die antwoorden verbinden wij geen conclusies.", "geen_conclusie"),
        ("Van de drie doelen is er niet één te toetsen.", "geen_conclusie"),
        ("Wat daarachter zit, kunnen wij niet uitmaken.", "geen_conclusie"),
        ("De controlegroep bestond uit 90 gezinnen.", "vergelijkingsgroep"),
        ("Bij de nameting was dat 27 procent.", "voor_en_nameting"),
        ("Zij vulden zowel bij de start als na twaalf maanden een lijst in.", "voor_en_nameting"),
    ],
)
def test_a_sentence_says_what_research_bears(text: str, kind: str) -> None:
    (found,) = _found(f"De teams werken samen. {text} Daarna volgt iets anders.")
    assert (found.kind, found.quote) == (kind, text)
    assert (found.page, found.start, found.end) == (3, 123, 123 + len(text))
    assert found.reason.startswith("regel: ‘")


@pytest.mark.parametrize(
    "text",
    [
        "Er is te weinig informatie voor inwoners over de inloop.",
        "De teams hebben te weinig tijd om gezinnen te helpen.",
        "Dat is geen oordeel over de medewerkers.",
        "Wat weten we nog niet over de werking van teams?",
        "Een vergelijkingsgroep is achteraf niet meer samen te stellen.",
        "Wij bevelen een nameting aan die in 2022 moet volgen.",
        "Het college trekt daaruit conclusies en past het beleid aan.",
    ],
)
def test_a_sentence_on_other_things_says_nothing_of_the_kind(text: str) -> None:
    assert _found(text) == []


def test_too_little_information_is_overall_under_a_heading_that_sums_up() -> None:
    text = "Er is te weinig informatie om te concluderen of de wijkteams werken."
    (overall,) = _found(text, "4 Conclusie", "4.1 De teams")
    (part,) = _found(text, "3 De registratie")
    assert overall.is_overall and "onder de kop ‘4 Conclusie’" in overall.reason
    assert not part.is_overall
    (small,) = _found("Het aantal is te klein om er conclusies aan te verbinden.", "Conclusie")
    assert not small.is_overall


def test_sentences_leave_out_bullets_and_stop_at_blank_lines() -> None:
    text = "• Een regel met 1.140 gesprekken.\n• Nog een\nregel zonder punt\n\nEen kop\n\n‘Een citaat.’ Slot."
    assert [text[start:end] for start, end in sentences(text)] == [
        "Een regel met 1.140 gesprekken.", "Nog een\nregel zonder punt", "Een kop", "‘Een citaat.’", "Slot.",
    ]  # fmt: skip


@pytest.mark.parametrize(("is_included", "count"), [(True, 1), (False, 0)])
def test_only_included_documents_are_read(is_included: bool, count: int) -> None:
    tables = {
        Document: [Document(id="d", media_type="text/plain", byte_count=1)],
        Passage: [_passage("Het is nog te vroeg om dat te beoordelen.")],
        Screening: [Screening(document_id="d", is_included=is_included, reason="r")],
    }
    assert len(list(find_disclosures(Inputs(tables), SETTINGS))) == count
