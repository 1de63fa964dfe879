"""What must be true of trees, lessons and sources before readers see them. One function per check."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from treeguide.checks import addresses, conditions, files, names, readers, sheets, steps, texts
from treeguide.project import Project
from treeguide.values import Place, Problem, Word, in_order

__all__ = ["CHECKS", "check"]

CHECKS: tuple[Callable[[Project], Iterator[Problem]], ...] = (
    steps.unknown_start,
    steps.unknown_target,
    steps.otherwise_missing,
    steps.same_id,
    steps.unreachable_step,
    steps.no_way_out,
    steps.loop,
    steps.too_many_sections,
    conditions.empty_condition,
    conditions.never_holds,
    conditions.swallowed,
    conditions.order_dependent,
    conditions.unknown_fact,
    conditions.fact_never_set,
    conditions.fact_never_used,
    names.unknown_lesson,
    names.lesson_draft,
    names.unknown_source,
    names.uncited_source,
    names.unknown_guide,
    names.unknown_facet,
    names.unknown_list,
    readers.unknown_start_here,
    readers.start_here_twice,
    readers.start_here_draft,
    names.names_itself,
    names.bad_date,
    names.reserved_name,
    names.unknown_new_name,
    addresses.alias_taken,
    readers.scenario_ends_elsewhere,
    readers.outcome_without_scenario,
    readers.outcome_without_lessons,
    readers.lesson_twice,
    readers.draft_denied,
    readers.only_drafts,
    readers.unused_outcome,
    readers.lesson_without_outcome,
    readers.single_option,
    readers.many_options,
    readers.same_text,
    sheets.unknown_item,
    sheets.bad_score,
    sheets.unknown_pattern,
    sheets.bad_scale,
    sheets.too_many_items,
    sheets.pattern_without_words,
    sheets.scenario_shows_other,
    sheets.scan_without_scenarios,
    sheets.unknown_signal,
    sheets.too_many_signals,
    sheets.half_advice,
    sheets.advice_never_shows,
    sheets.selection_without_advice,
    sheets.list_too_long,
    sheets.scenario_gives_other,
    sheets.checklist_without_scenarios,
    texts.text_too_long,
    texts.text_too_tangled,
    texts.raw_html,
    texts.hidden_reference,
    texts.attribute_list,
    texts.second_boundary,
    texts.unsafe_address,
    texts.picture_from_elsewhere,
    texts.top_heading,
    texts.glued_list,
    texts.running_text,
    texts.broken_link,
    texts.link_to_draft,
    texts.broken_anchor,
    addresses.address_taken,
    addresses.gone,
    addresses.still_here,
    addresses.never_published,
    addresses.unknown_address,
    addresses.moves_into_itself,
    addresses.bad_code,
    files.passed_over,
    files.other_folder,
    files.bad_page_name,
    files.broken_page_link,
    files.bad_mark,
    files.nav_twice,
    files.nav_missing,
    files.not_left_out,
    readers.publisher_incomplete,
    readers.security_runs_out,
)


_UNSURE_ROUTES = frozenset(
    {
        "after-otherwise",
        "duplicate-id",
        "duplicate-key",
        "fact-never-set",
        "never-holds",
        "otherwise-missing",
        "swallowed",
        "unknown-fact",
    }
)
_UNSURE_STEPS = frozenset({"duplicate-id", "duplicate-key"})
_UNSURE_WAYS = frozenset({"duplicate-key", "unknown-fact", "unknown-target"})
FOLLOWS: Mapping[str, frozenset[str]] = {
    "address-taken": frozenset({"reserved-name"}),
    "alias": frozenset({"merge"}),
    "anchor": frozenset({"merge"}),
    "loop": frozenset({"duplicate-id"}),
    "missing-key": frozenset({"merge", "swallowed-key"}),
    "never-holds": _UNSURE_WAYS,
    "no-way-out": frozenset({"duplicate-id"}),
    "outcome-without-scenario": _UNSURE_STEPS,
    "scenario-ends-elsewhere": _UNSURE_ROUTES,
    "scenario-gives-other": frozenset({"half-advice"}),
    "scenario-shows-other": frozenset({"bad-score", "unknown-item"}),
    "scenario-unfinished": _UNSURE_ROUTES,
    "single-option": _UNSURE_STEPS,
    "swallowed": _UNSURE_WAYS,
    "unknown-option": _UNSURE_STEPS,
    "unreachable-step": _UNSURE_STEPS,
}


def check(project: Project) -> list[Problem]:
    """Everything wrong with the project, sorted by place: what reading found and what every check found.

    One finding for one cause: what most likely follows from another fault in the same file waits until that is mended,
    and a name that is unknown in several places of a file is reported at the first, with the other lines.
    """
    found = [*project.notices, *project.library.problems]
    for one in CHECKS:
        found.extend(one(project))
    seen = {(one.place.document.path, one.code) for one in found}
    causes = (
        one for one in found if not any((one.place.document.path, cause) in seen for cause in FOLLOWS.get(one.code, ()))
    )
    return _joined(in_order(_graded(causes, project.settings.checks)))


def _graded(problems: Iterable[Problem], grades: Mapping[str, object]) -> Iterator[Problem]:
    """The problems as the project grades them: what may be meant so can be an error, or left out. An error stays."""
    for found in problems:
        grade = grades.get(found.code, found.level)
        if found.is_error or grade == "warning":
            yield found
        elif grade == "error":
            yield replace(found, level="error")


def _unknown(found: Problem) -> tuple[Word, ...]:
    """The name that is unknown, and for a key what is said about it; nothing of other findings."""
    words = found.words
    if found.code != "unknown-key":
        return (words.get("id", ""), words.get("fact", "")) if found.code.startswith("unknown-") else ()
    return (words["key"], words["meant"] or words["near"] or words["known"])


def _joined(problems: list[Problem]) -> list[Problem]:
    """The problems, those about one unknown name in one file as one."""
    first: dict[object, int] = {}
    joined: list[Problem] = []
    others: dict[int, list[Place]] = {}
    for found in problems:
        key = (found.place.document.path, found.code, *_unknown(found))
        if not any(key[2:]):
            joined.append(found)
        elif key in first:
            others.setdefault(first[key], []).append(found.place)
        else:
            first[key] = len(joined)
            joined.append(found)
    for number, places in others.items():
        one = joined[number]
        joined[number] = replace(one, also=tuple(place for place in places if place.line != one.place.line))
    return joined
