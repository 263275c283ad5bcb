"""What an import says of what it passes over, and what it makes of files that say less than the standard allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.issues import Refused
from corpus.judgements import read_judgements, review_path
from corpus.raw import study_folder
from corpus.study import Study
from reports.exchange.command import take_in
from reports.exchange.qda.building import build
from reports.exchange.qda.held import read_held
from reports.exchange.qda.model import Coding, Document, Project, Selection, User, guid_of
from reports.exchange.qda.writing import write_project
from tests.reports.exchange.qda_study import QUOTE, coded, make_study

Change = Callable[[Selection], Selection]


@pytest.fixture
def study(data: Path, tmp_path: Path) -> Study:
    return make_study(data, tmp_path)


@pytest.fixture
def project(study: Study) -> Project:
    return build(study, read_held(study_folder(study.name) / "corpus.db")).project


def told(study: Study, tmp_path: Path, project: Project) -> str:
    file = tmp_path / "in.qdpx"
    file.write_bytes(write_project(project))
    return "\n".join(take_in(study, file))


def changed(project: Project, change: Change, memo: str = "hier") -> Project:
    """Return a project in which the selections with a memo are changed."""
    documents = [
        replace(each, selections=tuple(change(own) if own.description == memo else own for own in each.selections))
        for each in project.documents
    ]
    return replace(project, documents=tuple(documents))


def test_who_coded_may_be_said_of_the_selection_only(study: Study, tmp_path: Path, project: Project) -> None:
    def silent(own: Selection) -> Selection:
        return replace(own, codings=tuple(replace(each, user="") for each in own.codings))

    said = told(study, tmp_path, changed(coded(project, QUOTE, ["Belemmering"], memo="hier"), silent))
    assert "1 coding entered" in said and "Coder 'Anna' is " in said


def test_who_coded_may_not_be_said_at_all(study: Study, tmp_path: Path, project: Project) -> None:
    def nobody(own: Selection) -> Selection:
        return replace(own, user="", codings=tuple(replace(each, user="") for each in own.codings))

    said = told(study, tmp_path, changed(coded(project, QUOTE, ["Belemmering"], memo="hier"), nobody))
    assert "1 coding entered" in said and "Coder 'iemand' is " in said


def test_two_coders_of_one_stretch_are_two(study: Study, tmp_path: Path, project: Project) -> None:
    bea = User(guid=guid_of("bea"), name="Bea")

    def shared(own: Selection) -> Selection:
        more = tuple(replace(each, guid=guid_of("bea", each.guid), user=bea.guid) for each in own.codings)
        return replace(own, codings=(*own.codings, *more))

    both = changed(coded(project, QUOTE, ["Belemmering"], memo="hier"), shared)
    said = told(study, tmp_path, replace(both, users=(*both.users, bea)))
    assert "2 codings entered" in said
    assert len({each.pseudonym for each in read_judgements(study)}) == 2


def test_the_same_code_twice_on_one_stretch_is_one(study: Study, tmp_path: Path, project: Project) -> None:
    twice = coded(coded(project, QUOTE, ["Belemmering"]), QUOTE, ["Belemmering", "Opgave"])
    assert "2 codings entered" in told(study, tmp_path, twice)
    assert sorted(each.code for each in read_judgements(study)) == ["belemmering", "opgave"]


def test_codes_of_whole_documents_and_words_too_short_are_told(study: Study, tmp_path: Path, project: Project) -> None:
    code = next(each.guid for top in project.codes for each in top.walk() if each.name == "Opgave")
    documents = tuple(
        replace(each, codings=(Coding(guid=guid_of("d", each.guid), code=code),)) for each in project.documents
    )
    short = coded(replace(project, documents=documents), QUOTE, ["Opgave"], memo="hier")
    said = told(study, tmp_path, changed(short, lambda own: replace(own, end=own.start + 2)))
    assert "0 codings entered" in said
    assert "3 codings of whole documents" in said
    assert "1 coding of too few letters" in said and "  “Do”" in said


def test_words_that_stand_nowhere_are_shown(study: Study, tmp_path: Path, project: Project) -> None:
    """A document of ours by its GUID, with words that were never in it: they are told, and not guessed at."""
    own = project.documents[1]
    text = "Volstrekt andere woorden die in geen enkele passage van dit corpus te vinden zijn."
    other = Document(guid=own.guid, name="Anders", text=text)
    said = told(study, tmp_path, coded(replace(project, documents=(other,), cases=()), text[:40], ["Opgave"]))
    assert "0 codings entered" in said and f"  “{text[:40].strip()}”" in said
    assert not review_path(study).exists()


def test_many_quotes_that_stand_nowhere_are_shown_in_part(study: Study, tmp_path: Path, project: Project) -> None:
    words = [f"zgqx{number}wvk{number * 7}" for number in range(15)]
    other = Document(guid=project.documents[1].guid, name="Anders", text=" ".join(words))
    given = replace(project, documents=(other,), cases=())
    for word in words:
        given = coded(given, word, ["Opgave"])
    said = told(study, tmp_path, given)
    assert "15 codings of too few letters, or of words that are in no passage" in said
    assert said.count("  “") == 10


def test_a_direction_alone_says_nothing_of_an_element(study: Study, tmp_path: Path, project: Project) -> None:
    said = told(study, tmp_path, coded(project, QUOTE, ["Belemmert"]))
    assert "0 codings entered" in said and not review_path(study).exists()


def test_two_directions_on_one_stretch_are_none(study: Study, tmp_path: Path, project: Project) -> None:
    given = coded(coded(coded(project, QUOTE, ["Belemmert"]), QUOTE, ["Nodig"]), QUOTE, ["Capaciteit"])
    assert "1 coding of an element without a direction" in told(study, tmp_path, given)
    assert [each.direction for each in read_judgements(study)] == [""]


def test_a_code_of_a_further_codebook_is_taken_too(study: Study, tmp_path: Path, project: Project) -> None:
    assert "1 coding entered" in told(study, tmp_path, coded(project, QUOTE, ["Wonen en zorg"]))
    (said,) = read_judgements(study)
    assert (said.codebook, said.dimension, said.code) == ("regio 2", "thema", "wonen")


def test_a_project_without_anything_says_so(study: Study, tmp_path: Path) -> None:
    said = told(study, tmp_path, Project(name="Leeg"))
    assert said == f"{tmp_path / 'in.qdpx'}: 0 codings entered."


def test_nothing_is_entered_of_a_file_that_is_refused(study: Study, tmp_path: Path) -> None:
    file = tmp_path / "in.qdpx"
    file.write_bytes(b"PK\x03\x04 en dan niets")
    with pytest.raises(Refused):
        list(take_in(study, file))
    with pytest.raises(Refused, match="end of its name"):
        list(take_in(study, tmp_path / "in.zip"))
    assert sorted(each.name for each in study_folder(study.name).iterdir()) == ["corpus.db"]
