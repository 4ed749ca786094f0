"""Suggestions: codings that a machine proposes and a person reviews.

The codebook's own rules are the first suggester. Another one is a module with a function
`suggester(ground)` and a line in `qualcode.suggesters`: its suggestions are then offered on the desk and by
`qualcode accept`, kept beside the rules', and counted as unreviewed with `--source NAME`.
"""

from qualcode.suggesting.offering import open_suggestions, reason_of, suggestions_of
from qualcode.suggesting.suggester import Ground, Suggester, suggester

__all__ = [
    "Ground",
    "Suggester",
    "open_suggestions",
    "reason_of",
    "suggester",
    "suggestions_of",
]
