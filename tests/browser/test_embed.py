"""A guide in a frame on another site: as high as it needs to be, keeping nothing, with a link where it is blocked."""

import math
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import FrameLocator, Page, expect

from built import served
from visitors import Visitors, soon

GUIDE = "wegwijzers/situatie/"
NEXT = "Kun je met alle partners eerlijk praten over wat er misgaat?"

STEP = 200  # pixels


@pytest.fixture(scope="session")
def home(walked: str) -> str:
    """The guide whose words and routes stay as they are."""
    return walked


@pytest.fixture
def host(visitors: Visitors, home: str, tmp_path: Path) -> Iterator[str]:
    """A page of another site with exactly the HTML that the panel "Deel" of a guide offers."""
    page = visitors(home + GUIDE)
    page.get_by_role("button", name="Deel", exact=True).click()
    html = page.get_by_label("Op je eigen site zetten").input_value()
    around = "<!doctype html><html lang=nl><title>Ons</title><link rel=icon href=data:,><h1>Ons</h1>"
    (tmp_path / "index.html").write_text(f"{around}<p>{'tekst ' * 400}</p>{html}", "utf-8")
    with served(tmp_path) as address:
        yield address


def frame(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


def ready(page: Page) -> Page:
    """Wait until the script in the frame runs."""
    page.locator("iframe").scroll_into_view_if_needed()
    expect(frame(page).get_by_role("link", name="Dat weten we (nog) niet")).to_be_visible()
    return page


def height(page: Page) -> float:
    box = page.locator("iframe").bounding_box()
    return box["height"] if box else 0


def inner_height(page: Page) -> float:
    return float(frame(page).locator("body").evaluate("body => Math.ceil(body.getBoundingClientRect().height)"))


def fits(page: Page) -> None:
    """Wait until the frame is as high as what is in it, rounded up to a whole step."""
    ready(page)
    page.wait_for_function(
        "height => document.querySelector('iframe').getAttribute('height') === `${height}`",
        arg=math.ceil(inner_height(page) / STEP) * STEP,
    )


def test_frame_fits_the_question_and_follows_it(visit: Visitors, host: str) -> None:
    page = visit(host)
    fits(page)
    frame(page).get_by_role("link", name="Het staat stil").click()
    expect(frame(page).get_by_role("heading", name=NEXT)).to_be_visible()
    expect(frame(page).locator(".guide-trail")).to_contain_text("Het staat stil")
    fits(page)
    expect(page).to_have_url(host)
    page.set_viewport_size({"width": 320, "height": 700})
    fits(page)


def test_the_page_around_hears_nothing_but_whole_steps(visit: Visitors, host: str) -> None:
    """The exact height is another one at each question, so it would tell the answers."""
    page = visit(host)
    page.evaluate("window.heard = []; addEventListener('message', ({ data }) => heard.push(data.treeguide))")
    fits(page)
    for answer in frame(page).locator(".guide-options a").all_inner_texts()[:7]:
        frame(page).locator("[data-guide-current]").get_by_role("link", name=answer).click()
        page.wait_for_timeout(100)
        frame(page).locator("html").evaluate("() => history.back()")
        page.wait_for_timeout(200)
    heard = page.evaluate("heard")
    assert heard
    assert {one % STEP for one in heard} == {0}


def test_top_of_the_frame_comes_into_view_with_a_new_question(visit: Visitors, host: str) -> None:
    page = visit(host)
    fits(page)
    page.evaluate("scrollTo(0, document.querySelector('iframe').offsetTop + 250)")
    frame(page).get_by_role("link", name="Het loopt goed").click()
    page.wait_for_function("Math.abs(document.querySelector('iframe').getBoundingClientRect().top) < 5")


def test_situation_opens_on_the_site_itself_in_a_tab_of_its_own(visit: Visitors, host: str, home: str) -> None:
    page = ready(visit(host))
    frame(page).get_by_role("link", name="Het staat stil").click()
    with page.context.expect_page() as opened:
        frame(page).get_by_role("link", name="Met een paar partners wel").click()
    situation = opened.value
    situation.wait_for_url(f"{home}situaties/moeilijk-gesprek/#~situatie~fase=staat-stil~eerlijk-praten=met-een-paar")
    assert situation.evaluate("opener") is None
    expect(frame(page).get_by_role("heading", name=NEXT)).to_be_visible()


def test_nothing_is_kept_and_nothing_else_is_asked_for(visit: Visitors, host: str, home: str) -> None:
    page = ready(visit(host))
    frame(page).get_by_role("link", name="Het staat stil").click()
    expect(frame(page).get_by_role("heading", name=NEXT)).to_be_visible()
    page.wait_for_timeout(300)
    soon(lambda: frame(page).locator("body").evaluate("[localStorage.length, sessionStorage.length]"), [0, 0])
    assert page.context.cookies() == []
    soon(lambda: frame(page).locator("button").count(), 0)
    loaded = [url.removeprefix(home) for url in visit.requests if url.startswith(home)]
    start = loaded.index(f"{GUIDE}embed/")
    kinds = {re.sub(r"\.\w{10}\.", ".", url) for url in loaded[start - 1 :] if "bundle" not in url}
    assert kinds >= {f"{GUIDE}embed/", "treeguide-embed.js", "assets/treeguide/guide.css", "assets/treeguide/frame.mjs"}
    assert not {one for one in kinds if "dossier" in one or "resume" in one or "search" in one}


@pytest.mark.slow
def test_only_the_frame_itself_changes_its_height(visit: Visitors, host: str) -> None:
    page = visit(host)
    fits(page)
    before = height(page)
    page.evaluate("postMessage({ treeguide: 4000 }, '*')")
    other = page.evaluate(
        """async () => {
            const other = document.body.appendChild(document.createElement('iframe'))
            other.srcdoc = "<script>parent.postMessage({ treeguide: 3000 }, '*')</" + "script>"
            await new Promise(done => other.onload = () => setTimeout(done, 100))
            const height = other.getAttribute("height")
            other.remove()
            return height
        }"""
    )
    assert other is None
    for height_ in ("'5000'", "-5", "NaN", "1e9", "{}", "null"):
        frame(page).locator("body").evaluate(f"() => parent.postMessage({{ treeguide: {height_} }}, '*')")
    page.wait_for_timeout(200)
    assert height(page) == before
    assert re.fullmatch(r"\d+", page.locator("iframe").get_attribute("height") or "")


@pytest.mark.slow
def test_two_guides_on_one_page_each_have_their_own_height(visit: Visitors, host: str, home: str) -> None:
    page = ready(visit(host))
    fits(page)
    first = height(page)
    page.evaluate(
        """src => {
            const other = document.body.appendChild(document.createElement('iframe'))
            Object.assign(other, { src, id: 'other', width: '100%', height: 500 })
        }""",
        f"{home}wegwijzers/bijsturen/embed/",
    )
    other = page.locator("#other")
    other.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('#other').getAttribute('height') !== '500'")
    assert page.locator("iframe").first.bounding_box() is not None
    assert abs(page.locator("iframe").first.evaluate("one => one.getBoundingClientRect().height") - first) < 1


def test_without_scripts_there_is_a_frame_to_scroll_and_a_link(visit: Visitors, host: str, home: str) -> None:
    page = visit(host, java_script_enabled=False)
    assert height(page) >= 600
    frame(page).get_by_role("link", name="Het staat stil").click()
    expect(frame(page).get_by_role("heading", name=NEXT)).to_be_visible()
    page.get_by_role("link", name="Open de wegwijzer: In welke situatie zit onze samenwerking?").click()
    expect(page).to_have_url(home + GUIDE)


def test_where_frames_are_blocked_the_link_remains(visitors: Visitors, host: str, home: str) -> None:
    page = visitors("about:blank")
    page.route(re.compile(r"/embed/$|treeguide-embed"), lambda route: route.abort())
    page.goto(host)
    page.get_by_role("link", name="Open de wegwijzer").click()
    page.wait_for_url(home + GUIDE)


def test_axe_finds_nothing_in_the_page_for_frames(visitors: Visitors, home: str) -> None:
    page = visitors(f"{home}{GUIDE}embed/")
    expect(page.locator("[data-guide-live]")).to_be_visible()
    page.get_by_role("link", name="Het staat stil").click()
    expect(page.locator(".guide-trail")).to_be_visible()
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert page.locator("link[rel=canonical]").get_attribute("href") == (
        "https://treeguide.github.io/praktijkgids/wegwijzers/situatie/"
    )
