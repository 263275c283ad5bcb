"""Seals on what forms show."""

from __future__ import annotations

import pytest

from reports.review.signing import Broken, seal, unseal

KEY = b"sleutel"


def test_a_seal_brings_back_what_was_shown() -> None:
    values = {"quote": "Eén “citaat” <b>", "page": 3, "direction": None}
    assert unseal(KEY, "merel", seal(KEY, "merel", values)) == values


def test_a_seal_holds_for_its_key_and_its_reader_only() -> None:
    text = seal(KEY, "merel", {"page": 3})
    body, _, digest = text.partition(".")
    other = seal(KEY, "merel", {"page": 4}).partition(".")
    wrong = [(b"andere", "merel", text), (KEY, "vink", text), (KEY, "", text)]
    wrong += [(KEY, "merel", each) for each in ("", ".", body, f"{body}.", f"{other[0]}.{digest}", f"{text}0", "é.é")]
    for key, reader, each in wrong:
        with pytest.raises(Broken):
            unseal(key, reader, each)


def test_a_value_cannot_take_the_place_of_the_reader() -> None:
    with pytest.raises(Broken):
        unseal(KEY, "vink", seal(KEY, "merel", {"": "vink"}))
