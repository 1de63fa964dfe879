"""Sites with the plugins and tools that people use beside ours: their pages are there, links lead, and a guide walks.

Not part of `make test`: `make neighbours` installs them from the registry, in an environment of their own.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from built import QUIET, run, served
from built_pages import lost_addresses, pages_of
from small_project import lesson, write_project
from visitors import Visitors

HOST, BELOW = "https://voorbeeld.nl", "/onder/gids/"
THEME = "theme: {{name: material, language: nl, font: false, features: [{features}]}}\n"
LONG_AGO, WRITTEN = "2021-03-04T12:00:00", "4 maart 2021"
OURS = ("wegwijzers/waar", "situaties/ga-door", "situaties/praat-over-geld", "lessen/open-kaart", "lessen/vier-het")


@dataclass(frozen=True)
class Neighbour:
    """A site with a plugin beside ours: its entries in `plugins`, and what else the site needs.

    `has` are texts that must stand in files of the site, by their path; `lacks` texts that must not.
    """

    plugins: tuple[str, ...] = ()
    more: str = ""
    files: dict[str, str] = field(default_factory=dict)
    has: dict[str, str] = field(default_factory=dict)
    lacks: dict[str, str] = field(default_factory=dict)
    is_strict: bool = True


POST = "---\ndate: 2026-01-01\n---\n# Nieuws\n\nOver [vieren](../../lessen/vier-het.md).\n"
SUMMARY = "* [Start](index.md)\n* [Wegwijzers](wegwijzers/index.md)\n* [Lessen](lessen/index.md)\n* wegwijzers/*.md\n"
BRACES = lesson("Leg je kaarten open", themes="[geld]").replace("Een tekst.", "Zo: `{{ config.site_name }}`.")
NEIGHBOURS = {
    "minify": Neighbour(("minify: {minify_html: true, htmlmin_opts: {remove_comments: true}}",)),
    "redirects": Neighbour(
        ("redirects: {redirect_maps: {oud.md: lessen/vier-het.md}}",), has={"oud/index.html": "../lessen/vier-het/"}
    ),
    "tags": Neighbour(
        ("tags",),
        files={"docs/labels.md": "# Labels\n\n<!-- material/tags -->\n"},
        has={"labels/index.html": "Vier het", "lessen/vier-het/index.html": 'class="md-tag"'},
    ),
    "blog": Neighbour(
        ("blog",),
        files={"docs/blog/index.md": "# Nieuws\n", "docs/blog/posts/een.md": POST},
        has={"blog/2026/01/01/nieuws/index.html": "lessen/vier-het/"},
    ),
    "awesome-nav": Neighbour(
        ("awesome-nav",),
        files={"docs/.nav.yml": "nav:\n  - index.md\n  - wegwijzers\n  - Alle lessen: lessen/index.md\n  - lessen/*\n"},
        has={"index.html": 'href="wegwijzers/waar/"', "bronnen/index.html": 'href="../lessen/vier-het/"'},
    ),
    "section-index": Neighbour(("section-index",), has={"index.html": 'href="lessen/"'}),
    "literate-nav": Neighbour(
        ("literate-nav: {nav_file: SUMMARY.md}",),
        files={"docs/SUMMARY.md": SUMMARY},
        has={"index.html": 'href="wegwijzers/waar/"'},
        is_strict=False,  # SUMMARY.md is no page of its own there
    ),
    "git-revision-date-localized": Neighbour(
        ("git-revision-date-localized: {type: date, locale: nl, enable_creation_date: true}",),
        has={"lessen/vier-het/index.html": WRITTEN, "wegwijzers/waar/index.html": WRITTEN},
    ),
    "glightbox": Neighbour(
        ("glightbox",),
        files={"docs/kaart.png": "", "docs/beeld.md": "# Beeld\n\n![Kaart](kaart.png)\n"},
        has={"beeld/index.html": "glightbox"},
    ),
    "macros": Neighbour(
        ("macros",),
        files={"lessons/lessen/open-kaart.md": BRACES},
        has={"lessen/open-kaart/index.html": "{{ config.site_name }}"},
        lacks={"lessen/open-kaart/index.html": "Zo: <code>Proef"},
    ),
    "print-site": Neighbour(("print-site",), has={"print_page/index.html": "Praat over geld"}),
    "rss": Neighbour(
        ("rss: {date_from_meta: {as_creation: date}, match_path: lessen/.*}",),
        has={"feed_rss_created.xml": "Vier het", "feed_rss_updated.xml": "04 Mar 2021"},
    ),
}
SETTINGS = {
    "instant": Neighbour(more=THEME.format(features="navigation.instant, navigation.instant.prefetch")),
    "tracking": Neighbour(more=THEME.format(features="navigation.tracking, navigation.instant")),
    "files": Neighbour(more="use_directory_urls: false\n"),
    "elsewhere": Neighbour(files={"config/mkdocs.yml": "docs_dir: ../docs\nsite_dir: ../site\n"}),
}
LAST = ("print-site", "before")  # it asks to be the last itself
CASES = [
    *((name, order) for name in NEIGHBOURS for order in ("before", "after") if (name, order) != LAST),
    *((name, "alone") for name in SETTINGS),
    ("all", "before"),
    ("all", "after"),
]
APART = ("awesome-nav", "literate-nav", "section-index")  # each of these brings its own navigation


def together() -> Neighbour:
    """One site with every plugin that goes with the others."""
    chosen = [one for name, one in NEIGHBOURS.items() if name not in APART]
    files = {path: text for one in chosen for path, text in one.files.items()}
    return Neighbour(tuple(name for one in chosen for name in one.plugins), files=files, is_strict=False)


def written(folder: Path, neighbour: Neighbour, order: str) -> Path:
    """The project with that neighbour, committed long ago; `order` says where its plugin stands."""
    theirs = neighbour.plugins
    plugins = {"before": [*theirs, "treeguide"], "after": ["treeguide", *theirs]}.get(order, ["treeguide"])
    rows = "".join(f"  - {one}\n" for one in ["search", *plugins])
    theme = "" if "theme:" in neighbour.more else THEME.format(features="")
    config = f"site_name: Proef\nsite_url: {HOST}{BELOW}\n{theme}{neighbour.more}plugins:\n{rows}"
    files = {**neighbour.files}
    elsewhere = files.pop("config/mkdocs.yml", "")
    name = "config/mkdocs.yml" if elsewhere else "mkdocs.yml"
    if elsewhere:
        config += elsewhere
        config = config.replace(
            "- treeguide\n", "- treeguide: {trees_dir: ../decision_trees, lessons_dir: ../lessons}\n"
        )
    start = "# Start\n\nWoord.\n\n<!-- treeguide:question waar -->\n"
    tagged = lesson("Vier het", tags="[feest]") if "tags" in neighbour.plugins else lesson("Vier het")
    write_project(folder, **{"docs/index.md": start, "lessons/lessen/vier-het.md": tagged, **files, name: config})
    if elsewhere:
        (folder / "mkdocs.yml").unlink()
    committed(folder)
    return folder


def committed(folder: Path) -> None:
    """Put the project in git, as it was long ago."""
    when = {"GIT_AUTHOR_DATE": LONG_AGO, "GIT_COMMITTER_DATE": LONG_AGO}
    who = ["-c", "user.name=Proef", "-c", "user.email=proef@voorbeeld.nl"]
    for command in (["init", "-q", "-b", "main"], ["add", "-A"], [*who, "commit", "-q", "-m", "Begin"]):
        subprocess.run(["git", *command], cwd=folder, env={**os.environ, **when}, check=True)


def built(project: Path, *more: str, tool: str = "mkdocs") -> Path:
    """The site of the project, in its own folder."""
    given = ["-f", "config/mkdocs.yml"] if (project / "config").is_dir() else []
    done = run(project, tool, "build", *given, *more)
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


def looked_over(site: Path, neighbour: Neighbour) -> None:
    """Our pages are there with their styles, and every address on every page leads somewhere."""
    pages = pages_of(site)
    files = [f"{name}/index.html" if f"{name}/index.html" in pages else f"{name}.html" for name in OURS]
    assert [name for name in files if name not in pages] == []
    for name in files:
        addresses = " ".join(pages[name].addresses)
        assert re.search(r"assets/treeguide/guide\.\w+(\.min)?\.css", addresses), f"{name} has no styles of ours"
        assert re.search(r"assets/treeguide/page\.\w+(\.min)?\.mjs", addresses), f"{name} has no script of ours"
    lost = lost_addresses(site, HOST, BELOW)
    assert [one for one in lost if not one.startswith("print_page/")] == []  # there print-site makes its own links
    for path, text in neighbour.has.items():
        assert text in (site / path).read_text("utf-8"), path
    for path, text in neighbour.lacks.items():
        assert text not in (site / path).read_text("utf-8"), path


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visitors]:
    """Opens a page as a new visitor; no script of the page may stop."""
    found = Visitors(browser)
    yield found
    found.close()


def walked(site: Path, visit: Visitors, ending: str = "/") -> None:
    """From the first question on the home page to a situation and a lesson, by clicking."""
    with served(site, BELOW) as address:
        page = visit(f"{address}wegwijzers/waar{ending}?utm_source=x")
        page.locator("[data-guide-current]").get_by_role("link", name="Het loopt stroef").click()
        expect(page.locator("[data-guide-current] h2")).to_have_id("geld.regie")
        page.mouse.wheel(0, 300)
        expect(page.locator(".guide-trail li")).to_have_count(1)
        page.locator("[data-guide-current]").get_by_role("link", name="Ja", exact=True).click()
        expect(page.locator("h1")).to_contain_text("Praat over geld")
        expect(page.get_by_text("Omdat je zei")).to_be_visible()
        page.locator("article").get_by_role("link", name="Leg je kaarten open").first.click()
        expect(page.locator("h1")).to_contain_text("Leg je kaarten open")
        assert [one for one in visit.faults if "Failed to load resource" not in one] == []


@pytest.mark.parametrize(("name", "order"), CASES, ids=lambda one: one)
def test_a_guide_beside_a_neighbour(name: str, order: str, tmp_path: Path, visit: Visitors) -> None:
    neighbour = together() if name == "all" else {**NEIGHBOURS, **SETTINGS}[name]
    site = built(written(tmp_path, neighbour, order), *(["--strict"] if neighbour.is_strict else []))
    looked_over(site, neighbour)
    walked(site, visit, ".html" if name == "files" else "/")


def test_what_cannot_go_together_is_said_plainly(tmp_path: Path) -> None:
    plugin = "i18n: {docs_structure: suffix, languages: [{locale: nl, default: true, name: Nederlands, build: true}]}"
    project = written(tmp_path, Neighbour((plugin,)), "before")
    done = run(project, "mkdocs", "build")
    assert done.returncode == 1
    assert "kan niet overweg met pagina's die een andere plugin maakt" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_mike_publishes_two_versions_beside_each_other(tmp_path: Path) -> None:
    project = written(tmp_path, Neighbour(), "alone")
    who = {f"GIT_{one}_{key}": "proef@voorbeeld.nl" for one in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
    environment = {**os.environ, **QUIET, **who, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    for command in (["deploy", "1.0"], ["deploy", "--update-aliases", "2.0", "latest"], ["set-default", "latest"]):
        subprocess.run(["mike", *command], cwd=project, env=environment, check=True, capture_output=True)
    listed = subprocess.run(
        ["git", "ls-tree", "-r", "--name-only", "gh-pages"], cwd=project, capture_output=True, text=True
    )
    files = listed.stdout.split()
    for version in ("1.0", "2.0"):
        assert [name for name in OURS if f"{version}/{name}/index.html" not in files] == []
    assert len([one for one in files if one.startswith("1.0/")]) > 40
    assert [one for one in files if ".building-" in one] == []


def test_properdocs_builds_the_same_pages(tmp_path: Path, visit: Visitors) -> None:
    project = written(tmp_path, Neighbour(), "alone")
    (project / "mkdocs.yml").rename(project / "properdocs.yml")
    site = built(project, "--strict", tool="properdocs")
    looked_over(site, Neighbour())
    walked(site, visit)


def test_zensical_builds_what_is_exported(tmp_path: Path) -> None:
    """With addresses that end in .html: of links in HTML Zensical makes others where each page has a folder."""
    project, target = written(tmp_path, Neighbour(more="use_directory_urls: false\n"), "alone"), tmp_path / "weg"
    done = run(project, "treeguide.commands.cli", "export", str(target))
    assert done.returncode == 0, done.stderr
    tool = Path(sys.executable).parent / "zensical"
    built_there = subprocess.run([str(tool), "build"], cwd=target, capture_output=True, text=True, check=False)
    assert built_there.returncode == 0, built_there.stdout + built_there.stderr
    pages = pages_of(target / "site")
    assert [name for name in OURS if f"{name}.html" not in pages] == []
    assert lost_addresses(target / "site", HOST, BELOW) == []


def test_the_dates_of_pages_are_those_of_what_their_authors_wrote(tmp_path: Path) -> None:
    """A lesson that is written anew has today's date; the rest keeps the old one."""
    neighbour = NEIGHBOURS["git-revision-date-localized"]
    project = written(tmp_path, neighbour, "after")
    path = project / "lessons" / "lessen" / "open-kaart.md"
    path.write_text(path.read_text("utf-8") + "\nMeer.\n", "utf-8")
    when = {"GIT_AUTHOR_DATE": "2024-05-06T12:00:00", "GIT_COMMITTER_DATE": "2024-05-06T12:00:00"}
    who = ["-c", "user.name=Proef", "-c", "user.email=proef@voorbeeld.nl"]
    subprocess.run(["git", *who, "commit", "-qam", "Meer"], cwd=project, env={**os.environ, **when}, check=True)
    site = built(project)
    assert "6 mei 2024" in (site / "lessen" / "open-kaart" / "index.html").read_text("utf-8")
    assert "6 mei 2024" not in (site / "lessen" / "vier-het" / "index.html").read_text("utf-8")
