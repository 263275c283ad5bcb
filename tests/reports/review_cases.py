"""What was judged of the small study: counts, a round, remarks with replies, a version and what changed since."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.record import Record
from corpus.records import AgendaScore, Agreement, Assessment, Change, Coding, Comment, Element, Release, ReviewRound


def make_review(records: Sequence[Record], secret: str) -> list[Record]:
    """Return what was judged of the codings among the records."""
    codings = [record for record in records if isinstance(record, Coding) and record.dimension == "element"]
    shown, dropped = codings[0], next(coding for coding in codings if not coding.is_published)
    return [
        _assessment(shown, 3, 1, "akkoord", "klankbordgroep"),
        _assessment(dropped, 0, 2, "niet akkoord", "onderzoeker"),
        ReviewRound(
            number=1, name="Eerste ronde", closes_on="2026-03-01", is_closed=True, member_count=4, judgement_count=6,
            coding_count=2,
        ),
        Agreement(
            round="1", codebook="proef 1", dimension="element", code="", raters="mensen", coding_count=2,
            judgement_count=6, share=0.75, kappa=0.5, alpha=0.52,
        ),
        *_comments(shown, secret),
        Release(
            number=1, name="proef-v1-0a1b2c3d", round=1, frozen_at="2026-03-02T09:00:00.000+00:00",
            corpus_hash="0a1b2c3d", codebook="proef 1", judgement_count=6, head="ab" * 32,
        ),
        Release(
            number=0, name="proef-v0-00aa11bb", round=0, frozen_at="2026-02-01T09:00:00.000+00:00",
            corpus_hash="00aa11bb", codebook="proef 1", judgement_count=2, head="ba" * 32,
        ),
        *_changes(records),
        *_scores(),
    ]  # fmt: skip


def _scores() -> list[Record]:
    """Return what was scored for the kennisagenda: one gap by enough people, and a question by too few."""
    return [
        AgendaScore(
            item="hiaat:proef:element:outreachend", score_count=4, mean=4.25, median=4.5, spread=0.83, term="KT",
            short_count=3, middle_count=1, long_count=0,
        ),
        AgendaScore(item="vraag:Hoe lang blijft een team betrokken?", score_count=2),
    ]  # fmt: skip


def _assessment(coding: Coding, agreed: int, disagreed: int, outcome: str, decided_by: str) -> Assessment:
    return Assessment(
        document_id=coding.document_id, coding_id=coding.id, agreed_count=agreed, disagreed_count=disagreed,
        other_count=0, unsure_count=0, outcome=outcome, decided_by=decided_by,
    )  # fmt: skip


def _comments(coding: Coding, secret: str) -> list[Record]:
    said = [
        ("=Dit geldt ook voor de nacht", "overgenomen", "Staat er nu bij"),
        (None, "deels", "Wij hebben de richting aangepast"),
        (f"Mail {secret}@voorbeeld.nl maar", "niet", "De bron zegt dit niet"),
        ("Bel mij", "niet", f"Dank, {secret}@voorbeeld.nl"),
    ]
    return [
        Comment(
            round="1", document_id=coding.document_id, page=coding.page, dimension=coding.dimension, code=coding.code,
            verdict="niet akkoord", text=text, outcome=outcome, reason=reason,
        )
        for text, outcome, reason in said
    ]  # fmt: skip


def _changes(records: Sequence[Record]) -> list[Record]:
    element = next(record for record in records if isinstance(record, Element) and record.code == "outreachend")
    now = "Overwegend helpt (3 voor, 0 tegen, 0 beide)"
    rows = [
        (element.code, element.label, "Te weinig bewijs (1 voor, 0 tegen, 0 beide)", now),
        ("weg", "Weg element", "Gemengd (1 voor, 1 tegen, 0 beide)", ""),
    ]
    earlier = Change(
        release="proef-v0-00aa11bb", element_code=element.code, element=element.label, was="", now=rows[0][2]
    )
    return [
        earlier,
        *(
            Change(release="proef-v1-0a1b2c3d", element_code=code, element=label, was=was, now=found)
            for code, label, was, found in rows
        ),
    ]
