"""The list of evaluations that a study expects: how it may be written, and what is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.issues import Refused
from corpus.study import load_study
from reports.coverage.expected import Listed, read_expected
from reports.coverage.register import Register
from reports.coverage.stage import CoverageSettings
from reports.settings import GEMEENTEN, read_register


@pytest.fixture(scope="module")
def register() -> Register:
    return Register(read_register(GEMEENTEN))


def _read(folder: Path, text: str, register: Register, encoding: str = "utf-8") -> tuple[Listed, ...]:
    path = folder / "verwacht.csv"
    path.write_text(text, encoding=encoding)
    return read_expected(path, register)


@pytest.mark.parametrize("mark", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_list_has_commas_or_semicolons(mark: str, encoding: str, tmp_path: Path, register: Register) -> None:
    rows = ["Gemeente,Jaar,Titel,Bewijs", 'Zaanstad,2016,"Evaluatie, deel 1",brief', "", "GM0363,2019,,", "363,2020,,"]
    text = "\r\n".join(rows).replace(",", mark).replace(f"Evaluatie{mark}", "Evaluatie,")
    assert _read(tmp_path, text, register, encoding) == (
        ("GM0479", 2016, "Evaluatie, deel 1", "brief"),
        ("GM0363", 2019, "", ""),
        ("GM0363", 2020, "", ""),
    )


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("gemeente Den Haag", 2019, "GM0518"),
        ("’s-Hertogenbosch", 2019, "GM0796"),
        ("Bergen (NH.)", 2019, "GM0373"),
        ("Appingedam", 2019, "GM0003"),
    ],
)
def test_a_gemeente_goes_by_any_of_its_names(
    name: str, year: int, code: str, tmp_path: Path, register: Register
) -> None:
    (found,) = _read(tmp_path, f"gemeente,jaar\n{name},{year}\n", register)
    assert found.gemeente_code == code


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("gemeente,jaar\nZaanstad,2016\nZaandstad,2016\n", "line 3: there is no gemeente 'Zaandstad'. .*'Zaanstad'"),
        ("gemeente,jaar\nGM9999,2016\n", "line 2: there is no gemeente 'GM9999'"),
        ("gemeente,jaar\n,2016\n", "line 2: there is no gemeente ''"),
        ("gemeente,jaar\nBergen,2016\n", "line 2: 'Bergen' is the name of 2 gemeenten. .*GM0373, GM0893"),
        ("gemeente,jaar\nZaanstad,'16\n", "line 2: ''16' is no year"),
        ('gemeente,jaar,titel\n"Zaanstad",2016,"a\nb"\nZaanstad,x,\n', "line 4: 'x' is no year"),
        ("gemeente,jaar,tittel\n", "line 1: unknown column 'tittel'. Did you mean 'titel'"),
        ("gemeente,titel\n", "line 1: column 'jaar' is missing"),
        ("gemeente,jaar\nZaanstad,2016,Evaluatie\n", "line 2: it has more cells than the header"),
    ],
)
def test_a_wrong_row_is_refused_with_its_line(text: str, problem: str, tmp_path: Path, register: Register) -> None:
    with pytest.raises(Refused, match=problem):
        _read(tmp_path, text, register)


def test_a_list_that_cannot_be_read_is_refused(tmp_path: Path, register: Register) -> None:
    with pytest.raises(Refused, match="is not there"):
        read_expected(tmp_path / "weg.csv", register)
    with pytest.raises(Refused, match="not UTF-8"):
        _read(tmp_path, "gemeente,jaar\nSúdwest-Fryslân,2016\n", register, "cp1252")


def test_a_study_names_its_list_relative_to_itself(tmp_path: Path) -> None:
    (tmp_path / "lijst.csv").write_text("gemeente,jaar\nZaanstad,2016\n", encoding="utf-8")
    (tmp_path / "proef.toml").write_text(
        'title = "Proef"\ndescription = "x"\ncontact = "mailto:a@proef.example"\n[coverage]\nexpected = "lijst.csv"\n'
        '[criteria]\nperiod = [2015, 2020]\ngemeenten = ["Zaanstad"]\n',
        encoding="utf-8",
    )
    settings = CoverageSettings.of(load_study(str(tmp_path / "proef.toml")))
    assert settings.expected == (("GM0479", 2016, "", ""),)
    assert settings.wanted.holds("GM0479", 2015)
    assert not settings.wanted.holds("GM0479", 2014)
    assert not settings.wanted.holds("GM0363", 2016)
