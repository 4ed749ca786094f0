"""Transcripts, the units they are cut into, and the tables of cases and participants."""

from qualcode.transcripts.canonical import parse_transcript, read_transcript
from qualcode.transcripts.people import read_cases, read_participants
from qualcode.transcripts.units import units_of

__all__ = ["parse_transcript", "read_cases", "read_participants", "read_transcript", "units_of"]
