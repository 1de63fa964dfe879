"""`treeguide diff`: tell what a change does to readers."""

import argparse
import os
import sys

from treeguide.commands.command import CLEAN, Command, Context, WrongUseError
from treeguide.commands.revision import UnknownRevisionError, find_revision, project_at
from treeguide.commands.terminal import screen
from treeguide.diff import as_markdown, as_text, difference

FORMATS = {"text": as_text, "markdown": as_markdown}


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("revision", metavar="REV", help="a git revision: a branch, a tag, a commit")
    parser.add_argument("--format", choices=list(FORMATS), default="text", help="how to print (default: text)")


def _run(context: Context, given: argparse.Namespace) -> int:
    try:
        revision = find_revision(context.root, given.revision)
        with context.busy("busy-reading"):
            before = project_at(context.root, revision)
    except UnknownRevisionError as error:
        words = {"revision": given.revision, "reason": error}
        raise WrongUseError(context.words["diff-no-revision"].format(**words)) from error
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


COMMAND = Command(
    "diff",
    "tell what a change does to readers",
    """\
Compare the trees and lessons in this folder with those of a git revision, and tell what the change does to readers:
which routes now end in another situation, which answers are new or gone, which lessons were added to or dropped from
which situations, which addresses appear, move or go, which examples end elsewhere, and which texts read differently.

Routes are compared by their answers: a reader who answers the same questions the same way, comes where? A question that
is new, gone or asked in another order changes nothing as long as those readers still end where they ended. Things are
the same when they have the same id, when the old id is among the aliases, or when they read exactly the same.

Nothing is checked out, and nothing in the revision is run. With --format markdown the outcome is fit for the summary of
a pull request on GitHub, with a drawing of the changed part of each tree.

Exit code: 0 when it could compare, whatever it found; 2 wrong use, such as a revision that git does not know.""",
    _options,
    _run,
    (
        ("diff main", "What does my branch change, compared with main?"),
        ("diff HEAD", "What did I change since my last commit?"),
        ("diff HEAD~1 --format markdown", "The same for the last commit, as text for a pull request."),
    ),
)
