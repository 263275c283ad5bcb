"""What the rules on actors know of Dutch verbs: which are modal, which tell of no task, and which words are verbs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from synthesis.tasks.words import words
from synthesis.topics.terms import lemma

_PARTICIPLE = re.compile(r"^(?:\w{0,8}ge\w{2,}(?:d|t|en)|(?:be|ver|ont|her)\w{3,}(?:d|t|en))$")
_NO_PARTICIPLE = ("heid", "teit", "gebied")
_ABSTRACT = ("ingen", "heden")
_SAYS = frozenset({"geeft aan", "geven aan", "stelt vast", "stellen vast"})
_NEAR = 12


def is_modal(form: str) -> bool:
    """Tell whether a form is a finite verb that says by itself nothing of what is done."""
    return form in words("modaal")


def is_verb(form: str) -> bool:
    """Tell whether a word right after a subject may be its verb: simplemma gives verbs as infinitives."""
    if is_modal(form) or form in words("werkwoord"):
        return True
    if form in words("geen_werkwoord") or not form.isalpha() or (form.startswith("ge") and form.endswith("d")):
        return False
    base = lemma(form)
    return base.endswith(("en", "aan", "ien", "doen")) and not (base == form and form.endswith(_ABSTRACT))


def is_participle(form: str) -> bool:
    """Tell whether a word may be a participle of something that is done."""
    is_noun = form.endswith(_NO_PARTICIPLE) or form in words("geen_handeling")
    return bool(_PARTICIPLE.match(form)) and not is_noun


def is_task_verb(form: str, after: Sequence[str]) -> bool:
    """Tell whether the subject of a verb has a task by it, given the words after the verb."""
    if any(f"{form} {word}" in _SAYS for word in after[:_NEAR]):
        return False
    if form in ("is", "zijn", "wordt", "worden", "was", "werd"):
        return bool(words("taak_van_zijn") & set(after))
    if form in ("heeft", "hebben", "had"):
        return _has_task(after)
    if form in ("wil", "willen", "vinden", "vindt"):
        return "dat" not in after[:3]
    if is_modal(form):
        return "graag" not in after[:4] and "worden" not in after[: _clause_end(after)]
    return lemma(form) not in words("geen_taak")


def _has_task(after: Sequence[str]) -> bool:
    """Tell whether `heeft` gives a task: `de taak om`, `te`, `uiterlijk in`, or something that was done."""
    is_named = bool(words("taak_van_hebben") & set(after)) or "uiterlijk" in after[:3]
    return is_named or ("te" in after and "behoefte" not in after) or any(is_participle(word) for word in after)


def _clause_end(after: Sequence[str]) -> int:
    """Return the place of the first mark or word that ends a clause, or the number of words."""
    return next((n for n, word in enumerate(after) if word in words("bijzin") or not word[0].isalnum()), len(after))
