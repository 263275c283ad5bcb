"""A site of a gemeenteraad made with "GO. raadsinformatie", hand-made: that of the fictional Veldrade."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from tests.harvest.universe.server import Reply, Request, Route, pdf

RAAD = "/Vergaderingen/Gemeenteraad"
FULL = f"{RAAD}/2019/20-maart/20:00/"
ARCHIVED = f"{RAAD}/2015/29-juni/17:00/"
FAULTY = "/vergaderingen/Commissie-Zorg/2020/05-oktober/19:30/"
LISTS = "/modules/risbis/risbis.php"
FILES = (
    *(f"{FULL}Oproep%20raad.pdf", "/Documenten/Evaluatie.pdf", "/Documenten/Motie.pdf"),
    *(f"{ARCHIVED}Besluitenlijst.pdf", "/Documenten/Oud-stuk.pdf", "/Documenten/Zorgplan.pdf"),
)


def routes() -> dict[str, Route]:
    """Return the routes of the site."""
    pages = {
        "/Vergaderingen": page(
            "Vergaderingen",
            f'<div class="orgaan block"><h3>Gemeenteraad</h3><ul><li class="next"><a href="{RAAD}/komend">Komend</a>'
            f'</li><li class="prev"><a href="{RAAD}/archief/">Archief</a></li></ul></div>'
            f'<a href="{FAULTY}">Commissie Zorg 5 oktober 2020</a> <a href="{FAULTY.lower()}print">Druk af</a>'
            '<a href="/Actueel">Actueel</a> <a href="https://elders.example/Vergaderingen/x">Elders</a>',
        ),
        f"{RAAD}/komend": page("Komende vergaderingen", "<p>Er zijn geen vergaderingen gepland.</p>"),
        f"{RAAD}/archief/": page(
            "Archief",
            f'<ul id="vergaderingen"><li><a href="{FULL}">20 maart 2019</a></li>'
            f'<li><a href="{ARCHIVED}">29 juni 2015</a></li><li><a href="{RAAD}/2001/">2001</a></li></ul>',
        ),
        FULL: meeting(
            FULL,
            "20 maart 2019",
            row(11, "Opening", has_documents=False)
            + row(12, "Evaluatie wijkteams")
            + row(13, "Motie", inner='<a href="/Vergaderingen/Gemeenteraad/2019/20-maart/20:00//notitie/">notitie</a>'),
            [item("Oproep raad.pdf", "Oproep raad.pdf", "agenda")],
        ),
        ARCHIVED: meeting(
            ARCHIVED,
            "29 juni 2015",
            row(21, "Rekenkamer", documents=[item("/Documenten/Oud-stuk.pdf", "Oud stuk")], has_documents=True),
            [item("Besluitenlijst.pdf", "Besluitenlijst.pdf", "raadvoorstel")],
        ),
        FAULTY: meeting(
            FAULTY,
            "05 oktober 2020",
            '<li class="agendaRow"><h3>Zonder nummer</h3><a class="bijlage_true">Bijlage</a></li>'
            + row(31, "Zorgplan")
            + row(32, "Lijst is zoek")
            + row(33, "Lege lijst"),
            [],
        ),
    }
    files: dict[str, Route] = {path: Reply(pdf(path), media_type="application/pdf") for path in FILES}
    return {**{quote(path, safe="/:"): Reply(body.encode()) for path, body in pages.items()}, LISTS: _list, **files}


def page(title: str, content: str, own: str = "") -> str:
    head = f'<meta property="og:url" content="https://raad.veldrade.example{own}"/>' if own else ""
    return (
        f'<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><div id="page">'
        f'<div id="breadcrumb">U bent hier: <a href="/Vergaderingen/">Vergaderingen</a></div>{content}'
        '<div id="logo"><a href="/">Gemeente Veldrade</a></div></div></body></html>'
    )


def meeting(path: str, day: str, rows: str, documents: Sequence[str]) -> str:
    own = f'<div id="documenten"><ul>{"".join(documents)}</ul></div>' if documents else ""
    content = (
        f'<div id="pageHead"><h2><span class="group">Raad</span> <span class="date">{day}</span></h2>'
        f'<ul id="document_legend"><li class="brief">Brief</li></ul></div>{own}'
        f'<div id="agendapunten"><ul id="vergadering">{rows}</ul></div>'
        '<div id="downloaden"><ul><li><a href="download/880/mp3">Geluid.mp3</a></li></ul></div>'
    )
    return page(f"Raad {day} 20:00:00", content, path)


def row(number: int, title: str, documents: Sequence[str] = (), inner: str = "", has_documents: bool = True) -> str:
    icon = "bijlage_true" if has_documents else "bijlage_false"
    return (
        f'<li id="agendapunt{number}_0" class=" agendaRow"><div class="title"><h3><a href="">{title}</a></h3></div>'
        f'<a class="{icon}" href="">Bijlage</a>{inner}'
        f'<div id="agendapunt_documenten_{number}" class="documents"><ul>{"".join(documents)}</ul></div></li>'
    )


def item(address: str, title: str, kind: str = "onbekend") -> str:
    note = f'<a href="{address}/notitie/" class="notelink " id="notelink9_0_"><span>notitie</span></a>'
    return (
        f'<li class="{kind}"><a href="{address}">\n  {title}</a> <span class="extention">(pdf, 7 kb)</span>{note}</li>'
    )


def _list(request: Request) -> Reply:
    """Answer with the documents of an agenda item, with the faults that such lists have."""
    if request.query.get("g") != "get_docs_for_ag":
        return Reply(b"", status=400)
    lists = {
        "12": [
            item(f"{request.root}Documenten/Evaluatie.pdf", "Evaluatie sociaal team.pdf", "raadvoorstel"),
            item("/Documenten//Evaluatie.pdf", "Evaluatie sociaal team.pdf", "raadvoorstel"),
            '<li class="vertrouwlijk"><a href="/Documenten/Geheim.pdf">Geheim advies</a></li>',
        ],
        "13": [item("/Documenten/Motie.pdf#top", "Motie", "notitie")],
        "31": [
            item("//Documenten/Zorgplan.pdf", "Zorgplan"),
            item("http://[stuk", "Kapot adres"),
            '<li class="brief">Brief van een bewoner</li>',
        ],
        "33": [],
    }
    items = lists.get(request.query["agendapunt_object_id"])
    if items is None:
        return Reply(page("Niet gevonden", "<ul><li><a href='/'>Terug</a></li></ul>").encode())
    body = f"<h4>Vergaderstukken bij agendapunt:</h4><ul>{''.join(items)}</ul>" if items else ""
    return Reply(body.encode())
