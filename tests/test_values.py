"""What rooms hand each other are values: nobody changes them on the way."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil

import qualcode

ROOMS = ("analysis", "anchors", "journal", "privacy", "report", "exchange")
WORKING = {  # these grow while they are worked on, in one place each
    "Book", "Merge", "Places", "Sheet", "Stacks", "_Followed", "_Lines", "_Load",
}  # fmt: skip


def dataclasses_of(*rooms: str) -> set[type]:
    """All dataclasses that are defined in these rooms."""
    names = [
        module.name
        for module in pkgutil.walk_packages(qualcode.__path__, "qualcode.")
        if module.name.split(".")[1] in rooms
    ]
    return {
        entry
        for name in names
        for entry in vars(importlib.import_module(name)).values()
        if inspect.isclass(entry) and dataclasses.is_dataclass(entry) and entry.__module__ == name
    }


def test_dataclasses_are_frozen_but_for_those_that_are_worked_on() -> None:
    found = dataclasses_of(*ROOMS)
    assert len(found) > 70
    changing = {entry.__name__ for entry in found if not vars(entry)["__dataclass_params__"].frozen}
    assert changing == WORKING


def test_values_are_as_small_as_they_can_be() -> None:
    """Of codings and events there are tens of thousands, of what agreement is computed on a few."""
    keeping = {
        entry.__name__
        for entry in dataclasses_of(*ROOMS)
        if "__slots__" not in vars(entry) and entry.__name__ not in WORKING
    }
    assert keeping == {"Coded", "Continua", "Distances", "Patterns", "Sums", "Unitizing", "_Laid"}
