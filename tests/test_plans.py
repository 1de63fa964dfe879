"""A page can be planned without being written: the plan already knows where it stands and where it is edited."""

from collections import Counter
from pathlib import Path

import pytest

from built import ROOT
from small_project import write_project
from treeguide.checks import check
from treeguide.config.settings import read_settings
from treeguide.library import read_library
from treeguide.pages import planned_pages
from treeguide.project import Project
from treeguide.values.place import Document, Place
from treeguide.values.problem import Problem
from treeguide.writing import Writer


def project(root: Path) -> Project:
    settings = read_settings(root)
    folders = settings.folders(root)
    return Project(read_library(folders), folders, settings.section_limit, settings)


def test_a_page_is_given_its_problems_without_going_through_those_of_all_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thousands of warnings once made every page of a preview take as long as all of them."""
    mistake = Problem(Place(Document("lessons/lessen/vier-het.md")), "top-heading")
    others = [Problem(Place(Document(f"lessons/lessen/les-{number}.md")), "uncited-source") for number in range(500)]
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
