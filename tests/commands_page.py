"""What `treeguide --help` says as a page: docs/bijdragen/opdrachten.md, and in English a page of the manual."""

import argparse
from collections.abc import Iterator
from typing import Any

from checks_page import ROOT
from treeguide.commands import Command
from treeguide.commands.cli import commands
from treeguide.commands.command_line import Parser, complete
from treeguide.words import help_texts

PAGE = ROOT / "docs" / "bijdragen" / "opdrachten.md"
COLUMNS = {
    "nl": {"commands": "Opdracht", "names": "Optie", "does": "Wat het doet", "what": "Wat zij doet"},
    "en": {"commands": "Command", "names": "Option", "does": "What it does", "what": "What it does"},
}
LAST = {
    "nl": ("Opties bij elke opdracht", "Wat een opdracht teruggeeft", "Getal", "Omgeving", "Naam"),
    "en": ("Options of every command", "What a command returns", "Number", "Environment", "Name"),
}
TYPED = ("lesson", "tree", "scan", "checklist", "outcome", "svg", "mermaid", "dot", "text", "json", "github", "sarif")

INTRO = """\
---
title: Opdrachten
description: Wat treeguide kan op je eigen computer, met voorbeelden.
search:
  boost: 0.5
---

# Opdrachten

Werk je op het web? Dan heb je deze pagina niet nodig: alles gebeurt vanzelf bij je voorstel. Werk je op je eigen
computer? Dan kun je hetzelfde zelf doen met `treeguide`. Je typt zo'n opdracht in een terminal, in de map van het
project.

Deze pagina zegt hetzelfde als `treeguide --help`. Over één opdracht lees je meer met bijvoorbeeld
`treeguide check --help`.
"""


def page() -> str:
    """The whole page in Dutch."""
    return f"{INTRO}\n{body('nl')}"


def body(language: str) -> str:
    """Every command in that language: a list of them, each by itself, and what they have in common."""
    texts: Any = help_texts(language)
    heads = COLUMNS[language]
    rows = "".join(f"\n| [`{one.name}`](#{one.name}) | {one.help(language)['line']} |" for one in commands())
    parts = [f"| {heads['commands']} | {heads['what']} |\n|---|---|{rows}\n"]
    parts += [_command(one, language) for one in commands()]
    common = [action for action in _actions(commands()[0], language) if action.dest in texts["common"]]
    options, codes, code, environment, name = LAST[language]
    does = heads["does"]
    parts.append(f"## {options}\n\n" + _table(heads["names"], does, map(_option, common)))
    parts.append(f"## {codes}\n\n" + _table(code, does, ((f"`{a}`", b) for a, b in texts["codes"])))
    parts.append(f"## {environment}\n\n" + _table(name, does, ((f"`{a}`", b) for a, b in texts["environment"])))
    return "\n".join(parts)


def _command(command: Command, language: str) -> str:
    """The part about one command."""
    own, common = command.help(language), help_texts(language)["common"]
    actions = [action for action in _actions(command, language) if action.dest not in common]
    examples = "\n\n".join(f"# {gives}\ntreeguide {line}" for line, gives in own["examples"])
    about = "\n\n".join(map(_prose, own["about"].strip("\n").split("\n\n")))
    options = _table(COLUMNS[language]["names"], COLUMNS[language]["does"], map(_option, actions))
    return f"## `{command.name}`\n\n{about}\n\n```sh\n{examples}\n```\n\n{options}"


def _actions(command: Command, language: str) -> list[argparse.Action]:
    """The options of a command as argparse has them, with their texts."""
    parser = Parser(language, prog="treeguide")
    complete(parser, command, language)
    return parser._actions


def _prose(part: str) -> str:
    """A paragraph, or rows of a list with their first word as code."""
    if not part.startswith("  "):
        return part
    rows = (row.split(maxsplit=1) for row in part.split("\n"))
    return "\n".join(f"- {_name(name)}: {about}" for name, about in rows)


def _name(word: str) -> str:
    """What a row is about; a word that one types is code."""
    return f"`{word}`" if word in TYPED else word


def _option(action: argparse.Action) -> tuple[str, str]:
    """How an option is typed, and what it does."""
    value = action.metavar or (f"{{{','.join(map(str, action.choices))}}}" if action.choices else "")
    names = ", ".join(action.option_strings)
    typed = names if action.nargs == 0 else f"{names} {value}".strip()
    choices = ", ".join(f"`{one}`" for one in action.choices or ())
    return f"`{typed}`", str(action.help) % {"default": f"`{action.default}`", "choices": choices}


def _table(heading: str, does: str, rows: Iterator[tuple[str, str]]) -> str:
    return f"| {heading} | {does} |\n|---|---|\n" + "".join(f"| {a} | {b} |\n" for a, b in rows)
