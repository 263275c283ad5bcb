"""What a visit found, held against what the source gave before: what is new, changed, gone, or could not be had."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import lxml.etree
import lxml.html

from corpus.raw import raw_path
from corpus.records import Document, Find, Issue
from corpus.sections import SourceSettings
from corpus.sniff import HTML
from harvest.addresses import path_of
from harvest.asking import Asked
from harvest.documents import has_document_ending, is_document
from harvest.engine import Outcome
from harvest.memory import Holding, OpenVisit
from harvest.steps import ASK_OWNER, Listed

_OK = 200
_ABSENT = frozenset({404, 410})


class Findings:
    """The documents of a source after a visit, and what it could not give."""

    def __init__(
        self,
        settings: SourceSettings,
        outcome: Outcome,
        before: Sequence[Holding],
        visit: OpenVisit,
        keeps_gone: bool,
    ) -> None:
        """Hold what a visit brought against the holdings before it.

        Without `keeps_gone`, what the source no longer names is no longer held either.
        """
        self.settings, self.outcome, self.visit = settings, outcome, visit
        self._before: Mapping[str, dict[str, Holding]] = _by_address(before)
        self._asked = sorted(outcome.asked, key=lambda asked: asked.ask.url)
        self._failed = {asked.ask.url: asked for asked in self._asked if _problem(asked)}
        found = {holding.url: holding for holding in self._found()}
        held = [*found.values(), *self._earlier(found, keeps_gone)]
        self.holdings = sorted(held, key=lambda holding: (holding.url, holding.document_id))
        self._kept = {holding.document_id for holding in held}
        self._held = {holding.url for holding in held}

    def count(self) -> int:
        """Return the number of different documents that the source gives now."""
        return len({holding.document_id for holding in self.holdings if holding.state == "present"})

    def _found(self) -> Iterator[Holding]:
        """Yield a holding for each document that the visit found."""
        for given in self.outcome.given:
            yield self._holding(given.name, given.document, {"listed": given.listed})
        for asked in self._asked:
            answer = asked.answer
            if answer and _is_had(asked):
                document = Document(id=answer.sha256, media_type=answer.media_type, byte_count=answer.byte_count)
                yield self._holding(asked.ask.url, document, _from_asked(asked))

    def _holding(self, url: str, document: Document, found: Mapping[str, object]) -> Holding:
        """Return the holding of a document at an address, as it was first seen or as the new version of another."""
        known = self._before.get(url, {})
        present = next((each for each in known.values() if each.state == "present"), None)
        if present and document.id not in known and _is_same_page(present, document):
            document = Document(id=present.document_id, media_type=present.media_type, byte_count=present.byte_count)
        same = known.get(document.id)
        new = Holding(
            url=url,
            document_id=document.id,
            final_url=url,
            media_type=document.media_type,
            byte_count=document.byte_count,
            replaces_id=same.replaces_id if same else present.document_id if present else None,
            first_seen_at=same.first_seen_at if same else self.visit.began_at,
            last_seen_at=self.visit.began_at,
        )
        return replace(new, **found)  # type: ignore[arg-type]

    def _earlier(self, found: Mapping[str, Holding], keeps_gone: bool) -> Iterator[Holding]:
        """Yield the holdings of before that the visit did not find, with what became of them."""
        for url, versions in self._before.items():
            for holding in versions.values():
                if url in found and holding.document_id == found[url].document_id:
                    continue
                if any(re.search(pattern, path_of(url)) for pattern in self.settings.deny):
                    continue
                state = self._state(holding, found)
                if state == "present" or self._stays(holding, found, keeps_gone):
                    yield replace(holding, state=state)

    def _stays(self, holding: Holding, found: Mapping[str, Holding], keeps_gone: bool) -> bool:
        """Tell whether a document stays that is gone or has changed: a file at hand, which has no status, does not."""
        is_named = holding.url in found or holding.url in self._failed
        return holding.status is not None and (keeps_gone or is_named)

    def _state(self, holding: Holding, found: Mapping[str, Holding]) -> str:
        if holding.state != "present":
            return holding.state
        if holding.url in found:
            return "changed"
        return "gone" if self._is_gone(holding) else "present"

    def _is_gone(self, holding: Holding) -> bool:
        """Tell whether a document is no longer at its source: it says so, or all of it was heard without this one."""
        if holding.listed.identifier in {gone.identifier for gone in self.outcome.gone}:
            return True
        failed = self._failed.get(holding.url)
        if failed:
            return bool(failed.answer and failed.answer.status in _ABSENT)
        return self.outcome.is_complete and self.visit.bookmark is None

    def finds(self, source_id: str) -> Iterator[Find]:
        """Yield a find for each document, and one for each that the source names but does not give."""
        for holding in self.holdings:
            yield self._find(
                source_id,
                holding.url,
                holding.listed,
                final_url=holding.final_url,
                found_on=holding.found_on,
                status=holding.status,
                media_type=holding.declared_type,
                state=holding.state,
                document_id=holding.document_id,
                replaces_id=holding.replaces_id if holding.replaces_id in self._kept else None,
                first_seen_at=holding.first_seen_at,
                last_seen_at=holding.last_seen_at,
            )
        yield from self._not_had(source_id)

    def _not_had(self, source_id: str) -> Iterator[Find]:
        """Yield a find for each document that could not be had, neither now nor before."""
        for mention in self.outcome.mentioned:
            yield self._find(source_id, mention.url, mention.listed, problem=mention.problem)
        for url, asked in self._failed.items():
            if _is_sought(asked) and url not in self._held:
                status = asked.answer.status if asked.answer else None
                found_on, listed = asked.ask.found_on, asked.ask.listed
                yield self._find(source_id, url, listed, problem=_problem(asked), status=status, found_on=found_on)

    def _find(self, source_id: str, url: str, listed: Listed, **values: Any) -> Find:
        names = {f"{name}_listed": value for name, value in vars(listed).items()}
        values = {"final_url": url, **names, **values}
        return Find(source_id=source_id, source=self.settings.name, url=url, **values)

    def issues(self) -> Iterator[Issue]:
        """Yield what went wrong, each with the name of the source, the address and what to do."""
        for issue in self.outcome.issues:
            yield replace(issue, id="", subject=f"{self.settings.name}: {issue.subject}")
        for url, asked in self._failed.items():
            remedy = (asked.failure and asked.failure.remedy) or ASK_OWNER
            severity = "surprise" if asked.ask.is_listing else "warning"
            subject = f"{self.settings.name}: {url}"
            yield Issue(severity=severity, subject=subject, problem=_problem(asked) or "", remedy=remedy)


def _by_address(holdings: Iterable[Holding]) -> dict[str, dict[str, Holding]]:
    grouped: dict[str, dict[str, Holding]] = defaultdict(dict)
    for holding in holdings:
        grouped[holding.url][holding.document_id] = holding
    return grouped


def _is_had(asked: Asked) -> bool:
    """Tell whether an ask gave the document that was asked for."""
    answer = asked.answer
    if not (asked.ask.is_document and answer and answer.status == _OK) or _is_page_instead(asked):
        return False
    return is_document(answer.media_type, urlsplit(answer.final_url).path)


def _is_sought(asked: Asked) -> bool:
    """Tell whether an address was to give a document, or is the page of one that the source names."""
    listed = asked.ask.listed
    return asked.ask.is_document or bool(listed.title or listed.identifier)


def _is_page_instead(asked: Asked) -> bool:
    return bool(asked.answer and asked.answer.media_type == HTML and has_document_ending(asked.ask.url))


def _problem(asked: Asked) -> str | None:
    """Return why an ask did not give what was asked for; None when it did, or when nothing much was hoped for."""
    if asked.failure:
        return asked.failure.problem or f"answers with status {asked.failure.status}"
    assert asked.answer
    if asked.answer.status != _OK:
        is_missed = _is_sought(asked) or asked.ask.is_listing
        return f"answers with status {asked.answer.status}" if is_missed else None
    if not asked.ask.is_document or _is_had(asked):
        return None
    if _is_page_instead(asked):
        return "answers with a web page where a document was expected"
    is_promised = has_document_ending(asked.ask.url) or not asked.ask.step
    return f"is no document but {asked.answer.media_type}" if is_promised else None


def _is_same_page(present: Holding, document: Document) -> bool:
    """Tell whether two versions of a web page say the same: their code may differ at each answer."""
    if not present.media_type == document.media_type == HTML:
        return False
    path = raw_path(present.document_id)
    return path.is_file() and _text(path.read_bytes()) == _text(raw_path(document.id).read_bytes())


def _text(content: bytes) -> str:
    root = lxml.html.document_fromstring(content or b"<p></p>")
    lxml.etree.strip_elements(root, "script", "style", "noscript", with_tail=False)
    return " ".join(" ".join(str(part) for part in root.itertext()).split())


def _from_asked(asked: Asked) -> dict[str, object]:
    assert asked.answer
    return {
        "final_url": asked.answer.final_url,
        "found_on": asked.ask.found_on,
        "status": asked.answer.status,
        "declared_type": asked.answer.headers.get("content-type", "").partition(";")[0].strip().lower() or None,
        "listed": asked.ask.listed,
    }
