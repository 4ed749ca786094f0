"""From codes as written to a sound tree: unique ids, known parents, no cycles, one kind a family."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from qualcode.model import Code, CodeKind
from qualcode.positions import DEPTH_LIMIT, Faults


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """A code as written; `kind` is None where it states none, `lines` says where its keys stand."""

    code: Code
    kind: CodeKind | None
    lines: Mapping[str, int] = field(default_factory=dict)

    def line(self, key: str) -> int:
        """The line of a key; the code's first where it has no such key."""
        return self.lines.get(key, self.code.line)


def linked(entries: Sequence[CodeEntry], faults: Faults) -> tuple[Code, ...]:
    """Return the codes with their kinds settled, parents before children; notes every fault."""
    by_id = _unique(entries, faults)
    _check_parents(by_id, faults)
    sound = {name: entry for name, entry in by_id.items() if _sound(name, by_id)}
    codes = [replace(entry.code, kind=_kind(entry, by_id, faults)) for entry in sound.values()]
    return tuple(_parents_first(codes))


def _unique(entries: Iterable[CodeEntry], faults: Faults) -> dict[str, CodeEntry]:
    by_id: dict[str, CodeEntry] = {}
    for entry in entries:
        code = entry.code
        if code.id in by_id:
            first = by_id[code.id].line("id")
            problem = f"the id {code.id!r} stands already on line {first}"
            faults.add(entry.line("id"), problem, "give one of them another id")
        elif code.id:
            by_id[code.id] = entry
    return by_id


def _check_parents(by_id: Mapping[str, CodeEntry], faults: Faults) -> None:
    for name, entry in by_id.items():
        parent, line = entry.code.parent, entry.line("parent")
        above = _above(name, by_id)
        if parent and parent not in by_id:  # an empty one is a fault already: a code without an id
            faults.unknown(line, f"parent of {name!r} (an orphan):", parent, by_id)
        elif name in above:
            faults.add(line, f"{name!r} is its own ancestor (a cycle)", "give it another `parent`")
        elif len(above) > DEPTH_LIMIT:
            faults.add(line, f"{name!r} stands below more than {DEPTH_LIMIT} codes", "make the tree flatter")


def _above(name: str, by_id: Mapping[str, CodeEntry]) -> list[str]:
    """The ids above a code, nearest first; ends where it meets one for the second time.

    It ends just behind `DEPTH_LIMIT`, too, so that no chain of parents makes reading slow.
    """
    found: list[str] = []
    parent = by_id[name].code.parent
    while parent is not None and parent in by_id and parent not in found and len(found) <= DEPTH_LIMIT:
        found.append(parent)
        parent = by_id[parent].code.parent
    return found


def _sound(name: str, by_id: Mapping[str, CodeEntry]) -> bool:
    chain = [name, *_above(name, by_id)]
    return by_id[chain[-1]].code.parent is None


def _kind(entry: CodeEntry, by_id: Mapping[str, CodeEntry], faults: Faults) -> CodeKind:
    """The kind of the code's top-level ancestor; a child that states another is a fault."""
    chain = [entry.code.id, *_above(entry.code.id, by_id)]
    kind = by_id[chain[-1]].kind or "theme"
    if entry.kind is not None and entry.kind != kind:
        problem = f"{entry.code.id!r} is a {entry.kind} below {chain[-1]!r}, a {kind}"
        faults.add(entry.line("kind"), problem, "leave `kind` out or move the code")
    return kind


def _parents_first(codes: Sequence[Code]) -> list[Code]:
    """Depth-first order that keeps the order of the file among siblings."""
    below: dict[str | None, list[Code]] = {}
    for code in codes:
        below.setdefault(code.parent, []).append(code)
    ordered: list[Code] = []
    waiting = list(reversed(below.get(None, [])))
    while waiting:
        code = waiting.pop()
        ordered.append(code)
        waiting.extend(reversed(below.get(code.id, [])))
    return ordered
