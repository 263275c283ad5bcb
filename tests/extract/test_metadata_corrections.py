"""Corrections by hand: what the file may say, how it names documents, and that it outranks all that is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.decisions import names_document
from corpus.issues import Refused
from corpus.raw import keep
from corpus.records import Document, Fact, Find, Issue, Source
from corpus.stage import run_stages
from corpus.store import Store
from corpus.study import Study, load_study
from extract.metadata import MetadataSettings
from extract.metadata.corrections import Correction
from extract.stages import STAGES

HEADER = "document,field,value,reason\n"
SHA = "0123456789abcdef" * 4
SOURCE = Source(name="bron", kind="test", settings="{}")
CHAIN = [stage for stage in STAGES if stage.name in ("extract", "metadata", "decisions")]
PAGE = "<html><head><title>Het plan</title></head><body><article><h1>Het plan</h1><p>{}</p></article></body></html>"


def study_with(folder: Path, content: str | bytes | None) -> Study:
    path = folder / "proef.toml"
    head = 'title = "P"\ndescription = "P"\ncontact = "mailto:a@b.example"\ncorrections = "correcties.csv"\n'
    path.write_text(head, encoding="utf-8")
    if content is not None:
        (folder / "correcties.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    return load_study(str(path))


def corrections_of(folder: Path, content: str) -> tuple[Correction, ...]:
    return MetadataSettings.of(study_with(folder, content)).corrections


def test_the_file_is_read_with_its_lines_and_names_of_gemeenten_become_codes(tmp_path: Path) -> None:
    content = (
        f'{HEADER}{SHA[:12]},title,"Een, twee",gezien\nplan.pdf,gemeente,Almere,\n\nplan.pdf,publisher,,klopt niet\n'
    )
    assert corrections_of(tmp_path, content) == (
        Correction(2, SHA[:12], "title", "Een, twee", "gezien"),
        Correction(3, "plan.pdf", "gemeente", "GM0034", ""),
        Correction(5, "plan.pdf", "publisher", "", "klopt niet"),
    )
    semicolons = f"\ufeff{HEADER.replace(',', ';')}plan.pdf;year;2019;\r\n"
    assert corrections_of(tmp_path, semicolons) == (Correction(2, "plan.pdf", "year", "2019", ""),)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "line 1: its columns are absent"),
        ("document,field\n", "line 1: its columns are document, field"),
        (f"{HEADER}a.pdf,titel,X,\n", "line 2: there is no field 'titel'. Did you mean 'title'"),
        (f"{HEADER}a.pdf,title,X,\nabc123,title,X,\n", "line 3: 'abc123' does not name a document.*12 digits"),
        (f"{HEADER},title,X,\n", "line 2: '' does not name a document"),
        (f"{HEADER}a.pdf,year,twintig,\n", "line 2: 'twintig' is no value of 'year'"),
        (f"{HEADER}a.pdf,published_on,31-05-2021,\n", "line 2: '31-05-2021' is no value of 'published_on'"),
        (f"{HEADER}a.pdf,document_type,folder,\n", "line 2: 'folder' is no value.*evaluatie"),
        (f"{HEADER}a.pdf,gemeente,Bergen,\n", "line 2: 'Bergen' is the name of 2 gemeenten"),
        (f"{HEADER}a.pdf,title,Een, twee, drie\n", "line 2: it has more cells"),
        (HEADER.encode() + b"\xe9.pdf,title,X,\n", "not UTF-8"),
        (None, "there is no file .*correcties.csv"),
    ],
)
def test_what_is_wrong_is_refused_with_its_line(tmp_path: Path, content: str | bytes | None, problem: str) -> None:
    with pytest.raises(Refused, match=problem):
        MetadataSettings.of(study_with(tmp_path, content))


def test_only_what_the_file_says_makes_documents_stale(tmp_path: Path) -> None:
    line = "plan.pdf,title,Een,\n"
    first = MetadataSettings.of(study_with(tmp_path, HEADER + line)).corrections_hash
    assert MetadataSettings.of(study_with(tmp_path, f"{HEADER}\n{line}")).corrections_hash == first
    assert MetadataSettings.of(study_with(tmp_path, HEADER + line.replace("Een", "Twee"))).corrections_hash != first


@pytest.mark.parametrize(
    ("name", "is_named"),
    [
        (SHA, True),
        (SHA[:12].upper(), True),
        ("https://a.example/stuk/Het%20plan.pdf?v=2", True),
        ("Het plan.pdf", True),
        ("https://a.example/vraag/7", True),
        ("plan.pdf", False),
        ("f" * 12, False),
    ],
)
def test_documents_go_by_digest_address_and_file_name(name: str, is_named: bool) -> None:
    final = "https://a.example/stuk/Het%20plan.pdf?v=2"
    find = Find(source_id="s", source="Bron", url="https://a.example/vraag/7", final_url=final)
    assert names_document(name, SHA, [find]) is is_named


def add(store: Store, url: str, text: str) -> str:
    document = keep(PAGE.format(text).encode(), "text/html")
    store.add(
        [SOURCE, document, Find(source_id=SOURCE.id, source="bron", url=url, final_url=url, document_id=document.id)]
    )
    return document.id


def chosen(store: Store, document_id: str, field: str) -> list[tuple[str, str]]:
    facts = store.read(Fact, document_id=document_id)
    return sorted((fact.value, fact.method) for fact in facts if fact.field == field and fact.is_chosen)


def test_corrections_outrank_what_is_found_and_outlive_rebuilds(tmp_path: Path) -> None:
    content = (
        "b.html,title,Het andere plan,de omslag\nb.html,gemeente,Almere,\nb.html,gemeente,Bedum,\n"
        "b.html,published_on,2018-03,\nb.html,publisher,,niemand\nweg.pdf,title,X,\n"
    )
    study = study_with(tmp_path, HEADER + content)
    with Store(None) as store:
        text = "De gemeente Lelystad besloot dit op 1 mei 2021. De gemeente Lelystad wil dat."
        other, one = (
            add(store, "https://a.example/a.html", f"Eerst {text}"),
            add(store, "https://a.example/b.html", text),
        )
        for _ in range(2):
            run_stages(store, study, CHAIN, chain=CHAIN, workers=1)
            assert chosen(store, one, "title") == [("Het andere plan", "correctie")]
            assert chosen(store, one, "gemeente") == [("GM0005", "correctie"), ("GM0034", "correctie")]
            assert chosen(store, one, "gemeente_now") == [("GM0034", "correctie"), ("GM1966", "correctie")]
            assert chosen(store, one, "year") == [("2018", "correctie")]
            assert chosen(store, one, "publisher") == []
            assert [value for value, _ in chosen(store, other, "title")] == ["Het plan"]
            assert [value for value, _ in chosen(store, other, "gemeente")] == ["GM0995"]
            quotes = {
                fact.value: fact.quote for fact in store.read(Fact, document_id=one) if fact.method == "correctie"
            }
            assert quotes["Het andere plan"] == "de omslag"
            (issue,) = store.read(Issue, stage="decisions")
            assert (issue.severity, issue.subject) == ("warning", "correcties.csv, line 7")
            store.remove(Fact, [fact.id for fact in store.read(Fact)])
            store.db.execute("DELETE FROM stage_states")
        study = study_with(tmp_path, HEADER)
        run_stages(store, study, CHAIN, chain=CHAIN, workers=1)
        assert chosen(store, one, "title")[0][0] == "Het plan"
        assert store.count(Issue) == 0
        assert store.count(Document) == 2
