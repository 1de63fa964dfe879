"""What the plugin costs: the whole build with it against a build of the same pages as plain Markdown without it.

All are whole processes, run in turn in one go; what counts is the ratio of their seconds, round by round: by the clock,
which is what one waits for, and of processor time. The first says little on a machine that does other things too.
There are two sorts of plain pages: those that somebody would write by hand (see plain_pages.py), and with
--first-release, a folder with the first release in it (git worktree add DIR 4404db2), those that it generated of the
same guide: Markdown with our HTML inside, for Python-Markdown's md_in_html to read.
With --lessons a generated guide of that size is built instead of our own.
Usage: python benchmarks/build.py [ROUNDS] [--lessons N] [--first-release DIR]
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import yaml

from guides import write_guide
from measuring import Cost, built
from plain_pages import FilesSite, plain_pages
from treeguide import pages
from treeguide.config.setup import read_setup
from treeguide.project import read_project
from treeguide.writing import Writer

ROOT = Path(__file__).resolve().parent.parent
GOAL = 0.9
OURS, BY_HAND, GOAL_AGAINST = "with treeguide", "pages by hand", "first release's pages"


class _Tolerant(yaml.SafeLoader):
    """Reads mkdocs.yml without its tags."""


_Tolerant.add_multi_constructor("", lambda loader, suffix, node: None)


def plain_site(root: Path, target: Path) -> None:
    """Everything the plugin would generate as files in docs/, with a configuration that does not name it."""
    project = read_project(read_setup(root))
    docs = target / "docs"
    shutil.copytree(root / "docs", docs)
    if (root / "overrides").is_dir():
        shutil.copytree(root / "overrides", target / "overrides")
    writer = Writer(project, FilesSite())
    made = [(page.path, page.title, page.html) for page in pages.all_pages(writer)]
    files = plain_pages(made) | pages.extra_files(Writer(project)) | writer.assets.files
    for name, content in files.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    config = yaml.load((root / "mkdocs.yml").read_text("utf-8"), Loader=_Tolerant)  # noqa: S506 (a safe loader)
    config["plugins"] = [plugin for plugin in config["plugins"] if "treeguide" not in str(plugin)]
    styles = (name for name in writer.assets.loaded if name.endswith(".css"))
    config["extra_css"] = [*config.get("extra_css", []), *styles]
    config.pop("watch", None)
    (target / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), "utf-8")


def first_plain_site(release: Path, root: Path, target: Path) -> None:
    """The same as the first release wrote it, by its own code in that folder."""
    command = "import sys, pathlib, build; build.plain_site(*map(pathlib.Path, sys.argv[1:]))"
    paths = f"{release / 'benchmarks'}:{release / 'plugins'}"
    told = [sys.executable, "-c", command, str(root), str(target)]
    subprocess.run(told, check=True, cwd=release, env={**os.environ, "PYTHONPATH": paths})


def tell_costs(what: str, costs: Sequence[Cost]) -> None:
    """What builds took, in the middle and at least: where a machine does other things too, the least says most."""
    waited, spent = ([getattr(one, sort) for one in costs] for sort in ("waited", "seconds"))
    middle = f"{statistics.median(waited):.2f} s, {statistics.median(spent):.2f} s CPU"
    print(f"{what:27} {middle} (median of {len(costs)}; least {min(spent):.2f} s CPU), {costs[0].megabytes} MB")


def tell_ratios(what: str, ours: Sequence[Cost], theirs: Sequence[Cost]) -> None:
    for sort, told in (("waited", "by the clock"), ("seconds", "of processor time")):
        ratios = [getattr(own, sort) / getattr(other, sort) for own, other in zip(ours, theirs, strict=True)]
        goal = f"goal: at most {GOAL:.2f}; " if what == GOAL_AGAINST else ""
        spread = f"{min(ratios):.3f} to {max(ratios):.3f}"
        print(f"{f'to {what}, {told}':51} {statistics.median(ratios):.3f} ({goal}{spread})")


def sites(scratch: Path, lessons: int, release: Path | None) -> dict[str, Path]:
    """The folder of each site to build, ours first, by what it is called."""
    root = scratch / "own"
    if lessons:
        write_guide(root, lessons, lessons // 100, lessons // 10)
    else:
        shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(".git", ".venv", ".cache", "site", "offline"))
    found = {OURS: root, BY_HAND: scratch / "plain"}
    plain_site(root, found[BY_HAND])
    if release:
        found[GOAL_AGAINST] = scratch / "first"
        first_plain_site(release.resolve(), root, found[GOAL_AGAINST])
    return found


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("rounds", nargs="?", type=int, default=5)
    parser.add_argument("--lessons", type=int, default=0)
    parser.add_argument("--first-release", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        folders = sites(scratch, given.lessons, given.first_release)
        built(folders[OURS], scratch / OURS)  # compiles what is needed
        costs: dict[str, list[Cost]] = {name: [] for name in folders}
        for _ in range(given.rounds):
            for name, folder in folders.items():
                costs[name].append(built(folder, scratch / name))
        count = len(list((scratch / OURS).rglob("*.html")))
    print(f"pages                       {count}")
    for name, every in costs.items():
        tell_costs(name, every)
    for name in list(costs)[1:]:
        tell_ratios(name, costs[OURS], costs[name])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
