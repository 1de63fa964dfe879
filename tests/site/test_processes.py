"""A site is the same whether one process builds it or several, and so is what the build says."""

import sys
from pathlib import Path

import pytest
from test_following import FILES

from built import NOON, run
from small_project import write_project

MEASURED = """\
import resource, sys
from mkdocs.__main__ import cli
try:
    cli(["build", "--site-dir", sys.argv[1], "--config-file", sys.argv[2]], standalone_mode=False)
finally:
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems build with one process")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with something to say about a page of its own, about a lesson, and about its search."""
    files = {**FILES, "docs/over.md": "# Over\n\n[weg](weg.md) en [nergens](index.md#nergens).\n"}
    root = write_project(tmp_path_factory.mktemp("project"), **files)
    (root / "measured.py").write_text(MEASURED, "utf-8")
    return root


def built(root: Path, processes: int) -> tuple[dict[str, bytes], list[str], float]:
    """The files of the site, what the build said, and the most memory of its other processes: 0 without any."""
    config, site = f"{processes}.yml", root / f"site-{processes}"
    text = (root / "mkdocs.yml").read_text("utf-8")
    (root / config).write_text(text.replace("treeguide]", f"treeguide: {{processes: {processes}}}]"), "utf-8")
    done = run(root, "measured", str(site), config, SOURCE_DATE_EPOCH=NOON)
    assert done.returncode == 0, done.stderr
    said = [line for line in done.stderr.splitlines() if " to directory" not in line and " built in " not in line]
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    return files, said, float(done.stdout)


def test_any_number_of_processes_makes_the_same_and_says_the_same(project: Path) -> None:
    alone, said, by_others = built(project, 1)
    assert by_others == 0
    entries = {path.name for path in (project / ".cache").rglob("?" * 32)}
    assert len([line for line in said if "WARNING" in line]) > 1
    for count in (2, 3):
        for path in (project / ".cache").rglob("?" * 32):
            path.unlink()
        for what in ("nothing kept", "all kept"):
            site, again, by_others = built(project, count)
            assert by_others > 0, what
            assert {name for name in alone.keys() | site.keys() if alone.get(name) != site.get(name)} == set(), what
            assert again == said, what
            assert {path.name for path in (project / ".cache").rglob("?" * 32)} == entries, what
