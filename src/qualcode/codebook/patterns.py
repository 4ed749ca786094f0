"""spaCy patterns as the codebook writes them → JSON-like data; spaCy itself checks them in full later."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping

import yaml

from qualcode.positions import Faults, items, line_of, pairs

Pattern = tuple[Mapping[str, object], ...]
_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")
_NESTED = re.compile(r"\([^()]*[+*][^()]*\)[+*{]")
_CONSTANTS = {"true": True, "false": False, "null": None, "": None}


def read_patterns(value: yaml.Node | None, faults: Faults) -> tuple[Pattern, ...]:
    """Read one pattern (a list of tokens) or a list of patterns."""
    if value is None:
        return ()
    entries = items(value, faults, "`pattern`")
    several = bool(entries) and all(isinstance(entry, yaml.SequenceNode) for entry in entries)
    patterns = [items(entry, faults, "a pattern") for entry in entries] if several else [entries]
    read = tuple(tuple(_token(token, faults) for token in pattern) for pattern in patterns)
    if not all(read) and isinstance(value, yaml.SequenceNode):
        remedy = "write one mapping a token, such as {LOWER: nato}"
        faults.add(line_of(value), "a pattern has no tokens", remedy)
    for pattern in read:
        if pattern and not any(set(token) - {"OP"} for token in pattern):
            faults.add(line_of(value), "a pattern matches whatever there is", "say what one of its tokens is")
    return read


def _token(value: yaml.Node, faults: Faults) -> Mapping[str, object]:
    if not isinstance(value, yaml.MappingNode):
        faults.add(line_of(value), "a token of a pattern is not a mapping", "write {LOWER: word} or {}")
        return {}
    for line, expression in _expressions(value):
        complaint = _complaint(expression)
        if complaint:
            remedy = "mend it; a literal bracket is written \\("
            faults.add(line, f"bad regular expression ({complaint})", remedy)
    return _mapping(value, faults)


# --- values -------------------------------------------------------------------------------


def _mapping(value: yaml.Node, faults: Faults) -> dict[str, object]:
    return {key: _plain(entry, faults) for key, _, entry in pairs(value, faults, "a token of a pattern")}


def _plain(value: yaml.Node, faults: Faults) -> object:
    if isinstance(value, yaml.ScalarNode):
        return str(value.value) if value.style else _constant(str(value.value))
    if isinstance(value, yaml.SequenceNode):
        return [_plain(entry, faults) for entry in value.value]
    return _mapping(value, faults)


def _constant(text: str) -> object:
    """What JSON would take the text for; other words stay as they are written (`no`, `2021-01-01`)."""
    number = _NUMBER.fullmatch(text)
    if number:
        return float(text) if number[1] else int(text)
    return _CONSTANTS.get(text.lower(), text)


# --- regular expressions ------------------------------------------------------------------


def _expressions(value: yaml.Node, *, inside: bool = False) -> Iterator[tuple[int, str]]:
    """Every regular expression below a token (`inside` of a REGEX, also in its IN), with its line."""
    if isinstance(value, yaml.SequenceNode):
        for entry in value.value:
            yield from _expressions(entry, inside=inside)
    elif isinstance(value, yaml.MappingNode):
        for key, entry in value.value:
            yield from _expressions(entry, inside=inside or key.value == "REGEX")
    elif inside:
        yield line_of(value), str(value.value)


def _complaint(expression: str) -> str:
    """What is wrong with a regular expression; nothing where it can be used."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what will change its meaning in a later Python
            re.compile(expression)
    except (re.error, Warning, OverflowError) as error:
        return str(error)
    except RecursionError:
        return "too many brackets within brackets"
    return "a repetition within a repetition may take for ever" if _NESTED.search(expression) else ""
