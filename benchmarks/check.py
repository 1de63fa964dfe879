"""What `treeguide check` costs: whole processes, with the CPU seconds and the most memory each of them took.

Usage: python benchmarks/check.py [--large]
"""

import shutil
import sys
import tempfile
from pathlib import Path

from guides import QUESTIONS, key, write, write_guide
from measuring import cost

ROOT = Path(__file__).resolve().parent.parent
LARGE = 100_000  # questions


def row(name: str, folder: Path, goal: str, *command: str) -> None:
    told = command or ("-m", "treeguide.commands.cli", "check")
    cost(ROOT, "-c", "import treeguide.commands.cli, pydantic.main, treeguide.report")
    found = cost(folder, *told, worst=1)
    print(f"{name:44} {found.seconds:6.2f} s CPU {found.megabytes:6} MB   {goal}", flush=True)


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        row("start of Python and pydantic", ROOT, "", "-c", "import treeguide.commands.cli, pydantic.main")
        row("check: our own guide", ROOT, "goal: the line above and 1 s")
        thousand = scratch / "thousand"
        shutil.copytree(ROOT / "decision_trees", thousand / "decision_trees")
        shutil.copytree(ROOT / "lessons", thousand / "lessons")
        write_guide(thousand, 1_000, lists=False)
        with (thousand / "lessons/sources.yml").open("a", encoding="utf-8") as sources:
            sources.writelines(f"\nbron-{number}: {{title: Bron {number}}}\n" for number in range(1_000 // 20))
        row("check: 1,000 lessons and our trees", thousand, "goal: 2 s")
        if "--large" in sys.argv:
            write(scratch / "one", "decision_trees/sleutel.yml", key(LARGE * 11 // 10))
            row(f"check: {LARGE:,} questions, one file", scratch / "one", "goal: 15 s, 1,500 MB")
            files = -(-LARGE // QUESTIONS)
            write_guide(scratch / "many", trees=files, outcomes=1_000)
            row(f"check: {LARGE:,} questions, {files:,} files", scratch / "many", "goal: 15 s, 1,500 MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
