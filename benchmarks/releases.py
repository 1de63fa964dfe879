"""What a guide costs with the first release and now, in turn: a build, the first time on a machine, or a check.

Usage: python benchmarks/releases.py FOLDER --first-release DIR [ROUNDS] [--check]
The guide in FOLDER is one that both can read, such as guides.py makes. DIR holds the first release (git worktree
add DIR 4404db2). Nothing that it keeps between builds is left for the next.
"""

import argparse
import shutil
import statistics
import tempfile
from pathlib import Path

from measuring import Cost, cost

# The first release has its plugin in another module than the one that is installed here.
_FIRST = """
from importlib.metadata import EntryPoint
from mkdocs import plugins
there = {**plugins.get_plugins(), "treeguide": EntryPoint("treeguide", "treeguide.mkdocs_plugin:TreeguidePlugin", "")}
plugins.get_plugins = lambda: there
from mkdocs.__main__ import cli
cli()
"""


def built(folder: Path, release: Path | None) -> Cost:
    """What a build took, of the first release in that folder or of what is installed."""
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(folder, project := Path(name) / "project", ignore=shutil.ignore_patterns(".cache", "site"))
        told = ("-c", _FIRST) if release else ("-m", "mkdocs")
        return cost(project, *told, "build", "--quiet", modules=release and release / "plugins")


def checked(folder: Path, release: Path | None) -> Cost:
    """What a check took; it may end with errors."""
    module = "treeguide.cli" if release else "treeguide.commands.cli"
    return cost(folder, "-m", module, "check", worst=1, modules=release and release / "plugins")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("rounds", nargs="?", type=int, default=3)
    parser.add_argument("--first-release", type=Path, required=True)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    done = checked if given.check else built
    releases = {"first release": given.first_release.resolve(), "now": None}
    costs: dict[str, list[Cost]] = {name: [] for name in releases}
    with tempfile.TemporaryDirectory() as small:
        cost(Path(small), str(Path(__file__).with_name("guides.py")), small, "--key", "24")
        for release in releases.values():
            done(Path(small), release)  # compiles what is needed
    for _ in range(given.rounds):
        for name, release in releases.items():
            costs[name].append(done(given.folder, release))
            print(f"{name:14}{costs[name][-1].seconds:8.2f} s CPU {costs[name][-1].megabytes:6} MB", flush=True)
    ratios = [now.seconds / first.seconds for first, now in zip(*costs.values(), strict=True)]
    least = min(one.seconds for one in costs["now"]) / min(one.seconds for one in costs["first release"])
    spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
    print(f"now ÷ first: {statistics.median(ratios):.2f} ({spread}); of the least {least:.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
