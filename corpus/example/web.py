"""Renders the web pages of the example's site: articles, the overview, and a page that robots.txt closes."""

from collections.abc import Sequence
from pathlib import Path

import jinja2

from corpus.example.markup import read_spans
from corpus.example.pdf import TEMPLATES, choose_look
from corpus.example.sources import Document

GROUPS = (("Rapporten", "rapporten"), ("Interviews", "interviews"), ("Nieuws", "nieuws"))
ROBOTS = "User-agent: *\nDisallow: /beheer/\nAllow: /\n"


def environment(folder: Path = TEMPLATES) -> jinja2.Environment:
    """The templates, which escape all text and refuse an unknown name."""
    loaded = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    loaded.globals["read_spans"] = read_spans
    return loaded


def render_page(document: Document, documents: Sequence[Document]) -> bytes:
    """The HTML of a web page, with links to the reports of its gemeente."""
    reports = [
        other
        for other in documents
        if other.file.startswith("rapporten/") and set(other.gemeenten) & set(document.gemeenten)
    ]
    hue = choose_look(document.slug).hue
    return environment().get_template("pagina.html").render(document=document, reports=reports, hue=hue).encode()


def render_fixed_pages(documents: Sequence[Document]) -> dict[str, bytes]:
    """The overview, the page that must not be crawled, and robots.txt, by path inside the site."""
    groups = [
        (name, folder, [document for document in documents if document.file.startswith(f"{folder}/")])
        for name, folder in GROUPS
    ]
    templates = environment()
    return {
        "index.html": templates.get_template("index.html").render(groups=groups, hue=205).encode(),
        "beheer/intern.html": templates.get_template("intern.html").render(hue=205).encode(),
        "robots.txt": ROBOTS.encode(),
    }
