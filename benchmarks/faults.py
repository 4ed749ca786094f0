"""The faults that `benchmarks.mutants` puts into a module, one at a time."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any

SPREAD = """\
Comparisons turned round or moved by one, `and` for `or`, conditions turned round, guards and calls taken out,
sums for differences, numbers one more or less, truth values turned round, arguments exchanged.
"""
EQUIVALENT = {
    (
        "if 1 < right - left <= 5 and pairs[right] - pairs[left] == right - left:",
        "if 1 <= right - left <= 5 and pairs[right] - pairs[left] == right - left:",
    ): "between two neighbours there is no word to go through",
    (
        "step = 1 if edge > twin else -1",
        "step = 1 if edge >= twin else -1",
    ): "edge and twin are the two ends of a deletion, and never one word",
    (
        "before, after = (body[max(0, unit.start - reach):unit.start], body[unit.end:unit.end + reach])",
        "before, after = (body[max(unit.start - reach, 0):unit.start], body[unit.end:unit.end + reach])",
    ): "the greater of two is the same in either order",
    ("if gain > 0:", "if gain >= 0:"): "where nothing is gained the list of words to move is empty",
    (
        "_PIECE = 64 * 1024",
        "_PIECE = 64 * 1025",
    ): "how much is read at once; a line longer than that is put together all the same",
    (
        "_LEAST = 1e-09",
        "_LEAST = 7.500000000000001e-10",
    ): "the dust of rounding is a million times smaller, and lengths are whole numbers",
    (
        "if left < start < right or left < end < right:",
        "if left <= start < right or left < end < right:",
    ): "a name that begins where the span does is cut only if the span ends in it, which is asked next",
}
"""Changed lines (before, after) that change nothing anybody can see, and why."""

Fault = Callable[[], None]
_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
}  # fmt: skip
_LEAVES = (ast.Return, ast.Raise, ast.Continue, ast.Break)


def faults_of(tree: ast.AST) -> Iterator[Fault]:
    """All faults that can be put into a tree; each changes it when called. Annotations are no places."""
    for node in list(_code(tree)):
        yield from _PLACES.get(type(node), _none)(node)


def _code(node: ast.AST) -> Iterator[ast.AST]:
    """A node and those below it, without annotations."""
    yield node
    for name, value in ast.iter_fields(node):
        if name not in {"annotation", "returns"}:
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from _code(child)


def _none(_node: Any) -> Iterator[Fault]:
    return iter(())


def _of_compare(node: ast.Compare) -> Iterator[Fault]:
    for number, operator in enumerate(node.ops):
        for other in _COMPARED[type(operator)]:
            yield _item(node.ops, number, other())


def _of_and_or(node: ast.BoolOp) -> Iterator[Fault]:
    yield _set(node, "op", ast.Or() if isinstance(node.op, ast.And) else ast.And())


def _of_not(node: ast.UnaryOp) -> Iterator[Fault]:
    if isinstance(node.op, ast.Not):
        yield _set(node, "operand", _not(node.operand))


def _of_sum(node: ast.BinOp) -> Iterator[Fault]:
    if type(node.op) in _SUMS:
        yield _set(node, "op", _SUMS[type(node.op)]())


def _of_constant(node: ast.Constant) -> Iterator[Fault]:
    values: list[object] = []
    if isinstance(node.value, bool):
        values = [not node.value]
    elif isinstance(node.value, int):
        values = [node.value + 1, node.value - 1]
    elif isinstance(node.value, float):
        values = [node.value * 1.25, node.value * 0.75] if node.value else [0.5]
    for value in values:
        yield _set(node, "value", value)


def _of_call(node: ast.Call) -> Iterator[Fault]:
    if len(node.args) > 1 and not any(isinstance(argument, ast.Starred) for argument in node.args[:2]):
        first, second, *more = node.args
        if ast.dump(first) != ast.dump(second):
            yield _set(node, "args", [second, first, *more])


def _of_statement(node: ast.Expr) -> Iterator[Fault]:
    if isinstance(node.value, ast.Call):
        yield _set(node, "value", ast.Constant(None))


def _of_condition(node: ast.If | ast.IfExp | ast.While) -> Iterator[Fault]:
    yield _set(node, "test", _not(node.test))
    if isinstance(node, ast.If) and isinstance(node.body[-1], _LEAVES):
        yield _set(node, "test", ast.Constant(0))


def _of_loop(node: ast.comprehension) -> Iterator[Fault]:
    for number in range(len(node.ifs)):
        yield _item(node.ifs, number, ast.Constant(1))


_PLACES: dict[type[ast.AST], Callable[[Any], Iterator[Fault]]] = {
    ast.Compare: _of_compare,
    ast.BoolOp: _of_and_or,
    ast.UnaryOp: _of_not,
    ast.BinOp: _of_sum,
    ast.Constant: _of_constant,
    ast.Call: _of_call,
    ast.Expr: _of_statement,
    ast.If: _of_condition,
    ast.IfExp: _of_condition,
    ast.While: _of_condition,
    ast.comprehension: _of_loop,
}


def _not(node: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), node)


def _set(node: ast.AST, name: str, value: object) -> Fault:
    return lambda: setattr(node, name, value)


def _item(items: list[Any], number: int, item: ast.AST) -> Fault:
    return lambda: items.__setitem__(number, item)
