"""How many small faults in what is checked, escaped, addressed, worded and written the fast tests notice.

`python -m tools.mutate [COUNT|NAME …]`.

The tests are run once to see which of them comes to which line. Then a fault is put into one module at a time, in a
process of its own, and the tests that come to its line are run, the quickest first, until one fails. Without a count
every fault is tried; with one that many are drawn, the same ones on every run; with names (`steps.py`, `texts.py:27`)
those there.
"""

import gc
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import pickle
import random
import resource
import sys
import tempfile
import time
import types
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings

from tools.mutants import Mutant, mutants
from tools.watched import Watched, fails, watched

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "plugins"
MODULES = (
    "addresses/*.py",
    "checks/*.py",
    "reading/markdown_*.py",
    "values/shown.py",
    "words/*.py",
    "writing/*.py",
)
TESTS = (
    "tests/test_cases.py",
    "tests/test_author_text.py",
    "tests/test_codes.py",
    "tests/test_contents.py",
    "tests/test_glossary.py",
    "tests/test_hostile_messages.py",
    "tests/test_hostile_payloads.py",
    "tests/test_markdown_limits.py",
    "tests/test_links.py",
    "tests/test_markdown_text.py",
    "tests/test_messages.py",
    "tests/test_paper.py",
    "tests/test_reading.py",
    "tests/test_reading_again.py",
    "tests/test_register.py",
    "tests/test_report.py",
    "tests/test_texts.py",
    "tests/test_unfolding.py",
    "tests/test_whole_guides.py",
    "tests/test_words.py",
)
GOAL = 0.85
# Most faults are noticed by the quickest tests; what they left is tried for so many more, as measured while watching.
FIRST_SECONDS, MORE_SECONDS = 0.4, 12.0
MEMORY = 4_000_000_000


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
    for path in _files():
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        found += [Trial(path, name, mutant) for mutant in mutants(path.read_text("utf-8"))]
    return found


def _files() -> list[Path]:
    """The modules that are tried. Raises FileNotFoundError when a pattern fits none, as after a move."""
    found = {pattern: sorted((PACKAGE / "treeguide").glob(pattern)) for pattern in MODULES}
    if lost := [pattern for pattern, paths in found.items() if not paths]:
        raise FileNotFoundError(", ".join(lost))
    return [path for paths in found.values() for path in paths]


def is_noticed(trial: Trial, tests: Sequence[Watched]) -> bool:
    """Whether one of those tests fails with that fault, or runs on because of it."""
    return any(_run(trial, row) for row in _rows(_nearest(trial, tests)))


def _nearest(trial: Trial, tests: Sequence[Watched]) -> list[Watched]:
    """The tests that come to the line of the fault; where none does, to its function; every one where none does."""
    path, mutant = str(trial.path), trial.mutant
    for lines in ({mutant.line}, set(mutant.function)):
        if near := [test for test in tests if lines & test.lines.get(path, set())]:
            return near
    return list(tests)


def _rows(tests: Sequence[Watched]) -> Iterator[list[Watched]]:
    """The quickest tests, and the others as far as there is time; at least one in each row, if there are so many."""
    left = list(tests)
    for seconds in (FIRST_SECONDS, MORE_SECONDS):
        row: list[Watched] = []
        while left and (not row or sum(test.seconds for test in row) + left[0].seconds <= seconds):
            row.append(left.pop(0))
        if row:
            yield row


def _run(trial: Trial, tests: Sequence[Watched]) -> bool:
    """Whether those tests notice it, in a process of their own; a busy machine is not what makes them run on."""
    child = os.fork()
    if child == 0:
        os._exit(_in_child(trial, tests))
    _, status = os.waitpid(child, 0)
    return status != 0


def _in_child(trial: Trial, tests: Sequence[Watched]) -> int:
    seconds = 10 + 2 * int(sum(test.seconds for test in tests))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.meta_path.insert(0, _Faulty(trial))
    _say_nothing()
    try:
        return int(fails([test.name for test in tests]))
    except BaseException:
        return 1


def _say_nothing() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _watched(spare: Path) -> list[Watched]:
    """The tests without any fault, watched in a process of their own; what they import is imported here."""
    kept = spare / "watched"
    child = os.fork()
    if child == 0:
        _say_nothing()
        tests = watched([str(path) for path in _files()], TESTS)
        others = [name for name, module in sys.modules.items() if _is_from_elsewhere(module)]
        kept.write_bytes(pickle.dumps((tests, others)))
        os._exit(0)
    os.waitpid(child, 0)
    tests, others = pickle.loads(kept.read_bytes()) if kept.exists() else ([], [])  # noqa: S301
    for name in others:
        importlib.import_module(name)
    return list(tests)


def _is_from_elsewhere(module: types.ModuleType) -> bool:
    return "site-packages" in (getattr(module, "__file__", None) or "")


def _short(code: str) -> str:
    line = " ".join(code.split())
    return line if len(line) <= 70 else f"{line[:69]}…"


def main(arguments: Sequence[str]) -> int:
    """Tries the faults and prints what was left; 1 when too many were."""
    os.chdir(ROOT)
    sys.path[:0] = [str(PACKAGE), str(ROOT), str(ROOT / "tests")]
    phases = (Phase.explicit, Phase.generate)  # the first failure is enough
    settings.register_profile("first fault", phases=phases, deadline=None, suppress_health_check=list(HealthCheck))
    settings.load_profile("first fault")
    with tempfile.TemporaryDirectory() as spare:
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = spare
        tests = _watched(Path(spare))
        if not tests:
            print("The tests fail without any fault; mend that first.", file=sys.stderr)
            return 2
        return _report(_chosen(every_trial(), arguments), tests)


def _chosen(trials: list[Trial], arguments: Sequence[str]) -> list[Trial]:
    if arguments and arguments[0].isdigit():
        return random.Random(1).sample(trials, min(int(arguments[0]), len(trials)))  # noqa: S311
    return [one for one in trials if not arguments or any(f"{name}:" in f"{one}:" for name in arguments)]


def _report(trials: Sequence[Trial], tests: Sequence[Watched]) -> int:
    gc.freeze()  # or each process looks through all that is here when it ends
    start = time.monotonic()
    noticed: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    for number, trial in enumerate(trials, 1):
        tried[trial.path.name] += 1
        if is_noticed(trial, tests):
            noticed[trial.path.name] += 1
        else:
            print(f"left, {number - noticed.total()} of {number} so far: {trial}", flush=True)
    for name, count in sorted(tried.items()):
        print(f"{name}: {noticed[name]} of {count} noticed")
    share = noticed.total() / max(1, len(trials))
    minutes = (time.monotonic() - start) / 60
    print(f"{noticed.total()} of {len(trials)} faults noticed ({share:.1%}; goal {GOAL:.0%}) in {minutes:.0f} minutes")
    return 0 if share >= GOAL else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
