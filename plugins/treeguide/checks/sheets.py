"""Whether scans and checklists hold together: names, limits, words for every pattern, advice for every selection."""

from collections.abc import Iterator

from treeguide.graph.selections import MOST_SIGNALS, Selections, known_facts
from treeguide.library import Checklist, Scan
from treeguide.project import Project
from treeguide.values import Place, Problem, problem, warning
from treeguide.values.closest import closest
from treeguide.values.sheets import PATTERNS, UNKNOWN, Scale, example, pattern

MOST_STEPS, MOST_ITEMS = 11, 30
FEW = 3  # signals that somebody ticks, mostly


def bad_scale(project: Project) -> Iterator[Problem]:
    """A scale that does not run from a lower to a higher score, or has more scores than one can choose from."""
    for scan in project.library.scans.values():
        count = len(scan.file.scale.scores)
        if not 2 <= count <= MOST_STEPS:
            place, scale, hint = scan.place("scale", "last"), scan.file.scale, "order" if count < 2 else ""
            yield problem(
                place, "bad-scale", hint=hint, first=scale.first, last=scale.last, count=count, limit=MOST_STEPS
            )


def too_many_items(project: Project) -> Iterator[Problem]:
    """A scan with more items than a group can talk about, or a link hold."""
    for scan in project.library.scans.values():
        count = len(scan.file.items)
        if count > MOST_ITEMS:
            place = scan.key_place("items", list(scan.file.items)[MOST_ITEMS])
            yield problem(place, "too-many-items", count=count, limit=MOST_ITEMS)


def pattern_without_words(project: Project) -> Iterator[Problem]:
    """A pattern that scores can show, and for which an item has no words and no `default`."""
    for scan, (first, last) in _scaled(project):
        for name, item in scan.file.items.items():
            missing = [one for one in PATTERNS if not item.talk.of(one) and example(one, first, last)]
            if missing:
                shown = ", ".join(map(str, example(missing[0], first, last)))
                place = scan.key_place("items", name, "talk")
                words = {"patterns": ", ".join(missing), "pattern": missing[0], "scores": shown}
                yield warning(place, "pattern-without-words", **words)


def unknown_item(project: Project) -> Iterator[Problem]:
    """A scenario or an alias that is about an item that is not there."""
    for scan in project.library.scans.values():
        known = scan.file.items
        for place, name in _named_items(scan):
            if name not in known:
                yield problem(place, "unknown-item", id=name, near=closest(name, known))


def _named_items(scan: Scan) -> Iterator[tuple[Place, str]]:
    for number, scenario in enumerate(scan.file.scenarios):
        for key in ("scores", "expect"):
            for name in getattr(scenario, key):
                yield scan.key_place("scenarios", number, key, name), name
    for old, new in scan.file.aliases.items():
        yield scan.place("aliases", old), new


def bad_score(project: Project) -> Iterator[Problem]:
    """A score in a scenario that is not on the scale."""
    for scan, _ in _scaled(project):
        for number, scenario in enumerate(scan.file.scenarios):
            for name, scores in scenario.scores.items():
                for place, score in enumerate(scores):
                    if not _is_score(score, scan.file.scale):
                        at = scan.place("scenarios", number, "scores", name, place)
                        words = {"score": score, "first": scan.file.scale.first, "last": scan.file.scale.last}
                        yield problem(at, "bad-score", hint="" if scan.file.scale.unknown else "known", **words)


def _is_score(score: str, scale: Scale) -> bool:
    known = {str(one) for one in scale.scores} | ({UNKNOWN} if scale.unknown else set())
    return score in known


def unknown_pattern(project: Project) -> Iterator[Problem]:
    """A scenario that expects a pattern that does not exist."""
    for scan in project.library.scans.values():
        for number, scenario in enumerate(scan.file.scenarios):
            for name, wanted in scenario.expect.items():
                if wanted not in PATTERNS:
                    place = scan.place("scenarios", number, "expect", name)
                    near = closest(wanted, PATTERNS)
                    yield problem(place, "unknown-pattern", value=wanted, near=near, known=PATTERNS)


def scenario_shows_other(project: Project) -> Iterator[Problem]:
    """A scenario of a scan whose scores show another pattern than it says."""
    for scan, (first, last) in _scaled(project):
        for number, scenario in enumerate(scan.file.scenarios):
            for name, wanted in scenario.expect.items():
                scores = scenario.scores.get(name, ())
                if wanted not in PATTERNS or not all(_is_score(one, scan.file.scale) for one in scores):
                    continue
                shown = pattern((int(one) for one in scores if one != UNKNOWN), first, last)
                if shown != wanted:
                    place = scan.place("scenarios", number, "expect", name)
                    words = {"name": scenario.name, "item": name, "expected": wanted, "shown": shown}
                    yield problem(place, "scenario-shows-other", **words)


def _scaled(project: Project) -> Iterator[tuple[Scan, tuple[int, int]]]:
    """The scans whose scale is good, each with its first and last score."""
    for scan in project.library.scans.values():
        scores = scan.file.scale.scores
        if 2 <= len(scores) <= MOST_STEPS:
            yield scan, (scores[0], scores[-1])


def scan_without_scenarios(project: Project) -> Iterator[Problem]:
    """A scan without an example of what partners answer."""
    for scan in project.library.scans.values():
        if not scan.file.scenarios:
            yield warning(scan.key_place("items"), "scan-without-scenarios")


def too_many_signals(project: Project) -> Iterator[Problem]:
    """A checklist with more signals than can be proven, or read."""
    for checklist in project.library.checklists.values():
        count = len(checklist.file.signals)
        if count > MOST_SIGNALS:
            place = checklist.key_place("signals", list(checklist.file.signals)[MOST_SIGNALS])
            yield problem(place, "too-many-signals", count=count, limit=MOST_SIGNALS)


def unknown_signal(project: Project) -> Iterator[Problem]:
    """A condition, a scenario or a list that names a signal or fact that no signal gives."""
    for checklist in project.library.checklists.values():
        facts = known_facts(checklist.file)
        for place, name in _named_signals(checklist):
            if name not in facts:
                yield problem(place, "unknown-signal", id=name, near=closest(name, facts))


def _named_signals(checklist: Checklist) -> Iterator[tuple[Place, str]]:
    file = checklist.file
    for number, name in enumerate(file.alone):
        yield checklist.place("alone", number), name
    for number, advice in enumerate(file.advice):
        for key in ("all_of", "any_of", "none_of"):
            for position, name in enumerate(getattr(advice.when, key)):
                yield checklist.place("advice", number, "when", key, position), name
    for number, scenario in enumerate(file.scenarios):
        for position, name in enumerate(scenario.ticks):
            yield checklist.place("scenarios", number, "ticks", position), name
    for old, new in file.aliases.items():
        yield checklist.place("aliases", old), new


def half_advice(project: Project) -> Iterator[Problem]:
    """Advice that is neither a situation nor a lesson, or both; or a situation that is not there."""
    for checklist in project.library.checklists.values():
        for number, advice in enumerate(checklist.file.advice):
            if bool(advice.outcome) == bool(advice.lesson):
                hint = "both" if advice.outcome else ""
                yield problem(checklist.place("advice", number), "half-advice", hint=hint)
            elif advice.outcome and advice.outcome not in project.outcome_ids:
                place, near = checklist.place("advice", number, "outcome"), closest(advice.outcome, project.outcome_ids)
                yield problem(place, "unknown-outcome", id=advice.outcome, near=near)


def _proven(project: Project) -> Iterator[tuple[Checklist, Selections]]:
    """The checklists of which every name is known and that are small enough, each with its truth tables."""
    for checklist in project.library.checklists.values():
        facts = known_facts(checklist.file)
        is_known = all(name in facts for _, name in _named_signals(checklist))
        if is_known and len(checklist.file.signals) <= MOST_SIGNALS:
            yield checklist, project.selections[checklist.id]


def advice_never_shows(project: Project) -> Iterator[Problem]:
    """Advice that no selection gives."""
    for checklist, tables in _proven(project):
        for number, table in enumerate(tables.advice):
            if not table:
                name = checklist.file.advice[number].name
                yield problem(checklist.place("advice", number, "when"), "advice-never-shows", id=name)


def selection_without_advice(project: Project) -> Iterator[Problem]:
    """Signals for which nothing shows when somebody ticks them."""
    for checklist, tables in _proven(project):
        ticks = tables.without_advice
        if ticks:
            place = checklist.key_place("signals", ticks[0])
            yield warning(place, "selection-without-advice", ticks=", ".join(ticks))


def list_too_long(project: Project) -> Iterator[Problem]:
    """A few ticks that give more advice than anybody reads."""
    for checklist, tables in _proven(project):
        length, ticks = tables.longest(FEW)
        if length > int(checklist.file.at_most):
            words = {"ticks": ", ".join(ticks), "few": str(FEW), "limit": checklist.file.at_most}
            yield warning(checklist.key_place("advice"), "list-too-long", count=length, **words)


def scenario_gives_other(project: Project) -> Iterator[Problem]:
    """A scenario of a checklist that gives other advice than it says."""
    for checklist, tables in _proven(project):
        for number, scenario in enumerate(checklist.file.scenarios):
            shown = tables.shown(scenario.ticks)
            if set(shown) != set(scenario.expect):
                place = checklist.key_place("scenarios", number, "expect")
                words = {"name": scenario.name, "expected": _list(scenario.expect), "shown": _list(shown)}
                yield problem(place, "scenario-gives-other", hint="" if shown else "nothing", **words)


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "–"


def checklist_without_scenarios(project: Project) -> Iterator[Problem]:
    """A checklist without an example of what somebody ticks."""
    for checklist in project.library.checklists.values():
        if not checklist.file.scenarios:
            yield warning(checklist.key_place("signals"), "checklist-without-scenarios")
