"""How well a language model codes: the scorer's figures on the example's gold and on the passages with two coders.

Run `python -m tests.benchmarks.language_model --study STUDY` with a study that names a model under [language_model];
what it asks is charged to that study and kept, so that a second run asks nothing. Without one it says so, and runs the
same way against an endpoint on loopback that looks for words, breaks its answers now and then, and invents some quotes:
that proves the path, and its figures say nothing of any model.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from corpus.issues import Refused
from corpus.raw import data_folder, use_data_folder
from corpus.sections import LanguageModel
from corpus.study import Study, load_study
from synthesis.coding.codebook import NONE, Codebook, load_codebook
from synthesis.language_model.answers import REFUSALS, Accepted, Refusal, accept
from synthesis.language_model.prompt import CodingTask
from synthesis.language_model.stage import LanguageModelSettings, asker_of
from tests.benchmarks.codings import EXAMPLE, FIELDS, REAL, SCORER, macro_f1, read_lines
from tests.synthesis.endpoint import Answer, code, coded, served

_SURE = {"laag": 0.4, "midden": 0.7, "hoog": 1.0, None: 0.5}
_BREAKS, _INVENTS, _MISNAMES = 7, 5, 4
"""The stand-in breaks each seventh answer, and invents each fifth quote and each fourth code of a passage."""
_NO_VENSTER = "nvt"


def stand_in(codebook: Codebook) -> Callable[[list[dict[str, str]], int], Answer]:
    """Return an endpoint's script: codes by long words of their definitions, some of it wrong on purpose."""
    words = {each.key: set(re.findall(r"\w{8,}", each.description.lower())) for each in codebook.codes}

    def codes_of(text: str) -> Iterator[dict[str, Any]]:
        found = [key for key, own in words.items() if own & set(re.findall(r"\w{8,}", text.lower()))]
        quote = " ".join(text.split()[:12])
        for number, key in enumerate(found, 1):
            said = f"{quote} naar verluidt" if number % _INVENTS == 0 else quote
            yield code("element:wensdenken" if number % _MISNAMES == 0 else key, said, sure="midden")

    def script(passages: list[dict[str, str]], number: int) -> Answer:
        if number % _BREAKS == _BREAKS - 1:
            return Answer('{"passages": [')
        return coded(*[list(codes_of(each["tekst"])) for each in passages])

    return script


@contextmanager
def configured(study: Study) -> Iterator[LanguageModelSettings]:
    """Yield the settings of a study, or where it names no model those of the stand-in."""
    if study.language_model.model:
        yield LanguageModelSettings.of(study)
        return
    click.echo(
        f"No model is asked: study {study.name} has no `model` under [language_model]. The stand-in runs instead."
    )
    before = data_folder()
    own = LanguageModel(model="stand-in", api_base="http://127.0.0.1:1/v1")
    bare = LanguageModelSettings.of(study.model_copy(update={"language_model": own}))
    with served(stand_in(load_codebook(Path(bare.path)))) as endpoint, tempfile.TemporaryDirectory() as folder:
        here = own.model_copy(update={"api_base": endpoint.address, "price_in": 1.0, "price_out": 4.0})
        use_data_folder(Path(folder))
        try:
            yield LanguageModelSettings.of(study.model_copy(update={"language_model": here}))
        finally:
            use_data_folder(before)


def code_all(texts: Sequence[str], settings: LanguageModelSettings) -> tuple[list[list[Accepted]], Counter[Refusal]]:
    """Return the codes of each text that count, and how many do not; raise Refused where some were not asked about."""
    task = CodingTask(load_codebook(Path(settings.path)))
    asker = asker_of(settings)
    plain = [" ".join(text.split()) for text in texts]
    answers = asker.gather(task, plain)
    if unasked := sum(text not in answers for text in plain):
        why = asker.down or "most_spend is reached"
        raise Refused(asker.connection.way.name, f"{unasked} passages were not asked about: {why}", "Run again later")
    refused: Counter[Refusal] = Counter()
    codes = []
    for text, own in zip(texts, plain, strict=True):
        accepted, wrong = accept(text, answers[own].answer or [], task.codebook)
        codes.append(accepted)
        refused += wrong
    click.echo(f"{asker.summary()} {sum(map(len, codes))} codes accepted; refused: {_told(refused) or 'none'}")
    unreadable = sum(answers[text].answer is None for text in plain)
    click.echo(f"  {unreadable} of {len(plain)} passages without a readable answer")
    return codes, refused


def _told(refused: Counter[Refusal]) -> str:
    return ", ".join(f"{refused[why]} {says}" for why, says in REFUSALS.items() if refused[why])


def by_field(accepted: Sequence[Accepted]) -> dict[str, list[str]]:
    """Return codes by dimension; without a soort, `geen` and nothing else."""
    found = {name: [each.code for each in accepted if each.dimension == name] for name in FIELDS}
    return found if found["soort"] else {name: [NONE] if name == "soort" else [] for name in FIELDS}


def relevance_of(accepted: Sequence[Accepted]) -> float:
    """Return how likely a passage says anything, as far as the model's words go."""
    return max((_SURE[each.confidence] for each in accepted if each.dimension == "soort"), default=0.0)


def show_reliability(rows: Sequence[dict[str, Any]], codes: Sequence[Sequence[Accepted]]) -> None:
    """Print how often codes are right by how sure the model said it was, where the coders agree."""
    told: Counter[tuple[str, bool]] = Counter()
    for row, own in zip(rows, codes, strict=True):
        for each in own:
            both = {each.code in (row[coder].get(each.dimension) or ()) for coder in ("coder_a", "coder_b")}
            if each.dimension in ("soort", "venster", "element") and len(both) == 1:
                told[each.confidence or "niet gezegd", both.pop()] += 1
    for sure in ("hoog", "midden", "laag", "niet gezegd"):
        count = told[sure, True] + told[sure, False]
        if count:
            click.echo(f"  says it is {sure} sure: right {told[sure, True] / count:.3f} of {count}")


def score_example(settings: LanguageModelSettings) -> None:
    """Print the macro-F1 of each field on the example."""
    rows = [row for row in read_lines(EXAMPLE) if row.get("soort")]
    codes, _ = code_all([row["text"] for row in rows], settings)
    click.echo(f"example: {len(rows)} passages")
    for name in FIELDS:
        truth = [[row[name]] if isinstance(row[name], str) else row[name] or [] for row in rows]
        score, count = macro_f1(truth, [by_field(each)[name] for each in codes])
        click.echo(f"  {name:8s} macro-F1 {score:.3f} ({count} labels)")


def score_real(settings: LanguageModelSettings) -> None:
    """Print what the scorer of the two-coder passages says."""
    rows = list(read_lines(REAL))
    codes, _ = code_all([row["text"] for row in rows], settings)
    click.echo(f"real: {len(rows)} passages with two coders")
    show_reliability(rows, codes)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "codes.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for row, own in zip(rows, codes, strict=True):
                fields = by_field(own)
                venster = [_NO_VENSTER] if fields["soort"] == [NONE] else fields["venster"]
                line = {"id": row["id"], **fields, "venster": venster, "relevance": relevance_of(own)}
                file.write(json.dumps(line) + "\n")
        command = [sys.executable, str(SCORER), str(REAL), str(path)]
        answer = subprocess.run(command, check=True, capture_output=True, text=True)
    click.echo("".join(f"  {line}\n" for line in answer.stdout.splitlines()), nl=False)


@click.command()
@click.option("--study", "study_name", default="voorbeeld", show_default=True, help="A study, or its .toml file.")
def main(study_name: str) -> None:
    """Print the figures of the language model that a study names."""
    try:
        with configured(load_study(study_name)) as settings:
            click.echo(f"{settings.model}, codebook {settings.codebook}, prompt {settings.prompt_hash[:8]}")
            if EXAMPLE.is_file():
                score_example(settings)
            if REAL.is_file() and SCORER.is_file():
                score_real(settings)
    except Refused as problem:
        raise click.ClickException(str(problem)) from None


if __name__ == "__main__":
    main()
