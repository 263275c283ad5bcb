"""The commands of the review site, as they are typed."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from corpus.cli import cli
from corpus.issues import Refused
from corpus.judgements import Judgement, review_path
from corpus.review.backup import FOLDER
from corpus.review.ledger import Author, Ledger
from corpus.study import load_study
from reports.review.accounts import Accounts, Denied
from reports.review.attempts import BY_NAME
from reports.review.commands import review
from reports.review.vault import Clock, utc_now
from tests.conftest import ROOT
from tests.reports.review.conftest import PASSWORD

NAME = "Noor van Voorbeeld"
WORDS = "Dit zei mijn buurvrouw ook"
JUDGEMENT = Judgement(
    document_id="d" * 64, page=1, start=0, end=9, quote="dat helpt", codebook="proef 1", dimension="element",
    code="outreachend", verdict="akkoord", round="1",
)  # fmt: skip


@pytest.fixture
def clock() -> Clock:
    """Return the time of the day, by which the commands go too."""
    return utc_now


@pytest.fixture
def say() -> Callable[..., Result]:
    """Return a function that gives a command and returns what came of it; it has to succeed."""

    def run(*words: str) -> Result:
        result = CliRunner().invoke(cli, ["review", *words])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def ledger() -> Any:
    with Ledger(review_path(load_study("voorbeeld"))) as opened:
        yield opened


def _column(result: Result, number: int) -> list[str]:
    return [line.split("\t")[number] for line in result.stdout.splitlines()]


def _link(result: Result) -> str:
    (line,) = result.stdout.splitlines()
    address, path, token = line.rpartition("/uitnodiging/")
    assert (address, path) == ("http://127.0.0.1:8002", "/uitnodiging/")
    return token


def test_somebody_is_invited_comes_in_is_locked_unlocked_and_revoked(
    say: Callable[..., Result], accounts: Accounts
) -> None:
    link = _link(say("invite", NAME, "--role", "klankbordgroep"))
    assert _column(say("members"), 3) == ["invited"]
    cookie = f"sessie={asyncio.run(accounts.accept(link, PASSWORD))}"
    assert _column(say("members"), 3) == ["active"]
    for _ in range(BY_NAME):
        with pytest.raises(Denied):
            asyncio.run(accounts.log_in(NAME, "fout", client=""))
    assert _column(say("members"), 3) == ["locked"]
    say("unlock", NAME)
    asyncio.run(accounts.log_in(NAME, PASSWORD, client=""))
    say("revoke", NAME.upper())
    assert _column(say("members"), 3) == ["revoked"]
    assert asyncio.run(accounts.member_of(SimpleNamespace(headers={"cookie": cookie}))) is None
    assert accounts.register.invited(_link(say("renew", NAME)))


def test_the_link_leads_to_the_address_of_the_study(say: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "proef.toml"
    study = 'title = "Proef"\ndescription = "Proef"\ncontact = "mailto:a@voorbeeld.example"\n'
    path.write_text(f'{study}[review]\naddress = "https://beoordelen.voorbeeld.example"\n', encoding="utf-8")
    result = say("invite", NAME, "--role", "beheerder", "--study", str(path))
    assert result.stdout.startswith("https://beoordelen.voorbeeld.example/uitnodiging/")
    assert _column(say("members", "--study", str(path)), 2) == ["beheerder"]


def test_a_role_has_to_be_said_and_a_name_has_to_be_there(say: Callable[..., Result]) -> None:
    assert say("invite", NAME).exit_code == 2
    assert say("invite", NAME, "--role", "baas").exit_code == 2
    for command in ("renew", "revoke", "unlock"):
        with pytest.raises(Refused, match="no account with this name"):
            say(command, NAME)
    with pytest.raises(Refused, match="no such study"):
        say("members", "--study", "voorbeelt")


def test_who_is_forgotten_is_gone_with_name_and_words(say: Callable[..., Result], ledger: Ledger) -> None:
    say("invite", NAME, "--role", "klankbordgroep")
    pseudonym = _column(say("members"), 1)[0]
    ledger.append(JUDGEMENT, Author(pseudonym, "klankbordgroep"), uuid="a", remark=WORDS)
    say("backup")
    copies = ledger.path.parent / FOLDER
    (copies / "review-2026-01-01.db").write_bytes(next(copies.glob("review-*.db")).read_bytes())

    assert CliRunner().invoke(cli, ["review", "forget", NAME], input="n\n").exit_code == 1
    assert _column(say("members"), 0) == [NAME]

    assert "3 copies" in say("forget", NAME, "--yes").stderr
    assert say("members").stdout == ""
    assert ledger.remark(next(ledger.entries())) is None
    assert len(list(ledger.entries("judgement"))) == 1
    assert "unchanged" in say("verify").stdout

    say("invite", NAME, "--role", "klankbordgroep")
    assert _column(say("members"), 1) != [pseudonym]
    assert "1 older copies" in say("forget", NAME, "--yes", "--also-backups").stderr
    assert len(list(copies.iterdir())) == 2
    for file in [*copies.iterdir(), *ledger.path.parent.glob("*.db*")]:
        content = file.read_bytes()
        assert WORDS.encode() not in content, file
        assert NAME.encode() not in content, file


def test_a_chain_that_was_changed_is_told_of(say: Callable[..., Result], ledger: Ledger) -> None:
    ledger.append(JUDGEMENT, Author("merel-0001", "onderzoeker"), uuid="a", remark=WORDS)
    assert say("verify").stdout.startswith("1 entries, all there and unchanged")
    ledger.strip(next(ledger.entries()))
    result = say("verify")
    assert result.exit_code == 1
    assert "entry 1: the words of its remark were removed" in result.stderr
    with pytest.raises(Refused, match="not sound"):
        say("backup")


@pytest.mark.parametrize("command", [["verify"], ["backup"], ["export", "-"]])
def test_without_a_review_database_none_is_made(say: Callable[..., Result], command: list[str]) -> None:
    with pytest.raises(Refused, match="no review database yet"):
        say(*command)
    assert not review_path(load_study("voorbeeld")).exists()


def test_copies_are_made_of_both_files(say: Callable[..., Result], ledger: Ledger) -> None:
    say("invite", NAME, "--role", "klankbordgroep")
    copies = [Path(line) for line in say("backup", "--keep", "2").stdout.splitlines()]
    assert [copy.name.rpartition("-20")[0] for copy in copies] == ["review", "accounts"]
    assert all(copy.is_file() for copy in copies)
    assert copies[1].stat().st_mode & 0o077 == 0


def test_what_was_said_is_carried_to_another_place(
    say: Callable[..., Result], ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.append(JUDGEMENT, Author("merel-0001", "onderzoeker"), uuid="a", remark=WORDS)
    file = tmp_path / "alles.jsonl"
    assert "1 entries exported" in say("export", str(file)).stderr
    assert NAME not in file.read_text(encoding="utf-8")
    monkeypatch.setenv("KENNISSYNTHESE_DATA", str(tmp_path / "elders"))
    assert "1 entries added, 0 were there already" in say("import", str(file)).stderr
    assert "0 entries added, 1 were there already" in say("import", str(file)).stderr
    with Ledger(review_path(load_study("voorbeeld"))) as elsewhere:
        assert elsewhere.path != ledger.path
        assert list(elsewhere.entries()) == list(ledger.entries())


def test_an_export_that_fails_leaves_the_file_that_was_there(
    say: Callable[..., Result], ledger: Ledger, tmp_path: Path
) -> None:
    ledger.append(JUDGEMENT, Author("merel-0001", "onderzoeker"), uuid="a", remark=WORDS)
    file = tmp_path / "alles.jsonl"
    file.write_text("van gisteren", encoding="utf-8")
    ledger.strip(next(ledger.entries()))
    with pytest.raises(Refused, match="the words of its remark are gone"):
        say("export", str(file))
    assert file.read_text(encoding="utf-8") == "van gisteren"


def test_nothing_is_imported_while_the_site_is_open(say: Callable[..., Result], ledger: Ledger, tmp_path: Path) -> None:
    from reports.review.app import site_lock

    file = tmp_path / "alles.jsonl"
    say("export", str(file))
    with site_lock(load_study("voorbeeld")), pytest.raises(Refused, match="open already"):
        say("import", str(file))


@pytest.mark.parametrize(
    ("address", "options", "is_secure"),
    [("", [], False), ("https://a.example", [], True), ("http://a.example", [], False),
     ("https://a.example", ["--no-https"], False), ("", ["--https"], True)],
)  # fmt: skip
def test_the_site_is_secure_when_its_address_is(
    address: str, options: list[str], is_secure: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    say: Callable[..., Result],
) -> None:  # fmt: skip
    opened: list[tuple[int, bool]] = []

    def serve(study: Any, *, port: int, is_secure: bool) -> int:
        opened.append((port, is_secure))
        return 0

    monkeypatch.setattr("reports.review.app.serve", serve)
    path = tmp_path / "proef.toml"
    study = 'title = "Proef"\ndescription = "Proef"\ncontact = "mailto:a@voorbeeld.example"\n[review]\n'
    path.write_text(study + (f'address = "{address}"\n' if address else ""), encoding="utf-8")
    assert say("serve", "--study", str(path), *options).exit_code == 0
    assert opened == [(8002, is_secure)]


def test_every_command_and_option_has_help() -> None:
    for name, command in review.commands.items():
        assert command.help, name
        assert all(option.help for option in command.params if isinstance(option, click.Option)), name


def test_the_help_of_the_program_imports_none_of_it() -> None:
    program = (
        "import sys\nfrom click.testing import CliRunner\nfrom corpus.cli import cli\n"
        "assert 'review' in CliRunner().invoke(cli, ['--help']).output\n"
        "sys.exit(any(name.startswith(('reports', 'sqlite', 'datasette')) for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0
