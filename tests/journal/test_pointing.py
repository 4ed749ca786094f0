"""Which codings and suggestions are meant by a code and a place."""

from __future__ import annotations

import pytest

from qualcode.errors import FaultsFound
from qualcode.journal import fold, place_all
from qualcode.journal.events import Event, made
from qualcode.journal.placing import PlacedCoding
from qualcode.journal.pointing import find_thing, own_codings, suggestions_at
from qualcode.model import Code, Codebook, Coding, Segment
from tests.journal.lines import BODY, applied
from tests.journal.test_ledger import transcript

BOOK = Codebook("Fruit", "1", (Code("apples", "Apples", "theme"), Code("pears", "Pears", "theme")))
LIKES, WIDER, LATER = applied(), applied("like apples. Not"), applied("I like pears")
OTHER, PEARS = applied("I like apples", coder="bo"), applied("Not much else", code="pears")
EVENTS = [LIKES, WIDER, LATER, OTHER, PEARS]


def span(quote: str) -> tuple[int, int]:
    return BODY.index(quote), BODY.index(quote) + len(quote)


def carried(*events: Event) -> list[PlacedCoding]:
    return list(place_all(fold(events).codings, [transcript()]))


def chosen(place: tuple[int, int] | None, code: str = "apples", coder: str = "ana") -> list[str]:
    found = own_codings(carried(*EVENTS), coder, code, "A1", place)
    return [entry.coding.id for entry in found]


def test_the_coding_just_there_is_meant_or_the_one_that_shares_words() -> None:
    assert chosen(span("I like apples")) == [LIKES.id]
    assert chosen(span("like apples. Not")) == [WIDER.id]
    assert chosen(span("pears, too")) == [LATER.id]
    assert chosen(span("much"), "pears") == [PEARS.id]
    assert chosen(span("apples"), coder="bo") == [OTHER.id]


def test_without_a_place_all_of_the_transcript_are_meant() -> None:
    assert chosen(None) == [LIKES.id, WIDER.id, LATER.id]
    assert chosen(None, coder="bo") == [OTHER.id]


def test_two_at_one_place_are_meant_both() -> None:
    twice = [LIKES, applied(direction="+")]  # one in another direction is another coding
    found = own_codings(carried(*twice), "ana", "apples", "A1", span("apples"))
    assert [entry.coding.id for entry in found] == [event.id for event in twice]


@pytest.mark.parametrize(("code", "coder", "transcript", "place", "said"), [
    ("apples", "ana", "A1", span("apples"), "2 codings share words with it; choose one of 18:31, 20:36"),
    ("apples", "ana", "A1", span("much"), "ana has no coding with 'apples' at A1 37:41; there ana has pears"),
    ("apples", "ana", "A1", span("Hello"), "there ana has coded nothing"),
    ("apples", "bo", "A1", span("pears"), "there bo has coded nothing"),
    ("apples", "cy", "A1", None, "cy has no coding with 'apples' in A1; there cy has coded nothing"),
    ("pears", "bo", "A1", None, "there bo has apples"),
    ("apples", "ana", "B1", None, "ana has no coding with 'apples' in B1"),
])  # fmt: skip
def test_what_nobody_could_mean_gets_a_sentence(
    code: str, coder: str, transcript: str, place: tuple[int, int] | None, said: str
) -> None:
    with pytest.raises(FaultsFound) as caught:
        own_codings(carried(*EVENTS), coder, code, transcript, place)
    assert said in str(caught.value)


def test_places_right_beside_share_no_words() -> None:
    start, end = span("I like apples")
    for place in ((start - 2, start), (end, end + 2)):
        with pytest.raises(FaultsFound, match="coded nothing"):
            own_codings(carried(LIKES), "ana", "apples", "A1", place)
    for place in ((start - 2, start + 1), (end - 1, end + 2)):
        assert own_codings(carried(LIKES), "ana", "apples", "A1", place)


def test_a_long_list_of_others_is_cut() -> None:
    many = [applied(code=f"code{number:02}") for number in range(11)]
    with pytest.raises(FaultsFound, match=r"there ana has code00, .*code09, …"):
        own_codings(carried(*many), "ana", "apples", "A1", None)
    with pytest.raises(FaultsFound, match=r"code09(?!, …)"):
        own_codings(carried(*many[:10]), "ana", "apples", "A1", None)


# --- by id --------------------------------------------------------------------------------


def test_a_thing_is_found_by_the_beginning_of_its_id() -> None:
    done = made("ana", "done", transcript="A1", body="x")
    things = fold([*EVENTS, done]).things
    assert find_thing(things, f" {LIKES.id.upper()} ").id == LIKES.id
    for name, said in (
        ("", "there is no such coding"),
        ("  ", "there is no such coding"),
        ("zz", "there is no such coding"),
        (done.id, "there is no such coding"),
        ("0", "5 decisions begin so"),
    ):
        with pytest.raises(FaultsFound, match=said):
            find_thing(things, name)


# --- suggestions --------------------------------------------------------------------------

SUGGESTED = [
    Coding(Segment("A1", *span(quote)), code, "rules")
    for quote, code in (("I like apples", "apples"), ("I like pears", "apples"), ("I like pears", "pears"))
]


def test_suggestions_are_those_of_the_code_that_share_words() -> None:
    assert suggestions_at(SUGGESTED, BOOK, "apples", "A1", None) == SUGGESTED[:2]
    assert suggestions_at(SUGGESTED, BOOK, "apples", "A1", span("apples")) == SUGGESTED[:1]
    for place, said in (
        (span("apples"), "do not suggest 'pears' at A1 25:31; suggested there: apples"),
        (span("much"), "nothing is suggested there"),
    ):
        with pytest.raises(FaultsFound, match=said):
            suggestions_at(SUGGESTED, BOOK, "pears", "A1", place)
    with pytest.raises(FaultsFound, match="plums"):
        suggestions_at(SUGGESTED, BOOK, "plums", "A1", None)
