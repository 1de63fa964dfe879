"""A command line becomes what was asked, a page of help, or why not, in the user's language."""

import argparse
import os
import re
import shutil
import textwrap
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from treeguide import __version__
from treeguide.commands import Command, WrongUseError
from treeguide.config.file import ConfigError
from treeguide.config.setup import read_setup
from treeguide.library import has_sources
from treeguide.reading.meant import meant
from treeguide.values.closest import closest
from treeguide.words import LANGUAGES, help_texts, key_words, messages, other_names, spoken

NARROW = 60


class _Page(argparse.RawDescriptionHelpFormatter):
    """A page that keeps the layout of its texts, with `usage` in the user's language."""

    def __init__(self, prog: str, usage: str, options: str, **settings: Any) -> None:
        width = page_width()
        super().__init__(prog, width=width, max_help_position=min(26, width // 3), **settings)
        self._usage_word, self._options = usage, options
        self._is_narrow = width < NARROW

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        if usage is None and self._is_narrow:
            named = [self._format_args(one, str(one.metavar)) for one in actions if not one.option_strings]
            usage = " ".join([self._prog, *named, f"[{self._options}]"])
        super().add_usage(usage, actions, groups, self._usage_word if prefix is None else prefix)


def page(language: str) -> Any:
    """What argparse makes a page with, in that language."""
    texts = help_texts(language)
    return partial(_Page, usage=texts["usage"], options=texts["headings"]["options"].upper())


def about_everything(language: str) -> dict[str, str]:
    """The texts of the page about all commands, as argparse calls them."""
    texts = help_texts(language)
    parts = {"examples": _examples(texts["examples"]), "codes": texts["codes"], "environment": texts["environment"]}
    return {
        "usage": texts["whole-usage"],
        "description": paragraphs(texts["about"]),
        "epilog": _sections(parts, texts["headings"]),
    }


def about_command(own: Mapping[str, Any], language: str) -> dict[str, str]:
    """The texts of the page about one command, as argparse calls them."""
    return {
        "help": own["line"],
        "description": paragraphs(own["about"]),
        "epilog": _sections({"examples": _examples(own["examples"])}, help_texts(language)["headings"]),
    }


def dress(parser: argparse.ArgumentParser, language: str, own: Mapping[str, str]) -> None:
    """Gives every option of a parser its text, and every value and heading its name in that language.

    `own` are the texts of options that not all commands have.
    """
    texts = help_texts(language)
    told = {**texts["common"], **own}
    parser._positionals.title = texts["headings"]["arguments"]
    parser._optionals.title = texts["headings"]["options"]
    for action in parser._actions:
        if action.dest in told:
            action.help = told[action.dest]
        if action.nargs != 0 and (action.metavar or not action.choices):
            value = str(action.metavar or action.dest.upper())
            action.metavar = texts["names"].get(value, value)


def page_width() -> int:
    """How wide a page of help is: as the terminal, but never so wide that it reads badly."""
    return max(40, min(100, shutil.get_terminal_size((80, 24)).columns - 2))


def paragraphs(text: str) -> str:
    """The paragraphs wrapped at the width of a page; indented lines are rows of a list, and stay rows."""
    parts = text.strip("\n").split("\n\n")
    return "\n\n".join(_list(part) if part.startswith(" ") else _filled(part) for part in parts)


def _list(part: str) -> str:
    rows = part.split("\n")
    return "\n".join(_filled(row, rest=" " * len((re.match(r"\s*\S+\s+", row) or [""])[0])) for row in rows)


def _examples(examples: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    return [(f"treeguide {line}", gives) for line, gives in examples]


def _sections(sections: Mapping[str, Sequence[Sequence[str]]], headings: Mapping[str, str]) -> str:
    """Headings with rows under them: a name, and on the next line what it is; short names on the same line."""
    return "\n\n".join(f"{headings[key]}:\n" + "\n".join(_row(*row) for row in rows) for key, rows in sections.items())


def _row(name: str, about: str) -> str:
    if len(name) <= 9:
        return _filled(about, f"  {name:<10}", " " * 12)
    return f"  {name}\n" + _filled(about, " " * 6, " " * 6)


def _filled(text: str, first: str = "", rest: str = "") -> str:
    return textwrap.fill(text, page_width(), initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


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

_FILE = ("-f", "--config-file")  # as MkDocs has it


class Parser(argparse.ArgumentParser):
    """A parser that explains itself, and says what is wrong, in the user's language.

    `commands` are those that can stand behind it, so that it knows what people type for each.
    """

    def __init__(self, language: str = "nl", commands: Sequence[Command] = (), **settings: Any) -> None:
        super().__init__(formatter_class=page(language), allow_abbrev=False, **settings)
        self.language, self._commands = language, commands

    def error(self, message: str) -> NoReturn:
        """Raises WrongUseError."""
        words = messages(self.language)["words"]
        choices = {str(one.metavar): list(one.choices) for one in self._actions if one.choices}
        others = {one.name: one.also for one in self._commands}
        said, near = wrong_use(message, words, choices, others)
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
    return closest(word, names) or bare.get(meant(word, bare, key_words()["also"]).word, "")


def wrong_use(
    message: str,
    words: Mapping[str, str],
    choices: Mapping[str, Sequence[str]],
    commands: Mapping[str, Sequence[str]],
) -> tuple[str, str]:
    """What argparse says, in other words, and the word that was meant; without one, what there is to choose from.

    `choices` holds, for the name of each argument that has some, the words that it may be; `commands`, where one stands
    in that place, what people type for each.
    """
    for pattern, word in _SAID:
        found = re.fullmatch(pattern, message)
        if found:
            given = {"name": "", "value": "", "known": "", **found.groupdict("")}
            known = [name.strip("' ") for name in given["known"].split(",") if name]
            known = known or list(choices.get(given["name"], ()))
            near = _choice(given["value"], known, commands)
            every = "" if near or not known else f" {words['use-known'].format(known=', '.join(known))}"
            return f"{words[word].format_map(given)}{every}", near
    return words["use-other"].format(said=message), ""


def _choice(word: str, known: Sequence[str], commands: Mapping[str, Sequence[str]]) -> str:
    """The one that is meant, if any: also by what it is called in Dutch."""
    of_help = [name for language in LANGUAGES for name in help_texts(language)["also"]]
    first = {**commands, "--help": of_help} if commands.keys() & {*known} else {}
    found = meant(word, [*known, *first], first)
    others = (meant(word, known, other_names()[sort]) for sort in ("kinds", "things"))
    return next((one.word for one in (found, *others) if one.word), "")


def language_of(arguments: Sequence[str]) -> str:
    """The language to speak: as asked, else the project's own, else that of the user's surroundings."""
    first = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    first.add_argument("--project", nargs="?", default=".")
    first.add_argument(*_FILE, nargs="?")
    first.add_argument("--language", nargs="?")
    given, _ = first.parse_known_args(arguments)
    if given.language in LANGUAGES:
        return str(given.language)
    try:
        setup = read_setup(Path(given.project or "."), given.config_file, os.environ)
    except ConfigError:
        return _language_around(os.environ)
    is_project = setup.file or has_sources(setup.folders)
    return spoken(setup.settings.language) if is_project else _language_around(os.environ)


def _language_around(environment: Mapping[str, str]) -> str:
    """The language that the user's system speaks; Dutch where it names none."""
    named = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    place = next((one for one in named if one), "C")
    return "nl" if place.startswith(("nl", "C.", "POSIX")) or place == "C" else "en"


def parse(arguments: Sequence[str], commands: Sequence[Command]) -> argparse.Namespace:
    """What was asked; the command in `command`, all in `every`. Raises WrongUseError, SystemExit after --help."""
    language = language_of(arguments)
    whole = Parser(language, commands, prog="treeguide", **about_everything(language))
    whole.add_argument("--version", action="version", version=f"treeguide {__version__}")
    _add_common(whole, language, is_first=True)
    headings, names = help_texts(language)["headings"], help_texts(language)["names"]
    every = whole.add_subparsers(required=True, metavar=names["COMMAND"], title=headings["commands"], prog="treeguide")
    dress(whole, language, {})
    own = {command.name: _add(every, command, language) for command in commands}
    given, unknown = whole.parse_known_args(_command_first(arguments, list(own)))
    given.every = commands
    if unknown:
        own[given.command.name].refuse(unknown, given)
    return given


def _add(every: Any, command: Command, language: str) -> Parser:
    """The parser of one command, among those of all."""
    own: Parser = every.add_parser(command.name, language=language, **about_command(command.help(language), language))
    complete(own, command, language)
    own.set_defaults(command=command)
    return own


def complete(parser: argparse.ArgumentParser, command: Command, language: str) -> None:
    """Gives a parser the options of a command, with those that all commands have."""
    command.options(parser)
    _add_common(parser, language)
    dress(parser, language, command.help(language)["options"])


def _add_common(parser: argparse.ArgumentParser, language: str, *, is_first: bool = False) -> None:
    """The options of every command, which may stand before it too: what stands behind it goes first."""
    common = parser.add_argument_group(help_texts(language)["headings"]["common"])
    common.add_argument("--project", metavar="FOLDER", default="." if is_first else argparse.SUPPRESS)
    common.add_argument(*_FILE, metavar="FILE", default=None if is_first else argparse.SUPPRESS)
    common.add_argument("--language", choices=LANGUAGES, default=None if is_first else argparse.SUPPRESS)


def _command_first(arguments: Sequence[str], names: Sequence[str]) -> list[str]:
    """The same with the command in front, where options stand before it."""
    values = {number + 1 for number, word in enumerate(arguments) if word in ("--project", *_FILE, "--language")}
    is_late = arguments[:1] and arguments[0].startswith("-")
    at = next((at for at, word in enumerate(arguments) if is_late and word in names and at not in values), 0)
    return [*arguments[at : at + 1], *arguments[:at], *arguments[at + 1 :]]
