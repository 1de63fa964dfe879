"""What must be true of trees, lessons and sources before readers see them. One function per check."""

from collections.abc import Callable, Iterator

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
    addresses.gone,
    addresses.still_here,
    addresses.never_published,
    addresses.unknown_address,
)


def check(project: Project) -> list[Problem]:
    """Everything wrong with the project, sorted by place: what reading found and what every check found."""
    found = list(project.library.problems)
    for one in CHECKS:
        found.extend(one(project))
    return in_order(found)
