"""The codebook by which tasks and cases are told: the main one of the study, where several code side by side."""

from __future__ import annotations

from corpus.study import Study
from synthesis.coding.codebook import find_codebook, load_codebook


def main_codebook(study: Study) -> str:
    """Return name and version of a study's main codebook, as codings carry them; raise Refused when it is wrong."""
    path = find_codebook(study.codebook, study.beside(study.codebook))
    return f"{path.stem} {load_codebook(path).version}"
