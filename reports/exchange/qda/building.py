"""Makes the project of a study: its texts, its codes, and the codings of the model and of people."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from corpus.records import Coding as CorpusCoding
from corpus.study import Study
from reports.exchange.qda.coders import Said, by_document, said_in, told
from reports.exchange.qda.codes import CodeTree, Key
from reports.exchange.qda.held import Held, HeldDocument
from reports.exchange.qda.model import Coding, Document, Note, Project, Selection, User, guid_of
from reports.exchange.qda.project_xml import writable
from reports.exchange.qda.traits import cases_of, document_values, variables
from reports.shown import number

RESEARCHER, MODEL = "Onderzoeker", "Model (kennissynthese)"
"""The coder for who opens the file, and the one of what the machine coded."""
PERSON = "person"
"""By whom a coding is made that comes from judgements, which come as codings of coders."""
DIRECTION = "richting"
"""The dimension whose codes say in what way an element is spoken of."""
_NO_NAME = re.compile(r'[\x00-\x1f\\/:*?"<>|]+')
_LONGEST_NAME = 100


@dataclass(frozen=True)
class Built:
    """A project, and what is to be told of it."""

    project: Project
    masked: int
    """Passages that touch private persons, which were made unreadable."""
    left_out: int
    """Codings in such passages."""
    adrift: int
    """Judgements whose quote stands nowhere now."""


@dataclass
class _Stretch:
    """What one coder says of one stretch, with one direction."""

    start: int
    end: int
    user: str
    direction: str
    page: int
    made_at: str = ""
    codes: dict[Key, float | None] = field(default_factory=dict)
    """Codes with how sure they are, of the model."""
    remarks: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def user_guid(name: str) -> str:
    """Return the GUID of a coder in our files."""
    return guid_of("user", name)


def build(study: Study, held: Held, *, with_personal: bool = False) -> Built:
    """Return the project of a study.

    Passages that touch private persons are made unreadable and have no codings, and only remarks that may be published
    come along, unless `with_personal` asks for all.
    """
    tree = CodeTree(held.codes)
    judged, adrift = said_in(study, held.passages, with_remarks=with_personal)
    maker = _Maker(tree, by_document(judged), with_personal=with_personal)
    names = _names(held.documents)
    documents = tuple(maker.document(each, names[each.id]) for each in held.documents)
    coders = sorted({each.coder for each in judged})
    project = Project(
        name=study.title,
        description=study.description,
        users=tuple(User(guid=user_guid(name), name=name) for name in (RESEARCHER, MODEL, *coders)),
        codes=tree.codes,
        variables=variables(),
        cases=cases_of(study, held.documents),
        documents=documents,
        notes=tuple(maker.notes),
    )
    hidden = 0 if with_personal else sum(len(each.private) for each in held.documents)
    return Built(project, hidden, maker.left_out, adrift)


class _Maker:
    """Makes documents with their selections."""

    def __init__(self, tree: CodeTree, judged: Mapping[str, list[Said]], *, with_personal: bool) -> None:
        self.tree, self.judged, self.with_personal = tree, judged, with_personal
        self.notes: list[Note] = []
        self.left_out = 0

    def document(self, held: HeldDocument, name: str) -> Document:
        guid = guid_of("document", held.id)
        stretches = [*self._of_model(held), *self._of_people(held)]
        title = next(iter(held.facts.get("title", ())), "")
        return Document(
            guid=guid,
            name=name,
            text=held.text(is_masked=not self.with_personal),
            description=writable("\n".join(filter(None, (title, held.url)))),
            selections=tuple(
                self._selection(guid, each) for each in sorted(stretches, key=lambda s: (s.start, s.end, s.user))
            ),
            values=document_values(held),
        )

    def _of_model(self, held: HeldDocument) -> Iterable[_Stretch]:
        found: dict[tuple[object, ...], _Stretch] = {}
        for coding in held.codings:
            if not coding.is_published or coding.made_by == PERSON or not self.tree.has(_key(coding)):
                continue
            if not self.with_personal and coding.passage_id in held.private:
                self.left_out += 1
                continue
            begin = held.begins[coding.page]
            # A direction that is a coding of its own goes with the elements that have it: none is given twice.
            direction = coding.code if coding.dimension == DIRECTION else coding.direction or ""
            place = (begin + coding.start, begin + coding.end, user_guid(MODEL), direction)
            stretch = found.setdefault(place, _Stretch(*place, page=coding.page))
            stretch.codes[_key(coding)] = coding.score
        return found.values()

    def _of_people(self, held: HeldDocument) -> Iterable[_Stretch]:
        found: dict[tuple[object, ...], _Stretch] = {}
        for said in self.judged.get(held.id, ()):
            at, begin = said.anchor, held.begins.get(said.anchor.page)
            if begin is None or (not self.with_personal and at.passage_id in held.private):
                self.left_out += 1
                continue
            place = (begin + at.start, begin + at.end, user_guid(said.coder), said.direction)
            stretch = found.setdefault(place, _Stretch(*place, page=at.page))
            stretch.made_at = max(stretch.made_at, said.made_at)
            if said.is_given and self.tree.has(said.key):
                stretch.codes[said.key] = None
            else:
                stretch.remarks.append(told(said, self.tree.name(said.key)))
            if said.remark:
                stretch.notes.append(self._note(said))
        return found.values()

    def _note(self, said: Said) -> str:
        guid = guid_of("note", said.judgement.key)
        name = f"Opmerking {len(self.notes) + 1} van {said.coder}: {self.tree.name(said.key)}"
        # Some programs cannot read a note without a time.
        made_at = said.made_at or "1970-01-01T00:00:00Z"
        self.notes.append(
            Note(guid=guid, name=writable(name), text=said.remark, user=user_guid(said.coder), made_at=made_at)
        )
        return guid

    def _selection(self, document: str, stretch: _Stretch) -> Selection:
        place = (document, stretch.start, stretch.end, stretch.user, stretch.direction)
        keys = [*stretch.codes, *self._direction(stretch)]
        return Selection(
            guid=guid_of("selection", *place),
            start=stretch.start,
            end=stretch.end,
            description=writable(" ".join(self._told(stretch))),
            user=stretch.user,
            made_at=stretch.made_at,
            codings=tuple(
                Coding(guid=guid_of("coding", *place, *key), code=key.guid, user=stretch.user, made_at=stretch.made_at)
                for key in dict.fromkeys(keys)
            ),
            notes=tuple(stretch.notes),
        )

    def _direction(self, stretch: _Stretch) -> Iterator[Key]:
        """Yield the code of the direction beside the elements that it belongs to: in other programs it is a code."""
        for book in dict.fromkeys(key.codebook for key in stretch.codes):
            key = Key(book, DIRECTION, stretch.direction)
            if self.tree.has(key):
                yield key

    def _told(self, stretch: _Stretch) -> Iterator[str]:
        yield f"Bladzijde {stretch.page}."
        sure = [
            f"{self.tree.name(key)} {number(score, 2)}" for key, score in stretch.codes.items() if score is not None
        ]
        if sure:
            yield f"Zekerheid: {'; '.join(sure)}."
        yield from (f"{each}." for each in stretch.remarks)


def _key(coding: CorpusCoding) -> Key:
    return Key(coding.codebook, coding.dimension, coding.code)


def _names(documents: Iterable[HeldDocument]) -> Mapping[str, str]:
    """Return a name for each document that can be the name of a file, and that no other has."""
    wanted = {}
    for each in documents:
        title = next(iter(each.facts.get("title", ())), f"Zonder titel {each.id[:8]}")
        year = next(iter(each.facts.get("year", ())), "")
        plain = " ".join(_NO_NAME.sub(" ", writable(title)).split())[:_LONGEST_NAME].rstrip(" .")
        wanted[each.id] = f"{plain} ({year})" if year else plain
    counts = Counter(name.casefold() for name in wanted.values())
    turns: defaultdict[str, int] = defaultdict(int)
    names = {}
    for key, name in wanted.items():
        turns[name.casefold()] += 1
        names[key] = f"{name} [{key[:8]}]" if counts[name.casefold()] > 1 else name
    return names
