"""Old formats of Office turned into today's by LibreOffice: without macros, without the network, and within a limit."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from corpus.issues import Unreadable
from corpus.limits import slow_work

SECONDS = 180
"""After so long the program is ended; a report of 300 pages takes some ten seconds."""
INSTALL = "apt install libreoffice-writer libreoffice-impress"
_NAMES = ("soffice", "libreoffice")
_MEMORY = 4_000_000_000
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisablePythonRuntime", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Java", "Enable", "false"),
    ("Writer/Content/Update", "Link", "0"),
)
_PROXY = (("ooInetProxyType", "1"), ("ooInetHTTPProxyName", "127.0.0.1"), ("ooInetHTTPProxyPort", "9"),
          ("ooInetHTTPSProxyName", "127.0.0.1"), ("ooInetHTTPSProxyPort", "9"))  # fmt: skip
"""A proxy that is never there (port 9 is that of `discard`), so that nothing that a document refers to is fetched."""


def find_office() -> str | None:
    """Return the path of LibreOffice; None where it is not installed."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def convert(content: bytes, ending: str, to: str, subject: str, of: str = "") -> bytes:
    """Return a document, whose name would end in `ending`, in the format `to`; raise Unreadable where that fails.

    `of` names the filter of LibreOffice that has to read it; without one LibreOffice takes what it cannot read for
    plain text. A filter may follow the format `to` after a colon, as in `txt:Text`.
    """
    program = find_office()
    if program is None:
        problem = f"it is in a format ({ending.upper()}) that only LibreOffice reads, which is not installed"
        raise Unreadable(subject, problem, f"Install it ({INSTALL}), or save the document as DOCX or PDF")
    with tempfile.TemporaryDirectory(prefix="kennissynthese-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"document.{ending}"
        source.write_bytes(content)
        _write_profile(folder / "profile")
        _run([program, *([f"--infilter={of}"] if of else ())], source, to, folder, subject)
        try:
            return (folder / "out" / f"document.{to.partition(':')[0]}").read_bytes()
        except OSError as error:
            remedy = "Open it in the program that made it, without a password, and save it as DOCX or PDF"
            raise Unreadable(subject, "LibreOffice cannot read it: it is damaged or locked", remedy) from error


def _write_profile(profile: Path) -> None:
    """Write the settings of one call, in the form of LibreOffice's own register."""
    path = "/org.openoffice.Office."
    lines = [
        *((f"{path}{place}", name, value) for place, name, value in _SETTINGS),
        *(("/org.openoffice.Inet/Settings", name, value) for name, value in _PROXY),
    ]
    items = "".join(
        f'<item oor:path="{place}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for place, name, value in lines
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>\n",
        encoding="utf-8",
    )


def _run(program: list[str], source: Path, to: str, folder: Path, subject: str) -> None:
    command = [
        *program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nodefault",
        "--nolockcheck", "--nologo", "--convert-to", to, "--outdir", str(folder / "out"), str(source),
    ]  # fmt: skip
    # Its own session, so that the program that the starting script leaves behind can be ended with it.
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        cwd=folder, env=_environment(folder), start_new_session=True,
    )  # fmt: skip
    _limit(process.pid)
    try:
        with slow_work(SECONDS) as allowed:
            process.wait(allowed)
    except subprocess.TimeoutExpired as error:
        remedy = "Save it as DOCX or PDF"
        raise Unreadable(subject, f"LibreOffice took longer than {SECONDS} seconds to read it", remedy) from error
    finally:
        _end(process)


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "SYSTEMROOT") if name in os.environ}
    return {**kept, "HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp", "no_proxy": ""}


def _limit(process_id: int) -> None:
    """Limit the memory and time of a process and its children, also for when this process ends before them."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import resource

        resource.prlimit(process_id, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.prlimit(process_id, resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
