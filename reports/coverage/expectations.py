"""The evaluations that should exist, each with what shows that it does and the document that it was found in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from corpus.records import Citation, Expectation
from reports.coverage.estimate import Unit
from reports.coverage.expected import Listed
from reports.coverage.matching import Known, find_match
from reports.coverage.request import Proof, Sender, write_request
from reports.publishing.quotes import cut_quote, holds_personal_data


@dataclass(frozen=True)
class Expected:
    """An expectation with the document that it was found in."""

    record: Expectation
    found: Known | None

    @property
    def unit(self) -> Unit:
        """The evaluation as sources tell it apart: by the year of its document where it was found."""
        year = self.found.year if self.found and self.found.year else self.record.year
        return self.record.gemeente_code, year


class Wanted(NamedTuple):
    """The criteria of a study that a reference must meet: years from and to, and codes of gemeenten; all without."""

    period: tuple[int, int] | None = None
    gemeenten: tuple[str, ...] = ()

    def holds(self, code: str, year: int) -> bool:
        """Tell whether the study would take in an evaluation of this gemeente and year."""
        is_in_time = not self.period or self.period[0] <= year <= self.period[1]
        return is_in_time and (not self.gemeenten or code in self.gemeenten)


class Expecting:
    """What turns lists and citations into expectations: the known documents, names of gemeenten, length of quotes."""

    def __init__(self, documents: Sequence[Known], names: dict[str, str], quote_words: int, wanted: Wanted) -> None:
        """Index the documents by their id and by gemeente."""
        self._documents = {document.document_id: document for document in documents}
        self._latest = max((document.year for document in documents if document.year), default=0)
        self._about: dict[str, list[Known]] = defaultdict(list)
        for document in documents:
            for code in document.gemeenten:
                self._about[code].append(document)
        self._names, self._words, self._wanted = names, quote_words, wanted

    def from_list(self, listed: Iterable[Listed]) -> Iterator[Expected]:
        """Yield what the list of the study expects."""
        for item in listed:
            record = self._record(item.gemeente_code, item.year, item.title, item.proof, origin="list")
            yield Expected(record, self._find(item.gemeente_code, item.year, item.title))

    def from_citations(self, citations: Iterable[Citation]) -> Iterator[Expected]:
        """Yield what included documents refer to, other than to themselves, within the criteria of the study.

        A year after that of the document itself, or of the latest document where that is not sure, tells of a plan.
        """
        for citation in citations:
            code, year, title = citation.gemeente_code, citation.year, citation.cited_title
            citing = self._documents.get(citation.document_id)
            if citing is None or not citing.is_included or not self._wanted.holds(code, year):
                continue
            found = self._find(code, year, title)
            is_own = found is citing or (code in citing.gemeenten and year == citing.year)
            last = citing.year if citing.year and citing.is_dated else self._latest
            if not is_own and year <= last:
                record = self._record(code, year, title, citation.quote, origin="citation")
                yield Expected(replace(record, id="", citing_id=citing.document_id, page=citation.page), found)

    def with_requests(self, items: Iterable[Expected], sender: Sender) -> Iterator[Expectation]:
        """Yield the expectations with where each was found; those of one that is missing share one request."""
        groups: dict[Unit, list[Expected]] = defaultdict(list)
        for item in items:
            groups[item.record.gemeente_code, item.record.year].append(item)
        for _, group in sorted(groups.items()):
            request = None if any(item.found for item in group) else self._request(group, sender)
            for item in group:
                found_id = item.found.document_id if item.found else None
                yield replace(item.record, id="", found_id=found_id, request=request)

    def _find(self, code: str, year: int, title: str) -> Known | None:
        return find_match(code, year, title, self._about.get(code, ()))

    def _record(self, code: str, year: int, title: str, proof: str, *, origin: str) -> Expectation:
        return Expectation(
            gemeente_code=code,
            gemeente=self._names.get(code, code),
            year=year,
            expected_title=_shown(title),
            origin=origin,
            quote=_shown(cut_quote(proof, 0, self._words).text),
        )

    def _request(self, group: list[Expected], sender: Sender) -> str:
        records = [item.record for item in group]
        titles = dict.fromkeys(record.expected_title for record in records if record.expected_title)
        proofs = dict.fromkeys(self._proof(record) for record in records)
        return write_request(sender, records[0].gemeente, records[0].year, list(titles), list(proofs))

    def _proof(self, record: Expectation) -> Proof:
        if record.citing_id is None:
            return Proof(None, None, record.quote)
        title = _shown(self._documents[record.citing_id].title) or "een document zonder titel"
        return Proof(title, record.page, record.quote)


def _shown(text: str) -> str | None:
    """Return a text that may be published; None where it is empty or holds personal data."""
    return text if text and not holds_personal_data(text) else None
