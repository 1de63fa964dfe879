"""Whether a build grows in a straight line: guides of 1,000 and 5,000 lessons, with trees and situations to match.

Usage: python benchmarks/growth.py [SMALL LARGE]
"""

import sys
import tempfile
from pathlib import Path

from guides import write_guide
from measuring import built

GOAL = 5.3 / 5  # how much more the large one may take for each lesson


def main() -> int:
    small, large = (int(one) for one in sys.argv[1:3]) if len(sys.argv) > 2 else (1_000, 5_000)
    found = []
    with tempfile.TemporaryDirectory() as name:
        for lessons in (small, large):
            folder = Path(name) / str(lessons)
            write_guide(folder, lessons, trees=lessons // 100, outcomes=lessons // 10)
            took = built(folder, folder / "site")
            count = len(list((folder / "site").rglob("*.html")))
            row = f"{lessons:6,} lessons, {count:6,} pages   {took.seconds:7.2f} s CPU   {took.megabytes:5} MB"
            print(row, flush=True)
            found.append(took)
    before, after = found
    goal = GOAL * large / small
    print(f"time({large:,})/time({small:,})          {after.seconds / before.seconds:.2f} (goal: at most {goal:.2f})")
    more = (after.megabytes - before.megabytes) * 1024 / (large - small)
    print(f"memory                    {before.megabytes} MB, and {more:.0f} kB for each lesson more")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
