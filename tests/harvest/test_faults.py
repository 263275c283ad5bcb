"""What can go wrong at a source: each fault costs itself alone, and is told with its place and remedy."""

from __future__ import annotations

import datetime
import gzip
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from corpus.issues import Surprise
from corpus.record import Record
from corpus.records import Issue
from harvest.crawling.boundary import is_public
from harvest.crawling.fetching import Limits
from tests.harvest.harvesting import documents, finds, harvest, issues
from tests.harvest.universe.server import Handler, Reply, Request, Server, document, html, in_turn, serving

LIMITS = Limits(timeout_s=1.5, largest=200_000, attempts=2, longest_wait_s=2, revisit_s=0)
GOOD = "/goed.pdf"


def bomb() -> bytes:
    """Return ten gigabytes of nothing in ten megabytes: gzip members, one after the other."""
    return gzip.compress(b"\0" * 10_000_000) * 1000


FAULTS: dict[str, tuple[Reply, str]] = {
    "/lus.pdf": (Reply(status=302, headers={"Location": "/lus.pdf"}), "redirect"),
    "/lang.pdf": (Reply(b"%PDF-1.4 " + b"x" * 300_000), "its answer is too large"),
    "/kort.pdf": (Reply(b"%PDF-1.4 half", length=500), "its answer broke off"),
    "/anders.pdf": (html(text="Log eerst in"), "answers with a web page where a document was expected"),
    "/stuk.pdf": (Reply(status=500), "answers with status 500"),
    "/weg.pdf": (Reply(status=410), "answers with status 410"),
    "/dicht/x.pdf": (document("dicht"), "forbidden by robots.txt"),
    "/binnen.pdf": (Reply(status=302, headers={"Location": "http://169.254.169.254/latest/meta-data/"}), "private"),
    "/lokaal.pdf": (Reply(status=302, headers={"Location": "http://[::1]:9/"}), "leads to a private address"),
    "/bestand.pdf": (Reply(status=302, headers={"Location": "file:///etc/passwd"}), "answers with status 302"),
}


def crawl(site: Server, **values: Any) -> list[Record]:
    return harvest(Path(), "website", LIMITS, url=site.root, **{"delay_s": 0.0, "depth": 1, **values})


def links(*paths: str) -> Reply:
    return html(*((path, path) for path in (GOOD, *paths)))


def told(records: list[Record]) -> list[Issue]:
    """Return the issues, each of which names the source, an address and what to do."""
    found = [record for record in records if isinstance(record, Issue)]
    for issue in found:
        assert issue.subject.startswith("bron")
        assert "://" in issue.subject
        assert issue.problem
        assert len(issue.remedy) > 10
    return found


def test_each_fault_is_told_and_costs_only_itself() -> None:
    robots = Reply(b"User-agent: *\nDisallow: /dicht/\n")
    routes = {path: reply for path, (reply, _) in FAULTS.items()}
    with serving({"/": links(*FAULTS), "/robots.txt": robots, GOOD: document("goed"), **routes}) as site:
        records = crawl(site)
        assert {url for url, find in finds(records).items() if find.document_id} == {f"{site.root}goed.pdf"}
        problems = {issue.subject.removeprefix(f"bron: {site.root}"): issue.problem for issue in told(records)}
        assert problems.keys() == {path[1:] for path in FAULTS}
        for path, (_, problem) in FAULTS.items():
            assert problem in problems[path[1:]], path
        assert finds(records)[f"{site.root}stuk.pdf"].problem == "answers with status 500"


def test_a_bomb_is_not_unpacked() -> None:
    packed = Reply(bomb(), media_type="application/pdf", headers={"Content-Encoding": "gzip"})
    limits = Limits(timeout_s=20, largest=20_000_000, attempts=1, revisit_s=0)
    with serving({"/": links("/bom.pdf"), GOOD: document("goed"), "/bom.pdf": packed}) as site:
        began = time.perf_counter()
        records = harvest(Path(), "website", limits, url=site.root, delay_s=0.0, depth=1)
        assert time.perf_counter() - began < 20
        (issue,) = told(records)
        assert "too large when it is unpacked" in issue.problem
        assert len(documents(records)) == 1


def test_an_answer_that_does_not_end_is_given_up() -> None:
    def slowly(request: Request) -> Reply:
        time.sleep(4)
        return document("traag")

    with serving({"/": links("/traag.pdf"), GOOD: document("goed"), "/traag.pdf": slowly}) as site:
        (issue,) = told(crawl(site))
    assert issue.problem == "it does not answer within 1.5 s"


def test_a_length_that_is_too_short_spoils_no_other_answer() -> None:
    reply = document("te kort genoemd")
    wrong = Reply(reply.body, media_type=reply.media_type, length=12)
    with serving({"/": links("/kort.pdf"), GOOD: document("goed"), "/kort.pdf": wrong}) as site:
        records = crawl(site)
        assert finds(records)[f"{site.root}goed.pdf"].document_id


@contextmanager
def secure(folder: Path) -> Iterator[str]:
    """Yield the address of a server whose certificate nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(now).not_valid_after(now + datetime.timedelta(days=2))
    pem = folder / "both.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(private + builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Secure", (Handler,), {"universe": Server({"": html()})}))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"https://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tmp_path: Path) -> None:
    with secure(tmp_path) as address, pytest.raises(Surprise) as surprise:
        harvest(Path(), "website", LIMITS, url=address, delay_s=0.0)
    assert address in surprise.value.subject
    assert "certificate is not valid" in surprise.value.problem


def test_a_private_address_is_not_asked_unless_the_study_allows_it() -> None:
    with serving({"/": links(), GOOD: document("goed")}) as site:
        with pytest.raises(Surprise, match="leads to a private address"):
            crawl(site, allow_hosts=())
        by_name = f"http://localhost:{site.port}/"
        with pytest.raises(Surprise, match="private") as surprise:
            harvest(Path(), "website", LIMITS, url=by_name, delay_s=0.0, allow_hosts=())
        assert (
            surprise.value.remedy == "If it should be asked all the same, add allow_hosts = ['localhost'] to the source"
        )
        assert site.asked == []
        assert documents(harvest(Path(), "website", LIMITS, url=by_name, delay_s=0.0, allow_hosts=("localhost",)))


def test_a_link_to_this_machine_is_not_followed(tmp_path: Path) -> None:
    with serving({GOOD: document("goed"), "/intern.pdf": document("intern")}) as site:
        (tmp_path / "lijst.csv").write_text(
            f"url\nhttp://localhost:{site.port}{GOOD}\nhttp://127.0.0.1:{site.port}/intern.pdf\nhttp://2130706433/x.pdf\n"
        )
        records = harvest(tmp_path, "list", LIMITS, path="lijst.csv", delay_s=0.0, allow_hosts=("localhost",))
        assert [path for path in site.asked if path != "/robots.txt"] == [GOOD]
        assert sorted(issues(records).values()) == [
            "2130706433 is 127.0.0.1, which is private",
            f"leads to a private address: http://127.0.0.1:{site.port}/intern.pdf",
        ]


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        ("145.131.3.1", True), ("127.0.0.1", False), ("10.1.2.3", False), ("192.168.1.1", False), ("172.16.0.9", False),
        ("169.254.169.254", False), ("0.0.0.0", False), ("100.64.0.1", False), ("224.0.0.1", False), ("[::1]", False),
        ("fe80::1%eth0", False), ("fd00::1", False), ("::ffff:10.0.0.1", False), ("2002:7f00:1::", False),
        ("2a02:58:1::1", True),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address: str, answer: bool) -> None:
    assert is_public(address) is answer


def test_a_host_that_asks_for_a_short_wait_is_asked_after_it() -> None:
    busy = Reply(b"druk", status=429, headers={"Retry-After": "1"})
    moments: list[float] = []

    def noted(request: Request) -> Reply:
        moments.append(time.monotonic())
        return replies(request)

    replies = in_turn(busy, document("goed"))
    with serving({"/": links(), GOOD: noted}) as site:
        assert documents(crawl(site))
    assert moments[1] - moments[0] >= 1


def test_a_host_that_asks_for_a_long_wait_is_left_alone_until_then() -> None:
    when = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=2)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    busy = Reply(b"onderhoud", status=503, headers={"Retry-After": when})
    with serving({"/": links(), GOOD: document("goed"), "/druk.pdf": busy}) as site:
        found = documents(crawl(site))
        site.routes["/"] = links("/druk.pdf")
        assert any("asks not to be visited before" in issue.problem for issue in told(crawl(site)))
        site.asked.clear()
        records = crawl(site)
        (issue,) = told(records)
        assert (issue.severity, site.asked) == ("surprise", [])
        assert issue.problem.startswith("asks not to be visited before")
        assert documents(records) == found


def test_robots_txt_sets_the_pace() -> None:
    moments: list[float] = []

    def noted(request: Request) -> Reply:
        moments.append(time.monotonic())
        return document(request.path)

    robots = Reply(b"User-agent: *\nCrawl-delay: 0.4\n")
    with serving(
        {"/robots.txt": robots, "/": links("/b.pdf", "/c.pdf"), GOOD: noted, "/b.pdf": noted, "/c.pdf": noted}
    ) as site:
        crawl(site)
    assert all(later - earlier > 0.35 for earlier, later in pairwise(moments))


def test_a_host_is_asked_at_the_pace_of_the_study() -> None:
    moments: list[float] = []

    def noted(request: Request) -> Reply:
        moments.append(time.monotonic())
        return document(request.path)

    with serving({"/": links("/b.pdf"), GOOD: noted, "/b.pdf": noted}) as site:
        crawl(site, delay_s=0.5)
    assert moments[1] - moments[0] > 0.45


def test_fewer_documents_than_expected_fail_the_source_and_more_are_a_warning() -> None:
    with serving({"/": links("/b.pdf"), GOOD: document("goed"), "/b.pdf": document("b")}) as site:
        few = next(issue for issue in told(crawl(site, expects=(3, 9))))
        many = next(issue for issue in told(crawl(site, expects=(1, 1))))
    assert (few.severity, few.problem) == ("surprise", "found 2 documents where 3 to 9 were expected")
    assert (many.severity, many.problem) == ("warning", "found 2 documents where 1 to 1 were expected")
