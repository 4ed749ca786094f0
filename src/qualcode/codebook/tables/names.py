"""Hierarchies that the names themselves show: numbers, signs between the parts, indentation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping

from qualcode.codebook.tables.tree import CodeRows, Tree, refuse_depth
from qualcode.tables.grid import one_line

_STRONG = re.compile(r"\s*(?:>>|->|→|›|»|::|\\|>)\s*")
_SLASH = re.compile(r"\s*/\s*")
_NUMBER = r"[A-Z]?[0-9]{1,3}(?:[.-][A-Za-z0-9]{1,3}){0,12}|[A-Z](?:\.[0-9]{1,3}){1,12}"
_NUMBERED = re.compile(rf"\(?({_NUMBER}|[A-Z](?=[.):]))[.):]*\s+(?=\S)")
_NUMBER_ONLY = re.compile(rf"\(?({_NUMBER}|[A-Z]|[a-z])[.)]*")
_DASHES = re.compile(r"([-–—•*·▪◦]+)\s+(?=\S)")
MOST = 0.8


def from_names(rows: CodeRows) -> Tree:
    """Build the tree of a table with a single column of names; flat where nothing else shows."""
    names = {line: rows.cell(line, rows.leaf) for line in rows.lines}
    named = {line: name for line, name in names.items() if name}
    for way in (_by_number_column, _by_numbers, _by_signs, _by_indents, _by_sections):
        tree = way(rows, named)
        if tree is not None:
            return tree
    return Tree.by_paths("", rows, {line: (name,) for line, name in named.items()})


# --- by numbers ---------------------------------------------------------------------------


def _by_number_column(rows: CodeRows, named: Mapping[int, str]) -> Tree | None:
    field = "number" if rows.columns.of("number") else "id"
    cells = {line: rows.single(line, field) for line in named}
    numbers = {line: found[1] for line, cell in cells.items() if (found := _NUMBER_ONLY.fullmatch(cell))}
    if len(numbers) < MOST * len(named) or not any("." in number for number in numbers.values()):
        return None
    return _by_number(rows, named, numbers)


def numbered(names: Collection[str]) -> bool:
    """Whether nearly all of the names begin with a number, as in `1.2 Trust`."""
    return len(names) > 1 and sum(map(bool, map(_NUMBERED.match, names))) >= MOST * len(names)


def unnumbered(name: str) -> str:
    """A name without the number in front of it."""
    found = _NUMBERED.match(name)
    return name[found.end() :] if found else name


def _by_numbers(rows: CodeRows, named: Mapping[int, str]) -> Tree | None:
    if not numbered(named.values()):
        return None
    found = {line: match for line, name in named.items() if (match := _NUMBERED.match(name))}
    bare = {line: unnumbered(name) for line, name in named.items()}
    numbers = {line: match[1] for line, match in found.items()}
    return _by_number(rows, bare, numbers)


def _by_number(rows: CodeRows, names: Mapping[int, str], numbers: Mapping[int, str]) -> Tree:
    """`1.2.1` stands below `1.2`, or below `1` where there is no such row; `1.0` is `1`."""
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    paths: dict[int, tuple[str, ...]] = {}
    twice = 0
    for line, name in names.items():
        parts = _parts(numbers.get(line, ""))
        above = next((parts[:n] for n in range(len(parts) - 1, 0, -1) if parts[:n] in known), ())
        paths[line] = (*known.get(above, ()), name)
        twice += bool(parts) and parts in known
        if parts:
            known.setdefault(parts, paths[line])
    tree = Tree.by_paths("numbers", rows, paths)
    if twice:
        tree.warnings.append(f"Numbers that stand twice: {twice}; their codes are kept apart by name.")
    if len(numbers) < len(names):
        tree.warnings.append(f"Codes without a number: {len(names) - len(numbers)}; they stand on top.")
    return tree


def _parts(number: str) -> tuple[str, ...]:
    """`1.2.1` → 1, 2, 1; `A1` → A, 1; noughts at the end are those of a top level (`1.0`)."""
    parts = [part for part in re.split(r"[.-]|(?<=^[A-Z])(?=[0-9])", number) if part]
    while len(parts) > 1 and parts[-1] == "0":
        parts.pop()
    return tuple(part.casefold() for part in parts)


# --- by signs in the names ----------------------------------------------------------------


def _by_signs(rows: CodeRows, named: Mapping[int, str]) -> Tree | None:
    for sign in (_STRONG, _SLASH):
        split = {line: _split(sign, name) for line, name in named.items()}
        deep = {line: path for line, path in split.items() if len(path) > 1}
        alone = {path[0].casefold() for path in split.values() if len(path) == 1}
        rooted = {line for line, path in deep.items() if path[0].casefold() in alone}
        most = len(deep) > len(named) / 2
        shared = max(Counter(path[0].casefold() for path in deep.values()).values(), default=0) > 1
        if rooted or most or (shared and sign is _STRONG):
            whole = set() if sign is _STRONG or most else set(named) - rooted
            kept = {line: (named[line],) if line in whole else path for line, path in split.items()}
            return Tree.by_paths("signs in the names", rows, kept)
    return None


def _split(sign: re.Pattern[str], name: str) -> tuple[str, ...]:
    """The parts of a name; the name itself where one of them would be empty or a mere number."""
    parts = tuple(sign.split(name))
    return parts if all(any(letter.isalpha() for letter in part) for part in parts) else (name,)


# --- by indentation and by rows across the table ------------------------------------------


def _by_indents(rows: CodeRows, named: Mapping[int, str]) -> Tree | None:
    dashes = {line: match for line, name in named.items() if (match := _DASHES.match(name))}
    if len(dashes) == len(named) and len({len(match[1]) for match in dashes.values()}) == 1:
        dashes = {}
    bare = {line: name[dashes[line].end() :] if line in dashes else name for line, name in named.items()}
    indents = {
        line: rows.sheet.grid.indents.get((line, rows.leaf), 0)
        + (len(dashes[line][1]) if line in dashes else 0)
        for line in named
    }
    if len(set(indents.values())) < 2 or indents[min(indents)] > min(indents.values()):
        return None
    return Tree.by_paths("indentation", rows, _nested(rows, bare, indents))


def _nested(
    rows: CodeRows, names: Mapping[int, str], depths: Mapping[int, int]
) -> dict[int, tuple[str, ...]]:
    """Each name below the nearest one before it that is set in less."""
    paths: dict[int, tuple[str, ...]] = {}
    above: list[tuple[int, tuple[str, ...]]] = []
    for line, name in names.items():
        while above and above[-1][0] >= depths[line]:
            above.pop()
        paths[line] = (*(above[-1][1] if above else ()), name)
        refuse_depth(rows, line, len(paths[line]))
        above.append((depths[line], paths[line]))
    return paths


def _by_sections(rows: CodeRows, named: Mapping[int, str]) -> Tree | None:
    """Rows merged over the whole table are headings of the codes that follow."""
    wide = {line for line in rows.lines if _is_section(rows, line)}
    if not wide or not set(named) - wide:
        return None
    paths: dict[int, tuple[str, ...]] = {}
    section: tuple[str, ...] = ()
    for line in rows.lines:
        if line in wide:
            section = (one_line("".join(rows.sheet.grid.rows[line])),)
            paths[line] = section
        elif line in named:
            paths[line] = (*section, named[line])
    return Tree.by_paths("rows across the table", rows, paths)


def _is_section(rows: CodeRows, line: int) -> bool:
    texts = [column for column, cell in enumerate(rows.sheet.grid.rows[line]) if cell]
    return len(texts) == 1 and rows.sheet.grid.across.get((line, texts[0]), 0) * 2 > rows.sheet.grid.width
