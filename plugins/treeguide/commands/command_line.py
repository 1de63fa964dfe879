"""Understands a command line, and says in the user's language why it cannot."""

import argparse
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from treeguide import __version__
from treeguide.commands.command import Command, WrongUseError
from treeguide.commands.help_page import about_command, about_everything, dress, page
from treeguide.config.settings import read_settings
from treeguide.reading.meant import Sort, meant
from treeguide.values.problem import closest
from treeguide.words import LANGUAGES, help_texts, messages

# What argparse says, and the word that says it in the user's language. Its texts differ a little between Pythons.
_SAID = (
    (
        r"argument (?:COMMAND|OPDRACHT): invalid choice: '?(?P<value>[^']*?)'? \(choose from (?P<known>.*)\)",
        "use-no-such-command",
    ),
    (r"argument (?P<name>-\S+): invalid choice: '?(?P<value>[^']*?)'? \(choose from (?P<known>.*)\)", "use-choice"),
    (r"argument \S+: invalid choice: '?(?P<value>[^']*?)'? \(choose from (?P<known>.*)\)", "use-choice-here"),
    (r"the following arguments are required: (?:COMMAND|OPDRACHT)", "use-no-command"),
    (r"the following arguments are required: (?P<name>.*)", "use-required"),
    (r"argument (?P<name>.+): expected .*", "use-no-value"),
    (r"argument (?P<name>.+): invalid \S+ value: '?(?P<value>[^']*)'?", "use-bad-value"),
    (r"argument (?P<name>.+): not allowed with argument (?P<value>.+)", "use-not-together"),
    (r"argument (?P<name>.+): ignored explicit argument '?(?P<value>[^']*)'?", "use-takes-none"),
)


class Parser(argparse.ArgumentParser):
    """A parser that explains itself, and says what is wrong, in the user's language."""

    def __init__(self, language: str = "nl", **settings: Any) -> None:
        super().__init__(formatter_class=page(language), allow_abbrev=False, **settings)
        self.language = language

    def error(self, message: str) -> NoReturn:
        """Raises WrongUseError."""
        words = messages(self.language)["words"]
        choices = {str(one.metavar): list(one.choices) for one in self._actions if one.choices}
        said, near = wrong_use(message, words, choices)
        raise WrongUseError(f"{said} {self._hint(near)}")

    def refuse(self, unknown: Sequence[str], given: argparse.Namespace) -> NoReturn:
        """Raises WrongUseError for what means nothing here; names the option it is, or that belongs before it."""
        words = messages(self.language)["words"]
        loose = [word for word in unknown if not word.startswith("-")]
        is_option = loose[:1] != list(unknown[:1])
        option = next((name for name in given.command.loose if getattr(given, name.lstrip("-")) is None), "")
        if option and not is_option:
            raise WrongUseError(words["use-loose"].format(name=option, value=" ".join(loose)))
        names = [name for action in self._actions for name in action.option_strings]
        near = _option(unknown[0].split("=")[0], names)
        word = "use-unknown" if is_option or near or self._has_words() else "use-only-options"
        raise WrongUseError(f"{words[word].format(value=unknown[0], command=self.prog)} {self._hint(near)}")

    def _hint(self, near: str) -> str:
        """What to do: the word that was meant, else how to find out more."""
        words = messages(self.language)["words"]
        return str(words["use-near"].format(near=near) if near else words["use-help"].format(command=self.prog))

    def _has_words(self) -> bool:
        """Whether anything but options can stand behind the command."""
        return any(not action.option_strings for action in self._actions)


def _option(word: str, names: Sequence[str]) -> str:
    """The option meant by that word; its name may be in Dutch."""
    bare = {name.lstrip("-"): name for name in names}
    return closest(word, names) or bare.get(meant(word, bare, "keys").word, "")


def wrong_use(message: str, words: Mapping[str, str], choices: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """What argparse says, in other words, and the word that was meant; without one, what there is to choose from.

    `choices` holds, for the name of each argument that has some, the words that it may be.
    """
    for pattern, word in _SAID:
        found = re.fullmatch(pattern, message)
        if found:
            given = {"name": "", "value": "", "known": "", **found.groupdict("")}
            known = [name.strip("' ") for name in given["known"].split(",") if name]
            known = known or list(choices.get(given["name"], ()))
            near = _choice(given["value"], known)
            every = "" if near or not known else f" {words['use-known'].format(known=', '.join(known))}"
            return f"{words[word].format_map(given)}{every}", near
    return words["use-other"].format(said=message), ""


def _choice(word: str, known: Sequence[str]) -> str:
    """The one that is meant, if any: also by what it is called in Dutch."""
    sorts: tuple[Sort, ...] = ("commands", "kinds", "things")
    found = (
        meant(word, [*known, "--help"] if sort == "commands" and "check" in known else known, sort) for sort in sorts
    )
    return next((one.word for one in found if one.word), "")


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
    whole = Parser(language, prog="treeguide", **about_everything(language))
    whole.add_argument("--version", action="version", version=f"treeguide {__version__}")
    headings, names = help_texts(language)["headings"], help_texts(language)["names"]
    every = whole.add_subparsers(required=True, metavar=names["COMMAND"], title=headings["commands"], prog="treeguide")
    dress(whole, language)
    own = {command.name: _add(every, command, language) for command in commands}
    given, unknown = whole.parse_known_args(arguments)
    if unknown:
        own[given.command.name].refuse(unknown, given)
    return given


def _add(every: Any, command: Command, language: str) -> Parser:
    """The parser of one command, among those of all."""
    own: Parser = every.add_parser(command.name, language=language, **about_command(command.name, language))
    complete(own, command, language)
    own.set_defaults(command=command)
    return own


def complete(parser: argparse.ArgumentParser, command: Command, language: str) -> None:
    """Gives a parser the options of a command, with those that all commands have."""
    command.options(parser)
    common = parser.add_argument_group(help_texts(language)["headings"]["common"])
    common.add_argument("--project", metavar="FOLDER", default=".")
    common.add_argument("--language", choices=LANGUAGES)
    dress(parser, language, command.name)
