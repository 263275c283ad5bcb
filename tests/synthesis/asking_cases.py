"""What tests of questions, gaps and crosswalks share: a small codebook, codings, and evaluations."""

from __future__ import annotations

from pathlib import Path

from corpus.records import Coding, Evaluation
from synthesis.coding.codebook import Codebook, load_codebook
from synthesis.coding.codes import Shelf

MAIN, FURTHER = "klein 1", "regio 1"
_TOP = 'title = "Klein"\nversion = "1"\n'
_CODES: dict[str, dict[str, list[str]]] = {
    "soort": {"werkzaam_element": ["helpt"], "belemmering": ["belemmeren|knelpunt"], "opgave": ["opgave"], "geen": []},
    "venster": {"inwoner": [], "professional": []},
    "element": {"mandaat": ["mandaat"], "caseload": ["caseload"]},
}
_REGION: dict[str, dict[str, list[str]]] = {"thema": {"wonen": ["wonen"], "werkdruk": ["werkdruk"]}}


def _codebook(codes: dict[str, dict[str, list[str]]], questions: tuple[str, ...] = ()) -> str:
    parts = [_TOP]
    for dimension, found in codes.items():
        for code, cues in found.items():
            lines = {
                "dimension": f'"{dimension}"', "code": f'"{code}"', "label": f'"{code.capitalize()}"',
                "definition": f'"Iets over {code}."', "include": '"Ook meer."', "exclude": '"Niet minder."',
                "cues": str(cues).replace("'", '"'), "hits": f'["Dit gaat over {code}."]',
            }  # fmt: skip
            if dimension == "element":
                lines["venster"] = '"professional"'
            if code == "wonen":
                lines["questions"] = str(list(questions)).replace("'", '"')
            parts.append("[[codes]]\n" + "\n".join(f"{key} = {value}" for key, value in lines.items()))
    return "\n\n".join(parts)


def make_shelf(folder: Path, questions: tuple[str, ...] = ()) -> Shelf:
    """Return two codebooks in files: a small one with soorten, and one of themas with these questions under `wonen`."""
    paths = [folder / f"{name.split()[0]}.toml" for name in (MAIN, FURTHER)]
    for path, text in zip(paths, (_codebook(_CODES), _codebook(_REGION, questions)), strict=True):
        path.write_text(text, encoding="utf-8")
    found: list[Codebook] = [load_codebook(path) for path in paths]
    hashes = ((MAIN, found[0].content_hash), (FURTHER, found[1].content_hash))
    return Shelf(hashes, tuple(map(str, paths)))


def coding(
    document: str,
    passage: str,
    key: str,
    *,
    codebook: str = MAIN,
    direction: str | None = None,
    score: float = 0.8,
    is_published: bool = True,
) -> Coding:
    """Return a coding; `key` is dimension:code."""
    dimension, _, code = key.partition(":")
    return Coding(
        document_id=document, passage_id=f"{document}-{passage}", codebook=codebook, dimension=dimension, code=code,
        direction=direction, page=1, start=0, end=4, quote="quot", made_by="rule", score=score, reason="regel",
        is_published=is_published,
    )  # fmt: skip


def evaluation(document: str, design: str = "survey", *, counted: str | None = None, is_own: bool = True) -> Evaluation:
    """Return the evaluation that a document counts for."""
    return Evaluation(
        document_id=document, evaluation_id=counted or document, is_evaluation=is_own, design=design, strength=0.5,
        rule="methode",
    )  # fmt: skip
