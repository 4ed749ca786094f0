"""From codes as written to a sound tree: unique ids, known parents, no cycles, one kind a family."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from qualcode.model import Code, Kind
from qualcode.positions import Faults


@dataclass(frozen=True, slots=True)
class Entry:
    """A code as written; `kind` is None where it states none."""

    code: Code
    kind: Kind | None


def linked(entries: Sequence[Entry], faults: Faults) -> tuple[Code, ...]:
    """Return the codes with their kinds settled, parents before children; notes every fault."""
    by_id = _unique(entries, faults)
    _check_parents(by_id, faults)
    sound = {name: entry for name, entry in by_id.items() if _sound(name, by_id)}
    codes = [replace(entry.code, kind=_kind(entry, by_id, faults)) for entry in sound.values()]
    return tuple(_parents_first(codes))


def _unique(entries: Iterable[Entry], faults: Faults) -> dict[str, Entry]:
    by_id: dict[str, Entry] = {}
    for entry in entries:
        code = entry.code
        if code.id in by_id:
            first = by_id[code.id].code.line
            faults.add(
                code.line, f"the id {code.id!r} stands already on line {first}", "give one of them another id"
            )
        elif code.id:
            by_id[code.id] = entry
    return by_id


def _check_parents(by_id: Mapping[str, Entry], faults: Faults) -> None:
    for name, entry in by_id.items():
        parent = entry.code.parent
        if parent is not None and parent not in by_id:
            faults.unknown(entry.code.line, f"parent of {name!r} (an orphan):", parent, by_id)
        elif parent is not None and name in _above(name, by_id):
            faults.add(entry.code.line, f"{name!r} is its own ancestor (a cycle)", "give it another `parent`")


def _above(name: str, by_id: Mapping[str, Entry]) -> list[str]:
    """The ids above a code, nearest first; ends where it meets one for the second time."""
    found: list[str] = []
    parent = by_id[name].code.parent
    while parent is not None and parent in by_id and parent not in found:
        found.append(parent)
        parent = by_id[parent].code.parent
    return found


def _sound(name: str, by_id: Mapping[str, Entry]) -> bool:
    chain = [name, *_above(name, by_id)]
    return by_id[chain[-1]].code.parent is None


def _kind(entry: Entry, by_id: Mapping[str, Entry], faults: Faults) -> Kind:
    """The kind of the code's top-level ancestor; a child that states another is a fault."""
    chain = [entry.code.id, *_above(entry.code.id, by_id)]
    kind = by_id[chain[-1]].kind or "theme"
    if entry.kind is not None and entry.kind != kind:
        problem = f"{entry.code.id!r} is a {entry.kind} below {chain[-1]!r}, a {kind}"
        faults.add(entry.code.line, problem, "leave `kind` out or move the code")
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
