"""The stage that maps what is known and what is not: venster by element (or thema), with the evidence in each cell.

A passage counts for the vensters that it is coded with; one without a venster counts for that of the element. Every
cell of the map is there, also where nothing was found: that is what the map is for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from corpus.record import Record
from corpus.records import Coding, Evaluation, Gap
from corpus.stage import Inputs
from synthesis.coding.codebook import Code
from synthesis.coding.codes import Shelf
from synthesis.ledger.backing import Backing, by_document, plural, shown

MUCH_FROM, SOME_FROM, STRONG_FROM = 5, 2, 1
"""Independent evaluations from which there is much, and some, evidence; and how many of much are more than a casus."""
SUBJECTS = ("element", "thema")
"""The dimensions that say what a passage is about."""


def find_gaps(inputs: Inputs, settings: Shelf) -> Iterator[Record]:
    """Yield a cell for each element and thema of each codebook in each venster."""
    evaluations = by_document(inputs[Evaluation])
    codings = shown(inputs[Coding], evaluations)
    vensters, directions = _of_passages(codings, "venster"), _of_passages(codings, "richting")
    by_code: defaultdict[tuple[str, str, str], list[Coding]] = defaultdict(list)
    for coding in codings:
        by_code[coding.codebook, coding.dimension, coding.code].append(coding)
    columns = sorted({code.code for book in settings.codebooks.values() for code in book.of("venster")})
    for name, codebook in settings.codebooks.items():
        for code in (code for subject in SUBJECTS for code in codebook.of(subject)):
            own = by_code[name, code.dimension, code.code]
            for venster in columns:
                inside = [item for item in own if venster in vensters.get(item.passage_id, {code.venster})]
                sides = {side: [item for item in inside if side in _sides(item, directions)] for side in _SIDES}
                counts = {side: Backing.of(found, evaluations).evaluation_count for side, found in sides.items()}
                yield _cell(name, code, venster, Backing.of(inside, evaluations), counts)


_SIDES = ("helpt", "belemmert", "nodig")


def _of_passages(codings: Sequence[Coding], dimension: str) -> dict[str, set[str | None]]:
    found: defaultdict[str, set[str | None]] = defaultdict(set)
    for coding in codings:
        if coding.dimension == dimension:
            found[coding.passage_id].add(coding.code)
    return dict(found)


def _sides(coding: Coding, directions: Mapping[str, set[str | None]]) -> set[str | None]:
    """Return the direction of a coding, or else that of its passage: a thema has none of its own."""
    return {coding.direction} if coding.direction else directions.get(coding.passage_id, set())


def _cell(codebook: str, code: Code, venster: str, backing: Backing, counts: Mapping[str, int]) -> Gap:
    status, rule = status_of(backing)
    return Gap(
        codebook=codebook,
        dimension=code.dimension,
        code=code.code,
        venster=venster,
        is_own=code.venster == venster,
        status=status,
        rule=rule,
        passage_count=backing.passage_count,
        document_count=backing.document_count,
        evaluation_count=backing.evaluation_count,
        strong_count=backing.strong_count,
        for_count=counts["helpt"],
        against_count=counts["belemmert"],
        needed_count=counts["nodig"],
    )


def status_of(backing: Backing) -> tuple[str, str]:
    """Return how much evidence there is, and by which rule (Dutch)."""
    count, strong = backing.evaluation_count, backing.strong_count
    told = plural(count, "onafhankelijke evaluatie", "onafhankelijke evaluaties")
    if count >= MUCH_FROM and strong >= STRONG_FROM:
        return "much", f"veel bewijs: {told} (minstens {MUCH_FROM}), waarvan {strong} sterker dan een casus"
    if count >= MUCH_FROM:
        return "some", f"enig bewijs: {told}, waarvan geen sterker dan een casus"
    if count >= SOME_FROM:
        return "some", f"enig bewijs: {told} (minstens {SOME_FROM}, minder dan {MUCH_FROM})"
    if count:
        return "little", f"weinig bewijs: {told}"
    if backing.document_count:
        documents = plural(backing.document_count, "document", "documenten")
        return "little", f"weinig bewijs: {documents}, maar geen evaluatie"
    return "none", "geen bewijs: geen enkele passage"
