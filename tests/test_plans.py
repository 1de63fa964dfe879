"""A page can be planned without being written: the plan already knows where it stands and where it is edited."""

import json
import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
import yaml

from built import ROOT
from small_project import TREE, write_project
from treeguide.checks import check
from treeguide.config.setup import read_setup
from treeguide.pages import planned_pages
from treeguide.pages.situation import situation_groups
from treeguide.project import Project, read_project
from treeguide.values import Document, Place, Problem, warning
from treeguide.writing import Writer, problem_block
from treeguide.writing.page import Page


def project(root: Path) -> Project:
    return read_project(read_setup(root))


def test_a_page_is_given_its_problems_without_going_through_those_of_all_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thousands of warnings once made every page of a preview take as long as all of them."""
    mistake = Problem(Place(Document("lessons/lessen/vier-het.md")), "top-heading")
    others = [warning(Place(Document(f"lessons/lessen/les-{number}.md")), "uncited-source") for number in range(500)]
    read = project(write_project(tmp_path))
    plans = planned_pages(Writer(read), [*others, mistake])
    compared = Counter[str]()
    is_same = Problem.__eq__

    def count(found: Problem, other: object) -> bool:
        compared["problems"] += 1
        return is_same(found, other)

    monkeypatch.setattr(Problem, "__eq__", count)
    shown = [plan.path for plan in plans if "guide-problem--error" in plan.make().html]
    assert len(shown) == len(plans), "the mistake is shown on its own page, and on the others as that of another"
    assert compared["problems"] == 0


def test_every_plan_knows_the_path_and_the_edit_link_of_its_page(tmp_path: Path) -> None:
    broken = write_project(tmp_path, **{"decision_trees/waar.yml": "title: [", "lessons/lessen/kapot.md": "niets"})
    for read in (project(ROOT), project(broken)):
        plans = planned_pages(Writer(read), check(read))
        assert len(plans) > 3
        for plan in plans:
            page = plan.make()
            assert (page.path, page.edit, page.edit_line) == (plan.path, plan.edit, plan.edit_line)


@pytest.mark.parametrize("text", json.loads((Path(__file__).parent / "hostile_payloads.json").read_text("utf-8")))
def test_what_an_author_says_to_the_theme_is_text_there_too(text: str) -> None:
    """The theme writes a tag and a line below a title into its pages as they are."""
    page = Page("les.md", "Titel", "", for_theme={"tags": (text,), "subtitle": text, "hide": ("toc",)})
    said = yaml.safe_load(page.front_matter().strip().strip("-"))
    assert said["hide"] == ["toc"]
    for shown in (*said["tags"], said["subtitle"]):
        assert not re.search('[<>"]', shown)
        assert unescape(shown) == text


@pytest.mark.parametrize(
    ("answers", "headings"),
    [
        (("Ja", "Nee"), ["Hoe gaat het? Ja", "Hoe gaat het? Nee"]),
        (("True", "False"), ["Hoe gaat het? True", "Hoe gaat het? False"]),
        (("A", "Dat weten we niet."), ["Hoe gaat het? A", "Hoe gaat het? Dat weten we niet."]),
        (("Het loopt stroef", "Het loopt goed"), ["Het loopt stroef", "Het loopt goed"]),
    ],
    ids=lambda one: one[0],
)
def test_a_group_of_situations_is_called_by_an_answer_that_means_something(
    answers: tuple[str, str], headings: list[str], tmp_path: Path
) -> None:
    tree = TREE.replace("Het loopt stroef", f'"{answers[0]}"').replace("Het loopt goed", f'"{answers[1]}"')
    tree = tree.replace("next: geld\n      goed", "next: praat-over-geld\n      goed")
    found = project(write_project(tmp_path, **{"decision_trees/waar.yml": tree}))
    assert [group.heading for group in situation_groups(Writer(found))] == headings


def test_a_page_names_no_more_faults_than_somebody_reads_and_shows_of_a_long_line_what_is_around_them() -> None:
    document = Document("lessons/x.md", "begin " + "a" * 5_000 + " mis " + "b" * 5_000)
    found = [Problem(Place(document, 1, 5_008), "top-heading") for _ in range(3_000)]
    block = problem_block(found, "nl", "Hier klopt iets nog niet")
    assert block.count("<pre>") == 50
    assert "en nog 2950" in block
    assert " mis " in block
    assert len(block) < 50_000
