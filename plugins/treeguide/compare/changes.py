"""Everything that changes for readers between two versions of a project, as values that can be told in any form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from treeguide.compare.matching import (
    Matches,
    SameTree,
    TextChange,
    facet_texts,
    lesson_texts,
    new_and_gone,
    outcome_texts,
    same_tree,
    source_texts,
    term_texts,
    tree_texts,
    walks_after,
    walks_before,
)
from treeguide.compare.sheets import SheetChange, same_sheet
from treeguide.compare.turns import Comparison, Walks
from treeguide.compare.walking import compare
from treeguide.graph import walk
from treeguide.graph.routes import is_endless
from treeguide.library import Lesson, Library
from treeguide.project import Project
from treeguide.values.model import LessonUse, Outcome
from treeguide.values.vocabulary import lists_of


@dataclass(frozen=True)
class ScenarioChange:
    """A scenario that ends elsewhere now: the step where it ended, and where it ends; empty where it did not exist."""

    name: str
    was: str
    now: str


@dataclass(frozen=True)
class RouteChange:
    """The routes of a tree: the old ones held against the new version, and the new ones against the old.

    `is_endless` says that readers can walk in circles in one of them, so that counts mean little.
    """

    before: Walks
    after: Walks
    old: Comparison
    new: Comparison
    is_endless: bool

    @property
    def is_empty(self) -> bool:
        return not self.old.turns and not self.new.lost


@dataclass(frozen=True)
class TreeChange:
    """A tree that is in both versions. `routes` is None when they cannot be compared."""

    same: SameTree
    routes: RouteChange | None
    scenarios: tuple[ScenarioChange, ...]
    texts: tuple[TextChange, ...]
    new_ids: tuple[tuple[str, str, str], ...]

    @property
    def is_empty(self) -> bool:
        is_same = self.routes is not None and self.routes.is_empty
        return is_same and not (self.scenarios or self.texts or self.new_ids)


@dataclass(frozen=True)
class UseChange:
    """The lessons of a situation, by their ids now (or then, for what was dropped)."""

    outcome: str
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    why: tuple[str, ...]
    when: tuple[str, ...]
    is_reordered: bool

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.dropped or self.why or self.when or self.is_reordered)


@dataclass(frozen=True)
class AddressChange:
    """Addresses of the site, as the register writes them. `removed` are gone with a word of why, `lost` without."""

    new: tuple[str, ...]
    moved: tuple[tuple[str, str], ...]
    removed: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """What changes for readers. Things that are new or gone are named by their ids; `unread` are files."""

    before: Project
    after: Project
    trees: tuple[TreeChange, ...]
    sheets: tuple[SheetChange, ...]
    new_guides: tuple[str, ...]
    gone_guides: tuple[str, ...]
    new_outcomes: tuple[str, ...]
    gone_outcomes: tuple[str, ...]
    new_lessons: tuple[str, ...]
    gone_lessons: tuple[str, ...]
    uses: tuple[UseChange, ...]
    texts: tuple[TextChange, ...]
    addresses: AddressChange
    unread: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        things = (self.new_guides, self.gone_guides, self.new_outcomes, self.gone_outcomes, self.new_lessons)
        others = (self.gone_lessons, self.uses, self.texts, self.unread)
        links = (self.addresses.new, self.addresses.moved, self.addresses.removed, self.addresses.lost)
        return not any((*things, *others, *links)) and all(
            change.is_empty for changes in (self.trees, self.sheets) for change in changes
        )


def difference(before: Project, after: Project) -> Difference:
    """What changes for readers from the one version to the other."""
    matches = Matches(before, after)
    old, new = before.library, after.library
    same = [same_tree(old.trees[one], new.trees[other]) for one, other in matches.guides.items() if one in old.trees]
    trees = tuple(_tree(before, after, one, matches.outcomes) for one in sorted(same, key=lambda one: one.after.id))
    new_guides, gone_guides = new_and_gone(old.guides, matches.guides, new.guides)
    new_outcomes, gone_outcomes = new_and_gone(old.situations, matches.outcomes, new.situations)
    shown_before, shown_after = before.shown, after.shown
    still = {one: other for one, other in matches.lessons.items() if one in shown_before and other in shown_after}
    new_lessons, gone_lessons = new_and_gone(shown_before, still, shown_after)
    outcomes = [
        (new.situations[other].id, old.situations[one].outcome, new.situations[other].outcome)
        for one, other in matches.outcomes.items()
        if one in old.situations and other in new.situations
    ]
    texts = [*outcome_texts(outcomes), *lesson_texts((shown_before[a], shown_after[b]) for a, b in still.items())]
    texts += [*source_texts(old.sources, new.sources), *term_texts(old.glossary, new.glossary)]
    lists = lists_of(old.facets), lists_of(new.facets)
    texts += [change for sort in lists[1] for change in facet_texts(lists[0].get(sort, {}), lists[1][sort])]
    uses = (
        _uses(name, _used(one, shown_before, matches.lessons), _used(other, shown_after, {}))
        for name, one, other in outcomes
    )
    return Difference(
        before,
        after,
        trees,
        tuple(_sheets(old, new, matches)),
        tuple(name for name in new_guides if name not in old.declared["tree"]),
        tuple(name for name in gone_guides if name not in new.declared["tree"]),
        tuple(name for name in new_outcomes if not (name in old.declared["outcome"] or old.may_hold(name))),
        tuple(name for name in gone_outcomes if not (name in new.declared["outcome"] or new.may_hold(name))),
        tuple(name for name in new_lessons if name not in old.broken),
        tuple(name for name in gone_lessons if name not in new.broken),
        tuple(use for use in uses if not use.is_empty),
        tuple(texts),
        _addresses(before, after),
        tuple(sorted({path for one in (old, new) for path in _unread(one)})),
    )


def _sheets(old: Library, new: Library, matches: Matches) -> Iterator[SheetChange]:
    """The scans and checklists that are in both versions."""
    targets = {("outcome", one): ("outcome", other) for one, other in matches.outcomes.items()}
    targets |= {("lesson", one): ("lesson", other) for one, other in matches.lessons.items()}
    for one, other in matches.guides.items():
        if one in old.sheets:
            yield same_sheet(old.sheets[one], new.sheets[other], targets)


def _unread(library: Library) -> set[str]:
    """The files that could not be read, or not as a whole."""
    faulty = {found.place.document.path for found in library.problems if found.is_error}
    return faulty | {document.path for document in (*library.broken.values(), *library.unread)}


def _tree(before: Project, after: Project, same: SameTree, outcomes: Mapping[str, str]) -> TreeChange:
    ids = [
        (question, one, other)
        for question, options in same.options.items()
        for one, other in options.items()
        if one != other
    ]
    scenarios = tuple(_scenarios(same, outcomes))
    return TreeChange(same, _routes(before, after, same, outcomes), scenarios, tuple(tree_texts(same)), tuple(ids))


def _routes(before: Project, after: Project, same: SameTree, outcomes: Mapping[str, str]) -> RouteChange | None:
    """The routes of both versions held against each other; None when one has no graph, or they differ too wildly."""
    old_graph, new_graph = before.graph(same.before), after.graph(same.after)
    if not old_graph.sections or not new_graph.sections:
        return None
    then, now = walks_before(old_graph, same, outcomes), walks_after(new_graph)
    old, new = compare(then, now), compare(now, then)
    if old is None or new is None:
        return None
    return RouteChange(then, now, old, new, is_endless(old_graph) or is_endless(new_graph))


def _scenarios(same: SameTree, outcomes: Mapping[str, str]) -> Iterator[ScenarioChange]:
    """Scenarios by their name that end in another step; those that are new or gone too."""
    known = {**same.questions, **outcomes}
    was = {one.name: walk(same.before.file, one.answers)[0] for one in same.before.file.scenarios}
    now = {one.name: walk(same.after.file, one.answers)[0] for one in same.after.file.scenarios}
    for name in dict.fromkeys((*now, *was)):
        if name not in was or name not in now or known.get(was[name], "") != now[name]:
            yield ScenarioChange(name, was.get(name, ""), now.get(name, ""))


def _used(outcome: Outcome, lessons: Mapping[str, Lesson], matches: Mapping[str, str]) -> dict[str, LessonUse]:
    """Those of these lessons that a situation names, by their ids now."""
    return {matches.get(use.lesson, use.lesson): use for use in outcome.lessons if use.lesson in lessons}


def _uses(name: str, was: Mapping[str, LessonUse], now: Mapping[str, LessonUse]) -> UseChange:
    """What became of the lessons of a situation; of those that readers see."""
    both = [lesson for lesson in now if lesson in was]
    return UseChange(
        name,
        tuple(lesson for lesson in now if lesson not in was),
        tuple(use.lesson for lesson, use in was.items() if lesson not in now),
        tuple(lesson for lesson in both if was[lesson].why.split() != now[lesson].why.split()),
        tuple(lesson for lesson in both if was[lesson].when != now[lesson].when),
        both != [lesson for lesson in was if lesson in now],
    )


def _addresses(before: Project, after: Project) -> AddressChange:
    """What becomes of the addresses of the site.

    A part of a page is only named where its page stays; the name of a section with facts behind it is no promise.
    """
    old, new = before.addresses, after.addresses
    left = {address: new.leads_to(address) for address in sorted(old.live - new.live) if "." not in address}
    told = [address for address in left if _page(address) == address or _page(address) not in left]
    came = [address for address in sorted(new.live - old.live) if "." not in address] if before.is_wholly_known else []
    targets = set(left.values())
    came = [address for address in came if address not in targets]
    return AddressChange(
        tuple(address for address in came if _page(address) == address or _page(address) in old.live),
        tuple((address, left[address]) for address in told if left[address] in new.live),
        tuple(address for address in told if left[address] in new.removed),
        tuple(address for address in told if not left[address]) if after.is_wholly_known else (),
    )


def _page(address: str) -> str:
    return address.partition("#")[0]
