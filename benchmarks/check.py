"""What `treeguide check` costs: whole processes, with the CPU seconds and the most memory each of them took.

Usage: python benchmarks/check.py [--large]
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from guides import QUESTIONS, key, write, write_guide

ROOT = Path(__file__).resolve().parent.parent
LARGE = 100_000  # questions


def measured(folder: Path, *command: str) -> tuple[float, int]:
    """CPU seconds and megabytes of one process; it may end with any exit code but that of a crash."""
    program = [sys.executable, "-c", _TELLING, *command]
    found = subprocess.run(program, cwd=folder, check=True, env=os.environ, stdout=subprocess.PIPE, text=True)
    seconds, kilobytes = found.stdout.split()[-2:]
    return float(seconds), int(kilobytes) // 1024


# Peak memory of children is the peak of all of them: so each one is measured by a process of its own.
_TELLING = """
import resource, subprocess, sys
code = subprocess.run([sys.executable, *sys.argv[1:]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
sys.exit(code not in (0, 1))
"""


def row(name: str, folder: Path, goal: str, command: Sequence[str] = ("-m", "treeguide.cli", "check")) -> None:
    seconds, megabytes = measured(folder, *command)
    print(f"{name:44} {seconds:6.2f} s CPU {megabytes:6} MB   {goal}", flush=True)


def main() -> int:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        row("start of Python and pydantic", ROOT, "", ("-c", "import treeguide.cli; import pydantic.main"))
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
