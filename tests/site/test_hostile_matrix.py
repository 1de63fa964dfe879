"""Every hostile text in every field that an author fills in ends as text.

The site has no other element, attribute or sort of address than it has with harmless texts, and what was typed is what
one reads.

With TREEGUIDE_EXAMPLES each text has fields for itself; else several share one, which takes far less time.
"""

import base64
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hostile_project import CONFIG, FOUND, NOTHING, TRAP
from playwright.sync_api import Browser, Page, expect

from built import QUIET, served
from every_field import PAYLOADS, WEB, Put, all_fields, is_markdown, write_every_field
from profiles import LONG
from visitors import Visitors

pytestmark = pytest.mark.slow

OUTSIDE = "dit-staat-buiten-de-map"
SITE = CONFIG.format(plugins="search, {treeguide: {drafts: true, headers: true}}", snippets=': {base_path: ["."]}')
WRITING = """\
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config

config = load_config(site_dir=sys.argv[1])
config.plugins.on_startup(command="serve", dirty=False)
build(config)
"""
FILES = {
    "mkdocs.yml": f"# {OUTSIDE}\n{SITE}",
    "writing.py": WRITING,
    "docs/index.md": "# Start\n\n<!-- treeguide:guides -->\n",
}
REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
PASSING = [text for text in PAYLOADS if not REFUSED.search(text)]
STOPPED = [text for text in PAYLOADS if text not in PASSING]  # a file with one of these has a page that says so
GROUP = 1 if LONG else 48
OUTLINE = """async names => {
  const kind = value => {
    try { const one = new URL(value, "https://here.nl/"); return one.protocol + one.hostname } catch { return "bad" }
  }
  const ADDRESSES = ["href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset", "ping"]
  const outline = one => [
    one.localName,
    ...[...one.attributes].map(two => two.name).filter(name => name !== "data-guide-paper").sort(),
    ...ADDRESSES.filter(name => one.hasAttribute(name)).map(name => "=" + kind(one.getAttribute(name))),
  ].join(" ")
  const inside = root => [...root.querySelectorAll("*")].flatMap(one =>
    one.localName === "template" ? [one, ...inside(one.content)] : [one])
  const found = {}
  for (const name of names) {
    const text = await (await fetch(name)).text()
    const page = new DOMParser().parseFromString(text, "text/html"), all = inside(page)
    const values = all.flatMap(one => [...one.attributes].map(two => two.value))
    found[name] = {
      drawn: all.filter(one => one.closest("svg.guide-drawing")).map(outline),
      rest: all.filter(one => !one.closest("svg.guide-drawing")).map(outline),
      said: [page.documentElement.textContent, ...values].join("\\n"),
    }
  }
  return found
}"""


@dataclass(frozen=True)
class Site:
    """A built site: its folder, and what a browser makes of its pages."""

    folder: Path
    pages: dict[str, dict[str, Any]]


def mark(field: str, payload: int) -> str:
    """A word that says which field and which text follows."""
    return f"v{FIELDS.index(field)}t{payload}"


FIELDS = all_fields()
UNSEEN = (
    *WEB,
    "Term.also",
    "Facets.same_words",
    "ScanFile.scenarios.name",
    "ChecklistFile.scenarios.name",
)  # of no page
PLAIN = [field for field in FIELDS if not is_markdown(field) and field not in UNSEEN]
MARK = re.compile(r"\bv(\d+)t(\d+) ")
MARKDOWN = re.compile(
    r"p|em|strong|code|pre|blockquote"
    r"|img alt( src)?( title)?( =https:here.nl)?|a title|a href( rel target)?( title)? =https:(x|here).nl"
)


def hostile(group: list[int], *, also_markdown: bool) -> Put:
    """Every text of a group in a field, each behind its mark."""

    def put(field: str) -> str:
        if is_markdown(field) and not also_markdown:
            return mark(field, group[0])
        between = "\n\n" if is_markdown(field) else " "
        return between.join(f"{mark(field, number)} {PAYLOADS[number]}" for number in group)

    return put


def stopped(group: list[int]) -> Put:
    """The same of texts that keep a file from being read, but for the lists: all others need those."""
    put = hostile(group, also_markdown=True)
    return lambda field: put(field) if field.startswith(("TreeFile", "OutcomesFile", "FrontMatter")) else "gewoon"


def plain(group: list[int]) -> Put:
    return lambda field: " ".join(f"{mark(field, number)} gewoon" for number in group)


def groups(texts: list[str]) -> list[list[int]]:
    numbers = [PAYLOADS.index(text) for text in texts]
    return [numbers[start : start + GROUP] for start in range(0, len(numbers), GROUP)]


BUILDS: dict[str, tuple[list[Put], list[str]]] = {
    "plain": ([plain(group) for group in groups(PASSING)], ["mkdocs", "build", "--quiet", "--site-dir"]),
    "texts": ([hostile(one, also_markdown=False) for one in groups(PASSING)], ["mkdocs", "build", "-q", "--site-dir"]),
    "all": (
        [hostile(one, also_markdown=True) for one in groups(PASSING)] + [stopped(one) for one in groups(STOPPED)],
        ["writing"],
    ),
}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> dict[str, Site]:
    """The site with harmless texts; with hostile ones where text is meant; and with them everywhere, while writing."""
    running = {}
    for name, (texts, command) in BUILDS.items():
        around = tmp_path_factory.mktemp(name)
        (around / "geheim.txt").write_text(OUTSIDE, "utf-8")
        project = write_every_field(around / "project", dict(enumerate(texts)), **FILES)
        running[name] = (
            around,
            subprocess.Popen(
                [sys.executable, "-m", *command, str(around / "project" / "site")],
                cwd=project,
                env={**os.environ, **QUIET},
                stderr=subprocess.PIPE,
                text=True,
            ),
        )
    found = {}
    for name, (around, process) in running.items():
        said = process.communicate()[1]
        assert process.returncode == 0, said
        folder = around / "project" / "site"
        assert sorted(path.name for path in around.iterdir()) == ["geheim.txt", "project"]
        found[name] = Site(folder, _outlines(folder, browser))
    return found


def _outlines(folder: Path, browser: Browser) -> dict[str, dict[str, Any]]:
    names = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html"))]
    with served(folder) as address:
        page = browser.new_page()
        page.goto(f"{address}sitemap.xml")
        found: dict[str, dict[str, Any]] = page.evaluate(OUTLINE, names)
        page.close()
    return found


def test_every_field_that_the_models_have_is_filled_in(tmp_path: Path) -> None:
    filled = set()
    write_every_field(tmp_path, {0: lambda field: filled.add(field) or "x"})  # type: ignore[func-returns-value]
    assert sorted(filled) == FIELDS
    assert len(FIELDS) > 40


def test_a_text_adds_no_element_no_attribute_and_no_address(sites: dict[str, Site]) -> None:
    before, after = sites["plain"].pages, sites["texts"].pages
    assert sorted(before) == sorted(after)
    assert {name: added(before[name]["rest"], page["rest"]) for name, page in after.items()} == {
        name: {} for name in after
    }
    assert [name for name, page in after.items() if page["rest"] != before[name]["rest"]] == []
    drawn = {one for page in before.values() for one in page["drawn"]}
    assert drawn and {one for page in after.values() for one in page["drawn"]} <= drawn


def added(before: list[str], after: list[str]) -> dict[str, int]:
    """The elements that are there more often, or less, than they were."""
    one, other = Counter(before), Counter(after)
    return {name: other[name] - one[name] for name in one | other if other[name] != one[name]}


def test_markdown_and_mistakes_add_only_what_markdown_can(sites: dict[str, Site]) -> None:
    known = {one for page in sites["plain"].pages.values() for one in (*page["rest"], *page["drawn"])}
    more = {one: name for name, page in sites["all"].pages.items() for one in (*page["rest"], *page["drawn"])}
    assert {one: name for one, name in more.items() if one not in known and not MARKDOWN.fullmatch(one)} == {}


def said(site: Site) -> Iterator[tuple[int, int, str]]:
    """The number of the field, the number of the text, and what follows, for every mark on a page of the site."""
    for page in site.pages.values():
        text = " ".join(page["said"].split())
        for found in MARK.finditer(text):
            yield int(found[1]), int(found[2]), text[found.end() : found.end() + 200]


@pytest.mark.parametrize("name", ["texts", "all"])
def test_what_was_typed_is_what_one_reads(sites: dict[str, Site], name: str) -> None:
    read = {(field, number) for field, number, text in said(sites[name]) if reads(text, PAYLOADS[number])}
    expected = {(FIELDS.index(field), PAYLOADS.index(one)) for field in PLAIN for one in PASSING}
    assert sorted((FIELDS[field], PAYLOADS[number]) for field, number in expected - read) == []


def reads(text: str, payload: str) -> bool:
    """Whether a text begins with what was typed; of what shows nothing, some may be gone."""
    return seen(text).startswith(seen(payload)[:150])


def seen(text: str) -> str:
    return "".join(one for one in text if one.isprintable() and not one.isspace() and one != "\ufffd")


def test_files_for_programs_hold_texts_where_they_held_texts(sites: dict[str, Site]) -> None:
    before, after = (shapes(sites[name].folder) for name in ("plain", "texts"))
    assert len(before) > 10
    assert after == before


def shapes(folder: Path) -> dict[str, object]:
    """What is left of every file of data when each text in it is left out."""
    found: dict[str, object] = {"treeguide.json": shape(json.loads((folder / "treeguide.json").read_text("utf-8")))}
    for path in sorted((folder / "assets/treeguide").glob("graph-*.mjs")):
        rows = re.findall(r"^export const (\w+) = (.*)$", path.read_text("utf-8"), re.M)
        assert "".join(f"export const {name} = {value}" for name, value in rows) == path.read_text("utf-8").replace(
            "\n", ""
        )
        found[path.name.split(".")[0]] = {name: shape(json.loads(value)) for name, value in rows}
    for path in sorted(folder.rglob("*.svg")):
        root = ElementTree.fromstring(path.read_text("utf-8"))  # noqa: S314 (our own file)
        found[path.name] = sorted({(one.tag, *sorted(one.attrib)) for one in root.iter()})
    for name in ("_headers", "nginx.conf", "sitemap.xml"):
        found[name] = re.sub(r"sha256-[\w+/=]+", "", (folder / name).read_text("utf-8"))
    return found


def shape(value: object) -> object:
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    return [shape(one) for one in value] if isinstance(value, list) else type(value).__name__


def test_search_holds_texts(sites: dict[str, Site], browser: Browser) -> None:
    folder = sites["all"].folder / "search"
    for path in folder.rglob("*.js"):
        found = re.fullmatch(r'treeguideSearch\.got\("(\w+)",(.*)\)\n', path.read_text("utf-8"))
        assert found, path
        json.loads(found[2])
    entries = json.loads((folder / "search_index.json").read_text("utf-8"))["docs"]
    page = browser.new_page()
    tags = page.evaluate(
        """rows => [...new Set(rows.flatMap(row => [...new DOMParser().parseFromString(row, "text/html").body
            .querySelectorAll("*")].map(one => [one.localName, ...one.getAttributeNames()].join(" "))))]""",
        [entry[part] for entry in entries for part in ("title", "text")],
    )
    page.close()
    assert set(tags) <= {
        "p",
        "h1",
        "h2",
        "h3",
        "ul",
        "ol",
        "li",
        "code",
        "pre",
        "table",
        "tr",
        "td",
        "th",
        "blockquote",
    }


def test_nothing_from_outside_the_folders_is_on_the_site(sites: dict[str, Site]) -> None:
    for site in sites.values():
        holding = [
            path.name for path in site.folder.rglob("*") if path.is_file() and OUTSIDE.encode() in path.read_bytes()
        ]
        assert holding == []


def kept(folder: Path) -> list[str]:
    """The key of everything that can be in a dossier."""
    page = (folder / "dossier" / "index.html").read_text("utf-8")
    found = re.search(r"data-guide-known='([^']*)'|data-guide-known=\"([^\"]*)\"", page)
    assert found
    return list(json.loads(unescape(found[1] or found[2]))["items"])


def test_a_letter_of_everything_from_a_stranger_shows_texts(sites: dict[str, Site], visitors: Visitors) -> None:
    items = kept(sites["texts"].folder)[:200]  # as many as one takes
    notes = [" ".join(PAYLOADS[number :: len(items)]) for number in range(len(items))]
    rows = [part for pair in zip(items, notes, strict=True) for part in pair]
    cover = "\n\n".join(PAYLOADS)[:5000]
    text = json.dumps([" ".join(PAYLOADS[:5]), cover, "2026-01-02", *rows]).encode()
    fragment = base64.urlsafe_b64encode(text).decode().rstrip("=")
    with served(sites["texts"].folder, "/gids/") as home:
        page = trapped(visitors, f"{home}dossier/#v1~u{fragment}")
        expect(page.locator(".guide-letter-body")).to_have_count(len(items), timeout=120_000)
        said = seen(str(page.evaluate("document.querySelector('.guide-letter').textContent")))
        assert [one for one in PAYLOADS if seen(one) not in said] == []
        assert page.evaluate(FOUND) == NOTHING
        page.locator(".guide-letter-tools [name=take]").click()
        expect(page.locator("[data-guide-desk] h3")).to_have_count(len(items))
        page.locator("[data-guide-desk] [name=show]").click()
        expect(page.locator("dialog[open] .guide-table-question")).to_be_visible()
        assert page.evaluate(FOUND) == {**NOTHING, "handlers": ["autofocus"]}  # that of our own button


def test_results_of_searching_show_texts(sites: dict[str, Site], visitors: Visitors) -> None:
    fields = ["FrontMatter.title", "TreeFile.questions.text", "OutcomesFile.outcomes.summary", "Source.note"]
    with served(sites["texts"].folder, "/gids/") as home:
        page = trapped(visitors, home)
        page.locator("label[for=__search].md-header__button").click()
        box = page.get_by_role("textbox", name="Zoeken")
        for field in fields:
            for group in groups(PASSING)[:9]:
                box.fill(mark(field, group[0]))
                result = page.locator(".md-search-result__item", has_text=mark(field, group[0])).first
                expect(result).to_contain_text(PAYLOADS[group[0]][:12])
                assert page.evaluate(FOUND) == NOTHING


def test_every_page_is_still_when_it_is_opened(sites: dict[str, Site], visitors: Visitors) -> None:
    """Every page in the long run; in the ordinary one those on which a script shows texts."""
    with served(sites["all"].folder, "/gids/") as home:
        page = trapped(visitors, "about:blank")
        names = sites["all"].pages if LONG else ["lessen/index.html", "wegwijzers/boom-0/index.html", "index.html"]
        for name in names:
            page.goto(home + name.removesuffix("index.html"))
            page.wait_for_load_state("load")
            assert page.evaluate(FOUND) == NOTHING, name


def trapped(visitors: Visitors, address: str) -> Page:
    """A page with the trap set before anything on it runs."""
    page = visitors("about:blank")
    page.add_init_script(TRAP)
    page.goto(address)
    return page
