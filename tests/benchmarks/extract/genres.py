"""Composes what is no report: slides, and a proposal to a council in the form of a letter."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.extract.compose import Composer, Recipe
from tests.benchmarks.extract.model import Fields, Heading, Item, Items, Paragraph, Report, Unit


class Slides(Composer):
    """Makes a presentation: every slide a heading with a list, a table, a chart or a few words."""

    def _units(self) -> Iterator[Unit]:
        for _ in range(self.recipe.chapters):
            yield Heading(1, self.prose.title())
            if self._happens(self.recipe.tables):
                yield self._table()
            elif self._happens(self.recipe.figures):
                yield self._figure()
                yield Paragraph((self.prose.sentence(),))
            else:
                yield self._points()

    def _points(self) -> Items:
        items: list[Item] = []
        for _ in range(self.random.randint(2, 4)):
            items.append(Item((self.prose.fill("{People} {verb} de {quality} {compound}"),), "•"))
            if self._happens(0.4):
                items += [Item((self.prose.fill("{compound} en {compound}"),), "–", 1) for _ in range(2)]
        return Items(tuple(items))


class Letter(Composer):
    """Makes a proposal of a college to its council."""

    def _units(self) -> Iterator[Unit]:
        fill = self.prose.fill
        yield Fields(
            (
                ("Onderwerp", fill("Vaststellen van de {quality} {compound}")),
                ("Datum", fill("{date}")),
                ("Zaaknummer", fill("{count}{count}")),
                ("Portefeuillehouder", "wethouder Sociaal Domein"),
                ("Bijlagen", fill("{Compound}; {compound} {year}")),
            )
        )
        yield Paragraph(("Aan de gemeenteraad,",))
        for title in ("Voorstel", "Aanleiding", "Argumenten", "Kanttekeningen", "Financiën", "Vervolg"):
            yield Heading(1, title)
            yield from self._argue(title)
        yield Paragraph((fill("Met vriendelijke groet, namens het college van burgemeester en wethouders van {town}"),))

    def _argue(self, title: str) -> Iterator[Unit]:
        if title == "Voorstel":
            decisions = ("De {compound} vast te stellen;", "De {quality} {compound} te laten {verb};", "In te stemmen.")
            yield Items(
                tuple(Item((self.prose.fill(each),), f"{at}.") for at, each in enumerate(decisions, 1)),
                is_numbered=True,
            )
        elif title == "Argumenten":
            for number in range(1, 4):
                yield Heading(2, f"{number}.1 " + self.prose.fill("De {compound} versterkt de {compound}"))
                yield self._paragraph()
        else:
            yield self._paragraph()
            yield self._paragraph()
            if title == "Financiën":
                yield self._table()


GENRES = {"report": Composer, "slides": Slides, "letter": Letter}


def compose(recipe: Recipe, seed: int) -> Report:
    """Return the document of a recipe and a seed."""
    return GENRES[recipe.genre](recipe, seed).report()
