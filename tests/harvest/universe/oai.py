"""A repository that gives its records by OAI-PMH, hand-made: that of a hogeschool in the fictional Duinrade."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from tests.harvest.universe.server import Reply, Request, Route, pdf

PAGE_SIZE = 2
PUBLISHER = "Hogeschool Duinrade"
OPEN, CLOSED = "OpenAccess", "ClosedAccess"


@dataclass(frozen=True)
class Publication:
    number: int
    title: str
    date: str
    set: str
    files: Mapping[str, str]
    """The access rights of each file, by its path."""
    has_page: bool = True
    is_deleted: bool = False

    @property
    def identifier(self) -> str:
        return f"oai:duinrade.example:{self.number}"


PUBLICATIONS = (
    Publication(1, "Evaluatie wijkteams Veldrade", "2019-05-01", "zorg", {"files/1.pdf": OPEN}),
    Publication(2, "Samenwerken & leren", "2020", "zorg", {"files/2a.pdf": OPEN, "files/2b.pdf": CLOSED}),
    Publication(3, "Interne notitie", "2020-02", "zorg", {"files/3.pdf": CLOSED}),
    Publication(4, "Toegang in de wijk", "2021-11-30", "wijk", {}),
    Publication(5, "", "", "wijk", {}, is_deleted=True),
    Publication(6, "Alleen op papier", "2018", "wijk", {}, has_page=False),
)


def routes(expiring: int = 0) -> dict[str, Route]:
    """Return the routes of the repository; as many of its resumption tokens as is said have expired when asked."""
    left = [expiring]

    def oai(request: Request) -> Reply:
        return Reply(_answer(request, left).encode(), media_type="text/xml; charset=utf-8")

    files: dict[str, Route] = {
        f"/{path}": Reply(pdf(path), media_type="application/pdf") for each in PUBLICATIONS for path in each.files
    }
    pages: dict[str, Route] = {f"/pub/{each.number}": _page(each) for each in PUBLICATIONS if each.has_page}
    return {"/oai": oai, **files, **pages, "/full/4": Reply(pdf("4"), media_type="application/pdf")}


def _page(publication: Publication) -> Callable[[Request], Reply]:
    def page(request: Request) -> Reply:
        meta = f'<meta name="citation_pdf_url" content="{request.root}full/{publication.number}">'
        return Reply(f"<html><head>{meta}</head><body>{escape(publication.title)}</body></html>".encode())

    return page


def _answer(request: Request, left: list[int]) -> str:
    asked = request.query
    if asked.get("verb") != "ListRecords":
        return error("badVerb", "Illegal OAI verb")
    token = asked.get("resumptionToken")
    if token is not None and left[0]:
        left[0] -= 1
        return error("badResumptionToken", "The resumption token has expired")
    if token is None:
        token = f"{asked.get('metadataPrefix')}|{asked.get('set', '')}|0"
    prefix, wanted, offset = token.split("|")
    if prefix not in _FORMS:
        return error("cannotDisseminateFormat", prefix)
    found = [each for each in PUBLICATIONS if each.set.startswith(wanted)]
    if not found:
        return error("noRecordsMatch", "No records")
    return _page_of_list(found, prefix, wanted, int(offset), request.root)


def _page_of_list(found: list[Publication], prefix: str, wanted: str, offset: int, root: str) -> str:
    end = offset + PAGE_SIZE
    records = "".join(record(each, _FORMS[prefix](each, root)) for each in found[offset:end])
    token = f"{prefix}|{wanted}|{end}" if end < len(found) else ""
    given = f'<resumptionToken completeListSize="{len(found)}" cursor="{offset}">{token}</resumptionToken>'
    return envelope(f"<ListRecords>{records}{given}</ListRecords>")


def envelope(content: str) -> str:
    """Return an answer by OAI-PMH."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
        f"<responseDate>2024-01-01T00:00:00Z</responseDate><request>http://duinrade.example/oai</request>{content}</OAI-PMH>"
    )


def error(code: str, message: str = "") -> str:
    """Return the answer that is an error."""
    return envelope(f'<error code="{code}">{message}</error>')


def record(publication: Publication, metadata: str) -> str:
    """Return the record of a publication with its header."""
    status = ' status="deleted"' if publication.is_deleted else ""
    header = (
        f"<header{status}><identifier>{publication.identifier}</identifier>"
        f"<datestamp>2023-03-0{publication.number}T10:00:00Z</datestamp><setSpec>{publication.set}</setSpec></header>"
    )
    return f"<record>{header}{'' if publication.is_deleted else f'<metadata>{metadata}</metadata>'}</record>"


def oai_dc(publication: Publication, root: str) -> str:
    """Return the metadata of a publication in Dublin Core."""
    addresses = [f"{root}pub/{publication.number}"] if publication.has_page else ["ISBN 90-000"]
    addresses += [root + path for path, rights in publication.files.items() if rights == OPEN]
    is_closed = CLOSED in publication.files.values() and OPEN not in publication.files.values()
    return (
        '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(publication.title)}</dc:title><dc:creator>Lectoraat Wijk en Zorg</dc:creator>"
        f"<dc:date>2023-01-01T09:30:00Z</dc:date><dc:date>{publication.date}</dc:date>"
        f"<dc:publisher>{PUBLISHER}</dc:publisher><dc:type>Rapport</dc:type>"
        + "".join(f"<dc:identifier>{address}</dc:identifier>" for address in addresses)
        + f"<dc:rights>info:eu-repo/semantics/{'closed' if is_closed else 'open'}Access</dc:rights></oai_dc:dc>"
    )


def didl(publication: Publication, root: str) -> str:
    """Return the metadata of a publication in DIDL with MODS within, in version 3.0 of the Dutch profile."""
    own = f"<didl:Resource mimeType='application/xml' ref='{root}didl/{publication.number}'/>"
    return (
        "<didl:DIDL xmlns:didl='urn:mpeg:mpeg21:2002:02-DIDL-NS' xmlns:dcterms='http://purl.org/dc/terms/'"
        " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        f"<didl:Item><didl:Component>{own}</didl:Component>{''.join(_items(publication, root))}</didl:Item></didl:DIDL>"
    )


def _items(publication: Publication, root: str) -> Iterator[str]:
    yield _item("descriptiveMetadata", f"<didl:Resource mimeType='application/xml'>{mods(publication)}</didl:Resource>")
    for path, rights in publication.files.items():
        resource = f"<didl:Resource mimeType='application/pdf' ref='{root}{path}'/>"
        yield _item("objectFile", resource, f"http://purl.org/eprint/accessRights/{rights}")
    if publication.has_page:
        yield _item("humanStartPage", f"<didl:Resource mimeType='text/html' ref='{root}pub/{publication.number}'/>")


def _item(role: str, resource: str, rights: str = "") -> str:
    said = [f"<rdf:type rdf:resource='info:eu-repo/semantics/{role}'/>"]
    said += [f"<dcterms:accessRights>{rights}</dcterms:accessRights>"] if rights else []
    descriptors = "".join(
        f"<didl:Descriptor><didl:Statement mimeType='application/xml'>{each}</didl:Statement></didl:Descriptor>"
        for each in said
    )
    return f"<didl:Item>{descriptors}<didl:Component>{resource}</didl:Component></didl:Item>"


def mods(publication: Publication) -> str:
    """Return the metadata of a publication in MODS."""
    role = "<role><roleTerm authority='marcrelator' type='code'>{}</roleTerm></role>"
    return (
        "<mods xmlns='http://www.loc.gov/mods/v3' version='3.6'>"
        "<titleInfo xml:lang='en'><title>In English</title></titleInfo>"
        f"<titleInfo xml:lang='nl'><title>{escape(publication.title)}</title>"
        "<subTitle>een rapport</subTitle></titleInfo>"
        f"<name type='corporate'><namePart>Lectoraat Wijk en Zorg</namePart>{role.format('aut')}</name>"
        "<name type='personal'><namePart type='family'>Auteur</namePart>"
        f"<namePart type='given'>Tweede</namePart>{role.format('aut')}</name>"
        f"<name type='personal'><namePart>Begeleider</namePart>{role.format('ths')}</name>"
        f"<originInfo><publisher>{PUBLISHER}</publisher>"
        f"<dateIssued encoding='w3cdtf'>{publication.date}</dateIssued></originInfo>"
        "<genre>info:eu-repo/semantics/report</genre>"
        "<relatedItem type='host'><titleInfo><title>Reeks</title></titleInfo></relatedItem></mods>"
    )


_FORMS: dict[str, Callable[[Publication, str], str]] = {
    "oai_dc": oai_dc,
    "didl": didl,
    "mods": lambda publication, root: mods(publication),
    "marc21": lambda publication, root: "<record xmlns='http://www.loc.gov/MARC21/slim'/>",
}
