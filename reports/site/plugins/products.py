"""The page with all that readers can take along, and those files."""

from __future__ import annotations

import mimetypes
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from datasette import NotFound
from datasette.utils.asgi import AsgiFileDownload

from reports.rendering import listed
from reports.site.pages import folder_of, hook, show

GROUPS = {
    "": (
        "Kennissynthese",
        "Om te lezen, af te drukken, of om in Word verder te schrijven; uw eigen tekst blijft staan.",
    ),
    "figuren": ("Figuren", "Elke figuur voor een rapport (SVG) en voor een scherm (PNG)."),
    "bouwstenen": ("Kennisbouwstenen", "Eén bladzijde per werkzaam element, om te lezen of te bewerken."),
    "zelfevaluatie": ("Zelfevaluatie", "De vragenlijst, om samen op papier in te vullen of te bewerken."),
    "agenda": ("Kennisagenda", "Waar nog kennis nodig is, en in welke volgorde."),
    "nieuws": ("Wat is nieuw", "Berichten over nieuwe documenten en veranderde bevindingen."),
    "tabellen": ("Tabellen", "De gegevens achter elk getal."),
    "uitwisseling": ("Uitwisseling", "Voor andere programma's: literatuurlijsten, citaten en gegevens."),
}
"""The title and description of each folder of files, in the order in which they are shown."""
PAGES = (
    ("/kennissynthese", "Kennissynthese", "Alles op één bladzijde om te lezen, te bewaren of af te drukken."),
    ("/vraag", "Vraagbaak", "Stel een vraag; u krijgt citaten die er iets over zeggen."),
    ("/bouwstenen", "Kennisbouwstenen", "Per werkzaam element: wat is het, wat helpt, en een voorbeeld."),
    ("/zelfevaluatie", "Zelfevaluatie", "Vul in hoe het in uw gemeente gaat, en leg het naast het bewijs."),
    ("/kennisagenda", "Kennisagenda", "Welke vragen nog open zijn, en welke het eerst aan de beurt zijn."),
    ("/figuren", "Figuren", "De bevindingen in beeld."),
    ("/nieuws", "Wat is nieuw", "Nieuwe documenten en bevindingen die zijn veranderd."),
    ("/tabellen", "Tabellen", "Alle gegevens om te filteren en te downloaden."),
)
"""The pages that are products themselves."""
_SHOWN = 12
"""Of more files than this the list is folded."""
_FORMS = {
    ".csv": "text/csv; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".jsonld": "application/ld+json",
    ".ris": "application/x-research-info-systems",
    ".bib": "application/x-bibtex",
    ".md": "text/markdown; charset=utf-8",
}


@hook
def register_routes() -> list[tuple[str, Any]]:
    """Return the routes of the page and its files."""
    return [(r"^/producten$", products), (r"^/bestand/(?P<name>[\w./%-]+)$", file)]


async def products(datasette: Any, request: Any) -> Any:
    """Answer with the list of files, by folder."""
    files = listed(folder_of(datasette))
    groups = [
        {"code": code, "title": title, "text": text, "files": [row for row in files if _folder(row["name"]) == code]}
        for code, (title, text) in GROUPS.items()
    ]
    return await show(
        datasette,
        request,
        "products.html",
        pages=PAGES,
        shown=_SHOWN,
        groups=[group for group in groups if group["files"]],
    )


async def file(datasette: Any, request: Any) -> Any:
    """Answer with a file; only those that are on the list are given."""
    name, folder = unquote(request.url_vars["name"]), folder_of(datasette)
    if name not in {row["name"] for row in listed(folder)}:
        raise NotFound("Dit bestand is er niet")
    path = Path(folder, name)
    if not path.is_file():
        raise NotFound("Dit bestand is er niet")
    return AsgiFileDownload(str(path), path.name, _form(path.suffix))


def _folder(name: str) -> str:
    parts = PurePosixPath(name).parts
    return parts[0] if len(parts) > 1 else ""


def _form(suffix: str) -> str:
    return _FORMS.get(suffix) or mimetypes.types_map.get(suffix) or "application/octet-stream"
