"""What settings and questions name: attributes, their values, cases by any of their names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pandas as pd

from qualcode.analysis.selection import resolve, select
from qualcode.errors import Fault, QualcodeError
from qualcode.model import Case, Where
from qualcode.settings import DEFAULT_IDENTIFYING, FILE_NAME, Settings

_OWNERS = {"case", "participant", "transcript"}


def naming_faults(settings: Settings, voices: pd.DataFrame, cases: Sequence[Case]) -> list[Fault]:
    """Settings may name only attributes that somebody has, and the filter only their values."""
    listed = [name for name in settings.identifying if name not in DEFAULT_IDENTIFYING]
    sections = {
        "[groups]": settings.groups,
        "[filter]": settings.where,
        "[workbook] by": settings.by,
        "[disclosure] identifying": listed,
    }
    named = [(section, name) for section, names in sections.items() for name in names]
    filters = [("[filter]", name) for name in settings.where]

    def apply(name: str) -> None:
        values = case_ids(name, settings.where[name], voices, cases)
        select(voices, {name: values}, settings.groups)

    return list(_refused(named, lambda name: resolve(name, voices))) or list(_refused(filters, apply))


def _refused(named: Sequence[tuple[str, str]], look_up: Callable[[str], object]) -> Iterator[Fault]:
    """A fault for every name of a section of the settings that looking up refuses."""
    for section, name in named:
        try:
            look_up(name)
        except QualcodeError as error:
            problem, _, remedy = str(error).partition("; ")
            yield Fault(f"{FILE_NAME} {section}", problem, remedy)


def identifying_columns(settings: Settings, voices: pd.DataFrame) -> frozenset[str]:
    """The columns that identify: those listed, other names for them, and what is finer than a case or person.

    A capital is finer than a state: who knows it knows the state. What the workbook's tables are by stays.
    """
    listed = {resolve(name, voices) for name in settings.identifying if _exists(name, voices)}
    tabled = {resolve(name, voices) for name in settings.by}
    return frozenset(
        str(name)
        for name in voices.columns.difference(["words", "units"])
        if name in listed
        or any(voices[name].equals(voices[other]) for other in listed if len(voices))
        or (name not in tabled and any(_tells(voices, name, owner) for owner in listed & _OWNERS))
    )


def _tells(voices: pd.DataFrame, column: str, owner: str) -> bool:
    """Whether each of several values of a case's or person's attribute belongs to a single `owner`."""
    if not column.startswith(("case.", "participant.")):
        return False
    having = voices[voices[column] != ""].groupby(column)[owner].nunique()
    return len(having) > 1 and bool((having == 1).all())


def _exists(name: str, voices: pd.DataFrame) -> bool:
    """Whether somebody has an attribute; of those that identify by default not all need to."""
    try:
        return bool(resolve(name, voices))
    except QualcodeError:
        if name in DEFAULT_IDENTIFYING:
            return False
        raise


def ordered_groups(by: str, settings: Settings, voices: pd.DataFrame, cases: Sequence[Case]) -> Sequence[str]:
    """The groups of an attribute in the study's order; a case's attribute keeps its table's order."""
    column = resolve(by, voices)
    for name, values in settings.groups.items():
        if resolve(name, voices) == column:
            return values
    name = column.removeprefix("case.")
    occurring = [case.id if column == "case" else case.attributes.get(name, "") for case in cases]
    return list(dict.fromkeys(filter(None, occurring)))


def case_ids(
    attribute: str, values: Sequence[str], voices: pd.DataFrame, cases: Sequence[Case]
) -> Sequence[str]:
    """Names of cases → their ids, where the attribute is the case."""
    column = resolve(attribute, voices)
    name = column.removeprefix("case.")
    if column != "case" and not all(case.attributes.get(name) == case.id for case in cases):
        return values
    ids = {name.casefold(): case.id for case in cases for name in case.names}
    return [ids.get(value.casefold(), value) for value in values]


def holding_where(asked: Where, settings: Settings, voices: pd.DataFrame, cases: Sequence[Case]) -> Where:
    """The filter that holds: the study's, narrowed by what is asked.

    Where that names an attribute of the study's filter, it takes that filter's place altogether.
    """
    wanted, default = (
        {key: list(case_ids(key, values, voices, cases)) for key, values in given.items()}
        for given in (asked, settings.where)
    )
    columns = {resolve(key, voices) for key in default}
    return wanted if any(resolve(key, voices) in columns for key in wanted) else {**default, **wanted}
