"""Tables of participants and cases as people keep them → rows in the form that `frame` reads."""

from qualcode.transcripts.tables.checks import contradictions, strangers
from qualcode.transcripts.tables.columns import own_headings
from qualcode.transcripts.tables.incoming import incoming
from qualcode.transcripts.tables.merging import Plan, merged
from qualcode.transcripts.tables.rows import Choice, Incoming, Kind, Known

__all__ = [
    "Choice",
    "Incoming",
    "Kind",
    "Known",
    "Plan",
    "contradictions",
    "incoming",
    "merged",
    "own_headings",
    "strangers",
]
