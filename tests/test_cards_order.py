"""The cards of a phase begin with the lessons that most situations lead to."""

import re
from pathlib import Path

from small_project import lesson, write_project
from treeguide.config.setup import read_setup
from treeguide.pages import planned_pages
from treeguide.project import read_project
from treeguide.writing import Writer

FACETS = "cards: {by: phases}\nphases:\n  starten: {label: Starten}\n"


def test_the_first_cards_are_of_the_lessons_that_most_situations_lead_to(tmp_path: Path) -> None:
    lessons = {
        f"lessons/lessen/{name}.md": lesson(name, phases="[starten]", ask=f"[Wat zegt {name}?]")
        for name in ("achteraf", "open-kaart", "vier-het")
    }
    project = read_project(read_setup(write_project(tmp_path, **{"lessons/facets.yml": FACETS}, **lessons)))
    pages = {plan.path: plan for plan in planned_pages(Writer(project), [])}
    html = pages["aan-tafel/starten.md"].make().html
    assert re.findall(r"Wat zegt (.*?)[?]", html) == ["open-kaart", "vier-het", "achteraf"]
