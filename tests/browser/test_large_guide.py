"""In a guide of hundreds of questions the next one is there at once: no request, and no look at all the others."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from built import build, served
from small_project import write_project
from visitors import Visitors

pytestmark = pytest.mark.slow

COUNT = 500
CONFIG = """\
site_name: Proef
theme: {name: material, language: nl, font: false, features: [navigation.instant, toc.follow]}
plugins: [search, treeguide]
"""


def tree(count: int) -> str:
    """A tree in which every question leads to three others, as far as there are any."""
    lines = ["title: Groot", "summary: Veel vragen.", "start: v0", "questions:"]
    for number in range(count):
        lines += [f"  v{number}:", f"    text: Vraag {number}?", "    options:"]
        for option in range(3):
            after = number * 3 + option + 1
            target = f"v{after}" if after < count else "ga-door"
            lines += [f"      o{option}:", f"        text: Antwoord {option}", f"        next: {target}"]
    return "\n".join([*lines, ""])


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of such a guide."""
    files = {"mkdocs.yml": CONFIG, "docs/index.md": "# Start\n", "decision_trees/groot.yml": tree(COUNT)}
    project = write_project(tmp_path_factory.mktemp("project"), **files)
    with served(build(project, tmp_path_factory.mktemp("site"))) as home:
        yield f"{home}wegwijzers/groot/"


def test_the_next_question_takes_no_look_at_all_the_others(browser: Browser, visit: Visitors, guide: str) -> None:
    page = visit(guide)
    current = page.locator("[data-guide-current]")
    for expected in ("v2", "v8"):
        current.get_by_role("link", name="Antwoord 1").click()
        expect(current.locator("h2")).to_have_id(expected)
    page.wait_for_load_state("networkidle")
    visit.requests.clear()
    browser.start_tracing(page=page, categories=["devtools.timeline"])
    current.get_by_role("link", name="Antwoord 1").click()
    expect(current.locator("h2")).to_have_id("v26")
    page.wait_for_timeout(300)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    styled = [one["args"]["elementCount"] for one in events if one["name"] == "UpdateLayoutTree" and "args" in one]
    assert 0 < sum(styled) < COUNT / 2
    assert [url for url in visit.requests if not url.endswith("favicon.png")] == []
    expect(page.get_by_role("navigation", name="Je antwoorden tot nu toe").get_by_role("listitem")).to_have_count(3)
