"""What a finding about Markdown points at, and what is left of marks that could mean something to a site."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_folders import problems
from small_project import lesson
from treeguide.checks import check
from treeguide.library import File, Folders, library_of
from treeguide.project import Project
from treeguide.reading.markdown_code import blank_code
from treeguide.reading.markdown_text import heading_ids


def test_a_finding_without_a_length_ends_where_its_line_ends(tmp_path: Path) -> None:
    found = [one.place for name in ("top-heading", "glued-list") for one in problems(name, tmp_path)]
    assert found
    assert [place.column + place.length - 1 for place in found] == [len(place.text.rstrip()) for place in found]


def test_marks_inside_a_heading_are_no_part_of_its_id() -> None:
    assert heading_ids("## Een *mooie* `kop`\n\n## Een mooie kop") == ["een-mooie-kop", "een-mooie-kop_1"]


@pytest.mark.parametrize("fence", ["~~~", "```"])
def test_what_is_in_a_fence_of_either_sort_is_code(fence: str) -> None:
    assert blank_code(f"a\n{fence}\n<b>\n{fence}").split() == ["a"]


def _project(body: str) -> Project:
    """A lesson with that text."""
    written = lesson("Een les").replace("Een tekst.", body)
    library = library_of(Folders(Path("/nowhere")), [File("lessons/les.md", written.encode())])
    return Project(library, Folders(Path("/nowhere")))


_ROW = r"[a-zA-Zé]{2,9}[ 0-9][a-zA-Z0-9À-ɏ ,;.?!'\"‘’“”%€()/-]{0,30}"


@given(st.from_regex(rf"{_ROW}(?:\n{{1,2}}{_ROW}){{0,3}}", fullmatch=True))
def test_rows_of_plain_words_are_left_alone(body: str) -> None:
    assert not _project(body.strip()).marked_texts


_PIECES = (
    "ab",
    " ",
    "\n",
    "\n\n",
    "a) ",
    "2) ",
    "- ",
    "* ",
    "o ",
    "[ab](cd.md)",
    "[ab][cd]",
    "<b>",
    "{#ab}",
    "&#8206;",
    "# ab",
    "| ab |",
    "```",
)


@given(st.lists(st.sampled_from(_PIECES), max_size=6).map(lambda pieces: "ab" + "".join(pieces)))
def test_in_what_is_left_alone_no_check_finds_anything(body: str) -> None:
    left_alone, looked_at = _project(body.strip()), _project(body.strip())
    looked_at.__dict__["marked_texts"] = looked_at.texts
    assert check(left_alone) == check(looked_at)
