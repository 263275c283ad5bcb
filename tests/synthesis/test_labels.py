"""Names of topics."""

from collections.abc import Sequence

from synthesis.topics.labels import Labeller
from synthesis.topics.terms import nouns_of, stretches_of

DEBTS = (
    "De betalingsachterstand groeit en de vaste begeleider helpt bij schulden.",
    "Met een vaste begeleider wordt de betalingsachterstand kleiner.",
    "Een betalingsachterstand bellen zij door aan de vaste begeleider.",
)
DOCTORS = (
    "De huisarts houdt een spreekuur in de praktijk.",
    "Het spreekuur van de huisarts is druk; zij bellen veel.",
    "Wie bellen wil, mag naar het spreekuur of de huisarts.",
)


def _label(members: Sequence[int], texts: Sequence[str] = DEBTS + DOCTORS, documents: Sequence[str] = ()) -> str:
    documents = documents or [f"d{n % 2}" for n in range(len(texts))]
    return Labeller(stretches_of(texts), documents, nouns_of(texts)).label(members)


def test_a_label_names_what_the_group_has_and_others_lack() -> None:
    assert _label([0, 1, 2]) == "Betalingsachterstand en vaste begeleider"
    assert _label([3, 4, 5]) == "Spreekuur en huisarts"


def test_verbs_and_loose_adjectives_give_no_name_beside_nouns() -> None:
    assert "bellen" not in _label([3, 4, 5])
    assert not _label([0, 1, 2]).endswith("vaste")


def test_what_several_documents_say_comes_before_what_one_says_often() -> None:
    texts = ("De loketfunctie en de werkplaats.", "De loketfunctie en de werkplaats.", "De werkplaats.", "De tuin.")
    by_one = _label([0, 1, 2], (*texts, "De schuur."), ("a", "a", "b", "c", "c"))
    assert by_one.startswith("Werkplaats")


def test_an_abbreviation_keeps_its_capitals() -> None:
    texts = ("De GGZ is klaar.", "Bij de GGZ is veel drukte.", "Het loket.", "Het buurthuis.")
    assert _label([0, 1], texts) == "GGZ"


def test_a_group_that_shares_nothing_still_gets_a_name() -> None:
    assert _label([0, 1], ("De werkplaats.", "Het spreekuur.", "De tuin.")) == "Werkplaats en spreekuur"


def test_the_order_of_the_members_makes_no_difference() -> None:
    assert _label([2, 0, 1]) == _label([0, 1, 2])
