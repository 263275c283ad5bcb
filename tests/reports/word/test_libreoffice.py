"""Another program opens the document: LibreOffice makes a PDF of it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest

from reports.document.chapters import read_chapters
from reports.publication import Publication
from reports.word.fresh import write
from tests.reports.word.cases import SETTINGS


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_it_becomes_a_pdf_without_a_warning(publication: Publication, tmp_path: Path) -> None:
    chapters = read_chapters(publication)
    (tmp_path / "proef.docx").write_bytes(write(publication, SETTINGS, chapters))
    command = [
        "soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
        "--outdir", str(tmp_path), str(tmp_path / "proef.docx"),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    told = [
        line for line in done.stderr.splitlines() if "javaldx" not in line
    ]  # Without Java it says so; it needs none.
    assert not told
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "proef.pdf").pages)
    assert all(chapter.title in " ".join(text.split()) for chapter in chapters)
    assert not re.search(r"\b(SEQ|REF|HYPERLINK|PAGEREF|Error)\b", text)
    assert "Tabel 1." in text
