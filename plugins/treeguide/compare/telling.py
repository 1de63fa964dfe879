"""Tells a difference line by line, what matters most to readers first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from treeguide.compare.changes import Difference, RouteChange, TreeChange, UseChange
from treeguide.compare.lines import SHOWN, Line, items, sheet_lines, text_lines
from treeguide.compare.turns import Turn
from treeguide.compare.wording import Texts, Wording, outcome_title, sketch, step_title, turn_names
from treeguide.graph.routes import measure

ENDS = 6


def told(found: Difference, words: Wording, since: str) -> Iterator[Line]:
    """The whole difference; `since` says what was compared with."""
    yield Line("heading", words.say("title"))
    yield Line("plain", since)
    if found.unread:
        yield Line("plain", words.say("unread", files=", ".join(map(words.code, found.unread))))
    if found.is_empty:
        yield Line("plain", words.say("nothing"))
    for change in found.trees:
        yield from _tree(found, change, words)
    for sheet in found.sheets:
        yield from sheet_lines(found, sheet, words)
    yield from _new_and_gone(found, words)
    yield from _uses(found, words)
    yield from _addresses(found, words)
    if found.texts:
        yield Line("heading", words.say("texts"), 2)
        yield from text_lines(found.texts, words)


# --- trees -----------------------------------------------------------------------------------------------------------


def _tree(found: Difference, change: TreeChange, words: Wording) -> Iterator[Line]:
    if change.is_empty:
        return
    yield Line("heading", words.say("tree", tree=words.title(change.same.after.file.title)), 2)
    if change.routes is None:
        yield Line("plain", words.say("not-compared"))
    elif not change.routes.is_empty:
        texts = Texts(found.before, found.after, change)
        yield from _sums(change.routes, words)
        yield from _items_of_turns(change.routes, texts, words)
        drawing = sketch(change.routes, texts)
        if drawing and words.medium == "markdown":
            yield Line("plain", words.say("drawing"))
            yield Line("drawing", drawing)
    yield from items((_new_id(change, one, words) for one in change.new_ids), words)
    yield from _scenarios(found, change, words)
    if change.texts:
        yield Line("heading", words.say("texts"), 3)
        yield from text_lines(change.texts, words)


def _sums(routes: RouteChange, words: Wording) -> Iterator[Line]:
    """How many routes change, in one line."""
    if routes.is_endless:
        yield Line("plain", words.say("routes-endless"))
        return
    total, parts = routes.old.routes, []
    if routes.old.changed:
        parts.append(words.say("routes-changed", routes.old.changed, total=total))
    if routes.old.open:
        parts.append(words.say("routes-open", routes.old.open, total=total))
    if routes.old.lost:
        parts.append(words.say("routes-lost", routes.old.lost, total=total))
    if not parts:
        parts.append(words.say("routes-same", total, total=total))
    if routes.new.lost:
        parts.append(words.say("routes-new", routes.new.lost, total=routes.new.routes))
    yield Line("plain", " ".join(parts))


def _items_of_turns(routes: RouteChange, texts: Texts, words: Wording) -> Iterator[Line]:
    groups = [list(_turn(routes, turn, texts, words)) for turn in _by_weight(routes.old.turns)]
    groups += [[_new_answer(routes, turn, texts, words)] for turn in routes.new.turns if turn.lost]
    keep = SHOWN if len(groups) > SHOWN + 1 else len(groups)
    for group in groups[:keep]:
        yield from group
    if groups[keep:]:
        yield Line("item", words.say("more", len(groups) - keep))


def _by_weight(turns: Sequence[Turn]) -> list[Turn]:
    """Turns that change where readers end before those that do not; else the nearest first."""
    return sorted(turns, key=lambda turn: not turn.changed)


def _turn(routes: RouteChange, turn: Turn, texts: Texts, words: Wording) -> Iterator[Line]:
    """A turn as an item, and below it which ends change."""
    was, now = turn_names(turn, routes.before, routes.after)
    key = f"came-{was[0]}-now-{now[0] if now else 'nothing'}"
    if now and now[0] == was[0] == "question" and turn.now is not None and now != was:
        if routes.after.asks(turn.now, was[1]):
            key = "came-question-asked-first"
        elif routes.before.asks(turn.was, now[1]):
            key = "came-question-skipped"
    values = {"was": words.title(texts.step(was)), "now": words.title(texts.step(now)) if now else ""}
    clause = words.say(key, after=_after(turn, texts, words, was=True), **values)
    if not turn.changed:
        clause = f"{clause} {words.say('same-ends')}"
    elif now and turn.count < turn.routes and not routes.is_endless:
        clause = f"{clause} {words.say('of-which', turn.routes - turn.count, total=turn.routes)}"
    share = words.say("share", turn.count or turn.routes, total=routes.old.routes)
    yield Line("item", _sentence("" if routes.is_endless else share, clause))
    if now and (was[0], now[0]) != ("end", "end"):
        yield from items(_ends(routes, turn, texts, words), words, 2, ENDS)


def _new_answer(routes: RouteChange, turn: Turn, texts: Texts, words: Wording) -> Line:
    """A turn of the new version that leads where no old route led."""
    after = _after(turn, texts, words, was=False)
    name = routes.after.name(turn.was)
    if turn.now is None:
        clause = words.say(f"new-answer-{name[0]}", after=after, now=words.title(texts.step(name)))
    else:
        clause = words.say("new-routes", after=after)
    return Line("item", _sentence("" if routes.is_endless else words.say("new-share", turn.lost), clause))


def _after(turn: Turn, texts: Texts, words: Wording, *, was: bool) -> str:
    answers = [words.answer(text) for text in texts.answers(turn.route, was=was)]
    if not answers:
        return words.say("at-start")
    if len(answers) > 5:
        answers = [*answers[:2], "…", *answers[-2:]]
    return words.say("after" if turn.is_only else "after-among", route=" → ".join(answers))


def _sentence(share: str, clause: str) -> str:
    return f"{share}: {clause}" if share else clause[:1].upper() + clause[1:]


def _ends(routes: RouteChange, turn: Turn, texts: Texts, words: Wording) -> Iterator[str]:
    """Which ends a turn changes, the most routes first."""
    counts: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for (end, ends), count in turn.changed.items():
        others = tuple(one for one in ends if one != end)
        counts["" if end in ends else end, others] += count
    together: dict[object, list[tuple[str, tuple[str, ...]]]] = {}
    for end, ends in sorted(counts, key=lambda key: (-counts[key], key)):
        together.setdefault(ends if end and ends else (end, ends), []).append((end, ends))
    for group in together.values():
        end, ends = group[0]
        key = "ends-open" if not end else "ends-change" if ends else "ends-lost"
        was, now = _one_of([one for one, _ in group], texts, words), _one_of(ends, texts, words)
        said = words.say(key, sum(counts[one] for one in group), was=was, now=now)
        yield said.partition("× ")[2] if routes.is_endless else said


def _one_of(ends: Sequence[str], texts: Texts, words: Wording) -> str:
    """The titles of the first few situations, with "or" between them."""
    titles = [words.title(texts.step(("end", end))) for end in ends if end]
    return f" {words.say('or')} ".join(titles[:4]) + words.say("and-so") * bool(titles[4:])


def _new_id(change: TreeChange, ids: tuple[str, str, str], words: Wording) -> str:
    question, was, now = ids
    text = change.same.before.file.questions[question].options[was].text
    return words.say("new-id", answer=words.answer(text), was=words.code(was), now=words.code(now))


def _scenarios(found: Difference, change: TreeChange, words: Wording) -> Iterator[Line]:
    if not change.scenarios:
        return

    def end(step: str, *, was: bool) -> str:
        project, tree = (found.before, change.same.before) if was else (found.after, change.same.after)
        sort, text = step_title(project, tree, step)
        return words.say("unfinished", question=words.title(text)) if sort == "question" else words.title(text)

    yield Line("heading", words.say("scenarios"), 3)
    rows = []
    for one in change.scenarios:
        key = "scenario-gone" if not one.now else "scenario-new" if not one.was else "scenario-ends"
        was, now = end(one.was, was=True) if one.was else "", end(one.now, was=False) if one.now else ""
        rows.append(words.say(key, name=words.answer(one.name), was=was, now=now))
    yield from items(rows, words)


# --- everything else -------------------------------------------------------------------------------------------------


def _new_and_gone(found: Difference, words: Wording) -> Iterator[Line]:
    """Trees, situations and lessons that are new or gone."""
    before, after = found.before, found.after
    gone = {name: before.library.guides[name].file.title for name in found.gone_guides}
    lists = {
        "new-guides": [_size(found, name, words) for name in found.new_guides],
        "gone-guides": [words.title(title) for title in gone.values()],
        "new-outcomes": [words.title(outcome_title(after, after, name)) for name in found.new_outcomes],
        "gone-outcomes": [words.title(outcome_title(before, before, name)) for name in found.gone_outcomes],
        "new-lessons": [words.title(after.shown[name].front.title) for name in found.new_lessons],
        "gone-lessons": [words.title(before.shown[name].front.title) for name in found.gone_lessons],
    }
    for key, rows in lists.items():
        if rows:
            yield Line("heading", words.say(key), 2)
            yield from items(rows, words)


def _size(found: Difference, name: str, words: Wording) -> str:
    """A new guide and how large it is."""
    sheet = found.after.library.sheets.get(name)
    if sheet:
        return words.say(f"{sheet.PARTS}-size", len(sheet.parts), tree=words.title(sheet.file.title))
    tree = found.after.library.trees[name]
    graph = found.after.graph(tree)
    total = measure(graph).total if graph.sections else 0
    key = "tree-size-endless" if total is None else "tree-size"
    return words.say(
        key,
        tree=words.title(tree.file.title),
        questions=len(tree.file.questions),
        outcomes=len(graph.outcomes),
        routes=total or 0,
    )


def _uses(found: Difference, words: Wording) -> Iterator[Line]:
    """What became of the lessons of each situation."""
    if not found.uses:
        return
    yield Line("heading", words.say("uses"), 2)
    for use in found.uses[:SHOWN]:
        yield Line("item", words.title(outcome_title(found.after, found.after, use.outcome)))
        yield from items(_use(found, use, words), words, 2)
    if found.uses[SHOWN:]:
        yield Line("item", words.say("more", len(found.uses) - SHOWN))


def _use(found: Difference, use: UseChange, words: Wording) -> Iterator[str]:
    now, was = found.after.library.lessons, found.before.library.lessons

    def names(lessons: Iterable[str]) -> str:
        return ", ".join(words.title((now.get(one) or was[one]).front.title) for one in lessons)

    for key, lessons in (("added", use.added), ("dropped", use.dropped), ("why", use.why), ("when", use.when)):
        if lessons:
            yield words.say(f"use-{key}", lessons=names(lessons))
    if use.is_reordered:
        yield words.say("use-order")


def _addresses(found: Difference, words: Wording) -> Iterator[Line]:
    """Addresses that appear, move or go; those that lead nowhere first."""
    addresses = found.addresses
    rows = [words.say("address-lost", address=words.code(f"/{one}")) for one in addresses.lost]
    rows += [
        words.say("address-moved", was=words.code(f"/{was}"), now=words.code(f"/{now}")) for was, now in addresses.moved
    ]
    rows += [words.say("address-removed", address=words.code(f"/{one}")) for one in addresses.removed]
    new = [words.code(f"/{one}") for one in addresses.new]
    if new:
        listed = ", ".join(new[:SHOWN]) + (f", {words.say('more', len(new) - SHOWN)}" if new[SHOWN:] else "")
        rows.append(words.say("address-new", len(new), list=listed))
    if rows:
        yield Line("heading", words.say("addresses"), 2)
        yield from items(rows, words)
