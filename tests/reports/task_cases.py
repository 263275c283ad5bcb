"""What tasks and cases add to the corpus made by hand: two tasks, a case that is shown and one that is withheld."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.record import Record
from corpus.records import Casus, CasusElement, Coding, Opgave, OpgaveElement, Passage


def make_tasks(records: Sequence[Record], secret: str) -> list[Record]:
    """Return the tasks and cases of a corpus; `secret` stands where nothing may be published."""
    codings = [record for record in records if isinstance(record, Coding) and record.is_published]
    soorts = {coding.code: coding for coding in codings if coding.dimension == "soort" and secret not in coding.quote}
    elements = [coding for coding in codings if coding.dimension == "element"]
    return [
        *_tasks(soorts["opgave"], soorts["bijstelling"], soorts["belemmering"], elements),
        *_cases([record for record in records if isinstance(record, Passage)], elements, secret),
    ]


def _tasks(task: Coding, adjustment: Coding, hindrance: Coding, elements: Sequence[Coding]) -> list[Record]:
    needed = Opgave(
        document_id=task.document_id, passage_id=task.passage_id, coding_id=task.id, kind="opgave",
        aspect="organisatie", page=1, start=task.start, end=task.end, what=task.quote, actor_text="Acties team",
        actors=("wijkteam",), actor_rule="kop",
    )  # fmt: skip
    who = adjustment.quote.index("De gemeente")
    changed = Opgave(
        document_id=adjustment.document_id, passage_id=adjustment.passage_id, coding_id=adjustment.id,
        kind="bijstelling", aspect="randvoorwaarden", page=1, start=adjustment.start + 12, end=adjustment.end,
        what=adjustment.quote[12:], actors=("gemeente",), actor_text="De gemeente",
        actor_start=adjustment.start + who, actor_end=adjustment.start + who + 11, actor_rule="onderwerp",
        term="2023", term_text="in 2023", term_start=adjustment.end, term_end=adjustment.end + 7, status="voorgenomen",
        status_words="gaat", belemmering_id=hindrance.id, belemmering_link="document",
    )  # fmt: skip
    about = next(coding for coding in elements if coding.passage_id == adjustment.passage_id)
    link = OpgaveElement(opgave_id=changed.id, coding_id=about.id, element=about.code, nearness="zin")
    return [needed, changed, link]


def _cases(passages: Sequence[Passage], elements: Sequence[Coding], secret: str) -> list[Record]:
    found: list[Record] = []
    for passage, kind, is_withheld in zip(passages, ("ervaring", "verhaal"), (False, True), strict=False):
        casus = Casus(
            document_id=passage.document_id, passage_id=passage.id, page=1, start=passage.start, end=passage.end,
            kind=kind, score=0.8, reason=secret, is_withheld=is_withheld,
        )  # fmt: skip
        found.append(casus)
        found += [
            CasusElement(
                document_id=passage.document_id,
                casus_id=casus.id,
                coding_id=item.id,
                element=item.code,
                nearness="passage",
            )
            for item in elements
            if item.passage_id == passage.id
        ]
    return found
