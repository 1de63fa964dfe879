"""`treeguide init`: a guide to begin with, in a folder of its own or beside the pages of a site that exists."""

import argparse
import sys
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from treeguide.commands import CLEAN, Command, Context, WrongUseError
from treeguide.config.file import found_in
from treeguide.words import LANGUAGES

NEEDED = ("decision_trees/", "lessons/", "register.yml")  # what a site that exists lacks


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", nargs="?", default=".", metavar="DIR")
    parser.add_argument("--name")


def _run(context: Context, given: argparse.Namespace) -> int:
    root, language = Path(given.project) / given.folder, context.language
    config = found_in(root, Path.read_bytes)
    name = given.name or _asked(context) or context.words["init-name"]
    if '"' in name or not name.isprintable():
        raise WrongUseError(context.words["init-bad-name"])
    wanted = {path: text.replace("@name@", name) for path, text in _starter(language)}
    if config:
        wanted = {path: text for path, text in wanted.items() if path.startswith(NEEDED)}
    taken = {path.split("/")[0] for path in wanted if (root / path.split("/")[0]).exists()}
    made = {path: text for path, text in wanted.items() if path.split("/")[0] not in taken}
    for path, text in made.items():
        context.write(root / path, text, root)
        print(path)
    _explain(context, config, sorted(taken))
    return CLEAN


def _asked(context: Context) -> str:
    """What somebody at a terminal calls the guide."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return ""
    print(f"{context.words['init-ask']} [{context.words['init-name']}]: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def _explain(context: Context, config: Path | None, taken: list[str]) -> None:
    """Say what was left as it was, and what to do next."""
    if taken:
        print(context.words["init-kept"].format(names=", ".join(taken)), file=sys.stderr)
    print(context.words["init-beside" if config else "init-next"].format(file=config), file=sys.stderr)


def _starter(language: str) -> Iterator[tuple[str, str]]:
    """Every file of a new guide in that language, by its path; the name of the guide is still to be filled in."""
    folder = resources.files("treeguide") / "commands" / "init"
    yield from _below(folder / "any", "")
    yield from _below(folder / (language if language in LANGUAGES else "en"), "")


def _below(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        inner = path + entry.name.replace("dot_", ".")
        if entry.is_dir():
            yield from _below(entry, f"{inner}/")
        else:
            yield inner, entry.read_text("utf-8")


COMMAND = Command("init", _options, _run, needs_project=False)
