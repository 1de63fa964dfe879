"""The command `treeguide`: finds the command asked for and runs it."""

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.metadata import entry_points

from treeguide.commands import (
    WRONG_USE,
    Command,
    WrongUseError,
    check,
    completion,
    context,
    diff,
    export,
    graph,
    init,
    new,
    register,
    rename,
    routes,
    schema,
    stats,
)
from treeguide.commands.command_line import language_of, parse
from treeguide.values.shown import shown_lines

OWN: tuple[Command, ...] = (
    check.COMMAND,
    completion.COMMAND,
    diff.COMMAND,
    export.COMMAND,
    graph.COMMAND,
    init.COMMAND,
    new.COMMAND,
    register.COMMAND,
    rename.COMMAND,
    routes.COMMAND,
    schema.COMMAND,
    stats.COMMAND,
)
BESIDE = "treeguide.commands"
BROKEN_PIPE, INTERRUPTED = 141, 130


@cache
def commands() -> tuple[Command, ...]:
    """Our own commands and those of packages beside the tool, by name; one of ours is never replaced."""
    beside = {entry.name: entry.load() for entry in entry_points(group=BESIDE)}
    every = beside | {command.name: command for command in OWN}
    return tuple(every[name] for name in sorted(every))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; you get its exit code: 0 clean, 1 faults found, 2 wrong use.

    As with other commands, 141 says that whoever read the output stopped reading, and 130 that the user stopped it.
    """
    _speak_utf8()
    try:
        with _little_rubbish():
            code = _run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except WrongUseError as error:
        print(shown_lines(str(error)), file=sys.stderr)
        return WRONG_USE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return INTERRUPTED
    return code


def _run(arguments: Sequence[str]) -> int:
    try:
        given = parse(arguments, commands())
    except SystemExit as asked:  # --help or --version, which print and leave
        return int(asked.code or 0)
    command: Command = given.command
    language = language_of(arguments)
    found = context(given.project, language, given.config_file, needs_project=command.needs_project)
    return command.run(found, given)


@contextmanager
def _little_rubbish() -> Iterator[None]:
    """A command keeps nearly everything it reads: with a million values, looking for rubbish took half of its time."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 1_000)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _speak_utf8() -> None:
    """Output that no screen shows is UTF-8 on every system; a screen that lacks a character shows a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace", **({} if stream.isatty() else {"encoding": "utf-8"}))


if __name__ == "__main__":
    raise SystemExit(main())
