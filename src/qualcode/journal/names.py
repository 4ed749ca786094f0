"""Names of coders: they become file names, so they are plain."""

from __future__ import annotations

import re

from qualcode.errors import refuse
from qualcode.model import CONSENSUS
from qualcode.suggesters import is_suggester

RESERVED = ("model", CONSENSUS, "auto")
"""No person's names; those of the suggesters are none, either (`model` is to be one)."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")


def is_reserved(name: str) -> bool:
    """Whether a name, in whatever capitals, means a layer that is nobody's."""
    return name.casefold() in RESERVED or is_suggester(name.casefold())


def is_coder(name: object) -> bool:
    """Whether a person who codes may be called so."""
    return isinstance(name, str) and bool(_NAME.fullmatch(name)) and not is_reserved(name)


def is_writer(name: object) -> bool:
    """Whether events may go by that name: a person's, or that of what people agreed on."""
    return name == CONSENSUS or is_coder(name)


def coder_name(name: str, place: str = "--coder") -> str:
    """Return the name of a person who codes; raises `FaultsFound` for one that cannot be used."""
    if is_reserved(name):
        refuse(place, f"{name!r} is no person", "write the name or initials of whoever decides")
    if not is_coder(name):
        remedy = "write up to 40 letters, digits, _ . - beginning with a letter or digit"
        refuse(place, "is not a name that can be used", remedy)
    return name
