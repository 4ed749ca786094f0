"""The JSON Schema of a codebook, for editors that check YAML while one types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qualcode.codebook.fields import BOOK, CODE, RULE, Field, FieldType
from qualcode.model import KINDS

_TEXT = {"type": ["string", "number", "boolean"]}
_TEXTS = {"oneOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_TERMS = {"oneOf": [_TEXT, {"type": "array", "minItems": 1, "items": _TEXT}]}
_TOKENS = {"type": "array", "minItems": 1, "items": {"type": "object"}}

_TYPES: Mapping[FieldType, dict[str, Any]] = {
    "text": _TEXT,
    "texts": _TEXTS,
    "terms": _TERMS,
    "lists": {"type": "object", "additionalProperties": _TERMS},
    "groups": {"type": "array", "minItems": 2, "items": _TERMS},
    "kind": {"enum": list(KINDS)},
    "colour": {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"},
    "count": {"type": "integer", "minimum": 1},
    "codes": {"type": "array", "items": {"$ref": "#/$defs/code"}},
    "rules": {"type": "array", "items": {"oneOf": [_TEXT, {"$ref": "#/$defs/rule"}]}},
    "pattern": {"oneOf": [_TOKENS, {"type": "array", "minItems": 1, "items": _TOKENS}]},
}


def json_schema() -> dict[str, Any]:
    """Return the schema (JSON Schema 2020-12) as plain data."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "qualcode codebook",
        **_mapping(BOOK),
        "$defs": {"code": _mapping(CODE), "rule": _mapping(RULE)},
    }


def _mapping(fields: Mapping[str, Field]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, field in fields.items() if field.required],
        "properties": {name: {"description": f.about, **_TYPES[f.type]} for name, f in fields.items()},
    }
