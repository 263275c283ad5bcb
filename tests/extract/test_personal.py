"""Who and what is personal data in a text, and who is not a private person."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from corpus.issues import Refused
from corpus.records import Block, Document, Fact, Find, Issue, Page, PersonalSpan
from corpus.stage import Inputs
from corpus.study import load_study
from extract.personal import PersonalSettings, find_personal, mark_personal

ID = hashlib.sha256(b"document").hexdigest()


def _page(*paragraphs: str, roles: tuple[str, ...] = ()) -> tuple[Page, list[Block]]:
    page = Page(document_id=ID, number=1, text="\n\n".join(paragraphs), method="proef")
    blocks, at = [], 0
    for index, text in enumerate(paragraphs):
        role = roles[index] if roles else "paragraph"
        blocks.append(Block(document_id=ID, page=1, start=at, end=at + len(text), role=role))
        at += len(text) + 2
    return page, blocks


def _found(*paragraphs: str, roles: tuple[str, ...] = (), facts: tuple[Fact, ...] = ()) -> list[tuple[str, str]]:
    page, blocks = _page(*paragraphs, roles=roles)
    return [(span.kind, page.text[span.start : span.end]) for span in find_personal([page], blocks, facts)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Mail naar s.example@buurt.example voor hulp.", "e-mail", "s.example@buurt.example"),
        ("Mail naar s.example (at) buurt.example voor hulp.", "e-mail", "s.example (at) buurt.example"),
        ("Bel 06-12345678 voor hulp.", "telefoon", "06-12345678"),
        ("Bel (0320) 12 34 56 na vijven.", "telefoon", "(0320) 12 34 56"),
        ("Bel +31 (0)20 123 45 67.", "telefoon", "+31 (0)20 123 45 67"),
        ("Het nummer 123456782 staat in het dossier.", "bsn", "123456782"),
        ("Maak over op NL91 ABNA 0417 1643 00 vandaag.", "rekening", "NL91 ABNA 0417 1643 00"),
        ("Zij woont op de Dorpsstraat 12a sinds kort.", "adres", "Dorpsstraat 12a"),
        ("Haar post gaat naar 8219 AB Oudermeer voortaan.", "adres", "8219 AB Oudermeer"),
    ],
)
def test_what_is_formed_as_personal_data_is_found(text: str, kind: str, value: str) -> None:
    assert _found(text) == [(kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "Het nummer 123456789 is geen burgerservicenummer.",
        "In 2019 en 2020 waren er 1.234 meldingen, 20% meer dan de 1.028 van 2018.",
        "Postbus 12345, 1234 AB Oudermeer is het adres van het stadhuis.",
        "Het Sportakkoord 2018 en de Wet inburgering 2021 helpen.",
        "De uitgaven stegen van € 0612345678 naar € 0712345678.",
        "Rekening NL00 ABNA 0417 1643 00 bestaat niet.",
    ],
)
def test_figures_years_and_postal_boxes_are_none(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mevrouw De Vries kreeg hulp van het wijkteam.", "Mevrouw De Vries"),
        ("Het team hielp dhr. J. Jansen bij zijn schulden.", "dhr. J. Jansen"),
        ("Volgens Fatima luisterde het team goed.", "Fatima"),
        ("Toen kwam Karin Bakker van het buurthuis langs.", "Karin Bakker"),
        ("Contact verliep via P. van der Berg en zijn zus.", "P. van der Berg"),
    ],
)
def test_names_of_private_persons_are_found(text: str, name: str) -> None:
    assert _found(text) == [("naam", name)]


@pytest.mark.parametrize(
    "text",
    [
        "Wethouder Karin Bakker gaf aan dat het werkt.",
        "Karin Bakker, wethouder zorg, gaf aan dat het werkt.",
        "De portefeuillehouder is mevrouw Bakker dit jaar.",
        "CDA: mevrouw Bakker stemde voor.",
        "De heer Bakker deelt als voorzitter mee dat het werkt.",
        "Dit blijkt ook uit onderzoek (Karin Bakker, 2019) onder teams.",
        "Karin Bakker en Jan Visser (2021) vonden hetzelfde.",
        "Uit het onderzoek van Karin Bakker blijkt dat het werkt.",
        "Stichting Karin Bakker biedt dagbesteding.",
        "De Karin Bakkerschool en het Karin Bakkerhuis doen mee.",
        "Het Rijk en de gemeente Best werken samen met Veere en Goes.",
        "Bijlage A. Begroting en B. Planning volgen later.",
        "De Haak en De Schoor bieden ondersteuning.",
    ],
)
def test_office_holders_cited_authors_bodies_and_words_are_not_private(text: str) -> None:
    assert _found(text) == []


def test_who_holds_an_office_once_is_public_all_through() -> None:
    assert _found("Wethouder Karin Bakker opende het gesprek.", "Daarna vertelde mevrouw Bakker meer.") == []


def test_the_author_of_a_document_is_public() -> None:
    author = Fact(document_id=ID, field="author", value="Karin Bakker", method="proef", confidence=1, is_chosen=True)
    text = "Vragen over dit rapport beantwoordt mevrouw Bakker graag."
    assert _found(text) == [("naam", "mevrouw Bakker")]
    assert _found(text, facts=(author,)) == []


def test_a_list_of_sources_names_no_private_persons() -> None:
    entry = "Bakker, Karin en P. van der Berg, Samen in de wijk. Utrecht"
    assert _found("Literatuur", entry, roles=("heading", "paragraph")) == []
    assert _found("Casus", entry, roles=("heading", "paragraph")) != []


def test_what_overlaps_is_told_once() -> None:
    assert len(_found("Mail karin@buurt.example of mail Karin Bakker.")) == 2


def test_offsets_count_characters_of_the_page() -> None:
    page, blocks = _page("Eerst een alinea.", "Toen kwam Karin Bakker langs.")
    (span,) = find_personal([page], blocks, [])
    assert page.text[span.start : span.end] == "Karin Bakker"


def _study(folder: Path, rows: str) -> PersonalSettings:
    (folder / "vrij.csv").write_text(f"document,tekst,reden\n{rows}", encoding="utf-8")
    study = folder / "proef.toml"
    study.write_text(
        'title = "Proef"\ndescription = "Proef"\ncontact = "mailto:a@b.example"\n[personal]\nreleased = "vrij.csv"\n',
        encoding="utf-8",
    )
    return PersonalSettings.of(load_study(str(study)))


def _marked(settings: PersonalSettings) -> list[object]:
    page, blocks = _page("Toen kwam Karin Bakker langs.")
    document = Document(id=ID, media_type="application/pdf", byte_count=1)
    return list(
        mark_personal(Inputs({Document: [document], Find: [], Page: [page], Block: blocks, Fact: []}), settings)
    )


def test_a_release_by_hand_resolves_a_span(tmp_path: Path) -> None:
    (span,) = _marked(_study(tmp_path, f'{ID},"karin  bakker",is de naam van het buurthuis\n'))
    assert isinstance(span, PersonalSpan) and span.is_resolved
    (other,) = _marked(_study(tmp_path, f"{'0' * 64},Karin Bakker,elders\n"))
    assert isinstance(other, PersonalSpan) and not other.is_resolved


def test_a_release_of_what_is_not_there_is_told(tmp_path: Path) -> None:
    _, issue = _marked(_study(tmp_path, f"{ID},Karen Bakker,verschreven\n"))
    assert isinstance(issue, Issue) and "vrij.csv, line 2" in issue.subject


def test_a_release_without_a_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"line 2.*'tekst' is empty"):
        _study(tmp_path, f"{ID},,vergeten\n")
