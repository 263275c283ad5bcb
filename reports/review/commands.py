"""The commands `kennissynthese review …`: who may come in, and looking after what was said."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from corpus.issues import Refused
from corpus.judgements import review_path
from corpus.review.backup import FOLDER, KEEP, remove_old
from corpus.review.entries import BEHEERDER, ROLES
from corpus.review.exchange import export_lines, import_lines, read_lines
from corpus.review.forgetting import redact_all
from corpus.review.ledger import Author, Ledger
from corpus.study import Study, load_study
from reports.review.attempts import Attempts
from reports.review.backup import back_up_both
from reports.review.register import INVITATION_DAYS, Account, Register
from reports.review.vault import ACCOUNTS, Vault

PORT = 8002
KEEPER = Author("opdrachtregel", BEHEERDER)
"""Who enters what is done on the command line."""


@click.group()
def review() -> None:
    """Accounts of the review site, and what was said there."""


def _command(name: str) -> Callable[[Callable[..., None]], click.Command]:
    """Return what makes a function a command of the group, with the option for the study."""

    def make(function: Callable[..., None]) -> click.Command:
        study = click.option(
            "--study",
            default="voorbeeld",
            show_default=True,
            callback=lambda ctx, param, value: load_study(value),
            help="A study, or its .toml file.",
        )
        return review.command(name)(study(function))

    return make


@contextmanager
def _vault(study: Study) -> Iterator[Vault]:
    with closing(Vault(review_path(study).with_name(ACCOUNTS))) as vault:
        yield vault


@contextmanager
def _ledger(study: Study) -> Iterator[Ledger]:
    path = review_path(study)
    if not path.is_file():
        raise Refused(str(path), "there is no review database yet", "It is made when the review site is opened")
    with Ledger(path) as ledger:
        yield ledger


def _tell_link(study: Study, account: Account, token: str) -> None:
    address = study.review.address or f"http://127.0.0.1:{PORT}"
    click.echo(f"{account.name} is {account.pseudonym}, {account.role}. This link works once, {INVITATION_DAYS} days:",
               err=True)  # fmt: skip
    click.echo(f"{address}/uitnodiging/{token}")


@_command("invite")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), required=True, help="What they come to do.")
def invite(study: Study, name: str, role: str) -> None:
    """Make an account for NAME, to log in with, and print the link with which to choose a password."""
    with _vault(study) as vault:
        _tell_link(study, *Register(vault).invite(name, role))


@_command("renew")
@click.argument("name")
def renew(study: Study, name: str) -> None:
    """Print a new link for NAME: for a password that was forgotten, a link that is too old, or who was revoked."""
    with _vault(study) as vault:
        token = Register(vault).renew(name)
        Attempts(vault).clear(name)
        _tell_link(study, Register(vault).account(name), token)


@_command("members")
def members(study: Study) -> None:
    """List the accounts: name, pseudonym, role, state, and when they were last there."""
    with _vault(study) as vault:
        for account in Register(vault).accounts():
            seen = datetime.fromtimestamp(account.seen_at, UTC).date().isoformat() if account.seen_at else "-"
            click.echo("\t".join((account.name, account.pseudonym, account.role, _state(vault, account), seen)))


def _state(vault: Vault, account: Account) -> str:
    if account.revoked_at:
        return "revoked"
    if Attempts(vault).is_locked(account.name):
        return "locked"
    if account.password_hash:
        return "active"
    return "invited" if Register(vault).is_invited(account) else "link expired"


@_command("unlock")
@click.argument("name")
def unlock(study: Study, name: str) -> None:
    """Let NAME try again at once after too many wrong passwords."""
    with _vault(study) as vault:
        Register(vault).account(name)
        Attempts(vault).clear(name)
    click.echo(f"{name} can log in again.", err=True)


@_command("revoke")
@click.argument("name")
def revoke(study: Study, name: str) -> None:
    """Let NAME in no more, from this moment; what they judged stays."""
    with _vault(study) as vault:
        Register(vault).revoke(name)
    click.echo(f"{name} is logged out and can no longer log in.", err=True)


@_command("forget")
@click.argument("name")
@click.option("--also-backups", is_flag=True, help="Make a copy now, and remove older ones, which hold name and words.")
@click.confirmation_option(prompt="The name and the words of all remarks go for good. Go on?", help="Do not ask.")
def forget(study: Study, name: str, also_backups: bool) -> None:
    """Remove the account of NAME and the words of their remarks; judgements stay, under the pseudonym."""
    path = review_path(study)
    with _vault(study) as vault:
        pseudonym = Register(vault).account(name).pseudonym
        count = 0
        if path.is_file():
            with Ledger(path) as ledger:
                count = redact_all(ledger, pseudonym, KEEPER)
        Register(vault).forget(name)
        Attempts(vault).clear(name)
    click.echo(f"The account is gone, and the words of {count} remarks of {pseudonym}.", err=True)
    click.echo("Run `kennissynthese run`, so that remarks that were published go too.", err=True)
    _forget_copies(path, also_backups)


def _forget_copies(path: Path, is_asked: bool) -> None:
    folder, stems = path.parent / FOLDER, (path.stem, Path(ACCOUNTS).stem)
    if is_asked and path.is_file():
        list(back_up_both(path, _today()))
        removed = [old for stem in stems for old in remove_old(folder, stem, 1)]
        click.echo(f"{len(removed)} older copies were removed; there is a new one.", err=True)
    elif kept := [old for stem in stems for old in folder.glob(f"{stem}-*.db")]:
        click.echo(f"{len(kept)} copies in {folder} still hold them: see --also-backups.", err=True)


@_command("verify")
def verify(study: Study) -> None:
    """Check that nothing in the review database or the frozen versions was changed or lost; exit 1 where it was."""
    # Loaded here, because it takes a second that the other commands need not wait for.
    from reports.review.release import version_faults, versions_folder

    with _ledger(study) as ledger:
        faults = [*ledger.faults(), *version_faults(ledger, versions_folder(study.name))]
        count, head = sum(1 for _ in ledger.entries()), ledger.head()
    for fault in faults:
        click.echo(f"{review_path(study)}, {fault}.", err=True)
    if faults:
        sys.exit(1)
    click.echo(f"{count} entries, all there and unchanged; the last one is {head[:16] or '-'}.")


@_command("backup")
@click.option("--keep", default=KEEP, show_default=True, type=click.IntRange(1), help="How many copies stay.")
def backup(study: Study, keep: int) -> None:
    """Copy the review database and the accounts for today, and check the copy."""
    with _ledger(study) as ledger:
        path = ledger.path
    for copy in back_up_both(path, _today(), keep):
        click.echo(copy)


def _today() -> date:
    return datetime.now(UTC).date()


@_command("export")
@click.argument("file", type=click.File("w", encoding="utf-8", lazy=True, atomic=True))
def export(study: Study, file: Any) -> None:
    """Write all entries with their remarks to FILE as JSON Lines."""
    with _ledger(study) as ledger:
        path = ledger.path
    lines = list(export_lines(path))
    read_lines(lines, str(path))
    file.writelines(lines)
    click.echo(f"{len(lines) - 2} entries exported.", err=True)


@_command("import")
@click.argument("file", type=click.File("r", encoding="utf-8"))
def import_(study: Study, file: Any) -> None:
    """Add the entries of FILE that are not here yet, where it goes on from what is here."""
    from reports.review.app import site_lock

    lines = read_lines(file, file.name)
    with site_lock(study), Ledger(review_path(study)) as ledger:
        count = import_lines(ledger, lines, file.name)
    click.echo(f"{count} entries added, {len(lines) - count} were there already.", err=True)


@_command("serve")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535), help="Port on this machine.")
@click.option(
    "--https/--no-https",
    "is_secure",
    default=None,
    help="Whether members come through https; else by [review] address.",
)
def serve(study: Study, port: int, is_secure: bool | None) -> None:
    """Open the review site, on this machine, for members who log in."""
    from reports.review.app import serve as serve_review

    if is_secure is None:
        is_secure = (study.review.address or "").startswith("https://")
    sys.exit(serve_review(study, port=port, is_secure=is_secure))
