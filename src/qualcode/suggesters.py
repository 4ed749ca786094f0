"""Who proposes codings: one line each, and the only one outside a new suggester's own room.

A line says under which name the suggestions are counted and kept, and which module makes them (see
`qualcode.suggesting`). It is a name only, so that asking whether a coder is a machine costs nothing; and it
stands this low for the logs, which let nobody write under such a name.
"""

from __future__ import annotations

from qualcode.model import RULES

SUGGESTERS: dict[str, str] = {
    RULES: "qualcode.suggesting.rules",
}


def is_suggester(coder: str) -> bool:
    """Whether a coder's work is suggestions: what nobody has reviewed."""
    return coder in SUGGESTERS
