"""The pattern language, and where patterns are found."""

import pytest

from synthesis.coding.cues import Cue, Cues, Sentence, compile_pattern, read_sentences


def found(pattern: str, text: str) -> list[str]:
    cues = Cues([Cue("code", pattern)])
    return [item.text_in(text, sentence) for sentence in read_sentences(text) for item in cues.find(sentence)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("vast aanspreekpunt", "Gezinnen hebben vaste aanspreekpunten.", ["vaste aanspreekpunten"]),
        ("huisarts|ggz", "De huisartsen en de ggz overleggen.", ["huisartsen", "ggz"]),
        ("wijkteam*", "De wijkteamleden en het Wijkteam.", ["wijkteamleden", "Wijkteam"]),
        ("*overleg", "Het netwerkoverleg en de overlegvorm.", ["netwerkoverleg"]),
        ("dragen .. bij aan", "Dat draagt volgens ons sterk bij aan rust.", ["draagt volgens ons sterk bij aan"]),
        ("dragen .. bij aan", "Dat draagt in de ogen van de partners bij aan rust.", []),
        ("dragen .. bij", "Wie dat draagt. Het komt erbij. Kom bij ons.", []),
        ("kort heel? lijn", "Korte lijnen, of heel korte hele lijnen.", ["Korte lijnen", "korte hele lijnen"]),
        ("=dient", "Dit dient te veranderen; zij dienen de inwoner.", ["dient"]),
        ("^ =zorg|=maak", "Zorg voor rust. De zorg is duur.", ["Zorg"]),
        ("^ =maak", "- Maak een plan\n- Dan maak ik het.", ["Maak"]),
        ("de wijk", "De wijkverpleegkundige komt.", []),
        ("vast aanspreekpunt", "Een vast\n  aanspreekpunt, vast  aanspreekpunt.", ["vast aanspreekpunt"] * 2),
        ("meten", "Wij meten het; het is gemeten.", ["meten", "gemeten"]),
        ("*aanbieder|=potje", "Zorgaanbieders, potjes en een potje.", ["Zorgaanbieders", "potje"]),
        ("n=*|c++", "Bij n=12 in c++, niet bij n.", ["n=12", "c++"]),
        ("team .. werk", "Het team dat werk aan werk helpt; team; werk.", ["team dat werk"]),
        ("geen|niet .. tijd", "Niet dat er geen tijd is.", ["Niet dat er geen tijd", "geen tijd"]),
    ],
)  # fmt: skip
def test_pattern_finds(pattern: str, text: str, expected: list[str]) -> None:
    assert found(pattern, text) == expected


@pytest.mark.parametrize("pattern", ["", "..", "vast ..", ".. vast", "een .. .. twee", "a||b", "*", "optioneel? woord"])
def test_pattern_that_cannot_work_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"pattern|stand|alternative|optional"):
        compile_pattern(pattern)


def test_a_gap_is_at_most_four_words() -> None:
    assert found("a .. b", "a 1 2 3 4 b") == ["a 1 2 3 4 b"]
    assert found("a .. b", "a 1 2 3 4 5 b") == []


def test_sentences_keep_their_place_in_the_text() -> None:
    text = "Kop zonder punt\n\nEerste zin. Tweede zin!\n- een item\n- nog een"
    sentences = list(read_sentences(text))
    assert [text[item.start : item.end] for item in sentences] == [
        "Kop zonder punt",
        "Eerste zin.",
        "Tweede zin!",
        "- een item",
        "- nog een",
    ]
    assert all(text[token.start : token.end].lower() == token.form for item in sentences for token in item.tokens)


def test_cues_at_a_place_are_told_apart_and_come_in_order() -> None:
    cues = [Cue("b", "hoog werkdruk"), Cue("a", "hoog"), Cue("b", "werkdruk*", 0.5), Cue("b", "hoog .. werkdruk")]
    (sentence,) = read_sentences("De hoge werkdruk.")
    assert [(item.cue, item.first, item.last) for item in Cues(cues).find(sentence)] == [
        (cues[0], 1, 3),
        (cues[1], 1, 2),
        (cues[3], 1, 3),
        (cues[2], 2, 3),
    ]


def test_no_sentence_and_no_cue_give_nothing() -> None:
    assert list(read_sentences("  \n\n ")) == []
    assert Cues([]).find(Sentence(0, 0, ())) == []
