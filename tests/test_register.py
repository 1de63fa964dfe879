"""The register: every address ever published keeps leading somewhere."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from profiles import tries
from small_project import OUTCOMES, SOURCES, TREE, lesson, write_project
from treeguide import pages
from treeguide.addresses import address_of, tidy
from treeguide.addresses.register import AddressBook
from treeguide.addresses.site import Site
from treeguide.checks import check
from treeguide.commands import context
from treeguide.commands.cli import main
from treeguide.commands.register import grown, with_codes
from treeguide.project import Project
from treeguide.values import Problem, Said
from treeguide.values.model import Removal
from treeguide.writing import Writer

PUBLISHED = [
    "bronnen/",
    "bronnen/#jansen-2020",
    "c/",
    "dossier/",
    "lessen/",
    "lessen/open-kaart/",
    "lessen/vier-het/",
    "samen/",
    "situaties/",
    "situaties/ga-door/",
    "situaties/praat-over-geld/",
    "soorten/",
    "soorten/praktijklessen/",
    "themas/",
    "themas/geld/",
    "wegwijzers/",
    "wegwijzers/waar/",
    "wegwijzers/waar/#fase",
    "wegwijzers/waar/#geld",
    "wegwijzers/waar/#geld.regie",
]


def register(*published: str, before: str = "") -> str:
    return grown(before, published or PUBLISHED)


def project(root: Path, **files: str) -> Project:
    write_project(root, **{"register.yml": register(), **files})
    return context(str(root), None).project()


def errors(read: Project) -> list[Problem]:
    return [found for found in check(read) if found.is_error]


def said(read: Project) -> list[tuple[str, str]]:
    """Each error as its code and the address or id it is about."""
    return [(found.code, str(found.words.get("address") or found.words.get("id", ""))) for found in errors(read)]


def without(root: Path, *names: str) -> None:
    for name in names:
        (root / name).unlink()


REMOVED = """\
removed:
  {address}:
    title: Hoe het heette
    date: 2026-11-22
    reason: Niemand <b>las</b> het.
    instead: {instead}
"""


WRONG = "these are made by pages/ or given by made_pages of addresses/__init__.py, and not by both"


def promised_pages(read: Project) -> set[str]:
    """The addresses of the pages a site makes, but for drawings: those are there while a guide is small enough."""
    return {address_of(page.path) for page in pages.all_pages(Writer(read)) if page.sort != "map"}


def test_register_lists_every_page_and_part_the_site_has(tmp_path: Path) -> None:
    read = project(tmp_path)
    live = read.addresses.live
    assert {*PUBLISHED} - {*live} == set(), "what was published stays"
    assert {one for one in live if "#" in one} == {one for one in PUBLISHED if "#" in one}
    assert promised_pages(read) ^ {*read.addresses.pages} == set(), WRONG


def test_the_guide_itself_makes_exactly_the_pages_it_would_register() -> None:
    read = context(str(Path(__file__).parents[1]), None).project()
    removed = {one for one in read.addresses.removed if "#" not in one}
    assert promised_pages(read) ^ ({*read.addresses.pages} | removed) == set(), WRONG


def test_nothing_is_wrong_as_long_as_every_address_is_there(tmp_path: Path) -> None:
    assert errors(project(tmp_path)) == []


def renamed_question(aliases: str) -> str:
    return (
        TREE.replace("  fase:", "  begin:").replace("start: fase", "start: begin").replace("{fase:", "{begin:")
        + aliases
    )


def test_question_with_alias_keeps_its_old_anchor(tmp_path: Path) -> None:
    read = project(tmp_path, **{"decision_trees/waar.yml": renamed_question("aliases: {fase: begin}\n")})
    assert errors(read) == []
    assert '<span id="fase"></span>' in page(read, "wegwijzers/waar.md")


def test_lost_question_names_the_one_that_most_likely_took_over(tmp_path: Path) -> None:
    (found,) = errors(project(tmp_path, **{"decision_trees/waar.yml": renamed_question("")}))
    assert (found.words["near"], found.words["field"]) == ("begin", Said("keep-aliases"))
    assert found.place.text == "  - wegwijzers/waar/#fase"


def test_section_of_a_fact_that_is_no_more_leads_to_its_question(tmp_path: Path) -> None:
    old = register(*PUBLISHED, "wegwijzers/waar/#fase.oud-feit")
    read = project(tmp_path, **{"register.yml": old})
    assert errors(read) == []
    assert '<span id="fase.oud-feit"></span>' in page(read, "wegwijzers/waar.md")


def page(read: Project, path: str) -> str:
    """The Markdown of the page at that path."""
    return next(one.html for one in pages.all_pages(Writer(read)) if one.path == path)


def forward(read: Project, path: str, site: Site | None = None) -> str:
    """The HTML file at an old address."""
    return pages.extra_files(Writer(read, site or Site()))[path]


def target(html: str) -> str:
    """Where the page goes by itself."""
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', html)
    return found[1] if found else ""


def test_question_that_became_a_situation_leaves_a_word(tmp_path: Path) -> None:
    old = register(*PUBLISHED, "wegwijzers/waar/#vroeger")
    tree = TREE + "aliases: {vroeger: ga-door}\n"
    read = project(tmp_path, **{"register.yml": old, "decision_trees/waar.yml": tree})
    assert errors(read) == []
    guide = page(read, "wegwijzers/waar.md")
    assert '<section class="guide-gone" id="vroeger"' in guide
    assert '<a href="../../situaties/ga-door/">Ga zo door</a>' in guide


def test_renamed_situation_goes_on_to_the_new_one(tmp_path: Path) -> None:
    shared = OUTCOMES.replace("  ga-door:", "  ga-zo-door:") + "aliases: {ga-door: ga-zo-door}\n"
    tree = TREE.replace("ga-door", "ga-zo-door")
    read = project(tmp_path, **{"decision_trees/waar.yml": tree, "decision_trees/situaties.yml": shared})
    assert errors(read) == []
    assert target(forward(read, "situaties/ga-door/index.html")) == "../ga-zo-door/"


@pytest.mark.parametrize(
    ("new", "address"), [("praat-over-geld", "../praat-over-geld/"), ("geld", "../../wegwijzers/waar/#geld")]
)
def test_situation_renamed_in_a_trees_own_file_goes_on(tmp_path: Path, new: str, address: str) -> None:
    old = register(*PUBLISHED, "situaties/vroeger/")
    tree = TREE + f"aliases: {{vroeger: {new}}}\n"
    read = project(tmp_path, **{"register.yml": old, "decision_trees/waar.yml": tree})
    assert errors(read) == []
    assert target(forward(read, "situaties/vroeger/index.html")) == address
    assert 'id="vroeger"' not in page(read, "wegwijzers/waar.md")


def test_renamed_lesson_goes_on_and_says_where_it_is_for_search_engines(tmp_path: Path) -> None:
    files = {
        "lessons/lessen/vier-samen.md": lesson("Vier het", aliases="[vier-het]"),
        "decision_trees/situaties.yml": OUTCOMES.replace("lesson: vier-het", "lesson: vier-samen"),
    }
    project(tmp_path, **files)
    without(tmp_path, "lessons/lessen/vier-het.md")
    read = context(str(tmp_path), None).project()
    assert errors(read) == []
    html = forward(read, "lessen/vier-het/index.html", Site(True, "https://voorbeeld.nl/gids/"))
    assert target(html) == "../vier-samen/"
    assert '<link rel="canonical" href="https://voorbeeld.nl/gids/lessen/vier-samen/">' in html
    assert '<meta name="robots" content="noindex">' in html
    plain = forward(read, "lessen/vier-het.html", Site(False))
    assert target(plain) == "vier-samen.html"


def test_lesson_that_is_a_draft_again_is_gone(tmp_path: Path) -> None:
    read = project(tmp_path, **{"lessons/lessen/vier-het.md": lesson("Vier het", draft="Nog nakijken.")})
    assert [(found.code, found.words["field"]) for found in errors(read)] == [("gone", Said("keep-draft"))]


def test_renamed_source_keeps_its_anchor(tmp_path: Path) -> None:
    files = {
        "lessons/sources.yml": SOURCES.replace("jansen-2020:", "jansen:") + "  aliases: [jansen-2020]\n",
        "lessons/lessen/open-kaart.md": lesson("Leg open", sources="[jansen]", themes="[geld]"),
        "lessons/lessen/vier-het.md": lesson("Vier het", sources="[jansen]"),
    }
    read = project(tmp_path, **files)
    assert errors(read) == []
    assert '<span id="jansen-2020"></span>' in page(read, "bronnen.md")


def renamed_tree(root: Path, former: str) -> Project:
    project(root, **{"decision_trees/hoe.yml": TREE + former})
    without(root, "decision_trees/waar.yml")
    return context(str(root), None).project()


def test_renamed_tree_is_one_finding_not_one_for_every_question(tmp_path: Path) -> None:
    (found,) = errors(renamed_tree(tmp_path, ""))
    assert (found.code, found.words["address"], found.words["near"]) == ("gone", "wegwijzers/waar/", "hoe")
    assert found.words["field"] == Said("keep-former_ids")


def test_old_guide_shows_a_link_for_every_question_and_does_not_forget_which_was_asked(tmp_path: Path) -> None:
    read = renamed_tree(tmp_path, "former_ids: [waar]\n")
    assert errors(read) == []
    html = forward(read, "wegwijzers/waar/index.html")
    assert target(html) == ""
    assert '<span id="fase"></span><a href="../hoe/#fase">Hoe gaat het?</a>' in html
    assert '<span id="geld.regie"></span><a href="../hoe/#geld.regie">' in html


def test_renamed_question_of_a_renamed_tree_is_found_from_the_old_guide(tmp_path: Path) -> None:
    tree = renamed_question("aliases: {fase: begin}\nformer_ids: [waar]\n")
    project(tmp_path, **{"decision_trees/hoe.yml": tree})
    without(tmp_path, "decision_trees/waar.yml")
    read = context(str(tmp_path), None).project()
    assert errors(read) == []
    html = forward(read, "wegwijzers/waar/index.html")
    assert '<span id="begin"></span><span id="fase"></span><a href="../hoe/#begin">' in html


def test_another_first_word_of_addresses_is_one_finding(tmp_path: Path) -> None:
    config = "site_name: Proef\nplugins: [{treeguide: {guides_url: gidsen}}]\n"
    read = project(tmp_path, **{"mkdocs.yml": config})
    assert said(read) == [("gone", "wegwijzers/")]
    moved = {"mkdocs.yml": config, "register.yml": register(before="moved: {wegwijzers/: gidsen/}\n")}
    read = project(tmp_path, **moved)
    assert errors(read) == []
    assert '<a href="../../gidsen/waar/#fase">' in forward(read, "wegwijzers/waar/index.html")
    assert target(forward(read, "wegwijzers/index.html")) == "../gidsen/"


@pytest.mark.parametrize(
    ("instead", "link"),
    [
        ("lessen/open-kaart/", '<a href="../open-kaart/">Leg je kaarten open</a>'),
        ("/wegwijzers/waar/#geld", '<a href="../../wegwijzers/waar/#geld">Gaat het om geld?</a>'),
        ("https://voorbeeld.nl/(a)", '<a href="https://voorbeeld.nl/(a)">'),
        ("over", '<a href="../../over/">'),
        ("/", '<a href="../../">'),
    ],
)
def test_removed_lesson_leaves_a_page_that_says_why_and_where_to_go(tmp_path: Path, instead: str, link: str) -> None:
    files = {
        "register.yml": register(before=REMOVED.format(address="lessen/vier-het/", instead=instead)),
        "decision_trees/situaties.yml": OUTCOMES.rpartition("      - lesson: vier-het")[0],
        "docs/index.md": "# Start\n",
        "docs/over.md": "# Over\n",
    }
    project(tmp_path, **files)
    without(tmp_path, "lessons/lessen/vier-het.md")
    read = context(str(tmp_path), None).project()
    assert errors(read) == []
    markdown = page(read, "lessen/vier-het.md")
    assert ">Niet meer in de gids: Hoe het heette</h1>" in markdown
    assert "Niemand &lt;b&gt;las" in markdown
    assert "22 november 2026" in markdown
    assert link in markdown


@pytest.mark.parametrize(
    ("address", "path"), [("wegwijzers/waar/#weg", "wegwijzers/waar.md"), ("bronnen/#weg", "bronnen.md")]
)
def test_removed_question_or_source_leaves_an_anchor_with_a_text(tmp_path: Path, address: str, path: str) -> None:
    before = REMOVED.format(address=address, instead="lessen/open-kaart/")
    read = project(tmp_path, **{"register.yml": register(*PUBLISHED, address, before=before)})
    assert errors(read) == []
    assert '<section class="guide-gone" id="weg"' in page(read, path)
    assert "Hoe het heette" in page(read, path)


def test_questions_of_a_removed_guide_are_gone_with_it(tmp_path: Path) -> None:
    before = REMOVED.format(address="wegwijzers/weg/", instead="wegwijzers/")
    published = register(*PUBLISHED, "wegwijzers/weg/", "wegwijzers/weg/#vraag", before=before)
    assert errors(project(tmp_path, **{"register.yml": published})) == []


@pytest.mark.parametrize(
    ("before", "code"),
    [
        (REMOVED.format(address="lessen/vier-het/", instead="lessen/"), "still-here"),
        ("moved: {lessen/vier-het/: lessen/open-kaart/}\n", "still-here"),
        (REMOVED.format(address="lessen/vier-hte/", instead="lessen/"), "never-published"),
        ("moved: {lesse/: lessen/}\n", "never-published"),
        (REMOVED.format(address="lessen/weg/", instead="lessen/wge/"), "unknown-address"),
        (REMOVED.format(address="lessen/weg/", instead="javascript:alert(1)"), "unknown-address"),
        (REMOVED.format(address="lessen/weg/", instead="../../geheim"), "unknown-address"),
        ("moved: {lessons/: lesen/}\n", "unknown-address"),
    ],
)
def test_mistakes_in_the_register_are_told_once(tmp_path: Path, before: str, code: str) -> None:
    published = register(*PUBLISHED, "lessen/weg/" if "/weg/" in before else "lessen/", before=before)
    if "lessons/" in before:
        published = register(*PUBLISHED, "lessons/weg/", before=before)
    found = [
        one
        for one in check(project(tmp_path, **{"register.yml": published}))
        if one.place.document.path == "register.yml"
    ]
    assert [one.code for one in found] == [code]


def test_nothing_leads_out_of_the_site(tmp_path: Path) -> None:
    before = REMOVED.format(address="../../buiten/", instead="lessen/") + "moved: {../elders/: lessen/}\n"
    read = project(tmp_path, **{"register.yml": register(*PUBLISHED, "../../buiten/", "../elders/", before=before)})
    made = [*(one.path for one in pages.all_pages(Writer(read))), *pages.extra_files(Writer(read))]
    assert [path for path in made if ".." in path] == []


def test_typo_in_a_tree_is_no_reason_to_call_its_addresses_gone(tmp_path: Path) -> None:
    read = project(tmp_path, **{"decision_trees/waar.yml": TREE.replace("text: Ja\n", "text: Ja: nee\n")})
    assert "gone" not in {found.code for found in errors(read)}
    assert errors(read) != []


def test_address_is_written_one_way() -> None:
    assert [tidy(one) for one in ("/lessen/x", "lessen/x/", " lessen/x#y", "/")] == [
        "lessen/x/",
        "lessen/x/",
        "lessen/x/#y",
        "",
    ]


def test_list_grows_and_what_people_wrote_stays() -> None:
    text = "# kop\nremoved: {}\npublished:\n  - b/\n\n# hoort bij moved\nmoved: {}\n"
    assert (
        grown(text, ["b/", "a/"]) == "# kop\nremoved: {}\npublished:\n  - a/\n  - b/\n\n# hoort bij moved\nmoved: {}\n"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("published:\n- b/\nmoved: {}\n", "published:\n  - a/\n  - b/\nmoved: {}\n"),
        ("\ufeffpublished:\n  - b/\n", "published:\n  - a/\n  - b/\n"),
        ("published: [b/]   # groeit\n", "published:  # groeit\n  - a/\n  - b/\n"),
        (
            "published:\n# van eerst\n- b/  # oud\n  # slot\n# bij codes\ncodes: {}\n",
            "published:\n  # van eerst\n  # slot\n  - a/\n  - b/  # oud\n# bij codes\ncodes: {}\n",
        ),
        ('"published":\n  -   b/\n\n\n', "published:\n  - a/\n  - b/\n"),
        ("# kop\n{published: [b/], moved: {}}\n", "# kop\npublished:\n  - a/\n  - b/\nmoved: {}\n"),
        ("", "published:\n  - a/\n  - b/\n"),
    ],
)
def test_a_list_grows_however_it_was_written(text: str, expected: str) -> None:
    assert grown(text, ["b/", "a/"]) == expected


ADDRESSES = st.text("ab/#.-: é'\"\u00e9", max_size=8).map(tidy)
CODES = st.dictionaries(st.from_regex(r"[0-9]{5}", fullmatch=True), ADDRESSES.filter(bool), max_size=3)
COMMENT = st.sampled_from(["", "# een woord", "  # een woord", "#"])


@st.composite
def registers(draw: st.DrawFn) -> str:
    """A register as people write one: in any order, with lists indented or not, or between brackets."""
    addresses, lines = draw(st.lists(ADDRESSES, max_size=4)), [draw(COMMENT)]
    for key in draw(st.permutations(["published", "moved", "removed", "codes"]))[draw(st.integers(0, 4)) :]:
        lines += [draw(COMMENT)]
        if key == "codes":
            lines += ["codes:", *(f"  '{code}': {json.dumps(one)}" for code, one in draw(CODES).items())]
        elif key == "published":
            dash = draw(st.sampled_from(["- ", "  - ", "    -   "]))
            lines += [draw(st.sampled_from(["published:", '"published":', "published:  # groeit"]))]
            lines += [f"{dash}{json.dumps(one or '/')}{draw(st.sampled_from(['', '  # x']))}" for one in addresses]
        else:
            lines += [draw(st.sampled_from([f"{key}: {{}}", f"{key}:\n  a/:\n    title: T\n    reason: |\n      #r"]))]
    return draw(st.sampled_from(["", "\ufeff"])) + draw(st.sampled_from(["\n", "\r\n"])).join(lines)


def plain(text: str) -> Any:
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506 (it makes nothing but text)


@tries(300)
@given(registers(), st.lists(ADDRESSES, max_size=3), CODES)
def test_what_is_written_reads_as_what_was_there_and_what_is_new(
    text: str, new: list[str], codes: dict[str, str]
) -> None:
    before = plain(text) or {}
    every = sorted({*map(tidy, before.get("published") or ()), *new})
    published = [one or "/" for one in every]
    written = with_codes(grown(text, every), codes)
    assert plain(written) == {**before, "published": published, "codes": codes}
    assert written.count("# een woord") == text.count("# een woord")
    assert with_codes(grown(written, every), codes) == written


def test_update_adds_what_is_new_and_says_how_much(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_project(tmp_path)
    assert main(["register", "--project", str(tmp_path)]) == 0
    published = capsys.readouterr().out.split()
    assert published == sorted(published) and {*PUBLISHED} <= {*published}
    assert not (tmp_path / "register.yml").exists()
    assert main(["register", "--update", "--project", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    assert (out.split(), err.strip()) == (published, f"0 adressen in het register, {len(published)} toegevoegd.")
    first = (tmp_path / "register.yml").read_text("utf-8")
    assert main(["register", "--update", "--project", str(tmp_path)]) == 0
    assert (tmp_path / "register.yml").read_text("utf-8") == first
    assert main(["check", "--project", str(tmp_path)]) == 0


def test_update_waits_for_errors_to_be_mended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_project(tmp_path, **{"decision_trees/waar.yml": TREE.replace("next: geld", "next: gald", 1)})
    assert main(["register", "--update", "--project", str(tmp_path)]) == 1
    assert "[unknown-target]" in capsys.readouterr().out
    assert not (tmp_path / "register.yml").exists()


def test_since_shows_what_someone_took_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_project(tmp_path, **{"register.yml": register()})
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x"]):
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True)
    assert main(["register", "--since", "HEAD", "--project", str(tmp_path)]) == 0
    (tmp_path / "register.yml").write_text(register(*PUBLISHED[1:], "nieuw/"), "utf-8")
    capsys.readouterr()
    assert main(["register", "--since", "HEAD", "--project", str(tmp_path)]) == 1
    assert capsys.readouterr().out == "bronnen/\n"
    assert main(["register", "--since", "bestaat-niet", "--project", str(tmp_path)]) == 2


@pytest.mark.parametrize("address", ["../../uit/", "/uit", "./uit/", "..\\..\\uit", "/../uit/", "..//uit/"])
def test_no_address_is_above_the_site(address: str) -> None:
    assert tidy(address) == "uit/"


beginnings = st.lists(st.sampled_from(["a/", "b/", "c/"]), min_size=1, max_size=3).map("".join)


@tries(300)
@given(moved=st.dictionaries(beginnings, beginnings, max_size=5), aliases=st.dictionaries(beginnings, beginnings))
@example(moved={"a/": "a/b/"}, aliases={})
@example(moved={"a/": "b/c/", "b/": "a/"}, aliases={})
@example(moved={"a/": "b/a/"}, aliases={"b/a/x/": "a/x/"})
def test_every_way_through_the_register_ends(moved: dict[str, str], aliases: dict[str, str]) -> None:
    book = AddressBook({"d/": "d.md"}, (), aliases, moved, {}, ())
    assert [book.leads_to(f"{one}x/{part}") for one in (*moved, *aliases) for part in ("", "#y")] == [""] * (
        2 * len((*moved, *aliases))
    )
    assert [one for one in moved if book.arrives(one)] == []


FULL = st.tuples(beginnings, st.sampled_from(["", "#x", "#x.y"])).map("".join)


@tries(300)
@given(
    pages=st.sets(beginnings, max_size=3),
    anchors=st.sets(FULL.filter(lambda one: "#" in one), max_size=2),
    aliases=st.dictionaries(FULL, FULL, max_size=4),
    moved=st.dictionaries(beginnings, beginnings, max_size=3),
    gone=st.sets(FULL, max_size=2),
    address=FULL,
)
def test_an_old_address_leads_to_what_is_there_and_no_further(
    pages: set[str], anchors: set[str], aliases: dict[str, str], moved: dict[str, str], gone: set[str], address: str
) -> None:
    removed = {one: Removal(title="T", date="2026-01-01", reason="R", instead="d/") for one in gone}
    book = AddressBook({one: f"{one}index.md" for one in pages}, tuple(anchors), aliases, moved, removed, ())
    there = {*pages, *anchors, *gone}
    found = book.leads_to(address)
    assert found in {*there, ""}
    assert (found == address) == (address in there)
    assert book.leads_to(found) == found
    if address in aliases and address not in there:
        new = aliases[address]
        assert found == new or new not in there
        shorter = AddressBook(book.pages, book.anchors, {**aliases, "nieuw/": address}, moved, removed, ())
        assert shorter.leads_to("nieuw/") == found


def test_what_moved_twice_and_what_moved_back_arrive() -> None:
    moved = {"oud/": "ouder/", "ouder/": "nieuw/"}
    book = AddressBook({"nieuw/x/": "nieuw/x.md"}, (), {}, moved, {}, ("oud/x/", "ouder/x/"))
    assert book.old_pages == {"oud/x/": "nieuw/x/", "ouder/x/": "nieuw/x/"}
    assert (book.arrives("oud/"), dict(book.endless)) == (True, {})
    back = AddressBook({"oud/x/": "oud/x.md"}, (), {}, {"oud/": "nieuw/", "nieuw/": "oud/"}, {}, ("nieuw/x/",))
    assert (back.old_pages, dict(back.endless)) == ({"nieuw/x/": "oud/x/"}, {})


SCAN = """\
title: Hoe staan we ervoor?
summary: Ieder geeft een cijfer.
scale: {first: 1, last: 5, low: nee, high: ja}
items:
  doel: {text: We willen hetzelfde, talk: {default: {ask: Wat zag je?}}}
scenarios: [{name: Eén niet, scores: {doel: [5, 5, 1]}, expect: {doel: one_differs}}]
"""


def test_every_form_that_a_scan_had_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_project(tmp_path, **{"decision_trees/hoe.yml": SCAN})
    assert main(["register", "--update", "--project", str(tmp_path)]) == 0
    more = SCAN.replace("items:\n", "items:\n  geld: {text: Er is geld, talk: {default: {ask: Wat zag je?}}}\n")
    write_project(tmp_path, **{"decision_trees/hoe.yml": more})
    assert main(["register", "--update", "--project", str(tmp_path)]) == 0
    read = context(str(tmp_path), None).project()
    assert sorted(read.library.register.forms.values()) == ["hoe 1 5 - doel", "hoe 1 5 - geld doel"]
    assert read.library.scans["hoe"].mark in read.library.register.forms
    capsys.readouterr()
