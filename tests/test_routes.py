"""Routes: counted without walking, walked without missing one, and written so that a spreadsheet does no harm."""

import csv
import io
import itertools
import statistics
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles import tries
from small_project import TREE, write_project
from treeguide.commands.cli import main
from treeguide.graph import Graph, unfold, ways
from treeguide.graph.routes import each_route, is_endless, measure
from treeguide.report.figures import harmless
from treeguide.values.model import TreeFile
from treeguide.values.shown import amount, share, shown


def tree(questions: Mapping[str, Mapping[str, object]], start: str = "v0") -> TreeFile:
    """A tree from question → option → target; an option may also be a dict."""
    shaped = {
        name: {
            "text": f"{name}?",
            "options": {
                option: {"text": option, **(target if isinstance(target, dict) else {"next": target})}
                for option, target in options.items()
            },
        }
        for name, options in questions.items()
    }
    return TreeFile.model_validate({"title": "T", "summary": "S", "start": start, "questions": shaped})


def diamonds(count: int) -> TreeFile:
    """So many questions in a row, each with two answers that lead to the next."""
    following = [*(f"v{number + 1}" for number in range(count - 1)), "einde"]
    return tree({f"v{number}": {"a": target, "b": target} for number, target in enumerate(following)})


def chain(count: int) -> TreeFile:
    following = [*(f"v{number + 1}" for number in range(count - 1)), "einde"]
    return tree({f"v{number}": {"a": target, "weg": "uit"} for number, target in enumerate(following)})


RING = {
    "v0": {"verder": "v1", "klaar": "uit"},
    "v1": {"terug": "v0", "verder": "v2"},
    "v2": {"terug": "v1", "klaar": "in"},
}

IDS = [f"v{number}" for number in range(6)]
FACTS = ["f", "g"]


@st.composite
def trees(draw: st.DrawFn, *, forward: bool) -> TreeFile:
    """Trees with facts and conditions; going forward only, or also back."""

    def target(number: int) -> st.SearchStrategy[str]:
        later = IDS[number + 1 :] if forward else IDS
        return st.sampled_from([*later, "x", "y"])

    def condition() -> st.SearchStrategy[dict[str, list[str]]]:
        some = st.lists(st.sampled_from(FACTS), max_size=2, unique=True)
        return st.fixed_dictionaries({"all_of": some, "none_of": some})

    questions: dict[str, dict[str, object]] = {}
    for number, name in enumerate(IDS):
        options: dict[str, object] = {}
        for option in "abc"[: draw(st.integers(1, 3))]:
            way: object = draw(target(number))
            if draw(st.booleans()):
                way = [{"when": draw(condition()), "to": draw(target(number))}, {"otherwise": way}]
            options[option] = {"next": way, "sets": draw(st.lists(st.sampled_from(FACTS), max_size=1))}
        questions[name] = options
    return tree(questions)


def walked(file: TreeFile, question: str, facts: frozenset[str] = frozenset()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every route of a tree by walking it, answer by answer: the oracle. For trees that only go forward."""
    for option, content in file.questions[question].options.items():
        now = facts | set(content.sets)
        target = next(target for condition, target in ways(content.next) if condition.holds(now))
        if target in file.questions:
            for onward, end in walked(file, target, now):
                yield (f"{question}={option}", *onward), end
        else:
            yield (f"{question}={option}",), target


def told(graph: Graph) -> list[tuple[tuple[str, ...], str]]:
    return [
        (tuple(f"{graph.sections[section].question}={option}" for section, option in route.steps), route.end)
        for route in each_route(graph)
    ]


# --- counting and walking ------------------------------------------------------------------------------------------


@given(trees(forward=True))
@tries(200)
def test_the_routes_are_those_that_readers_walk(file: TreeFile) -> None:
    expected = list(walked(file, file.start))
    graph = unfold(file)
    assert told(graph) == expected
    known = measure(graph)
    lengths = [len(steps) for steps, _ in expected]
    assert known.total == len(expected)
    assert (known.shortest, known.median, known.longest) == (min(lengths), statistics.median(lengths), max(lengths))
    ends = [end for _, end in expected]
    assert known.ends == {end: ends.count(end) for end in ends}


@given(trees(forward=False))
@tries(200)
def test_where_one_can_walk_in_circles_the_routes_come_nowhere_twice(file: TreeFile) -> None:
    graph = unfold(file)
    found = list(itertools.islice(each_route(graph), 3000))
    assert len(set(found)) == len(found)
    for route in found:
        sections = [section for section, _ in route.steps]
        assert len(set(sections)) == len(sections)
        for (section, option), following in zip(route.steps, [*sections[1:], route.end], strict=True):
            edge = next(edge for edge in graph.sections[section].edges if edge.option == option)
            assert edge.target == following
    if len(found) < 3000:
        assert {(route.steps, route.end) for route in found} == set(_simple(graph, (), (0,)))
    assert is_endless(graph) == (measure(graph).total is None)
    assert measure(graph).shortest == min((len(route.steps) for route in found), default=0)


def _simple(
    graph: Graph, steps: tuple[tuple[int, str], ...], path: tuple[int, ...]
) -> Iterator[tuple[tuple[tuple[int, str], ...], str]]:
    for edge in graph.sections[path[-1]].edges:
        taken = (*steps, (path[-1], edge.option))
        if isinstance(edge.target, str):
            yield taken, edge.target
        elif edge.target not in path:
            yield from _simple(graph, taken, (*path, edge.target))


def test_a_ring_has_no_end_of_routes() -> None:
    graph = unfold(tree(RING))
    assert measure(graph).total is None
    assert measure(graph).longest is None
    assert measure(graph).median is None
    assert measure(graph).shortest == 1
    assert [end for _, end in told(graph)] == ["in", "uit"]


def test_a_ring_without_a_way_out_has_no_routes() -> None:
    graph = unfold(tree({"v0": {"a": "v1"}, "v1": {"a": "v0"}}))
    assert told(graph) == []
    assert measure(graph).shortest == 0


def test_no_time_is_lost_in_corners_without_a_way_out() -> None:
    corner = [f"v{number}" for number in range(1, 13)]
    maze = {name: {f"naar-{other}": other for other in ["v0", *corner] if other != name} for name in corner}
    began = time.process_time()
    assert [end for _, end in told(unfold(tree({"v0": {"in": "v1", "uit": "einde"}, **maze})))] == ["einde"]
    assert time.process_time() - began < 1


def test_sixty_diamonds_are_counted_within_a_second() -> None:
    began = time.process_time()
    graph = unfold(diamonds(60))
    known = measure(graph)
    first = list(itertools.islice(each_route(graph), 3))
    assert time.process_time() - began < 1
    assert known.total == 2**60
    assert (known.shortest, known.median, known.longest) == (60, 60, 60)
    assert [route.steps[-1][1] for route in first] == ["a", "b", "a"]


def test_a_long_row_of_diamonds_has_a_number_no_one_reads() -> None:
    known = measure(unfold(diamonds(20_000)))
    assert known.total == 2**20_000
    assert amount(known.total, "nl") == "± 4 × 10^6020"


def test_a_chain_of_ten_thousand_questions_hits_no_limit() -> None:
    graph = unfold(chain(10_000))
    known = measure(graph)
    assert (known.total, known.shortest, known.median, known.longest) == (10_001, 1, 5001, 10_000)
    assert len(next(each_route(graph)).steps) == 10_000


def test_the_median_is_left_out_where_it_takes_too_much_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("treeguide.graph.routes.WORK", 10)
    known = measure(unfold(chain(100)))
    assert (known.total, known.median, known.longest) == (101, None, 100)


# --- the sheet -----------------------------------------------------------------------------------------------------


def sheet(project: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[list[list[str]], str]:
    main(["routes", "--project", str(project), *more])
    printed = capsys.readouterr()
    return list(csv.reader(io.StringIO(printed.out))), printed.err


def test_every_route_is_a_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows, said = sheet(write_project(tmp_path), capsys)
    first, second = "Hoe gaat het?", "Gaat het om geld?"
    assert rows == [
        ["boom", "route", "vraag 1", "antwoord 1", "vraag 2", "antwoord 2", "situatie"],
        ["Waar staan jullie?", "1", first, "Het loopt stroef", second, "Ja", "Praat over geld"],
        ["Waar staan jullie?", "2", first, "Het loopt stroef", second, "Nee", "Ga zo door"],
        ["Waar staan jullie?", "3", first, "Het loopt goed", second, "Ja", "Ga zo door"],
        ["Waar staan jullie?", "4", first, "Het loopt goed", second, "Nee", "Ga zo door"],
    ]
    assert said == "4 routes uit 1 boom.\n"


SHORT = TREE.replace("title: Waar staan jullie?", "title: Kort").replace(
    "        next: geld\n      goed", "        next: ga-door\n      goed"
)


def test_shorter_routes_leave_cells_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows, _ = sheet(write_project(tmp_path, **{"decision_trees/kort.yml": SHORT}), capsys, "kort")
    assert rows[1] == ["Kort", "1", "Hoe gaat het?", "Het loopt stroef", "", "", "Ga zo door"]
    assert {len(row) for row in rows} == {7}


def test_a_tree_can_be_named_by_its_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = write_project(tmp_path, **{"decision_trees/kort.yml": SHORT})
    rows, said = sheet(project, capsys, "decision_trees/kort.yml")
    assert {row[0] for row in rows[1:]} == {"Kort"}
    assert "1 boom" in said


def test_an_unknown_tree_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["routes", "warr", "--project", str(write_project(tmp_path))]) == 2
    assert capsys.readouterr().err == 'Er is geen boom "warr". Bedoel je "waar"?\n'


def test_the_limit_goes_for_the_whole_sheet_and_says_what_it_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = write_project(tmp_path, **{"decision_trees/kort.yml": SHORT})
    rows, said = sheet(project, capsys, "--limit", "5")
    assert len(rows) == 1 + 5
    assert said.splitlines() == [
        "waar: 2 van de 4 routes staan erin. Geef met --limit op hoeveel je er wilt.",
        "5 routes uit 2 bomen.",
    ]
    assert main(["routes", "--project", str(project), "--limit", "5"]) == 1
    assert main(["routes", "--project", str(project), "--limit", "7"]) == 0


@pytest.mark.parametrize("limit", ["0", "-1", "veel"])
def test_a_limit_is_a_number_above_nothing(limit: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["routes", "--project", str(write_project(tmp_path)), f"--limit={limit}"]) == 2
    assert f'"{limit}" past niet bij --limit.' in capsys.readouterr().err


def test_more_routes_than_anyone_can_read_are_counted_and_cut(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = "".join(
        f"  v{number}:\n    text: V\n    options:\n"
        f"      a: {{text: A, next: {target}}}\n      b: {{text: B, next: {target}}}\n"
        for number, target in enumerate([*(f"v{number + 1}" for number in range(59)), "ga-door"])
    )
    project = write_project(
        tmp_path, **{"decision_trees/waar.yml": f"title: T\nsummary: S\nstart: v0\nquestions:\n{lines}"}
    )
    began = time.process_time()
    rows, said = sheet(project, capsys, "--limit", "20")
    assert time.process_time() - began < 1
    assert len(rows) == 21
    assert "20 van de ± 1,2 × 10^18 routes" in said


def test_endless_routes_are_told_and_those_that_end_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ring = TREE.replace(
        "      nee:\n        text: Nee\n        next: ga-door", "      nee:\n        text: Nee\n        next: fase"
    )
    rows, said = sheet(write_project(tmp_path, **{"decision_trees/waar.yml": ring}), capsys)
    assert [row[-1] for row in rows[1:]] == ["Praat over geld", "Ga zo door"]
    assert "eindeloos veel routes" in said
    assert "(2)" in said


def test_a_tree_that_cannot_be_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = write_project(tmp_path, **{"decision_trees/stuk.yml": "questions: [\n"})
    assert main(["routes", "--project", str(project)]) == 1
    printed = capsys.readouterr()
    assert "stuk: hier zijn geen routes van te maken." in printed.err
    assert len(printed.out.splitlines()) == 5


def test_excel_in_dutch_opens_it_with_a_double_click(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = write_project(tmp_path)
    main(["routes", "--project", str(project), "--excel", "--output", str(tmp_path / "routes.csv")])
    written = (tmp_path / "routes.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbfboom;route;vraag 1;")
    assert written.count(b"\r\n") == written.count(b"\n") == 5
    main(["routes", "--project", str(project), "--excel", "--language", "en"])
    assert capsys.readouterr().out.startswith("\ufefftree,route,question 1,")


def test_a_file_that_cannot_be_written_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = write_project(tmp_path)
    assert main(["routes", "--project", str(project), "--output", str(tmp_path)]) == 2
    assert "kon niet worden geschreven" in capsys.readouterr().err


def test_no_cell_is_a_formula(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nasty = TREE.replace("text: Hoe gaat het?", "text: '=HYPERLINK(\"https://example.org\")'")
    nasty = nasty.replace("text: Ja", "text: '@SUM(A1)'").replace(
        "text: Nee", 'text: |\n          -1+1,\n          of "2"'
    )
    rows, _ = sheet(write_project(tmp_path, **{"decision_trees/waar.yml": nasty}), capsys)
    cells = [cell for row in rows for cell in row]
    assert '\'=HYPERLINK("https://example.org")' in cells
    assert "'@SUM(A1)" in cells
    assert '\'-1+1, of "2"' in cells
    assert not [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell]


@given(st.text())
def test_any_text_becomes_a_harmless_cell(text: str) -> None:
    cell = harmless(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", " "))
    assert cell.isprintable() and "##[" not in cell
    line = shown(" ".join(text.split()))
    assert cell.replace("'", "") == line.replace("'", "")


# --- numbers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "dutch", "english"),
    [
        (0, "0", "0"),
        (1234, "1.234", "1,234"),
        (10**12 - 1, "999.999.999.999", "999,999,999,999"),
        (10**12, "± 1 × 10^12", "± 1 × 10^12"),
        (2**60, "± 1,2 × 10^18", "± 1.2 × 10^18"),
        (999 * 10**17, "± 1 × 10^20", "± 1 × 10^20"),
    ],
)
def test_a_number_is_written_as_one_reads_it(number: int, dutch: str, english: str) -> None:
    assert (amount(number, "nl"), amount(number, "en")) == (dutch, english)


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [
        (0, 10, "0 %"),
        (1, 3, "33,3 %"),
        (10, 10, "100 %"),
        (1, 10**6, "< 0,1 %"),
        (10**6 - 1, 10**6, "> 99,9 %"),
        (0, 0, "0 %"),
    ],
)
def test_a_share_never_says_nothing_or_all_when_it_is_not(part: int, whole: int, told: str) -> None:
    assert share(part, whole, "nl") == told
