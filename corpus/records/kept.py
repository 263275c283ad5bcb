"""What reports and the runner write: products, problems, and what has been done."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.record import Record, column


@dataclass(frozen=True, kw_only=True)
class Expectation(Record, table="expectations", title="Verwachte evaluaties", order=("gemeente_code", "year", "id")):
    """An evaluation that should exist, by a list of the study or by a reference, and whether it was found."""

    gemeente_code: str = column("CBS-code van de gemeente")
    gemeente: str = column("Naam van de gemeente")
    year: int = column("Jaar")
    expected_title: str | None = column("Titel, als die bekend is", default=None)
    origin: str = column("Waaruit blijkt dat zij bestaat: list of citation")
    citing_id: str | None = column("Het document dat ernaar verwijst", references="documents", default=None)
    page: int | None = column("Bladzijde van de verwijzing", default=None)
    quote: str | None = column("De verwijzing, letterlijk", default=None)
    found_id: str | None = column("Het document waarin zij is gevonden; leeg als zij ontbreekt", default=None)
    request: str | None = column("Verzoek aan de griffie, als zij ontbreekt", default=None)


@dataclass(frozen=True, kw_only=True)
class Estimate(Record, table="estimates", title="Schatting van wat nog niet is gezien", order=("first", "second")):
    """How many evaluations there are by capture and recapture over two sources: an estimate with its interval."""

    first: str = column("De ene bron, of groep van bronnen")
    second: str = column("De andere")
    first_count: int = column("Evaluaties (gemeente en jaar) in de ene")
    second_count: int = column("Evaluaties in de andere")
    both_count: int = column("Evaluaties in beide")
    estimate: float = column("Geschat aantal evaluaties in totaal")
    low: float = column("Ondergrens van het 95%-interval")
    high: float = column("Bovengrens van het 95%-interval")


@dataclass(frozen=True, kw_only=True)
class Product(Record, table="products", title="Producten", order=("name",)):
    """A file that the reports stage wrote for readers."""

    name: str = column("Naam van het bestand")
    description: str = column("Wat het is")
    byte_count: int = column("Aantal bytes")
    sha256: str = column("SHA-256 van het bestand")


@dataclass(frozen=True, kw_only=True)
class Rendering(Record, table="renderings", title="Documenten en bestanden voor lezers", order=("name",)):
    """A file that the report stage made of the public database."""

    name: str = column("Naam van het bestand")
    description: str = column("Wat het is")
    byte_count: int = column("Aantal bytes")
    sha256: str = column("SHA-256 van het bestand")


@dataclass(frozen=True, kw_only=True)
class Issue(Record, table="issues", title="Problemen", order=("stage", "subject", "problem", "id")):
    """A problem with one input of a stage: what, where, and what to do; the runner fills in stage and input."""

    stage: str = column("Stap waarin het probleem zich voordeed", default="")
    input_id: str = column("Kenmerk van de invoer", default="", index=True)
    severity: str = column("Ernst: unreadable, surprise of warning")
    subject: str = column("Waar: bestand, adres, bladzijde")
    problem: str = column("Wat er aan de hand is")
    remedy: str = column("Wat te doen")


@dataclass(frozen=True, kw_only=True)
class StageState(
    Record, table="stage_states", title="Stand per stap", order=("stage", "input_id"), identity=("stage", "input_id")
):
    """The fingerprint of an input that a stage has done."""

    stage: str = column("Stap")
    input_id: str = column("Kenmerk van de invoer, of 'all'", index=True)
    fingerprint: str = column("Hash van invoer, versie en instellingen")


@dataclass(frozen=True, kw_only=True)
class Run(Record, table="runs", title="Runs", order=("started_at", "id")):
    """One run of the chain, with its counts; kept out of dumps, because it tells of clocks."""

    started_at: str = column("Begin (UTC)")
    finished_at: str = column("Einde (UTC)")
    version: str = column("Versie van kennissynthese")
    study: str = column("Studie")
    settings_hash: str = column("Hash van de studie")
    counts: str = column("Aantallen en seconden per stap, als JSON")
