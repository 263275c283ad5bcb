"""Malformed PDFs."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from random import Random

from tests.extract.malformed import SENTENCE, Malformed, blown_up

DAMAGED, MENDED = "it is a damaged or truncated PDF", "its end is missing or damaged"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
BOMB_LAYERS = 3


def shown(text: str = SENTENCE, at: str = "72 700") -> bytes:
    """Return the operators that show a line of text."""
    return f"BT /F1 11 Tf {at} Td ({text}) Tj ET\n".encode("latin-1")


def stream(data: bytes, entries: str = "") -> bytes:
    """Return a stream object."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries.encode(), len(data), data)


def bound(objects: Mapping[int, bytes], trailer: str = "") -> bytes:
    """Return a PDF of numbered objects, of which the first is the catalogue."""
    parts, starts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"], {}
    for number, body in objects.items():
        starts[number] = sum(map(len, parts))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    xref = sum(map(len, parts))
    size = max(objects) + 1
    rows = [
        b"%010d 00000 n \n" % starts[number] if number in starts else b"0000000000 65535 f \n" for number in range(size)
    ]
    parts.append(b"xref\n0 %d\n%s" % (size, b"".join(rows)))
    parts.append(b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer.encode(), xref))
    return b"".join(parts)


def objects(content: bytes | None = None, *, page: str = "", box: str = "0 0 595 842") -> dict[int, bytes]:
    """Return the objects of a PDF of one page."""
    return {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>%s>>"
        % (box.encode(), page.encode()),
        4: stream(shown() if content is None else content),
        5: FONT,
    }


def pages(count: int) -> bytes:
    """Return a PDF of many pages that share their content."""
    made = objects()
    kids = " ".join(f"{number} 0 R" for number in range(6, 6 + count))
    made[2] = f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode()
    return bound(made | dict.fromkeys(range(6, 6 + count), made[3]))


def with_(changes: Mapping[int, bytes], trailer: str = "", content: bytes | None = None) -> bytes:
    """Return a PDF of one page with some objects changed or added."""
    return bound(objects(content) | changes, trailer)


def packed(data: bytes, layers: int) -> bytes:
    """Return a stream object that was packed some times over."""
    for _ in range(layers):
        data = zlib.compress(data, 9)
    return stream(data, f"/Filter[{'/FlateDecode' * layers}]")


def bomb(megabytes: int) -> bytes:
    """Return a stream of some megabytes of white space, packed until it is small, and never held whole."""
    data = b"\x78\xda" + blown_up(b" " * (1 << 20), megabytes)
    for _ in range(BOMB_LAYERS - 1):
        data = zlib.compress(data, 9)
    return stream(data, f"/Filter[{'/FlateDecode' * BOMB_LAYERS}]")


GOOD = with_({})
LONG = pages(12)


def documents() -> Iterator[Malformed]:
    """Yield the malformed PDFs."""
    yield from _cut()
    yield from _misfiled()
    yield from _locked()
    yield from _trees()
    yield from _contents()
    yield from _sizes()


def _cut() -> Iterator[Malformed]:
    """Cut off at ten places: what comes before the cut is read, as long as there is a page in it."""
    for tenth in range(10):
        content = LONG[: max(len(LONG) * tenth // 10, 20)]
        yield Malformed(f"cut-{tenth}0.pdf", content, is_lossy=tenth < 3, issue=MENDED)
    yield Malformed("no-end.pdf", GOOD[: GOOD.index(b"startxref")])
    yield Malformed("no-trailer.pdf", GOOD[: GOOD.index(b"trailer")], issue=MENDED)
    yield Malformed("only-header.pdf", b"%PDF-1.7\n", DAMAGED)
    yield Malformed("holes.pdf", _with_holes(LONG), is_lossy=True)


def _with_holes(content: bytes) -> bytes:
    random, damaged = Random(4), bytearray(content)
    for _ in range(40):
        damaged[random.randrange(100, len(content))] = random.randrange(256)
    return bytes(damaged)


def _misfiled() -> Iterator[Malformed]:
    """What says where things are is wrong."""
    xref = GOOD[GOOD.index(b"xref") : GOOD.index(b"trailer")]
    yield Malformed("junk-before.pdf", b"\r\n<!-- cached -->\n" * 20 + GOOD)
    yield Malformed("much-junk-before.pdf", b"x" * 1000 + GOOD)
    yield Malformed("junk-after.pdf", GOOD + b"\0" * 5000)
    yield Malformed("no-xref.pdf", GOOD.replace(xref, b""))
    yield Malformed("xref-off.pdf", re.sub(rb"(\d{10}) 00000 n", b"0000000007 00000 n", GOOD))
    yield Malformed("startxref-far.pdf", re.sub(rb"startxref\n\d+", b"startxref\n99999999", GOOD))
    yield Malformed("startxref-negative.pdf", re.sub(rb"startxref\n\d+", b"startxref\n-5", GOOD))
    yield Malformed("xref-loop.pdf", with_({}, f"/Prev {GOOD.index(b'xref')}"))
    yield Malformed("no-root.pdf", GOOD.replace(b"/Root 1 0 R", b""), issue=MENDED)
    yield Malformed("root-missing.pdf", GOOD.replace(b"/Root 1 0 R", b"/Root 9 0 R"), issue=MENDED)
    yield Malformed("length-short.pdf", re.sub(rb"/Length \d+", b"/Length 10", GOOD))
    yield Malformed("length-long.pdf", re.sub(rb"/Length \d+", b"/Length 99999", GOOD))
    yield Malformed("length-negative.pdf", re.sub(rb"/Length \d+", b"/Length -1", GOOD))


def _locked() -> Iterator[Malformed]:
    from io import BytesIO

    from pypdf import PdfReader, PdfWriter

    def locked(user: str) -> bytes:
        file, writer = BytesIO(), PdfWriter(clone_from=PdfReader(BytesIO(GOOD)))
        writer.encrypt(user, "eigenaar", algorithm="RC4-128")
        writer.write(file)
        return file.getvalue()

    yield Malformed("user-password.pdf", locked("geheim"), "it asks for a password")
    yield Malformed("owner-password.pdf", locked(""))
    encrypt = b"<</Filter/Onbekend/V 9/R 9/O(x)/U(y)/P -4>>"
    yield Malformed("unknown-lock.pdf", with_({6: encrypt}, "/Encrypt 6 0 R"), "its encryption is of an unknown kind")


def _trees() -> Iterator[Malformed]:
    """Trees of pages, outlines, tags and fonts that go round, or down without end."""
    yield Malformed("pages-loop.pdf", with_({2: b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>"}), issue="it is damaged")
    yield Malformed("count-high.pdf", with_({2: b"<</Type/Pages/Kids[3 0 R]/Count 99>>"}), issue="it is damaged")
    yield Malformed("count-huge.pdf", with_({2: b"<</Type/Pages/Kids[3 0 R]/Count 2147483647>>"}))
    yield Malformed("count-negative.pdf", with_({2: b"<</Type/Pages/Kids[3 0 R]/Count -3>>"}))
    yield Malformed("no-pages.pdf", with_({2: b"<</Type/Pages/Kids[]/Count 0>>"}), DAMAGED)
    null = {2: b"<</Type/Pages/Kids[null 3 0 R 77 0 R]/Count 3>>"}
    yield Malformed("kids-null.pdf", with_(null), issue="it is damaged")
    deep = {
        number: b"<</Type/Pages/Parent %d 0 R/Kids[%d 0 R]/Count 1>>" % (number - 1, number + 1)
        for number in range(10, 3000)
    }
    deep |= {2: b"<</Type/Pages/Kids[10 0 R]/Count 1>>", 3000: objects()[3]}
    yield Malformed("pages-deep.pdf", with_(deep), issue="it is damaged", holds="")
    catalog = b"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>"
    round_ = b"<</Title(Kop)/Parent 6 0 R/Next 7 0 R/First 7 0 R/Last 7 0 R/Dest[3 0 R/Fit]>>"
    yield Malformed("outline-loop.pdf", with_({1: catalog, 6: b"<</First 7 0 R/Last 7 0 R>>", 7: round_}))
    down = {
        number: b"<</Title(Kop)/Parent %d 0 R/First %d 0 R/Last %d 0 R/Dest[3 0 R/Fit]>>"
        % (number - 1, number + 1, number + 1)
        for number in range(7, 5000)
    }
    yield Malformed("outline-deep.pdf", with_({1: catalog, 6: b"<</First 7 0 R/Last 7 0 R>>"} | down))
    tagged = b"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R>>"
    tags = {6: b"<</Type/StructTreeRoot/K 7 0 R>>", 7: b"<</Type/StructElem/S/Sect/P 6 0 R/Pg 3 0 R/K[7 0 R 0]>>"}
    yield Malformed("tags-loop.pdf", with_({1: tagged, **tags}))
    form = "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</Fm 6 0 R>>/Font<</F1 5 0 R>>>>"
    drawn = {3: objects()[3].replace(b"<</Font", b"<</XObject<</Fm 6 0 R>>/Font"), 6: stream(b"/Fm Do", form)}
    yield Malformed("form-loop.pdf", with_(drawn, content=shown() + b" /Fm Do"))
    glyphs = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 7 0 R>>"
        b"/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[9]/Resources<</Font<</F1 5 0 R/F3 6 0 R>>>>>>"
    )
    fonts = {3: objects()[3].replace(b"/F1 5 0 R", b"/F1 5 0 R/F3 6 0 R"), 6: glyphs}
    call = stream(b"9 0 0 0 9 9 d1 BT /F3 1 Tf (a) Tj ET")
    yield Malformed("glyph-loop.pdf", with_({**fonts, 7: call}, content=shown() + b" BT /F3 9 Tf 72 600 Td (a) Tj ET"))


def _contents() -> Iterator[Malformed]:
    """Content streams, fonts and boxes that are wrong."""
    blank = ""
    yield Malformed("no-content.pdf", with_({4: b"null"}), holds=blank)
    yield Malformed("no-font.pdf", with_({5: b"null"}))
    yield Malformed("no-resources.pdf", with_({3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"}))
    yield Malformed("filter-unknown.pdf", with_({4: stream(shown(), "/Filter/Onbekend")}))
    cut = stream(zlib.compress(shown())[:-9], "/Filter/FlateDecode")
    yield Malformed("filter-broken.pdf", with_({4: cut}), holds=blank)
    yield Malformed("filter-lies.pdf", with_({4: stream(shown(), "/Filter/FlateDecode")}))
    noise = bytes(Random(1).randrange(256) for _ in range(20_000))
    yield Malformed("noise.pdf", with_({}, content=shown() + b"\n" + noise))
    yield Malformed("deep-arrays.pdf", with_({}, content=b"[" * 100_000 + b"]" * 100_000 + b" TJ " + shown()))
    yield Malformed("deep-states.pdf", with_({}, content=b"q " * 200_000 + shown()))
    yield Malformed("not-numbers.pdf", with_({}, content=shown(at="NaN Inf") + shown(at="1e99 -1e99") + shown()))
    yield Malformed("huge-numbers.pdf", with_({}, content=b"9e30 0 0 9e30 0 0 cm " + shown()), holds=blank)
    yield Malformed("huge-type.pdf", with_({}, content=shown().replace(b"11 Tf", b"1e30 Tf") + shown()), holds=blank)
    yield Malformed("skewed.pdf", with_({}, content=b"BT /F1 11 Tf 0 0 0 0 72 700 Tm (plat) Tj ET " + shown()))
    yield Malformed("box-huge.pdf", bound(objects(box="0 0 1000000000 1000000000")))
    yield Malformed("box-none.pdf", bound(objects(box="")))
    yield Malformed("box-flat.pdf", bound(objects(box="0 0 0 0")))
    yield Malformed("box-reversed.pdf", bound(objects(box="595 842 0 0")))
    yield Malformed("box-words.pdf", bound(objects(box="a b c d")))
    yield Malformed("rotate-odd.pdf", bound(objects(page="/Rotate 37")))
    script = with_(
        {1: b"<</Type/Catalog/Pages 2 0 R/OpenAction 6 0 R/Names<</EmbeddedFiles<</Names[(a.exe)7 0 R]>>>>>>",
         6: b"<</S/JavaScript/JS(while\\(true\\){})>>", 7: b"<</Type/Filespec/F(a.exe)/EF<</F 8 0 R>>>>",
         8: stream(b"MZ" + bytes(100), "/Type/EmbeddedFile")}
    )  # fmt: skip
    yield Malformed("script.pdf", script)
    image = "/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceGray/BitsPerComponent 8"
    drawn = {3: objects()[3].replace(b"<</Font", b"<</XObject<</Im 6 0 R>>/Font"), 6: stream(b"\0" * 100, image)}
    yield Malformed("image-huge.pdf", with_(drawn, content=shown() + b" q 595 0 0 842 0 0 cm /Im Do Q"))
    jbig = stream(b"\x97JB2\r\n\x1a\n" + bytes(50), image.replace("60000", "600") + "/Filter/JBIG2Decode")
    broken = with_(drawn | {6: jbig}, content=b"q 595 0 0 842 0 0 cm /Im Do Q")
    yield Malformed("image-broken.pdf", broken, issue="no text", holds=blank)
    yield Malformed("to-unicode.pdf", with_({5: FONT[:-2] + b"/ToUnicode 6 0 R>>", 6: _wrong_unicode()}))


def _wrong_unicode() -> bytes:
    """A map that makes each letter another one, so that the text layer is garbled while the page looks right."""
    rows = b"".join(b"<%02x> <%04x>\n" % (code, 0x61 + (code * 7 + 3) % 26) for code in range(0x61, 0x7B))
    head = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap "
    span = b"1 begincodespacerange <00> <ff> endcodespacerange"
    return stream(head + span + b" 26 beginbfchar\n" + rows + b"endbfchar endcmap end end")


def _sizes() -> Iterator[Malformed]:
    """Bombs, and documents that are merely large."""
    words = " ".join([SENTENCE] * 40)
    million = b"".join(shown(words, f"10 {(800 - number) % 800}") + b"\n" for number in range(400))
    yield Malformed("million.pdf", with_({}, content=million))
    yield Malformed("million-unspaced.pdf", with_({}, content=shown("x" * 1_000_000) + shown(at="72 500")))
    yield Malformed("ten-thousand.pdf", pages(10_000), is_slow=True)
    yield Malformed("bomb.pdf", with_({4: bomb(1100)}), "it needs more than", is_slow=True)
    yield Malformed("small-bomb.pdf", with_({4: packed(b" " * 5_000_000 + shown(), 3)}))
    lines = b"".join(b"%d %d m %d 800 l S\n" % (x % 595, x % 842, x % 300) for x in range(60_000))
    yield Malformed("drawing.pdf", with_({}, content=lines + shown()))
