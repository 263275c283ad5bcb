"""The fields of research over the bundled example: nearly all that is there is found, and nearly all found is right."""

from __future__ import annotations

from tests.benchmarks.metadata_fields import FIELDS, tally


def test_the_example_is_read_well() -> None:
    told: list[str] = []
    counts = tally(told.append)
    assert set(counts) == set(FIELDS)
    for field, (right, found, there) in counts.items():
        assert there >= 4 and right >= 0.95 * found, (field, told)
        assert right >= (0.8 if field == "method" else 0.9) * there, (field, told)
