"""How many small faults in the checks and the escaping the fast tests notice: `python -m tools.mutate [COUNT]`.

A fault is put into one module at a time, in a process of its own, and the tests are run until one fails. Without a
count every fault is tried, which takes about an hour; with one that many are drawn, the same ones on every run.
"""

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import random
import resource
import sys
import tempfile
import types
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.mutants import Mutant, mutants

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "plugins"
MODULES = ("checks/*.py", "markdown_text.py")
# Most faults are noticed by the first row; the others are tried on what it left.
TESTS = (
    ("tests/test_cases.py",),
    ("tests/test_texts.py", "tests/test_markdown_text.py", "tests/test_code_in_markdown.py", "tests/test_unfolding.py"),
    ("tests/test_register.py", "tests/test_whole_guides.py", "tests/test_reading.py"),
)
OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--noconftest", "--hypothesis-seed=0")
# Read once, before the processes part; none of ours that reads a module a fault is made in.
READ_BEFORE = (
    "hypothesis",
    "html5lib",
    "markdown.extensions.toc",
    "mkdocs.config.defaults",
    "pytest",
    "treeguide.graph.arrival",
    "treeguide.library",
)
GOAL = 0.85
SECONDS = 90
_KILLED, _LEFT = 1, 0


@dataclass(frozen=True)
class Trial:
    """A fault to try: the file it is made in, the name of that module, and the fault."""

    path: Path
    module: str
    mutant: Mutant

    def __str__(self) -> str:
        where = f"{self.path.relative_to(ROOT)}:{self.mutant.line}"
        return f"{where}: {_short(self.mutant.was)}  →  {_short(self.mutant.now)}"


class _Faulty(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads one module with its fault, and leaves all others alone."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.trial.module:
            return None
        is_package = self.trial.path.name == "__init__.py"
        folders = [str(self.trial.path.parent)] if is_package else None
        return importlib.util.spec_from_file_location(
            fullname, self.trial.path, loader=self, submodule_search_locations=folders
        )

    def exec_module(self, module: types.ModuleType) -> None:
        exec(compile(self.trial.mutant.tree, str(self.trial.path), "exec"), module.__dict__)  # noqa: S102


def every_trial() -> list[Trial]:
    """Every fault in every module that is tried."""
    found = []
    for pattern in MODULES:
        for path in sorted((PACKAGE / "treeguide").glob(pattern)):
            name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
            found += [Trial(path, name, mutant) for mutant in mutants(path.read_text("utf-8"))]
    return found


def is_killed(trial: Trial | None) -> bool:
    """Whether a test fails with that fault; without one, whether the tests fail by themselves."""
    return any(_run(trial, tests) != _LEFT for tests in TESTS)


def _run(trial: Trial | None, tests: Sequence[str]) -> int:
    """Runs tests in a process of their own. A fault that makes them run on is noticed too; a busy machine is not."""
    child = os.fork()
    if child == 0:
        os._exit(_in_child(trial, tests))
    _, status = os.waitpid(child, 0)
    return _LEFT if status == 0 else _KILLED


def _in_child(trial: Trial | None, tests: Sequence[str]) -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    if trial:
        sys.meta_path.insert(0, _Faulty(trial))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    try:
        pytest = importlib.import_module("pytest")
        return int(pytest.main([*OPTIONS, *tests]))
    except BaseException:
        return _KILLED


def _short(code: str) -> str:
    line = " ".join(code.split())
    return line if len(line) <= 70 else f"{line[:69]}…"


def main(arguments: Sequence[str]) -> int:
    """Tries the faults and prints what was left; 1 when too many were."""
    os.chdir(ROOT)
    os.environ["TREEGUIDE_EXAMPLES"] = "40"
    sys.path[:0] = [str(PACKAGE), str(ROOT), str(ROOT / "tests")]
    for name in READ_BEFORE:
        importlib.import_module(name)
    with tempfile.TemporaryDirectory() as spare:
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = spare
        if is_killed(None):
            print("The tests fail without any fault; mend that first.", file=sys.stderr)
            return 2
        trials = every_trial()
        total = len(trials)
        if arguments:
            trials = random.Random(1).sample(trials, min(int(arguments[0]), total))  # noqa: S311
        return _report(trials, total)


def _report(trials: Sequence[Trial], total: int) -> int:
    killed: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    for trial in trials:
        tried[trial.path.name] += 1
        if is_killed(trial):
            killed[trial.path.name] += 1
        else:
            print(f"left: {trial}", flush=True)
    for name, count in sorted(tried.items()):
        print(f"{name}: {killed[name]} of {count} noticed")
    share = killed.total() / max(1, len(trials))
    print(f"{killed.total()} of {len(trials)} faults noticed ({share:.1%}; goal {GOAL:.0%}), out of {total} in all")
    return 0 if share >= GOAL else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
