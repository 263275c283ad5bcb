"""Renders the example: its sources become `site/` and `gold.jsonl`, the same bytes on every run.

Run `python -m corpus.example.render`; with `--check` it writes nothing and exits 1 when the files differ from it.
"""

import argparse
import logging
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from corpus.example.gold import gold_lines, read_gemeente_codes
from corpus.example.pdf import render_pdf
from corpus.example.sources import Document, SourceError, read_sources
from corpus.example.web import render_fixed_pages, render_page
from corpus.example.word import render_docx

HOME = Path(__file__).parent
log = logging.getLogger(__name__)


def render_document(document: Document, documents: Sequence[Document]) -> bytes:
    """The bytes of one document, in the form that its layout asks for."""
    if document.layout == "webpagina":
        return render_page(document, documents)
    return render_docx(document) if document.layout == "transcript" else render_pdf(document)


def render_all(home: Path) -> dict[str, bytes]:
    """Every file that the sources of `home` yield, by path inside `home`; raises SourceError on a bad source."""
    documents = read_sources(home / "sources")
    codes = read_gemeente_codes(home / "gemeenten.csv")
    unknown = sorted({name for document in documents for name in document.gemeenten} - codes.keys())
    if unknown:
        raise SourceError(f"gemeenten.csv lacks {', '.join(unknown)}; add a row for each")
    site = render_fixed_pages(documents)
    site |= {document.file: render_document(document, documents) for document in documents}
    gold = "".join(f"{line}\n" for line in gold_lines(documents, codes))
    return {f"site/{path}": content for path, content in sorted(site.items())} | {"gold.jsonl": gold.encode()}


def find_leftovers(home: Path, rendered: Mapping[str, bytes]) -> list[str]:
    """The files of the site that no source yields any more."""
    files = (path.relative_to(home).as_posix() for path in (home / "site").rglob("*") if path.is_file())
    return sorted(set(files) - rendered.keys())


def find_differences(home: Path, rendered: Mapping[str, bytes]) -> list[str]:
    """The paths whose file is absent, has other bytes, or is left over."""
    changed = [
        path
        for path, content in rendered.items()
        if not (home / path).is_file() or (home / path).read_bytes() != content
    ]
    return sorted([*changed, *find_leftovers(home, rendered)])


def write_all(home: Path, rendered: Mapping[str, bytes]) -> None:
    """Writes the files and removes what is left over in the site."""
    for path in find_leftovers(home, rendered):
        (home / path).unlink()
    for path, content in rendered.items():
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_bytes(content)


def main(arguments: Sequence[str] | None = None, home: Path = HOME) -> int:
    """The exit status: 0, or 1 when a source is bad or, with --check, when a file differs."""
    parser = argparse.ArgumentParser(description="Render the bundled example from its sources.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 and name the files that differ")
    options = parser.parse_args(arguments)
    try:
        rendered = render_all(home)
    except SourceError as error:
        log.error("%s", error)
        return 1
    if not options.check:
        write_all(home, rendered)
        log.info("Wrote %d files.", len(rendered))
        return 0
    differences = find_differences(home, rendered)
    for path in differences:
        log.error("%s differs from what its source yields; run python -m corpus.example.render", path)
    return 1 if differences else 0


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    sys.exit(main())
