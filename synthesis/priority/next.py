"""The next passages to read, ranked anew with each judgement; the command `kennissynthese next`.

The stage `priority` gives the same ranking.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from scipy.special import expit

from corpus.issues import Refused
from corpus.judgements import VERDICTS, read_judgements
from corpus.record import content_hash
from corpus.records import Coding, Fact, Passage
from corpus.store import Store
from corpus.study import Study
from synthesis.coding.codebook import NONE
from synthesis.priority.judged import SAMPLE, Read, read_passages
from synthesis.priority.kept import load_pool
from synthesis.priority.model import log_odds_of, ranked
from synthesis.priority.pool import Pool


def next_passages(store: Store, study: Study, count: int, *, is_sample: bool) -> Iterator[dict[str, Any]]:
    """Yield the next passages that nobody judged, as lines to judge: the likeliest, or a random sample.

    Raises Refused where the corpus holds no passages.
    """
    pool = load_pool(store, study)
    if not len(pool):
        raise Refused(f"study '{study.name}'", "there are no passages to read", "Do `kennissynthese run` first")
    read = _read(store, study, pool)
    known, odds = {each.passage_id for each in read}, log_odds_of(pool, read)
    name = _name_of_sample(read) if is_sample else ""
    order = _drawn(pool, study.synthesis.seed, name) if is_sample else ranked(pool, odds, known)
    unread = (number for number in order if pool.passage_ids[number] not in known)
    for number in islice(unread, count):
        likely = round(float(expit(odds[number])), 4)
        yield _line(store, pool.passage_ids[number], name) | {"relevance": likely}


def shown(line: dict[str, Any], number: int) -> str:
    """Return a line to judge as text for the screen."""
    section = " › ".join(line["section"])
    place = f"{line['title']}, p. {line['page']}" + (f", {section}" if section else "")
    text = " ".join(line["quote"].split())
    return f"{number}. {place}\n   relevance {line['relevance']:.2f}, coded as {line['code']}\n   {text}\n"


def as_json(line: dict[str, Any]) -> str:
    """Return a line to judge as JSON."""
    return json.dumps(line, ensure_ascii=False) + "\n"


def _read(store: Store, study: Study, pool: Pool) -> list[Read]:
    """Return what was read of a pool; what was judged of documents that are left out has no effect."""
    judgements = read_judgements(study)
    documents = sorted({judgement.document_id for judgement in judgements} & set(pool.document_ids))
    passages = [passage for each in documents for passage in store.read(Passage, document_id=each)]
    return read_passages(judgements, passages)[0]


def _drawn(pool: Pool, seed: int, name: str) -> list[int]:
    """Return the places of all passages in an order drawn by chance, the same each time for a seed and a name."""
    lots = [content_hash([seed, name, passage_id]) for passage_id in pool.passage_ids]
    return sorted(range(len(pool)), key=lots.__getitem__)


def _name_of_sample(read: Sequence[Read]) -> str:
    """Return the name of a new random sample."""
    names = {each.round for each in read if each.is_sampled}
    return f"{SAMPLE} {len(names) + 1}"


def _line(store: Store, passage_id: str, name: str) -> dict[str, Any]:
    """Return a passage as a line to judge: its likeliest soort, with the whole passage as the quote."""
    (passage,) = store.read(Passage, id=passage_id)
    soorten = [coding for coding in store.read(Coding, passage_id=passage_id) if coding.dimension == "soort"]
    best = max(soorten, key=lambda coding: (coding.score, coding.code), default=None)
    titles = [fact.value for fact in store.read(Fact, document_id=passage.document_id, field="title", is_chosen=True)]
    return {
        "document_id": passage.document_id,
        "title": titles[0] if titles else store.address_of(passage.document_id) or passage.document_id[:12],
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "section": passage.section_path,
        "quote": passage.text,
        "codebook": best.codebook if best else "",
        "dimension": "soort",
        "code": best.code if best else NONE,
        "choices": VERDICTS,
        "verdict": "",
        "other_code": "",
        "judged_at": "",
        "round": name,
        "pseudonym": "",
    }
