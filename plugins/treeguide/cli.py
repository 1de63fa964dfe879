"""The command `treeguide`: finds the command asked for and runs it."""

import argparse
import sys
from collections.abc import Sequence

from treeguide import __version__
from treeguide.commands import check
from treeguide.commands.command import WRONG_USE, Command, WrongUseError, context
from treeguide.words import LANGUAGES

COMMANDS: tuple[Command, ...] = (check.COMMAND,)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; you get its exit code: 0 clean, 1 faults found, 2 wrong use."""
    given = _parser().parse_args(arguments)
    command: Command = given.command
    try:
        return command.run(context(given.project, given.language), given)
    except WrongUseError as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    except BrokenPipeError:
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="treeguide", description="Decision trees and lessons, compiled into a guide.")
    parser.add_argument("--version", action="version", version=f"treeguide {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", title="commands")
    for command in COMMANDS:
        own = commands.add_parser(command.name, help=command.line, description=command.about)
        command.options(own)
        own.add_argument("--project", metavar="FOLDER", default=".", help="the project's folder (default: this one)")
        own.add_argument("--language", choices=LANGUAGES, help="language of messages (default: as in mkdocs.yml)")
        own.set_defaults(command=command)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
