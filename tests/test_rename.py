"""A new id reaches every place that names the old one; the check says the same, and all old addresses lead on."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from built import ROOT
from case_folders import TODAY
from small_project import OUTCOMES, TREE, lesson, write_project
from treeguide.checks import check
from treeguide.commands.cli import main
from treeguide.commands.rename import Change, _known, changed, renamed, shown
from treeguide.commands.rename.names import SORTS, Renaming
from treeguide.config.setup import read_setup
from treeguide.library import files
from treeguide.project import Project, read_project

PAGE = """\
# Start

[Les](lessen/open-kaart.md), [situatie](situaties/praat-over-geld.md), [vraag](wegwijzers/waar.md#geld),
[kaart](wegwijzers/waar/kaart.md), [bron](bronnen.md#jansen-2020) en `lessen/open-kaart.md`.

<!-- treeguide:question waar -->
"""
CONFIG = """\
site_name: Proef
theme: {name: material, language: nl}
plugins: [treeguide]
nav:
  - Start: index.md
  - wegwijzers/waar.md   # de enige
  - Les: lessen/open-kaart.md
  - situaties/praat-over-geld.md
"""
FACETS = """\
themes:
  geld:
    label: Geld
    start_here:
      - {lesson: open-kaart, why: Het begin.}
      - {outcome: praat-over-geld, why: Daarna.}
      - {guide: waar, question: geld, why: Of zo.}
"""
CHECKLIST = """\
title: Vinkjes
summary: Eén vinkje.
sources: [jansen-2020]
signals:
  stil: {text: Het is stil}
advice:
  - lesson: open-kaart
    when: {all_of: [stil]}
    because: Dat helpt.
  - outcome: praat-over-geld
    when: {all_of: [stil]}
    because: Dat helpt ook.
scenarios:
  - name: Stil
    ticks: [stil]
    expect: [open-kaart, praat-over-geld]
"""
REGISTER = """\
moved:
  lessons/: lessen/
removed:
  lessen/oud/:
    title: Oud
    date: 2026-01-01
    reason: Weg.
    instead: lessen/open-kaart/
published:
  - lessen/oud/
  - lessen/open-kaart/
"""
BODY = """
[zelf](open-kaart.md) [boom](../../decision_trees/waar.yml) [vraag](../../decision_trees/waar.yml#geld)
[daar](../../decision_trees/situaties.yml#praat-over-geld)
"""
LINKS = lesson("Vier het", related="[open-kaart]", sources="[jansen-2020]  # de beste") + BODY
WANTED = [
    ("lesson", "open-kaart", "leg-open", ""),
    ("outcome", "praat-over-geld", "geldzorgen", ""),
    ("question", "geld", "om-geld", "waar"),
    ("question", "fase", "hoe-ver", "waar"),
    ("tree", "waar", "waar-staan-we", ""),
    ("tree", "vinkjes", "kruisjes", ""),
    ("source", "jansen-2020", "jansen", ""),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = {
        "docs/index.md": PAGE,
        "mkdocs.yml": CONFIG,
        "lessons/facets.yml": FACETS,
        "lessons/lessen/vier-het.md": LINKS,
        "decision_trees/waar.yml": TREE,
        "decision_trees/situaties.yml": OUTCOMES,
        "decision_trees/vinkjes.yml": CHECKLIST,
        "register.yml": REGISTER,
    }
    return write_project(tmp_path / "p", **made)


def read(folder: Path) -> Project:
    return read_project(read_setup(folder), TODAY)


def change_of(project: Project, wanted: Renaming) -> Change:
    return changed(project, wanted, list(files(project.folders)))


def assert_kept(project: Project, wanted: Renaming) -> Change:
    """The check says the same of the renamed project, and every address that lived leads to one that does."""
    found = change_of(project, wanted)
    after = renamed(project, found)
    assert Counter(one.code for one in check(after)) == Counter(one.code for one in check(project))
    lost = [old for old in project.addresses.live if after.addresses.leads_to(old) not in after.addresses.live]
    assert lost == []
    assert (wanted.tree, wanted.new) in _known(after, wanted.sort) and (wanted.tree, wanted.old) not in _known(
        after, wanted.sort
    )
    return found


@pytest.mark.parametrize("wanted", WANTED, ids=lambda one: f"{one[0]} {one[1]}")
def test_a_renaming_keeps_what_the_check_says_and_every_old_address(
    wanted: tuple[str, str, str, str], folder: Path
) -> None:
    one = Renaming(*wanted)
    found = assert_kept(read(folder), one)
    twice = read(_written(folder, found))
    assert_kept(twice, one._replace(old=one.new, new=f"{one.new}-2"))


def _written(folder: Path, change: Change) -> Path:
    for path, (_, text) in change.texts.items():
        (folder / path).unlink()
        (folder / change.moved.get(path, path)).write_text(text, "utf-8")
    return folder


def test_our_own_guide_can_be_renamed() -> None:
    """Its largest tree, whose name stands in other words too, and a question of that."""
    project = read(ROOT)
    assert {one[0] for one in WANTED} == set(SORTS)
    for sort, old, tree in (
        ("tree", "situatie", ""),
        ("question", next(iter(project.library.trees["situatie"].file.questions)), "situatie"),
    ):
        assert_kept(project, Renaming(sort, old, f"{old}-anders", tree))


def test_only_what_names_it_changes_and_the_rest_stays_as_it_was_written(folder: Path) -> None:
    found = change_of(read(folder), Renaming("lesson", "open-kaart", "leg-open"))
    rows = [row for row in shown(found) if row[:1] in "+-" and row[:3] not in ("+++", "---")]
    assert [row for row in rows if row.startswith("+")] == [
        "+      - {lesson: leg-open, why: Dan weet je wat er speelt.}",
        "+      - lesson: leg-open",
        "+  - lesson: leg-open",
        "+    expect: [leg-open, praat-over-geld]",
        "+[Les](lessen/leg-open.md), [situatie](situaties/praat-over-geld.md), [vraag](wegwijzers/waar.md#geld),",
        "+      - {lesson: leg-open, why: Het begin.}",
        "+aliases: [open-kaart]",
        "+related: [leg-open]",
        "+[zelf](leg-open.md) [boom](../../decision_trees/waar.yml) [vraag](../../decision_trees/waar.yml#geld)",
        "+  - Les: lessen/leg-open.md",
        "+    instead: lessen/leg-open/",
    ]
    assert sum(row.startswith("-") for row in rows) == 10
    assert found.moved == {"lessons/lessen/open-kaart.md": "lessons/lessen/leg-open.md"}


@pytest.mark.parametrize(
    ("aliases", "expected"),
    [
        ("", "aliases: [open-kaart]"),
        ("aliases: [a]  # oud\n", "aliases: [open-kaart, a]  # oud"),
        ("aliases: []\n", "aliases: [open-kaart]"),
        ("aliases:\n  - a   # oud\n", "aliases:\n  - open-kaart\n  - a   # oud"),
        ("aliases:\n- a\n", "aliases:\n- open-kaart\n- a"),
    ],
)
def test_the_old_id_stands_with_older_ones_as_they_were_written(aliases: str, expected: str, folder: Path) -> None:
    place = folder / "lessons/lessen/open-kaart.md"
    place.write_text(place.read_text("utf-8").replace("---\n", f"---\n{aliases}", 1), "utf-8")
    found = assert_kept(read(folder), Renaming("lesson", "open-kaart", "leg-open"))
    assert expected in found.texts["lessons/lessen/open-kaart.md"][1]


def test_line_ends_of_windows_and_a_mark_at_the_beginning_stay(folder: Path) -> None:
    place = folder / "decision_trees/situaties.yml"
    place.write_bytes(b"\xef\xbb\xbf" + OUTCOMES.replace("\n", "\r\n").encode())
    old, new = assert_kept(read(folder), Renaming("outcome", "praat-over-geld", "geldzorgen")).texts[
        "decision_trees/situaties.yml"
    ]
    assert new.startswith("\ufeffoutcomes" if old.startswith("\ufeffoutcomes") else "\ufeff#")
    assert new.count("\r\n") == new.count("\n") == old.count("\n") + 1


def test_the_command_shows_what_changes_and_changes_nothing_before_somebody_agrees(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    arguments = ["--project", str(folder), "rename", "lesson", "open-kaart", "leg-open"]
    assert main(arguments) == 0
    said = capsys.readouterr()
    assert "+++ lessons/lessen/leg-open.md" in said.out and "--yes" in said.err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert main([*arguments, "--yes"]) == 0
    assert not (folder / "lessons/lessen/open-kaart.md").exists()
    assert (folder / "lessons/lessen/leg-open.md").exists()
    assert main(["--project", str(folder), "check", "--format", "json"]) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lesson", "open-kart", "x"], 'Bedoel je "open-kaart"?'),
        (["lesson", "open-kaart", "vier-het"], "bestaat al"),
        (["lesson", "open-kaart", "Niet zo"], "past niet"),
        (["question", "waar#x", "y"], "waar#geld"),
    ],
)
def test_what_cannot_be_renamed_is_told(
    arguments: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--project", str(folder), "rename", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_name_that_would_break_something_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(folder / "lessons/lessen/open-kaart.md", folder / "docs/los.md")
    (folder / "docs/lessen").mkdir()
    (folder / "docs/lessen/leg-open.md").write_text("# Los\n", "utf-8")
    assert main(["--project", str(folder), "rename", "lesson", "open-kaart", "leg-open", "--yes"]) == 1
    assert "[address-taken]" in capsys.readouterr().out
    assert (folder / "lessons/lessen/open-kaart.md").exists()
