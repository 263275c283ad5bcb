"""References to the documents of a study: in the text, in a list, and in files for other programs."""

from __future__ import annotations

from reports.references.apa import Bibliography, Entry, Piece, bibliography

__all__ = ["Bibliography", "Entry", "Piece", "bibliography"]
