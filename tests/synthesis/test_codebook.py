"""The codebook that comes along, what its cues find in its own examples, and what a wrong codebook is told."""

from pathlib import Path

import pytest

from corpus.issues import Refused
from synthesis.coding.codebook import find_codebook, load_codebook
from synthesis.coding.reading import Reader
from tests.synthesis.coding import CODEBOOK, PATH

HITS_FOUND = 0.955
"""Share of the hits that cues find by themselves; raise it when cues get better, never lower it silently."""
MISSES_LEFT = 0.93
"""Share of the misses that cues leave alone."""
READER = Reader(CODEBOOK)
FOUND = {
    code.key: [READER.read(hit).cues[number] > 0 for hit in code.hits]
    for number, code in enumerate(CODEBOOK.codes)
    if number != CODEBOOK.none
}


def test_all_codes_are_there() -> None:
    counts = {name: len(CODEBOOK.of(name)) for name in ("soort", "venster", "aspect", "element", "richting")}
    assert counts == {"soort": 6, "venster": 4, "aspect": 3, "element": 26, "richting": 4}


def test_cues_find_the_hits() -> None:
    found = [is_found for hits in FOUND.values() for is_found in hits]
    assert sum(found) / len(found) >= HITS_FOUND


@pytest.mark.parametrize("key", sorted(FOUND))
def test_each_code_finds_most_of_its_hits(key: str) -> None:
    assert sum(FOUND[key]) >= len(FOUND[key]) / 2


def test_cues_leave_the_misses_alone() -> None:
    left = [
        READER.read(miss).cues[number] == 0
        for number, code in enumerate(CODEBOOK.codes)
        if number != CODEBOOK.none
        for miss in code.misses
    ]
    assert sum(left) / len(left) >= MISSES_LEFT


def test_examples_are_not_shared_between_codes_of_a_dimension() -> None:
    for dimension in ("soort", "element"):
        hits = [hit for code in CODEBOOK.of(dimension) for hit in code.hits]
        assert len(hits) == len(set(hits))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('dimension = "soort"', 'dimension = "sort"', "wrong value 'sort'"),
        ('label = "Belemmering"', 'labl = "Belemmering"', "unknown key. Did you mean 'label'"),
        ('cues = ["outreach*"', 'cues = ["vast .."', "should stand between two words"),
        ('code = "opgave"', 'code = "belemmering"', "is twice in soort"),
        ('venster = "professional"', 'venster = "profesional"', "Did you mean 'professional'"),
        ('code = "geen"', 'code = "niets"', "the soort 'geen' is missing"),
        ('"richting:helpt"', '"richting:hulp"', "there is no code 'richting:hulp'"),
        ('definition = "Iets hindert', "definition = 3 # ", "wrong value 3"),
    ],
)
def test_a_wrong_codebook_is_refused_with_its_line(tmp_path: Path, old: str, new: str, problem: str) -> None:
    text = PATH.read_text(encoding="utf-8").replace('cues = [\n    "outreach*"', 'cues = ["outreach*"')
    assert old in text
    path = tmp_path / "eigen.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        load_codebook(path)
    assert problem in str(refused.value)
    assert f"{path}, line " in str(refused.value)


def test_an_unknown_codebook_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Did you mean 'sociale-teams'"):
        find_codebook("sociale-team", tmp_path / "sociale-team")
    with pytest.raises(Refused, match="there is no such codebook"):
        find_codebook("eigen.toml", tmp_path / "eigen.toml")
