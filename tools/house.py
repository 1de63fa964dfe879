"""How the house stands: `python -m tools.house` prints its size, what is too long, and what runs the wrong way."""

import ast
import sys
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tools.rooms import ROOMS

PACKAGES = Path(__file__).resolve().parent.parent / "plugins"
LONG_MODULE, LONG_FUNCTION, MANY_PARAMETERS = 300, 40, 5
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """A module by its path from the folder of its package."""

    package: str
    path: str
    text: str

    def __str__(self) -> str:
        return self.path if self.package == "treeguide" else f"{self.package}/{self.path}"

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def room(self) -> str:
        return self.path.partition("/")[0].removesuffix(".py")

    @property
    def lines(self) -> int:
        """The lines without blanks, docstrings and comments."""
        return len(set(_code_lines(self.text)) - set(_docstring_lines(self.tree)))

    @property
    def functions(self) -> Iterator[Function]:
        yield from (node for node in ast.walk(self.tree) if isinstance(node, Function))


def modules(package: str) -> list[Module]:
    """Every module of that package, in the order of their paths."""
    top = PACKAGES / package
    return [
        Module(package, path.relative_to(top).as_posix(), path.read_text("utf-8")) for path in sorted(top.rglob("*.py"))
    ]


def _code_lines(text: str) -> Iterator[int]:
    nothing = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
    for token in tokenize.generate_tokens(iter(text.splitlines(keepends=True)).__next__):
        if token.type not in nothing:
            yield from range(token.start[0], token.end[0] + 1)


def _docstring_lines(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | Function) and ast.get_docstring(node) is not None:
            yield from range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)


def parameters(function: Function) -> int:
    """How many things a caller passes; not the object itself."""
    given = function.args
    names = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return len(names) - (names[:1] in (["self"], ["cls"])) + bool(given.vararg) + bool(given.kwarg)


def length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def private_of_hosts(module: Module) -> Iterator[str]:
    """The private names used on what comes from MkDocs: modules, and what is not our own or the object's itself."""
    own = {getattr(node, "name", "") for node in ast.walk(module.tree)} | _assigned(module.tree)
    if not any(name.partition(".")[0] in ("mkdocs", "properdocs") for name in imported(module.tree)):
        return
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Attribute):
            continue
        name = node.attr
        if name.startswith("_") and not name.endswith("__") and name not in own:
            yield f"{module}:{node.lineno} {ast.unparse(node)}"


def _assigned(tree: ast.Module) -> set[str]:
    """The names a module gives to what is its own, as `self._name = …`."""
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and ast.unparse(node.value) == "self"
    }


def imported(tree: ast.Module) -> Iterator[str]:
    """The full names of what a module imports; `from package import module` names the module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def running_back(module: Module) -> Iterator[str]:
    """The imports of rooms that come later in the flow."""
    for name in sorted(set(imported(module.tree))):
        package, _, rest = name.partition(".")
        room = rest.partition(".")[0]
        if (
            package == "treeguide"
            and {room, module.room} <= set(ROOMS)
            and ROOMS.index(room) > ROOMS.index(module.room)
        ):
            yield f"{module} imports {name}"


def entries(package: str) -> list[str]:
    """What stands at the top of a package, but for what Python makes there."""
    return sorted(path.name for path in (PACKAGES / package).iterdir() if path.name != "__pycache__")


def report(package: str) -> Iterator[str]:
    """The figures of a package, each with where it is not as it should be."""
    every = modules(package)
    functions = [(module, one) for module in every for one in module.functions]
    yield f"{package}: {len(entries(package))} entries at the top: {' '.join(entries(package))}"
    yield f"{len(every)} modules, {sum(one.lines for one in every)} lines without blanks, docstrings and comments"
    long = [f"{one} {len(one.text.splitlines())}" for one in every if len(one.text.splitlines()) > LONG_MODULE]
    yield from _listed(f"modules of more than {LONG_MODULE} lines", long)
    long = [
        f"{module}:{one.lineno} {one.name} {length(one)}" for module, one in functions if length(one) > LONG_FUNCTION
    ]
    yield from _listed(f"functions of more than {LONG_FUNCTION} lines", long)
    many = [
        f"{module}:{one.lineno} {one.name} {parameters(one)}"
        for module, one in functions
        if parameters(one) >= MANY_PARAMETERS
    ]
    yield from _listed(f"functions with {MANY_PARAMETERS} parameters or more", many)
    yield from _listed("private names of MkDocs", _by_name([name for one in every for name in private_of_hosts(one)]))
    yield from _listed("imports that run back up", [name for one in every for name in running_back(one)])


def _by_name(used: list[str]) -> list[str]:
    """Each name once, with everywhere that it is used."""
    places: dict[str, list[str]] = {}
    for one in used:
        place, name = one.split(" ", 1)
        places.setdefault(name, []).append(place)
    return [f"{name} in {', '.join(dict.fromkeys(found))}" for name, found in places.items()]


def _listed(what: str, found: list[str]) -> Iterator[str]:
    yield f"{len(found)} {what}" + ":" * bool(found)
    yield from (f"  {one}" for one in found)


def main() -> int:
    """Print the figures of the tool and of the package beside it."""
    for package in ("treeguide", "treeguide_import"):
        print("\n".join(report(package)), end="\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
