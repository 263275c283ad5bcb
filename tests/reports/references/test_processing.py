"""Items by their shape give what the processor gives of each by itself."""

from __future__ import annotations

import html
import re
import warnings
from typing import Any

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
from citeproc.source.json import CiteProcJSON

from reports.references.items import Item, items
from reports.references.processing import _style, initials, processed
from tests.reports.references.cases import published, reference
from tests.reports.references.test_apa import EXPECTED

HARD: list[dict[str, Any]] = [
    {"titel": "Zes", "auteurs": "; ".join(f"Jan{letter} Bos{letter}" for letter in "abcdef"), "jaar": 2020},
    {"titel": "Velen", "auteurs": "; ".join(f"Jan{letter} Bos{letter}" for letter in "abcdefghijklmnopqrstuvwxy")},
    {"titel": "Bij een lichaam!", "auteurs": "Bos B.V.; Movisie", "uitgever": "Vis & Co.", "jaar": 1999},
    {"titel": "Met <b>& 9999", "auteurs": "Anna-Marie J.W. van 't Veld", "uitgever": "O.K.?", "jaar": 2021},
    {"titel": "Dag", "uitgever": "Gemeente Vis", "soort_document": "webpagina", "verschenen_op": "2020-11-30",
     "jaar": 2020, "bron_url": "https://a.nl/?x=1&y=<2>"},
    {"titel": "\ue000\ue001 Ж. teken", "auteurs": "Ж Ж; Bureau \ue002", "jaar": 2020, "soort_document": "raadsmemo"},
]  # fmt: skip


def _directly(item: Item) -> tuple[str, str]:
    """Return what the processor makes of an item as it is."""
    whole = item if item.get("author") else {**item, "author": [{"literal": item["title"]}]}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = CitationStylesBibliography(_style(), CiteProcJSON([whole]), formatter.html)
        citation = Citation([CitationItem(whole["id"])])
        made.register(citation)
        cited = str(made.cite(citation, lambda missing: None))
        return "".join(map(str, made.bibliography())), html.unescape(re.sub("</?i>", "", cited))


@pytest.mark.parametrize("told", [*(case[0] for case in EXPECTED), *HARD], ids=lambda told: told["titel"][:12])
def test_a_shape_with_its_words_is_what_the_item_itself_gives(told: dict[str, Any]) -> None:
    (item,) = items(published(referenties=[reference("d1", **told)]))
    (line, cited), direct = processed(item), _directly(item)
    # The processor leaves signs of HTML in words as they are; here they are made safe.
    assert (html.unescape(line), cited) == (html.unescape(direct[0]), direct[1])


def test_a_title_cannot_set_its_own_make_up() -> None:
    (item,) = items(published(referenties=[reference("d1", titel="Een <i>schuin</i> woord", auteurs="Vis")]))
    assert "<i>Een &lt;i&gt;schuin&lt;/i&gt; woord</i>" in processed(item)[0]


@pytest.mark.parametrize(
    ("given", "expected"),
    [("Anna-Marie", "A.-M."), ("Jan W.", "J. W."), ("A.B.", "A. B."), ("él", "É."), ("J.-P.", "J.-P."), ("", "")],
)
def test_given_names_become_initials(given: str, expected: str) -> None:
    assert initials(given) == expected
