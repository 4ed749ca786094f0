"""Tables that people hand in, understood once: which sheet, which headings, what a cell and an id mean.

`sheet` finds the table and its row of headings, `grid` lays its cells out; `headings` is where a heading is
understood, `values` where a value is (missing, a date), `ids` where an id is. The readers say only what their
fields are called and what a row means: `codebook.tables`, `transcripts.attributes`, `intake.talk_columns`,
and `ratings` here, whose meaning is `analysis.agreement`'s.
"""

from qualcode.tables.sheet import HeadedTable, TableChoice, headed_table

__all__ = ["HeadedTable", "TableChoice", "headed_table"]
