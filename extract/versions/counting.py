"""The one of several versions that counts: ordered rules, of which the first that tells two apart decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from extract.versions.traits import DRAFT, Traits


@dataclass(frozen=True)
class Among:
    """The documents that are weighed against each other, and those that a person picked."""

    traits: Mapping[str, Traits]
    picked: Mapping[str, str]
    """Document → the reason a person gave."""

    @cached_property
    def newest(self) -> str:
        """Return the latest of their dates."""
        return max(each.date for each in self.traits.values())


@dataclass(frozen=True)
class Rule:
    """A reason to prefer one version: its Dutch name, a value (more is better), and what one that lacks it is told."""

    name: str
    value: Callable[[Traits, Among], int | str]
    lack: Callable[[Traits, Traits, Among], str]


def _is_replaced(one: Traits, among: Among) -> bool:
    """Tell whether one of the others took its address over; of two that took turns, the one that is gone is."""
    rivals = [among.traits[other] for other in sorted(one.replaced_by & set(among.traits))]
    return any(
        not (one.document_id in rival.replaced_by and one.is_present and not rival.is_present) for rival in rivals
    )


def _date(one: Traits, among: Among) -> str:
    """Return its date; what is known less precisely than the newest and does not contradict it, counts as that."""
    return among.newest if among.newest.startswith(one.date) else one.date


def _short(one: Traits) -> str:
    return one.document_id[:12]


RULES = (
    Rule(
        "met de hand gekozen",
        lambda one, among: one.document_id in among.picked,
        lambda one, best, among: (
            f"{_short(best)} is met de hand gekozen"
            + (f" ({among.picked[best.document_id]})" if among.picked[best.document_id] else "")
        ),
    ),
    Rule(
        "leesbaar",
        lambda one, among: one.shingle_count > 0,
        lambda one, best, among: "hiervan is te weinig tekst te lezen",
    ),
    Rule(
        "nog bij de bron",
        lambda one, among: not one.is_gone,
        lambda one, best, among: "dit is bij de bron verdwenen",
    ),
    Rule(
        "definitief of gewijzigd",
        lambda one, among: one.status,
        lambda one, best, among: (
            "dit is een concept" if one.status == DRAFT else f"{_short(best)} is definitief of gewijzigd"
        ),
    ),
    Rule("nieuwste", _date, lambda one, best, among: f"dit is ouder ({one.date} tegenover {_date(best, among)})"),
    Rule(
        "laatste op zijn adres",
        lambda one, among: not _is_replaced(one, among),
        lambda one, best, among: "dit is op zijn adres vervangen",
    ),
    Rule(
        "beste vorm",
        lambda one, among: one.form,
        lambda one, best, among: "een PDF gaat voor" if best.form > 1 else "een document gaat voor een webpagina",
    ),
    Rule(
        "meeste tekst",
        lambda one, among: one.shingle_count,
        lambda one, best, among: f"{_short(best)} heeft meer tekst",
    ),
)
"""The rules in order; where none tells two apart, the smallest id counts."""
SAME = "geen verschil"


def counted(among: Among) -> str:
    """Return the document that counts."""
    return max(sorted(among.traits), key=lambda document_id: _values(among.traits[document_id], among))


def _values(one: Traits, among: Among) -> tuple[int | str, ...]:
    return tuple(rule.value(one, among) for rule in RULES)


def why_not(document_id: str, best_id: str, among: Among) -> tuple[str, str]:
    """Return by which rule a document gives way to the one that counts: its name, and a Dutch clause."""
    one, best = among.traits[document_id], among.traits[best_id]
    for rule in RULES:
        if rule.value(one, among) != rule.value(best, among):
            return rule.name, rule.lack(one, best, among)
    return SAME, "er is geen verschil dat telt, en het kleinste kenmerk gaat voor"


def why(best_id: str, others: Sequence[str], among: Among) -> str:
    """Return why a document counts for its group, in Dutch: the rules by which the others give way."""
    names = {why_not(other, best_id, among)[0] for other in others}
    order = [rule.name for rule in RULES] + [SAME]
    reasons = ", ".join(name for name in order if name in names)
    return f"telt voor {len(others) + 1} documenten: {reasons}"
