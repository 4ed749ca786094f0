"""Undo and redo as the ledger reads them: only a newer undo of the same coder counts."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qualcode.journal import Ledger, fold
from qualcode.journal.events import Event, made
from tests.journal.lines import applied


def undo(target: Event, coder: str = "ana") -> Event:
    return made(coder, "undo", target=target.id)


def test_an_undo_takes_back_and_an_undo_of_it_gives_again() -> None:
    first = applied()
    back = undo(first)
    again = undo(back)
    assert fold([first, back]).codings == ()
    assert [coding.id for coding in fold([first, back, again]).codings] == [first.id]
    assert fold([first, back, again, undo(again)]).codings == ()


def test_nobody_takes_back_what_another_decided() -> None:
    first = applied()
    back = undo(first)
    assert fold([first, undo(first, "bo")]).stands(first.id)
    assert not fold([first, back, undo(back, "bo")]).stands(first.id)


def test_an_undo_older_than_what_it_names_counts_for_nothing() -> None:
    old, first = made("ana", "memo", memo="x"), applied()
    early = replace(undo(first), id=old.id)
    for order in ([first, early], [early, first]):
        assert [coding.id for coding in fold(order).codings] == [first.id]
        assert fold(order).stands(early.id)


def test_an_undo_of_itself_counts_for_nothing() -> None:
    name = undo(applied())
    itself = replace(name, target=name.id)
    assert fold([itself, itself]).stands(name.id)


def test_undos_that_name_each_other_end() -> None:
    first, second = undo(applied()), undo(applied())
    one, other = replace(first, target=second.id), replace(second, target=first.id)
    for order in ([one, other], [other, one]):
        ledger = fold(order)
        assert (ledger.stands(first.id), ledger.stands(second.id)) == (False, True)


# --- law ----------------------------------------------------------------------------------

NAMES = [made("ana", "memo", memo="x").id for _ in range(7)]


def is_undone(event: Event, events: list[Event]) -> bool:
    """The definition, read aloud."""
    return any(
        other.op == "undo"
        and other.target == event.id
        and other.coder == event.coder
        and other.id > event.id
        and not is_undone(other, events)
        for other in events
    )


@given(
    st.lists(st.tuples(st.sampled_from(["ana", "bo"]), st.sampled_from(NAMES)), min_size=4, max_size=5),
    st.randoms(use_true_random=False),
)
def test_what_stands_is_what_no_standing_undo_names(undos: list[tuple[str, str]], rng: random.Random) -> None:
    """Law: whatever the undos name and however they arrive, what stands follows from the definition."""
    events = [
        replace(applied(coder=coder), id=name) for coder, name in zip(("ana", "bo"), NAMES, strict=False)
    ]
    events += [
        replace(made(coder, "undo", target=target), id=name)
        for (coder, target), name in zip(undos, NAMES[2:], strict=False)
    ]
    rng.shuffle(events)
    ledger = Ledger()
    for number, event in enumerate(events, start=1):
        ledger.add([event])
        known = events[:number]
        assert [each.id for each in known if ledger.stands(each.id)] == [
            each.id for each in known if not is_undone(each, known)
        ]
