"""The example on the page for programs does what it says, with the guide as it is today."""

import re
import subprocess
import sys

from built import ROOT

PAGE = ROOT / "docs" / "voor-programmas.md"
SITE = "https://treeguide.github.io/praktijkgids/"


def test_example_runs_and_finds_pages_that_exist(home: str) -> None:
    examples = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text("utf-8"), re.S | re.M)
    example = "\n".join(examples)
    assert example.count(SITE) == 1
    done = subprocess.run(
        [sys.executable, "-c", example.replace(SITE, home)], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    *questions, situation, pitfall, other = done.stdout.splitlines()
    assert len(questions) >= 1
    assert all(re.fullmatch(rf".+ {re.escape(home)}lessen/[a-z0-9-]+/", line) for line in questions)
    pattern = rf".+ {re.escape(home)}situaties/moeilijk-gesprek/ code \d{{5}}"
    assert re.fullmatch(pattern, situation)
    assert [pitfall.split()[0], other.split()[0]] == ["schijnsamenwerking", "beleefd-ja"]


def test_page_names_every_part_of_the_file_and_no_other(home: str) -> None:
    named = set(re.findall(r"^\| `([a-z]+)` \|", PAGE.read_text("utf-8"), re.M))
    assert named == {"version", "guides", "scans", "checklists", "outcomes", "lessons", "sources"}
