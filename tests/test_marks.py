"""The marks in a site's own page become the guide, but for those that are an example."""

from html import unescape
from pathlib import Path

from case_folders import CASES, project
from small_project import TREE, write_project
from treeguide.config.setup import read_setup
from treeguide.pages import all_pages
from treeguide.pages.marks import filled
from treeguide.project import read_project
from treeguide.reading.own_site import half_marks, marks
from treeguide.writing import Writer

MARK = "<!-- treeguide:question begin -->"


def shown(text: str, folder: Path = CASES / "single-option") -> str:
    return filled(text, "index.md", Writer(project(folder)))[0]


def test_a_mark_alone_on_its_line_becomes_the_first_question() -> None:
    page = shown(f"Voor.\n\n{MARK}\n\nNa.\n")
    assert page.startswith("Voor.\n\n") and page.endswith("\n\nNa.\n")
    assert "Hoe gaat het?" in page and MARK not in page


def test_a_mark_in_code_stays_as_it_is() -> None:
    for text in (f"```html\n{MARK}\n```\n", f"~~~\n{MARK}\n~~~\n", f"Schrijf `{MARK}` zo.\n", f"    {MARK}\n"):
        assert shown(text) == text
        assert [*marks(text), *half_marks(text)] == []


def test_several_marks_are_each_filled_in_their_own_place() -> None:
    page = shown(f"{MARK}\n\nMidden.\n\n{MARK}\n")
    assert MARK not in page
    assert page.index("Hoe gaat het?") < page.index("Midden.") < page.rindex("Hoe gaat het?")


def test_what_an_author_wrote_is_left_for_no_other_plugin(tmp_path: Path) -> None:
    words = 'Hoe {{ config.site_name }} {% include-markdown "../geheim.md" %} {# x #}?'
    write_project(tmp_path, **{"decision_trees/waar.yml": TREE.replace("Hoe gaat het?", f"'{words}'")})
    guide = Writer(read_project(read_setup(tmp_path)))
    page = filled("<!-- treeguide:question waar -->\n\n{{ van mij }}\n", "index.md", guide)[0]
    assert unescape(page).count(words) == 1
    assert page.count("{") == 2
    assert all("{" not in one.markdown().partition("---\n\n")[2] for one in all_pages(guide))
