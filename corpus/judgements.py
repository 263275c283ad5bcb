"""What people judged of codings, read where it is kept: `review.db` beside the corpus, and a JSON Lines file.

A judgement is about one coding: a document, the place of the quote, a codebook, a dimension and a code. It never
changes; a later one of the same person on the same coding takes its place. `review.db` is never rebuilt: it is opened
for reading only, and its table `judgements` has the columns of `Judgement` (more are ignored), a row a judgement in
the order in which they were made.

In JSON Lines, each line is an object with the same names. `document_id`, `page`, `start`, `end`, `quote`, `codebook`,
`dimension`, `code` and `verdict` are asked for; `other_code`, `judged_at`, `round` and `pseudonym` may be left out, and
others are ignored. A line with an empty `verdict` has yet to be judged and is passed over; `kennissynthese next` with
`--jsonl` writes such lines.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from corpus.issues import Refused
from corpus.raw import study_folder
from corpus.record import content_hash
from corpus.study import Study

AGREED, DISAGREED, OTHER, UNSURE = VERDICTS = ("akkoord", "niet akkoord", "anders", "weet niet")
"""What can be said of a coding; with `anders` comes the code that it should be."""
TABLE = "judgements"
_NUMBERS = ("page", "start", "end")
_OPTIONAL = (
    "id",
    "other_code",
    "direction",
    "other_direction",
    "judged_at",
    "round",
    "run",
    "pseudonym",
    "role",
    "is_own",
)


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """The word of one person on one coding."""

    document_id: str
    page: int
    start: int
    """First character of the quote in the text of the page."""
    end: int
    quote: str
    codebook: str
    """Name and version of the codebook that the code is from."""
    dimension: str
    code: str
    verdict: str
    """One of VERDICTS."""
    other_code: str = ""
    """With `anders`: the code of the same dimension that it should be."""
    judged_at: str = ""
    """Time in ISO 8601; empty where it is not known."""
    round: str = ""
    """The round in which it was asked: its number or its name."""
    pseudonym: str = ""
    """Who judged, under another name."""
    direction: str = ""
    """The direction that was given with the code, of a coding that has one."""
    other_direction: str = ""
    """With `anders`: the direction that it should be; empty where that is right."""
    role: str = ""
    """The role of who judged: klankbordgroep or onderzoeker."""
    run: str = ""
    """The run of the chain that made the coding, as it was seen."""
    is_own: bool = False
    """Whether the one who judged gave the code, by selecting the quote."""
    id: str = ""
    """The uuid of its entry in the review database; empty for one from elsewhere."""

    @property
    def key(self) -> str:
        """What tells this judgement from all others: its uuid, or the hash of what it says."""
        return self.id or content_hash(asdict(self))

    @property
    def coding(self) -> tuple[Any, ...]:
        """Which coding was judged: the same for all who judge it."""
        return self.subject[1:]

    @property
    def subject(self) -> tuple[Any, ...]:
        """Who judged which coding: of judgements with the same, the last one holds."""
        place = (self.document_id, self.page, self.start, self.end)
        return (self.pseudonym, *place, self.codebook, self.dimension, self.code)


COLUMNS = tuple(item.name for item in fields(Judgement))


def review_path(study: Study) -> Path:
    """Return where the judgements of the klankbordgroep are kept."""
    return study_folder(study.name) / "review.db"


def read_judgements(study: Study) -> tuple[Judgement, ...]:
    """Return the judgements that hold, those judged first coming first; raise Refused where a file is wrong."""
    return holding(read_every(study))


def read_every(study: Study) -> list[Judgement]:
    """Return all judgements in the order in which they were made; raise Refused where a file is wrong.

    They come from the file that `judgements` under [synthesis] names, and from the study's `review.db`.
    """
    found: list[Judgement] = []
    if name := study.synthesis.judgements:
        path = study.beside(name)
        if not path.is_file():
            location = ("synthesis", "judgements")
            raise study.refuse(location, f"there is no file {path}", "Check its name, relative to the study")
        found += read_lines(path)
    if review_path(study).is_file():
        found += read_review(review_path(study))
    return found


def holding(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements that hold: of each person and coding the last, by time and then as they come in.

    They stand in the order in which the codings were first judged.
    """
    last = {each.subject: each for each in sorted(judgements, key=lambda each: each.judged_at)}
    return tuple(last.values())


def judgements_hash(judgements: Iterable[Judgement]) -> str:
    """Return the hash of judgements, for the settings of a stage that depends on them."""
    return content_hash([asdict(each) for each in judgements])


def read_lines(path: Path) -> Iterator[Judgement]:
    """Yield the judgements of a JSON Lines file; raise Refused with the line that is wrong."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise Refused(str(path), "this file is not UTF-8 text", "Save it as UTF-8") from None
    for number, line in enumerate(lines, 1):
        place = f"{path}, line {number}"
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise Refused(place, f"this is not JSON ({error})", "Write one object a line") from None
        if not isinstance(row, dict):
            raise Refused(place, "this is no JSON object", "Write one object a line")
        if row.get("verdict") != "":
            yield _judgement(row, place)


def as_lines(judgements: Iterable[Judgement]) -> Iterator[str]:
    """Yield judgements as JSON lines: what `read_lines` reads back."""
    for each in judgements:
        yield json.dumps(asdict(each), ensure_ascii=False)


def read_review(path: Path) -> Iterator[Judgement]:
    """Yield the judgements of a review database, oldest first; raise Refused where it is none, or an older one."""
    try:
        db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            names = {row[1] for row in db.execute(f"PRAGMA table_info({TABLE})")}
            _check_columns(path, names)
            wanted = [name for name in COLUMNS if name in names]
            quoted = ", ".join(f'"{name}"' for name in wanted)
            order = "seq" if "seq" in names else "rowid"
            rows = db.execute(f"SELECT {quoted} FROM {TABLE} ORDER BY {order}").fetchall()
        finally:
            db.close()
    except sqlite3.Error as error:
        remedy = "Put back a copy of it, or move it away to go on without its judgements"
        raise Refused(str(path), f"this file cannot be read as a review database ({error})", remedy) from None
    for number, row in enumerate(rows, 1):
        yield _judgement(dict(zip(wanted, row, strict=True)), f"{path}, judgement {number}")


def _check_columns(path: Path, names: set[str]) -> None:
    if not names:
        raise Refused(str(path), f"it has no table '{TABLE}'", "Move it away to go on without it")
    if absent := [name for name in COLUMNS if name not in names and name not in _OPTIONAL]:
        problem = f"its table '{TABLE}' lacks {', '.join(absent)}"
        raise Refused(str(path), problem, "It is of another version: open it once with the kennissynthese that made it")


def _judgement(row: Mapping[str, Any], place: str) -> Judgement:
    """Return the judgement of a row; raise Refused where a value is absent or cannot be."""
    if absent := [name for name in COLUMNS if row.get(name) is None and name not in _OPTIONAL]:
        raise Refused(place, f"{', '.join(absent)} is absent", "Write all that the judgement is about")
    values: dict[str, Any] = {name: str(row[name]) for name in COLUMNS if row.get(name) is not None}
    values["is_own"] = values.get("is_own") in ("1", "True")
    for name in _NUMBERS:
        if not values[name].isdecimal():
            raise Refused(place, f"{name} is {values[name]!r}", "Give a whole number")
        values[name] = int(values[name])
    judgement = Judgement(**values)
    if judgement.verdict not in VERDICTS:
        raise Refused(place, f"there is no verdict {judgement.verdict!r}", f"Choose {', '.join(VERDICTS)}")
    if judgement.verdict == OTHER and not (judgement.other_code or judgement.other_direction):
        raise Refused(place, "'anders' comes without a code", "Give the right code as other_code")
    return judgement
