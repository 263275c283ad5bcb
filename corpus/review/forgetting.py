"""Removing what somebody wrote: the words of their remarks, never that they said something."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from corpus.review.ledger import Author, Ledger


def redact_all(ledger: Ledger, pseudonym: str, by: Author) -> int:
    """Remove the words of all remarks under a pseudonym, and return how many that were; raise Refused as `redact` does.

    The uuid of what is entered follows from that of the remark, so that what was broken off can be done once more.
    """
    count = 0
    for entry in [each for each in ledger.entries() if each.pseudonym == pseudonym and each.remark_hash]:
        uuid = str(uuid5(NAMESPACE_URL, f"redaction:{entry.uuid}"))
        has_words = ledger.remark(entry) is not None
        if has_words or ledger.find(uuid):
            ledger.redact(entry, by, uuid=uuid)
        count += has_words
    return count
