"""A table of ratings for the tests: read, and what was rated in it."""

from __future__ import annotations

from qualcode.analysis.agreement import Level
from qualcode.analysis.agreement.ratings import Ratings, cell_kind, ratings_of
from qualcode.delimited import delimited_of
from qualcode.tables.ratings import rating_table


def ratings_in(text: str, layout: str = "", level: Level = "nominal") -> Ratings:
    """The ratings in a table, as the command reads them."""
    table = rating_table(delimited_of(text.encode(), place="t.csv"), layout, cell_kind(level))
    return ratings_of(table, level)
