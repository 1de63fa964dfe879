"""What a finding about Markdown points at, and what is left of marks that could mean something to a site."""

from pathlib import Path

import pytest

from case_folders import problems
from treeguide.reading.markdown_text import blank_code, heading_ids


def test_a_finding_without_a_length_ends_where_its_line_ends(tmp_path: Path) -> None:
    found = [one.place for name in ("top-heading", "glued-list") for one in problems(name, tmp_path)]
    assert found
    assert [place.column + place.length - 1 for place in found] == [len(place.text.rstrip()) for place in found]


def test_marks_inside_a_heading_are_no_part_of_its_id() -> None:
    assert heading_ids("## Een *mooie* `kop`\n\n## Een mooie kop") == ["een-mooie-kop", "een-mooie-kop_1"]


@pytest.mark.parametrize("fence", ["~~~", "```"])
def test_what_is_in_a_fence_of_either_sort_is_code(fence: str) -> None:
    assert blank_code(f"a\n{fence}\n<b>\n{fence}").split() == ["a"]
