"""Pictures in a document, with a title and a text alternative."""

from __future__ import annotations

from lxml import etree

from reports.word.oxml import Element, number_for

_UNITS = 635
"""English metric units in a twentieth of a point."""
_HIGHEST = 7_920_000
"""22 cm."""
_XML = """<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:drawing>
<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent/><wp:docPr/><wp:cNvGraphicFramePr>
<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>
<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr/>
<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>
<a:xfrm><a:off x="0" y="0"/><a:ext/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>
</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"""
_PARSER = etree.XMLParser(remove_blank_text=True)


def picture_run(relation: str, height: float, title: str, alt: str, anchor: str, width_20ths: int) -> Element:
    """Return a run with a picture; `height` is how high it is for its width, and that is the text's."""
    element = etree.fromstring(_XML, _PARSER)
    width = min(width_20ths * _UNITS, int(_HIGHEST / height))
    for name in ("extent", "ext"):
        for extent in element.iter(f"{{*}}{name}"):
            extent.set("cx", str(width))
            extent.set("cy", str(int(width * height)))
    number = number_for(f"picture {anchor}")
    for name in ("docPr", "cNvPr"):
        for about in element.iter(f"{{*}}{name}"):
            about.set("id", number)
            about.set("name", anchor)
            about.set("descr", alt)
            about.set("title", title)
    for blip in element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"):
        blip.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed", relation)
    return element
