"""A page can be planned without being written: the plan already knows where it stands and where it is edited."""

from pathlib import Path

from built import ROOT
from small_project import write_project
from treeguide.checks import Project, check
from treeguide.library import read_library
from treeguide.pages import planned_pages
from treeguide.settings import read_settings


def project(root: Path) -> Project:
    settings = read_settings(root)
    folders = settings.folders(root)
    return Project(read_library(folders), folders, settings.section_limit, settings)


def test_every_plan_knows_the_path_and_the_edit_link_of_its_page(tmp_path: Path) -> None:
    broken = write_project(tmp_path, **{"decision_trees/waar.yml": "title: [", "lessons/lessen/kapot.md": "niets"})
    for read in (project(ROOT), project(broken)):
        plans = planned_pages(read, read.settings, check(read))
        assert len(plans) > 3
        for plan in plans:
            page = plan.make()
            assert (page.path, page.edit, page.edit_line) == (plan.path, plan.edit, plan.edit_line)
