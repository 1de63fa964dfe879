"""Every folder in tests/cases gives exactly the messages in its problems.txt; an empty file means silence.

`make anew` writes the files anew: read them aloud before you commit them.
"""

import os
from pathlib import Path

import pytest

from case_folders import CASES, case_names, said


@pytest.mark.parametrize("name", case_names())
def test_case(name: str, tmp_path: Path) -> None:
    text = said(name, tmp_path)
    expected = CASES / name / "problems.txt"
    if os.environ.get("TREEGUIDE_REWRITE"):
        expected.write_text(text, "utf-8")
    assert expected.is_file(), f"there is no {name}/problems.txt: run make anew, and read aloud what it writes"
    assert text == expected.read_text("utf-8"), "if this is how it should be: run make anew"
