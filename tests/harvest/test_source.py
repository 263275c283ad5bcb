from __future__ import annotations

from pathlib import Path

import pytest

from corpus.issues import Refused, Surprise
from corpus.records import Source
from corpus.sections import SourceSettings
from corpus.study import load_study, study_names
from harvest.check import check_sources, checked_settings
from harvest.kinds import kind_names, load_kind
from harvest.settings import HarvestSettings
from harvest.source import probe_source
from tests.harvest.harvesting import harvest, inputs


def study_file(tmp_path: Path, *lines: str) -> str:
    head = ['title = "T"', 'description = "D"', 'contact = "mailto:team@example.org"', "[[sources]]", 'name = "bron"']
    path = tmp_path / "studie.toml"
    path.write_text("\n".join([*head, *lines, ""]))
    return str(path)


def test_every_kind_has_what_a_kind_needs() -> None:
    assert {"folder", "website"} <= set(kind_names())
    known = {item.alias or name for name, item in SourceSettings.model_fields.items()}
    for name in kind_names():
        kind = load_kind(name)
        assert kind.needs
        assert {*kind.uses, *(key for keys in kind.needs for key in keys)} <= known


@pytest.mark.parametrize(
    ("lines", "place", "problem"),
    [
        (['kind = "gopher"'], "line 6, key 'sources.0.kind'", "there is no kind of source 'gopher'"),
        (['kind = "folder"'], "key 'sources.0.path'", "a source of kind 'folder' needs 'path'"),
        (['kind = "website"'], "key 'sources.0.url'", "a source of kind 'website' needs 'url' or 'urls'"),
        (
            ['kind = "website"', 'url = "team.nl"'],
            "line 7, key 'sources.0.url'",
            "'team.nl' is no address of a website",
        ),
        (
            ['kind = "website"', 'url = "https://team.nl/"', 'serve = "site"'],
            "line 7, key 'sources.0.url'",
            "a site that is served from a folder has no certificate",
        ),
        (
            ['kind = "website"', 'urls = ["https://a.nl/", "ftp://b.nl/"]'],
            "line 7, key 'sources.0.urls.1'",
            "'ftp://b.nl/' is no address of a website",
        ),
        (
            ['kind = "folder"', 'path = "."', "depth = 3"],
            "line 8, key 'sources.0.depth'",
            "a source of kind 'folder' does nothing with 'depth'",
        ),
        (
            ['kind = "website"', 'url = "https://a.nl/"', 'allow = ["wijk(team"]'],
            "line 8, key 'sources.0.allow.0'",
            "'wijk(team' is no regular expression",
        ),
    ],
)
def test_a_source_that_cannot_be_harvested_is_refused_at_its_line(
    tmp_path: Path, lines: list[str], place: str, problem: str
) -> None:
    with pytest.raises(Refused) as refused:
        checked_settings(load_study(study_file(tmp_path, *lines)))
    assert place in refused.value.subject
    assert refused.value.problem.startswith(problem)


def test_an_unknown_kind_is_told_which_kinds_there_are(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=f"Known: {', '.join(kind_names())}"):
        check_sources(load_study(study_file(tmp_path, 'kind = "gopher"')))


def test_the_settings_know_the_folder_of_the_study(tmp_path: Path) -> None:
    settings = checked_settings(load_study(study_file(tmp_path, 'kind = "folder"', 'path = "stukken"')))
    assert (settings.contact, settings.base) == ("mailto:team@example.org", tmp_path.resolve())


@pytest.mark.parametrize("name", study_names())
def test_the_sources_of_the_studies_can_be_harvested(name: str) -> None:
    check_sources(load_study(name))


def test_an_added_source_of_an_unknown_kind_is_a_surprise(tmp_path: Path) -> None:
    assert probe_source(inputs("gopher").one(Source), HarvestSettings(contact="", base=tmp_path, study="s")) is None
    with pytest.raises(Surprise, match="there is no kind of source 'gopher'"):
        harvest(tmp_path, "gopher")
