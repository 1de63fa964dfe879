"""What the plugin costs: the whole build with it against a build of the same pages as plain Markdown without it.

Both are whole processes, run in turn in one go; what counts is the ratio of their seconds, pair by pair: by the clock,
which is what one waits for, and of processor time. The first says little on a machine that does other things too. The
plain pages are what somebody would write by hand: see plain_pages.py.
With --lessons a generated guide of that size is built instead of our own.
Usage: python benchmarks/build.py [PAIRS] [--lessons N]
"""

import argparse
import shutil
import statistics
import tempfile
from pathlib import Path

import yaml

from guides import write_guide
from measuring import built
from plain_pages import FilesSite, plain_pages
from treeguide import pages
from treeguide.config.settings import read_settings
from treeguide.library import read_library
from treeguide.project import Project
from treeguide.writing import Writer, assets

ROOT = Path(__file__).resolve().parent.parent
GOAL = 0.9


class _Tolerant(yaml.SafeLoader):
    """Reads mkdocs.yml without its tags."""


_Tolerant.add_multi_constructor("", lambda loader, suffix, node: None)


def plain_site(root: Path, target: Path) -> None:
    """Everything the plugin would generate as files in docs/, with a configuration that does not name it."""
    settings = read_settings(root)
    folders = settings.folders(root)
    project = Project(read_library(folders), folders, settings.section_limit, settings)
    docs = target / "docs"
    shutil.copytree(root / "docs", docs)
    if (root / "overrides").is_dir():
        shutil.copytree(root / "overrides", target / "overrides")
    writer = Writer(project, FilesSite())
    made = [(page.path, page.title, page.html) for page in pages.all_pages(writer)]
    files = plain_pages(made) | pages.extra_files(Writer(project)) | assets.files()
    for name, content in files.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    config = yaml.load((root / "mkdocs.yml").read_text("utf-8"), Loader=_Tolerant)  # noqa: S506 (a safe loader)
    config["plugins"] = [plugin for plugin in config["plugins"] if "treeguide" not in str(plugin)]
    config["extra_css"] = [*config.get("extra_css", []), *(name for name in assets.loaded() if name.endswith(".css"))]
    config.pop("watch", None)
    (target / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), "utf-8")


def tell(what: str, ratios: list[float], goal: float) -> None:
    spread = f"{min(ratios):.3f} to {max(ratios):.3f}"
    print(f"{what:27} {statistics.median(ratios):.3f} (goal: at most {goal:.3f}; {spread})")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("pairs", nargs="?", type=int, default=5)
    parser.add_argument("--lessons", type=int, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        root = scratch / "own"
        if given.lessons:
            write_guide(root, given.lessons, given.lessons // 100, given.lessons // 10)
        else:
            shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(".git", ".venv", ".cache", "site", "offline"))
        plain_site(root, scratch / "plain")
        built(root, scratch / "ours")  # compiles what is needed
        ours, theirs = [], []
        for _ in range(given.pairs):
            ours.append(built(root, scratch / "ours"))
            theirs.append(built(scratch / "plain", scratch / "theirs"))
        count = len(list((scratch / "ours").rglob("*.html")))
    print(f"pages                       {count}")
    rows = (("with treeguide", ours), ("same pages, plain", theirs))
    for told, costs in rows:
        middle = statistics.median(one.waited for one in costs)
        spent = statistics.median(one.seconds for one in costs)
        print(f"{told:27} {middle:.2f} s, {spent:.2f} s CPU (median of {given.pairs}), {costs[0].megabytes} MB")
    tell("ratio by the clock", [own.waited / other.waited for own, other in zip(ours, theirs, strict=True)], GOAL)
    tell(
        "ratio of processor time", [own.seconds / other.seconds for own, other in zip(ours, theirs, strict=True)], GOAL
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
