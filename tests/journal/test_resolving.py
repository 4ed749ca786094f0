"""Which of the proposed places is kept: asked for by its number, or the only one there is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.anchors import Placement
from qualcode.errors import FaultsFound
from qualcode.journal import fold, place_all
from qualcode.journal.placing import PlacedCoding
from qualcode.journal.resolving import candidate, check_open
from tests.journal.lines import applied
from tests.journal.test_ledger import transcript


def entry(status: str, *places: tuple[int, int]) -> PlacedCoding:
    """A coding that an edit left so, with these places proposed."""
    found = place_all(fold([applied()]).codings, [transcript()])[0]
    placement = Placement(status, None, places)  # type: ignore[arg-type]
    if status in {"moved", "unchanged", "changed words"}:
        placement = Placement(status, places[0])  # type: ignore[arg-type]
    return replace(found, placement=placement)


ONE, TWO = (0, 5), (10, 15)


@pytest.mark.parametrize(("given", "number", "place"), [
    (entry("moved", ONE), None, ONE),
    (entry("changed words", ONE), 1, ONE),
    (entry("ambiguous", ONE), None, ONE),
    (entry("ambiguous", ONE, TWO), 1, ONE),
    (entry("ambiguous", ONE, TWO), 2, TWO),
    (entry("orphaned", ONE), 1, ONE),
])  # fmt: skip
def test_a_place_is_kept(given: PlacedCoding, number: int | None, place: tuple[int, int]) -> None:
    assert candidate(given, number) == place


@pytest.mark.parametrize(("given", "number", "said"), [
    (entry("orphaned"), None, "no place is proposed"),
    (entry("ambiguous"), 1, "no place is proposed"),
    (entry("ambiguous", ONE, TWO), None, "there are 2 places (1: 0:5, 2: 10:15)"),
    (entry("orphaned", ONE), None, "its words are gone; left is 1 place (1: 0:5)"),
    (entry("orphaned", ONE, TWO), None, "its words are gone; left are 2 places"),
    (entry("ambiguous", ONE, TWO), 0, "places count from 1; write --keep N with N from 1 to 2"),
    (entry("ambiguous", ONE, TWO), -1, "places count from 1"),
    (entry("ambiguous", ONE, TWO), 3, "there are only 2 places"),
    (entry("moved", ONE), 2, "there is only 1 place;"),
])  # fmt: skip
def test_what_is_no_place_gets_a_sentence(given: PlacedCoding, number: int | None, said: str) -> None:
    with pytest.raises(FaultsFound) as caught:
        candidate(given, number)
    assert said in str(caught.value)


@pytest.mark.parametrize(("status", "how", "refused"), [
    ("unchanged", "--keep", True),
    ("unchanged", "--drop", True),
    ("moved", "--keep", False),
    ("moved", "--drop", True),
    ("changed words", "--drop", False),
    ("ambiguous", "--drop", False),
])  # fmt: skip
def test_what_no_edit_has_touched_is_not_settled_by_the_way(status: str, how: str, refused: bool) -> None:
    if refused:
        with pytest.raises(FaultsFound, match=f"the coding is {status}"):
            check_open(entry(status, ONE), how)
    else:
        check_open(entry(status, ONE), how)
