"""What must be true of trees, lessons and sources before readers see them. One function per check."""

from collections.abc import Callable, Iterator, Mapping

from treeguide.checks import addresses, conditions, link_ends, names, readers, rings, steps, texts
from treeguide.checks.project import Project
from treeguide.problem import Problem, in_order

__all__ = ["CHECKS", "Project", "check"]

CHECKS: tuple[Callable[[Project], Iterator[Problem]], ...] = (
    steps.unknown_start,
    steps.unknown_target,
    steps.otherwise_missing,
    steps.same_id,
    steps.unreachable_step,
    rings.no_way_out,
    rings.loop,
    rings.too_many_sections,
    conditions.empty_condition,
    conditions.never_holds,
    conditions.swallowed,
    conditions.order_dependent,
    conditions.unknown_fact,
    conditions.fact_never_set,
    conditions.fact_never_used,
    names.unknown_lesson,
    names.unknown_source,
    names.uncited_source,
    names.unknown_guide,
    names.unknown_facet,
    names.names_itself,
    names.bad_date,
    names.reserved_name,
    names.alias_taken,
    readers.scenario_ends_elsewhere,
    readers.outcome_without_scenario,
    readers.outcome_without_lessons,
    readers.unused_outcome,
    readers.lesson_without_outcome,
    readers.single_option,
    readers.same_text,
    texts.raw_html,
    texts.attribute_list,
    texts.unsafe_address,
    texts.top_heading,
    texts.glued_list,
    link_ends.broken_link,
    link_ends.broken_anchor,
    addresses.address_taken,
    addresses.gone,
    addresses.still_here,
    addresses.never_published,
    addresses.unknown_address,
    addresses.bad_code,
)


_UNSURE_ROUTES = frozenset(
    {
        "after-otherwise",
        "duplicate-key",
        "fact-never-set",
        "never-holds",
        "otherwise-missing",
        "swallowed",
        "unknown-fact",
    }
)
_UNSURE_STEPS = frozenset({"duplicate-key"})
FOLLOWS: Mapping[str, frozenset[str]] = {
    "outcome-without-scenario": _UNSURE_STEPS,
    "scenario-ends-elsewhere": _UNSURE_ROUTES,
    "scenario-unfinished": _UNSURE_ROUTES,
    "single-option": _UNSURE_STEPS,
    "unknown-option": _UNSURE_STEPS,
    "unreachable-step": _UNSURE_STEPS,
}


def check(project: Project) -> list[Problem]:
    """Everything wrong with the project, sorted by place: what reading found and what every check found.

    One finding for one cause: what most likely follows from another fault in the same file waits until that is mended.
    """
    found = list(project.library.problems)
    for one in CHECKS:
        found.extend(one(project))
    seen = {(one.place.document.path, one.code) for one in found}
    return in_order(
        one for one in found if not any((one.place.document.path, cause) in seen for cause in FOLLOWS.get(one.code, ()))
    )
