"""Who should do what, by when, and how far it is: rules on sentences written for these tests."""

from __future__ import annotations

import pytest

from synthesis.tasks.reading import Task, read_task


def _read(text: str, *section_path: str) -> Task:
    return read_task(text, 0, len(text), section_path)


@pytest.mark.parametrize(
    ("text", "kinds", "words", "rule"),
    [
        ("De gemeente Duinrade moet het mandaat verruimen.", ("gemeente",), "De gemeente", "onderwerp"),
        ("Uitvoerende professionals dienen zich te scholen.", ("professionals",), "Uitvoerende professionals",
         "onderwerp"),
        ("• Gemeenten, zorgverzekeraars en het Rijk zorgen voor genoeg geld.", ("gemeente", "zorgverzekeraars", "rijk"),
         "Gemeenten, zorgverzekeraars en het Rijk", "onderwerp"),
        ("Het college van B en W gaat de opdracht verhelderen.", ("college",), "Het college van B en W", "onderwerp"),
        ("Daarom moet de raad beter worden betrokken en kiezen wat voorgaat.", (), None, None),
        ("In 2026 gaan de wijkteams met scholen samenwerken.", ("wijkteam",), "de wijkteams", "omkering"),
        ("Als het team vol is, moet de gemeente bijspringen.", ("gemeente",), "de gemeente", "omkering"),
        ("Wij bevelen het college aan om de wachttijd te volgen.", ("college",), "het college", "aangesproken"),
        ("Hier ligt een taak voor huisartsen en het wijkteam.", ("huisartsen", "wijkteam"),
         "huisartsen en het wijkteam", "aangesproken"),
        ("Dit vraagt van partners dat zij eerder bellen.", ("partners",), "partners", "aangesproken"),
        ("De raad wordt gevraagd om de middelen vrij te maken.", ("raad",), "De raad", "aangesproken"),
        ("Het is van belang dat zorgaanbieders hun gegevens delen.", ("zorgaanbieders",), "zorgaanbieders", "dat-zin"),
        ("Onderzoekers vinden dat het Rijk dit moet regelen.", ("rijk",), "het Rijk", "dat-zin"),
        ("De aanmeldingen worden voortaan door het wijkteam opgepakt.", ("wijkteam",), "het wijkteam", "door"),
        ("We gaan de toegang dichter bij mensen brengen.", ("opsteller",), "We", "onderwerp"),
        ("Daarbij blijven we als gemeente scherp op de kosten.", ("gemeente",), "we als gemeente", "omkering"),
    ],
)  # fmt: skip
def test_who_should_do_it(text: str, kinds: tuple[str, ...], words: str | None, rule: str | None) -> None:
    actor = _read(text).actor
    if not kinds:
        assert actor is None
        return
    assert actor is not None
    assert (actor.kinds, actor.text, actor.rule) == (kinds, words, rule)
    assert actor.start is not None and text[actor.start : actor.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "Er is een vaste professional nodig per gezin.",
        "Gemeenten ervaren dat de wachttijden oplopen.",
        "Inwoners willen eerder weten waar zij aan toe zijn.",
        "De ontwikkeling van de wijkteams vraagt om duidelijke keuzes.",
        "De rol van zorgaanbieders verdient meer aandacht.",
        "Wij bevelen aan om de wachttijd te volgen.",
        "De Raad voor het Openbaar Bestuur moet hierover adviseren.",
        "Samenwerking met de gemeente gaat beter dan eerst.",
        "Hoe pak ik dat aan?",
    ],
)
def test_nobody_is_named_where_the_sentence_names_nobody_for_it(text: str) -> None:
    assert _read(text).actor is None


def test_a_heading_names_who_for_an_imperative_or_below_actions() -> None:
    found = _read("Zorg voor een vast aanspreekpunt in elke kern.", "5 Aanbevelingen", "Aan het college").actor
    assert found is not None
    assert (found.kinds, found.text, found.start, found.rule) == (("college",), "het college", None, "kop")
    listed = _read("Meer tijd voor overdracht tussen de ploegen organiseren.", "Acties zorgaanbieders").actor
    assert listed is not None and listed.kinds == ("zorgaanbieders",)
    assert _read("Zorg voor een vast aanspreekpunt.", "5 Aanbevelingen voor de langere termijn").actor is None
    assert _read("De wachttijd is te lang voor ouders.", "Gemeenten").actor is None


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("De gemeente stelt uiterlijk 1 april 2027 een plan op.", "../2027-04-01", "uiterlijk 1 april 2027"),
        ("Per 1 januari 2028 gaan de teams over naar de stichting.", "2028-01-01/..", "Per 1 januari 2028"),
        ("Vanaf 2026 moet elke wijk een team hebben.", "2026/..", "Vanaf 2026"),
        ("In het derde kwartaal van 2026 volgt een voorstel.", "2026-35", "In het derde kwartaal van 2026"),
        ("Eind 2026 moet de monitor klaar zijn.", "2026", "Eind 2026"),
        ("In september 2025 gaan de teams van start.", "2025-09", "In september 2025"),
        ("In de periode 2025-2028 gaan we de middelen verschuiven.", "2025/2028", "In de periode 2025-2028"),
        ("Het team moet binnen twee jaar zelfstandig zijn.", "P2Y", "binnen twee jaar"),
        ("Dat is op korte termijn nodig.", "korte termijn", "op korte termijn"),
        ("De komende jaren moet dit beter.", "komende jaren", "De komende jaren"),
        ("In het voorjaar van 2026 gaan wij verder.", "2026-21", "In het voorjaar van 2026"),
        ("De raad wil dit vóór het einde van 2027 weten.", "../2027", "vóór het einde van 2027"),
        ("Voor 1 juli gaat het college in gesprek.", "../XXXX-07-01", "Voor 1 juli"),
    ],
)
def test_by_when(text: str, value: str, words: str) -> None:
    term = _read(text).term
    assert term is not None
    assert (term.value, term.text) == (value, words)
    assert text[term.start : term.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "De Wmo 2015 vraagt om maatwerk.",
        "De ondernemingsraad is op 25 oktober om advies gevraagd.",
        "In 2019 werd duidelijk dat er meer nodig was.",
        "Op 3 maart 2024 heeft de raad hierover besloten.",
        "Er is meer tijd nodig (Jansen & De Vries, 2017).",
    ],
)
def test_a_year_that_is_no_term_is_none(text: str) -> None:
    assert _read(text).term is None


def test_a_line_below_may_give_the_term() -> None:
    text = "De GGD maakt een overzicht van het aanbod.\n\nTijdpad: heden – 1 juli 2026"
    task = read_task(text, 0, 42)
    assert task.term is not None
    assert task.term.value == "../2026-07-01"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Wij bevelen aan om een vast overleg in te stellen.", "aanbevolen"),
        ("Het team zou vaker op school moeten zijn.", "aanbevolen"),
        ("Zorg voor een vast aanspreekpunt.", "aanbevolen"),
        ("De gemeente gaat de opdracht verhelderen.", "voorgenomen"),
        ("Wij zullen de teams uitbreiden.", "voorgenomen"),
        ("Het college stelt de raad voor om door te gaan.", "voorgenomen"),
        ("De raad heeft besloten de proef te verlengen.", "besloten"),
        ("Afgesproken is dat elk gezin één plan krijgt.", "besloten"),
        ("In 2023 is een tweede team gestart in de binnenstad.", "uitgevoerd"),
        ("De gemeente moet de opdracht verhelderen.", None),
        ("Er moet een monitor worden ingevoerd.", None),
        ("Onduidelijk is hoe dat zou moeten.", None),
        ("Hierbij gaan we ervan uit dat de vraag groeit.", None),
        ("Er is meer tijd nodig voor overleg.", None),
        ("Als de raad op hoofdlijnen wil sturen, is een opdracht nodig.", None),
        ("Per 1 maart 2027 komen er vier collega's bij.", "voorgenomen"),
    ],
)
def test_how_far_it_is(text: str, status: str | None) -> None:
    found = _read(text).status
    assert (found.value if found else None) == status


def test_what_stands_below_recommendations_is_recommended() -> None:
    found = _read("Meer tijd voor overdracht.", "4 Conclusies en aanbevelingen")
    assert found.status is None or found.status.value == "aanbevolen"
    assert (listed := _read("Meer tijd voor overdracht.", "Aanbevelingen").status) and listed.value == "aanbevolen"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Wij bevelen het college aan om de wachttijd elk kwartaal te volgen.", "de wachttijd elk kwartaal te volgen"),
        ("Het is van belang dat het team één adres krijgt in de wijk.", "het team één adres krijgt in de wijk"),
        ("Het team moet ouders eerder bellen, zodat zij weten wat er komt.", "Het team moet ouders eerder bellen"),
        ("• Meer tijd voor overdracht tussen ploegen.", "Meer tijd voor overdracht tussen ploegen"),
        ("Er is tijd nodig.", "Er is tijd nodig"),
        ("Meer kennis is nodig om goed te kunnen kiezen.", "Meer kennis is nodig om goed te kunnen kiezen"),
    ],
)  # fmt: skip
def test_what_is_to_be_done(text: str, what: str) -> None:
    task = _read(text)
    assert text[task.start : task.end] == what


def test_the_sentence_of_the_quote_is_read_and_no_other() -> None:
    text = "De gemeente gaat de opdracht verhelderen. De teams moeten eerder bellen. Het Rijk zorgt voor geld."
    start = text.index("De teams")
    task = read_task(text, start, start + 30)
    assert task.actor is not None and task.actor.kinds == ("wijkteam",)
    assert text[slice(*task.sentence)] == "De teams moeten eerder bellen."
