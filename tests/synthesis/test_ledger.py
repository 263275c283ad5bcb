"""The ledger: balances, conclusions and contradictions over a small corpus made by hand."""

from __future__ import annotations

from typing import TypeVar

import pytest

from corpus.record import Record
from corpus.records import (
    Balance,
    Citation,
    Coding,
    Conclusion,
    Contradiction,
    Disclosure,
    Element,
    Evaluation,
    Evidence,
    Version,
)
from synthesis.ledger.balance import Counts
from synthesis.ledger.strength import LADDER
from synthesis.ledger.verdicts import VERDICTS, verdict_of
from tests.synthesis.ledger_cases import Corpus

R = TypeVar("R", bound=Record)


def _of(records: list[Record], table: type[R]) -> list[R]:
    return [record for record in records if isinstance(record, table)]


def _overall(records: list[Record]) -> Balance:
    (balance,) = (item for item in _of(records, Balance) if item.dimension == "alles")
    return balance


def _counts(balance: Balance) -> tuple[int, int, int, int, int]:
    return (
        balance.for_count, balance.against_count, balance.mixed_count, balance.needed_count, balance.evaluation_count
    )  # fmt: skip


@pytest.fixture
def corpus() -> Corpus:
    """Return five evaluations: two for, one against, one both, one of the need alone; and a web page."""
    made = Corpus()
    for name, directions in (
        ("a", "helpt helpt"), ("b", "helpt nodig"), ("c", "belemmert"), ("d", "helpt belemmert"),
        ("e", "nodig neutraal"),
    ):  # fmt: skip
        document = made.document(name, gemeente=f"GM900{len(name)}", year=str(2018 + ord(name) - ord("a")))
        for direction in directions.split():
            made.say(document, direction)
    made.say(made.document("pagina", kind="webpagina"), "belemmert")
    return made


def test_evaluations_are_counted_by_what_their_quotes_say_together(corpus: Corpus) -> None:
    balance = _overall(corpus.run())
    assert _counts(balance) == (2, 1, 1, 2, 5)
    assert (balance.for_passage_count, balance.against_passage_count, balance.needed_passage_count) == (4, 3, 2)
    assert balance.document_count == 6


def test_a_balance_is_kept_for_each_value_of_each_dimension(corpus: Corpus) -> None:
    found = {(item.dimension, item.value): item for item in _of(corpus.run(), Balance)}
    assert {dimension for dimension, _ in found} == {
        "alles", "gemeente", "jaar", "documentsoort", "methode", "opzet", "grootteklasse"
    }  # fmt: skip
    assert _counts(found["jaar", "2021"]) == (0, 0, 1, 0, 1)
    assert _counts(found["documentsoort", "webpagina"]) == (0, 0, 0, 0, 0)
    assert found["documentsoort", "webpagina"].against_passage_count == 1
    assert found["methode", "enquête"].evaluation_count == 5
    assert ("methode", "enquête: 100") not in found
    assert ("grootteklasse", "onbekend") in found


def test_gemeenten_are_classed_by_their_inhabitants(corpus: Corpus) -> None:
    found = {item.value for item in _of(corpus.run(inhabitants=[("GM9001", 26_700)]), Balance)
             if item.dimension == "grootteklasse"}  # fmt: skip
    assert found == {"20.000–50.000"}


def test_versions_count_once() -> None:
    made = Corpus()
    first, second = made.document("concept"), made.document("definitief")
    made.say(first, "helpt")
    made.say(second, "helpt")
    apart = _overall(made.run())
    low, high = sorted((first, second))
    made.add(
        Version(document_id=low, group_id=low, is_counted=True, counted_id=low, similarity=1.0, reason="r"),
        Version(document_id=high, group_id=low, is_counted=False, counted_id=low, similarity=0.95, reason="r"),
    )
    together = made.run()
    assert (apart.evaluation_count, _overall(together).evaluation_count) == (2, 1)
    assert {item.evaluation_id for item in _of(together, Evaluation)} == {low}
    assert all("versies van één rapport" in item.grouping for item in _of(together, Evaluation))


QUOTE = "De vaste begeleider geeft rust omdat inwoners hun verhaal maar één keer hoeven te vertellen aan iemand."


@pytest.mark.parametrize(
    ("kind", "quote", "count"),
    [
        ("evaluatie", "", 2),  # a reference alone makes an evaluation no copy
        ("evaluatie", QUOTE, 1),  # a reference and the same quote do
        ("raadsmemo", "", 1),  # without research of its own, a reference is enough
    ],
)
def test_reports_that_quote_each_other_count_once(kind: str, quote: str, count: int) -> None:
    made = Corpus()
    first = made.document("eerste", gemeente="GM9001", year="2019")
    second = made.document("tweede", kind=kind, year="2021", methods=() if kind == "raadsmemo" else ("enquête: 5",))
    made.say(first, "helpt", text=QUOTE)
    made.say(second, "helpt", text=f"Eerder bleek al: {quote}" if quote else "")
    made.add(
        Citation(
            document_id=second, page=1, start=0, end=4, quote="eerste (2019)", cited_title="De eerste",
            gemeente_code="GM9001", year=2019,
        )
    )  # fmt: skip
    assert _overall(made.run()).evaluation_count == count


def test_nearly_the_same_passage_ties_two_reports() -> None:
    made = Corpus()
    for name, text in (("a", QUOTE), ("b", QUOTE.replace("rust", "rust,").upper()), ("c", QUOTE[::-1])):
        made.say(made.document(name), "helpt", text=text)
    assert _overall(made.run()).evaluation_count == 2


def test_contradictions_are_the_closest_quotes_of_independent_evaluations() -> None:
    made = Corpus()
    helps, hinders = made.document("a", year="2019"), made.document("b", year="2022", methods=("interviews: 9",))
    near = made.say(helps, "helpt", (1, 0.1, 0)), made.say(hinders, "belemmert", (1, 0, 0.1))
    made.say(helps, "helpt", (0, 1, 0))
    made.say(hinders, "belemmert", (-1, 0, 1))
    made.say(made.document("pagina", kind="webpagina"), "belemmert", (1, 0.1, 0))
    (found,) = _of(made.run(), Contradiction)
    assert (found.for_coding_id, found.against_coding_id) == (near[0].id, near[1].id)
    assert found.differences == ("jaar", "methode", "opzet")
    assert found.agreements == ("gemeente", "documentsoort", "grootteklasse")


def test_an_evaluation_does_not_contradict_itself_nor_its_versions() -> None:
    made = Corpus()
    document = made.document("a")
    made.say(document, "helpt")
    made.say(document, "belemmert")
    assert _of(made.run(), Contradiction) == []


def test_no_more_than_the_ten_closest_pairs_of_evaluations_are_listed() -> None:
    made = Corpus()
    for number in range(4):
        made.say(made.document(f"voor{number}"), "helpt", (1, number, 0))
        made.say(made.document(f"tegen{number}"), "belemmert", (1, 0, number))
    found = _of(made.run(), Contradiction)
    assert [item.position for item in found] == list(range(1, 11))
    assert [item.similarity for item in found] == sorted((item.similarity for item in found), reverse=True)


@pytest.mark.parametrize(
    ("counts", "designs", "verdict", "rule"),
    [
        (Counts(1, 0, 0, 0, 1), {"effectmeting"}, "te_weinig_bewijs", "1 onafhankelijke evaluatie, en minder dan 2"),
        (Counts(3, 0, 0, 0, 3), {"casus", "onbekend"}, "te_weinig_bewijs", "zwakke opzet"),
        (Counts(0, 0, 0, 0, 0), set(), "te_weinig_bewijs", "0 onafhankelijke"),
        (Counts(2, 1, 0, 0, 3), {"survey"}, "overwegend_helpt", "2 voor, 1 tegen, 0 beide: 67 % voor"),
        (Counts(1, 2, 0, 0, 3), {"kwalitatief"}, "overwegend_belemmert", "33 % voor"),
        (Counts(1, 0, 2, 0, 3), {"survey"}, "overwegend_helpt", "1 voor, 0 tegen, 2 beide"),
        (Counts(1, 1, 1, 3, 3), {"survey"}, "gemengd", "50 % voor"),
        (Counts(1, 0, 0, 1, 2), {"survey"}, "te_weinig_bewijs", "maar geen 2 die zeggen dat het helpt of belemmert"),
        (Counts(1, 1, 0, 3, 4), {"survey"}, "vooral_nodig", "3 zeggen dat het nodig is, meer dan de 2 die zeggen dat"),
        (Counts(0, 0, 0, 2, 2), {"survey"}, "vooral_nodig", "meer dan de 0"),
    ],
)
def test_a_verdict_follows_by_its_rule(counts: Counts, designs: set[str], verdict: str, rule: str) -> None:
    found = verdict_of(counts, designs)
    assert found.name == verdict and found.name in VERDICTS
    assert rule in found.rule


def test_conclusions_name_the_strongest_design(corpus: Corpus) -> None:
    (conclusion,) = _of(corpus.run(), Conclusion)
    assert (conclusion.verdict, conclusion.strongest, conclusion.evaluation_count) == ("gemengd", "survey", 5)
    assert conclusion.rule.startswith("2 voor, 1 tegen, 1 beide")


def test_a_report_that_says_it_cannot_conclude_is_no_survey() -> None:
    made = Corpus()
    document = made.document("a", evaluation_type="effectevaluatie")
    coding = made.say(document, "helpt")
    before = next(item for item in _of(made.run(), Evaluation))
    made.add(
        Disclosure(
            document_id=document, passage_id=coding.passage_id, kind="te_weinig_informatie", is_overall=True, page=4,
            start=0, end=4, quote="quot", reason="regel",
        )
    )  # fmt: skip
    after = next(item for item in _of(made.run(), Evaluation))
    assert (before.design, after.design) == ("survey", "kwalitatief")
    assert "te weinig informatie is (blz. 4)" in after.rule


def test_evidence_is_as_strong_as_its_design(corpus: Corpus) -> None:
    found = corpus.run()
    strengths = {item.document_id: item.strength for item in _of(found, Evaluation)}
    codings = {record.id: record.document_id for record in _of(corpus.records, Coding)}
    assert {strengths[codings[item.coding_id]] == item.strength for item in _of(found, Evidence)} == {True}
    assert sorted(set(strengths.values())) == [0.0, LADDER.index("survey") / 5]


def test_unpublished_codings_do_not_weigh() -> None:
    made = Corpus()
    made.say(made.document("a"), "helpt", is_published=False)
    found = made.run()
    assert len(_of(found, Element)) == len(_of(found, Evidence)) == 1
    assert not {type(record) for record in found} & {Balance, Conclusion, Contradiction}


@pytest.mark.parametrize("order", [1, 2, 3])
def test_the_order_of_records_makes_no_difference(corpus: Corpus, order: int) -> None:
    codings = _of(corpus.records, Coding)
    corpus.topic("geld", codings[:3])
    corpus.add(
        *(
            Disclosure(
                document_id=codings[0].document_id,
                passage_id=codings[0].passage_id,
                kind=kind,
                page=page,
                start=page,
                end=9,
                quote="quot",
                reason="regel",
            )
            for kind in ("vergelijkingsgroep", "voor_en_nameting")
            for page in range(5)
        )
    )
    assert {record.id for record in corpus.run(order=order)} == {record.id for record in corpus.run()}
