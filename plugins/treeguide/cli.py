"""The command `treeguide`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from treeguide import __version__, report
from treeguide.checks import Project, check
from treeguide.library import read_library
from treeguide.settings import Settings, read_settings
from treeguide.words import LANGUAGES, messages

CLEAN, FAULTS, WRONG_USE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; you get its exit code: 0 clean, 1 errors (or warnings with --strict), 2 wrong use."""
    parser = _parser()
    given = parser.parse_args(arguments)
    root = Path(given.folder)
    try:
        settings = read_settings(root)
    except ValueError as error:
        print(messages(given.language or "nl")["words"]["bad-config"].format(reason=error), file=sys.stderr)
        return WRONG_USE
    language = given.language or (settings.language if settings.language in LANGUAGES else "nl")
    folders = settings.folders(root)
    if not (folders.root / folders.trees).is_dir() and not (folders.root / folders.lessons).is_dir():
        words = {"trees": folders.trees, "lessons": folders.lessons}
        print(messages(language)["words"]["no-project"].format(**words), file=sys.stderr)
        return WRONG_USE
    return _check(root, settings, language, given.format, given.strict)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="treeguide", description="Decision trees and lessons, compiled into a guide.")
    parser.add_argument("--version", action="version", version=f"treeguide {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    checking = commands.add_parser(
        "check",
        help="report everything that is wrong in the trees and lessons",
        description="Report everything that is wrong in the trees and lessons of a project, at its place, with what "
        "would be right. Exit code: 0 clean, 1 errors (or warnings with --strict), 2 wrong use.",
    )
    checking.add_argument("folder", nargs="?", default=".", help="the project's folder (default: this one)")
    checking.add_argument("--strict", action="store_true", help="let warnings fail the check too")
    checking.add_argument(
        "--format", choices=sorted(report.FORMATS), default="text", help="how to print (default: text)"
    )
    checking.add_argument("--language", choices=LANGUAGES, help="language of the messages (default: as in mkdocs.yml)")
    return parser


def _check(root: Path, settings: Settings, language: str, format_: str, strict: bool) -> int:
    library = read_library(settings.folders(root))
    found = check(Project(library, settings.folders(root), settings.section_limit))
    if found or format_ == "json":
        print(report.FORMATS[format_](found, language))
    errors = sum(one.is_error for one in found)
    words = messages(language)["words"]
    files = {document.path for document in library.documents} | {one.place.document.path for one in found}
    counts = {"trees": len(library.trees), "outcomes": len(library.situations), "lessons": len(library.lessons)}
    summary = (
        words["found"].format(
            errors=errors, warnings=len(found) - errors, files=len({one.place.document.path for one in found})
        )
        if found
        else words["clean"].format(files=len(files), **counts)
    )
    print(summary, file=sys.stderr)
    return FAULTS if errors or (strict and found) else CLEAN


if __name__ == "__main__":
    raise SystemExit(main())
