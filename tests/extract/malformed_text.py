"""Malformed pages, letters and plain text, and bytes that are no document at all."""

from __future__ import annotations

import gzip
import struct
import zlib
from collections.abc import Iterator
from random import Random

from tests.extract.malformed import SENTENCE, Malformed

HEAD = "<!DOCTYPE html><html><head><title>Titel</title></head>"
PAGE = f"{HEAD}<body><main><h1>Kop</h1><p>{SENTENCE}</p></main></body></html>"
UNKNOWN = "its bytes are of no kind that is known"


def documents() -> Iterator[Malformed]:
    """Yield the malformed pages, letters and texts."""
    yield from _pages()
    yield from _letters()
    yield from _no_documents()


def _page(inside: str) -> bytes:
    return PAGE.replace("<h1>", f"{inside}<h1>", 1).encode()


def _pages() -> Iterator[Malformed]:
    yield Malformed("many-divs.html", _page("<div>" * 200_000), is_lossy=True)
    yield Malformed("many-tables.html", _page("<table><tr><td>" * 1_000), is_lossy=True)
    yield Malformed("many-lists.html", _page("<ul><li>" * 5_000), is_lossy=True)
    yield Malformed("many-inline.html", _page("<b><i>" * 20_000), is_lossy=True)
    yield Malformed("nulls.html", PAGE.replace("wijkteam", "wijk\0team").encode(), holds="helpt inwoners sneller")
    yield Malformed("all-nulls.html", b"<html>" + bytes(100_000), issue="no text", holds="")
    yield Malformed("unclosed.html", f"<html><body><p>{SENTENCE}<p><table><tr><td><b>".encode())
    yield Malformed("cut.html", PAGE[: PAGE.index("verwacht") + 12].encode(), holds="helpt inwoners")
    yield Malformed("cut-tag.html", PAGE.encode() + b"<div class='a")
    yield Malformed("comment.html", PAGE.encode() + b"<!-- zonder einde" + b"-" * 100_000)
    wrong = PAGE.replace("<head>", "<head><meta charset='utf-8'>").replace("wijkteam", "wijkteam café")
    yield Malformed("wrong-charset.html", wrong.encode("cp1252"), holds="helpt inwoners sneller")
    yield Malformed("unknown-charset.html", PAGE.replace("<head>", "<head><meta charset='klingon-8'>").encode())
    yield Malformed("utf-16.html", PAGE.encode("utf-16"))
    yield Malformed("utf-16-no-mark.html", PAGE.encode("utf-16-le"), UNKNOWN)
    yield Malformed("utf-7.html", PAGE.replace("<head>", "<head><meta charset='utf-7'>").encode())
    yield Malformed("lone-surrogate.html", PAGE.replace("Kop", "&#xD800;&#x110000;&#0;Kop").encode())
    cell = f"<table><tr><td colspan=1000000000 rowspan=1000000000>a</td></tr><tr><td>{SENTENCE}</td></tr></table>"
    yield Malformed("wide-cell.html", _page(cell))
    yield Malformed("long-attribute.html", _page(f"<p title='{'x' * 2_000_000}'>tekst</p>"))
    yield Malformed("long-word.html", _page(f"<p>{'x' * 1_000_000}</p>"))
    yield Malformed("script.html", _page("<script>while(true){}</script><style>p{}</style>"))
    laughs = "<!DOCTYPE html [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>" + PAGE.replace("<!DOCTYPE html>", "")
    yield Malformed("entities.html", laughs.encode())


def _letters() -> Iterator[Malformed]:
    rtf = r"{\rtf1\ansi\deff0 {\fonttbl{\f0 Arial;}}\f0 %s\par %s}"
    yield Malformed("unbalanced.rtf", (rtf % (SENTENCE, "{{{{")).encode(), is_lossy=True)
    yield Malformed("cut.rtf", (rtf % (SENTENCE, SENTENCE))[:-30].encode(), is_lossy=True)
    yield Malformed("deep.rtf", (rtf % (SENTENCE, "{" * 100_000 + "}" * 100_000)).encode(), is_slow=True)
    yield Malformed("binary.rtf", (rtf % (SENTENCE, r"\bin2000000000 abc")).encode(), is_lossy=True)
    yield Malformed("numbers.rtf", (rtf % (SENTENCE, r"\u99999999 ?\u-99999 ?\'zz\fs99999999999")).encode())
    head = "From: a@example.org\r\nTo: b@example.org\r\nSubject: Memo\r\nMIME-Version: 1.0\r\n"
    yield Malformed("plain.eml", f"{head}\r\n{SENTENCE}\r\n".encode())
    yield Malformed("no-body.eml", head.encode(), holds="")
    yield Malformed("no-boundary.eml", f"{head}Content-Type: multipart/mixed\r\n\r\n{SENTENCE}\r\n".encode())
    broken = f"{head}Content-Type: text/plain; charset=klingon-8\r\nContent-Transfer-Encoding: base64\r\n\r\n@@@=\r\n"
    yield Malformed("broken-base64.eml", broken.encode(), holds="")
    nested = "".join(
        f"Content-Type: multipart/mixed; boundary=b{number}\r\n\r\n--b{number}\r\n" for number in range(2000)
    )
    yield Malformed("nested.eml", f"{head}{nested}\r\n{SENTENCE}\r\n".encode(), is_lossy=True)
    yield Malformed("long-line.txt", (f"{SENTENCE} " * 40_000).encode(), is_slow=True)
    yield Malformed("no-spaces.txt", (f"{SENTENCE}\n\n" + "woord" * 200_000).encode())
    yield Malformed("only-breaks.txt", (SENTENCE + "\n" * 1_000_000 + SENTENCE).encode())
    yield Malformed("latin.txt", f"{SENTENCE} Café één.\n".encode("latin-1"))
    yield Malformed("controls.txt", f"{SENTENCE}\f{SENTENCE}\x1a".encode(), is_lossy=True)


def _no_documents() -> Iterator[Malformed]:
    yield Malformed("empty.pdf", b"", "it is empty")
    yield Malformed("blank.txt", b" \r\n\t\n" * 50, "it is empty")
    yield Malformed("nulls.bin", bytes(10_000), UNKNOWN)
    yield Malformed("noise.bin", bytes(Random(2).randrange(256) for _ in range(5000)), UNKNOWN)
    yield Malformed("program.exe", b"MZ\x90\0\x03\0\0\0\x04" + bytes(500) + b"PE\0\0", UNKNOWN)
    header = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    yield Malformed("picture.pdf", header + b"\0\0\0\0\0\0\0\nIDAT" + zlib.compress(b"\0\0") + bytes(12), UNKNOWN)
    yield Malformed("packed.pdf", gzip.compress(PAGE.encode(), mtime=0), UNKNOWN)
    yield Malformed("page.pdf", PAGE.encode())
    office = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    yield Malformed("cut.doc", office + bytes(504), "Office before 2007")
    yield Malformed("loop.doc", office + bytes(18) + b"\x03\0\xfe\xff\x09\0\x06\0" + bytes(2000), "Office before 2007")
