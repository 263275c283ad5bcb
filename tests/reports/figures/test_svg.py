"""SVG of matplotlib made fit for any page."""

from __future__ import annotations

from reports.figures.svg import tidy
from tests.reports.figures.figure_cases import SVG, parsed

RAW = b"""<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="200pt" height="100pt"
 viewBox="0 0 200 100" version="1.1">
 <metadata><a xmlns="http://example.org">2026-01-01</a></metadata>
 <defs><style type="text/css">*{stroke-linejoin: round}</style></defs>
 <g id="figure_1">
  <g id="axes_1">
   <g id="m0"><path d="M 0 0 L 10 0" style="fill: url(#hatch1); stroke: #123456; stroke-width: 0.5"
     clip-path="url(#c1)"/></g>
   <g id="m1"><path d="M 1 1 C 2 2 3 3 4 4 z" style="fill: #abcdef"/></g>
   <g id="text_1"><!-- 12 --><text style="font: 700 8.5px 'DejaVu Sans', sans-serif; text-anchor: middle" x="1" y="2"
     transform="rotate(-0 1 2)">12</text></g>
   <g id="text_2"><text style="font-size: 7px" transform="rotate(-45 3 4)">schuin</text></g>
   <use xlink:href="#teken" style="fill: #000000"/>
  </g>
 </g>
 <defs><pattern id="hatch1"><rect style="fill: #fff000"/></pattern><clipPath id="c1"/><path id="teken"/></defs>
</svg>"""
MARKS = {
    "m0": {"data-teken": "balk", "data-herkomst": "balans/a/voor"},
    "m1": {"cx": "4", "cy": "5", "r": "3", "data-teken": "punt"},
}


def _tidied() -> bytes:
    return tidy(RAW, "proef", "Een <titel>", "Wat & hoe", "balans/a/voor", MARKS)


def test_styles_become_attributes() -> None:
    root = parsed(_tidied())
    assert not [node for node in root.iter() if node.get("style") or node.tag == f"{SVG}style"]
    bar = next(node for node in root.iter() if node.get("data-teken") == "balk")
    assert (bar.get("stroke"), bar.get("stroke-width")) == ("#123456", "0.5")
    text = root.findall(f".//{SVG}text")
    assert (text[0].get("font-size"), text[0].get("font-weight"), text[0].get("text-anchor")) == (
        "8.5",
        "700",
        "middle",
    )
    assert text[0].get("transform") is None and text[1].get("transform") == "rotate(-45 3 4)"
    assert root.get("font-family") == "DejaVu Sans, Verdana, sans-serif"


def test_ids_that_are_used_get_the_name_of_the_figure() -> None:
    root = parsed(_tidied())
    ids = {node.get("id") for node in root.iter()} - {None}
    assert ids == {"proef-titel", "proef-uitleg", "proef-1", "proef-2", "proef-3"}
    bar = next(node for node in root.iter() if node.get("data-teken") == "balk")
    pattern, clip, sign = (root.find(f".//{SVG}{tag}[@id]") for tag in ("pattern", "clipPath", "path"))
    assert pattern is not None and clip is not None and sign is not None
    assert bar.get("fill") == f"url(#{pattern.get('id')})" and bar.get("clip-path") == f"url(#{clip.get('id')})"
    use = root.find(f".//{SVG}use")
    assert use is not None and use.get("href") == f"#{sign.get('id')}"


def test_marks_say_what_they_are_and_circles_are_circles() -> None:
    root = parsed(_tidied())
    point = root.find(f".//{SVG}circle")
    assert point is not None and point.get("d") is None
    assert (point.get("cx"), point.get("r"), point.get("fill")) == ("4", "3", "#abcdef")
    assert [node.get("data-herkomst") for node in root.iter() if node.get("data-teken") == "balk"] == ["balans/a/voor"]


def test_it_is_titled_described_and_without_a_date() -> None:
    content = _tidied()
    root = parsed(content)
    title, desc = root[0], root[1]
    assert (title.text, desc.text) == ("Een <titel>", "Wat & hoe")
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert desc.get("data-herkomst") == "balans/a/voor"
    assert (root.get("width"), root.get("height"), root.get("version")) == ("200", "100", None)
    assert b"2026" not in content and b"<!--" not in content and b"xlink" not in content
