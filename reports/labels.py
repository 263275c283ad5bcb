"""The Dutch names that readers see for the codes of the corpus."""

from __future__ import annotations

LABELS: dict[str, dict[str, str]] = {
    "soort": {
        "werkzaam_element": "Werkzaam element",
        "belemmering": "Belemmering",
        "opgave": "Opgave",
        "bijstelling": "Bijstelling",
        "resultaat": "Resultaat",
    },
    "venster": {
        "inwoner": "Inwoner",
        "professional": "Professional",
        "organisatie": "Organisatie",
        "beleid_bestuur": "Beleid en bestuur",
        "werkgever": "Werkgever",
    },
    "aspect": {
        "werkwijze": "Werkwijze",
        "organisatie": "Organisatie",
        "randvoorwaarden": "Randvoorwaarden",
    },
    "richting": {
        "helpt": "Helpt",
        "belemmert": "Belemmert",
        "nodig": "Nodig",
        "neutraal": "Neutraal",
    },
    "methode": {
        "rule": "Woordregel",
        "similarity": "Gelijkenis met omschrijving of voorbeeld",
        "model": "Getraind model",
        "person": "Persoon",
    },
    "ernst": {
        "unreadable": "Niet te lezen",
        "surprise": "Bron wijkt af van wat werd verwacht",
        "warning": "Waarschuwing",
    },
    "stap": {
        "harvest": "Verzamelen",
        "extract": "Tekst lezen",
        "metadata": "Kenmerken lezen",
        "citations": "Verwijzingen zoeken",
        "signature": "Teksten kenmerken",
        "versions": "Versies vergelijken",
        "screen": "Insluiten",
        "embed": "Vectoren maken",
        "codings": "Coderen",
        "topics": "Thema's zoeken",
        "elements": "Elementen bijeenbrengen",
        "coverage": "Dekking bepalen",
        "publish": "Publiceren",
    },
    "criterium": {
        "duplicate": "Dubbel",
        "no_text": "Geen leesbare tekst",
        "language": "Andere taal",
        "length": "Te weinig woorden",
        "period": "Buiten de periode",
        "gemeente": "Andere gemeente",
        "document_type": "Ander soort document",
        "words": "Zoekwoorden ontbreken",
    },
    "herkomst": {
        "codebook": "Codeboek",
        "topic": "Thema uit de teksten",
    },
}
"""Dimension → code → label; a code that is not here is shown as its words, the first with a capital."""


def label(dimension: str, code: str) -> str:
    """Return the name of a code for readers."""
    return LABELS.get(dimension, {}).get(code) or code.replace("_", " ").capitalize()
