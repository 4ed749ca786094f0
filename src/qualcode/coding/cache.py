"""What the rules code, kept beside the study under the hashes of all it depends on.

A cache file that is missing, torn or of another key is derived again; nothing here is ever the
only copy of anything.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from qualcode.files import private_folder, write_text
from qualcode.model import Codebook, Coding, Evidence, Segment, Transcript, UnitKind

ENGINE_VERSION = 4


@dataclass(frozen=True)
class RulesKey:
    """All that the rule codings of a study depend on, but for the transcripts themselves."""

    codebook: Codebook
    unit: UnitKind
    language: str
    pipeline: str

    def digest(self) -> str:
        """SHA-256 of the rules, the unit, the language and the versions of engine and spaCy."""
        rules = [
            (code.id, code.parent, code.kind, [asdict(rule, dict_factory=_unplaced) for rule in code.rules])
            for code in self.codebook
        ]
        libraries = [_installed(name) for name in ("spacy", "spacy-lookups-data", self.pipeline)]
        parts = [ENGINE_VERSION, rules, self.unit, self.language, self.pipeline, libraries]
        return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def _unplaced(fields: list[tuple[str, object]]) -> dict[str, object]:
    """A rule's fields without the lines they stand on: a longer definition above moves no coding."""
    return {name: value for name, value in fields if name != "line"}


def _installed(package: str) -> str:
    """The version of a package; of a pipeline that is a folder, what its `meta.json` says."""
    try:
        return version(package)
    except (PackageNotFoundError, ValueError):
        meta = Path(package) / "meta.json"
        return hashlib.sha256(meta.read_bytes()).hexdigest() if package and meta.is_file() else ""


def transcript_key(digest: str, transcript: Transcript) -> str:
    """The key of one transcript's codings: the rules' digest, its body and who speaks when."""
    turns = [(turn.start, turn.end, turn.participant, turn.paragraphs) for turn in transcript.turns]
    parts = [digest, transcript.id, transcript.body_hash, turns]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


class Cache:
    """Codings of transcripts as JSON files in a private folder, one a transcript."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, transcript: Transcript, key: str) -> tuple[Coding, ...] | None:
        """The codings kept under `key`, or None where there are none (or none that can be read)."""
        try:
            kept = json.loads(self._path(transcript).read_text("utf-8"))
            if kept["key"] != key:
                return None
            return tuple(_coding(transcript.id, entry) for entry in kept["codings"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def save(self, transcript: Transcript, key: str, codings: Sequence[Coding]) -> None:
        """Keep codings under `key`, in place of older ones."""
        private_folder(self._folder.parent)
        private_folder(self._folder)
        kept = {"key": key, "codings": [_entry(coding) for coding in codings]}
        write_text(self._path(transcript), json.dumps(kept, ensure_ascii=False), durable=False)

    def _path(self, transcript: Transcript) -> Path:
        return self._folder / f"{transcript.id}.json"


def _entry(coding: Coding) -> list[object]:
    evidence = [[found.rule, list(found.words)] for found in coding.evidence]
    return [coding.segment.start, coding.segment.end, coding.code, coding.coder, coding.participant, evidence]


def _coding(transcript: str, entry: list[object]) -> Coding:
    start, end, code, coder, participant, evidence = entry
    if not (
        isinstance(start, int) and isinstance(end, int) and isinstance(code, str) and isinstance(coder, str)
    ):
        raise TypeError("not a coding")
    who = participant if isinstance(participant, str) else None
    found = tuple(Evidence(rule, tuple(words)) for rule, words in evidence)  # type: ignore[attr-defined]
    return Coding(Segment(transcript, start, end), code, coder, who, None, found)
