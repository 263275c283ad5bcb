"""Serving on this machine."""

from __future__ import annotations

import asyncio
import re
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from corpus.issues import Refused
from reports.site.serve import HOST, run, site

PROGRAM = """
import asyncio, sys
from pathlib import Path
from reports.site.serve import run, site
sys.exit(asyncio.run(run(site(Path(sys.argv[1])), 0)))
"""


def test_the_site_says_where_it_is_and_answers_there(folder: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", PROGRAM, str(folder)], stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            found = re.search(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())
            assert found
            with urllib.request.urlopen(found[0], timeout=20) as answer:
                assert "Wat werkt?" in answer.read().decode()
                assert answer.headers["x-content-type-options"] == "nosniff"
        finally:
            server.terminate()


def test_a_port_that_is_taken_is_refused(folder: Path) -> None:
    with socket.create_server((HOST, 0)) as taken, pytest.raises(Refused, match="--port"):
        asyncio.run(run(site(folder), taken.getsockname()[1]))
