"""`treeguide stats`: what the guide amounts to, in numbers."""

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from treeguide.checks import check
from treeguide.commands import CLEAN, Command, Context, WrongUseError
from treeguide.commands.terminal import screen
from treeguide.report.figures import Stats, TreeStats, as_data, stats
from treeguide.values.shown import amount, decimal, share, shown_json


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=["json", "text"], default="text")
    parser.add_argument("--today", metavar="DATE")


def _run(context: Context, given: argparse.Namespace) -> int:
    try:
        today = date.fromisoformat(given.today) if given.today else date.today()
    except ValueError as error:
        said = context.words["use-bad-value"].format(value=given.today, name="--today")
        raise WrongUseError(f"{said} {context.words['use-day']}") from error
    project = context.project()
    with context.busy("busy-counting"):
        found = stats(project, today)
    if given.format == "json":
        print(shown_json(as_data(found), 2))
    else:
        print("\n\n".join("\n".join(part) for part in _parts(found, context) if part))
    if any(one.is_error for one in check(project)):
        print(screen(sys.stderr, os.environ).wrapped(context.words["stats-faulty"]), file=sys.stderr)
    return CLEAN


def _parts(found: Stats, context: Context) -> Iterator[list[str]]:
    words = context.words
    yield [words["stats-attention"], *_attention(found, words)]
    yield [words["stats-trees"], *_table(list(_tree_rows(found, context)))]
    if found.sheets:
        yield [words["stats-sheets"], *_table(list(_sheet_rows(found, context)))]
    if found.endless:
        yield [words["stats-endless"].format(trees=", ".join(found.endless))]
    yield [words["stats-reach"], *_table(list(_reach_rows(found, context)))]


def _attention(found: Stats, words: Mapping[str, str]) -> Iterator[str]:
    """What an editor could do next: of each sort how much there is, and below it which."""
    untested = [f"{row.tree.id}: {', '.join(row.untested)}" for row in found.trees if row.untested]
    unshown = [f"{sheet.id}: {', '.join(sheet.untested)}" for sheet in found.sheets if sheet.untested]
    sorts = (
        ("stats-untested", sum(len(row.untested) for row in found.trees), untested),
        ("stats-unshown", sum(len(sheet.untested) for sheet in found.sheets), unshown),
        ("stats-unreached", len(found.unreached), [lesson.id for lesson in found.unreached]),
        ("stats-overdue", len(found.overdue), [f"{one.front.reviewed}  {one.id}" for one in found.overdue]),
        ("stats-never", len(found.never), [lesson.id for lesson in found.never]),
    )
    for word, count, rows in sorts:
        if word == "stats-unshown" and not found.sheets:
            continue
        yield "  " + words[word].format(count=count or words["stats-none"], date=found.due)
        yield from (f"    {row}" for row in rows)


def _tree_rows(found: Stats, context: Context) -> Iterator[list[str]]:
    yield context.words["stats-tree-columns"].split("|")
    for row in found.trees:
        yield [row.tree.id, str(len(row.tree.file.questions)), str(row.outcomes), *_measured(row, context)]


def _sheet_rows(found: Stats, context: Context) -> Iterator[list[str]]:
    yield context.words["stats-sheet-columns"].split("|")
    for sheet in found.sheets:
        yield [sheet.id, *map(str, (len(sheet.parts), len(sheet.lessons), len(sheet.file.scenarios)))]


def _measured(row: TreeStats, context: Context) -> list[str]:
    """How many routes, and the fewest, middle and most questions they ask; a dash for what cannot be told."""
    known = row.measure
    if known is None:
        return ["–"] * 4
    total = amount(known.total, context.language) if known.total is not None else "∞"
    median = decimal(known.median, context.language) if known.median is not None else "–"
    return [total, str(known.shortest), median, str(known.longest) if known.longest is not None else "∞"]


def _reach_rows(found: Stats, context: Context) -> Iterator[list[str]]:
    yield context.words["stats-reach-columns"].split("|")
    for row in found.reach:
        draft = f" ({context.words['stats-draft']})" if row.lesson.is_draft else ""
        part = share(row.routes, found.routes, context.language)
        yield [row.lesson.id + draft, str(len(row.situations)), part]


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows in columns: the first to the left, numbers to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  " + "  ".join([row[0].ljust(widths[0]), *(row[n].rjust(widths[n]) for n in range(1, len(row)))]).rstrip()
        for row in rows
    ]


COMMAND = Command("stats", _options, _run)
