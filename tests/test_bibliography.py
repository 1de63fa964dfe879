"""The order of the bibliography: what the guide rests on first."""

from treeguide.pages.overview import in_order
from treeguide.values.model import Source


def ids(uses: dict[str, int]) -> list[str]:
    sources = {
        "zaal": Source(title="Zaal", author="Anna Zaal"),
        "raad": Source(title="Advies", publisher="Een raad"),
        "kade": Source(title="De kade"),
    }
    return [name for name, _ in in_order(sources, uses)]


def test_sources_go_by_author_else_publisher_else_title() -> None:
    assert ids({"raad": 9}) == ["zaal", "kade", "raad"]


def test_what_the_guide_rests_on_comes_first_and_the_most_used_at_the_top() -> None:
    assert ids({"raad": 10, "kade": 12}) == ["kade", "raad", "zaal"]
