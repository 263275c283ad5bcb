"""The command `kennissynthese`; what it does is imported when it is asked for, so that `--help` is instant."""

from __future__ import annotations

import errno
import importlib
import logging
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from corpus.elsewhere import Elsewhere

_INTERRUPTED = 130


def _common(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that every command takes."""
    study = click.option(
        "--study", "study_name", default="voorbeeld", show_default=True, help="A study, or its .toml file."
    )
    folder = click.option(
        "--folder",
        "folders",
        multiple=True,
        type=click.Path(path_type=Path),
        help="Add a folder of documents as a source.",
    )
    return study(folder(command))


def _workers(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--workers", default=os.cpu_count() or 1, show_default="processors", type=click.IntRange(1), help="Processes."
    )(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(package_name="kennissynthese")
@click.option("--verbose", is_flag=True, help="Log what libraries say too.")
def cli(verbose: bool) -> None:
    """From municipal evaluation reports to a coded corpus, tables and a kennissynthese."""
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="%(message)s", stream=sys.stderr)


def _run_packages(study_name: str, folders: tuple[Path, ...], workers: int, **how: Any) -> None:
    """Run stages, tell what came of it on stderr, and leave with the exit status."""
    from corpus.chain import bring_up_to_date

    *lines, status = bring_up_to_date(study_name, folders, workers, **how)
    for line in lines:
        click.echo(line, err=True)
    sys.exit(int(status))


def _stage_command(package: str, help_text: str, **how: Any) -> None:
    @cli.command(package, help=help_text)
    @_common
    @_workers
    def command(study_name: str, folders: tuple[Path, ...], workers: int) -> None:
        _run_packages(study_name, folders, workers, packages=[package], **how)


_stage_command("harvest", "Visit the sources of a study, also those that were visited before.", again=True)
_stage_command("extract", "Read text, tables and metadata of the documents.")
_stage_command("synthesis", "Code the passages, and gather topics, elements and evidence.")
_stage_command("reports", "Build the public database, the tables and the kennissynthese.")


@cli.command()
@_common
@_workers
def run(study_name: str, folders: tuple[Path, ...], workers: int) -> None:
    """Run the whole chain: only what has changed is done."""
    _run_packages(study_name, folders, workers)


@cli.command()
@click.argument("files", nargs=-1, required=True)
@click.option(
    "--jsonl",
    "out",
    type=click.File("w", encoding="utf-8", lazy=True, atomic=True),
    default="-",
    help="Where to write.",
)
@_workers
def read(files: tuple[str, ...], out: Any, workers: int) -> None:
    """Read FILES without a corpus: a JSON line each, with text, structure, metadata and problems."""
    plain = importlib.import_module("extract.plain")
    unread = 0
    for found in plain.read_files(files, workers):
        for issue in found["issues"]:
            click.echo(f"{found['file']}: {issue['problem']}. {issue['remedy']}.", err=True)
        unread += plain.is_unread(found)
        out.write(plain.as_line(found))
    click.echo(f"{len(files) - unread} of {len(files)} files read.", err=True)
    sys.exit(int(unread > 0))


@cli.command()
@_common
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535), help="Port on this machine.")
def serve(study_name: str, folders: tuple[Path, ...], port: int) -> None:
    """Open the published corpus in Datasette, on this machine."""
    from corpus.chain import open_corpus
    from corpus.study import load_study

    study = load_study(study_name)
    open_corpus(study, folders).db.close()
    sys.exit(importlib.import_module("reports.site.serve").serve(study, port=port))


def _tell(study_name: str, folders: tuple[Path, ...], lines: Callable[[Any], Iterator[str]]) -> None:
    from corpus.chain import open_corpus
    from corpus.study import load_study

    with open_corpus(load_study(study_name), folders) as store:
        for line in lines(store):
            click.echo(line)


@cli.command()
@_common
def status(study_name: str, folders: tuple[Path, ...]) -> None:
    """Show how many rows each table holds, and the last runs."""
    from corpus.chain import status_lines

    _tell(study_name, folders, status_lines)


@cli.command()
@_common
def sources(study_name: str, folders: tuple[Path, ...]) -> None:
    """Show each source: its last visit, what it gave, what failed, and when it may be visited again."""
    source_lines = importlib.import_module("harvest.overview").source_lines
    _tell(study_name, folders, lambda store: source_lines(store, Path(study_name).stem))


@cli.command()
@_common
def issues(study_name: str, folders: tuple[Path, ...]) -> None:
    """List what could not be read or was not as expected, and what to do."""
    from corpus.chain import issue_lines

    _tell(study_name, folders, issue_lines)


@cli.command("next")
@_common
@click.option("--count", default=20, show_default=True, type=click.IntRange(1), help="How many passages.")
@click.option("--sample", "is_sample", is_flag=True, help="A random sample of what is unread, to check the recall.")
@click.option(
    "--jsonl", "out", type=click.File("w", encoding="utf-8", lazy=True, atomic=True), help="Write them there, to judge."
)
def next_passages(study_name: str, folders: tuple[Path, ...], count: int, is_sample: bool, out: Any) -> None:
    """Show the passages that are best read next, ranked anew with all judgements."""
    from corpus.study import load_study

    reading = importlib.import_module("synthesis.priority.next")
    study = load_study(study_name)

    def lines(store: Any) -> Iterator[str]:
        for number, line in enumerate(reading.next_passages(store, study, count, is_sample=is_sample), 1):
            if out:
                out.write(reading.as_json(line))
            else:
                yield reading.shown(line, number)

    _tell(study_name, folders, lines)


@cli.command()
@click.option("--study", "study_name", default="voorbeeld", show_default=True, help="A study, or its .toml file.")
@click.option("--jsonl", is_flag=True, required=True, help="The form of both files: an object a line.")
@click.argument("source", type=click.File("r", encoding="utf-8"))
@click.argument("target", type=click.File("w", encoding="utf-8", lazy=True, atomic=True))
def code(study_name: str, jsonl: bool, source: Any, target: Any) -> None:
    """Code passages of a file, each with an id and a text, by the codebook of a study."""
    from corpus.study import load_study

    lines = importlib.import_module("synthesis.coding.lines")
    for line in lines.code_lines(source, load_study(study_name), source.name):
        target.write(line)


@cli.command()
@_common
def dump(study_name: str, folders: tuple[Path, ...]) -> None:
    """Print the corpus as JSON lines in a fixed order: equal corpora print the same bytes."""
    _tell(study_name, folders, lambda store: store.dump())


@cli.command()
@_common
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--template", type=click.Path(path_type=Path), help="Your institute's template, for a new file.")
@click.option("--table", "tables", multiple=True, metavar="NAME", help="Put only this table in FILE; may be repeated.")
def report(
    study_name: str, folders: tuple[Path, ...], file: Path, template: Path | None, tables: tuple[str, ...]
) -> None:
    """Write the kennissynthese as FILE, a .docx; where it is there, refresh it and keep your own text."""
    from corpus.study import load_study

    for line in importlib.import_module("reports.word.command").report(load_study(study_name), file, template, tables):
        click.echo(line)


@cli.command()
@click.argument("old")
@click.argument("new")
@click.option("--study", "study_name", default="voorbeeld", show_default=True, help="A study, or its .toml file.")
@click.option(
    "--json", "out", type=click.File("w", encoding="utf-8", lazy=True, atomic=True), help="Write it there as data too."
)
def diff(old: str, new: str, study_name: str, out: Any) -> None:
    """Tell in Dutch what changed between two versions: names of frozen ones, files publiek.db, or `nu`."""
    from corpus.study import load_study

    found = importlib.import_module("reports.news.command").diff(load_study(study_name), old, new)
    for line in found.lines():
        click.echo(line)
    if out:
        out.write(found.as_json())


@cli.command("export")
@_common
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--personal", is_flag=True, help="With what touches private persons, and with all remarks.")
def export_file(study_name: str, folders: tuple[Path, ...], file: Path, personal: bool) -> None:
    """Write the coded corpus as FILE for another program: a .qdpx project or a .qdc codebook (REFI-QDA)."""
    from corpus.study import load_study

    command = importlib.import_module("reports.exchange.command")
    for line in command.export(load_study(study_name), file, with_personal=personal):
        click.echo(line)


@cli.command("import")
@_common
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--pseudonym", help="Under what name to keep codings whose coder has none here.")
def import_file(study_name: str, folders: tuple[Path, ...], file: Path, pseudonym: str | None) -> None:
    """Read FILE of another program: the codings of a .qdpx project, or the codes of a .qdc codebook (REFI-QDA)."""
    from corpus.study import load_study

    for line in importlib.import_module("reports.exchange.command").take_in(load_study(study_name), file, pseudonym):
        click.echo(line)


cli.add_command(
    Elsewhere("review", "reports.review.commands", help="Accounts of the review site, and what was said there.")
)


def main() -> None:
    """Run the command; what the user can mend becomes one sentence and an exit status."""
    try:
        cli(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Stopped. What was done is kept; the same command goes on from there.", err=True)
        sys.exit(_INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (Exception, KeyboardInterrupt) as error:
        sentence, exit_status = _explained(error)
        if not sentence:
            raise
        click.echo(sentence, err=True)
        sys.exit(exit_status)


def _explained(error: BaseException) -> tuple[str, int]:
    """Return a sentence and an exit status for an error that is no bug; an empty sentence for one that is."""
    from corpus.issues import Problem

    if isinstance(error, Problem):
        return f"Error: {error}", 2
    if "disk is full" in str(error) or getattr(error, "errno", None) == errno.ENOSPC:
        return "Error: the disk is full. What was done is kept: make room and run the same command again.", 1
    if isinstance(error, KeyboardInterrupt):
        return "Stopped. What was done is kept; the same command goes on from there.", _INTERRUPTED
    return "", 1


if __name__ == "__main__":
    main()
