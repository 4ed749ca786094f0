"""The coders' logs: one append-only file a person, folded into what that person decided."""

from qualcode.journal.events import Event
from qualcode.journal.ids import new_id
from qualcode.journal.journal import Journal, LoggedEvents
from qualcode.journal.ledger import Done, HandCoding, Ledger, Note, Rejection, Verdict, fold
from qualcode.journal.names import coder_name
from qualcode.journal.placing import Placed, PlacedCoding, as_codings, faults_of, place_all, speaker_at
from qualcode.journal.pointing import quoted_span, span_at
from qualcode.journal.requests import AppliedCoding, CodingRequest
from qualcode.journal.resolving import find_coding, resolve
from qualcode.journal.session import CoderSession
from qualcode.journal.verdicts import Adjudicator, VerdictRequest
from qualcode.journal.writer import Act, stacks_of

__all__ = [
    "Act",
    "Adjudicator",
    "AppliedCoding",
    "CoderSession",
    "CodingRequest",
    "Done",
    "Event",
    "HandCoding",
    "Journal",
    "Ledger",
    "LoggedEvents",
    "Note",
    "Placed",
    "PlacedCoding",
    "Rejection",
    "Verdict",
    "VerdictRequest",
    "as_codings",
    "coder_name",
    "faults_of",
    "find_coding",
    "fold",
    "new_id",
    "place_all",
    "quoted_span",
    "resolve",
    "span_at",
    "speaker_at",
    "stacks_of",
]
