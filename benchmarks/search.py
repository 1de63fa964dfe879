"""What search finds and what it costs a reader: ours beside the search that the theme has by itself.

Prints how many of the questions in tests/search/questions.txt have a page that helps among the first results, and what
a reader fetches (requests, and kB as gzip sends them) on a first visit and for a first question; then the same on
larger sites made of this guide's texts.
Usage: python -m benchmarks.search [pages of a larger site ...]   (default: 1000; needs Debian's chromium)
"""

import gzip
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tools.searching import ASK_OURS, ASK_THEIRS, ask, share
from treeguide.search import index_files, pages_of

ROOT = Path(__file__).resolve().parent.parent
VISITS = {
    "home": "",
    "guide": "wegwijzers/situatie/",
    "situation": "situaties/moeilijk-gesprek/",
    "lesson": "lessen/lappendeken-van-regios/",
}
QUESTION = "gemeenteraad"
SOURCES = ("docs", "lessons", "decision_trees", "overrides")
PLUGIN = "  - treeguide:\n"
NEW_WORDS = (
    0.015  # of the words of a larger site, this share is new; the guide's own grow a little slower (Heaps: 0.48)
)
PATIENCE = 180_000  # milliseconds


class Host(SimpleHTTPRequestHandler):
    """Serves a folder, silently."""

    extensions_map: dict[str, str] = {  # noqa: RUF012 (so it is in the class above)
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
    }
    protocol_version = "HTTP/1.1"

    def log_message(self, *given: Any) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which the folder can be visited."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(folder))) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@cache
def weight(path: Path) -> int:
    """Bytes of a file as gzip sends them."""
    return len(gzip.compress(path.read_bytes(), 6))


class Visit:
    """A new visitor, and what was fetched so far: the file of each request that was answered."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.folder, self.fetched = folder, list[Path]()
        self.context: BrowserContext = browser.new_context(viewport={"width": 1280, "height": 900})
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.page.on("response", lambda answer: self._note(answer.url))

    def _note(self, url: str) -> None:
        path = self.folder / unquote(urlsplit(url).path).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        if path.is_file():
            self.fetched.append(path)

    def go(self, address: str) -> None:
        self.page.goto(address)
        self.page.wait_for_load_state("networkidle")

    def ask(self, question: str) -> float:
        """Seconds from going to search until a result is on the screen, the question typed at once."""
        start = time.perf_counter()
        box = self.page.locator("[data-md-component=search-query]")
        box.click()
        box.fill(question)
        box.press("End")
        self.page.locator(".md-search-result__item").first.wait_for(timeout=PATIENCE)
        return time.perf_counter() - start

    def cost(self, since: int = 0) -> str:
        found = self.fetched[since:]
        return f"{len(found):3} requests {sum(map(weight, found)) / 1000:8.1f} kB"


def visit(browser: Browser, folder: Path, address: str) -> tuple[str, str, float]:
    """What a first visit cost, what a first question cost from there, and how long that took."""
    one = Visit(browser, folder)
    one.go(address)
    first, seen = one.cost(), len(one.fetched)
    seconds = one.ask(QUESTION)
    one.page.wait_for_load_state("networkidle")
    answer = first, one.cost(seen), seconds
    one.context.close()
    return answer


def larger(entries: Sequence[Mapping[str, Any]], pages: int) -> Iterator[dict[str, Any]]:
    """Entries of a site with so many pages: paragraphs of this guide in another order, with compounds of their own."""
    chance = random.Random(pages)
    real = [entry for entry in entries if len(str(entry["text"])) > 200]
    words = sorted({word.lower() for entry in real for word in re.findall(r"[a-zA-Z]{5,9}", str(entry["text"]))})

    def anew(found: re.Match[str]) -> str:
        return chance.choice(words) + chance.choice(words) if chance.random() < NEW_WORDS else found[0]

    for number in range(pages):
        title = f"{chance.choice(real)['title']}: {chance.choice(words)} en {chance.choice(words)}"
        for part, entry in enumerate(chance.sample(real, 6)):
            text = re.sub(r"\b[a-zA-Z]{4,}\b", anew, str(entry["text"]))
            location = f"lessen/les-{number}/" + (f"#deel-{part}" if part else "")
            yield {"location": location, "title": entry["title"] if part else title, "text": text}


def enlarged(sites: Mapping[str, Path], target: Path, pages: int) -> dict[str, Path]:
    """Copies of both sites whose search knows so many pages."""
    for name, site in sites.items():
        shutil.copytree(site, target / name, ignore=shutil.ignore_patterns("search"))
        (target / name / "search").mkdir()
    theirs = json.loads((sites["theme"] / "search" / "search_index.json").read_text("utf-8"))
    entries = list(larger(theirs["docs"], pages))
    (target / "theme" / "search" / "search_index.json").write_text(json.dumps({**theirs, "docs": entries}), "utf-8")
    start = time.process_time()
    files = index_files(pages_of(entries), "nl")
    words = files["search/index.js"].count("\\n") - pages
    print(
        f"\n{pages} pages, {words} words: index made in {time.process_time() - start:.2f} s CPU, {len(files)} files, ",
        end="",
    )
    for path, content in files.items():
        (target / "ours" / path).parent.mkdir(exist_ok=True)
        (target / "ours" / path).write_text(content, "utf-8")
    print(f"{sum(len(gzip.compress(one.encode(), 6)) for one in files.values()) / 1000:.0f} kB in all")
    return {name: target / name for name in sites}


@contextmanager
def opened() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def compare(browser: Browser, sites: Mapping[str, Path], visits: Mapping[str, str]) -> None:
    for name, path in visits.items():
        for who, folder in sites.items():
            with served(folder) as address:
                first, answer, seconds = visit(browser, folder, address + path)
            print(f"{name:10} {who:6} first visit {first}   first question {answer}  {seconds:5.2f} s")


def built(scratch: Path) -> dict[str, Path]:
    """The guide with our search, and with the theme's instead."""
    for name, option in (("ours", ""), ("theme", "      search: false\n")):
        project = scratch / f"project-{name}"
        for source in SOURCES:
            shutil.copytree(ROOT / source, project / source)
        settings = (ROOT / "mkdocs.yml").read_text("utf-8")
        (project / "mkdocs.yml").write_text(settings.replace(PLUGIN, PLUGIN + option), "utf-8")
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(scratch / name)]
        subprocess.run(command, cwd=project, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    return {name: scratch / name for name in ("ours", "theme")}


def main() -> int:
    sizes = [int(one) for one in sys.argv[1:]] or [1000]
    with tempfile.TemporaryDirectory() as name, opened() as browser:
        sites = built(Path(name))
        for who, how in (("theme", ASK_THEIRS), ("ours", ASK_OURS)):
            with served(sites[who]) as address:
                page = browser.new_page()
                page.goto(address)
                found = ask(page, how)
                page.close()
            shares = "  ".join(f"first {within}: {share(found, within):4.0%}" for within in (1, 3, 10))
            print(f"{len(found)} questions, {who:6} {shares}", flush=True)
        print()
        compare(browser, sites, VISITS)
        for size in sizes:
            compare(browser, enlarged(sites, Path(name) / str(size), size), {"home": ""})
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
