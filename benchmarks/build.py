"""What the plugin costs: the whole build with it against a build of the same pages as plain Markdown without it.

Both are whole processes, run in turn in one go; what counts is the ratio of their CPU seconds, pair by pair.
Usage: python benchmarks/build.py [pairs]
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

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


def plain_site(target: Path) -> None:
    """Everything the plugin would generate as files in docs/, with a configuration that does not name it."""
    settings = read_settings(ROOT)
    project = Project(read_library(settings.folders(ROOT)), settings.folders(ROOT))
    docs = target / "docs"
    shutil.copytree(ROOT / "docs", docs)
    shutil.copytree(ROOT / "overrides", target / "overrides")
    for page in pages.all_pages(project, settings):
        path = docs / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.text(), "utf-8")
    for name, content in {**assets.files(), **pages.extra_files(project, settings)}.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    config = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Loader=_Tolerant)  # noqa: S506 (a safe loader)
    config["plugins"] = [plugin for plugin in config["plugins"] if "treeguide" not in str(plugin)]
    config["extra_css"] = [*config.get("extra_css", []), *(name for name in assets.loaded() if name.endswith(".css"))]
    config.pop("watch", None)
    (target / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), "utf-8")


def seconds(folder: Path, site: Path) -> float:
    """CPU seconds of one whole build."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    subprocess.run(command, cwd=folder, check=True, env=environment, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        plain_site(scratch / "plain")
        seconds(ROOT, scratch / "warm-up")
        ours, theirs = [], []
        for _ in range(pairs):
            ours.append(seconds(ROOT, scratch / "ours"))
            theirs.append(seconds(scratch / "plain", scratch / "theirs"))
        count = len(list((scratch / "ours").rglob("*.html")))
    ratios = [own / other for own, other in zip(ours, theirs, strict=True)]
    print(f"pages                     {count}")
    print(f"with treeguide            {statistics.median(ours):.2f} s CPU (median of {pairs})")
    print(f"same pages, plain         {statistics.median(theirs):.2f} s CPU")
    spread = f"{min(ratios):.3f} to {max(ratios):.3f}"
    print(f"ratio                     {statistics.median(ratios):.3f} (goal: at most {GOAL}; {spread})")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
