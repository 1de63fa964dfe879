"""The trees on the page about making one can be pasted into this guide."""

import re

import pytest

from tools.texts import ROOT
from treeguide.checks import check
from treeguide.library import Folders, decode, read_library
from treeguide.library.adding import add_tree
from treeguide.project import Project

EXAMPLES = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/bijdragen/boom-schrijven.md").read_text("utf-8"), re.S)


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, {"outcome-without-lessons", "tree-without-scenarios"}), (1, set())],
    ids=["small", "large"],
)
def test_a_tree_on_the_page_passes_the_check(number: int, said: set[str]) -> None:
    folders = Folders(ROOT)
    library = read_library(folders)
    document = decode("decision_trees/mijn-boom.yml", EXAMPLES[number].encode(), library.problems)
    assert document
    add_tree(library, document)
    found = [one for one in check(Project(library, folders)) if one.place.document.path == document.path]
    assert {one.code for one in found} <= said
    assert not any(one.is_error for one in found)


def test_the_page_begins_with_a_tree() -> None:
    text = (ROOT / "docs/bijdragen/boom-schrijven.md").read_text("utf-8")
    assert text.index("```yaml") < text.index("\n## ")
    assert EXAMPLES[0].count("\n") < 30
