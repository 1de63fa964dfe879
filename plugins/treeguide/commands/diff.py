"""`treeguide diff`: tell what a change does to readers."""

import argparse
import os
import sys

from treeguide.commands.command import CLEAN, Command, Context, WrongUseError
from treeguide.commands.revision import UnknownRevisionError, find_revision, project_at
from treeguide.commands.terminal import screen
from treeguide.compare import as_markdown, as_text, difference

FORMATS = {"text": as_text, "markdown": as_markdown}


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("revision", metavar="REV")
    parser.add_argument("--format", choices=list(FORMATS), default="text")


def _run(context: Context, given: argparse.Namespace) -> int:
    try:
        revision = find_revision(context.root, given.revision)
        with context.busy("busy-reading"):
            before = project_at(context.root, revision)
    except UnknownRevisionError as error:
        raise WrongUseError(context.words[error.word].format(revision=given.revision, reason=error)) from error
    except ValueError as error:
        raise WrongUseError(context.words["bad-config"].format(reason=f"{given.revision}: {error}")) from error
    after = context.project()
    with context.busy("busy-comparing"):
        found = difference(before, after)
        since = {"revision": given.revision, "commit": revision.short, "day": revision.day}
        lines = FORMATS[given.format](found, context.language, since)
    shown = screen(sys.stdout, os.environ)
    for line in lines:
        print(shown.wrapped(line, " " * (len(line) - len(line.lstrip()) + 2)) if given.format == "text" else line)
    return CLEAN


COMMAND = Command("diff", _options, _run)
