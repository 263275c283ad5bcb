"""A small study with a corpus: four documents of which one does not count, and a passage about a person."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from corpus.judgements import Judgement, review_path
from corpus.records import Coding
from corpus.review.ledger import Author, Ledger
from corpus.store import Store
from corpus.study import Study, load_study
from reports.exchange.qda.model import Coding as GivenCoding
from reports.exchange.qda.model import Project, Selection, User, guid_of
from tests.reports.conftest import SECRET, TEXTS, _document
from tests.reports.review.whole_cases import review_records

FIRST, SECOND, THIRD = (_document(name) for name in ("eerste", "tweede", "derde"))
QUOTE = "Door gebrek aan tijd blijven casussen liggen."
MEMBER = Author("lijster-4f2a", "klankbordgroep")


@cache
def _corpus() -> bytes:
    records: list[Any] = list(review_records())
    codings = [each for each in records if isinstance(each, Coding)]
    # That about the person is above the threshold too: it must stay away for what it is about.
    records += [replace(each, id="", score=0.9, is_published=True) for each in codings if SECRET in each.quote]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.db"
        with Store(path) as store:
            store.db.execute("PRAGMA foreign_keys = OFF")
            store.add(records)
            store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return path.read_bytes()


def make_study(folder: Path, tmp_path: Path) -> Study:
    """Write a corpus into a data folder, and return its study."""
    (folder / "proef").mkdir(parents=True)
    (folder / "proef" / "corpus.db").write_bytes(_corpus())
    path = tmp_path / "proef.toml"
    path.write_text('title = "Wat werkt?"\ndescription = "Een proef."\ncontact = "mailto:proef@voorbeeld.example"\n')
    return load_study(str(path))


def judgement(**values: Any) -> Judgement:
    """Return a judgement of a coding of the second document."""
    start = TEXTS["tweede"].index(QUOTE)
    first: dict[str, Any] = {
        "document_id": SECOND, "page": 1, "start": start, "end": start + len(QUOTE), "quote": QUOTE,
        "codebook": "proef", "dimension": "element", "code": "capaciteit", "direction": "belemmert",
        "verdict": "akkoord",
    }  # fmt: skip
    return Judgement(**first | values)


def judge(study: Study, *judgements: Judgement, by: Author = MEMBER, remark: str = "") -> list[str]:
    """Enter judgements and return their uuids."""
    with Ledger(review_path(study)) as ledger:
        before = sum(1 for _ in ledger.entries())
        return [
            ledger.append(each, by, uuid=f"u{before + number}", remark=remark).uuid
            for number, each in enumerate(judgements)
        ]


def coded(project: Project, text: str, codes: list[str], *, coder: str = "Anna", memo: str = "") -> Project:
    """Return a project in which somebody gave codes, by name, to a text that stands in one of its documents."""
    user = next((each for each in project.users if each.name == coder), User(guid=guid_of(coder), name=coder))
    guids = {code.name: code.guid for each in project.codes for code in each.walk()}
    index = next(number for number, each in enumerate(project.documents) if text in each.text)
    document = project.documents[index]
    start, turn = document.text.index(text), (coder, text, *codes)
    selection = Selection(
        guid=guid_of("s", *turn), start=start, end=start + len(text), description=memo, user=user.guid,
        codings=tuple(GivenCoding(guid=guid_of("c", *turn, code), code=guids[code], user=user.guid) for code in codes),
    )  # fmt: skip
    changed = replace(document, selections=(*document.selections, selection))
    users = project.users if user in project.users else (*project.users, user)
    return replace(
        project, users=users, documents=(*project.documents[:index], changed, *project.documents[index + 1 :])
    )
