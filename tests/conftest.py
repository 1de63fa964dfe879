"""The site of this repository, built once for all tests that look at it, and a browser to look with."""

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, sync_playwright

from built import NOON, ROOT, build, once, served
from dossiers import small_site
from visitors import Visitors

if find_spec("hypothesis"):  # not beside the plugins of others, where no test is random
    from hypothesis import HealthCheck, settings

    settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])  # no test is timed
    settings.load_profile("busy")

BELOW = "/praktijkgids/"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-ipc-flooding-protection",  # a few hundred addresses a second are no attack here
]

LONGEST = (
    "test_accessibility",
    "test_arriving",
    "test_together",
    "test_help_first",
    "test_letter",
    "test_building",
    "test_init",
    "test_import",
    "test_manual",
    "test_settings",
    "test_command_line",
    "test_messages",
    "test_following",
    "test_reliability",
    "test_hostile_matrix",
    "test_share",
    "test_collecting",
    "test_print",
    "test_keyboard",
    "test_search",
    "test_unfolding",
    "test_spelling",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, so that nobody waits for one of them at the end."""
    rank = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(LONGEST)))


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what all processes of this run read and none changes."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def site(shared: Path) -> Path:
    """The folder with this repository's own site."""
    return once(shared, "site", lambda folder: build(ROOT, folder, SOURCE_DATE_EPOCH=NOON, PYTHONHASHSEED="1"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, the one without windows if it is there; a plain failure when there is none."""
    named = (os.environ.get("CHROMIUM"), "chromium-headless-shell", "chromium", "chromium-browser")
    program = next((found for name in named if name and (found := shutil.which(name))), None)
    if program is None:
        pytest.fail("These tests need a browser: install Debian's chromium (see tests/browser/install-chromium.sh).")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def home(site: Path) -> Iterator[str]:
    """The address of the home page, below a path as on many hosts."""
    with served(site, BELOW) as address:
        yield address


@pytest.fixture(scope="session")
def walked(shared: Path) -> Iterator[str]:
    """The address of a guide whose words and routes stay as they are, whatever becomes of our own: tests/walked."""
    with served(once(shared, "walked", lambda folder: build(ROOT / "tests" / "walked", folder)), BELOW) as address:
        yield address


@pytest.fixture(scope="session")
def host(shared: Path) -> Path:
    """The folder of a small site to collect from."""
    return once(shared, "small", small_site) / "host"


@pytest.fixture(scope="session")
def small(host: Path) -> Iterator[str]:
    """The address of that small site, below a path."""
    with served(host, "/gids/") as address:
        yield address


@pytest.fixture
def visitors(browser: Browser) -> Iterator[Visitors]:
    """Opens a page as a new visitor; afterwards no request may have left the site or held a query."""
    found = Visitors(browser)
    yield found
    found.close()
    asked = [urlsplit(url) for url in found.requests if url.startswith("http")]
    assert [url.geturl() for url in asked if url.hostname != "127.0.0.1" or url.query] == []


@pytest.fixture
def visit(visitors: Visitors) -> Iterator[Visitors]:
    """The same for pages in which nothing may go wrong either."""
    yield visitors
    assert visitors.faults == []
