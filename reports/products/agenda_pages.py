"""The kennisagenda as a page of HTML that stands on its own."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports.products.agenda import Agenda, as_data
from reports.publication import Publication
from reports.shown import TEMPLATES, prepare

_HERE = Path(__file__).parent / "templates"


def agenda_page(found: Agenda, publication: Publication, address: str) -> str:
    """Return the kennisagenda as a page of its own; `address` is where readers find the site, or empty."""
    loader = FileSystemLoader([_HERE, TEMPLATES])
    own = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    styles = ((_HERE / name).read_text(encoding="utf-8") for name in ("bouwsteen.css", "kennisagenda.css"))
    return (
        prepare(own)
        .get_template("kennisagenda.html")
        .render(
            agenda=as_data(found),
            title=publication.title,
            is_fictional=publication.is_fictional,
            address=address,
            style=Markup("".join(styles)),
        )
    )
