"""The page on a terminal that isn't there: what stands in its rows, how it looks, and what the mouse does."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from qualcode import Study
from qualcode.desk.marks import Mark, Marks
from qualcode.screen.page import Page, PointableDesk
from tests.desks import open_desk
from tests.screen.fakes import FakeDesk, interview, mark

TALK = interview(
    "[00:00:05] INT: What do you see out there?",
    "[00:00:09] P01: A boat. Two boats, and the lighthouse keeper waves at both of them.",
    "P02: I see nothing at all. It is foggy where I stand.",
)
LONG = interview(*(f"P01: Turn number {number}. It says little. It goes on." for number in range(400)))


class Alone(App[None]):
    """Nothing but the page."""

    def __init__(self, desk: PointableDesk) -> None:
        super().__init__()
        self.page = Page(desk)
        self.pointed = 0

    def compose(self) -> ComposeResult:
        yield self.page

    def on_page_pointed(self, message: Page.Pointed) -> None:
        assert message.control is self.page
        self.pointed += 1


Acting = Callable[[Alone, Pilot[None]], Awaitable[None]]


def on_screen(
    desk: PointableDesk, act: Acting, size: tuple[int, int] = (60, 14), theme: str = "textual-dark"
) -> Alone:
    """Run the page in a terminal of that size and let the test act on it."""

    async def run() -> Alone:
        app = Alone(desk)
        app.theme = theme
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await act(app, pilot)
        return app

    return asyncio.run(run())


def rows(page: Page) -> list[str]:
    return [page.render_line(y).text for y in range(page.size.height)]


def shown_rows(desk: FakeDesk, size: tuple[int, int] = (60, 14)) -> list[str]:
    found: list[str] = []

    async def look(app: Alone, _: Pilot[None]) -> None:
        found.extend(rows(app.page))

    on_screen(desk, look, size)
    return found


def style_of(page: Page, words: str) -> Style:
    """The style of the words' first sign, wherever they are in view."""
    for y in range(page.size.height):
        strip = page.render_line(y)
        at = strip.text.find(words)
        for segment in strip if at >= 0 else ():
            if at < len(segment.text):
                assert segment.style is not None
                return segment.style
            at -= len(segment.text)
    raise AssertionError(words)


def place_of(page: Page, words: str) -> tuple[int, int]:
    """Column and row of the words' first sign."""
    for y, row in enumerate(rows(page)):
        if words in row:
            return cell_len(row[: row.index(words)]), y
    raise AssertionError(words)


def selected(desk: FakeDesk) -> str:
    return desk.quote


# --- rows ---------------------------------------------------------------------------------


def test_turns_stand_with_names_and_times_and_a_blank_row_between() -> None:
    found = [row[10:58].rstrip() for row in shown_rows(FakeDesk(TALK), (60, 10))]
    assert found == [
        "INT 00:00:05  What do you see out there?",
        "",
        "P01 00:00:09  A boat. Two boats, and the",
        "lighthouse keeper waves at both of them.",
        "",
        "P02  I see nothing at all. It is foggy where I",
        "stand.",
        "",
        "",
        "",
    ]


@pytest.mark.parametrize("size", [(20, 5), (30, 3), (44, 24), (120, 50), (8, 2), (1, 1)])
def test_every_row_is_as_wide_as_the_page(size: tuple[int, int]) -> None:
    assert [cell_len(row) for row in shown_rows(FakeDesk(TALK), size)] == [size[0]] * size[1]


def test_a_long_name_is_cut_and_a_time_stamp_left_out_where_there_is_no_room() -> None:
    desk = FakeDesk(TALK)
    turns = (replace(TALK.turns[1], speaker="The keeper of the lighthouse"), *TALK.turns[2:])
    desk.transcript = replace(TALK, turns=turns)
    first = shown_rows(desk, (34, 8))[0]
    assert first[7:32].rstrip() == "The kee…  A boat. Two"


def test_a_document_has_no_names() -> None:
    desk = FakeDesk(TALK)
    desk.transcript = replace(TALK, turns=(replace(TALK.turns[2], speaker=None, participant=None),))
    assert shown_rows(desk)[0][10:].startswith("I see nothing")


def test_a_transcript_without_words_is_an_empty_page() -> None:
    desk = FakeDesk(TALK)
    desk.transcript = replace(TALK, turns=(), body="")

    async def act(app: Alone, pilot: Pilot[None]) -> None:
        app.page.refresh_from_desk()
        app.page.leaf(1)
        app.page.show_selection()
        await pilot.click(Page, offset=(20, 3))
        await pilot.click(Page, offset=(59, 3))
        assert "".join(rows(app.page)).strip() == ""

    assert on_screen(desk, act).pointed == 0


def test_what_speaks_to_the_terminal_is_shown_as_a_sign() -> None:
    text = "".join(shown_rows(FakeDesk(interview("P01: A bell\x07 and \u202eturned\u202c words."))))
    assert "bell␇ and �turned� words." in text


def test_wide_and_right_to_left_words_keep_their_order_and_the_page_its_width() -> None:
    found = shown_rows(FakeDesk(interview("P01: שלום לכולם", "P02: 日本語の文章です。" * 6)), (40, 8))
    assert "שלום לכולם" in found[0]
    assert {cell_len(row) for row in found} == {40}


# --- marks --------------------------------------------------------------------------------


def coded() -> FakeDesk:
    desk = FakeDesk(TALK)
    desk.marks = Marks(
        [
            replace(mark(desk, "Two boats, and the lighthouse", "trust_lost"), direction="+", memo="Why?"),
            mark(desk, "boats, and", "sea", own=False),
            replace(mark(desk, "nothing at all", "money", suggested=True), evidence=((0, 1),)),
        ]
    )
    return desk


def test_the_margin_says_whose_bar_it_is_and_of_which_code() -> None:
    found = [row[:10] for row in shown_rows(coded())]
    assert found[2:6] == ["┃1a│ft    ", "┃+*       ", " " * 10, "┊2        "]


def test_a_mark_of_a_code_that_is_gone_still_has_its_bar() -> None:
    desk = FakeDesk(TALK)
    desk.marks = Marks([mark(desk, "foggy", "long_gone")])
    assert shown_rows(desk)[5][:10] == "┃··       "


def test_where_lanes_run_out_there_is_a_plus_with_how_many_there_are() -> None:
    desk = FakeDesk(TALK)
    words = mark(desk, "foggy", "sea")
    desk.marks = Marks([replace(words, id=str(number)) for number in range(5)])
    assert shown_rows(desk)[5][:10] == "┃ft┃ft+3  "


def test_a_bar_keeps_its_lane_beside_one_that_has_ended() -> None:
    desk = FakeDesk(TALK)
    desk.marks = Marks([mark(desk, "Two boats, and", "trust"), mark(desk, "the lighthouse keeper", "money")])
    assert [row[:7] for row in shown_rows(desk, (40, 14))[3:6]] == ["┃11    ", "┃  ┃2  ", "   ┃   "]


def test_a_bar_says_what_it_is_in_the_first_row_in_view_too_and_runs_through_blank_rows() -> None:
    desk = FakeDesk(interview("P01: " + "One two three. " * 20, "P02: Four five six."))
    desk.marks = Marks([Mark("m", 10, len(desk.transcript.body) - 4, "money", "ana", own=True)])

    async def act(app: Alone, _: Pilot[None]) -> None:
        assert [row[:3] for row in rows(app.page)] == ["┃2 ", "┃  ", "┃  "]
        app.page.roll(2)
        assert [row[:3] for row in rows(app.page)] == ["┃2 ", "┃  ", "┃  "]
        app.page.leaf(9)
        assert [row[:3] for row in rows(app.page)] == ["┃2 ", "┃2 ", "   "]

    on_screen(desk, act, (60, 3))


def test_coded_words_are_underlined_and_bold_where_codings_overlap() -> None:
    desk = coded()
    desk.point(desk.transcript.body.index("What do"))

    async def act(app: Alone, _: Pilot[None]) -> None:
        once, twice, plain = (style_of(app.page, words) for words in ("Two ", "boats, and", "A boat"))
        assert (once.underline, once.bold) == (True, None)
        assert (twice.underline, twice.bold) == (True, True)
        assert not plain.underline
        assert not style_of(app.page, "nothing at all").underline  # a suggestion is no coding

    on_screen(desk, act)


def test_words_that_only_others_coded_are_told_apart() -> None:
    desk = FakeDesk(TALK)
    desk.marks = Marks([mark(desk, "foggy", "sea", own=False)])

    async def act(app: Alone, _: Pilot[None]) -> None:
        style = style_of(app.page, "foggy")
        assert style.underline
        assert style.italic

    on_screen(desk, act)


def test_speakers_are_told_apart() -> None:
    async def act(app: Alone, _: Pilot[None]) -> None:
        asked, answered = style_of(app.page, "INT"), style_of(app.page, "P01")
        assert asked.bold
        assert answered.bold
        assert asked.color != answered.color
        assert style_of(app.page, "00:00:05").color != style_of(app.page, "What").color

    on_screen(FakeDesk(TALK), act)


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
def test_selection_focus_and_evidence_have_backgrounds_of_their_own(theme: str) -> None:
    desk = coded()
    body = desk.transcript.body
    evidence = (body.index("at all"), body.index("at all") + 6)
    desk.focus = replace(list(desk.marks)[2], evidence=(evidence,))
    desk.point(body.index("A boat"))

    async def act(app: Alone, _: Pilot[None]) -> None:
        words = ("What", "A boat.", "nothing", "at all")
        backgrounds = [str(style_of(app.page, each).bgcolor) for each in words]
        assert len(set(backgrounds)) == 4
        assert style_of(app.page, "at all").bold
        assert style_of(app.page, "┊2").reverse

    on_screen(desk, act, theme=theme)


def test_without_colours_reverse_and_underline_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    desk = coded()
    body = desk.transcript.body
    start = body.index("at all")
    desk.focus = replace(list(desk.marks)[2], evidence=((start, start + 6),))
    desk.point(body.index("A boat"))

    async def act(app: Alone, _: Pilot[None]) -> None:
        assert style_of(app.page, "A boat").reverse
        assert not style_of(app.page, "Two").reverse
        assert style_of(app.page, "nothing").underline2
        assert style_of(app.page, "at all").reverse
        assert style_of(app.page, "at all").bold
        assert style_of(app.page, "INT").italic
        desk.point(body.index("nothing"))
        app.page.refresh_from_desk()
        assert style_of(app.page, "nothing").reverse
        assert not style_of(app.page, "at all").reverse

    on_screen(desk, act)


def test_another_theme_draws_everything_anew() -> None:
    async def act(app: Alone, pilot: Pilot[None]) -> None:
        before = style_of(app.page, "What")
        app.theme = "textual-light"
        await pilot.pause()
        assert style_of(app.page, "What").bgcolor != before.bgcolor

    on_screen(FakeDesk(TALK), act)


# --- the window ---------------------------------------------------------------------------


def test_the_selection_stays_in_view_with_rows_around_wherever_it_goes() -> None:
    desk = FakeDesk(LONG)
    body = LONG.body

    async def act(app: Alone, _: Pilot[None]) -> None:
        page = app.page
        for number in (9, 300, 304, 299, 0, 399):
            desk.point(body.index(f"number {number}."))
            page.refresh_from_desk()
            y = place_of(page, f"number {number}.")[1]
            assert number == 0 or y >= 2
            assert number == 399 or y <= page.size.height - 3

    on_screen(desk, act, (50, 12))


def test_moving_by_sentence_scrolls_no_more_than_needed() -> None:
    desk = FakeDesk(LONG)

    async def act(app: Alone, _: Pilot[None]) -> None:
        before = rows(app.page)
        desk.move("sentence")
        app.page.refresh_from_desk()
        assert [row[:49] for row in rows(app.page)] == [row[:49] for row in before]

    on_screen(desk, act, (50, 12))


def test_only_rows_that_differ_are_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = FakeDesk(LONG)

    async def act(app: Alone, _: Pilot[None]) -> None:
        drawn: list[int] = []
        monkeypatch.setattr(
            app.page, "refresh", lambda *regions: drawn.extend(region.y for region in regions)
        )
        app.page.refresh_from_desk()
        assert drawn == []
        desk.move("turn")
        app.page.refresh_from_desk()
        assert drawn == [0, 2]

    on_screen(desk, act, (60, 12))


def test_a_selection_longer_than_the_window_shows_its_head() -> None:
    desk = FakeDesk(interview("P01: " + "One two three four. " * 200 + "The very end."))
    desk.select("turn")

    async def act(app: Alone, _: Pilot[None]) -> None:
        app.page.refresh_from_desk()
        assert "The very end." in "".join(rows(app.page))
        desk.selection = replace(desk.selection, head=desk.selection.start)
        app.page.refresh_from_desk()
        assert "P01" in rows(app.page)[0]

    on_screen(desk, act, (60, 10))


def test_pages_and_wheel_scroll_and_leave_the_selection_alone() -> None:
    desk = FakeDesk(LONG)
    chosen = desk.selection

    async def act(app: Alone, pilot: Pilot[None]) -> None:
        page = app.page
        page.focus()
        first = rows(page)[0]
        await pilot.press("pagedown")
        assert rows(page)[0] != first
        page.refresh_from_desk()  # nothing was selected meanwhile: it stays there
        assert rows(page)[0] != first
        await pilot.press("pageup", "pageup")
        assert rows(page)[0] == first
        await pilot._post_mouse_events([events.MouseScrollDown], Page)
        assert "number 1." in rows(page)[0] or "number 2." in rows(page)[1]
        await pilot._post_mouse_events([events.MouseScrollUp], Page)
        assert rows(page)[0] == first
        page.roll(10_000)
        assert "number 399." in "".join(rows(page))
        assert rows(page)[-1].strip("▐ ") == ""
        page.show_selection()
        assert rows(page)[0] == first

    assert on_screen(desk, act, (50, 12)).pointed == 0
    assert desk.selection == chosen


def test_another_width_keeps_the_selection_in_view() -> None:
    desk = FakeDesk(LONG)
    desk.point(LONG.body.index("number 200."))

    async def act(app: Alone, pilot: Pilot[None]) -> None:
        await pilot.resize_terminal(31, 9)
        await pilot.pause()
        assert "number 200" in "".join(rows(app.page))

    on_screen(desk, act, (80, 20))


def test_another_transcript_begins_where_its_selection_is() -> None:
    desk = FakeDesk(LONG)

    async def act(app: Alone, _: Pilot[None]) -> None:
        desk.transcripts = {"T01": TALK}
        desk.show("T01")
        app.page.refresh_from_desk()
        assert "INT" in rows(app.page)[0]

    on_screen(desk, act)


def test_the_bar_at_the_right_says_where_in_the_text_we_are() -> None:
    async def act(app: Alone, pilot: Pilot[None]) -> None:
        page = app.page
        bar = [row[-1] for row in rows(page)]
        assert bar == ["▐"] + [" "] * 11
        page.roll(10_000)
        assert [row[-1] for row in rows(page)] == [" "] * 11 + ["▐"]
        await pilot.click(Page, offset=(49, 6))
        assert "number 2" in "".join(rows(page))
        assert rows(page)[6][-1] == "▐"
        await pilot.click(Page, offset=(49, 11))
        assert "number 399" in "".join(rows(page))

    assert on_screen(FakeDesk(LONG), act, (50, 12)).pointed == 0
    assert not any("▐" in row for row in shown_rows(FakeDesk(TALK)))


# --- the mouse ----------------------------------------------------------------------------


def test_a_click_selects_the_sentence_and_a_double_click_the_word() -> None:
    desk = FakeDesk(TALK)

    async def act(app: Alone, pilot: Pilot[None]) -> None:
        await pilot.click(Page, offset=place_of(app.page, "keeper"))
        assert selected(desk) == "Two boats, and the lighthouse keeper waves at both of them."
        await pilot.double_click(Page, offset=place_of(app.page, "keeper"))
        assert selected(desk) == "keeper"
        assert style_of(app.page, "keeper").bgcolor != style_of(app.page, "waves").bgcolor

    assert on_screen(desk, act).pointed == 2  # the first click of the two finds the sentence selected


def test_shift_with_a_click_extends_the_selection() -> None:
    desk = FakeDesk(TALK)

    async def act(app: Alone, pilot: Pilot[None]) -> None:
        await pilot.click(Page, offset=place_of(app.page, "A boat"))
        await pilot.click(Page, offset=place_of(app.page, "keeper"), shift=True)
        assert selected(desk) == "A boat. Two boats, and the lighthouse keeper"

    on_screen(desk, act)


def test_dragging_selects_words_in_either_direction() -> None:
    desk = FakeDesk(TALK)

    async def drag(app: Alone, pilot: Pilot[None], start: str, end: str) -> None:
        await pilot.mouse_down(Page, offset=place_of(app.page, start))
        await pilot._post_mouse_events([events.MouseMove], Page, offset=place_of(app.page, end), button=1)
        await pilot.mouse_up(Page, offset=place_of(app.page, end))

    async def act(app: Alone, pilot: Pilot[None]) -> None:
        await drag(app, pilot, "Two", "lighthouse")
        assert selected(desk) == "Two boats, and the lighthouse"
        await drag(app, pilot, "keeper", "boats, and")
        assert selected(desk) == "boats, and the lighthouse keeper"
        assert app.mouse_captured is None

    on_screen(desk, act)


def test_clicks_beside_the_words_select_nothing_and_other_buttons_neither() -> None:
    desk = FakeDesk(TALK)

    async def act(app: Alone, pilot: Pilot[None]) -> None:
        x, y = place_of(app.page, "keeper")
        await pilot.click(Page, offset=(20, 1))
        await pilot.click(Page, offset=(20, 13))
        await pilot.click(Page, offset=(x, y), button=3)
        await pilot.hover(Page, offset=(x, y))

    assert on_screen(desk, act).pointed == 0


def test_a_click_does_not_scroll() -> None:
    desk = FakeDesk(LONG)

    async def act(app: Alone, pilot: Pilot[None]) -> None:
        before = [row[:49] for row in rows(app.page)]
        await pilot.click(Page, offset=(20, 10))
        app.page.refresh_from_desk()
        assert [row[:49] for row in rows(app.page)] == before

    assert on_screen(desk, act, (50, 12)).pointed == 1


def test_dragging_over_the_edge_scrolls_and_goes_on_selecting() -> None:
    desk = FakeDesk(LONG)

    async def act(app: Alone, pilot: Pilot[None]) -> None:
        await pilot.mouse_down(Page, offset=place_of(app.page, "number 2."))
        for y in (12, 12, -1):
            move = events.MouseMove(app.page, 30, y, 0, 1, 1, shift=False, meta=False, ctrl=False)
            app.page.post_message(move)
            await pilot.pause()
            if y == 12:
                chosen = desk.quote
        assert chosen.startswith("number 2.")
        assert "number 5" in chosen  # which was not in view
        await pilot.mouse_up(Page, offset=(30, 0))
        assert desk.quote.endswith("number")

    on_screen(desk, act, (50, 12))


def test_dragging_below_the_end_of_a_short_text_changes_nothing() -> None:
    desk = FakeDesk(TALK)

    async def act(app: Alone, pilot: Pilot[None]) -> None:
        await pilot.mouse_down(Page, offset=place_of(app.page, "foggy"))
        chosen = desk.selection
        app.page.post_message(
            events.MouseMove(app.page, 30, 13, 0, 1, 1, shift=False, meta=False, ctrl=False)
        )
        await pilot.pause()
        assert desk.selection == chosen

    on_screen(desk, act)


def test_a_second_click_on_a_blank_row_selects_nothing() -> None:
    desk = FakeDesk(TALK)

    async def act(_: Alone, pilot: Pilot[None]) -> None:
        await pilot.double_click(Page, offset=(20, 1))

    assert on_screen(desk, act).pointed == 0


# --- the real desk ------------------------------------------------------------------------


def test_the_real_desk_can_be_read_and_pointed_at(small_folder: Path) -> None:
    Study.open(small_folder).autocode()
    desk = open_desk(small_folder, "ana", transcript="A1")

    async def act(app: Alone, pilot: Pilot[None]) -> None:
        await pilot.click(Page, offset=place_of(app.page, "green"))
        desk.apply("pears")
        app.page.refresh_from_desk()
        assert any(row.startswith("┃") for row in rows(app.page))
        assert any("┊" in row[:10] for row in rows(app.page))
        assert style_of(app.page, "green").underline

    assert on_screen(desk, act).pointed == 1


# --- size ---------------------------------------------------------------------------------


@pytest.mark.parametrize("parts", [1, 300])
def test_a_long_text_costs_no_more_than_what_is_in_view(parts: int) -> None:
    talk = "They often talk about the sea and the fog over there. " * (3_000_000 // 54 // parts)
    desk = FakeDesk(interview(*[f"P01: {talk}"] * parts))
    step = len(desk.transcript.body) // 5000
    desk.marks = Marks(
        Mark(str(at), at, at + 90, "sea", "ana", own=True)
        for at in range(5, len(desk.transcript.body) - 90, step)
    )

    async def act(app: Alone, _: Pilot[None]) -> None:
        for share in range(10):
            desk.point(len(desk.transcript.body) * share // 10)
            app.page.refresh_from_desk()
        assert app.page._view is not None
        wrapped = app.page._view.layout._pieces.values()
        assert sum(piece.lines[-1].end - piece.lines[0].start for piece in wrapped) < 300_000

    on_screen(desk, act, (120, 50))
