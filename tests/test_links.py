"""The weekly look at web addresses: what it finds, how it says so, and its manners."""

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

import pytest

from tools.links import Finding, Manners, as_markdown, external_links, look, look_at_all, main

QUICK = Manners(patience=0.4, pause=0, longest_wait=1)


class Site(BaseHTTPRequestHandler):
    """A site that answers as its addresses say."""

    asked: ClassVar[list[tuple[str, str, float, str]]] = []

    def answer(self) -> None:
        name = self.path.strip("/")
        before = [path for _, path, _, _ in self.asked]
        self.asked.append((self.command, self.path, time.monotonic(), self.headers["User-Agent"]))
        if name == "no-head" and self.command == "HEAD":
            return self.say(405)
        if name.startswith("to-"):
            code, _, target = name.removeprefix("to-").partition("-")
            return self.say(int(code), Location=f"/{target}")
        if name == "busy" and before.count(self.path) < 2:
            return self.say(429, **{"Retry-After": "1"})
        if name == "slow":
            time.sleep(0.8)
        return self.say(int(name) if name.isdigit() else 200)

    do_GET = do_HEAD = answer  # noqa: N815 (as the standard library calls them)

    def say(self, code: int, **headers: str) -> None:
        self.send_response(code)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        """Say nothing on the screen."""


@pytest.fixture
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Site.asked.clear()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "sort", "said"),
    [
        ("/", "fine", ""),
        ("/no-head", "fine", ""),
        ("/met spatie en é", "fine", ""),
        ("/404", "broken", "deze pagina bestaat niet (meer) (404)"),
        ("/410", "broken", "deze pagina is weggehaald (410)"),
        ("/403", "unsure", "de site laat geen automatische controle toe (403)"),
        ("/500", "unsure", "de site gaf een storing (500)"),
        ("/slow", "unsure", "de site gaf geen antwoord"),
        ("/busy", "fine", ""),
        ("/to-302-elders", "fine", ""),
        ("/to-301-elders", "moved", "/elders"),
        ("/to-301-404", "broken", "deze pagina bestaat niet (meer) (404)"),
    ],
)
def test_look(host: str, path: str, sort: str, said: str) -> None:
    found = look(host + path, QUICK)
    assert (found.sort, found.said.removeprefix(host)) == (sort, said)


@pytest.mark.parametrize(
    ("number", "sort"), [(socket.EAI_NONAME, "broken"), (socket.EAI_AGAIN, "unsure")], ids=["unknown", "no-network"]
)
def test_host_that_does_not_exist_is_broken_but_not_when_nothing_can_be_asked(
    monkeypatch: pytest.MonkeyPatch, number: int, sort: str
) -> None:
    def fail(*arguments: object, **more: object) -> None:
        raise socket.gaierror(number, "said by the system")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    assert look("https://bestaat-niet.invalid/", QUICK).sort == sort


def test_closed_door_is_unsure() -> None:
    assert look("http://127.0.0.1:9/", QUICK).sort == "unsure"


def test_head_is_asked_first_and_only_get_when_refused(host: str) -> None:
    look(host + "/", QUICK)
    look(host + "/no-head", QUICK)
    assert [(method, path) for method, path, _, _ in Site.asked] == [
        ("HEAD", "/"),
        ("HEAD", "/no-head"),
        ("GET", "/no-head"),
    ]
    assert all("treeguide-links" in name for _, _, _, name in Site.asked)


def test_addresses_of_one_host_wait_for_each_other(host: str) -> None:
    links = {f"{host}/{number}": ("/",) for number in ("200", "201", "202")}
    look_at_all(links, Manners(patience=1, pause=0.2))
    times = [when for _, _, when, _ in Site.asked]
    assert [round(later - earlier, 1) >= 0.2 for earlier, later in pairwise(times)] == [True, True]


def test_links_of_a_site_are_found_with_their_pages(tmp_path: Path) -> None:
    (tmp_path / "lessen" / "x").mkdir(parents=True)
    link = '<a href="https://voorbeeld.nl/a#deel">a</a><a href="../y/">y</a><a href="mailto:x@x.nl">m</a>'
    edit = '<a rel="edit" href="https://voorbeeld.nl/edit">b</a><link href="https://voorbeeld.nl/canonical">'
    (tmp_path / "index.html").write_text(link, "utf-8")
    (tmp_path / "lessen" / "x" / "index.html").write_text(link + edit, "utf-8")
    assert external_links(tmp_path) == {"https://voorbeeld.nl/a": ("/", "lessen/x/")}


def test_markdown_says_the_worst_first() -> None:
    found = [
        Finding("https://a.nl/", "fine", "", ("/",)),
        Finding("https://b.nl/", "moved", "https://c.nl/", ("/",)),
        Finding("https://d.nl/", "broken", "weg (404)", tuple(f"p{number}/" for number in range(7))),
    ]
    text = as_markdown(found)
    assert text.startswith("3 adressen nagekeken: 1 goed, 1 stuk, 1 verhuisd, 0 niet na te kijken.\n")
    assert (
        text.index("## Werkt niet meer")
        < text.index("- <https://d.nl/>: weg (404). Staat op `p0/`")
        < text.index("## Voorgoed")
    )
    assert "`p4/` …" in text
    assert "`p5/`" not in text
    assert "- <https://b.nl/>: nu <https://c.nl/>. Staat op `/`" in text


def test_exit_code_says_whether_something_is_broken(
    host: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index.html").write_text(f'<a href="{host}/200">a</a>', "utf-8")
    assert main([str(tmp_path), "--pause", "0"]) == 0
    (tmp_path / "index.html").write_text(f'<a href="{host}/404">a</a>', "utf-8")
    assert main([str(tmp_path), "--pause", "0"]) == 1
    assert "## Werkt niet meer" in capsys.readouterr().out


def test_without_a_network_nothing_is_said_of_any_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "index.html").write_text('<a href="https://bestaat-niet.invalid/">a</a>', "utf-8")
    assert main([str(tmp_path), "--pause", "0"]) == 2
    assert capsys.readouterr().out == ""
