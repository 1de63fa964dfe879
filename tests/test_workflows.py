"""What the workflows may and may not do, and that the forms and hooks name things that exist."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from treeguide.commands.cli import commands
from treeguide.commands.command_line import parse

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
STEPS_FILES = [*WORKFLOWS, ROOT / ".github" / "actions" / "install" / "action.yml"]
WRITERS = {"deploy", "register", "tell", "publish"}


def read(path: Path) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    return found


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in WORKFLOWS:
        yield from read(path)["jobs"].items()


@pytest.mark.parametrize("path", STEPS_FILES, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit_with_their_version_behind_it(path: Path) -> None:
    used = re.findall(r"uses: (\S+)(.*)", path.read_text("utf-8"))
    loose = [name for name, rest in used if not name.startswith("./") and not _is_pinned(name, rest)]
    assert (used != [], loose) == (True, [])


def _is_pinned(name: str, rest: str) -> bool:
    return bool(re.search(r"@[0-9a-f]{40}$", name) and re.fullmatch(r" # v\d+\.\d+\.\d+", rest))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_strangers_get_no_secrets_and_a_token_that_can_only_read(path: Path) -> None:
    text, workflow = path.read_text("utf-8"), read(path)
    assert not re.search(r"secrets\.\w|secrets: inherit", text)
    assert not set(workflow[True]) & {"pull_request_target", "workflow_run", "issue_comment"}  # YAML reads `on` as true
    assert workflow["permissions"] == {"contents": "read"}


def test_only_four_jobs_may_write_and_they_run_nothing_of_the_repository() -> None:
    found = {name for name, job in jobs() if "write" in str(job.get("permissions", {}))}
    assert found == WRITERS
    for name, job in jobs():
        if name in WRITERS:
            assert not re.search(r"\./|make |\.venv|python|pip|npm", str(job["steps"]).replace(".git/", ""))


def test_jobs_that_run_code_leave_no_token_behind() -> None:
    for name, job in jobs():
        for step in job.get("steps", []):
            if step.get("uses", "").startswith("actions/checkout@") and name not in WRITERS:
                assert step["with"]["persist-credentials"] is False


def test_nothing_a_stranger_types_becomes_part_of_a_script() -> None:
    for path in STEPS_FILES:
        steps = str([step.get("run", "") for step in _steps(read(path))])
        assert "${{" not in steps


def _steps(content: dict[Any, Any]) -> Iterator[dict[str, Any]]:
    for part in (*content.get("jobs", {}).values(), content.get("runs", {})):
        yield from part.get("steps", [])


def test_commands_in_the_workflows_exist() -> None:
    text = "\n".join(path.read_text("utf-8") for path in WORKFLOWS)
    lines = re.findall(r"\.venv/bin/treeguide ([^\n|>&]*?)(?:\s*2?(?:>>|>|\|)|\n)", text)
    assert len(lines) >= 4
    for line in lines:
        assert parse(shlex.split(line), commands()).command.name == line.split()[0]


def test_every_form_asks_for_what_its_label_promises() -> None:
    forms = {path.stem: read(path) for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml")}
    assert set(forms) == {"config", "fout", "nieuwe-les", "nieuwe-situatie"}
    for name, form in forms.items():
        if name != "config":
            assert form["labels"] == [name.replace("-", " ")]
            assert any(part.get("validations", {}).get("required") for part in form["body"])


def test_pages_that_forms_and_texts_point_to_exist() -> None:
    texts = [*(ROOT / ".github").rglob("*.yml"), *(ROOT / ".github").rglob("*.md"), ROOT / "CONTRIBUTING.md"]
    site = re.escape(str(re.search(r"^site_url: (\S+)", (ROOT / "mkdocs.yml").read_text("utf-8"), re.M)[1]))  # type: ignore[index]
    for path in texts:
        text = path.read_text("utf-8")
        for page in re.findall(rf"{site}(bijdragen/[a-z-/]*)", text):
            stem = ROOT / "docs" / page.rstrip("/")
            assert stem.with_suffix(".md").is_file() or (stem / "index.md").is_file(), page
        for name in re.findall(r"\]\((?!https?:)([\w./-]+)\)", text):
            assert (ROOT / name).exists(), name


def test_what_publishes_the_guide_publishes_the_manual_below_it() -> None:
    publish, check = (read(ROOT / ".github" / "workflows" / f"{name}.yml")["jobs"] for name in ("pages", "check"))
    steps = [step.get("run", "") or step["uses"] for step in publish["build"]["steps"]]
    made = steps.index("make manual && cp -r manual/site site/manual")
    uploaded = next(at for at, step in enumerate(steps) if step.startswith("actions/upload-pages-artifact@"))
    assert made < uploaded
    assert "make manual" in [step.get("run") for step in check["preview"]["steps"]]
