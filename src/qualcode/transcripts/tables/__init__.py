"""Tables of participants and cases as people keep them → rows in the form that `frame` reads."""

from qualcode.transcripts.tables.checks import contradictions, strangers
from qualcode.transcripts.tables.columns import own_headings
from qualcode.transcripts.tables.incoming import incoming
from qualcode.transcripts.tables.merging import AttributeMerge, merged
from qualcode.transcripts.tables.rows import AttributeOwner, AttributeRows, Choice, Known

__all__ = [
    "AttributeMerge",
    "AttributeOwner",
    "AttributeRows",
    "Choice",
    "Known",
    "contradictions",
    "incoming",
    "merged",
    "own_headings",
    "strangers",
]
