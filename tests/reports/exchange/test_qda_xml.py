"""The XML of a project, line by line, and what is made of XML that other programs write."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.issues import Refused
from reports.exchange.qda.codebook_toml import as_toml
from reports.exchange.qda.model import (
    Case,
    Code,
    Codebook,
    Coding,
    Document,
    Note,
    Project,
    Selection,
    User,
    Value,
    Variable,
    all_codes,
    guid_of,
)  # fmt: skip
from reports.exchange.qda.project_xml import project_xml, writable
from reports.exchange.qda.reading import read_codebook, read_project
from reports.exchange.qda.writing import write_project
from synthesis.coding.codebook import load_codebook
from tests.reports.exchange.qda_projects import WORDS

A, B, C, D, E, F, G, H = (guid_of(letter) for letter in "abcdefgh")
TIME = "2026-01-02T03:04:05Z"
EXPECTED = f"""<?xml version='1.0' encoding='UTF-8'?>
<Project xmlns="urn:QDA-XML:project:1.0" name="P &amp; Q" origin="kennissynthese" creationDateTime="{TIME}">
<Users><User guid="{A}" name="Anna"/></Users>
<CodeBook><Codes>
<Code guid="{B}" name="Map" isCodable="false">
<Code guid="{C}" name="" isCodable="true" color="#FFF"><Description>Wat &lt;is&gt; het</Description></Code>
</Code></Codes></CodeBook>
<Variables><Variable guid="{D}" name="Jaar" typeOfVariable="Integer"><Description>Wanneer</Description>
</Variable></Variables>
<Cases><Case guid="{E}" name="Stad"><CodeRef targetGUID="{C}"/>
<VariableValue><VariableRef targetGUID="{D}"/><IntegerValue>2018</IntegerValue></VariableValue>
<SourceRef targetGUID="{F}"/><SelectionRef targetGUID="{G}"/></Case></Cases>
<Sources><TextSource guid="{F}" name="Tekst" plainTextPath="internal://{F}.txt">
<PlainTextSelection guid="{G}" creatingUser="{A}" startPosition="1" endPosition="3">
<Coding guid="{H}" creatingUser="{A}" creationDateTime="{TIME}"><CodeRef targetGUID="{C}"/></Coding>
<NoteRef targetGUID="{A}"/></PlainTextSelection>
<VariableValue><VariableRef targetGUID="{D}"/></VariableValue></TextSource></Sources>
<Notes><Note guid="{A}" name="Memo" plainTextPath="internal://{A}.txt"/></Notes>
<Description>Een proef</Description></Project>"""


def make_project() -> Project:
    coding = Coding(guid=H, code=C, user=A, made_at=TIME)
    selection = Selection(guid=G, start=1, end=3, user=A, codings=(coding,), notes=(A,))
    inner = Code(guid=C, name="", color="#FFF", description="Wat <is> het")
    return Project(
        name="P & Q",
        description="Een proef",
        made_at=TIME,
        users=(User(guid=A, name="Anna"),),
        codes=(Code(guid=B, name="Map", is_codable=False, codes=(inner,)),),
        variables=(Variable(guid=D, name="Jaar", kind="Integer", description="Wanneer"),),
        cases=(Case(guid=E, name="Stad", codes=(C,), values=(Value(variable=D, text="2018"),), documents=(F,),
                    selections=(G,)),),
        documents=(Document(guid=F, name="Tekst", text="abcd", selections=(selection,),
                            values=(Value(variable=D, text=None),)),),
        notes=(Note(guid=A, name="Memo", text="m"),),
    )  # fmt: skip


def test_a_project_is_this_xml() -> None:
    assert project_xml(make_project()).decode() == EXPECTED.replace(">\n<", "><").replace("?><", "?>\n<", 1)


def test_texts_and_notes_stand_in_files_of_their_own() -> None:
    with zipfile.ZipFile(io.BytesIO(write_project(make_project()))) as archive:
        assert archive.namelist() == ["project.qde", f"sources/{F}.txt", f"sources/{A}.txt"]
        assert (archive.read(f"sources/{F}.txt"), archive.read(f"sources/{A}.txt")) == (b"abcd", b"m")
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(("kind", "text"), [
    ("Integer", "1.5"), ("Integer", "9" * 19), ("Float", "1e3"), ("Boolean", "ja"), ("Date", "1 mei"),
    ("DateTime", "2026-01-02"), ("Soort", "x"),
])  # fmt: skip
def test_values_that_are_none_of_their_kind_are_refused(kind: str, text: str) -> None:
    case = Case(guid=B, values=(Value(variable=A, text=text),))
    with pytest.raises(Refused):
        write_project(Project(name="p", variables=(Variable(guid=A, name="v", kind=kind),), cases=(case,)))


@pytest.mark.parametrize("project", [
    Project(name="p", made_at="gisteren"), Project(name="p", user="x"), Project(name="p", general_notes=("x",)),
    Project(name="p", description="\x01"), Project(name="p", notes=(Note(guid=A), Note(guid=A))),
    Project(name="p", documents=(Document(guid=A, selections=(Selection(guid=B, start=2, end=1),)),)),
])  # fmt: skip
def test_what_the_schema_does_not_allow_is_refused(project: Project) -> None:
    with pytest.raises(Refused):
        write_project(project)


def test_signs_that_xml_cannot_hold_become_one_that_it_can() -> None:
    assert writable("a\x00b\x1fc\ud800d\uffffe\tf\n") == "a\ufffdb\ufffdc\ufffdd\ufffde\tf\n"


def packed(inner: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("Anders.qde", f'<Project xmlns="urn:QDA-XML:project:1.0" name="P">{inner}</Project>')
        archive.writestr(f"Sources/{A.upper()}.TXT", "\ufeffDe tekst")
    return content.getvalue()


def test_what_programs_leave_out_or_write_otherwise_is_understood() -> None:
    """Braces and capitals in GUIDs, a file with a mark before it, no `isCodable`, and who changed it last."""
    inner = (
        f'<Users><User guid="{{{B.upper()}}}"/></Users>'
        f'<CodeBook><Codes><Code guid="{C}" name="Los" color="rood"/></Codes></CodeBook>'
        f'<Sources><TextSource guid="{D}" plainTextPath="internal://{A}.txt" modifyingUser="{B}"'
        f' modifiedDateTime="2020-01-01T00:00:00" creationDateTime="gisteren">'
        f'<PlainTextSelection guid="{E}" startPosition=" +3 " endPosition="8"/></TextSource></Sources>'
    )
    project = read_project(packed(inner), "anders.qdpx").project
    (document,) = project.documents
    assert (document.text, document.user, document.made_at) == ("De tekst", B, "2020-01-01T00:00:00")
    assert project.codes == (Code(guid=C, name="Los"),)
    (selection,) = document.selections
    assert document.text[selection.start : selection.end] == "tekst"


def test_who_is_nobody_in_the_file_is_nobody() -> None:
    inner = f'<Sources><TextSource guid="{D}" plainTextPath="internal://{A}.txt" creatingUser="{F}"/></Sources>'
    assert read_project(packed(inner), "p").project.documents[0].user == ""


def test_values_of_another_kind_than_their_variable_are_told() -> None:
    inner = (
        f'<Variables><Variable guid="{B}" name="Jaar" typeOfVariable="Integer"/></Variables><Cases><Case guid="{C}">'
        f'<VariableValue><VariableRef targetGUID="{B}"/><TextValue>twee</TextValue></VariableValue></Case></Cases>'
    )
    reading = read_project(packed(inner), "p")
    assert reading.project.cases == (Case(guid=C),)
    assert list(reading.lines()) == ["Passed over: 1 values that are none of the kind of their variable."]


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    """Return a codebook of folders and codes with any names, some of which are those of our own folders."""
    names = st.one_of(
        WORDS, st.sampled_from(["Werkzame elementen", "Vensters", "Soort uitspraak", "Geen", "A b", "a B"])
    )
    found: tuple[Code, ...] = ()
    for number in range(draw(st.integers(1, 8))):
        below = draw(st.integers(0, len(found)))
        code = Code(guid=guid_of("boek", number), name=draw(names), description=draw(WORDS),
                    is_codable=draw(st.booleans()), codes=found[:below])  # fmt: skip
        found = (*found[below:], code)
    return Codebook(codes=found)


@settings(max_examples=80, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(codebooks())
def test_any_codebook_becomes_one_of_ours_or_is_refused(codebook: Codebook) -> None:
    wanted = [each for each in all_codes(codebook.codes) if each.is_codable and any("a" <= c <= "z" for c in
              _plain(each.name))]  # fmt: skip
    try:
        text = as_toml(codebook, "Titel “x”", 'naam "x"\n.qdc', "naam.toml")
    except Refused:
        assert not wanted
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "naam.toml"
        path.write_text(text, encoding="utf-8")
        assert len(load_codebook(path).codes) == len(wanted)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name.casefold())


def test_a_codebook_with_the_same_code_twice_is_refused() -> None:
    code = f'<Code guid="{A}" name="x" isCodable="true"/>'
    content = f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{code}{code}</Codes></CodeBook>'
    with pytest.raises(Refused, match="have the GUID"):
        read_codebook(content.encode(), "in.qdc")
