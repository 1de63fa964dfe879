"""A project becomes figures of its routes, lessons and reviews, and a sheet with a row for every route."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from treeguide.graph.routes import Measure, each_route, measure
from treeguide.library import Lesson, Sheet, Tree
from treeguide.project import Project, option_text
from treeguide.values.shown import one_line, shown

REVIEW_MONTHS = 24
EXACT = 2**53  # the largest whole number that every reader of JSON keeps exact


@dataclass(frozen=True)
class Reach:
    """Of one lesson: the situations that name it and can be reached, and how many routes end in one of those.

    A lesson that a situation shows under a condition counts there too, since every reader of the page sees it.
    """

    lesson: Lesson
    situations: tuple[str, ...]
    routes: int


@dataclass(frozen=True)
class TreeStats:
    """Of one tree: its size, its routes, and the outcomes that no scenario of its own ends in."""

    tree: Tree
    sections: int
    outcomes: int
    measure: Measure | None
    untested: tuple[str, ...]


@dataclass(frozen=True)
class Stats:
    """Of a whole guide. `routes` counts the trees where routes end; `endless` names the others.

    `unreached` are lessons that no situation, scan or checklist leads to, without drafts, which may wait. `overdue` are
    lessons last reviewed before `due`, the longest ago first; `never` those without a date.
    """

    trees: tuple[TreeStats, ...]
    sheets: tuple[Sheet, ...]
    reach: tuple[Reach, ...]
    routes: int
    endless: tuple[str, ...]
    unreached: tuple[Lesson, ...]
    due: str
    overdue: tuple[Lesson, ...]
    never: tuple[Lesson, ...]


def stats(project: Project, today: date) -> Stats:
    """Everything at once. The work grows with the graphs, never with the number of routes."""
    trees = tuple(_tree(project, tree) for tree in project.trees)
    ends: dict[str, int] = {}
    for row in trees:
        for outcome, count in (row.measure.ends if row.measure else {}).items():
            ends[outcome] = ends.get(outcome, 0) + count
    lessons = [lesson for _, lesson in sorted(project.library.lessons.items())]
    due = months_before(today, REVIEW_MONTHS)
    dated = [(lesson.front.reviewed, lesson) for lesson in lessons if lesson.front.reviewed]
    reach = _reach(project, lessons, ends)
    sheets = tuple(project.library.sheets.values())
    talked = {name for sheet in sheets for name in sheet.lessons}
    waiting = (row.lesson for row in reach if not (row.situations or row.lesson.is_draft))
    return Stats(
        trees,
        sheets,
        reach,
        sum(ends.values()),
        tuple(row.tree.id for row in trees if row.measure and row.measure.total is None),
        tuple(lesson for lesson in waiting if lesson.id not in talked),
        due,
        tuple(lesson for day, lesson in sorted(dated, key=lambda pair: (pair[0], pair[1].id)) if day < due),
        tuple(lesson for lesson in lessons if not lesson.front.reviewed),
    )


def _tree(project: Project, tree: Tree) -> TreeStats:
    graph = project.graph(tree)
    tested = {scenario.expect for scenario in tree.file.scenarios}
    outcomes = [outcome for outcome in graph.outcomes if outcome in project.outcome_ids]
    return TreeStats(
        tree,
        len(graph.sections),
        len(outcomes),
        measure(graph) if graph.sections else None,
        tuple(outcome for outcome in outcomes if outcome not in tested),
    )


def _reach(project: Project, lessons: list[Lesson], ends: Mapping[str, int]) -> tuple[Reach, ...]:
    """The reach of each lesson, the widest first."""
    named: dict[str, list[str]] = {}
    for name, situation in project.library.situations.items():
        if name in project.reached:
            for used in dict.fromkeys(use.lesson for use in situation.outcome.lessons):
                named.setdefault(used, []).append(name)
    rows = []
    for lesson in lessons:
        situations = tuple(named.get(lesson.id, ()))
        rows.append(Reach(lesson, situations, sum(ends.get(name, 0) for name in situations)))
    return tuple(sorted(rows, key=lambda row: (-row.routes, -len(row.situations), row.lesson.id)))


def months_before(day: date, months: int) -> str:
    """The same day so many months earlier, as text; the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - date(year, month + 1, 1)).days
    return date(year, month + 1, min(day.day, last)).isoformat()


def as_data(found: Stats) -> dict[str, Any]:
    """The same for programs. A number of routes is null where routes do not end or are more than JSON keeps exact."""
    return {
        "trees": [_tree_data(row) for row in found.trees],
        "sheets": [_sheet_data(sheet) for sheet in found.sheets],
        "routes": _exact(found.routes),
        "lessons": [
            {
                "id": row.lesson.id,
                "draft": row.lesson.is_draft,
                "situations": list(row.situations),
                "routes": _exact(row.routes),
                "share": round(row.routes / found.routes, 6) if found.routes else None,
                "reviewed": row.lesson.front.reviewed,
            }
            for row in found.reach
        ],
        "review": {
            "due": found.due,
            "overdue": [lesson.id for lesson in found.overdue],
            "never": [lesson.id for lesson in found.never],
        },
    }


def _tree_data(row: TreeStats) -> dict[str, Any]:
    known = row.measure
    return {
        "id": row.tree.id,
        "questions": len(row.tree.file.questions),
        "sections": row.sections,
        "outcomes": row.outcomes,
        "endless": known is not None and known.total is None,
        "routes": _exact(known.total) if known else None,
        "shortest": known.shortest if known else None,
        "median": known.median if known else None,
        "longest": known.longest if known else None,
        "untested": list(row.untested),
    }


def _sheet_data(sheet: Sheet) -> dict[str, Any]:
    return {
        "id": sheet.id,
        sheet.PARTS: len(sheet.parts),
        "lessons": list(sheet.lessons),
        "scenarios": len(sheet.file.scenarios),
        "untested": list(sheet.untested),
    }


def _exact(number: int | None) -> int | None:
    return number if number is not None and number <= EXACT else None


@dataclass(frozen=True)
class SheetPart:
    """The routes of one tree that go into the sheet: at most `room`. `total` is None where there is no end of them."""

    tree: Tree
    total: int | None
    longest: int
    room: int


def sheet_parts(project: Project, trees: Sequence[Tree], limit: int) -> list[SheetPart]:
    """What goes into a sheet of at most so many routes, tree after tree. Trees without a graph are left out."""
    found = []
    for tree in trees:
        graph = project.graph(tree)
        if not graph.sections:
            continue
        known = measure(graph)
        if known.total is None or known.longest is None:
            lengths = [len(route.steps) for route in islice(each_route(graph), limit)]
            found.append(SheetPart(tree, None, max(lengths, default=0), limit))
            limit -= len(lengths)
        else:
            found.append(SheetPart(tree, known.total, known.longest, limit))
            limit -= min(limit, known.total)
    return found


def sheet_header(found: Sequence[SheetPart], words: Mapping[str, str]) -> list[str]:
    """The names of the columns: tree, number, every question with its answer, outcome."""
    longest = max((part.longest for part in found), default=0)
    asked = [
        words[word].format(number=number + 1)
        for number in range(longest)
        for word in ("sheet-question", "sheet-answer")
    ]
    return [words["sheet-tree"], words["sheet-number"], *asked, words["sheet-outcome"]]


def sheet_rows(project: Project, part: SheetPart, columns: int) -> Iterator[list[str]]:
    """The rows of one tree, each with so many cells; one at a time, so that their number costs no memory."""
    graph, title = project.graph(part.tree), harmless(part.tree.file.title)
    said = _texts(project, part.tree)
    for number, route in enumerate(islice(each_route(graph), part.room), 1):
        cells = [title, str(number)]
        for step in route.steps:
            cells += said[step]
        end = project.library.situations.get(route.end)
        empty = [""] * (columns - len(cells) - 1)
        yield [*cells, *empty, harmless(end.outcome.title if end else route.end)]


def _texts(project: Project, tree: Tree) -> dict[tuple[int, str], tuple[str, str]]:
    """The question and the answer of every step, as they go into the sheet."""
    return {
        (number, edge.option): (
            harmless(tree.file.questions[section.question].text),
            harmless(option_text(tree, section.question, edge.option)),
        )
        for number, section in enumerate(project.graph(tree).sections)
        for edge in section.edges
    }


def harmless(text: str) -> str:
    """The text on one line, as a cell that no spreadsheet takes for a formula (OWASP, CSV injection).

    Nor what stands behind a comma or semicolon in it: in some countries that begins the next cell.
    """
    line = shown(one_line(text))
    line = re.sub(r"(?<=[;,])(?=[=@]|[+-][\w(])", "'", line)
    return f"'{line}" if line.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")) else line
