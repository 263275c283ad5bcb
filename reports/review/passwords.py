"""Passwords: what is too weak to take, and Argon2id (RFC 9106) for what is kept."""

from __future__ import annotations

import re
import unicodedata

from argon2 import Parameters, PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY
from zxcvbn import zxcvbn

COST = RFC_9106_LOW_MEMORY
"""Three passes over 64 MiB."""
SHORTEST, LONGEST = 12, 200
"""Number of characters."""
_STRONG = 4
"""Of 0 to 4: over 10^10 guesses."""
_ALSO_WEAK = (
    "wachtwoord", "welkom", "geheim", "inloggen", "hallo", "zomer", "winter", "lente", "herfst", "voorjaar", "najaar",
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "nederland", "holland",
    "amsterdam", "rotterdam", "utrecht", "ajax", "feyenoord", "voetbal", "vakantie", "gemeente", "gemeentehuis",
    "wijkteam", "sociaalteam", "kennissynthese", "klankbordgroep", "beoordelen", "jeugdzorg", "onderzoek",
    "onderzoeker",
)  # fmt: skip
"""Dutch words that people take; the lists of zxcvbn are English."""

_YEAR = re.compile(r"20[2-9]\d")
"""Years that zxcvbn does not take for one, because it is older."""
_KNOWN_YEAR = "2019"


class Passwords:
    """Hashes and checks passwords at a cost; each takes a good part of a second, so never where pages are made."""

    def __init__(self, cost: Parameters = COST) -> None:
        """Set the cost of a guess."""
        self._hasher = PasswordHasher.from_parameters(cost)
        self._nobodys = self._hasher.hash("van niemand")

    def hash(self, password: str) -> str:
        """Return what is kept of a password."""
        return self._hasher.hash(_same(password))

    def is_right(self, kept: str | None, password: str) -> bool:
        """Tell whether a password is the one that was kept; where none was kept, it takes as long to say no."""
        try:
            return self._hasher.verify(kept or self._nobodys, _same(password)) and kept is not None
        except (VerificationError, InvalidHashError):
            return False

    def is_old(self, kept: str) -> bool:
        """Tell whether a password was kept at another cost than this."""
        return self._hasher.check_needs_rehash(kept)


def _same(password: str) -> str:
    """Return a password as it is whatever keyboard it was typed on."""
    return unicodedata.normalize("NFKC", password[: LONGEST + 1])


def weakness(password: str, name: str) -> str:
    """Return in a sentence why a password cannot be taken; empty where it can."""
    if len(password) < SHORTEST:
        return f"Uw wachtwoord is te kort. Neem ten minste {SHORTEST} tekens, zoals een zinnetje van vier woorden."
    if len(password) > LONGEST:
        return f"Uw wachtwoord is te lang. Neem ten hoogste {LONGEST} tekens."
    known = [*_ALSO_WEAK, name, "".join(name.split()), *name.replace("@", " ").replace(".", " ").split()]
    if zxcvbn(_YEAR.sub(_KNOWN_YEAR, password[:72]), user_inputs=known)["score"] < _STRONG:
        return "Dit wachtwoord is makkelijk te raden. Neem bijvoorbeeld vier woorden die niet bij elkaar horen."
    return ""
