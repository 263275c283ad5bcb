"""How well the fields of research are read from the example: what was found of what is there, and how much is right.

Run `python -m tests.benchmarks.metadata_fields`; with `-v` it tells each value that is wrong or missed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator

import click

from extract.metadata import GEMEENTEN
from extract.metadata.gazetteer import load_gazetteer
from tests.benchmarks.metadata import EXAMPLE, chosen_of, read

FIELDS = ("subtitle", "author", "opdrachtgever", "uitvoerder", "period", "method")
_BUREAUS = {
    "duinrade-evaluatie-2021": "Bureau Wegwijzer Onderzoek",
    "kastelrade-procesevaluatie-2020": "Bureau Samenspel Advies",
    "stormvliet-evaluatie-2020": "Bureau Samenspel Advies",
    "zuidermarke-effectevaluatie-2022": "Bureau Wegwijzer Onderzoek",
}
_OTHERS = {
    "elzenbroek-rekenkamer-2019": "Rekenkamercommissie Elzenbroek",
    "grotenhage-rekenkamer-2021": "Rekenkamer Grotenhage",
    "oudermeer-rekenkamer-2022": "Rekenkamer Oudermeer",
    "vossenmeer-onderzoek-2023": "Gemeente Vossenmeer, afdeling Onderzoek en Statistiek",
}
_PERIODS = {
    "duinrade-evaluatie-2021": "2019-01/2021-03",
    "elzenbroek-rekenkamer-2019": "2016/2018",
    "grotenhage-rekenkamer-2021": "2018/2020",
    "rietwaarden-evaluatie-2023": "2021/2023",
    "wilgenoord-raadsmemo-2023": "2020/2022",
    "zuidermarke-effectevaluatie-2022": "2019/2022",
}
_METHODS = {
    "berkelmonde-tussenevaluatie-2024": "interviews: 14|interviews: 17|observaties: 11",
    "brinkhoven-raadsmemo-2022": "interviews: 31|enquête: 27 (respons 66%)|data-analyse",
    "duinrade-evaluatie-2021": "documentstudie|enquête: 412 (respons 35%)|enquête: 61 (respons 82%)|interviews: 14"
    "|interviews: 22|groepsgesprekken: 3|dossiers: 60",
    "elzenbroek-rekenkamer-2019": "documenten: 46|data-analyse|dossiers: 80|interviews: 31|enquête: 158 (respons 39%)",
    "grotenhage-rekenkamer-2021": "documentstudie|interviews: 22|enquête: 71 (respons 74%)|dossiers: 58"
    "|groepsgesprekken",
    "heidewoude-raadsmemo-2020": "dossiers: 32|enquête: 17 (respons 81%)|interviews: 24",
    "kastelrade-procesevaluatie-2020": "observaties: 34|observaties: 22|interviews: 15|interviews: 26",
    "lindervoort-procesevaluatie-2019": "enquête: 168 (respons 41%)|enquête: 26 (respons 76%)|interviews: 14"
    "|interviews: 11|groepsgesprekken",
    "merenburg-evaluatie-2018": "data-analyse|enquête: 37 (respons 12%)|interviews: 15",
    "oudermeer-rekenkamer-2022": "interviews: 31|interviews: 18|enquête: 301 (respons 32%)|dossiers: 60",
    "rietwaarden-evaluatie-2023": "enquête: 312 (respons 38%)|enquête: 287 (respons 35%)|data-analyse"
    "|groepsgesprekken: 4",
    "stormvliet-evaluatie-2020": "enquête: 39 (respons 85%)|enquête: 67 (respons 57%)|interviews: 23"
    "|groepsgesprekken: 5|dossiers: 40",
    "vossenmeer-onderzoek-2023": "enquête: 386 (respons 38%)|enquête: 241 (respons 62%)|interviews: 18"
    "|groepsgesprekken: 2|data-analyse",
    "wilgenoord-raadsmemo-2023": "enquête: 426 (respons 44%)|interviews: 47",
    "zuidermarke-effectevaluatie-2022": "interviews: 58|enquête: 39 (respons 83%)|data-analyse",
    "duinrade-toegang": "enquête: ruim 400",
}
"""What a reader of the example finds; the publisher is the author, because it names no persons."""


def truth() -> Iterator[tuple[str, str, dict[str, set[str]]]]:
    """Yield each document of the example with its file, and the values of each field that it tells."""
    for line in (EXAMPLE / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if "metadata" not in row:
            continue
        name, gold = row["document"], row["metadata"]
        maker = _BUREAUS.get(name, _OTHERS.get(name, ""))
        yield name, row["file"], {
            "subtitle": {gold["subtitle"]} - {None},
            "author": {gold["publisher"]} if not row["file"].endswith(".html") else set(),
            "opdrachtgever": {f"Gemeente {gold['gemeenten'][0]}"} if name in _BUREAUS else set(),
            "uitvoerder": {maker} - {""},
            "period": {_PERIODS.get(name, "")} - {""},
            "method": set(_METHODS.get(name, "").split("|")) - {""},
        }  # fmt: skip


def tally(say: Callable[[str], None]) -> dict[str, tuple[int, int, int]]:
    """Return for each field how many values are right, found and there; `say` is told each that is wrong or missed."""
    gazetteer = load_gazetteer((str(GEMEENTEN), str(EXAMPLE / "gemeenten.csv")))
    counts = dict.fromkeys(FIELDS, (0, 0, 0))
    for name, file, expected in truth():
        chosen = chosen_of(read((EXAMPLE / "site" / file).read_bytes(), gazetteer))
        for field in FIELDS:
            found, wanted = chosen.get(field, set()), expected[field]
            right, all_found, there = counts[field]
            counts[field] = right + len(found & wanted), all_found + len(found), there + len(wanted)
            if found != wanted:
                say(f"  {name}: {field} wrong {sorted(found - wanted)} missed {sorted(wanted - found)}")
    return counts


def main() -> None:
    """Print precision and recall of each field over the example."""
    counts = tally(click.echo if "-v" in sys.argv else lambda text: None)
    click.echo("field            precision  recall  right  found  there")
    for field, (right, found, there) in counts.items():
        click.echo(
            f"{field:<16} {right / max(found, 1):9.2f} {right / max(there, 1):7.2f} {right:6} {found:6} {there:6}"
        )


if __name__ == "__main__":
    main()
