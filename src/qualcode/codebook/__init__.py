"""The codebook: read with positions, checked as a whole, described by a JSON Schema."""

from qualcode.codebook.read import parse_codebook, read_codebook
from qualcode.codebook.schema import json_schema

__all__ = ["json_schema", "parse_codebook", "read_codebook"]
