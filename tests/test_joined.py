"""One classic script of all modules, for a copy that opens from a folder."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from treeguide.host.build.offline import joined

MAIN = """\
import { one, two as second } from "./other.aa.mjs"
export const start = () => one() + second
console.log(start(), new URL("./x.css", import.meta.url).href)
import("./late.bb.mjs").then(module => console.log(module.late()))
import(new URL("graph-a.cc.mjs", import.meta.url).href).then(({ graph }) => console.log(graph.start))
"""
FILES = {
    "assets/treeguide/main.00.mjs": MAIN,
    "assets/treeguide/other.aa.mjs": "export function one() { return 1 }\nexport const two = 2\n",
    "assets/treeguide/late.bb.mjs": "export class Late {}\nexport const late = () => 'laat'\n",
    "assets/treeguide/graph-a.cc.mjs": 'export const graph = {"start":"begin"}\n',
    "assets/treeguide/alone.dd.mjs": 'console.log("not asked for")\n',
    "assets/treeguide/x.css": "a {}\n",
}
FIRST = "assets/treeguide/main.00.mjs"


def test_joined_script_does_what_the_modules_did(browser: Browser, tmp_path: Path) -> None:
    ((path, text),) = joined(FILES, FIRST).items()
    assert path.startswith("assets/treeguide/guide-joined.")
    assert "not asked for" not in text
    (tmp_path / "joined.js").write_text(text, "utf-8")
    (tmp_path / "page.html").write_text('<!doctype html><script src="joined.js" defer></script>', "utf-8")
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda one: said.append(one.text))
    page.goto((tmp_path / "page.html").as_uri())
    page.wait_for_timeout(200)
    assert said == [f"3 {(tmp_path / 'x.css').as_uri()}", "laat", "begin"]
    page.close()


@pytest.mark.parametrize(
    "line",
    [
        'import * as all from "./other.aa.mjs"',
        'import one from "./other.aa.mjs"',
        "export default 1",
        "export { one }",
        'export * from "./other.aa.mjs"',
        "const here = import.meta.dirname",
    ],
)
def test_other_forms_of_import_and_export_are_refused(line: str) -> None:
    with pytest.raises(ValueError, match="not known how to join"):
        joined({**FILES, FIRST: f"{line}\n"}, FIRST)


def test_what_an_author_wrote_stays_as_it_is(browser: Browser, tmp_path: Path) -> None:
    typed = 'Wat doet import.meta.url of import("x")? </script> `${1}`'
    data = {"assets/treeguide/graph-a.cc.mjs": f"export const graph = {json.dumps({'start': typed})}\n"}
    ((_, text),) = joined({**FILES, **data}, FIRST).items()
    (tmp_path / "joined.js").write_text(text, "utf-8")
    (tmp_path / "page.html").write_text('<!doctype html><script src="joined.js" defer></script>', "utf-8")
    page = browser.new_page()
    with page.expect_console_message(lambda one: one.text == typed):
        page.goto((tmp_path / "page.html").as_uri())
    page.close()


def test_same_modules_give_the_same_name() -> None:
    assert joined(FILES, FIRST) == joined(dict(reversed(FILES.items())), FIRST)
