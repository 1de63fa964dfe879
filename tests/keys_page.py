"""The page docs/bijdragen/velden.md: every key that an author can write, as the models tell of it."""

from collections.abc import Iterator
from typing import Any

from checks_page import ROOT
from every_field import FILES, models_in
from treeguide.commands.schema import DESCRIPTIONS, TITLES

PAGE = ROOT / "docs" / "bijdragen" / "velden.md"

INTRO = """\
---
title: Velden
description: Elk veld dat in een bestand kan staan, met wat je invult.
search:
  boost: 0.3
---

# Velden

Hieronder staat elk veld dat in een bestand kan staan, met wat je invult. Een editor zegt hetzelfde terwijl je typt. Een
gids kan van elke les meer vragen dan hier moet: dat staat bij `required` in `lessons/facets.yml`.

Hoe je een bestand begint, lees je bij [een les schrijven](les-schrijven.md), [een beslisboom
schrijven](boom-schrijven.md) en [een scan of checklist schrijven](scan-schrijven.md).
"""


def page() -> str:
    """The whole page: a part for each sort of file, and in it a table for each thing that such a file can hold."""
    return "\n".join([INTRO, *(_part(level, name, fields) for level, name, fields in _things())])


def _things() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Everything that has keys, once, in the order of the files, each with the level of its heading."""
    seen: set[str] = set()
    for hint in FILES.values():
        level = "##"
        for one in models_in(hint):
            if one.__name__ not in seen:
                seen.add(one.__name__)
                yield level, one.__name__, one.model_fields
            level = "###"


def _part(level: str, name: str, fields: dict[str, Any]) -> str:
    rows = (f"| `{key}` | {one.description} | {'ja' if one.is_required() else ''} |\n" for key, one in fields.items())
    head = "| Veld | Wat je invult | Moet er staan |\n|---|---|---|\n"
    return f"{level} {TITLES[name].capitalize()}\n\n{DESCRIPTIONS[name]}\n\n{head}{''.join(rows)}"
