"""A table of participants or cases as data: what is known beforehand, what was chosen, what was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from qualcode.model import Case

AttributeOwner = Literal["participants", "cases"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user says about a table; "" and 0 leave it to us. `columns` are `FIELD=HEADING`."""

    sheet: str = ""
    header: int = 0
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What the study has already: ids as they are spelled there, and its cases.

    `headings` are what its tables call the column of the case.
    """

    ids: tuple[str, ...] = ()
    cases: tuple[Case, ...] = ()
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AttributeRow:
    """A row: its number in the file, its id and the values that are not missing, by attribute."""

    number: int
    id: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AttributeRows:
    """A table as read: headings by attribute (`participant` or `case` is the id), rows, and what was odd."""

    kind: AttributeOwner
    format: str
    columns: Mapping[str, str]
    rows: tuple[AttributeRow, ...]
    warnings: tuple[str, ...]
