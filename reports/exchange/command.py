"""The commands `export FILE` and `import FILE`: projects and codebooks of REFI-QDA, out and in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.issues import Refused
from corpus.judgements import read_every, review_path
from corpus.raw import study_folder, write_whole
from corpus.study import Study
from reports.exchange.qda.model import ORIGIN

if TYPE_CHECKING:
    from reports.exchange.qda.codes import CodeTree
    from reports.exchange.qda.people import People
    from reports.exchange.qda.taking import Given, Taken

PROJECT, CODEBOOK = ".qdpx", ".qdc"
_MOST_SHOWN = 10


def export(study: Study, file: Path, *, with_personal: bool = False) -> Iterator[str]:
    """Write the coded corpus or its codes to a file, whole or not at all, and yield what was written.

    Raises Refused where the name ends otherwise, the corpus is not whole, or the folder is not there.
    """
    corpus = study_folder(study.name) / "corpus.db"
    if _ending(file) == PROJECT:
        yield from _export_project(study, corpus, file, with_personal=with_personal)
    else:
        yield from _export_codebook(corpus, file)


def take_in(study: Study, file: Path, pseudonym: str | None = None) -> Iterator[str]:
    """Enter the codings of a project as judgements, or write a codebook as TOML beside it; yield what came of it.

    Raises Refused, with nothing entered, where the file is none of these, or might do harm.
    """
    if _ending(file) == PROJECT:
        yield from _take_project(study, file, pseudonym)
    else:
        yield from _take_codebook(file)


def _ending(file: Path) -> str:
    found = file.suffix.lower()
    if found not in (PROJECT, CODEBOOK):
        problem = "the end of its name does not say what it is"
        raise Refused(str(file), problem, f"Name it …{PROJECT} for a project, or …{CODEBOOK} for a codebook")
    return found


def _export_project(study: Study, corpus: Path, file: Path, *, with_personal: bool) -> Iterator[str]:
    from reports.exchange.qda.building import MODEL, RESEARCHER, build
    from reports.exchange.qda.held import read_held
    from reports.exchange.qda.model import codings_of
    from reports.exchange.qda.writing import write_project

    _check_ours(file)
    built = build(study, read_held(corpus), with_personal=with_personal)
    project = built.project
    _write(file, write_project(project))
    file.chmod(0o600)  # Whole texts are in it, which are for researchers only.
    count = sum(1 for _ in codings_of(project))
    yield f"{file}: {len(project.documents)} documents, {_codings(count)}, {len(project.users) - 2} people who judged."
    yield f"Code as '{RESEARCHER}', or under a name of your own; '{MODEL}' is what the machine coded."
    yield "The texts are for researchers: do not publish this file."
    if built.masked:
        left = f"{built.masked} unreadable in the texts, and {_codings(built.left_out)} left out"
        yield f"Passages that touch private persons: {left}. With --personal they come along."
    if with_personal:
        yield "Personal data and all remarks are in it, as --personal asks: keep it among those who may know them."
    if built.adrift:
        yield f"{built.adrift} judgements are left out: their quotes are in no text any longer."


def _export_codebook(corpus: Path, file: Path) -> Iterator[str]:
    from reports.exchange.qda.codes import CodeTree
    from reports.exchange.qda.held import read_codes
    from reports.exchange.qda.model import Codebook
    from reports.exchange.qda.writing import write_codebook

    _check_ours(file)
    tree = CodeTree(read_codes(corpus))
    _write(file, write_codebook(Codebook(codes=tree.codes)))
    yield f"{file}: {len(tree.rows)} codes."


def _write(file: Path, content: bytes) -> None:
    if not file.absolute().parent.is_dir():
        raise Refused(str(file), "the folder is not there", "Make it first, or give another name")
    write_whole(file, content)


def _check_ours(file: Path) -> None:
    """Raise Refused where a file of another program would be lost: what somebody coded there may stand nowhere else."""
    from reports.exchange.qda.archive import Archive, read_file

    if not file.exists():
        return
    try:
        content = read_file(file)
        if _ending(file) == PROJECT:
            archive = Archive(content, str(file))
            content = archive.read(archive.project_file())
    except Refused:
        content = b""
    if f'origin="{ORIGIN}"'.encode() not in content[:4096]:
        problem = "there is a file of this name that another program made"
        raise Refused(str(file), problem, "Give another name, so that nothing of it is lost")


def _take_project(study: Study, file: Path, pseudonym: str | None) -> Iterator[str]:
    from reports.exchange.qda.archive import read_file
    from reports.exchange.qda.held import read_held
    from reports.exchange.qda.people import KEY, People
    from reports.exchange.qda.reading import read_project
    from reports.exchange.qda.taking import Taker

    folder = study_folder(study.name)
    reading = read_project(read_file(file), str(file))
    judgements = read_every(study)
    people = People(folder / KEY, judgements, pseudonym)
    taker = Taker(read_held(folder / "corpus.db"), people, judgements)
    taken = taker.take(reading.project)
    entered = _enter(study, taken.given)
    yield f"{file}: {_codings(sum(entered.values()))} entered."
    yield from (f"{name}: {_codings(count)}." for name, count in sorted(entered.items()))
    yield from _told(taken, people)
    yield from _unknown(taken, taker.tree)
    yield from reading.lines()
    if entered:
        yield "`kennissynthese run` puts them in the corpus."


def _enter(study: Study, given: list[Given]) -> Counter[str]:
    """Enter codings in the review database and return how many are new, by pseudonym."""
    from corpus.review.ledger import Ledger
    from corpus.review.ledger import Taken as SaidOtherwise
    from reports.review.app import site_lock

    entered: Counter[str] = Counter()
    if not given:
        return entered
    with site_lock(study), Ledger(review_path(study)) as ledger:
        for each in given:
            if ledger.find(each.uuid):
                continue
            try:
                ledger.append(each.judgement, each.author, uuid=each.uuid, remark=each.remark)
            except SaidOtherwise:
                continue
            entered[each.author.pseudonym] += 1
    return entered


def _told(taken: Taken, people: People) -> Iterator[str]:
    counts = (
        (taken.there, "judged so before"),
        (taken.model, "of the model, passed over"),
        (taken.again, "over several passages, or of words that differ from the text: to be judged anew"),
        (taken.undirected, "of an element without a direction: give Helpt, Belemmert or Nodig to the same stretch"),
        (taken.private, "in passages that touch private persons, passed over"),
        (taken.whole, "of whole documents, passed over: give codes to stretches of text"),
        (taken.gone, "of before that the file no longer has: what was judged stays, until it is judged otherwise"),
        (len(taken.nowhere), "of too few letters, or of words that are in no passage of the corpus, passed over"),
    )
    yield from (f"{_codings(count)} {what}." for count, what in counts if count)
    yield from (f"  “{' '.join(quote.split())[:100]}”" for quote in taken.nowhere[:_MOST_SHOWN])
    for name, count in sorted(taken.strangers.items()):
        yield f"Document {name!r} is not in the corpus: {_codings(count)} passed over. Add it to a source first."
    yield from (f"Coder {name!r} is {pseudonym} here." for name, pseudonym in sorted(people.given.items()))


def _codings(count: int) -> str:
    return f"{count} coding{'' if count == 1 else 's'}"


def _unknown(taken: Taken, tree: CodeTree) -> Iterator[str]:
    for name, count in sorted(taken.unknown.items()):
        near = get_close_matches(name.casefold(), tree.labels, n=1)
        hint = f"rename it to {tree.labels[near[0]]!r}, or " if near else ""
        yield (
            f"Code {name!r} is in no codebook of this study: {_codings(count)} passed over. "
            f"To keep them, {hint}add it on the review site under 'Codeboek', run the chain, and import once more."
        )


def _take_codebook(file: Path) -> Iterator[str]:
    from reports.exchange.qda.archive import read_file
    from reports.exchange.qda.codebook_toml import as_toml
    from reports.exchange.qda.model import all_codes
    from reports.exchange.qda.reading import read_codebook

    codebook = read_codebook(read_file(file), str(file))
    target = file.with_suffix(".toml")
    content = as_toml(codebook, file.stem, file.name, target.name).encode()
    if target.exists() and target.read_bytes() != content:
        raise Refused(str(target), "there is another file of this name", "Move it away, so that nothing of it is lost")
    _write(target, content)
    count = sum(each.is_codable for each in all_codes(codebook.codes))
    yield f"{target}: {count} codes. Put it beside a study, and name it there: codebooks = [{target.name!r}]."
    yield "Give its codes cues and examples: until then they are found by their names and definitions only."
