"""Small faults that can be put into a module: one at a time, each with a line of what was changed."""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.Mult: ast.FloorDiv,
}
_NAMES = {"any": "all", "all": "any", "min": "max", "max": "min"}


@dataclass(frozen=True)
class Mutant:
    """A module with one fault in it: its line and those of its function, what stood there, what it became, the tree."""

    line: int
    function: range
    was: str
    now: str
    tree: ast.Module


def mutants(source: str) -> Iterator[Mutant]:
    """Every fault we know how to make in that source. Annotations and docstrings stay as they are."""
    whole = ast.parse(source)
    for number, node in enumerate(_spots(whole)):
        for change in _changes(node):
            tree = copy.deepcopy(whole)
            spot = _spots(tree)[number]
            was = ast.unparse(spot)
            fresh = change(spot)
            _replace(tree, spot, fresh)
            line = getattr(node.target if isinstance(node, ast.comprehension) else node, "lineno", 0)
            whole_tree = ast.fix_missing_locations(tree)
            yield Mutant(line, _function(whole, line), was, ast.unparse(fresh), whole_tree)


def _function(tree: ast.AST, line: int) -> range:
    """The lines of the innermost function that line is in; none outside functions."""
    found = [
        range(node.lineno, (node.end_lineno or node.lineno) + 1)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.lineno <= line <= (node.end_lineno or 0)
    ]
    return min(found, key=len, default=range(0))


def _spots(tree: ast.Module) -> list[ast.AST]:
    """The nodes that may change, in one order for every copy of a tree."""
    found: list[ast.AST] = []
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting.extend(child for child in ast.iter_child_nodes(node) if not _is_fixed(node, child))
    return found


def _is_fixed(parent: ast.AST, child: ast.AST) -> bool:
    """Whether a fault there would say nothing: imports, annotations, docstrings, decorators, parts of f-strings."""
    if isinstance(child, ast.Import | ast.ImportFrom | ast.JoinedStr):
        return True
    if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
        return True
    if isinstance(child, ast.Assign) and ast.unparse(child.targets[0]) == "__all__":
        return True
    if isinstance(parent, ast.FunctionDef | ast.ClassDef) and child in (*parent.decorator_list, *parent_types(parent)):
        return True
    return child in (getattr(parent, "annotation", None), getattr(parent, "type_comment", None))


def parent_types(node: ast.FunctionDef | ast.ClassDef) -> list[ast.AST]:
    """The type a function says it returns."""
    returns = getattr(node, "returns", None)
    return [returns] if returns else []


def _changes(node: ast.AST) -> Iterator[Callable[[ast.AST], ast.AST]]:
    """The ways in which a node can be made wrong."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARED:
        yield _compared
    elif isinstance(node, ast.BinOp) and type(node.op) in _COUNTED:
        yield _counted
    elif isinstance(node, ast.BoolOp):
        yield _other_word
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield lambda spot: spot.operand  # type: ignore[attr-defined]
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield _turned
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield _unasked
    elif isinstance(node, ast.Constant):
        yield from _constants(node.value)
    elif isinstance(node, ast.Name) and node.id in _NAMES:
        yield lambda spot: ast.Name(_NAMES[spot.id], ast.Load())  # type: ignore[attr-defined]
    elif isinstance(node, ast.Return) and node.value and not isinstance(node.value, ast.Constant):
        yield lambda _: ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Continue):
        yield lambda _: ast.Break()
    elif isinstance(node, ast.Break):
        yield lambda _: ast.Continue()
    elif isinstance(node, ast.Expr | ast.AugAssign):
        yield lambda _: ast.Pass()


def _constants(value: object) -> Iterator[Callable[[ast.AST], ast.AST]]:
    if isinstance(value, bool):
        yield lambda _: ast.Constant(not value)
    elif isinstance(value, int):
        yield lambda _: ast.Constant(value + 1)
    elif isinstance(value, str):
        yield lambda _: ast.Constant(f"XX{value}")


def _compared(spot: ast.AST) -> ast.AST:
    fresh = copy.deepcopy(spot)
    assert isinstance(fresh, ast.Compare)  # noqa: S101
    fresh.ops[0] = _COMPARED[type(fresh.ops[0])]()
    return fresh


def _counted(spot: ast.AST) -> ast.AST:
    fresh = copy.deepcopy(spot)
    assert isinstance(fresh, ast.BinOp)  # noqa: S101
    fresh.op = _COUNTED[type(fresh.op)]()
    return fresh


def _other_word(spot: ast.AST) -> ast.AST:
    fresh = copy.deepcopy(spot)
    assert isinstance(fresh, ast.BoolOp)  # noqa: S101
    fresh.op = ast.And() if isinstance(fresh.op, ast.Or) else ast.Or()
    return fresh


def _turned(spot: ast.AST) -> ast.AST:
    fresh = copy.deepcopy(spot)
    assert isinstance(fresh, ast.If | ast.IfExp | ast.While)  # noqa: S101
    fresh.test = ast.UnaryOp(ast.Not(), fresh.test)
    return fresh


def _unasked(spot: ast.AST) -> ast.AST:
    fresh = copy.deepcopy(spot)
    assert isinstance(fresh, ast.comprehension)  # noqa: S101
    fresh.ifs = []
    return fresh


def _replace(tree: ast.Module, spot: ast.AST, fresh: ast.AST) -> None:
    """Put the fresh node where the spot is."""
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is spot:
                setattr(parent, name, fresh)
                return
            if isinstance(value, list) and any(one is spot for one in value):
                value[:] = [fresh if one is spot else one for one in value]
                return
