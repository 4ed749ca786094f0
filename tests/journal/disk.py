"""A disk that may lose its power: it records what is written and synced, and tells what could be left.

While it records, `os` does what it always does; beside that every write, cut, new name and sync is noted. At
each of them the power may fail. What was synced is there then; of all else any part may be: writes (none,
some bytes, zeros where bytes should be, all), cuts of a file, names in a folder.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any
from unittest import mock

Tree = Mapping[str, bytes]
"""The files that are left, by their path."""
Points = Callable[[int], Iterable[int]]


@dataclass
class File:
    """What of a file is on disk, and what was done since: (offset, bytes), or (size, None) for a cut."""

    synced: bytes = b""
    data: bytes = b""
    pending: tuple[tuple[int, bytes | None], ...] = ()

    def do(self, offset: int, data: bytes | None) -> None:
        self.pending += ((offset, data),)
        self.data = _done(self.data, offset, data)

    def sync(self) -> None:
        self.synced, self.pending = self.data, ()

    def left(self, points: Points) -> set[bytes]:
        """What may stand in it once the power has failed."""
        return {
            content
            for part in product((False, True), repeat=len(self.pending))
            for content in _contents(
                self.synced, [op for op, on in zip(self.pending, part, strict=True) if on], points
            )
        }


def _contents(start: bytes, ops: Sequence[tuple[int, bytes | None]], points: Points) -> Iterator[bytes]:
    """All of the operations, or all but a part of the last one."""
    content = start
    for offset, data in ops:
        before, content = content, _done(content, offset, data)
    yield content
    if ops and (data := ops[-1][1]) is not None:
        for point in points(len(data)):
            yield _done(before, offset, data[:point])
            yield _done(before, offset, data[:point] + b"\0" * (len(data) - point))
            yield _done(before, offset, b"\0" * point + data[point:])


def _done(content: bytes, offset: int, data: bytes | None) -> bytes:
    if data is None:
        return content[:offset].ljust(offset, b"\0")
    return content[:offset].ljust(offset, b"\0") + data + content[offset + len(data) :]


@dataclass
class Folder:
    """The names of a folder that are on disk, those there are now, and what was done to them since."""

    synced: dict[str, File | Folder] = field(default_factory=dict)
    names: dict[str, File | Folder] = field(default_factory=dict)
    pending: tuple[tuple[str, str, File | Folder | None], ...] = ()

    def do(self, name: str, node: File | Folder | None, gone: str = "") -> None:
        """Put `node` under a name (None takes it away), and take the name `gone` away in the same step."""
        self.pending += ((name, gone, node),)
        self.names = _named(self.names, name, gone, node)

    def sync(self) -> None:
        self.synced, self.pending = dict(self.names), ()

    def left(self, points: Points) -> Iterator[Tree]:
        """What may be left of it and of all that lies in it."""
        for part in product((False, True), repeat=len(self.pending)):
            names = self.synced
            for op, on in zip(self.pending, part, strict=True):
                names = _named(names, *op) if on else names
            each = [
                [{name: data} for data in node.left(points)]
                if isinstance(node, File)
                else [{f"{name}/{path}": data for path, data in tree.items()} for tree in node.left(points)]
                for name, node in names.items()
            ]
            for choice in product(*each):
                yield {path: data for tree in choice for path, data in tree.items()}


def _named(
    names: Mapping[str, File | Folder], name: str, gone: str, node: File | Folder | None
) -> dict[str, File | Folder]:
    changed = {each: known for each, known in names.items() if each not in {name, gone}}
    return changed | ({} if node is None else {name: node})


def _copied(node: Folder) -> Folder:
    """The state of a folder, which later steps don't change."""
    copies: dict[int, File | Folder] = {}

    def copied(each: File | Folder) -> File | Folder:
        if id(each) not in copies:
            copies[id(each)] = (
                File(each.synced, each.data, each.pending)
                if isinstance(each, File)
                else Folder(copied_all(each.synced), copied_all(each.names), copied_steps(each))
            )
        return copies[id(each)]

    def copied_all(names: Mapping[str, File | Folder]) -> dict[str, File | Folder]:
        return {name: copied(inner) for name, inner in names.items()}

    def copied_steps(folder: Folder) -> tuple[tuple[str, str, File | Folder | None], ...]:
        return tuple((name, gone, inner and copied(inner)) for name, gone, inner in folder.pending)

    top = copied(node)
    assert isinstance(top, Folder)
    return top


def _as_it_is(path: Path) -> Folder:
    """A folder whose every file is on disk."""
    names: dict[str, File | Folder] = {}
    for each in path.iterdir():
        names[each.name] = _as_it_is(each) if each.is_dir() else File(each.read_bytes(), each.read_bytes())
    return Folder(names, dict(names))


class Disk:
    """Records what is done below a folder, step by step; after each the power may fail.

    `acknowledge` says what is saved by now.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.top = _as_it_is(root)
        self.cuts: list[tuple[frozenset[str], Folder]] = []
        self.said: frozenset[str] = frozenset()
        self._handles: dict[int, tuple[File | Folder, Path]] = {}

    def acknowledge(self, *ids: str) -> None:
        """Say that something is saved."""
        self.said |= set(ids)
        self._cut()

    def left(self, points: Points) -> Iterator[tuple[frozenset[str], Tree]]:
        """Every state in which the disk may be found, and what had been acknowledged before."""
        seen: set[tuple[frozenset[str], tuple[tuple[str, bytes], ...]]] = set()
        for said, top in self.cuts:
            for tree in top.left(points):
                key = (said, tuple(sorted(tree.items())))
                if key not in seen:
                    seen.add(key)
                    yield said, tree

    @contextlib.contextmanager
    def recording(self) -> Iterator[None]:
        """Record whatever this process does in the meantime."""
        names = ("open", "write", "ftruncate", "fsync", "mkdir", "replace", "unlink")
        with mock.patch.multiple(os, **{name: getattr(self, f"_{name}") for name in names}):
            yield

    # --- steps ----------------------------------------------------------------------------

    def _open(self, path: Any, flags: int, mode: int = 0o777, **more: Any) -> int:
        is_there = os.path.lexists(path)
        handle = _REAL["open"](path, flags, mode, **more)
        at = self._at(path)
        self._handles.pop(handle, None)
        if at is not None:
            folder, name = at
            if not is_there:
                folder.do(name, File())
                self._cut()
            self._handles[handle] = folder.names[name], Path(path)
        return int(handle)

    def _write(self, handle: int, data: bytes) -> int:
        node = self._file(handle)
        done = _REAL["write"](handle, data)
        if node is not None:
            node.do(len(node.data), bytes(data[:done]))
            self._cut()
        return int(done)

    def _ftruncate(self, handle: int, size: int) -> None:
        _REAL["ftruncate"](handle, size)
        if (node := self._file(handle)) is not None:
            node.do(size, None)
            self._cut()

    def _fsync(self, handle: int) -> None:
        node, path = self._handles.get(handle, (None, self.root))
        if isinstance(node, File):
            self._catch_up(node, path)
        _REAL["fsync"](handle)
        if node is not None:
            node.sync()
            self._cut()

    def _mkdir(self, path: Any, mode: int = 0o777) -> None:
        _REAL["mkdir"](path, mode)
        if (at := self._at(path)) is not None:
            at[0].do(at[1], Folder())
            self._cut()

    def _replace(self, old: Any, new: Any) -> None:
        source, target = self._at(old), self._at(new)
        assert source is not None
        assert target is not None
        assert source[0] is target[0]
        node = source[0].names[source[1]]
        if isinstance(node, File):
            self._catch_up(node, Path(old))
        _REAL["replace"](old, new)
        source[0].do(target[1], node, gone=source[1])
        self._cut()

    def _unlink(self, path: Any) -> None:
        _REAL["unlink"](path)
        if (at := self._at(path)) is not None:
            at[0].do(at[1], None)
            self._cut()

    # --- where ----------------------------------------------------------------------------

    def _cut(self) -> None:
        self.cuts.append((self.said, _copied(self.top)))

    def _file(self, handle: int) -> File | None:
        node = self._handles.get(handle, (None,))[0]
        return node if isinstance(node, File) else None

    def _catch_up(self, node: File, path: Path) -> None:
        """Note what went into a file past `os.write`, as through a stream."""
        data = path.read_bytes()
        if data != node.data:
            node.do(len(node.data), data[len(node.data) :])
            self._cut()

    def _at(self, path: Any) -> tuple[Folder, str] | None:
        """The folder in which a path lies, and its name there; None for what lies elsewhere."""
        try:
            parts = Path(path).resolve().relative_to(self.root.resolve()).parts
        except ValueError:
            return None
        folder = self.top
        for part in parts[:-1]:
            inner = folder.names[part]
            assert isinstance(inner, Folder)
            folder = inner
        return (folder, parts[-1]) if parts else (Folder(names={"": self.top}), "")


_REAL: Mapping[str, Callable[..., Any]] = {
    name: getattr(os, name) for name in ("open", "write", "ftruncate", "fsync", "mkdir", "replace", "unlink")
}


def lie(folder: Path, tree: Tree) -> Path:
    """Lay the files of a tree into an empty folder."""
    for path, data in tree.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder
