"""Projects made by hypothesis: any text, with emoji, combining marks, line ends of all kinds and signs of XML."""

from __future__ import annotations

from hypothesis import strategies as st

from reports.exchange.qda.model import (
    KINDS,
    Case,
    Code,
    Coding,
    Document,
    Note,
    Project,
    Selection,
    User,
    Value,
    Variable,
    guid_of,
)

_SIGNS = "aé \t\n\r<>&\"'ƒ\u0301e\u0308ﬁ😀👩\u200d👩\u200d👧🇳🇱\u2028\u00a0\ufeff]]>日"
WORDS = st.text(alphabet=st.sampled_from(_SIGNS + "XYZ"), max_size=12)
"""What XML can hold."""
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(["\r\n", "\r", "\n", "😀", "👩‍👩‍👧", "e\u0301", "\ufeff", "\x00", "\x85", "Het team helpt. "]),
        st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=8),
    ),
    max_size=8,
).map("".join)
"""Any text that is whole."""
_TIMES = st.sampled_from(["", "2026-03-01T10:00:00Z", "2018-10-04T22:56:11", "2026-03-01T10:00:00.125+01:00"])
_VALUES = {
    "Text": WORDS,
    "Boolean": st.sampled_from(["true", "false"]),
    "Integer": st.integers(-(10**17), 10**17).map(str),
    "Float": st.sampled_from(["0.5", "-12.25", "7"]),
    "Date": st.just("2019-05-01"),
    "DateTime": st.just("2019-05-01T12:30:00"),
}


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """Return a project of a few users, codes, variables, cases, documents and notes, all of which may be absent."""
    users = [User(guid=_guid("user", n), name=draw(WORDS)) for n in range(draw(st.integers(0, 3)))]
    by = st.sampled_from(["", *(each.guid for each in users)])
    notes = [
        Note(guid=_guid("note", n), name=draw(WORDS), text=draw(TEXTS), user=draw(by), made_at=draw(_TIMES))
        for n in range(draw(st.integers(0, 2)))
    ]
    note_refs = (
        st.lists(st.sampled_from([each.guid for each in notes]), max_size=2).map(tuple) if notes else st.just(())
    )
    codes = _codes(draw, note_refs)
    variables = [Variable(guid=_guid("variable", n), name=draw(WORDS), kind=kind, description=draw(WORDS))
                 for n, kind in enumerate(draw(st.lists(st.sampled_from(KINDS), max_size=3)))]  # fmt: skip
    flat = [each.guid for code in codes for each in code.walk()]
    documents = [_document(draw, n, flat, by, note_refs, variables) for n in range(draw(st.integers(0, 2)))]
    return Project(
        name=draw(WORDS),
        description=draw(WORDS),
        user=draw(by),
        made_at=draw(_TIMES),
        users=tuple(users),
        codes=codes,
        variables=tuple(variables),
        cases=tuple(_case(draw, n, flat, documents, variables) for n in range(draw(st.integers(0, 2)))),
        documents=tuple(documents),
        notes=tuple(notes),
        general_notes=draw(note_refs),
    )


def _guid(*parts: object) -> str:
    return guid_of("proef", *parts)


def _codes(draw: st.DrawFn, note_refs: st.SearchStrategy[tuple[str, ...]]) -> tuple[Code, ...]:
    found: tuple[Code, ...] = ()
    for number in range(draw(st.integers(0, 5))):
        # Each next code takes some of those before it below it, so that trees of all forms come.
        below = draw(st.integers(0, len(found)))
        code = Code(
            guid=_guid("code", number),
            name=draw(WORDS),
            description=draw(WORDS),
            is_codable=draw(st.booleans()),
            color=draw(st.sampled_from(["", "#a0b1c2", "#FFF"])),
            notes=draw(note_refs),
            codes=found[:below],
        )
        found = (*found[below:], code)
    return found


def _values(draw: st.DrawFn, variables: list[Variable]) -> tuple[Value, ...]:
    return tuple(Value(variable=each.guid, text=draw(st.one_of(st.none(), _VALUES[each.kind]))) for each in variables)


def _document(draw: st.DrawFn, number: int, codes: list[str], by: st.SearchStrategy[str],
              note_refs: st.SearchStrategy[tuple[str, ...]], variables: list[Variable]) -> Document:  # fmt: skip
    text = draw(TEXTS)
    places = draw(st.lists(st.tuples(*(st.integers(0, len(text)),) * 2), max_size=4))
    selections = [
        Selection(
            guid=_guid("selection", number, n),
            start=min(place),
            end=max(place),
            name=draw(WORDS),
            description=draw(WORDS),
            user=draw(by),
            made_at=draw(_TIMES),
            codings=_codings(draw, (number, n), codes, by, note_refs),
            notes=draw(note_refs),
        )
        for n, place in enumerate(places)
    ]
    return Document(
        guid=_guid("document", number),
        name=draw(WORDS),
        text=text,
        description=draw(WORDS),
        user=draw(by),
        made_at=draw(_TIMES),
        selections=tuple(selections),
        codings=_codings(draw, (number,), codes, by, note_refs),
        notes=draw(note_refs),
        values=_values(draw, variables),
    )


def _codings(draw: st.DrawFn, place: tuple[int, ...], codes: list[str], by: st.SearchStrategy[str],
             note_refs: st.SearchStrategy[tuple[str, ...]]) -> tuple[Coding, ...]:  # fmt: skip
    given = draw(st.lists(st.sampled_from(codes), max_size=3)) if codes else []
    return tuple(
        Coding(guid=_guid("coding", *place, n), code=code, user=draw(by), made_at=draw(_TIMES), notes=draw(note_refs))
        for n, code in enumerate(given)
    )


def _case(draw: st.DrawFn, number: int, codes: list[str], documents: list[Document],
          variables: list[Variable]) -> Case:  # fmt: skip
    selections = [each.guid for document in documents for each in document.selections]
    return Case(
        guid=_guid("case", number),
        name=draw(WORDS),
        description=draw(WORDS),
        codes=tuple(codes[:1]),
        values=_values(draw, variables),
        documents=tuple(each.guid for each in documents),
        selections=tuple(selections[:2]),
    )
