"""The adjudication screen as somebody drives it: keys in, verdicts in the log of the consensus out.

The study is `tests/study_of_two.py`: apples and pears of the second sentence, which only ana gave, then pears
of the third, which both gave with another direction.
"""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest
from textual.pilot import Pilot

from qualcode.errors import QualcodeError
from qualcode.screen.adjudication import AdjudicationApp
from tests.coded_study import apply
from tests.screen.driving import foot, play, text_of
from tests.study_of_two import APPLES, DIRECTION, PEARS, adjudication, code_by_two

Decided = tuple[str, str, str, str]


@pytest.fixture
def folder(small_folder: Path) -> Path:
    """The study of fruit, coded by ana and bo."""
    return code_by_two(small_folder)


def verdicts(folder: Path) -> dict[str, Decided]:
    """What is decided, read anew: verdict, direction, whose version, reason."""
    return {
        item.found.id: (
            item.verdict.verdict,
            item.verdict.direction,
            item.verdict.took,
            item.verdict.reason,
        )
        for item in adjudication(folder).disputes.of("A1").items
        if item.verdict
    }


def screen(folder: Path, *, hide_names: bool = False) -> AdjudicationApp:
    return AdjudicationApp(adjudication(folder, hide_names=hide_names))


def test_it_opens_on_the_first_open_one_with_the_coders_side_by_side(folder: Path) -> None:
    shown = play(screen(folder))
    assert "1 ana" in shown
    assert "2 bo" in shown
    assert "▸ Apples  different boundary  open" in shown
    assert "“Not”" in shown  # what ana marked of the sentence
    assert "nothing here" in shown
    assert "A1  0 of 3 decided" in foot(shown)


def test_a_digit_takes_that_coder_s_version_with_a_reason_and_goes_on(folder: Path) -> None:
    shown = play(screen(folder), "2", *"no apples", "enter")
    assert verdicts(folder) == {APPLES: ("not coded", "", "bo", "no apples")}
    assert "Saved: bo’s version. 2 open here." in foot(shown)
    assert "▸ Pears" in shown
    assert "not coded as bo has it, by cy: no apples" in shown


def test_enter_alone_gives_no_reason_and_escape_decides_nothing(folder: Path) -> None:
    assert "nothing was decided" in foot(play(screen(folder), "1", *"why", "escape"))
    assert verdicts(folder) == {}
    play(screen(folder), "1", "enter")
    assert verdicts(folder) == {APPLES: ("coded", "", "ana", "")}


def test_right_and_not_right_whoever_gave_it(folder: Path) -> None:
    play(screen(folder), "x", "enter", "y", *"a pear", "enter")
    assert verdicts(folder) == {APPLES: ("not coded", "", "", ""), PEARS: ("coded", "+", "", "a pear")}


def test_a_direction_is_asked_for_where_they_differ_in_it(folder: Path) -> None:
    play(screen(folder), "p", "y", "=", "enter", *"both ways", "enter")
    assert verdicts(folder) == {DIRECTION: ("coded", "±", "", "both ways")}
    wrong = play(screen(folder), "j", "j", "b", "y", "z", "enter", "enter")
    assert "none of + ± -" in foot(wrong)
    assert verdicts(folder) == {}


def test_the_whole_unit_at_once(folder: Path) -> None:
    shown = play(screen(folder), "w", "1", "enter")
    assert set(verdicts(folder)) == {APPLES, PEARS}
    assert "ana’s version of the unit (2 decisions)" in foot(shown)
    assert "Given up" in foot(play(screen(folder), "w", "x"))


def test_a_code_that_nobody_gave(folder: Path) -> None:
    play(screen(folder), "c", *"plums", "enter", *"overlooked", "enter")
    (entry,) = adjudication(folder).disputes.of("A1").verdicts
    assert (entry.coding.code, entry.coding.verdict, entry.coding.reason) == ("plums", "coded", "overlooked")


def test_taking_back_undoing_and_redoing(folder: Path) -> None:
    play(screen(folder), "1", "enter", "k", "b")
    assert verdicts(folder) == {}
    play(screen(folder), "u")
    assert set(verdicts(folder)) == {APPLES}
    play(screen(folder), "U")
    assert verdicts(folder) == {}
    assert "nothing was decided here" in foot(play(screen(folder), "b"))


def test_a_digit_without_a_coder_says_so(folder: Path) -> None:
    assert "there are 2 coders: press 1 to 2" in foot(play(screen(folder), "7"))


def test_settling_is_refused_while_something_is_open_and_done_when_nothing_is(folder: Path) -> None:
    assert "3 disagreements are open" in foot(play(screen(folder), "d"))
    shown = play(screen(folder), "w", "1", "enter", "1", "enter", "d")
    assert "A1 is settled, and counts as the consensus" in foot(shown)
    assert adjudication(folder).disputes.of("A1").state == "settled"
    play(AdjudicationApp(adjudication(folder), "A1"), "d")
    assert adjudication(folder).disputes.of("A1").state == "ready"


def test_going_to_other_transcripts(folder: Path) -> None:
    shown = play(screen(folder), "]")
    assert "Nobody differs in this transcript" in shown
    assert "There is no other transcript that way." in foot(play(screen(folder), "["))
    assert "B2 is open." in foot(play(screen(folder), "o", *"B2", "enter"))
    assert "A9" in foot(play(screen(folder), "o", *"A9", "enter"))
    assert "nothing to decide" in foot(play(screen(folder), "]", "1"))


def test_next_and_previous_go_round_the_open_ones(folder: Path) -> None:
    play(screen(folder), "1", "enter")
    assert "▸ Pears  different direction" in play(screen(folder), "n")
    assert "▸ Pears  different boundary" in play(screen(folder), "n", "n")
    assert "▸ Apples" in play(screen(folder), "k")
    assert "It begins here." in foot(play(screen(folder), "k", "k"))


def test_with_hidden_names_nobody_is_named(folder: Path) -> None:
    shown = play(screen(folder, hide_names=True), "w", "1", "enter", "k", "k", "k")
    assert "NAMES HIDDEN" in shown
    assert "1 A" in shown
    assert "as A has it, by cy" in shown
    assert not {"ana", "bo"} & set(shown.replace("’", " ").split())
    assert {took for _, _, took, _ in verdicts(folder).values()} <= {"ana", "bo"}


def test_what_others_decide_meanwhile_is_shown(folder: Path) -> None:
    app = screen(folder)

    async def scene(pilot: Pilot[None]) -> None:
        adjudication(folder, "dee").take([adjudication(folder).disputes.item(APPLES)], "bo", "seen")
        apply(folder, "bo", "B2", "plums", "Really")
        await pilot.pause()
        app.tick()
        await pilot.pause()
        assert "not coded as bo has it, by dee: seen" in text_of(app)

    play(app, scene=scene)


def test_help_and_what_the_codebook_says(folder: Path) -> None:
    assert "take the version of that column" in play(screen(folder), "?")
    assert "Esc closes" in play(screen(folder), "i")
    assert "Press the digit over a column" in foot(play(screen(folder), scene=_click_digits))


async def _click_digits(pilot: Pilot[None]) -> None:
    await pilot.click("KeyBar", offset=(2, 0))


def test_a_full_disk_is_said_and_nothing_is_decided(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen(folder)

    def full(*_: object) -> NoReturn:
        raise QualcodeError("the disk is full: nothing was saved")

    monkeypatch.setattr(type(app.adjudication.work), "take", full)
    assert "the disk is full" in foot(play(app, "1", "enter"))
    assert verdicts(folder) == {}


def test_hostile_words_are_shown_as_signs(folder: Path) -> None:
    path = folder / "transcripts" / "A1.txt"
    path.write_text(path.read_text("utf-8").replace("Sometimes", "[b]Some\x1b[31mtimes"), "utf-8")
    shown = play(screen(folder))
    assert "[b]Some" in shown
    assert "\x1b" not in shown


def test_nothing_to_settle_is_a_sentence(small_folder: Path) -> None:
    with pytest.raises(QualcodeError, match="no transcript was finished by two coders"):
        AdjudicationApp(adjudication(small_folder))
