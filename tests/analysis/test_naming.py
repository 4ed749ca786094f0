"""Names in settings: those that identify by default need not exist, those that a person wrote do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode import Study
from qualcode.analysis.naming import identifying_columns, naming_faults
from qualcode.errors import QualcodeError
from qualcode.settings import DEFAULT_IDENTIFYING


def test_a_study_without_dates_need_not_say_so(small: Study) -> None:
    settings = replace(small.settings, identifying=DEFAULT_IDENTIFYING)
    voices = small.voices.table.drop(columns="transcript.date")
    assert naming_faults(settings, voices, small.cases) == []
    # `country` heads the table of cases, so it is another name for the case
    assert identifying_columns(settings, voices) == {"case", "case.country", "participant", "transcript"}


def test_an_identifying_attribute_that_nobody_has_is_a_fault(small: Study) -> None:
    settings = replace(small.settings, identifying=("case", "townn"))
    (fault,) = naming_faults(settings, small.voices.table, small.cases)
    assert str(fault).startswith("qualcode.toml [disclosure] identifying: unknown attribute 'townn'")
    with pytest.raises(QualcodeError, match="townn"):
        identifying_columns(settings, small.voices.table)
