"""The pages that `--help` prints, and what is said when a command line cannot be understood."""

import argparse
import re
import shutil
import textwrap
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from treeguide import __version__
from treeguide.commands.command import Command, WrongUseError
from treeguide.problem import closest
from treeguide.settings import read_settings
from treeguide.words import LANGUAGES, messages

ABOUT = """\
Decision trees and lessons, compiled into a guide: check what people wrote, start something new, and see what it means
for readers.

Every command works on the project in this folder, or in the one that --project names: the folder that holds mkdocs.yml,
decision_trees/ and lessons/. Options of the plugin in mkdocs.yml, such as other folder names, count here too."""

EXAMPLES = (
    ("check", "Is everything all right? If not: what, where, and what would be right."),
    ("new lesson", "Start a lesson; the command asks what it needs."),
    ("COMMAND --help", "Everything about one command, with examples."),
)
EXIT_CODES = (
    ("0", "done, nothing wrong"),
    ("1", "faults were found, or part of what was asked could not be given"),
    ("2", "wrong use: a command, option or file that is not there"),
)
ENVIRONMENT = (
    ("NO_COLOR", "when set, no colours; without it there are colours on a terminal only"),
    ("COLUMNS", "how wide the terminal is; long messages wrap there, in a file or pipe they do not"),
)
# What argparse says, and the word that says it in the user's language. Its texts differ a little between Pythons.
_SAID = (
    (r"argument COMMAND: invalid choice: '?(?P<value>[^']*?)'? \(choose from (?P<known>.*)\)", "use-no-such-command"),
    (r"argument (?P<name>\S+): invalid choice: '?(?P<value>[^']*?)'? \(choose from (?P<known>.*)\)", "use-choice"),
    (r"the following arguments are required: COMMAND", "use-no-command"),
    (r"the following arguments are required: (?P<name>.*)", "use-required"),
    (r"argument (?P<name>.+): expected .*", "use-no-value"),
    (r"argument (?P<name>.+): invalid \S+ value: '?(?P<value>[^']*)'?", "use-bad-value"),
    (r"argument (?P<name>.+): not allowed with argument (?P<value>.+)", "use-not-together"),
    (r"argument (?P<name>.+): ignored explicit argument '?(?P<value>[^']*)'?", "use-takes-none"),
)


class Parser(argparse.ArgumentParser):
    """A parser that keeps the layout of its texts and says what is wrong in the user's language."""

    def __init__(self, language: str = "nl", **settings: Any) -> None:
        width = page_width()
        look = partial(argparse.RawDescriptionHelpFormatter, width=width, max_help_position=min(26, width // 3))
        super().__init__(formatter_class=look, allow_abbrev=False, **settings)
        self.language = language

    def error(self, message: str) -> NoReturn:
        """Raises WrongUseError."""
        words = messages(self.language)["words"]
        raise WrongUseError(f"{wrong_use(message, words)} {words['use-help'].format(command=self.prog)}")

    def refuse(self, unknown: str) -> NoReturn:
        """Raises WrongUseError for something on the command line that means nothing here; names the nearest option."""
        words = messages(self.language)["words"]
        near = closest(unknown.split("=")[0], [name for action in self._actions for name in action.option_strings])
        hint = words["use-near"].format(near=near) if near else words["use-help"].format(command=self.prog)
        raise WrongUseError(f"{words['use-unknown'].format(value=unknown)} {hint}")


def wrong_use(message: str, words: Mapping[str, str]) -> str:
    """What argparse says, in other words; for a choice the nearest one is named."""
    for pattern, word in _SAID:
        found = re.fullmatch(pattern, message)
        if found:
            given = found.groupdict("")
            known = [name.strip("' ") for name in given.get("known", "").split(",")]
            near = closest(given.get("value", ""), known)
            said = words[word].format_map({"name": "", "value": "", **given, "known": ", ".join(known)})
            return f"{said} {words['use-near'].format(near=near)}" if near else said
    return words["use-other"].format(said=message)


def language_of(arguments: Sequence[str]) -> str:
    """The language to speak before the command line is understood: as asked, else the project's own."""
    first = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    first.add_argument("--project", nargs="?", default=".")
    first.add_argument("--language", nargs="?")
    given, _ = first.parse_known_args(arguments)
    if given.language in LANGUAGES:
        return str(given.language)
    try:
        found = read_settings(Path(given.project or ".")).language
    except ValueError:
        return "nl"
    return found if found in LANGUAGES else "nl"


def parse(arguments: Sequence[str], commands: Sequence[Command]) -> argparse.Namespace:
    """What was asked; the command itself in `command`. Raises WrongUseError, and SystemExit after --help."""
    language = language_of(arguments)
    whole = Parser(
        language,
        prog="treeguide",
        usage="treeguide COMMAND [OPTIONS]",
        description=paragraphs(ABOUT),
        epilog=_sections({"examples": _examples(EXAMPLES), "exit codes": EXIT_CODES, "environment": ENVIRONMENT}),
    )
    whole.add_argument("--version", action="version", version=f"treeguide {__version__}", help="print the version")
    every = whole.add_subparsers(required=True, metavar="COMMAND", title="commands", prog="treeguide")
    own = {command.name: _add(every, command, language) for command in commands}
    given, unknown = whole.parse_known_args(arguments)
    if unknown:
        own[given.command.name].refuse(unknown[0])
    return given


def _add(every: Any, command: Command, language: str) -> Parser:
    """The parser of one command, with the options that all commands have."""
    examples = _sections({"examples": _examples(command.examples)}) if command.examples else None
    own: Parser = every.add_parser(
        command.name,
        help=command.line,
        description=paragraphs(command.about),
        epilog=examples,
        language=language,
    )
    command.options(own)
    common = own.add_argument_group("common options")
    common.add_argument("--project", metavar="FOLDER", default=".", help="the project's folder (default: this one)")
    common.add_argument("--language", choices=LANGUAGES, help="language of messages (default: as in mkdocs.yml)")
    own.set_defaults(command=command)
    return own


def page_width() -> int:
    """How wide a page of help is: as the terminal, but never so wide that it reads badly."""
    return max(40, min(100, shutil.get_terminal_size((80, 24)).columns - 2))


def paragraphs(text: str) -> str:
    """The paragraphs wrapped at the width of a page; indented lines are rows of a list, and stay rows."""
    parts = text.strip("\n").split("\n\n")
    return "\n\n".join(_list(part) if part.startswith(" ") else _filled(part) for part in parts)


def _list(part: str) -> str:
    rows = part.split("\n")
    return "\n".join(_filled(row, rest=" " * 12) for row in rows)


def _examples(examples: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((f"treeguide {line}", gives) for line, gives in examples)


def _sections(sections: Mapping[str, Sequence[tuple[str, str]]]) -> str:
    """Headings with rows under them: a name, and on the next line what it is; short names on the same line."""
    return "\n\n".join(f"{heading}:\n" + "\n".join(_row(*row) for row in rows) for heading, rows in sections.items())


def _row(name: str, about: str) -> str:
    if len(name) <= 9:
        return _filled(about, f"  {name:<10}", " " * 12)
    return f"  {name}\n" + _filled(about, " " * 6, " " * 6)


def _filled(text: str, first: str = "", rest: str = "") -> str:
    return textwrap.fill(text, page_width(), initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
