"""Nothing grows with the number of routes, nothing goes wrong at great depth, and growth has a limit one can mend."""

import time
from pathlib import Path

from treeguide.checks import check
from treeguide.graph import Graph
from treeguide.library import Folders, Library
from treeguide.library.adding import add_tree
from treeguide.pages import all_pages, planned_pages
from treeguide.project import Project
from treeguide.values import Document, Problem
from treeguide.writing import Writer

OUTCOME = "{title: Einde, summary: Einde., body: Einde., first_step: Einde.}"
NOWHERE = Folders(Path("/nowhere"))


def project(questions: str, facts: str = "", limit: int = 20_000) -> Project:
    text = f"title: Groot\nsummary: Groot.\nstart: q0\n{facts}questions:\n{questions}outcomes:\n  einde: {OUTCOME}\n"
    library = Library()
    add_tree(library, Document("decision_trees/groot.yml", text))
    assert library.problems == []
    return Project(library, NOWHERE, limit)


def graph(read: Project) -> Graph:
    return read.graph(read.library.trees["groot"])


def codes(problems: list[Problem]) -> set[str]:
    return {found.code for found in problems}


def question(name: str, *options: str) -> str:
    rows = [f"      o{number}: {option}\n" for number, option in enumerate(options)]
    return f"  {name}:\n    text: Vraag {name}\n    options:\n" + "".join(rows)


def diamonds(count: int) -> str:
    """Questions of which both answers lead, by a question of their own, to the next one."""
    parts = []
    for number in range(count):
        after = f"q{number + 1}" if number + 1 < count else "einde"
        parts.append(question(f"q{number}", f"{{text: L, next: l{number}}}", f"{{text: R, next: r{number}}}"))
        for side in "lr":
            parts.append(question(f"{side}{number}", f"{{text: A, next: {after}}}", f"{{text: B, next: {after}}}"))
    return "".join(parts)


def chain(length: int) -> str:
    targets = [f"q{number + 1}" for number in range(length - 1)] + ["einde"]
    return "".join(
        question(f"q{number}", f"{{text: Ja, next: {target}}}", f"{{text: Nee, next: {target}}}")
        for number, target in enumerate(targets)
    )


def test_sixty_diamonds_are_no_more_work_than_their_questions() -> None:
    started = time.process_time()
    read = project(diamonds(60))
    assert codes(check(read)) == {"tree-without-scenarios"}
    assert len(graph(read).sections) == 180
    assert time.process_time() - started < 5


def test_facts_that_are_soon_asked_for_are_soon_forgotten() -> None:
    """Sixty diamonds, each with a fact that only the end of that diamond asks for."""
    count, parts = 60, []
    for number in range(count):
        after = f"q{number + 1}" if number + 1 < count else "einde"
        ways = f"[{{when: {{all_of: [f{number}]}}, to: {after}}}, {{otherwise: {after}}}]"
        parts.append(
            question(f"q{number}", f"{{text: L, sets: [f{number}], next: m{number}}}", f"{{text: R, next: m{number}}}")
        )
        parts.append(question(f"m{number}", f"{{text: A, next: {ways}}}", f"{{text: B, next: {after}}}"))
    facts = "facts:\n" + "".join(f"  f{number}: feit {number}\n" for number in range(count))
    read = project("".join(parts), facts)
    assert len(graph(read).sections) == 3 * count
    assert codes(check(read)) == {"tree-without-scenarios"}


def test_ten_thousand_questions_in_a_row_are_read_checked_and_shown() -> None:
    read = project(chain(10_000))
    problems = check(read)
    assert codes(problems) == {"tree-without-scenarios"}
    plans = {plan.path: plan for plan in planned_pages(Writer(read), problems)}
    own = plans["wegwijzers/groot.md"].make().html
    assert own.count('class="guide-step"') == 500
    assert own.count("<li><span id=") == 9_500
    last = plans["wegwijzers/groot/deel-20.md"].make().html
    assert last.count('class="guide-step"') == 500
    assert len(graph(read).route(9_999)) == 9_999


def test_thousands_of_questions_in_a_ring_are_one_finding() -> None:
    questions = chain(3_000).replace("next: einde", "next: q0")
    problems = [found for found in check(project(questions)) if found.code == "no-way-out"]
    assert [str(found.words["ring"]).count("→") for found in problems] == [3_000]


def test_past_the_limit_the_facts_that_cause_it_are_named() -> None:
    """Twelve facts that are only asked for at the end: 4096 situations."""
    count = 12
    parts = [
        question(
            f"q{number}", f"{{text: L, sets: [f{number}], next: q{number + 1}}}", f"{{text: R, next: q{number + 1}}}"
        )
        for number in range(count)
    ]
    every = ", ".join(f"f{number}" for number in range(count))
    ways = f"[{{when: {{all_of: [{every}]}}, to: einde}}, {{otherwise: einde}}]"
    questions = "".join(parts) + question(f"q{count}", f"{{text: A, next: {ways}}}", "{text: B, next: einde}")
    facts = "facts:\n" + "".join(f"  f{number}: feit {number}\n" for number in range(count))
    assert codes(check(project(questions, facts))) == {"tree-without-scenarios"}
    read = project(questions, facts, limit=1000)
    found = [one for one in check(read) if one.code == "too-many-sections"]
    assert [one.words["limit"] for one in found] == [1000]
    assert str(found[0].words["facts"]).startswith("f0 (9), f1 (8), f2 (7)")
    assert not graph(read).is_whole
    assert len(all_pages(Writer(read), check(read))) > 0


def test_thousands_of_faults_are_found_in_reasonable_time() -> None:
    """Two thousand steps that do not exist, among as many that look like them."""
    started = time.process_time()
    questions = chain(2_000).replace("Nee, next: q", "Nee, next: qq")
    problems = check(project(questions))
    assert len([one for one in problems if one.code == "unknown-target"]) == 1_999
    assert time.process_time() - started < 20
