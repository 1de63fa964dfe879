"""Twenty builds and twenty previews are killed at random moments; none leaves half a site, or touches the sources.

Not part of `make test`: it takes minutes. `make kills` runs it; KILLS=5 asks for fewer, SEED=7 for the same moments.
GUIDE=own kills builds of this repository's guide, which take ten times as long as those of a small one.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from built import NOON, QUIET, ROOT, build
from small_project import write_project

KILLS = int(os.environ.get("KILLS", "20"))
SEED = int(os.environ.get("SEED", time.time_ns() % 1_000_000))
MARKS = (".site.building-", ".site.replaced-")
CONFIG = "site_name: Proef\ntheme: {name: material, language: nl, font: false}\nplugins: [search, treeguide]\n"


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with its bytes."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def sources(project: Path) -> dict[str, bytes]:
    """What authors wrote, and what a build might have touched beside the site."""
    return {name: data for name, data in content(project).items() if not name.startswith(("site/", *MARKS))}


def left_in(project: Path) -> list[Path]:
    """What builds left beside the site."""
    return [path for path in project.iterdir() if path.name.startswith(MARKS)]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A guide with a site that was built without being disturbed."""
    found = tmp_path_factory.mktemp("guide")
    if os.environ.get("GUIDE") == "own":
        for name in ("decision_trees", "lessons", "docs", "overrides"):
            shutil.copytree(ROOT / name, found / name)
        for name in ("mkdocs.yml", "register.yml"):
            shutil.copy(ROOT / name, found / name)
    else:
        write_project(found, **{"mkdocs.yml": CONFIG, "docs/index.md": "# Start\n"})
    build(found, found / "site", SOURCE_DATE_EPOCH=NOON, PYTHONHASHSEED="1")
    return found


@pytest.fixture(scope="module")
def clean(project: Path) -> dict[str, bytes]:
    return content(project / "site")


@pytest.fixture(scope="module")
def chance() -> random.Random:
    print(f"SEED={SEED}")
    return random.Random(SEED)


def started(project: Path, folder: Path, *command: str) -> subprocess.Popen[bytes]:
    """A command of MkDocs, in a group of its own and with a folder of its own for what is to be thrown away."""
    surroundings = {"SOURCE_DATE_EPOCH": NOON, "PYTHONHASHSEED": "1", "TMPDIR": str(folder)}
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", *command],
        cwd=project,
        env={**os.environ, **QUIET, **surroundings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def killed(running: subprocess.Popen[bytes]) -> bool:
    """Kill it so that it can tidy nothing; tells whether it was still running."""
    was_running = running.poll() is None
    if was_running:
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    return was_running


def moments(chance: random.Random, longest: float) -> Iterator[float]:
    """One moment in each of as many equal parts of the time, in any order, so that none is passed over."""
    parts = list(range(KILLS))
    chance.shuffle(parts)
    return (longest * (part + chance.random()) / KILLS for part in parts)


def test_a_build_that_is_killed_leaves_the_whole_site(
    project: Path, clean: dict[str, bytes], chance: random.Random, tmp_path: Path
) -> None:
    before, begin = sources(project), time.monotonic()
    assert started(project, tmp_path, "build", "--quiet").wait() == 0
    longest, hits = time.monotonic() - begin, 0
    for moment in moments(chance, longest):
        running = started(project, tmp_path, "build", "--quiet")
        time.sleep(moment)
        hits += killed(running)
        assert content(project / "site") == clean, f"after {moment:.2f} s, SEED={SEED}"
        assert sources(project) == before
    left = left_in(project)
    print(
        f"{hits} of {KILLS} builds killed while they ran, in {longest:.1f} s; {len(left)} folders left beside the site"
    )
    for folder in left:
        os.utime(folder, (0, 0))  # as if they were of days ago
    assert content(build(project, project / "site", SOURCE_DATE_EPOCH=NOON, PYTHONHASHSEED="1")) == clean
    assert left_in(project) == []
    assert hits > KILLS / 2


def test_a_preview_that_is_killed_touches_neither_the_site_nor_the_sources(
    project: Path, clean: dict[str, bytes], chance: random.Random, tmp_path: Path
) -> None:
    """Half of them while a lesson is being edited."""
    before, hits, lesson = sources(project), 0, min((project / "lessons" / "lessen").glob("*.md"))
    text = lesson.read_text("utf-8")
    begin = time.monotonic()
    assert started(project, tmp_path, "build", "--quiet").wait() == 0
    longest = 1.3 * (time.monotonic() - begin)
    for number, moment in enumerate(moments(chance, longest)):
        running = started(project, tmp_path, "serve", "--quiet", "--livereload", "--dev-addr", "127.0.0.1:0")
        time.sleep(moment * 0.8)
        if number % 2:
            lesson.write_text(f"{text}\nNog een alinea, nummer {number}.\n", "utf-8")
        time.sleep(moment * 0.2)
        hits += killed(running)
        lesson.write_text(text, "utf-8")
        assert content(project / "site") == clean, f"after {moment:.2f} s, SEED={SEED}"
        assert sources(project) == before
    print(f"{hits} of {KILLS} previews killed while they ran")
    assert left_in(project) == []
    assert content(build(project, project / "site", SOURCE_DATE_EPOCH=NOON, PYTHONHASHSEED="1")) == clean
    assert hits == KILLS
