"""The strata of transcripts: by the values of the voices that speak in them."""

from __future__ import annotations

import pandas as pd
import pytest

from qualcode.analysis.strata import strata
from qualcode.errors import QualcodeError

VOICES = pd.DataFrame(
    [
        ("F1", "Eve", "", "cook"),
        ("F1", "Ana", "one", "farmer"),
        ("F1", "Cy", "two", "farmer"),
        ("A1", "Ana", "one", "farmer"),
        ("B1", "Cy", "two", "farmer"),
        ("D1", "", "", ""),
    ],
    columns=["transcript", "participant", "case.group", "participant.role"],
)
ORDER = ["two", "one", "(none)"]


def test_a_transcript_belongs_to_the_group_of_who_speaks_in_it() -> None:
    found = strata(VOICES, {"group": ORDER})
    assert found.of == {"A1": "one", "B1": "two", "D1": "(none)", "F1": "two + one + (none)"}


def test_the_strata_stand_in_the_study_s_order() -> None:
    assert strata(VOICES, {"group": ORDER}).names == ("two", "two + one + (none)", "one", "(none)")


def test_several_attributes_make_finer_strata() -> None:
    found = strata(VOICES, {"group": ORDER, "role": ["cook", "farmer", "(none)"]})
    assert found.of["A1"] == "one × farmer"
    assert found.of["F1"] == "two + one + (none) × cook + farmer"
    assert found.names[0] == "two × farmer"


def test_without_attributes_all_are_one() -> None:
    found = strata(VOICES, {})
    assert (found.names, set(found.of.values())) == (("All",), {"All"})


def test_where_nobody_speaks_there_is_none() -> None:
    assert strata(VOICES[:0], {"group": []}).names == ()


def test_an_attribute_that_nobody_has_is_refused() -> None:
    with pytest.raises(QualcodeError, match="unknown attribute 'colour'"):
        strata(VOICES, {"colour": []})
