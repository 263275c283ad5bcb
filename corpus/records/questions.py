"""What synthesis writes on codebooks and questions: codes, answers to questions, gaps, and how codebooks meet."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.record import Record, column


@dataclass(frozen=True, kw_only=True)
class Code(Record, table="codes", title="Codes", order=("is_further", "codebook", "position")):
    """A code of a codebook that a study uses, also when nothing was coded with it."""

    codebook: str = column("Codeboek en versie", index=True)
    codebook_title: str = column("Titel van het codeboek")
    is_further: bool = column("Staat het codeboek naast het eerste van de studie?", default=False)
    position: int = column("Plaats in het codeboek, vanaf 1")
    dimension: str = column("Dimensie: soort, venster, aspect, element, richting of thema", index=True)
    code: str = column("Code")
    label: str = column("Naam")
    definition: str = column("Omschrijving")
    venster: str | None = column("Venster van een element", default=None)
    part: str | None = column("Deel van het programma of de agenda waaruit de code komt", default=None)
    term: str | None = column("Termijn: KT, MLT of LT (korte, middellange of lange termijn)", default=None)
    asked_by: tuple[str, ...] = column("Gemeenten en partners die het onderwerp inbrachten", default=())
    goals: tuple[str, ...] = column("Doelen", default=())
    indicators: tuple[str, ...] = column("Waaraan te zien is of het doel is bereikt", default=())


@dataclass(frozen=True, kw_only=True)
class Question(Record, table="questions", title="Kennisvragen", order=("position", "id")):
    """A question of the study or of a codebook, and how far the corpus answers it."""

    position: int = column("Volgorde: eerst de vragen van de studie, dan die van de codeboeken")
    name: str = column("Kenmerk van de vraag in de studie of het codeboek")
    text: str = column("De vraag")
    origin: str = column("Herkomst: study of codebook")
    codebook: str | None = column("Codeboek en versie, als de vraag daaruit komt", default=None)
    code: str | None = column("Code waaronder de vraag in dat codeboek staat", default=None)
    understood: tuple[str, ...] = column("Waarnaar is gezocht: codes als dimensie:code, de eis van de vraag eerst")
    status: str = column("Status: answered, partly of open", index=True)
    rule: str = column("Volgens welke regel, met de aantallen")
    answer_count: int = column("Passages die iets over de vraag zeggen")
    document_count: int = column("Documenten met zulke passages")
    evaluation_count: int = column("Onafhankelijke evaluaties met zulke passages")
    strong_count: int = column("Daarvan met een opzet die sterker is dan een casus")


@dataclass(frozen=True, kw_only=True)
class Answer(Record, table="answers", title="Antwoorden op kennisvragen", order=("question_id", "rank")):
    """A coding whose quote says something about a question; the best come first, each document in turn."""

    question_id: str = column("De vraag", references="questions")
    coding_id: str = column("De codering met het citaat", references="codings")
    rank: int = column("Rangorde, vanaf 1")
    score: float = column("Hoe goed het bij de vraag past: gelijkenis en gedeelde codes, of de zekerheid van de code")
    reason: str = column("Waarom: gelijkenis en gedeelde codes, of de zekerheid van de code")


@dataclass(frozen=True, kw_only=True)
class Gap(Record, table="gaps", title="Kennishiaten", order=("codebook", "venster", "dimension", "code")):
    """How much evidence there is on a code as seen from a venster; also where there is none."""

    codebook: str = column("Codeboek en versie")
    dimension: str = column("Dimensie: element of thema")
    code: str = column("Code", index=True)
    venster: str = column("Venster: van de passage, of van het element waar de passage er geen heeft")
    is_own: bool = column("Staat het element in het codeboek onder dit venster?", default=False)
    status: str = column("Hoeveel bewijs: much, some, little of none", index=True)
    rule: str = column("Volgens welke regel, met de aantallen")
    passage_count: int = column("Passages")
    document_count: int = column("Documenten")
    evaluation_count: int = column("Onafhankelijke evaluaties")
    strong_count: int = column("Daarvan met een opzet die sterker is dan een casus")
    for_count: int = column("Onafhankelijke evaluaties die zeggen dat het helpt")
    against_count: int = column("Onafhankelijke evaluaties die zeggen dat het belemmert of ontbreekt")
    needed_count: int = column("Onafhankelijke evaluaties die zeggen dat het nodig is")


@dataclass(frozen=True, kw_only=True)
class Crosswalk(
    Record, table="crosswalks", title="Hoe codeboeken elkaar raken", order=("first_code_id", "second_code_id")
):
    """A code of one codebook beside a code of another: how often a passage has both, and how alike they are."""

    first_code_id: str = column("De code van het ene codeboek", references="codes")
    second_code_id: str = column("De code van het andere codeboek", references="codes")
    first_count: int = column("Passages met de ene code")
    second_count: int = column("Passages met de andere code")
    both_count: int = column("Passages met beide")
    expected_count: float = column("Passages met beide die bij toeval te verwachten zijn")
    lift: float = column("Beide gedeeld door wat bij toeval te verwachten is")
    jaccard: float = column("Passages met beide gedeeld door passages met een van beide, van 0 tot 1")
    similarity: float = column("Gelijkenis van de omschrijvingen, van -1 tot 1")
    reason: str = column("Waarom dit paar is opgenomen")
