from __future__ import annotations

import zipfile

import pytest

from harvest.forms.archives import LIMITS, Limits, Member, Unopened, members
from tests.harvest.zips import with_flag, zipped


def names(content: bytes, limits: Limits = LIMITS) -> list[str]:
    return [member.name for member in members(content, limits) if isinstance(member, Member)]


def problems(content: bytes, limits: Limits = LIMITS) -> dict[str, str]:
    return {member.name: member.problem for member in members(content, limits) if isinstance(member, Unopened)}


def test_files_are_read_with_their_paths() -> None:
    content = zipped({"map/": b"", "map/rapport.pdf": b"%PDF-1.7", "b.txt": b"tekst"})
    assert list(members(content)) == [Member("map/rapport.pdf", b"%PDF-1.7"), Member("b.txt", b"tekst")]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.pdf", "etc/passwd.pdf"),
        ("/etc/passwd.pdf", "etc/passwd.pdf"),
        ("map\\stuk.pdf", "map/stuk.pdf"),
        ("a\nb\x1b[31m.pdf", "a�b�[31m.pdf"),
        ("..", "�"),
    ],
)
def test_names_are_safe_to_show(name: str, shown: str) -> None:
    assert names(zipped({name: b"x"})) == [shown]


def test_names_stay_apart() -> None:
    assert names(zipped({"a.pdf": b"1", "../a.pdf": b"2"})) == ["a.pdf", "a.pdf (2)"]


def test_a_name_in_utf_8_that_does_not_say_so_is_read_as_such() -> None:
    content = bytearray(zipped({"café.pdf": b"x"}))
    for signature, place in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        content[content.find(signature) + place] &= 0xF7
    assert names(bytes(content)) == ["café.pdf"]


def test_hidden_files_are_left_out() -> None:
    assert names(zipped({"__MACOSX/._a.pdf": b"x", ".DS_Store": b"x", "a.pdf": b"x"})) == ["a.pdf"]


@pytest.mark.parametrize("content", [b"PK\x03\x04", zipped({"a.pdf": b"x" * 999})[:-9], b"geen zip"])
def test_a_broken_archive_is_told(content: bytes) -> None:
    (problem,) = problems(content).items()
    assert (problem[0], problem[1][:28]) == ("", "this ZIP file is broken: Fil")


def test_a_name_that_is_no_utf_8_breaks_only_its_archive() -> None:
    content = zipped({"café.pdf": b"x"}).replace("é".encode(), b"\xff\xff")
    assert "this ZIP file is broken" in problems(content)[""]


def test_a_damaged_file_leaves_the_others() -> None:
    content = zipped({"a.pdf": b"inhoud", "b.pdf": b"tekst"}, zipfile.ZIP_STORED).replace(b"inhoud", b"anders")
    assert (names(content), list(problems(content))) == (["b.pdf"], ["a.pdf"])
    assert "cannot be unpacked" in problems(content)["a.pdf"]


def test_a_locked_file_is_told() -> None:
    content = with_flag(zipped({"a.pdf": b"x"}), 1)
    assert problems(content) == {"a.pdf": "is locked with a password"}


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_method_that_cannot_be_bounded_is_not_opened(method: int) -> None:
    assert problems(zipped({"a.pdf": b"x"}, method)) == {"a.pdf": "is packed in a way that is not opened here"}


def test_a_file_is_read_no_further_than_it_may_be_long() -> None:
    content = zipped({"bom.pdf": bytes(3_000_000), "a.pdf": b"x"})
    limits = Limits(member_bytes=1_000_000)
    assert names(content, limits) == ["a.pdf"]
    assert problems(content, limits) == {"bom.pdf": "is larger than 1 MB"}


def test_the_length_that_the_archive_gives_is_not_believed() -> None:
    content = bytearray(zipped({"bom.pdf": bytes(3_000_000)}))
    at = content.find(b"PK\x01\x02")
    content[at + 24 : at + 28] = (3_999_999).to_bytes(4, "little")
    assert problems(bytes(content), Limits(member_bytes=1_000_000)) == {"bom.pdf": "is larger than 1 MB"}


def test_all_files_together_are_read_no_further_than_they_may_be_long() -> None:
    content = zipped({f"{letter}.pdf": bytes(1_000_000) for letter in "abc"})
    limits = Limits(total_bytes=2_000_000)
    assert names(content, limits) == ["a.pdf", "b.pdf"]
    assert problems(content, limits) == {"": "unpacks to more than 2 MB; the rest is left out"}


def test_no_more_files_are_read_than_may_be() -> None:
    content = zipped({f"{letter}.pdf": b"x" for letter in "abc"})
    assert names(content, Limits(members=2)) == ["a.pdf", "b.pdf"]
    assert problems(content, Limits(members=2)) == {"": "holds 3 files, of which the first 2 are taken in"}
