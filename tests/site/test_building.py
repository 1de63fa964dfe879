"""Building a site: the same bytes each time, every problem at once, and every shape a project can have."""

import re
import shutil
from pathlib import Path

import pytest

from built import NOON, ROOT, build, run
from built_pages import BuiltPage, lost_addresses
from small_project import OUTCOMES, TREE, lesson, write_project
from speeds import some
from treeguide.library import Folders, read_library

CONFIG = """\
site_name: Proef
site_url: https://voorbeeld.nl/gids/
repo_url: https://voorbeeld.nl/bron
edit_uri: edit/main/docs/
theme: {name: material, language: nl, font: false, features: [content.action.edit]}
plugins: [search, treeguide]
"""
FILES = {"mkdocs.yml": CONFIG, "docs/index.md": "# Start\n\n<!-- treeguide:question waar -->\n"}
REVERSED = """\
import os
scan = os.scandir
class Reversed:
    def __init__(self, found): self.found = iter(found)
    __iter__ = __enter__ = lambda self: self
    __next__ = lambda self: next(self.found)
    __exit__ = close = lambda self, *error: None
os.scandir = lambda *path: Reversed(sorted(scan(*path), key=lambda one: one.name, reverse=True))
list_names = os.listdir
os.listdir = lambda *path: sorted(list_names(*path), reverse=True)
"""
GENERATOR = re.compile(rb'<meta name="generator"[^>]*>')
OURS = ("docs", "overrides", "lessons", "decision_trees", "mkdocs.yml", "register.yml")


def content(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def copied(target: Path) -> Path:
    """Our own project's sources, in another folder."""
    target.mkdir(parents=True)
    for name in OURS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name)
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, target / name)
    return target


def different(first: dict[str, bytes], second: dict[str, bytes]) -> list[str]:
    return [name for name in sorted({*first, *second}) if first.get(name) != second.get(name)]


@pytest.mark.slow
def test_our_own_site_has_the_same_bytes_when_it_is_made_elsewhere(site: Path, tmp_path: Path) -> None:
    there = copied(tmp_path / "a" / "folder far from here")
    other = build(
        there, tmp_path / "other", SOURCE_DATE_EPOCH=NOON, TZ="Asia/Tokyo", PYTHONHASHSEED="2", LC_ALL="tr_TR"
    )
    assert different(content(site), content(other)) == []
    assert len(content(site)) > 300


@pytest.mark.slow
def test_the_order_of_files_on_disk_does_not_show(tmp_path: Path) -> None:
    """Folders are listed in the order of writing, or any other, as the disk sees fit."""
    made = {name: lesson(name) for name in ("lessons/lessen/aa.md", "lessons/lessen/zz.md", "lessons/bb.md")}
    sites = []
    for number, files in enumerate((made, dict(reversed(made.items())))):
        project = write_project(tmp_path / f"project {number}", **FILES, **files)
        (project / "hook.py").write_text(REVERSED if number else "", "utf-8")
        (project / "mkdocs.yml").write_text(CONFIG + "hooks: [hook.py]\n", "utf-8")
        sites.append(content(build(project, tmp_path / f"site {number}", SOURCE_DATE_EPOCH=NOON)))
    assert different(*sites) == []


@pytest.mark.slow
def test_properdocs_builds_the_same_pages(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", **FILES)
    first, second = (
        content(build(project, tmp_path / tool, tool=tool, SOURCE_DATE_EPOCH=NOON)) for tool in ("mkdocs", "properdocs")
    )
    assert "wegwijzers/waar/index.html" in first
    assert sorted(first) == sorted(second)
    other = [name for name in first if GENERATOR.sub(b"", first[name]) != GENERATOR.sub(b"", second[name])]
    assert other == []


def failed(project: Path, target: Path) -> str:
    """What a build printed that had to fail; it leaves no site behind."""
    done = run(project, "mkdocs", "build", "--site-dir", str(target))
    assert done.returncode != 0
    assert not (target / "index.html").exists()
    return done.stderr + done.stdout


def test_a_build_with_mistakes_fails_and_names_them_all(tmp_path: Path) -> None:
    broken = TREE.replace("next: geld", "next: gled").replace("start: fase", "start: fasen")
    files = {
        **FILES,
        "decision_trees/waar.yml": broken,
        "lessons/lessen/vier-het.md": "---\ntitel: Vier het\n---\n\nTekst.\n",
    }
    said = failed(write_project(tmp_path / "project", **files), tmp_path / "site")
    for place, code in (
        ("decision_trees/waar.yml:3:8:", "unknown-start"),
        ("decision_trees/waar.yml:13:15:", "unknown-target"),
        ("lessons/lessen/vier-het.md:2:1:", "unknown-key"),
    ):
        assert re.search(rf"{re.escape(place)} fout: .*\[{code}\]", said), (place, said)
    assert "treeguide: 6 fouten, in 2 bestanden." in said
    assert "Traceback" not in said


def test_a_page_of_our_own_in_the_place_of_a_generated_one_is_told(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", **FILES, **{"docs/lessen/vier-het.md": "# Mijn eigen\n"})
    said = failed(project, tmp_path / "site")
    assert "docs/lessen/vier-het.md:1:1: fout:" in said
    assert "[address-taken]" in said


PLAIN_OUTCOMES = re.sub(r"    lessons:\n(      .*\n)+", "", OUTCOMES)


@pytest.mark.parametrize(
    ("without", "there", "absent"),
    some(
        [
            ("lessons", "wegwijzers/waar/index.html", "lessen/index.html"),
            ("decision_trees", "lessen/vier-het/index.html", "wegwijzers/index.html"),
        ]
    ),
    ids=["without lessons", "without trees"],
)
def test_a_site_needs_no_lessons_and_no_trees(tmp_path: Path, without: str, there: str, absent: str) -> None:
    outcomes = PLAIN_OUTCOMES if without == "lessons" else OUTCOMES
    files = {**FILES, "docs/index.md": "# Start\n", "decision_trees/situaties.yml": outcomes}
    project = write_project(tmp_path / "project", **files)
    shutil.rmtree(project / without)
    site = build(project, tmp_path / "site")
    assert (site / there).is_file()
    assert not (site / absent).exists()
    assert lost_addresses(site, "https://voorbeeld.nl", "/gids/") == []


@pytest.mark.slow
def test_a_site_with_neither_is_a_site(tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "docs").mkdir(parents=True)
    (project / "mkdocs.yml").write_text(CONFIG, "utf-8")
    (project / "docs" / "index.md").write_text("# Start\n", "utf-8")
    assert "Start" in (build(project, tmp_path / "site") / "index.html").read_text("utf-8")


def test_edit_links_lead_to_the_file_and_for_situations_to_the_line(site: Path) -> None:
    def edit(page: str) -> list[str]:
        html = BuiltPage((site / page).read_text("utf-8"))
        return [
            one["href"] for tag, one in html.elements if tag == "a" and "md-content__button" in one.get("class", "")
        ]

    base = "https://github.com/treeguide/praktijkgids/edit/main/"
    assert edit("index.html") == [f"{base}docs/index.md"]
    assert edit("wegwijzers/situatie/index.html") == [f"{base}decision_trees/situatie.yml"]
    library = read_library(Folders(ROOT))
    lesson = next(iter(library.published().values()))
    assert edit(f"lessen/{lesson.id}/index.html") == [f"{base}{lesson.document.path}"]
    assert edit("bronnen/index.html") == [f"{base}lessons/sources.yml"]
    name = next(iter(library.situations))
    (situation,) = edit(f"situaties/{name}/index.html")
    path, line = re.fullmatch(rf"{re.escape(base)}(.+)#L(\d+)", situation).groups()  # type: ignore[union-attr]
    assert (ROOT / path).read_text("utf-8").splitlines()[int(line) - 1].strip().startswith(f"{name}:")
    assert edit("wegwijzers/index.html") == edit("lessen/index.html") == []


EDITED = {
    "edit_uri: edit/main/docs/": "bron/edit/main/lessons/Wat%20%26%20hoe%2C%20foto%27s/les.md",
    "edit_uri_template: '?file={path!q}'": "bron?file=..%2Flessons%2FWat%20%26%20hoe%2C%20foto%27s%2Fles.md",
}


@pytest.mark.parametrize("edit", some(EDITED))
def test_an_edit_link_leads_to_a_file_in_a_folder_with_any_name(tmp_path: Path, edit: str) -> None:
    config = CONFIG.replace("edit_uri: edit/main/docs/", edit)
    files = {**FILES, "mkdocs.yml": config, "lessons/Wat & hoe, foto's/les.md": lesson("Les")}
    page = build(write_project(tmp_path / "project", **files), tmp_path / "site") / "lessen" / "les" / "index.html"
    found = re.findall(r'href="([^"]*)"[^>]*\srel="edit"', page.read_text("utf-8"))
    assert found == [f"https://voorbeeld.nl/{EDITED[edit]}"]


@pytest.mark.slow
def test_searching_can_be_left_to_the_theme(tmp_path: Path) -> None:
    own = CONFIG.replace("treeguide]", "{treeguide: {search: false}}]")
    site = build(write_project(tmp_path / "project", **{**FILES, "mkdocs.yml": own}), tmp_path / "site")
    page = (site / "index.html").read_text("utf-8")
    assert ('name="search"' in page, "search-start" in page) == (True, False)
    assert [path.name for path in (site / "search").iterdir()] == ["search_index.json"]
