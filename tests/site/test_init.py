"""Who begins gets a guide that builds, in one language; who has a site loses nothing of it; README's lines work."""

import re
import shlex
from pathlib import Path

import pytest

from built import ROOT, build, run
from site_language import dutch
from speeds import some

TREEGUIDE = "treeguide.commands.cli"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("language", some(["nl", "en"]))
def test_a_new_guide_passes_the_check_and_builds_in_its_own_language(language: str, tmp_path: Path) -> None:
    done = run(tmp_path, TREEGUIDE, "--language", language, "init", "gids", "--name", "Proef")
    assert done.returncode == 0, done.stderr
    project = tmp_path / "gids"
    checked = run(project, TREEGUIDE, "check", "--strict")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    site = build(project, tmp_path / "site", "--strict")
    found = dutch(site)
    assert bool(found) == (language == "nl"), found
    assert {"guides", "situations", "lessons"} <= {path.name for path in site.iterdir()} or language == "nl"


def test_a_site_that_exists_keeps_every_byte_and_builds_with_the_lines_it_is_given(tmp_path: Path) -> None:
    pages = {f"docs/page-{number}.md": f"# Page {number}\n\nA text.\n" for number in range(11)}
    config = "site_name: Ours\ntheme: {name: material, font: false, features: [search.highlight]}\n"
    for path, text in {"mkdocs.yml": config, "docs/index.md": "# Home\n", **pages}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    before = contents(tmp_path)
    done = run(tmp_path, TREEGUIDE, "--language", "en", "init", ".")
    after = contents(tmp_path)
    assert done.returncode == 0 and "Add these lines" in done.stderr
    assert {path: after[path] for path in before} == before
    assert {path.split("/")[0] for path in after} == {"mkdocs.yml", "docs", "decision_trees", "lessons", "register.yml"}
    assert run(tmp_path, TREEGUIDE, "--language", "en", "init", ".").stdout == ""
    assert contents(tmp_path) == after
    plain = contents(build(tmp_path, tmp_path / "before"))
    (lines,) = re.findall(r"\n(plugins:\n(?: .*\n)+)", done.stderr)
    (tmp_path / "mkdocs.yml").write_text(config + lines, "utf-8")
    site = build(tmp_path, tmp_path / "with", "--strict")
    text = (site / "page-3" / "index.html").read_text("utf-8")
    assert "A text." in text and plain["page-3/index.html"]
    assert (site / "guides" / "where-to-begin" / "index.html").is_file()
    assert "search-start" not in text
    assert {path.name for path in site.iterdir() if path.is_dir()} & {"c", "cards", "dossier"} == set()


def test_the_lines_in_the_readme_lead_to_a_guide(tmp_path: Path) -> None:
    """All but installing and serving, which need a network and a browser."""
    block = re.search(r"```console\n(\$ pip install.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
    assert block
    lines = [line.removeprefix("$ ").split("  #")[0].strip() for line in block[1].splitlines() if line]
    assert len(lines) <= 10
    folder, ran = tmp_path, 0
    for line in lines:
        words = shlex.split(line)
        if words[0] == "cd":
            folder /= words[1]
        elif words[0] in ("treeguide", "mkdocs") and words[1] != "serve":
            done = run(folder, {"treeguide": TREEGUIDE}.get(words[0], words[0]), *words[1:])
            assert done.returncode == 0, done.stdout + done.stderr
            ran += 1
    assert ran == 3
