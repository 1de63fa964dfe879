"""Writing while `mkdocs serve` runs: a change shows by itself, and so does a mistake, until it is mended."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from built import QUIET
from small_project import TREE, lesson, write_project
from visitors import Visitors

CONFIG = "site_name: Proef\ntheme: {name: material, language: nl, font: false}\nplugins: [search, treeguide]\n"
PATIENCE = 30_000
LESSON = "lessons/lessen/vier-het.md"
GUIDE = "decision_trees/waar.yml"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {"mkdocs.yml": CONFIG, "docs/index.md": "# Start\n"}
    return write_project(tmp_path_factory.mktemp("project"), **files)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file with what the server says."""
    return tmp_path_factory.mktemp("log") / "log.txt"


@pytest.fixture(scope="module")
def served(project: Path, log: Path) -> Iterator[str]:
    """The address of the project while it is being served, as `make serve` does."""
    port = _free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    with log.open("w") as said:
        server = subprocess.Popen(command, cwd=project, env={**os.environ, **QUIET}, stdout=said, stderr=said)
    try:
        until(lambda: "Serving on" in log.read_text("utf-8"), lambda: log.read_text("utf-8"))
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(timeout=20)


def asked(served: str, path: str) -> tuple[int, bytes]:
    """What the server says to what is typed behind its address, as it is typed."""
    server = urlsplit(served)
    connection = HTTPConnection(server.hostname or "", server.port, timeout=PATIENCE / 1000)
    connection.putrequest("GET", f"/{path}")
    connection.endheaders()
    answer = connection.getresponse()
    said = answer.status, answer.read()
    connection.close()
    return said


def until(true: Callable[[], bool], said: Callable[[], str]) -> None:
    """Wait until it is true; fail with what is said then."""
    end = time.monotonic() + PATIENCE / 1000
    while not true():
        assert time.monotonic() < end, said()
        time.sleep(0.1)


def there(address: str) -> bool:
    """Whether a page is served at that address."""
    with suppress(HTTPError), urlopen(address, timeout=PATIENCE / 1000) as answer:  # noqa: S310 (the server of these tests)
        return bool(answer.status == 200)
    return False


def edit(project: Path, name: str, old: str, new: str) -> None:
    path = project / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def problems(page: Page) -> list[str]:
    """Place and sentence of each problem the page shows, once it shows any."""
    expect(page.locator(".guide-problem").first).to_be_visible(timeout=PATIENCE)
    return [one.inner_text() for one in page.locator(".guide-problem").all()]


def mended(page: Page) -> None:
    expect(page.locator(".guide-problem")).to_have_count(0, timeout=PATIENCE)


def test_a_change_shows_without_reloading(visitors: Visitors, project: Path, served: str) -> None:
    page = visitors(f"{served}lessen/vier-het/")
    edit(project, LESSON, "Een tekst.", "Een nieuwe tekst.")
    expect(page.locator("article")).to_contain_text("Een nieuwe tekst.", timeout=PATIENCE)


def test_a_mistake_shows_with_file_line_and_hint_until_it_is_mended(
    visitors: Visitors, project: Path, served: str
) -> None:
    page, start = visitors(f"{served}wegwijzers/waar/"), visitors(served)
    edit(project, GUIDE, "next: geld", "next: gled")
    (said,) = [one for one in problems(page) if "gled" in one]
    assert re.match(r"decision_trees/waar\.yml:13\s", said)
    assert 'Bedoel je "geld"?' in said
    assert "next: gled" in said
    assert "decision_trees/waar.yml:13" in problems(start)[0]
    expect(page.locator("h1")).to_contain_text("Waar staan jullie?")
    edit(project, GUIDE, "next: gled", "next: geld")
    mended(page)
    mended(start)


@pytest.mark.parametrize(
    ("name", "text", "path", "line"),
    [
        (GUIDE, "title: [", "wegwijzers/waar/", 1),
        (LESSON, "geen voorblad\n", "lessen/vier-het/", 1),
    ],
    ids=["tree", "lesson"],
)
def test_a_file_that_cannot_be_read_has_a_page_that_says_why(
    visitors: Visitors, project: Path, served: str, name: str, text: str, path: str, line: int
) -> None:
    page = visitors(served + path)
    before = (project / name).read_text("utf-8")
    (project / name).write_text(text, "utf-8")
    assert any(one.startswith(f"{name}:{line}") for one in problems(page))
    (project / name).write_text(before, "utf-8")
    mended(page)


def test_a_new_lesson_has_a_page(visitors: Visitors, project: Path, served: str) -> None:
    page = visitors(f"{served}lessen/")
    (project / "lessons/lessen/nieuw.md").write_text(lesson("Een nieuwe les"), "utf-8")
    link = page.get_by_role("link", name="Een nieuwe les")
    expect(link).to_have_attribute("href", re.compile("nieuw"), timeout=PATIENCE)
    page = visitors(urljoin(page.url, str(link.get_attribute("href"))))
    expect(page.locator("h1")).to_contain_text("Een nieuwe les")
    assert (project / GUIDE).read_text("utf-8") == TREE


def test_an_address_that_moves_in_the_register_leads_on_at_once(project: Path, served: str, visitors: Visitors) -> None:
    moved = "published: [lessen/oud/]\nremoved:\n  lessen/oud/:\n    title: Oud\n    date: 2026-01-01\n"
    (project / "register.yml").write_text(f"{moved}    reason: Weg.\n    instead: lessen/vier-het/\n", "utf-8")
    until(lambda: there(f"{served}lessen/oud/"), lambda: "no page at lessen/oud/")
    page = visitors(f"{served}lessen/oud/")  # a page that is open while it changes reloads, and may break off a visit
    expect(page.locator("article")).to_contain_text("Weg.")
    (project / "register.yml").unlink()


ODD = [
    *("%00", "lessen/%00", "lessen/%00/", "%00.html", "livereload/%00", "livereload/1/1%00", "lessen/vier-het/%ff"),
    *("%ff/", "%c3", "lessen%ed%a0%80/vier-het/", "a" * 300, f"{'a' * 300}/", "a/" * 2_500, "%2e%2e/mkdocs.yml"),
    *(
        "..%2fmkdocs.yml",
        "%2e%2e/%2e%2e/etc/passwd",
        "%5c..%5cmkdocs.yml",
        "/",
        "//",
        "lessen//niets",
        "%0d%0aa:b",
        "%",
    ),
    *("%", "lessen/vier-het/index.html/", "niets%2findex.html", "%1b[2J", "%25%30%30", "?%00", "404%00.html"),
]


def test_an_odd_address_is_a_page_that_is_not_there(project: Path, served: str, log: Path) -> None:
    """Nothing that is typed behind the server's address makes it stumble, or shows what is no page."""
    (project / "lessons/lessen/na-een-verandering.md").write_text(lesson("Na een verandering"), "utf-8")
    until(lambda: "Read again in" in log.read_text("utf-8"), lambda: log.read_text("utf-8"))
    answers = {path: asked(served, path) for path in ODD}
    pages = {"/", "//", "?%00"}  # the home page, however it is written
    assert {path: status for path, (status, _) in answers.items()} == {
        path: 200 if path in pages else 404 for path in ODD
    }
    assert [path for path, (_, content) in answers.items() if b"site_name:" in content or b"root:" in content] == []
    assert "Traceback" not in log.read_text("utf-8")
