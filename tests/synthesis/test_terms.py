"""Words of passages as terms of topics."""

import pytest

from synthesis.topics.terms import Term, lemma, nouns_of, shared_first, stop_words, stretches_of, written_as


def _words(*texts: str) -> list[list[str]]:
    return [[term.written for stretch in text for term in stretch] for text in stretches_of(texts)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De gemeenten en het wijkteam zijn in 2019 voor 35% van de inwoners begonnen.", []),
        ("Huisartsen bellen de wijkverpleegkundige.", ["huisartsen", "bellen", "wijkverpleegkundige"]),
        ("Zij volgt een onder-\nsteuningsplan.", ["ondersteuningsplan"]),
        ("De GGZ en de jeugd-ggz werken samen.", ["GGZ", "jeugd-ggz"]),
        ("Cliëntondersteuning én mantelzorg", ["cliëntondersteuning", "mantelzorg"]),
        ("Interviewer: kunt u een voorbeeld geven?\nTeamleider: ja, schuldhulp.", ["schuldhulp"]),
    ],
)
def test_terms_are_the_words_with_content(text: str, words: list[str]) -> None:
    assert _words(text) == [words]


def test_decomposed_letters_are_the_same_word() -> None:
    assert _words("cliëntervaring") == _words("cliëntervaring") == [["cliëntervaring"]]


def test_names_are_no_terms_and_words_that_open_a_sentence_are() -> None:
    assert _words("Schulden nemen toe, zegt mevrouw Terpstra uit Elzerveen. Mantelzorg ook.") == [
        ["schulden", "mantelzorg"]
    ]
    assert _words("Het Buurthuis is open.", "Elk buurthuis is open.")[0][0] == "buurthuis"


def test_lemmas_bring_forms_together() -> None:
    assert lemma("huisartsen") == lemma("Huisarts") == "huisarts"


def test_a_lemma_is_shown_as_it_is_written_most() -> None:
    terms = [Term("vast", "vaste"), Term("vast", "vaste"), Term("vast", "vast"), Term("ggz", "GGZ"), Term("ggz", "ggz")]
    assert written_as(["vast", "ggz"], terms) == ("vaste", "GGZ")


def test_terms_of_one_text_alone_come_last() -> None:
    texts = [[Term("a", "a"), Term("a", "a"), Term("b", "b")], [Term("b", "b"), Term("c", "c")]]
    assert shared_first(["a", "b", "c"], texts) == ["b", "a", "c"]


def test_terms_with_nothing_between_stand_together() -> None:
    (text,) = stretches_of(["Vaste begeleiders, korte lijnen en de informele zorg in dure huizen"])
    assert [[term.lemma for term in stretch] for stretch in text] == [
        ["vast", "begeleider"],
        ["lijn"],
        ["informeel"],
        ["duur", "huis"],
    ]


def test_nouns_are_seen_after_articles() -> None:
    assert nouns_of(["De huisartsen bellen met het Wijkcentrum; een vaste begeleider."]) == {
        "huisarts",
        "wijkcentrum",
        "vast",
        "begeleider",
    }


def test_the_stop_list_is_lower_case_and_spares_words_with_content() -> None:
    assert all(word == word.lower() for word in stop_words())
    assert not stop_words() & {"vertrouwen", "huisarts", "privacy", "schuld", "preventie", "mantelzorger", "geld"}
    assert {"gemeente", "wijkteam", "sociaal", "rapport", "evaluatie", "niet"} <= stop_words()
