"""From saving a file to seeing it, while `mkdocs serve` runs: how long until the server answers with what was typed.

Usage: python benchmarks/serving.py <folder of a project> [edits]
The project is copied. Edits go to the text and the title of a lesson and to an option of a tree, in turn; what is asked
for is the page of the lesson, the list of all lessons, and the page of the guide.
"""

import contextlib
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

GOALS = "at most 0.6 s at 1,000 lessons, 2 s at 5,000"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def page(address: str) -> str:
    with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=600) as answer:  # noqa: S310 (our own)
        return str(answer.read().decode())
    return ""


def until(address: str, text: str) -> float:
    """Seconds until that page holds the text."""
    start = time.monotonic()
    while text not in page(address):
        if time.monotonic() - start > 600:
            raise TimeoutError(f"{text} does not appear at {address}")
        time.sleep(0.02)
    return time.monotonic() - start


def edited(path: Path, pattern: str, new: str) -> None:
    text, count = re.subn(pattern, new, path.read_text("utf-8"), count=1, flags=re.M)
    if not count:
        raise ValueError(f"{path}: nothing to edit")
    path.write_text(text, "utf-8")


def main() -> int:
    source, edits = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as name:
        project = Path(name) / "project"
        shutil.copytree(source, project, ignore=shutil.ignore_patterns("site", ".cache", ".venv", ".git"))
        lesson = sorted((project / "lessons").rglob("*.md"))[0]
        tree = sorted((project / "decision_trees").glob("*.yml"))[0]
        base = f"http://127.0.0.1:{(port := free_port())}"
        command = [
            sys.executable,
            "-m",
            "mkdocs",
            "serve",
            "--livereload",
            "--quiet",
            "--dev-addr",
            f"127.0.0.1:{port}",
        ]
        server = subprocess.Popen(command, cwd=project, env=dict(os.environ))
        try:
            found = re.search(r"^site_url:\s*https?://[^/]+(/\S*)", (project / "mkdocs.yml").read_text("utf-8"), re.M)
            top = base + (found[1] if found else "/")
            start = time.monotonic()
            until(top, "<html")
            count = len(list(project.rglob("*.md")))
            print(f"first build               {time.monotonic() - start:.2f} s, {count} files of Markdown")
            measure(top, lesson, tree, edits)
        finally:
            server.terminate()
            server.wait()
    print(f"goal                      {GOALS}")
    return 0


def measure(top: str, lesson: Path, tree: Path, edits: int) -> None:
    at = {"lesson": f"{top}lessen/{lesson.stem}/", "list": f"{top}lessen/", "guide": f"{top}wegwijzers/{tree.stem}/"}
    seconds: dict[str, list[float]] = {}
    for number in range(edits):
        lesson.write_text(lesson.read_text("utf-8") + f"\nZin{number}zin.\n", "utf-8")
        seconds.setdefault("text of a lesson", []).append(until(at["lesson"], f"Zin{number}zin"))
        edited(lesson, r"^title: .*$", f"title: Titel{number}titel")
        seconds.setdefault("title of a lesson", []).append(until(at["lesson"], f"Titel{number}titel"))
        seconds.setdefault("the list of all, after that", []).append(until(at["list"], f"Titel{number}titel"))
        edited(tree, r"^( +)text: .*$", rf"\g<1>text: Vraag{number}vraag?")
        seconds.setdefault("question of a tree", []).append(until(at["guide"], f"Vraag{number}vraag"))
    for what, found in seconds.items():
        print(f"{what:<26}{statistics.median(found):.2f} s (median of {len(found)}; at most {max(found):.2f})")


if __name__ == "__main__":
    raise SystemExit(main())
