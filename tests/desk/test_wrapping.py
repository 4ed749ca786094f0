"""Text in the cells of a terminal. The widths are held to those of the library that draws the screen."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from qualcode.desk.wrapping import (
    BLOCK,
    WrappedLine,
    block_of,
    block_start,
    cells,
    last_block,
    offset_at,
    shown,
    widths,
    wrap,
)

TEXTS = st.text(
    st.one_of(
        st.sampled_from("ab é—  \t\n日本。「」👩🏽\u200d\u200c\u0301\ufe0f❤שלוםअनुि\u202e\x1b\u00ad"),
        st.characters(categories=("L", "M", "N", "P", "S", "Z", "Cc", "Cf", "Cs")),
    ),
    max_size=200,
)


def lines(text: str, width: int, **how: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, 0, len(text), width, **how)]


# --- cells --------------------------------------------------------------------------------


def test_every_sign_is_as_wide_as_it_is_drawn() -> None:
    wrong = [
        hex(code)
        for code in (*range(0x20000), *range(0xE0000, 0xE1000))  # between are wide signs, above private ones
        if cells(chr(code)) != cell_len(shown(chr(code)))
    ]
    assert wrong == []


@given(TEXTS)
@example("a\u200d\x07")
@example("\u200d\u200db")
@example("❤\ufe0f\u200d🔥")
def test_a_text_is_as_wide_as_it_is_drawn(text: str) -> None:
    assert cells(text) == cell_len(shown(text))
    assert len(widths(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("two", 3),
        ("日本", 4),
        ("e\u0301", 1),
        ("שלום", 4),
        ("👩\u200d🔧", 2),
        ("🫨", 2),  # younger than the tables of the oldest Python that we run on
        ("\U000e0fff", 0),  # never assigned, and to be ignored where it isn't known
    ],
)
def test_wide_signs_take_two_cells_and_marks_none(text: str, wide: int) -> None:
    assert cells(text) == wide


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\x1b[31mb", "a␛[31mb"),
        ("a\x00b\x7f", "a␀b␡"),
        ("a\tb", "a b"),
        ("a\u202eb\u2066c", "a�b�c"),
        ("a\x9bb\ud800", "a�b�"),
        ("a\u200fb", "a\u200fb"),
        ("ක්\u200dර", "ක්\u200dර"),
        ("a\u200d b", "a b"),
        ("❤\ufe0f", "❤"),
    ],
)
def test_nothing_that_speaks_to_the_terminal_is_drawn(text: str, seen: str) -> None:
    assert shown(text) == seen


@given(TEXTS)
def test_what_is_drawn_holds_no_control_character_and_can_be_written(text: str) -> None:
    drawn = shown(text)
    assert not any(unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in drawn)
    assert not set(drawn) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    drawn.encode("utf-8")


# --- lines --------------------------------------------------------------------------------


def test_lines_are_filled_with_words_and_lose_the_blanks_between() -> None:
    assert lines("one two  three four", 9) == ["one two", "three", "four"]


def test_a_word_longer_than_a_line_is_broken_where_the_line_is_full() -> None:
    assert lines("a supercalifragilistic b", 8) == ["a", "supercal", "ifragili", "stic b"]


def test_line_ends_of_the_text_stay() -> None:
    assert lines("one\n\ntwo  \nthree", 20) == ["one", "", "two", "three"]


def test_a_text_without_words_has_one_empty_line() -> None:
    assert wrap("    ", 1, 4, 10) == [WrappedLine(1, 1)]


def test_wide_signs_part_anywhere_but_before_what_closes() -> None:
    assert lines("「はい」と言った。日本NATO", 10) == ["「はい」と", "言った。日", "本NATO"]


def test_a_sign_keeps_its_marks_when_a_word_is_broken() -> None:
    assert lines("e\u0301" * 5, 2) == ["e\u0301" * 2, "e\u0301" * 2, "e\u0301"]


def test_the_first_line_leaves_room_for_what_stands_there() -> None:
    assert lines("one two three", 9, indent=5) == ["one", "two three"]
    assert lines("three", 9, indent=5) == ["", "three"]


def test_a_heap_of_marks_on_one_letter_does_not_make_an_endless_line() -> None:
    assert max(end - start for start, end in wrap("a" + "\u0301" * 5000, 0, 5001, 10)) == 80


@given(TEXTS, st.integers(2, 30), st.integers(0, 12))
def test_every_word_is_in_one_line_and_no_line_is_too_wide(text: str, width: int, indent: int) -> None:
    found = wrap(text, 0, len(text), width, indent=min(indent, width))
    covered = [offset for line in found for offset in range(*line)]
    assert covered == sorted(set(covered))
    assert all(text[offset] in " \t\u3000\n" for offset in set(range(len(text))) - set(covered))
    assert all(cells(text[start:end]) <= width for start, end in found)
    assert cells(text[slice(*found[0])]) <= max(width - indent, 0)


@given(TEXTS, st.integers(2, 30), st.data())
def test_the_code_point_at_a_cell_is_the_one_drawn_there(text: str, width: int, data: st.DataObject) -> None:
    line = data.draw(st.sampled_from(wrap(text, 0, len(text), width)))
    cell = data.draw(st.integers(-3, width + 3))
    at = offset_at(text, line, cell)
    if line.start == line.end:
        assert at == line.start
        return
    assert line.start <= at < line.end
    sizes = widths(text[line.start : line.end])
    before = sum(sizes[: at - line.start])
    if 0 <= cell < sum(sizes):
        assert before <= cell < before + sizes[at - line.start]
    elif cell >= sum(sizes):
        assert at == line.end - 1


# --- blocks -------------------------------------------------------------------------------


def test_a_block_ends_with_a_sentence_where_there_is_one() -> None:
    body = "x" * (BLOCK - 100) + ". " + "word " * 100
    assert block_start(body, 0, len(body), 1) == BLOCK - 98
    assert last_block(0, len(body)) == 1


@pytest.mark.parametrize(
    "text",
    ["word " * 2000, "日本" * 4000, "e\u0301" * 4000, "ee\u0301\u0301\u0301" * 2000, "one. Two\n" * 900, "x"],
)
def test_blocks_tile_a_paragraph_and_every_code_point_finds_its_own(text: str) -> None:
    body = "before" + text
    starts = [block_start(body, 6, len(body), number) for number in range(last_block(6, len(body)) + 1)]
    assert starts[0] == 6
    assert all(
        left < right <= left + 2 * BLOCK for left, right in zip(starts, [*starts[1:], len(body)], strict=True)
    )
    for offset in range(6, len(body), 7):
        number = block_of(body, 6, len(body), offset)
        assert starts[number] <= offset
        assert offset < block_start(body, 6, len(body), number + 1)
    assert block_of(body, 6, len(body), len(body) + 5) == len(starts) - 1


def test_no_block_begins_with_a_mark_on_the_sign_before_it() -> None:
    body = "x" + "e\u0301" * BLOCK
    assert body[block_start(body, 0, len(body), 1)] == "e"


def test_a_block_of_nothing_but_marks_ends_all_the_same() -> None:
    body = "x" + "\u0301" * (4 * BLOCK)
    assert block_start(body, 0, len(body), 1) <= 2 * BLOCK
