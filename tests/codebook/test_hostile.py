"""Whatever a file holds: it is read or refused in a sentence, and without filling the memory.

What is bounded here would otherwise take minutes to years; how soon it comes is measured by
`python -m benchmarks hostile`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualcode.codebook import parse_codebook, read_codebook
from qualcode.errors import FAULT_LIMIT, Fault, FaultsFound
from qualcode.files import MEGABYTE
from qualcode.model import Codebook
from qualcode.positions import DEPTH_LIMIT, VALUE_LIMIT
from tests.codebook.books import HEAD, PLACE, book, faults_of, line_of, with_rules
from tests.codebook.test_reading import EVERY_KEY


def test_a_bomb_of_aliases_is_refused_at_the_first_alias() -> None:
    lines = ["a0: &a0 [ha, ha]", *(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 10}]" for n in range(1, 30))]
    (fault,) = faults_of("\n".join(lines))
    assert str(fault) == "fruit.yaml:2: uses the alias *a0; write the value out"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "{["])
def test_nesting_without_end_is_refused(opening: str) -> None:
    (fault,) = faults_of("a:\n  " + opening * 200_000)
    assert fault.problem == f"is nested deeper than {DEPTH_LIMIT} levels"
    assert line_of(fault) == 2


@pytest.mark.parametrize("value", ["[],", "a,", "{},", "a: b,"])
def test_values_without_end_are_refused(value: str) -> None:
    text = "codebook: [\n" + value * (3 * MEGABYTE // len(value)) + "]"
    (fault,) = faults_of(text)
    assert str(fault) == f"fruit.yaml:2: holds more than {VALUE_LIMIT:,} values; split it"


def test_named_lists_cannot_be_written_out_without_end() -> None:
    terms, names = ", ".join(["term"] * 10_000), ", ".join(["<long>"] * 50_000)
    text = f"lists: {{long: [{terms}]}}\n" + with_rules(f"- any: [{names}]")
    (fault,) = faults_of(text)
    assert fault.problem == f"the named lists, written out, have more than {VALUE_LIMIT:,} terms"
    assert line_of(fault) == 8


def test_a_line_of_20_megabytes_is_read() -> None:
    code = parse_codebook(book(f"- id: a\n  name: A\n  definition: {'apple ' * (20 * MEGABYTE // 6)}\n"))["a"]
    assert len(code.definition) > 19 * MEGABYTE


def test_a_file_of_20_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "fruit.yaml"
    path.write_bytes(b"a" * 20 * MEGABYTE)
    with pytest.raises(FaultsFound, match="is larger than 10 MB; split it into smaller files"):
        read_codebook(path)


def test_a_word_of_megabytes_is_not_repeated_in_full() -> None:
    (fault,) = faults_of(book(f"- {{id: a, name: A, colour: {'z' * 5 * MEGABYTE}}}"))
    assert str(fault).startswith("fruit.yaml:4: the colour 'zzz")
    assert len(str(fault)) < 700


def test_a_chain_of_parents_may_be_long_but_not_endless() -> None:
    def chain(length: int) -> str:
        below = (f"- {{id: c{n}, name: N, parent: c{n - 1}}}\n" for n in range(1, length))
        return HEAD + "- {id: c0, name: N}\n" + "".join(below)

    assert len(parse_codebook(chain(DEPTH_LIMIT + 1)).codes) == DEPTH_LIMIT + 1
    (fault,) = faults_of(chain(DEPTH_LIMIT + 2))
    assert fault.problem == f"'c{DEPTH_LIMIT + 1}' stands below more than {DEPTH_LIMIT} codes"
    top, *below = chain(5000).removeprefix(HEAD).splitlines(keepends=True)
    # the deepest first, whose chains are the longest
    assert len(faults_of(HEAD + "".join([*reversed(below), top]))) == FAULT_LIMIT


@pytest.mark.parametrize("parent", ["zz{}", "c{}0", "c0"])
def test_reading_stops_after_a_thousand_faults(parent: str) -> None:
    codes = (f"- {{id: c{n % 2000}, name: N, parent: {parent.format(n)}}}\n" for n in range(4 * FAULT_LIMIT))
    faults = faults_of(HEAD + "".join(codes))
    assert len(faults) == FAULT_LIMIT
    assert sum(len(str(fault)) for fault in faults) < MEGABYTE


# --- any text at all ------------------------------------------------------------------------

any_sign = st.characters(exclude_categories=())  # halves of surrogate pairs, too
LINES = """\
codebook: T
version: 1
codes:
- id: a
  name: A
  rules:
  - any: [x]
  - pattern: [{LOWER: {REGEX: '('}}]
  - all: [[a], b]
    within: 3
  - "x*"
  children:
  - {id: b, name: B}
  parent: a
  kind: flag
---
...
%YAML 1.1
%TAG ! x
"""
SIGNS = [
    *"{}[]%*'~",
    "\t",
    "\n",
    "\r",
    "\0",
    "\x85",
    "\u2028",
    "\ufeff",
    "  ",
    ": ",
    "- ",
    "? ",
    "| ",
    "# ",
    '"',
]
TAGS = ["&a ", "*a", "<<: ", "!!set ", "!!int ", "!x ", "2021-13-45", ">-\n"]
pieces = st.sampled_from([*LINES.splitlines(keepends=True), *SIGNS, *TAGS])


def read(text: str) -> Codebook | Sequence[Fault]:
    try:
        return parse_codebook(text, PLACE)
    except FaultsFound as found:
        return found.faults


def holds(text: str) -> None:
    """The law: a codebook, or faults that name lines the text has; never anything else."""
    result = read(text)
    if isinstance(result, Codebook):
        ids = [code.id for code in result]
        assert len(set(ids)) == len(ids) > 0
        for number, code in enumerate(result):
            assert code.parent is None or code.parent in ids[:number]
    else:
        assert result
        lines = len(re.split(r"\r\n|\r|\n", text))
        for fault in result:
            assert 1 <= line_of(fault) <= lines
            assert fault.problem
            assert fault.remedy


@given(st.text(any_sign))
@example("%YAML 99999999999999999999.1\n---\na")
@example("!<%ff> a")
@example("\ufeff")
def test_any_text_is_read_or_refused(text: str) -> None:
    holds(text)


@given(st.lists(pieces, max_size=40).map("".join))
def test_any_pieces_of_yaml_are_read_or_refused(text: str) -> None:
    holds(text)


@given(st.integers(0, len(EVERY_KEY)), st.integers(0, 30), pieces | st.text(any_sign, max_size=3))
def test_any_slip_of_the_hand_in_a_sound_codebook_is_read_or_refused(at: int, out: int, new: str) -> None:
    holds(EVERY_KEY[:at] + new + EVERY_KEY[at + out :])


@given(st.lists(pieces | st.text(any_sign, max_size=5), max_size=12).map("".join))
def test_any_token_of_a_pattern_is_read_or_refused(token: str) -> None:
    holds(book(f"- {{id: a, name: A, rules: [{{pattern: [{{LOWER: {token}}}]}}]}}"))
