"""How strong the research behind a document is by its design, with the rule that says so.

The ladder follows the order of two Dutch ones: that of the Databank Effectieve sociale interventies (goed beschreven,
goed onderbouwd, effectief) and the effectladder of Van Yperen, Veerman and Bijl (2017, Zicht op effectiviteit). Its
upper rungs are levels 2 and 3 of the Maryland Scientific Methods Scale (Sherman et al. 1997): compared in time or
with others, and both. A ladder tells how sure an effect is, not how useful a finding is: what counts as good evidence
depends on the question (Nutley, Powell and Davies 2013, What counts as good evidence?), so a low rung hides nothing
and the rule is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from corpus.records import Disclosure, Fact
from synthesis.ledger.disclosures import BEFORE_AND_AFTER, COMPARISON_GROUP, TOO_LITTLE

UNKNOWN, CASE, QUALITATIVE, SURVEY, COMPARISON, EFFECT = LADDER = (
    "onbekend",
    "casus",
    "kwalitatief",
    "survey",
    "vergelijking",
    "effectmeting",
)
"""The designs, the weakest first."""
WEAK = frozenset({UNKNOWN, CASE})
"""Designs that bear no conclusion, however many there are: an example may have been chosen because it fits."""

RESEARCH = frozenset({"evaluatie", "rekenkamerrapport", "onderzoeksrapport", "monitor"})
"""Kinds of documents that report research."""
NO_RESEARCH = frozenset({"webpagina", "interview", "besluitenlijst", "verordening", "jaarstuk"})
"""Kinds of documents that report no research of their own, whatever methods they name: they tell of that of others."""
_ASKED = frozenset({"enquête"})
_COUNTED = frozenset({"data-analyse"})
_TALKED = frozenset({"interviews", "groepsgesprekken", "dossiers", "dossieronderzoek", "observaties"})
_READ = frozenset({"documenten", "documentstudie", "literatuuronderzoek"})
_CASES = frozenset({"casestudies"})
_PROCESS, _EFFECTS = "procesevaluatie", "effectevaluatie"
_SENTENCES = 2
_MONITOR = "monitor"


class Design(NamedTuple):
    """The design of the research behind a document: its rung, why, and whether the research is its own."""

    name: str
    rule: str
    is_evaluation: bool

    @property
    def strength(self) -> float:
        """The rung, from 0 (unknown) to 1 (effectmeting)."""
        return round(LADDER.index(self.name) / (len(LADDER) - 1), 4)


def facts_of(facts: Iterable[Fact]) -> dict[str, tuple[str, ...]]:
    """Return the chosen values of one document by field, sorted; of a method without its number."""
    found: dict[str, set[str]] = {}
    for fact in facts:
        if fact.is_chosen and fact.value:
            value = fact.value.partition(":")[0].strip() if fact.field == "method" else fact.value
            found.setdefault(fact.field, set()).add(value)
    return {field: tuple(sorted(values)) for field, values in found.items()}


def design_of(facts: Mapping[str, Sequence[str]], disclosures: Sequence[Disclosure]) -> Design:
    """Return the design of the research behind a document, given its facts by field and what it discloses."""
    disclosures = sorted(disclosures, key=lambda item: (item.page, item.start))
    kinds, methods, types = (facts.get(field, ()) for field in ("document_type", "method", "evaluation_type"))
    if "interview" in kinds:
        return Design(CASE, "interview: één verteller", is_evaluation=False)
    if NO_RESEARCH & set(kinds):
        return Design(UNKNOWN, f"{kinds[0]}: geen eigen onderzoek", is_evaluation=False)
    is_evaluation = bool(RESEARCH & set(kinds) or methods or types)
    if not is_evaluation:
        return Design(UNKNOWN, "geen methode of soort evaluatie gevonden", is_evaluation=False)
    name, rule = _by_method(methods)
    if name == UNKNOWN and _MONITOR in kinds:
        name, rule = SURVEY, "monitor: cijfers uit enquête of registratie"
    if name != UNKNOWN:
        name, rule = _by_comparison(name, rule, types, disclosures)
        name, rule = _as_it_says(name, rule, disclosures)
    return Design(name, rule, is_evaluation)


def _by_method(methods: Sequence[str]) -> tuple[str, str]:
    """Return the rung that the methods alone give, with the words for it."""
    own = set(methods)
    for rung, names in ((SURVEY, _ASKED | _COUNTED), (QUALITATIVE, _TALKED), (CASE, _CASES)):
        if found := sorted(own & names):
            return rung, f"methode: {', '.join(found)}"
    if found := sorted(own & _READ):
        return UNKNOWN, f"alleen gelezen ({', '.join(found)}): geen eigen waarnemingen"
    return UNKNOWN, "geen methode gevonden"


def _by_comparison(name: str, rule: str, types: Sequence[str], disclosures: Sequence[Disclosure]) -> tuple[str, str]:
    """Return the rung with the comparison that a document tells of; a process evaluation measures no effect."""
    if _PROCESS in types:
        return name, f"{rule}; procesevaluatie: meet geen effect"
    # One sentence may be on the research of others, unless the whole is said to measure effects.
    least = 1 if _EFFECTS in types else _SENTENCES
    told = {kind: [item for item in disclosures if item.kind == kind] for kind in _COMPARED}
    words = [f"{label} (blz. {told[kind][0].page})" for kind, label in _COMPARED.items() if len(told[kind]) >= least]
    if not words:
        return name, rule
    return EFFECT if len(words) == len(_COMPARED) else COMPARISON, f"{rule}; {' en '.join(words)}"


_COMPARED = {BEFORE_AND_AFTER: "voor- en nameting", COMPARISON_GROUP: "vergelijkingsgroep"}


def _as_it_says(name: str, rule: str, disclosures: Sequence[Disclosure]) -> tuple[str, str]:
    """Return the rung, lowered where a document says that what it measured bears no conclusion."""
    said = next((item for item in disclosures if item.kind == TOO_LITTLE and item.is_overall), None)
    if said is None or LADDER.index(name) <= LADDER.index(QUALITATIVE):
        return name, rule
    return QUALITATIVE, f"{rule}; zegt zelf dat er te weinig informatie is (blz. {said.page}): hoogstens kwalitatief"
