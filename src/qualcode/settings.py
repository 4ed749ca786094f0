"""`qualcode.toml`: what a study is called, where its parts lie, how its groups are ordered."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from qualcode.errors import Fault, FaultsFound, refuse
from qualcode.files import MEGABYTE, read_text
from qualcode.model import UNITS, UnitKind, Where
from qualcode.positions import nearest

FILE_NAME = "qualcode.toml"
DEFAULT_IDENTIFYING = ("case", "participant", "transcript", "date")


@dataclass(frozen=True, slots=True)
class Settings:
    """A study's settings; paths are relative to the study's folder.

    `where` is the default filter, `groups` the order of groups by attribute, `identifying` the
    attributes kept out of what leaves the room, `by` the attributes of the workbook's tables. `prefer` names
    coders: of several who finished a transcript the first of them counts.
    """

    title: str
    unit: UnitKind = "sentence"
    language: str = "en"
    pipeline: str = ""
    codebook: str = "codebook/codebook.yaml"
    transcripts: str = "transcripts"
    cases: str = "transcripts/cases.csv"
    participants: str = "transcripts/participants.csv"
    exports: str = "exports"
    where: Where = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    identifying: tuple[str, ...] = DEFAULT_IDENTIFYING
    by: tuple[str, ...] = ("category",)
    limits: tuple[str, ...] = ()
    prefer: tuple[str, ...] = ()


def read_settings(folder: Path) -> Settings:
    """Read the settings of the study in `folder`; raises `FaultsFound` with everything wrong in them."""
    text = read_text(folder / FILE_NAME, place=FILE_NAME, limit=MEGABYTE)
    try:
        data = tomllib.loads(text)
    except ValueError as error:  # a TOMLDecodeError, or what it lets through, such as endless numbers
        refuse(FILE_NAME, f"is not TOML ({error})", "mend that line; text stands in double quotes")
    except RecursionError:
        refuse(FILE_NAME, "is nested too deeply", "write lists of texts, and no lists in them")
    reading = _Reading([])
    values = reading.settings(data)
    if reading.faults:
        raise FaultsFound(reading.faults)
    return Settings(**values)


# --- sections and keys --------------------------------------------------------------------


@dataclass
class _Reading:
    faults: list[Fault]

    def settings(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The values for `Settings`, taken from every known section."""
        values: dict[str, Any] = {}
        for section, content in data.items():
            home = next((name for name, keys in _KEYS.items() if section in keys), None)
            if home and not isinstance(content, dict):
                self._fault(section, "stands outside of its section", f"write it below [{home}]")
            elif section not in _SECTIONS:
                self._fault(f"[{section}]", "unknown section", nearest(section, _SECTIONS))
            elif not isinstance(content, dict):
                self._fault(section, "is not a section", f"write it as [{section}]")
            else:
                values |= _SECTIONS[section](self, section, content)
        study = data.get("study", {})
        if isinstance(study, dict) and "title" not in study:
            self._fault("[study]", "has no title", 'add title = "…"')
        return values

    def _fault(self, place: str, problem: str, remedy: str) -> None:
        self.faults.append(Fault(f"{FILE_NAME} {place}", problem, remedy))

    def known(self, section: str, content: Mapping[str, Any]) -> dict[str, Any]:
        """A section whose keys are names of `Settings`."""
        keys = _KEYS[section]
        values: dict[str, Any] = {}
        for key, value in content.items():
            place = f"[{section}] {key}"
            if key not in keys:
                self._fault(place, "unknown key", nearest(key, keys))
            elif key == "by" and value == []:
                self._fault(place, "is empty", 'name an attribute, such as ["category"], or leave it out')
            elif keys[key] is tuple:
                values[_RENAMED.get(key, key)] = self.texts(place, value)
            elif not isinstance(value, str) or (key == "title" and not value.strip()):
                self._fault(place, "is not text", 'write it in double quotes, as in key = "value"')
            elif key == "unit" and value not in UNITS:
                self._fault(place, f"unknown unit {value!r}", nearest(value, UNITS))
            else:
                values[key] = value
        if section == "paths":
            self._check_paths(values)
        return values

    def _check_paths(self, values: Mapping[str, str]) -> None:
        for key, value in values.items():
            if not value.strip() or "\0" in value:
                self._fault(f"[paths] {key}", f"{value!r} is no path", "write one, or leave the key out")
            elif Path(value).is_absolute() or ".." in Path(value).parts:
                self._fault(
                    f"[paths] {key}", f"{value!r} leads out of the study", "write a path inside its folder"
                )

    def lists(self, section: str, content: Mapping[str, Any]) -> dict[str, Any]:
        """A section whose keys are attributes with lists of values."""
        read = {key: self.texts(f"[{section}] {key}", value) for key, value in content.items()}
        return {_RENAMED.get(section, section): read}

    def texts(self, place: str, value: object) -> tuple[str, ...]:
        """A list of texts; notes anything else."""
        if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
            return tuple(cast("list[str]", value))
        nested = isinstance(value, dict)  # what TOML makes of a dot: participant.kind = …
        remedy = 'quote a name that holds a dot: "participant.kind"' if nested else 'write ["one", "two"]'
        self._fault(place, "is not a list of texts", remedy)
        return ()


_KEYS: Mapping[str, Mapping[str, type]] = {
    "study": {"title": str, "unit": str, "language": str, "pipeline": str},
    "paths": dict.fromkeys(("codebook", "transcripts", "cases", "participants", "exports"), str),
    "disclosure": {"identifying": tuple},
    "workbook": {"by": tuple},
    "limits": {"notes": tuple},
    "source": {"prefer": tuple},
}
_RENAMED = {"notes": "limits", "filter": "where"}
_SECTIONS: Mapping[str, Callable[[_Reading, str, Mapping[str, Any]], dict[str, Any]]] = {
    **dict.fromkeys(_KEYS, _Reading.known),
    **dict.fromkeys(("filter", "groups"), _Reading.lists),
}
