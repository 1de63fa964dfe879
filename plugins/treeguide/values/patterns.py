"""Scores of a group become a pattern by one table of rules, which Python and the page's script both read.

Scores are near each other when they differ a third of the scale at most. Sorted, they fall apart into groups wherever
two neighbours are not near. Where all scores of each group are near each other, the number of groups counts.
"""

from collections.abc import Iterable
from functools import cache
from itertools import combinations_with_replacement
from typing import NamedTuple


class Rule(NamedTuple):
    """What must hold for a pattern; the first rule that holds gives it.

    At least `fewest` scores, and at most `most`; exactly so many `groups` (0: whatever they are), the smallest of
    which has so many scores (`smallest`, 0: any number); their middle in that `third` of the scale (1 to 3, 0: any).
    """

    pattern: str
    fewest: int = 0
    most: int = 1_000_000
    groups: int = 0
    smallest: int = 0
    third: int = 0


RULES = (
    Rule("too_few", most=1),
    Rule("agree_low", groups=1, third=1),
    Rule("agree_high", groups=1, third=3),
    Rule("agree_middle", groups=1),
    Rule("one_differs", fewest=3, groups=2, smallest=1),
    Rule("two_camps", groups=2),
    Rule("spread"),
)
PATTERNS = tuple(rule.pattern for rule in RULES)


def near(width: int) -> int:
    """How far two scores on a scale of that width (last minus first) may differ and still be near each other."""
    return max(width // 3, min(1, width // 2))


def pattern(scores: Iterable[int], first: int, last: int) -> str:
    """The pattern of these scores on a scale from `first` to `last`; every multiset of scores has exactly one."""
    given = sorted(scores)
    count, width = len(given), last - first
    groups = _groups(given, near(width))
    third = _third(given[(count - 1) // 2] + given[count // 2] - 2 * first, width) if given else 0
    smallest = min(groups, default=0)
    return next(
        rule.pattern
        for rule in RULES
        if rule.fewest <= count <= rule.most
        and rule.groups in (0, len(groups))
        and rule.smallest in (0, smallest)
        and rule.third in (0, third)
    )


def _groups(given: list[int], near: int) -> list[int]:
    """How many scores each group has; nothing where the scores of some group are not near each other."""
    groups: list[list[int]] = []
    for score in given:
        if groups and score - groups[-1][-1] <= near:
            groups[-1].append(score)
        else:
            groups.append([score])
    is_tight = all(one[-1] - one[0] <= near for one in groups)
    return [len(one) for one in groups] if is_tight else []


def _third(middle: int, width: int) -> int:
    """Which third of the scale the middle is in; `middle` is twice its distance from the first score."""
    return 1 if 3 * middle <= 2 * width else 3 if 3 * middle >= 4 * width else 2


@cache
def example(wanted: str, first: int, last: int) -> tuple[int, ...]:
    """A few scores that have that pattern; none where no scores on this scale have it."""
    scale = range(first, last + 1)
    tries = (scores for count in (4, 3, 2, 1) for scores in combinations_with_replacement(scale, count))
    return next((scores for scores in tries if pattern(scores, first, last) == wanted), ())
