"""Names under which members are known in all that is stored and exported: drawn, never made from their own name."""

from __future__ import annotations

import secrets

BIRDS = (
    "aalscholver", "appelvink", "barmsijs", "bergeend", "boerenzwaluw", "kraai", "boomklever", "bosuil",
    "braamsluiper", "brandgans", "buizerd", "dodaars", "ekster", "fazant", "fitis", "fuut", "gaai", "geelgors",
    "goudvink", "grutto", "heggenmus", "holenduif", "huismus", "ijsvogel", "kapmeeuw", "karekiet", "kauw", "kerkuil",
    "kievit", "kluut", "kneu", "koekoek", "koolmees", "kraanvogel", "kramsvogel", "kwartel", "leeuwerik", "lepelaar",
    "lijster", "meerkoet", "merel", "nachtegaal", "oeverzwaluw", "ooievaar", "patrijs", "pestvogel", "pimpelmees",
    "plevier", "purperreiger", "putter", "rietgors", "ringmus", "roerdomp", "roodborst", "scholekster", "sijs",
    "slobeend", "smient", "snor", "specht", "sperwer", "spreeuw", "sprinkhaanzanger", "stern", "tapuit", "tjiftjaf",
    "torenvalk", "tortelduif", "tureluur", "vink", "visarend", "visdief", "waterhoen", "wespendief", "wielewaal",
    "wintertaling", "kwikstaart", "wulp", "zanglijster", "zilverreiger", "zwartkop",
)  # fmt: skip


def draw() -> str:
    """Return a pseudonym, such as lijster-4f2a; whether it was given before is for the caller to see."""
    return f"{secrets.choice(BIRDS)}-{secrets.token_hex(2)}"
