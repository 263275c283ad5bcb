"""Who coded in a file: the model, people who are known here under a pseudonym, and others, who get one."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Iterable
from pathlib import Path

from corpus.issues import Refused
from corpus.judgements import Judgement
from corpus.review.entries import ONDERZOEKER, ROLES
from corpus.review.ledger import Author
from reports.exchange.qda.building import MODEL, user_guid
from reports.exchange.qda.coders import UNNAMED
from reports.exchange.qda.model import User
from reports.review.pseudonyms import BIRDS

KEY = "inlezen.key"
"""The file with the secret that pseudonyms are made with; without it nobody can tell whose they are."""
_PSEUDONYM = re.compile(r"[a-z][a-z0-9-]{2,39}")
_NOBODY = "iemand"
_MODEL = user_guid(MODEL)


class People:
    """Gives each coder of a file the author that its codings are entered by."""

    def __init__(self, key: Path, judgements: Iterable[Judgement], pseudonym: str | None) -> None:
        """Take where the secret is kept, what was judged before, and the pseudonym for who has none here.

        Raises Refused where that is none.
        """
        if pseudonym is not None and not _PSEUDONYM.fullmatch(pseudonym):
            remedy = "Take lower-case letters, digits and hyphens, such as merel-3f2a; not a name of a person"
            raise Refused(f"pseudonym {pseudonym!r}", "it is none", remedy)
        self._key, self._pseudonym = key, pseudonym
        self._roles = {each.pseudonym or UNNAMED: each.role for each in judgements}
        self._by_guid = {user_guid(each): each for each in self._roles}
        self._strangers: dict[str, str] = {}

    def is_model(self, user: User | None) -> bool:
        """Tell whether a coder is the machine of ours."""
        return user is not None and (user.guid == _MODEL or user.name.strip() == MODEL)

    def author(self, user: User | None) -> Author:
        """Return who enters the codings of a coder; raise Refused where one pseudonym is given for several coders."""
        name = " ".join((user.name if user else "").split()) or _NOBODY
        known = self._by_guid.get(user.guid, "") if user else ""
        if found := known or (name if name in self._roles else ""):
            return Author(found, self._role(found))
        found = self._strangers.get(name) or self._pseudonym or self._made(name)
        self._strangers[name] = found
        if self._pseudonym and len(self._strangers) > 1:
            problem = f"{len(self._strangers)} coders of this file have no pseudonym here, and one is given"
            raise Refused(f"pseudonym {self._pseudonym!r}", problem, "Leave it out: then each gets one")
        return Author(found, self._role(found))

    @property
    def given(self) -> dict[str, str]:
        """The pseudonyms of those who are not known here, by the name in the file."""
        return dict(self._strangers)

    def _role(self, pseudonym: str) -> str:
        role = self._roles.get(pseudonym, ONDERZOEKER)
        return role if role in ROLES else ONDERZOEKER

    def _made(self, name: str) -> str:
        """Return the pseudonym of a name: the same each time here, and nothing to find the name by."""
        digest = hmac.new(self._secret(), name.casefold().encode("utf-8", "replace"), hashlib.sha256).hexdigest()
        return f"{BIRDS[int(digest[:8], 16) % len(BIRDS)]}-{digest[8:14]}"

    def _secret(self) -> bytes:
        try:
            with os.fdopen(os.open(self._key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(secrets.token_bytes(32))
        except FileExistsError:
            pass
        return self._key.read_bytes()
