"""Tables of participants and cases as people keep them → rows in the form that `people` reads."""

from qualcode.transcripts.attributes.attribute_columns import AttributeOwner, Known
from qualcode.transcripts.attributes.attribute_merge import AttributeMerge, merged
from qualcode.transcripts.attributes.attribute_rows import AttributeRows, attribute_rows
from qualcode.transcripts.attributes.checks import contradictions, strangers

__all__ = [
    "AttributeMerge",
    "AttributeOwner",
    "AttributeRows",
    "Known",
    "attribute_rows",
    "contradictions",
    "merged",
    "strangers",
]
