"""`treeguide routes`: every route through the trees, as a sheet for experts who review on paper."""

import argparse
import csv
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, TypeAlias

from treeguide.commands import CLEAN, FAULTS, Command, Context, WrongUseError
from treeguide.library import Tree
from treeguide.project import Project
from treeguide.report.figures import SheetPart, sheet_header, sheet_parts, sheet_rows
from treeguide.values.shown import amount

LIMIT = 10_000
BYTE_ORDER_MARK = "\ufeff"
WriteRow: TypeAlias = Callable[[Sequence[str]], object]


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("trees", nargs="*", metavar="TREE")
    parser.add_argument("--format", choices=["csv"], default="csv")
    parser.add_argument("--limit", type=int, default=LIMIT, metavar="N")
    parser.add_argument("--excel", action="store_true")
    parser.add_argument("--output", metavar="FILE")


def _run(context: Context, given: argparse.Namespace) -> int:
    if given.limit < 1:
        raise WrongUseError(context.words["use-bad-value"].format(value=given.limit, name="--limit"))
    project = context.project()
    trees = chosen(context, project, given.trees)
    with context.busy("busy-counting"):
        parts = sheet_parts(project, [tree for tree in trees if isinstance(tree, Tree)], given.limit)
    with _output(context, given) as stream:
        written = _write(_row_writer(context, given, stream), project, parts, sheet_header(parts, context.words))
    whole = [_told(context, part, count) for part, count in zip(parts, written, strict=True)]
    lost = [name for name in map(_name, trees) if name not in [part.tree.id for part in parts]]
    for name in lost:
        print(context.words["routes-unreadable"].format(tree=name), file=sys.stderr)
    print(context.said("routes-written", routes=sum(written), trees=len(parts)), file=sys.stderr)
    return CLEAN if all(whole) and not lost else FAULTS


def _name(tree: Tree | str) -> str:
    return tree.id if isinstance(tree, Tree) else tree


def chosen(context: Context, project: Project, names: Sequence[str]) -> list[Tree | str]:
    """The trees of those names, or all; the bare name of one that could not be read. WrongUseError for an unknown."""
    known = project.library.trees
    unreadable = project.library.declared["tree"].keys() - set(known)
    found: list[Tree | str] = []
    for name in [Path(given).stem if given.endswith((".yml", ".yaml")) else given for given in names]:
        if name not in known and name not in unreadable:
            raise WrongUseError(f"{context.words['no-tree'].format(tree=name)} {context.choice(name, known)}".strip())
        found.append(known.get(name, name))
    return found or [*known.values(), *sorted(unreadable)]


@contextmanager
def _output(context: Context, given: argparse.Namespace) -> Iterator[TextIO]:
    if given.output is None:
        yield sys.stdout
        return
    try:
        with Path(given.output).open("w", encoding="utf-8", newline="\r\n" if given.excel else "\n") as stream:
            yield stream
    except OSError as error:
        words = {"path": given.output, "reason": context.why(error)}
        raise WrongUseError(context.words["not-written"].format(**words)) from error


def _row_writer(context: Context, given: argparse.Namespace, stream: TextIO) -> WriteRow:
    """What writes a row. Excel wants a mark in front, and in Dutch semicolons."""
    if given.excel:
        stream.write(BYTE_ORDER_MARK)
    delimiter = ";" if given.excel and context.language == "nl" else ","
    return csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerow


def _write(write: WriteRow, project: Project, parts: Sequence[SheetPart], columns: Sequence[str]) -> list[int]:
    """Writes the sheet; you get how many rows each tree has in it."""
    write(columns)
    written = []
    for part in parts:
        count = 0
        for row in sheet_rows(project, part, len(columns)):
            write(row)
            count += 1
        written.append(count)
    return written


def _told(context: Context, part: SheetPart, count: int) -> bool:
    """Says when these are not all routes of a tree; you get whether the limit left everything in."""
    words = {"tree": part.tree.id, "shown": amount(count, context.language)}
    if part.total is None:
        print(context.words["routes-endless"].format(**words), file=sys.stderr)
        return count < part.room
    if count < part.total:
        total = amount(part.total, context.language)
        print(context.words["routes-more"].format(total=total, **words), file=sys.stderr)
    return count == part.total


COMMAND = Command("routes", _options, _run)
