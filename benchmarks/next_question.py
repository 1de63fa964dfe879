"""How long after a click the next question is painted, in a guide of 500 questions, with the processor slowed 4 times.

Beside it two floors: a page that swaps one text for another, which is what the browser takes between a click and the
next frame; and the same guide without our script, where the browser and the theme show the next question.
Needs Debian's Chromium (see tests/browser/install-chromium.sh) and the packages of `make test`.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from built import build, served
from small_project import write_project

COUNT, CLICKS, SLOWED = 500, 20, 4
CONFIG = """\
site_name: Proef
theme: {name: material, language: nl, font: false, features: [navigation.instant]}
plugins: [search, treeguide]
"""
FLOOR = """<!doctype html><title>x</title><p id=text>0</p><a href=#>more</a><script>
let n = 0, text = document.getElementById("text")
document.querySelector("a").onclick = event => { event.preventDefault(); text.textContent = ++n }
</script>"""
# From the moment of the click to the frame after the change of what is looked at.
CLICK = """async ([link, watched, options]) => new Promise(done => {
  const target = document.querySelector(link)
  let start
  const painted = () => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => done(performance.now() - start)
    port2.postMessage(0)
  })
  if (options) new MutationObserver((changes, observer) => {
    observer.disconnect()
    painted()
  }).observe(document.querySelector(watched), options)
  else addEventListener("hashchange", painted, { once: true })
  start = performance.now()
  target.click()
})"""


def tree(count: int) -> str:
    """Questions with three answers each, of which the first leads to the next question."""
    lines = ["title: Groot", "summary: Veel vragen.", "start: v0", "questions:"]
    for number in range(count):
        lines += [f"  v{number}:", f"    text: Vraag {number}?", "    options:"]
        for option in range(3):
            after = number + 1 + option * 7
            lines += [f"      o{option}:", f"        text: Antwoord {option}"]
            lines += [f"        next: {f'v{after}' if after < count else 'ga-door'}"]
    return "\n".join([*lines, ""])


def slow(page: Page) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})


def times(page: Page, link: str, watched: str, options: dict[str, object] | None = None) -> list[float]:
    """Milliseconds of each click."""
    found = []
    for _ in range(CLICKS):
        found.append(float(page.evaluate(CLICK, [link, watched, options])))
        page.wait_for_timeout(150)
    return found


def told(name: str, found: list[float]) -> None:
    print(
        f"{name:24} median {statistics.median(found):6.1f} ms   worst {max(found):6.1f} ms   first {found[0]:6.1f} ms"
    )


def main() -> None:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        top = Path(folder)
        files = {"mkdocs.yml": CONFIG, "docs/index.md": "# Start\n", "decision_trees/groot.yml": tree(COUNT)}
        site = build(write_project(top / "project", **files), top / "site")
        (site / "floor.html").write_text(FLOOR, "utf-8")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        with served(site) as home:
            page = browser.new_page()
            slow(page)
            page.goto(f"{home}floor.html")
            told("swap of a text", times(page, "a", "#text", {"childList": True}))
            page.route("**/page.*.mjs", lambda route: route.abort())
            page.goto(f"{home}wegwijzers/groot/#v0")
            page.wait_for_load_state("networkidle")
            told("the guide without script", times(page, ".guide-step:has(:target) .guide-options a", ""))
            page.unroute("**/page.*.mjs")
            page.goto("about:blank")
            page.goto(f"{home}wegwijzers/groot/")
            page.wait_for_selector("[data-guide-live]")
            page.wait_for_load_state("networkidle")
            link, watched = "[data-guide-current] .guide-options a", "[data-guide]"
            told(f"next of {COUNT} questions", times(page, link, watched, {"attributeFilter": ["data-guide-at"]}))
        browser.close()


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(str(error))
