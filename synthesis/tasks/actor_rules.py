"""The rules that pick who has a task out of the parties of a sentence, the surest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from synthesis.coding.cues import Sentence, opening_of
from synthesis.tasks.parties import WRITER, WRITERS, Party
from synthesis.tasks.verbs import is_modal, is_participle, is_task_verb, is_verb
from synthesis.tasks.words import pattern, words

_INHABITANTS = ("inwoners",)
_MUST = frozenset({"moet", "moeten", "dient", "dienen"})
_PASSIVE = frozenset({"wordt", "worden", "is", "zijn", "werd", "werden"})
_FEELS = frozenset({"krijgen", "ervaren", "ontvangen", "weten", "krijgt", "ervaart"})
_LEAD = frozenset({"en", "maar", "want", "dus", "of"})
_MARKS = frozenset({":", ";", "–", "—", "•"})
_TO = frozenset({"aan", "voor", "van", "bij"})
_ASKS_OF = frozenset({"vraagt", "vragen", "vergt", "vereist", "gevraagd", "verwacht", "gevergd"})
_NO_VERB_AFTER = frozenset({"de", "het", "een", "van", "in", "hun", "voor", "met"})
_NEEDED = re.compile(rf"\b(?:{pattern('nodig', 'voor_dat')})\b[^.;]{{0,60}}$", re.IGNORECASE)
_SUBJECT_WORDS = 8
_NEAR = 12
_NOTE = re.compile(r"[ivxlc]{2,}")
"""The Roman number of a note that stands before its next sentence."""
_QUESTIONS = frozenset({"hoe", "wat", "waar", "waarom", "wie", "welke", "of"})
_YEAR = re.compile(r"\d{4}")


def rules_of(text: str, sentence: Sentence, parties: Sequence[Party]) -> Iterator[tuple[str, Party]]:
    """Yield the parties that have a task by a sentence, each with the name of the rule, the surest first."""
    case = _Case(text, sentence, tuple(parties))
    for name, rule in _RULES:
        for party in parties:
            if rule(case, party):
                yield name, party


@dataclass(frozen=True)
class _Case:
    """A sentence with its parties."""

    text: str
    sentence: Sentence
    parties: tuple[Party, ...]

    @cached_property
    def forms(self) -> list[str]:
        """The words and marks in lower case."""
        return [token.form for token in self.sentence.tokens]

    @cached_property
    def first(self) -> str:
        """The first word that is no `en` or `maar`."""
        return next((form for form in self.forms if form.isalnum() and form not in _LEAD), "")

    @cached_property
    def starts(self) -> frozenset[int]:
        """The places where a main clause may begin."""
        forms = self.forms
        starts = {opening_of(self.sentence.tokens)} | {n + 1 for n, form in enumerate(forms) if form in _MARKS}
        starts |= {n + 1 for n in starts if n < len(forms) and _NOTE.fullmatch(forms[n])}
        starts |= {n + 1 for n in starts if n < len(forms) and forms[n] in _LEAD | {"ook"}}
        return frozenset(starts | {n + 2 for n, form in enumerate(forms[:-2]) if form == "," and forms[n + 1] in _LEAD})

    def is_name(self, place: int) -> bool:
        """Tell whether the word at a place has a capital, and is no article that begins another sentence."""
        is_capital = self.text[self.sentence.tokens[place].start].isupper()
        return is_capital and self.forms[place] not in words("lidwoord")


def _is_asked(case: _Case, party: Party) -> bool:
    """`Bevelen het college aan`, `een taak voor de gemeente`, `vraagt van partners`, `de raad wordt gevraagd`."""
    if WRITER in party.kinds:
        return False
    before, after = case.forms[: party.first], case.forms[party.last : party.last + _NEAR]
    last = before[-1] if before else ""
    return (
        (last in words("vragend") and bool({"om", "aan", "op", "dat", "te", "uit"} & set(after)))
        or (last in _TO and _asks(before[-_SUBJECT_WORDS:]))
        or (last == "van" and bool({"gevraagd", "verwacht", "gevergd"} & set(after[:4])))
        or (last == "van" and party.first - 1 in case.starts and bool({"vraagt", "vergt"} & set(after[:4])))
        or (after[:1] in (["wordt"], ["worden"]) and bool(words("gevraagd") & set(after[1:4])))
        or (before[-2:] == ["is", "aan"] and bool({"om", ",", "zelf"} & set(after[:6])))
    )


def _asks(before: list[str]) -> bool:
    """Tell whether the words up to a preposition ask something of who follows."""
    near = set(before[-4:-1])
    if before[-1] == "van":
        is_task = {"taak", "verantwoordelijkheid"} & near and {"is", "blijft", "ligt"} & set(before)
        return bool(_ASKS_OF & near or is_task)
    asking = words("vraagwoord") - ({"opdracht", "taak", "rol"} if before[-1] == "aan" else set())
    return bool(asking & near) and not {"vraagt", "vragen"} & near


def _is_needed(case: _Case, party: Party) -> bool:
    """`Het is nodig dat gemeenten …`, `wij vinden dat VWS … moet`."""
    if party.first == 0 or case.forms[party.first - 1] != "dat" or {WRITER, "inwoners"} & set(party.kinds):
        return False
    main = case.text[case.sentence.start : case.sentence.tokens[party.first - 1].start]
    rest = set(case.forms[party.last :])
    return bool(_MUST & rest or _NEEDED.search(main.rstrip(" ,"))) and not _FEELS & rest


def _is_subject(case: _Case, party: Party) -> bool:
    """`De gemeente zorgt …` at the begin of a main clause, or `die we gaan …`."""
    if party.kinds == (WRITER,) and case.forms[party.last : party.last + 1] in (["gaan"], ["zullen"], ["willen"]):
        return _takes_on(case.forms[party.last], case.forms[party.last + 1 :])
    verb = _verb_after(case, party) if party.first in case.starts else None
    return verb is not None and _gives_task(case.forms, party, verb)


def _verb_after(case: _Case, party: Party) -> int | None:
    """Return the place of the verb after a subject, past what belongs to the subject."""
    forms = case.forms
    for place in range(party.last, min(party.last + _SUBJECT_WORDS, len(forms))):
        is_first = place == party.last
        if is_modal(forms[place]) or (is_verb(forms[place]) and (is_first or forms[place - 1] not in _NO_VERB_AFTER)):
            return place
        follows = forms[place - 1] in words("na_onderwerp") or forms[place] in words("na_onderwerp")
        if not (case.is_name(place) or follows) or WRITER in party.kinds:
            return None
    return None


def _gives_task(forms: list[str], party: Party, verb: int) -> bool:
    form, after = forms[verb], forms[verb + 1 :]
    if WRITER in party.kinds:
        return _takes_on(form, after)
    return form in _MUST if party.kinds == _INHABITANTS else is_task_verb(form, after)


def _takes_on(form: str, after: list[str]) -> bool:
    """Tell whether a writer takes something on by a verb: `we gaan onderzoeken`, not `we gaan ervan uit`."""
    if form in ("ga", "gaan") and ("uit" in after[:6] or after[:2] == ["in", "op"]):
        return False
    if form in ("stel", "stellen", "stelt"):
        return not {"voor", "vast"} & set(after)
    return form not in words("vrijblijvend") and is_task_verb(form, after)


def _is_inverted(case: _Case, party: Party) -> bool:
    """`Daarom moet de gemeente …`: right after the finite verb of a sentence that opens with something else."""
    forms = case.forms
    verb = party.first - 1
    while verb > 0 and forms[verb] in words("overgeslagen"):
        verb -= 1
    if verb <= 0 or not is_verb(forms[verb]) or party.kinds == _INHABITANTS:
        return False
    if forms[verb - 1] in _QUESTIONS:
        return False
    after = forms[party.last :]
    # `We` and `ik` are never objects; of other words only their place tells that they are the subject.
    if forms[party.first] in WRITERS:
        return _takes_on(forms[verb], after)
    return _is_fronted(case, verb) and is_task_verb(forms[verb], after)


def _is_fronted(case: _Case, verb: int) -> bool:
    """Tell whether a verb is that of a main clause with its subject behind it."""
    if case.first not in words("vooraan") and not _YEAR.fullmatch(case.first):
        return False
    if case.first in words("opent_bijzin"):
        return case.forms[verb - 1] == ","
    return is_modal(case.forms[verb]) or not any(is_modal(form) for form in case.forms[:verb])


def _is_agent(case: _Case, party: Party) -> bool:
    """`Wordt door het team opgepakt`: after `door`, beside a participle of something that is done."""
    before = case.forms[: party.first]
    if before[-1:] != ["door"] or words("onderschikkend") & set(before) or not _PASSIVE & set(case.forms):
        return False
    near = [*before[-5:-1], *case.forms[party.last : party.last + 14]]
    return WRITER not in party.kinds and party.kinds != _INHABITANTS and any(is_participle(form) for form in near)


_RULES: tuple[tuple[str, Callable[[_Case, Party], bool]], ...] = (
    ("aangesproken", _is_asked),
    ("dat-zin", _is_needed),
    ("onderwerp", _is_subject),
    ("omkering", _is_inverted),
    ("door", _is_agent),
)
