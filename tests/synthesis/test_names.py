"""Names of topics by hand, by a model, or from their words."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.issues import Refused
from corpus.record import content_hash
from corpus.study import Study, load_study
from synthesis.topics.names import HandName, HandNames, Named, name_topics

ID, OTHER = "ab12" * 6, "cd34" * 6
TOPICS = (
    Named(ID, ("schulden", "budget", "huisarts"), ("Schulden hinderen.",), "Schulden"),
    Named(OTHER, ("huisarts", "spreekuur"), (), "Spreekuur"),
)


class _Model:
    def name(self, terms: Sequence[str], quotes: Sequence[str]) -> str | None:
        return f"Over {terms[0]}" if quotes else None


def _hand(*rows: tuple[str, str]) -> HandNames:
    return HandNames("namen.csv", tuple(HandName(n, *row) for n, row in enumerate(rows, 2)))


def test_by_hand_comes_before_the_model_and_the_model_before_words() -> None:
    assert name_topics(TOPICS, HandNames(), _Model())[0] == [("Over schulden", "model"), ("Spreekuur", "terms")]
    assert name_topics(TOPICS, _hand((ID, "Geld")), _Model())[0][0] == ("Geld", "hand")
    assert name_topics(TOPICS, HandNames())[0] == [("Schulden", "terms"), ("Spreekuur", "terms")]


@pytest.mark.parametrize("topic", [ID, ID[:8], ID[:8].upper(), "budget", "schuld, budget", "Schulden"])
def test_a_topic_goes_by_its_id_or_by_words_in_any_form(topic: str) -> None:
    names, issues = name_topics(TOPICS, _hand((topic, "Geld")))
    assert names == [("Geld", "hand"), ("Spreekuur", "terms")]
    assert issues == []


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ((("wachtlijst", "Wachten"),), "no topic goes by 'wachtlijst'"),
        ((("12345678", "Wachten"),), "no topic goes by '12345678'"),
        ((("huisarts", "Dokter"),), "2 topics go by 'huisarts'"),
        (((ID, "Geld"), ("budget", "Centen")), "the topic that goes by 'budget' has got a name in an earlier line"),
    ],
)
def test_a_row_without_one_topic_is_told(rows: tuple[tuple[str, str], ...], problem: str) -> None:
    _, (issue,) = name_topics(TOPICS, _hand(*rows))
    assert (issue.severity, issue.problem) == ("warning", problem)
    assert issue.subject == f"namen.csv, line {len(rows) + 1}"


def _study(folder: Path, csv: str) -> Study:
    (folder / "namen.csv").write_text(csv, encoding="utf-8")
    study = folder / "proef.toml"
    head = 'title = "Proef"\ndescription = "x"\ncontact = "https://example.org"\n'
    study.write_text(f'{head}[synthesis]\ntopic_names = "namen.csv"\n', encoding="utf-8")
    return load_study(str(study))


def test_names_are_read_from_the_file_of_the_study(tmp_path: Path) -> None:
    study = _study(tmp_path, "thema;naam;reden\nschulden budget;Geldzorgen;duidelijker\n")
    assert HandNames.of(study) == HandNames("namen.csv", (HandName(2, "schulden budget", "Geldzorgen"),))


def test_another_name_makes_topics_stale(tmp_path: Path) -> None:
    one, other = (
        content_hash(HandNames.of(_study(tmp_path, f"thema,naam,reden\nschulden,{name},\n"))) for name in ("a", "b")
    )
    assert one != other


def test_a_row_without_a_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="column 'naam' is empty"):
        HandNames.of(_study(tmp_path, "thema,naam,reden\nschulden,,\n"))
