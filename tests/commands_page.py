"""The page docs/bijdragen/opdrachten.md: what `treeguide --help` says in Dutch, as a page of the site."""

import argparse
from collections.abc import Iterator
from typing import Any

from checks_page import ROOT
from treeguide.commands.cli import COMMANDS
from treeguide.commands.command import Command
from treeguide.commands.command_line import Parser, complete
from treeguide.words import help_texts

PAGE = ROOT / "docs" / "bijdragen" / "opdrachten.md"
TEXTS: Any = help_texts("nl")
TYPED = ("lesson", "tree", "outcome", "svg", "mermaid", "dot", "text", "json", "github", "sarif")

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
    """The whole page."""
    parts = [INTRO, "| Opdracht | Wat zij doet |\n|---|---|"]
    parts[-1] += "".join(f"\n| [`{one.name}`](#{one.name}) | {TEXTS[one.name]['line']} |" for one in COMMANDS) + "\n"
    parts += [_command(one) for one in COMMANDS]
    common = [action for action in _actions(COMMANDS[0]) if action.dest in TEXTS["common"]]
    parts.append("## Opties bij elke opdracht\n\n" + _table("Optie", map(_option, common)))
    parts.append("## Wat een opdracht teruggeeft\n\n" + _table("Getal", ((f"`{a}`", b) for a, b in TEXTS["codes"])))
    parts.append("## Omgeving\n\n" + _table("Naam", ((f"`{a}`", b) for a, b in TEXTS["environment"])))
    return "\n".join(parts)


def _command(command: Command) -> str:
    """The part about one command."""
    own = TEXTS[command.name]
    actions = [action for action in _actions(command) if action.dest not in TEXTS["common"]]
    examples = "\n\n".join(f"# {gives}\ntreeguide {line}" for line, gives in own["examples"])
    about = "\n\n".join(map(_prose, own["about"].strip("\n").split("\n\n")))
    options = _table("Optie", map(_option, actions))
    return f"## `{command.name}`\n\n{about}\n\n```sh\n{examples}\n```\n\n{options}"


def _actions(command: Command) -> list[argparse.Action]:
    """The options of a command as argparse has them, with their Dutch texts."""
    parser = Parser("nl", prog="treeguide")
    complete(parser, command, "nl")
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


def _table(heading: str, rows: Iterator[tuple[str, str]]) -> str:
    return f"| {heading} | Wat het doet |\n|---|---|\n" + "".join(f"| {a} | {b} |\n" for a, b in rows)
