"""A study that is run by its command, and people who come to its review site with a browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

from corpus.raw import DATA_VARIABLE
from tests.browser.conftest import look_over
from tests.studying import make_study

KEPT = ("heidewoude-raadsmemo-2020", "brinkhoven-raadsmemo-2022", "wilgenoord-raadsmemo-2023")
PASSWORD = "paars kanon zonder dak"
_SETTINGS = """
[synthesis]
topic_size = 500

[review]
judges = 1
ask_from = 0.0
"""


class Place:
    """A folder with a study and what its runs build."""

    def __init__(self, folder: Path) -> None:
        """Put three documents of the example in an empty folder, and run the chain."""
        self.data, self.study = folder / "data", str(make_study(folder, KEPT, _SETTINGS))
        self.do("run", "--workers", "1")

    def do(self, *arguments: str) -> str:
        """Run a command of `kennissynthese` on the study, and return what it prints."""
        command = [sys.executable, "-m", "corpus.cli", *arguments, "--study", self.study]
        environment = os.environ | {DATA_VARIABLE: str(self.data)}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def invite(self, name: str, role: str) -> str:
        """Return the path of a link to choose a password with."""
        found = re.search(r"(/uitnodiging/\S+)", self.do("review", "invite", name, "--role", role))
        assert found
        return found[1]


class Guest:
    """Somebody with a browser; each page that is seen for the first time is looked over and kept as a picture."""

    def __init__(self, page: Page, who: str) -> None:
        """Begin where the browser is."""
        self.page, self._who, self._seen = page, who, set[str]()
        self.wrong: list[str] = []
        self.paths: set[str] = set()
        """Where this guest was."""

    def look(self, name: str) -> None:
        """Look a page over."""
        self.paths.add(urlsplit(self.page.url).path)
        if name not in self._seen:
            self._seen.add(name)
            self.wrong += look_over(self.page, f"beoordelen-{self._who}-{name}")

    def go(self, path: str, name: str = "") -> None:
        """Go to a page, which must be there."""
        answer = self.page.goto(path)
        assert answer and answer.ok, (path, answer and answer.status)
        self.paths.add(path.partition("?")[0])
        self.look(name or re.sub(r"[^a-z]+", "-", path.partition("?")[0]).strip("-") or "voorpagina")

    def go_on(self, start: str, end: str = "") -> None:
        """Go to where the first link leads that begins and ends so."""
        ending = f"[href$='{end}']" if end else ""
        link = self.page.locator(f"a[href^='{start}']{ending}").first.get_attribute("href")
        assert link
        self.go(link, re.sub(r"[^a-z]+", "-", start + end).strip("-"))

    def press(self, name: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def choose_password(self) -> None:
        """Fill in the form of an invitation."""
        self.look("uitnodiging")
        self.page.get_by_label("Nieuw wachtwoord").fill(PASSWORD)
        self.page.get_by_label("Nog een keer").fill(PASSWORD)
        self.press("Wachtwoord bewaren")

    def log_in(self, name: str, password: str = PASSWORD) -> None:
        """Fill in the form to log in."""
        self.page.get_by_label("Naam").fill(name)
        self.page.get_by_label("Wachtwoord").fill(password)
        self.press("Inloggen")

    def open_round(self, name: str) -> None:
        """Open a round of judging."""
        self.go("/rondes")
        self.page.get_by_label("Naam").fill(name)
        self.page.get_by_label("Laatste dag").fill("2999-12-31")
        self.press("Ronde openen")
        self.look("ronde")

    def judge(self, verdict: str, remark: str = "") -> str:
        """Judge what is asked with the mouse, and return the address of the coding."""
        address = self.page.url
        self.page.locator(f"input[name=verdict][value='{verdict}']").check()
        if verdict == "anders":
            self.page.get_by_label("Welke code dan?").select_option(index=1)
        self.page.get_by_label("Waarom vindt u dat?").fill(remark)
        self.look(f"codering-{verdict.replace(' ', '-')}")
        self.press("Opslaan en verder")
        self.page.wait_for_url(lambda url: url != address)
        return address.partition("?")[0]

    def judge_by_key(self, key: str) -> str:
        """Judge what is asked with the keyboard alone, and return the address of the coding."""
        address = self.page.url
        self.page.locator("#toetsen:not([hidden])").wait_for(state="attached")
        self.page.keyboard.press(key)
        self.page.keyboard.press("ArrowRight")
        self.page.wait_for_url(lambda url: url != address)
        return address.partition("?")[0]
