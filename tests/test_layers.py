"""Imports point one way, from room to room in the order of the flow. And only some modules touch the world."""

import ast
from functools import cache

from tools import arrows, house
from tools.house import imported
from tools.rooms import ROOMS

BESIDE = "treeguide_import"

FRONT = {"__init__"}  # the package's own name and version
FACES = {"commands", "host"}

HOSTS = {"mkdocs", "properdocs", "click", "argparse", "subprocess", "socket", "urllib.request", "requests"}
CLOCKS = {"today", "now", "utcnow", "time", "monotonic", "perf_counter"}
DISK = {"read_text", "read_bytes", "write_text", "write_bytes", "is_file", "is_dir", "exists", "rglob", "glob"}
DISK_IN = {"library/__init__.py", "config/file.py", "addresses/register.py", "writing/assets/__init__.py"}


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the package by its path in it, parsed."""
    return {module.path: module.tree for module in house.modules("treeguide")}


def room(path: str) -> str:
    return path.partition("/")[0].removesuffix(".py")


def dotted(path: str) -> str:
    return "treeguide." + path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


@cache
def imports_of_ours() -> dict[str, set[str]]:
    """For each module, the other modules of the package it imports: the front of a room, or the one that is named."""
    every = modules()
    paths = {dotted(path): path for path in every}
    found: dict[str, set[str]] = {path: set() for path in every}
    for path, module in every.items():
        for node in ast.walk(module):
            if isinstance(node, ast.ImportFrom):
                named = {f"{node.module}.{alias.name}" for alias in node.names}
                found[path] |= {paths.get(name, paths.get(str(node.module), path)) for name in named}
    return {path: others - {path} for path, others in found.items()}


def test_imports_point_one_way() -> None:
    assert [name for module in house.modules("treeguide") for name in house.running_back(module)] == []


def test_no_modules_import_each_other() -> None:
    """Nor does what the front of a room is made of import that front."""
    left = imports_of_ours()
    while free := {path for path, others in left.items() if not others & set(left)}:
        left = {path: others for path, others in left.items() if path not in free}
    assert left == {}


def test_every_room_is_there_and_no_other() -> None:
    assert {room(path) for path in modules()} - FRONT == set(ROOMS)


def test_the_drawing_of_the_rooms_is_as_the_code_is() -> None:
    assert arrows.drawn() == arrows.drawing(), "python -m tools.arrows draws it anew"


def test_the_tool_knows_nothing_of_the_package_beside_it() -> None:
    wrong = [path for path, module in modules().items() for name in imported(module) if name.startswith(BESIDE)]
    assert wrong == []


def test_only_faces_know_a_host() -> None:
    wrong = [
        f"{path} imports {name}"
        for path, module in modules().items()
        if room(path) not in FACES
        for name in imported(module)
        if name.partition(".")[0] in HOSTS or name in HOSTS
    ]
    assert wrong == []


def test_the_core_prints_nothing_and_reads_no_clock_and_no_environment() -> None:
    wrong = []
    for path, module in modules().items():
        if room(path) in FACES:
            continue
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("print", "input"):
                wrong.append(f"{path}:{node.lineno} prints")
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in CLOCKS:
                wrong.append(f"{path}:{node.lineno} reads a clock")
            if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv"):
                wrong.append(f"{path}:{node.lineno} reads the environment")
    assert wrong == []


def test_disk_is_touched_in_few_places() -> None:
    """The package's own data, through importlib.resources, is no disk."""
    wrong = [
        f"{path}:{node.lineno} {ast.unparse(node.func)}"
        for path, module in modules().items()
        if room(path) not in FACES and path not in DISK_IN
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and touches_disk(node.func)
    ]
    assert wrong == []


def touches_disk(called: ast.expr) -> bool:
    is_disk = getattr(called, "attr", "") in DISK or getattr(called, "id", "") == "open"
    return is_disk and "resources.files" not in ast.unparse(called)
