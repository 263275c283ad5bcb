"""What `kennissynthese sources` tells."""

from __future__ import annotations

from pathlib import Path

from corpus.chain import open_corpus, stages
from corpus.stage import run_stages
from corpus.study import load_study
from harvest.memory import Memory
from harvest.overview import source_lines
from tests.harvest.universe.server import Reply, Server, document, html, serving


def harvested(folder: Path, server: Server) -> list[list[str]]:
    """Harvest once more, and return the words of each line on a source."""
    path = folder / "studie.toml"
    path.write_text(
        'title = "T"\ndescription = "D"\ncontact = "https://example.org/"\n'
        f'[[sources]]\nkind = "website"\nname = "site"\nurl = "{server.root}"\ndelay_s = 0\n'
        "allow = ['\\.pdf$']\nallow_hosts = [\"127.0.0.1\"]\n"
        '[[sources]]\nkind = "folder"\nname = "zoek"\npath = "er-niet"\n'
    )
    study, chain = load_study(str(path)), stages()
    with open_corpus(study, ()) as store:
        run_stages(store, study, chain[:1], chain=chain, workers=1, again=True)
        return [line.split() for line in source_lines(store, study.name)]


def test_each_source_is_told_in_numbers(tmp_path: Path) -> None:
    pages = {f"/{name}.pdf": document(name) for name in ("a", "b", "c")}
    with serving({"/": html(*((path, path) for path in pages)), **pages}) as server:
        header, site, absent = harvested(tmp_path, server)
        assert header[5:10] == ["found", "new", "changed", "gone", "failed"]
        assert site[4:9] == ["3", "3", "0", "0", "0"]
        assert site[9:] == ["any", "time"]
        assert absent == ["zoek", "folder", "never", "0", "0", "0", "0", "1", "any", "time"]
        with Memory("studie") as memory:
            memory._db.execute("UPDATE answers SET answered_at = '2020-01-01T00:00:00.000000+00:00'")
        server.routes |= {"/": html(("/a.pdf", "A"), ("/b.pdf", "B"), ("/d.pdf", "D")), "/d.pdf": document("d")}
        server.routes["/b.pdf"] = document("b, herzien")
        assert harvested(tmp_path, server)[1][4:9] == ["3", "1", "1", "1", "0"]


def test_a_host_that_asks_for_patience_has_a_next_visit(tmp_path: Path) -> None:
    busy = Reply(status=503, headers={"Retry-After": "7200"})
    with serving({"/": html(("/a.pdf", "A"), ("/b.pdf", "B")), "/a.pdf": document("a"), "/b.pdf": busy}) as server:
        assert harvested(tmp_path, server)[1][9] == "from"
