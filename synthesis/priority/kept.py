"""What does not change between batches of judgements, kept beside the corpus, so that a batch costs only the model.

The vectors are one memory-mapped array; the rest is JSON.
"""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np

from corpus.raw import study_folder, write_whole
from corpus.record import content_hash
from corpus.records import Coding, Embedding, Passage, Screening
from corpus.store import Store
from corpus.study import Study
from synthesis.priority.pool import Pool

_STAGES = ("screen", "embed", "codings")
"""The stages that a pool depends on."""


def load_pool(store: Store, study: Study) -> Pool:
    """Return the pool of a corpus, from its files as long as nothing changed in the stages that it depends on."""
    states = [sorted(store.states(stage).items()) for stage in _STAGES]
    folder, key = study_folder(study.name) / "priority", content_hash([states, store.count(Passage)])
    if not _paths(folder, key)[1].is_file():
        codings = store.read(Coding, dimension="soort")
        keep_pool(Pool.of(store.read(Passage), store.read(Screening), store.read(Embedding), codings), folder, key)
    return kept_pool(folder, key)


def keep_pool(pool: Pool, folder: Path, key: str) -> None:
    """Write the files of a pool to a folder, in place of those of earlier ones."""
    for old in sorted(folder.glob("*.*")):
        old.unlink()
    vectors, lists = _paths(folder, key)
    buffer = io.BytesIO()
    np.save(buffer, pool.vectors)
    write_whole(vectors, buffer.getvalue())
    said = {
        "passage_ids": pool.passage_ids,
        "document_ids": pool.document_ids,
        "prior": pool.prior.tolist(),
        "rows": pool.rows.tolist(),
    }
    write_whole(lists, json.dumps(said).encode())


def kept_pool(folder: Path, key: str) -> Pool:
    """Return the pool that was kept in a folder under a key."""
    vectors, lists = _paths(folder, key)
    said = json.loads(lists.read_text(encoding="utf-8"))
    return Pool(
        tuple(said["passage_ids"]),
        tuple(said["document_ids"]),
        np.array(said["prior"], dtype=np.float64),
        np.array(said["rows"], dtype=np.int64),
        np.load(vectors, mmap_mode="r"),
    )


def _paths(folder: Path, key: str) -> tuple[Path, Path]:
    """Return where the vectors of a pool are, and its other lists, which are written last."""
    return folder / f"{key}.npy", folder / f"{key}.json"
