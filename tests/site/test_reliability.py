"""A build that does not end well leaves the site that was there as it was, and says why."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from built import QUIET, build, run
from small_project import TREE, write_project
from speeds import some
from treeguide.host.build.new_site import NewSite, why_no_site

CONFIG = """\
site_name: Proef
theme: {name: material, language: nl, font: false}
plugins: [search, treeguide]
"""
SLOW = "import time\n\n\ndef on_env(env, **rest):\n    open('busy', 'w').close()\n    time.sleep(60)\n"
FULL = "def on_page_context(context, **rest):\n    raise OSError({number}, 'nee')\n"
AS_IT_WAS = "De site is zoals hij was."


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with its site."""
    root = write_project(tmp_path_factory.mktemp("project"), **{"mkdocs.yml": CONFIG, "docs/index.md": "# Start\n"})
    build(root, root / "site")
    (root / "site" / ".nojekyll").write_text("", "utf-8")
    return root


def content(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder, with its bytes and when it was written."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def names(root: Path) -> set[str]:
    return {path.name for path in root.iterdir()} - {"__pycache__"}  # that of a hook, which Python keeps


@pytest.mark.slow
@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"decision_trees/waar.yml": TREE.replace("next: geld", "next: gled")}, "[unknown-target]"),
        ({"docs/index.md": "# Start\n\n[weg](weg.md)\n"}, "strict mode"),
        ({"mkdocs.yml": CONFIG + "hooks: [hook.py]\n", "hook.py": FULL.format(number=28)}, "De schijf is vol"),
        ({"mkdocs.yml": CONFIG + "hooks: [hook.py]\n", "hook.py": FULL.format(number=30)}, "schrijven mag daar niet"),
    ],
    ids=["a mistake", "a warning in a strict build", "a full disk", "a disk that cannot be written"],
)
def test_a_build_that_fails_leaves_the_site_as_it_was(finished: Path, files: dict[str, str], said: str) -> None:
    before, kept = content(finished / "site"), {name: (finished / name) for name in files}
    old = {name: path.read_text("utf-8") if path.exists() else None for name, path in kept.items()}
    for name, text in files.items():
        (finished / name).write_text(text, "utf-8")
    there = names(finished)
    done = run(finished, "mkdocs", "build", "--strict")
    for name, earlier in old.items():
        if earlier is None:
            (finished / name).unlink()
        else:
            (finished / name).write_text(earlier, "utf-8")
    assert done.returncode != 0
    assert said in done.stderr + done.stdout
    assert AS_IT_WAS in done.stderr
    assert "Traceback" not in done.stderr
    assert content(finished / "site") == before
    assert names(finished) | set(files) == there | set(files)


IN_ROOM = """\
mount -t tmpfs -o "$1" tmpfs "$2" && cp -a "$3/." "$2" && cd "$2" || exit 99
[ -z "$4" ] || mount -o "remount,$4" "$2"
"$5" -m mkdocs build
ended=$?
cp -a site "$6/site" && ls -A > "$6/names"
exit $ended
"""


def room_beside(folder: Path, room: str) -> str:
    """How large a disk is that holds a copy of the folder, and has room for a part of what is in it beside that."""
    entries = list(folder.rglob("*"))
    used = sum(4 + path.stat().st_size // 1024 for path in entries if path.is_file())
    half, most = used * 3 // 2, used + used * 4 // 5
    return room.format(half=half, most=most, files=len(entries) + 60, none=len(entries) + 1)


@pytest.mark.slow
@pytest.mark.skipif(
    subprocess.run(
        ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False
    ).returncode
    != 0,
    reason="a disk of one's own can only be mounted where the system allows it",
)
@pytest.mark.parametrize(
    ("room", "then", "said"),
    [
        ("size={half}k", "", "De schijf is vol"),
        ("size={most}k", "", "De schijf is vol"),
        ("nr_inodes={files}", "", "De schijf is vol"),
        ("nr_inodes={none}", "", "De schijf is vol"),
        ("size=99m", "ro", "schrijven mag daar niet"),
    ],
)
def test_a_real_disk_that_is_full_or_read_only_keeps_its_site(
    finished: Path, tmp_path: Path, room: str, then: str, said: str
) -> None:
    before = {name: data for name, (data, _) in content(finished / "site").items()}
    (tmp_path / "disk").mkdir()
    more = [room_beside(finished, room), str(tmp_path / "disk"), str(finished), then, sys.executable, str(tmp_path)]
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", IN_ROOM, "sh", *more],
        env={**os.environ, **QUIET},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert {name: data for name, (data, _) in content(tmp_path / "site").items()} == before
    assert [name for name in (tmp_path / "names").read_text("utf-8").split() if "building" in name] == []


EARLY = """\
from pathlib import Path

def on_config(config):
    config.extra["early"] = str(Path(config.site_dir) / "print_page" / "index.html")

def on_post_build(config):
    path = Path(config.extra["early"])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("alles op een pagina")
"""


@pytest.mark.slow
def test_what_a_plugin_writes_where_the_site_was_at_first_comes_along(finished: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(finished, project)
    (project / "hook.py").write_text(EARLY, "utf-8")
    (project / "mkdocs.yml").write_text(CONFIG + "hooks: [hook.py]\n", "utf-8")
    (project / "site" / ".git").mkdir()
    (project / "site" / "oud.html").write_text("van een eerdere bouw", "utf-8")
    os.utime(project / "site" / "oud.html")
    for _ in range(2):
        done = run(project, "mkdocs", "build", "--quiet")
        assert done.returncode == 0, done.stderr
        assert (project / "site" / "print_page" / "index.html").read_text("utf-8") == "alles op een pagina"
        assert (project / "site" / "wegwijzers" / "waar" / "index.html").is_file()
    assert (project / "site" / ".git").is_dir()
    assert not (project / "site" / "oud.html").exists()


@pytest.mark.parametrize("number", some([signal.SIGINT, signal.SIGTERM]))
def test_a_build_that_is_stopped_leaves_the_site_as_it_was(finished: Path, tmp_path: Path, number: int) -> None:
    before = content(finished / "site")
    (finished / "hook.py").write_text(SLOW, "utf-8")
    (finished / "slow.yml").write_text(CONFIG + "hooks: [hook.py]\n", "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", "slow.yml"]
    try:
        building = subprocess.Popen(
            command,
            cwd=finished,
            env={**os.environ, **QUIET},
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # tests in the background ignore it
        )
        end = time.monotonic() + 60
        while not (finished / "busy").exists() and time.monotonic() < end:
            time.sleep(0.05)
        building.send_signal(number)
        said = building.communicate(timeout=30)[1]
    finally:
        for name in ("hook.py", "slow.yml", "busy"):
            (finished / name).unlink(missing_ok=True)
    assert building.returncode != 0
    assert AS_IT_WAS in said
    assert "Traceback" not in said
    assert content(finished / "site") == before
    assert not [name for name in names(finished) if name.startswith(".site")]


@pytest.mark.slow
def test_two_builds_at_once_each_leave_a_whole_site(finished: Path) -> None:
    before = {name: data for name, (data, _) in content(finished / "site").items()}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    builds = [subprocess.Popen(command, cwd=finished, env={**os.environ, **QUIET}) for _ in range(2)]
    assert [one.wait(timeout=120) for one in builds] == [0, 0]
    after = {name: data for name, (data, _) in content(finished / "site").items()}
    assert sorted(after) == sorted(before)
    assert not [name for name in names(finished) if name.startswith(".site")]


def stranger(folder: Path, link: str, target: str, **options: str) -> tuple[subprocess.CompletedProcess[str], Path]:
    """A build of a project that brings a link along; beside it stands a folder that is somebody else's."""
    own = "".join(f"      {name}: {value}\n" for name, value in options.items())
    config = CONFIG.replace(
        "plugins: [search, treeguide]\n", f"plugins:\n  - search\n  - treeguide:\n      search: true\n{own}"
    )
    root = write_project(folder / "project", **{"mkdocs.yml": config, "docs/index.md": "# Start\n"})
    (folder / "elders").mkdir()
    (folder / "elders" / "geheim.md").write_text("# Geheim\n", "utf-8")
    (root / link).parent.mkdir(parents=True, exist_ok=True)
    (root / link).symlink_to(target)
    return run(root, "mkdocs", "build"), root


@pytest.mark.parametrize(
    ("link", "target", "options"),
    some(
        [
            ("site", "../elders", {}),
            ("docs/geheim.md", "../../elders/geheim.md", {}),
            ("docs/niets.md", "index.md", {"guides_url": "../../elders"}),
            ("site", "lessons", {}),
            ("docs/geheim", "../../elders", {}),
            ("docs/niets.md", "index.md", {"codes_url": "c/../../../elders"}),
        ],
        2,
    ),
)
def test_a_project_from_a_stranger_reaches_nothing_outside(
    tmp_path: Path, link: str, target: str, options: dict[str, str]
) -> None:
    done, root = stranger(tmp_path, link, target, **options)
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.rglob("elders/*")] == ["geheim.md"]
    assert sorted(path.name for path in (root / "lessons").iterdir()) == ["facets.yml", "lessen", "sources.yml"]
    site = root / "site"
    made = [path for path in site.rglob("*.*") if not site.is_symlink() and path.is_file()]
    assert [path for path in made if b"Geheim" in path.read_bytes()] == []
    assert (done.returncode != 0) == (link == "site" or bool(options))


def test_a_link_counts_when_it_stands_in_the_project_and_not_on_the_way_to_it(tmp_path: Path) -> None:
    root = tmp_path / "project"
    (root / "diep").mkdir(parents=True)
    (tmp_path / "weg").symlink_to(root)
    (root / "elders").symlink_to(tmp_path)
    (root / "bestand").write_text("", "utf-8")
    assert why_no_site(root / "bestand", root) == "file"
    asked = [
        "project/site",
        "weg/site",
        "weg/diep/site",
        "site",
        "project/elders",
        "weg/elders",
        "weg/elders/diep/site",
    ]
    assert [why_no_site(tmp_path / path, root) for path in asked] == ["", "", "", "", "link", "link", "link"]


def site_at(folder: Path) -> MkDocsConfig:
    """The configuration of a site in that folder, which holds a page and a branch that was published."""
    (folder / ".git").mkdir(parents=True)
    (folder / "index.html").write_text("van toen", "utf-8")
    config = MkDocsConfig()
    config.site_dir = str(folder)
    return config


def test_a_build_that_is_stopped_between_its_two_steps_puts_the_old_site_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    building, rename = NewSite(site_at(tmp_path / "site"), "gestopt"), Path.rename

    def stopped(path: Path, target: Path) -> Path:
        if target == tmp_path / "site":
            monkeypatch.undo()
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", stopped)
    with pytest.raises(KeyboardInterrupt):
        building.put_in_place()
    building.give_up()
    assert sorted(path.name for path in (tmp_path / "site").iterdir()) == [".git", "index.html"]


@pytest.mark.parametrize(
    ("there", "expected"), [([], [".git", "index.html"]), (["nieuw.html"], [".git", "nieuw.html"])]
)
def test_the_next_build_puts_back_what_one_left_that_was_killed_between_its_two_steps(
    tmp_path: Path, there: list[str], expected: list[str]
) -> None:
    config = site_at(tmp_path / ".site.replaced-abc" / "0")
    config.site_dir = str(tmp_path / "site")
    for name in there:
        (tmp_path / "site").mkdir()
        (tmp_path / "site" / name).write_text("", "utf-8")
    NewSite(config, "gestopt").give_up()
    assert sorted(path.name for path in (tmp_path / "site").iterdir()) == expected


def test_what_is_gone_from_the_guide_is_gone_from_the_site_and_hidden_files_stay(finished: Path) -> None:
    (finished / "site" / "oud.html").write_text("oud", "utf-8")
    build(finished, finished / "site")
    assert not (finished / "site" / "oud.html").exists()
    assert (finished / "site" / ".nojekyll").exists()
