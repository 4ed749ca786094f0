"""Canonical text, and places in it that survive edits."""

from qualcode.anchors.anchor import STATUSES, Anchor, Placement, PlacementStatus, anchor_at
from qualcode.anchors.finding import places_of
from qualcode.anchors.relocation import relocate
from qualcode.anchors.text import body_hash, canonical, count_words, normal, word_starts

__all__ = [
    "STATUSES",
    "Anchor",
    "Placement",
    "PlacementStatus",
    "anchor_at",
    "body_hash",
    "canonical",
    "count_words",
    "normal",
    "places_of",
    "relocate",
    "word_starts",
]
