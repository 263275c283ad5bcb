"""Lists of a document: bullets, and numbers that begin at 1 for each list."""

from __future__ import annotations

from typing import Any

from reports.word.oxml import Element, number_for, tag, w

_BULLET, _NUMBERS = "KSLijst", "KSNummers"


class Lists:
    """The lists of ours in a document; those that are not there yet are added."""

    def __init__(self, numbering: Any, styles: Element, roles: dict[str, str]) -> None:
        """Take the numbering of a document and its styles."""
        self._root, self._styles, self._roles = numbering, styles, roles

    @property
    def bullet(self) -> str | None:
        """The list of all bullets; None where their style says which it is."""
        if self._is_in_style("bullet"):
            return None
        return self._number(self._abstract(_BULLET, "bullet", "•"))

    def new_list(self) -> str:
        """Return a list for numbers that begin at 1."""
        return self._number(self._abstract(_NUMBERS, "decimal", "%1."), begins=True)

    def tidy(self, body: Element) -> None:
        """Take out the lists of ours that no paragraph belongs to any longer."""
        used = {item.get(tag("val")) for item in body.iter(tag("numId"))}
        ours = {self._abstract(_BULLET, "bullet", "•"), self._abstract(_NUMBERS, "decimal", "%1.")}
        for item in list(self._root.iterchildren(tag("num"))):
            if item.find(tag("abstractNumId")).get(tag("val")) in ours and item.get(tag("numId")) not in used:
                self._root.remove(item)

    def _is_in_style(self, role: str) -> bool:
        styles = self._styles.iterchildren(tag("style"))
        style = next(style for style in styles if style.get(tag("styleId")) == self._roles[role])
        return style.find(f"{tag('pPr')}/{tag('numPr')}") is not None

    def _abstract(self, name: str, kind: str, text: str) -> str:
        """Return the id of the form of a list."""
        for found in self._root.iterchildren(tag("abstractNum")):
            label = found.find(tag("name"))
            if label is not None and label.get(tag("val")) == name:
                return str(found.get(tag("abstractNumId")))
        taken = [int(item.get(tag("abstractNumId"))) for item in self._root.iterchildren(tag("abstractNum"))]
        number = str(max(taken, default=0) + 1)
        level = w(
            "lvl", w("start", val="1"), w("numFmt", val=kind), w("lvlText", val=text), w("lvlJc", val="left"),
            w("pPr", w("ind", left="397", hanging="284")), ilvl="0",
        )  # fmt: skip
        made = w("abstractNum", w("nsid", val=f"{int(number_for(name)):08X}"), w("multiLevelType", val="singleLevel"),
                 w("name", val=name), level, abstractNumId=number)  # fmt: skip
        first = self._root.find(tag("num"))
        self._root.insert(len(self._root) if first is None else self._root.index(first), made)
        return number

    def _number(self, abstract: str, *, begins: bool = False) -> str:
        """Return the id of a list of a form: a new one where its numbers begin at 1."""
        there = list(self._root.iterchildren(tag("num")))
        if not begins:
            for item in there:
                if item.find(tag("abstractNumId")).get(tag("val")) == abstract:
                    return str(item.get(tag("numId")))
        number = str(max((int(item.get(tag("numId"))) for item in there), default=0) + 1)
        start = [w("lvlOverride", w("startOverride", val="1"), ilvl="0")] if begins else []
        made = w("num", w("abstractNumId", val=abstract), *start, numId=number)
        self._root.insert(self._root.index(there[-1]) + 1 if there else len(self._root), made)
        return number
