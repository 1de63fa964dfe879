"""Whatever stands behind the # of an address, a page says nothing went wrong, and shows what it has.

Anyone can make a link with any fragment. A few hundred are tried; with TREEGUIDE_EXAMPLES so many on each page.
"""

import base64
import json
import random
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from built import build, served
from every_field import PAYLOADS, write_every_field
from profiles import LONG
from visitors import Visitors

pytestmark = pytest.mark.slow

CONFIG = """\
site_name: Proef
site_url: https://voorbeeld.nl/gids/
theme: {name: material, language: nl, font: false}
plugins: [search, {treeguide: {drafts: true}}]
"""
FEW, BATCH = LONG or 300, 100
IDS = ["boom-0", "een", "twee", "twee.feit-0", "ja", "nee", "links", "rechts", "slot-0", "ander-slot-0", "oud", "les-0"]
PIECES = [
    *IDS,
    *("~", "~", "=", "=", "?", "#", "&", ".", "-", "/", "%", "%E0%A4%A", "%00", "%7E", "%3D", "\\", '"', "'", "<b>"),
    *("constructor", "__proto__", "toString", "hasOwnProperty", "__search", "__drawer", "themes", "kinds", "roles"),
    *("v1~d", "v1~u", "v2~d", "v99999999~", "v1~dq1YqSy0qzszPU7JSSiwoyFSqBQA", "9" * 400, "a" * 30_000, "\u202e", "é"),
]
ANSWERED = ["een~boom-0~een=ja", "~boom-0~een=ja~twee=links", "twee~een=nee", "~een=?", "~boom-0~een=nee~twee=rechts"]


def fragments(count: int, seed: int) -> list[str]:
    """So many fragments: of pieces that mean something, of hostile texts, and of links that hold a dossier."""
    chance = random.Random(seed)

    def one() -> str:
        kind = chance.random()
        if kind < 0.5:
            return "".join(chance.choices(PIECES, k=chance.randint(0, 9)))
        if kind < 0.7:
            return bent(chance.choice(ANSWERED), chance)
        if kind < 0.8:
            return chance.choice(["", "~", "een~een=", "~boom-0~", "v1~u"]) + chance.choice(PAYLOADS)
        return bent(dossier(anything(chance, 3), chance), chance)

    return [one() for _ in range(count)]


def bent(text: str, chance: random.Random) -> str:
    """The text, or the text with something in it changed, left out or put in."""
    for _ in range(chance.choice([0, 0, 1, 3])):
        place = chance.randrange(len(text) + 1)
        text = (
            text[:place]
            + chance.choice(["", *PIECES, chr(chance.randrange(32, 500))])
            + text[place + chance.randint(0, 3) :]
        )
    return text


def anything(chance: random.Random, depth: int) -> Any:
    """A value such as JSON can hold; often one that looks like a dossier."""
    keys = [
        "lesson/les-0",
        "outcome/slot-0",
        "guide/boom-0",
        "guide/boom-0#een",
        "lesson/weg",
        "guide/x#y",
        "x",
        None,
        7,
    ]
    if depth == 3 and chance.random() < 0.7:
        rows = [part for _ in range(chance.randint(0, 6)) for part in (chance.choice(keys), anything(chance, 0))]
        return [anything(chance, 1), anything(chance, 1), chance.choice(["2026-01-02", "2026-99-99", "", 7]), *rows]
    leaves = [None, True, 3, -1e300, "", "\ud800", "x" * 3000, *PAYLOADS[:9], "__proto__", "constructor"]
    if depth == 0 or chance.random() < 0.4:
        return chance.choice(leaves)
    if chance.random() < 0.5:
        return [anything(chance, depth - 1) for _ in range(chance.randint(0, 4))]
    return {
        chance.choice(["title", "items", "item", "note", "__proto__"]): anything(chance, depth - 1) for _ in range(3)
    }


def dossier(value: Any, chance: random.Random) -> str:
    data = json.dumps(value).encode()
    packed = zlib.compress(data, wbits=-15) if chance.random() < 0.6 else data
    mark = "d" if packed is not data else "u"
    return f"v1~{mark}{base64.urlsafe_b64encode(packed).decode().rstrip('=')}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {"mkdocs.yml": CONFIG, "docs/index.md": "# Start\n\n<!-- treeguide:question boom-0 -->\n"}
    project = write_every_field(tmp_path_factory.mktemp("project"), {0: lambda field: f"tekst {field}"}, **files)
    return build(project, tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def small(folder: Path) -> Iterator[str]:
    with served(folder, "/gids/") as address:
        yield address


FOLLOW = """async ([fragments, pause]) => {
  const kinds = () => new Set([...document.querySelectorAll("*")].map(one => [one.localName, ...one.getAttributeNames()
    .filter(name => name.startsWith("on") || name === "style" || name === "src")].join(" ")))
  const known = kinds(), wrong = []
  const isWell = () => {
    const guide = document.querySelector("[data-guide]"), shown = document.querySelectorAll("[data-guide-current]")
    const more = [...kinds()].filter(kind => !known.has(kind) && / |script|iframe|object|embed|base|meta/.test(kind))
    if (guide && (shown.length !== 1 || !guide.hasAttribute("data-guide-live"))) return "no question"
    return more.length ? `new: ${more}` : ""
  }
  for (const fragment of fragments) {
    history.replaceState(null, "", location.pathname + "#" + fragment)
    dispatchEvent(new Event("hashchange"))
    await new Promise(done => setTimeout(done, pause))
    const fault = isWell()
    if (fault) wrong.push([fragment, fault])
  }
  return wrong
}"""
PAGES = {
    "wegwijzers/boom-0/": (1, 0),
    "situaties/slot-0/": (1, 0),
    "wegwijzers/boom-0/kaart/": (1, 0),
    "wegwijzers/boom-0/embed/": (1, 0),
    "lessen/": (1, 0),
    "": (1, 0),
    "dossier/": (4, 15),
}


@pytest.mark.parametrize("path", PAGES)
def test_any_fragment_leaves_a_page_well(visit: Visitors, small: str, path: str) -> None:
    share, pause = PAGES[path]
    page = visit(small + path)
    page.wait_for_load_state("networkidle")
    for number, start in enumerate(range(0, FEW // share, BATCH)):
        count = min(BATCH, FEW // share - start)
        assert page.evaluate(FOLLOW, [fragments(count, number), pause]) == []
        assert visit.faults == []
    assert page.url.startswith(small + path)


@pytest.mark.parametrize("path", ["wegwijzers/oude-boom-0/", "lessen/oude-les-0/", "vroeger/ook-0/", "lessen/weg-0/"])
def test_any_fragment_of_an_old_address_leads_on(visit: Visitors, small: str, path: str) -> None:
    page = visit(small)
    for fragment in [
        "%",
        "%E0%A4%A",
        "een",
        "een~een=ja",
        "~~~",
        "constructor",
        "\\",
        '"<b>',
        *fragments(min(FEW // 100, 200), 7),
    ]:
        page.goto("about:blank")
        page.goto(f"{small}{path}#{fragment}")
        page.wait_for_function("document.querySelector('.md-main, .md-container')")
        assert (fragment, visit.faults) == (fragment, [])


def modules(folder: Path) -> dict[str, str]:
    """The address below the site of each of our modules, by its name."""
    found = sorted((folder / "assets/treeguide").glob("*.mjs"))
    return {path.name.split(".")[0]: f"assets/treeguide/{path.name}" for path in found}


READ = """async ([modules, fragments, home]) => {
  const [{ decode, encode, isLink }, { clean, LIMITS }, { read, walk, write, ordered }] =
    await Promise.all(["link", "keep", "common"].map(name => import(home + modules[name])))
  const { graph } = await import(home + modules["graph-boom-0"])
  const ID = /^[a-z][a-z0-9-]*$/, wrong = []
  const check = (fragment, what, holds) => { if (!holds) wrong.push([fragment, what]) }
  for (const fragment of fragments) {
    const { given, fault } = await decode("#" + fragment)
    check(fragment, "decoded or refused", given ? !fault : ["broken", "newer", "old"].includes(fault))
    check(fragment, "no link, no dossier", isLink("#" + fragment) || fault)
    const one = clean(given), again = clean((await decode(await encode(one))).given)
    check(fragment, "the same when sent on", JSON.stringify([one.title, one.cover, one.date, one.items])
      === JSON.stringify([again.title, again.cover, again.date, again.items]))
    check(fragment, "limits", one.items.length <= LIMITS.items && one.title.length <= LIMITS.title
      && one.cover.length <= LIMITS.cover && one.items.every(({ item, note }) => typeof item === "string"
      && note.length <= LIMITS.note))
    const { answers, guide, section } = read("#" + fragment)
    check(fragment, "ids", answers.flat().every(id => id === "?" || ID.test(id)))
    check(fragment, "guide", !guide || ID.test(guide))
    check(fragment, "text", typeof section === "string")
    const there = walk(graph, answers)
    check(fragment, "a place", there.outcome ? ID.test(there.outcome) : Object.hasOwn(graph.sections, there.at))
    check(fragment, "order", walk(graph, ordered(graph, answers)).outcome === there.outcome)
    const written = write("een", answers) // of more than 20,000 characters the rest is not read
    check(fragment, "written", written.length > 20_000
      || JSON.stringify(read(written).answers) === JSON.stringify(answers))
  }
  return wrong
}"""


def test_any_fragment_is_read_or_refused(visit: Visitors, small: str, folder: Path) -> None:
    page: Page = visit(small)
    for number, start in enumerate(range(0, FEW, BATCH)):
        count = min(BATCH, FEW - start)
        assert page.evaluate(READ, [modules(folder), fragments(count, 1000 + number), small]) == []
