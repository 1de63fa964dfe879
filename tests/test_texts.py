"""What a finding about Markdown points at, and what is left of marks that could mean something to a site."""

from pathlib import Path

import pytest

from case_folders import problems
from treeguide.markdown_code import blank_code
from treeguide.markdown_text import as_text, heading_ids, safe


def test_a_finding_without_a_length_ends_where_its_line_ends(tmp_path: Path) -> None:
    found = [one.place for name in ("top-heading", "glued-list") for one in problems(name, tmp_path)]
    assert found
    assert [place.column + place.length - 1 for place in found] == [len(place.text.rstrip()) for place in found]


@pytest.mark.parametrize(
    ("author", "on_the_page"),
    [
        ("a](b", "a]&#40;b"),
        ("/// html", "&#47;// html"),
        ("x [a]:b", "x [a]&#58;b"),
        ("[TOC]", "&#91;TOC]"),
        ("x [^1]: y", "x [^1]: y"),
        ("--8<-- x", "--8&lt;-- x"),
        ("## Kop {.editorial}", "## Kop"),
        ("<mailto:a@b.nl>", "[a&#64;b.nl](mailto:a@b.nl)"),
        ("een\r\ntwee\rdrie", "een\ntwee\ndrie"),
    ],
)
def test_what_could_begin_something_is_left_as_text(author: str, on_the_page: str) -> None:
    assert safe(author) == on_the_page


def test_each_figure_of_a_number_that_could_begin_a_list_is_text() -> None:
    assert as_text("12. x") == "&#49;&#50;. x"


def test_marks_inside_a_heading_are_no_part_of_its_id() -> None:
    assert heading_ids("## Een *mooie* `kop`\n\n## Een mooie kop") == ["een-mooie-kop", "een-mooie-kop_1"]


@pytest.mark.parametrize("fence", ["~~~", "```"])
def test_what_is_in_a_fence_of_either_sort_is_code(fence: str) -> None:
    assert blank_code(f"a\n{fence}\n<b>\n{fence}").split() == ["a"]
