"""What the plugin costs: the whole build with it against a build of the same pages as plain Markdown without it.

Both are whole processes, run in turn in one go; what counts is the ratio of their CPU seconds, pair by pair.
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
from treeguide import pages
from treeguide.checks import Project
from treeguide.library import read_library
from treeguide.settings import read_settings
from treeguide.writing import assets

ROOT = Path(__file__).resolve().parent.parent
GOAL = 1.15


class _Tolerant(yaml.SafeLoader):
    """Reads mkdocs.yml without its tags."""


_Tolerant.add_multi_constructor("", lambda loader, suffix, node: None)


def plain_site(root: Path, target: Path) -> None:
    """Everything the plugin would generate as files in docs/, with a configuration that does not name it."""
    settings = read_settings(root)
    project = Project(read_library(settings.folders(root)), settings.folders(root))
    docs = target / "docs"
    shutil.copytree(root / "docs", docs)
    if (root / "overrides").is_dir():
        shutil.copytree(root / "overrides", target / "overrides")
    for page in pages.all_pages(project, settings):
        path = docs / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.text(), "utf-8")
    for name, content in {**assets.files(), **pages.extra_files(project, settings)}.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    config = yaml.load((root / "mkdocs.yml").read_text("utf-8"), Loader=_Tolerant)  # noqa: S506 (a safe loader)
    config["plugins"] = [plugin for plugin in config["plugins"] if "treeguide" not in str(plugin)]
    config["extra_css"] = [*config.get("extra_css", []), *(name for name in assets.loaded() if name.endswith(".css"))]
    config.pop("watch", None)
    (target / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), "utf-8")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("pairs", nargs="?", type=int, default=5)
    parser.add_argument("--lessons", type=int, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scratch, root = Path(name), ROOT
        if given.lessons:
            root = scratch / "own"
            write_guide(root, given.lessons, given.lessons // 100, given.lessons // 10)
        plain_site(root, scratch / "plain")
        built(root, scratch / "ours")  # compiles what is needed
        ours, theirs = [], []
        for _ in range(given.pairs):
            ours.append(built(root, scratch / "ours"))
            theirs.append(built(scratch / "plain", scratch / "theirs"))
        count = len(list((scratch / "ours").rglob("*.html")))
    ratios = [own.seconds / other.seconds for own, other in zip(ours, theirs, strict=True)]
    print(f"pages                     {count}")
    for told, costs in (("with treeguide", ours), ("same pages, plain", theirs)):
        middle = statistics.median(one.seconds for one in costs)
        least = min(one.seconds for one in costs)
        print(f"{told:25} {middle:.2f} s CPU (median of {given.pairs}; least {least:.2f}), {costs[0].megabytes} MB")
    spread = f"{min(ratios):.3f} to {max(ratios):.3f}"
    print(f"ratio                     {statistics.median(ratios):.3f} (goal: at most {GOAL}; {spread})")
    least = min(one.seconds for one in ours) / min(one.seconds for one in theirs)
    print(f"ratio of the least        {least:.3f} (says more on a machine that does other things too)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
