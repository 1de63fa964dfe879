"""The numbers of a guide: reach, routes, what was never tested, and what is due for review."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from small_project import OUTCOMES, TREE, lesson, write_project
from treeguide.commands.cli import main
from treeguide.report.figures import months_before

TODAY = ("--today", "2026-11-22")


def numbers(project: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    assert main(["stats", "--format", "json", "--project", str(project), *(more or TODAY)]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_tree_has_its_size_and_its_routes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = numbers(write_project(tmp_path), capsys)
    assert found["trees"] == [
        {
            "id": "waar",
            "questions": 2,
            "sections": 3,
            "outcomes": 2,
            "endless": False,
            "routes": 4,
            "shortest": 2,
            "median": 2.0,
            "longest": 2,
            "untested": [],
        }
    ]
    assert found["routes"] == 4


def test_a_lesson_reaches_as_far_as_the_routes_that_end_with_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = numbers(write_project(tmp_path), capsys)["lessons"]
    told = [(row["id"], row["situations"], row["routes"], row["share"]) for row in found]
    assert told == [
        ("open-kaart", ["praat-over-geld", "ga-door"], 4, 1.0),
        ("vier-het", ["ga-door"], 3, 0.75),
    ]


def test_the_reach_adds_up_over_trees_and_skips_what_nobody_reaches(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    use = "[{lesson: vier-het, why: W}]"
    lost = f"{OUTCOMES}  nergens: {{title: N, summary: S, body: B, first_step: F, lessons: {use}}}\n"
    option = "{a: {text: A, next: praat-over-geld}}"
    second = f"title: T\nsummary: S\nstart: v\nquestions:\n  v: {{text: V, options: {option}}}\n"
    files = {"decision_trees/situaties.yml": lost, "decision_trees/twee.yml": second, "lessons/los.md": lesson("Los")}
    found = numbers(write_project(tmp_path, **files), capsys)
    told = [(row["id"], row["situations"], row["routes"]) for row in found["lessons"]]
    assert told == [("open-kaart", ["praat-over-geld", "ga-door"], 5), ("vier-het", ["ga-door"], 3), ("los", [], 0)]
    assert found["routes"] == 5


def test_a_situation_that_only_another_tree_tests_is_untested_here(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second = TREE[: TREE.index("scenarios:")]
    found = numbers(write_project(tmp_path, **{"decision_trees/twee.yml": second}), capsys)
    assert [(row["id"], row["untested"]) for row in found["trees"]] == [
        ("twee", ["praat-over-geld", "ga-door"]),
        ("waar", []),
    ]


def test_a_review_is_overdue_after_two_years_and_not_a_day_sooner(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "lessons/net.md": lesson("Net", reviewed="2024-11-22"),
        "lessons/juist.md": lesson("Juist", reviewed="2024-11-21"),
        "lessons/oud.md": lesson("Oud", reviewed="2019-03-01"),
    }
    found = numbers(write_project(tmp_path, **files), capsys)["review"]
    assert found == {"due": "2024-11-22", "overdue": ["oud", "juist"], "never": ["vier-het"]}


@pytest.mark.parametrize(
    ("day", "earlier"),
    [
        ("2026-11-22", "2024-11-22"),
        ("2028-02-29", "2026-02-28"),
        ("2026-01-31", "2024-01-31"),
        ("2026-12-01", "2024-12-01"),
    ],
)
def test_two_years_earlier_is_a_day_that_exists(day: str, earlier: str) -> None:
    assert months_before(date.fromisoformat(day), 24) == earlier


@pytest.mark.parametrize(("months", "earlier"), [(1, "2026-02-28"), (3, "2025-12-31"), (13, "2025-02-28")])
def test_any_number_of_months_earlier(months: int, earlier: str) -> None:
    assert months_before(date(2026, 3, 31), months) == earlier


def test_endless_trees_are_named_and_left_out_of_the_shares(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ring = TREE.replace(
        "      goed:\n        text: Het loopt goed\n        next: geld",
        "      goed:\n        text: Weet niet\n        next: fase",
    )
    project = write_project(tmp_path, **{"decision_trees/rond.yml": ring})
    found = numbers(project, capsys)
    assert [(row["id"], row["endless"], row["routes"], row["longest"]) for row in found["trees"]] == [
        ("rond", True, None, None),
        ("waar", False, 4, 2),
    ]
    assert found["routes"] == 4
    main(["stats", "--project", str(project), *TODAY])
    printed = capsys.readouterr().out
    assert "In rond kan een lezer rondlopen." in printed
    assert "∞" in printed


def test_a_number_too_large_for_json_is_null_and_still_readable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = "".join(
        f"  v{n}:\n    text: V\n    options:\n      a: {{text: A, next: {to}}}\n      b: {{text: B, next: {to}}}\n"
        for n, to in enumerate([*(f"v{n + 1}" for n in range(59)), "ga-door"])
    )
    text = f"title: T\nsummary: S\nstart: v0\nquestions:\n{lines}"
    project = write_project(tmp_path, **{"decision_trees/groot.yml": text})
    found = numbers(project, capsys)
    assert found["trees"][0]["routes"] is None
    assert found["trees"][0]["endless"] is False
    assert found["lessons"][0]["share"] == 1.0
    main(["stats", "--project", str(project), *TODAY])
    printed = capsys.readouterr().out
    assert "± 1,2 × 10^18" in printed
    assert "> 99,9 %" in printed


def test_a_tree_without_a_graph_has_dashes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = write_project(tmp_path, **{"decision_trees/waar.yml": TREE.replace("start: fase", "start: fasen")})
    main(["stats", "--project", str(project), *TODAY])
    assert "waar       2          0       –        –       –        –" in capsys.readouterr().out
    assert numbers(project, capsys)["trees"][0]["routes"] is None


def test_the_page_reads_from_top_to_bottom(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {
        "lessons/oud.md": lesson("Oud", reviewed="2019-03-01", draft="Nog nakijken."),
        "lessons/los.md": lesson("Los", reviewed="2026-01-01"),
        "decision_trees/waar.yml": TREE[: TREE.index("  - name: Het loopt op rolletjes")],
    }
    main(["stats", "--project", str(write_project(tmp_path, **files)), *TODAY])
    assert (
        capsys.readouterr().out
        == """\
Wat aandacht vraagt
  situaties zonder scenario: 1
    waar: ga-door
  lessen waar geen situatie, scan of checklist heen leidt: 1
    los
  lessen die het laatst voor 2024-11-22 zijn nagekeken: 1
    2019-03-01  oud
  lessen die nog nooit zijn nagekeken: 1
    vier-het

Bomen
  boom  vragen  situaties  routes  kortste  midden  langste
  waar       2          2       4        2       2        2

Bereik van elke les
  les            situaties  routes
  open-kaart             2   100 %
  vier-het               1    75 %
  los                    0     0 %
  oud (concept)          0     0 %
"""
    )


def test_numbers_of_a_project_with_errors_say_so_beside_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = write_project(tmp_path)
    main(["stats", "--project", str(project), *TODAY])
    assert capsys.readouterr().err == ""
    write_project(tmp_path, **{"decision_trees/waar.yml": TREE.replace("next: geld", "next: gald", 1)})
    for form in ("text", "json"):
        main(["stats", "--format", form, "--project", str(project), *TODAY])
        assert capsys.readouterr().err.startswith("Er staan fouten in de bomen of lessen.")


def test_the_page_speaks_english(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["stats", "--project", str(write_project(tmp_path)), *TODAY, "--language", "en"])
    assert capsys.readouterr().out.startswith("""\
What asks for work
  situations without a scenario: none
  lessons that no situation, scan or checklist leads to: none
  lessons last reviewed before 2024-11-22: none
  lessons that were never reviewed: 1
    vier-het

Trees
""")


@pytest.mark.parametrize("day", ["gisteren", "2026-13-01", "22-11-2026"])
def test_a_day_that_is_none_is_wrong_use(day: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", "--project", str(write_project(tmp_path)), "--today", day]) == 2
    assert f'"{day}" past niet bij --today.' in capsys.readouterr().err


def test_without_a_day_it_counts_from_today(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["stats", "--format", "json", "--project", str(write_project(tmp_path))])
    due = json.loads(capsys.readouterr().out)["review"]["due"]
    assert date.today().year - 2 == int(due[:4])


def test_scans_and_checklists_count_and_lead_to_lessons(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    talk = "{default: {ask: Hoe?, lessons: [los]}, two_camps: {ask: Wie?}, spread: {ask: Waar?}}"
    scenario = "{name: N, scores: {a: [1, 5]}, expect: {a: two_camps}}"
    scan = (
        "title: T\nsummary: S\nscale: {first: 1, last: 5, low: l, high: h}\n"
        f"items: {{a: {{text: A, talk: {talk}}}}}\nscenarios: [{scenario}]\n"
    )
    files = {"decision_trees/hoe.yml": scan, "lessons/los.md": lesson("Los")}
    root = write_project(tmp_path, **files)
    row = {"id": "hoe", "items": 1, "lessons": ["los"], "scenarios": 1, "untested": ["spread"]}
    assert numbers(root, capsys)["sheets"] == [row]
    assert main(["stats", "--project", str(root), *TODAY]) == 0
    said = capsys.readouterr().out
    assert "scan of checklist heen leidt: geen" in said
    assert "patronen en adviezen zonder scenario: 1\n    hoe: spread" in said
    assert main(["check", "--project", str(root)]) == 0
    assert "1 boom, 1 scan of checklist, " in capsys.readouterr().err
