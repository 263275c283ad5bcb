"""Takes over what other people coded: each coding becomes a judgement on the passage in which its words stand now."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.anchoring import EXACT, ORPHANED, anchor
from corpus.judgements import AGREED, Judgement
from corpus.review.judged import book_of, is_shared
from corpus.review.ledger import Author
from reports.exchange.qda.building import DIRECTION
from reports.exchange.qda.coders import codes_said
from reports.exchange.qda.codes import CodeTree, Key
from reports.exchange.qda.held import Held
from reports.exchange.qda.matching import Match, Matcher
from reports.exchange.qda.model import Coding, Document, Project, Selection, User, all_codes
from reports.exchange.qda.people import People

_NAMESPACE = uuid.UUID("c0a4a8f7-6b7f-5f0e-8d8d-5a1d2f0c7e11")
_DIRECTED = "element"
_FEWEST = 3
"""The fewest characters of a quote, as on the review site."""
_LONGEST_REMARK = 4000


@dataclass(frozen=True)
class Given:
    """A code that somebody gave to a stretch, before it is known where that stands."""

    author: Author
    judgement: Judgement
    remark: str = ""
    turn: int = 0
    """How often this coder judged this coding before, in another way."""

    @property
    def uuid(self) -> str:
        """The same each time that the same coding is read."""
        said = self.judgement
        place = (said.document_id, said.page, said.start, said.end, said.quote)
        what = (book_of(said.codebook), said.dimension, said.code, said.direction, self.turn)
        return str(uuid.uuid5(_NAMESPACE, "\x1f".join(map(str, (self.author.pseudonym, *place, *what)))))


@dataclass
class Taken:
    """What is to be entered of a file, and what is to be told."""

    given: list[Given] = field(default_factory=list)
    again: int = 0
    """Of these, those whose words run over several passages, or are a little different: they are to be judged anew."""
    model: int = 0
    there: int = 0
    """Codings of people that were judged so before."""
    unknown: Counter[str] = field(default_factory=Counter)
    """Codings with a code that the study does not know, by the name of the code."""
    strangers: dict[str, int] = field(default_factory=dict)
    """Documents that are not in the corpus, with their codings."""
    nowhere: list[str] = field(default_factory=list)
    """Quotes that are in no passage."""
    private: int = 0
    undirected: int = 0
    whole: int = 0
    """Codes given to a document as a whole."""
    gone: int = 0
    """Codings of these coders in these documents that came in before and are no longer in the file."""


@dataclass
class _Before:
    """What a coder judged of a coding before."""

    direction: str = ""
    turns: int = 0
    is_own: bool = False


class Taker:
    """Takes over a project."""

    def __init__(self, held: Held, people: People, judgements: Sequence[Judgement]) -> None:
        """Take what the corpus holds, who codes, and all that was judged before."""
        self.held, self.people = held, people
        self.tree = CodeTree(held.codes)
        self.private = {each for document in held.documents for each in document.private}
        self.before: defaultdict[tuple[object, ...], _Before] = defaultdict(_Before)
        self._seen: set[tuple[object, ...]] = set()
        for each in anchor(judgements, held.passages, only_exact=True).anchors:
            self._remember(replace(each.judgement, page=each.page, start=each.start, end=each.end))
        self.taken = Taken()
        self._notes: dict[str, str] = {}

    def take(self, project: Project) -> Taken:
        """Return what of a project is to be entered, in the order in which it stands there."""
        users = {each.guid: each for each in project.users}
        keys, names = self.tree.known(project.codes), {each.guid: each.name for each in all_codes(project.codes)}
        self._notes = {each.guid: each.text for each in project.notes}
        matcher = Matcher(self.held)
        given: list[Given] = []
        for document in project.documents:
            own = list(self._own(document, users))
            self.taken.whole += len(document.codings)
            self.taken.unknown.update(names[code] for each in own for code in each.codes if code not in keys)
            known = [each for each in own if any(code in keys for code in each.codes)]
            match = matcher.match(document) if known else None
            if match:
                given += self._given(match, known, keys)
            elif known:
                count = sum(code in keys for each in known for code in each.codes)
                self.taken.strangers[document.name] = self.taken.strangers.get(document.name, 0) + count
        self.taken.given = list(self._placed(given))
        self.taken.gone = self._gone(given)
        return self.taken

    def _own(self, document: Document, users: Mapping[str, User]) -> Iterator[_Own]:
        """Yield what people gave to stretches of a document, by stretch and coder."""
        for selection in document.selections:
            by_user: dict[str, list[Coding]] = defaultdict(list)
            for coding in selection.codings:
                # Some programs say it only of the selection.
                by_user[coding.user or selection.user].append(coding)
            for guid, codings in by_user.items():
                user, codes = users.get(guid), tuple(coding.code for coding in codings)
                if self.people.is_model(user):
                    self.taken.model += len(codes)
                else:
                    yield _Own(selection, self.people.author(user), codes, self._remark(selection, codings))

    def _remark(self, selection: Selection, codings: Iterable[Coding]) -> str:
        """Return what is noted of a stretch and its codings, as one remark."""
        guids = [*selection.notes, *(guid for coding in codings for guid in coding.notes)]
        found = [selection.description, *(self._notes.get(guid, "") for guid in dict.fromkeys(guids))]
        return "\n".join(filter(None, (each.strip() for each in found)))[:_LONGEST_REMARK]

    def _given(self, match: Match, own: Sequence[_Own], keys: Mapping[str, Key]) -> Iterator[Given]:
        turned = [(each, keys[code].code) for each in own for code in each.codes
                  if code in keys and keys[code].dimension == DIRECTION]  # fmt: skip
        for each in own:
            remark = each.remark
            for key in dict.fromkeys(keys[code] for code in each.codes if code in keys):
                if key.dimension == DIRECTION:
                    continue
                direction = _direction(each, turned) if key.dimension == _DIRECTED else ""
                found = list(self._pieces(match, each, key, direction, remark))
                self.taken.undirected += bool(found) and key.dimension == _DIRECTED and not direction
                if not found:
                    self.taken.nowhere.append(match.text[each.selection.start : each.selection.end][:200])
                yield from found
                remark = ""

    def _pieces(self, match: Match, own: _Own, key: Key, direction: str, remark: str) -> Iterator[Given]:
        for piece in match.pieces(own.selection.start, own.selection.end):
            if len("".join(piece.quote.split())) < _FEWEST:
                continue
            judgement = Judgement(
                document_id=match.document.id,
                page=piece.page,
                start=piece.start,
                end=piece.start + len(piece.quote),
                quote=piece.quote,
                codebook=key.codebook,
                dimension=key.dimension,
                code=key.code,
                verdict=AGREED,
                direction=direction,
                is_own=True,
                pseudonym=own.author.pseudonym,
            )
            yield Given(own.author, judgement, remark)
            remark = ""

    def _placed(self, given: Sequence[Given]) -> Iterator[Given]:
        """Yield what was given where its words stand in the corpus now, but for what was judged so before."""
        passages = {each.id: each for each in self.held.passages}
        anchors = anchor([each.judgement for each in given], self.held.passages).anchors
        for each, found in zip(given, anchors, strict=True):
            if found.status == ORPHANED:
                self.taken.nowhere.append(each.judgement.quote[:200])
                continue
            if found.passage_id in self.private:
                self.taken.private += 1
                continue
            quote = each.judgement.quote
            if found.status == EXACT:
                passage = passages[found.passage_id]
                quote = passage.text[found.start - passage.start : found.end - passage.start]
            said = replace(each.judgement, page=found.page, start=found.start, end=found.end, quote=quote)
            subject = _subject(said, said.code)
            if subject in self._seen or self._is_there(said):
                self.taken.there += 1
            else:
                self.taken.again += found.status != EXACT
                turn = self.before[subject].turns if subject in self.before else 0
                yield replace(each, judgement=said, turn=turn)
            self._seen.add(subject)

    def _is_there(self, said: Judgement) -> bool:
        """Tell whether a coder judged so before; a direction that is not said may be any."""
        before = self.before.get(_subject(said, said.code))
        return before is not None and said.direction in ("", before.direction)

    def _remember(self, said: Judgement) -> None:
        """Keep what a coder judged; of the same coding the last holds."""
        for code in codes_said(said):
            before = self.before[_subject(said, code)]
            before.direction = said.other_direction or said.direction
            before.turns += 1
            before.is_own = said.is_own

    def _gone(self, given: Iterable[Given]) -> int:
        about = {(each.judgement.pseudonym, each.judgement.document_id) for each in given}
        own = (subject for subject, before in self.before.items() if before.is_own and subject[:2] in about)
        return sum(subject not in self._seen for subject in own)


@dataclass(frozen=True)
class _Own:
    """The codes that one coder gave to one stretch."""

    selection: Selection
    author: Author
    codes: tuple[str, ...]
    remark: str


def _direction(own: _Own, turned: Iterable[tuple[_Own, str]]) -> str:
    """Return the direction that the same coder gave to the same stretch, or else to much of it; empty for several."""
    place = (own.selection.start, own.selection.end)
    same: set[str] = set()
    near: set[str] = set()
    for each, direction in turned:
        if each.author != own.author:
            continue
        if each is own:
            return direction
        other = (each.selection.start, each.selection.end)
        if other == place:
            same.add(direction)
        elif is_shared(place, other):
            near.add(direction)
    found = same or near
    return found.pop() if len(found) == 1 else ""


def _subject(said: Judgement, code: str) -> tuple[object, ...]:
    place = (said.document_id, said.page, said.start, said.end)
    return (said.pseudonym, *place, book_of(said.codebook), said.dimension, code)
