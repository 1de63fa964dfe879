"""`treeguide completion`: a script that lets a shell finish what somebody types, made from the commands themselves."""

import argparse
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from treeguide.commands import CLEAN, Command, Context
from treeguide.commands.command_line import Parser, complete
from treeguide.values.shown import one_line

_BASH = """\
_treeguide() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command= one words
  for one in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case $one in {names}) command=$one; break ;; esac
  done
  case "$command $before" in
{values}
  *) case $command in
{options}
    *) words={first} ;;
    esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}}
complete -o default -F _treeguide treeguide
"""
_ZSH = "autoload -U +X bashcompinit && bashcompinit\n"


@dataclass(frozen=True)
class Words:
    """What can follow a command: its options, what stands behind some of them, and words without an option."""

    name: str
    line: str
    options: Mapping[str, tuple[str, Sequence[str], bool]]
    loose: Sequence[str]


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", metavar="SHELL", choices=list(SHELLS))


def _run(context: Context, given: argparse.Namespace) -> int:
    print(SHELLS[given.shell]([_words(one, context.language) for one in given.every]), end="")
    return CLEAN


def _words(command: Command, language: str) -> Words:
    parser = Parser(language, prog="treeguide")
    complete(parser, command, language)
    options: dict[str, tuple[str, Sequence[str], bool]] = {}
    loose: list[str] = []
    for action in parser._actions:
        choices = [str(one) for one in action.choices or ()]
        loose += choices if not action.option_strings else []
        told = str(action.help or "") % {"default": action.default, "choices": ", ".join(choices)}
        options |= dict.fromkeys(action.option_strings, (told, choices, action.nargs != 0))
    return Words(command.name, str(command.help(language)["line"]), options, loose)


def bash(every: Sequence[Words]) -> str:
    """The script for bash."""
    values = {f"{one.name} {name}": found for one in every for name, (_, found, _) in one.options.items() if found}
    return _BASH.format(
        names="|".join(one.name for one in every),
        values="\n".join(f'  "{key}") words={shlex.quote(" ".join(found))} ;;' for key, found in values.items()),
        options="\n".join(f"    {one.name}) words={_quoted(one.loose, one.options)} ;;" for one in every),
        first=_quoted([one.name for one in every], ("--help", "--version", "--project", "-f", "--language")),
    )


def zsh(every: Sequence[Words]) -> str:
    """The script for zsh, which reads that of bash."""
    return _ZSH + bash(every)


def fish(every: Sequence[Words]) -> str:
    """The script for fish, with what each thing does beside it."""
    return "".join(f"complete -c treeguide {row}\n" for one in every for row in _fish_rows(one))


def _fish_rows(one: Words) -> Iterator[str]:
    yield f"-n __fish_use_subcommand -f -a {one.name} -d {_fish(one.line)}"
    seen = f"-n '__fish_seen_subcommand_from {one.name}'"
    yield from (f"{seen} -f -a {word}" for word in one.loose)
    for name, (told, choices, takes) in one.options.items():
        dashes = "-l" if name.startswith("--") else "-s"
        value = f" -x -a '{' '.join(choices)}'" if choices else " -r" if takes else ""
        yield f"{seen} {dashes} {name.lstrip('-')}{value} -d {_fish(told)}"


def _fish(text: str) -> str:
    """A text between quotes, as fish reads it."""
    return "'" + one_line(text).replace("\\", "\\\\").replace("'", "\\'") + "'"


def _quoted(*words: Sequence[str] | Mapping[str, object]) -> str:
    return shlex.quote(" ".join(one for some in words for one in some))


SHELLS: Mapping[str, Callable[[Sequence[Words]], str]] = {"bash": bash, "zsh": zsh, "fish": fish}
COMMAND = Command("completion", _options, _run, needs_project=False)
