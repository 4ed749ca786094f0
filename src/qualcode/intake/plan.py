"""Paths → what would come in: one `ImportResult` a file (or a transcript in it), its text waiting."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from qualcode.anchors import body_hash
from qualcode.documents import FILE_LIMIT, Document, SourceFile, document_of
from qualcode.errors import Fault, FaultsFound, refuse
from qualcode.files import private_folder, read_bytes, read_text, replacing, sync_folder, write_text
from qualcode.intake.draft import TranscriptDraft, drafted, slug
from qualcode.intake.labels import key_of
from qualcode.intake.people import add_rows
from qualcode.intake.presets import TalkOptions, talk_of
from qualcode.intake.presets.table import talks
from qualcode.intake.register import Register
from qualcode.intake.results import WRITTEN, ImportOptions, ImportResult, ImportStatus
from qualcode.intake.sources import files_in, why_not
from qualcode.intake.talk import Talk, settle_beginning
from qualcode.keeping import keep
from qualcode.locking import changing
from qualcode.model import ID, Participant, Transcript
from qualcode.study.texts import Texts
from qualcode.transcripts.canonical import parse_transcript
from qualcode.transcripts.register import speaker_faults

STAGED = Path(".qualcode") / "incoming"
SAME = 0.2
RUN = 3
TEXT_LIMIT = 12_000_000
"""More than any talk; in any alphabet less than the study reads back."""
LONGEST_ID = 100
_CANONICAL = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:[^\n]*\n){0,40}?id:")


@dataclass(slots=True)
class Planner:
    """Reads files one after the other; keeps nothing of their text in memory."""

    study: Texts
    choice: ImportOptions
    staging: bool
    register: Register = field(init=False)
    known: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.register = Register.of(self.folder)
        self.known = {key_of(entry.id): entry.id for entry in self.study.participants}
        if self.staging:
            discard(self.study.folder)

    @property
    def folder(self) -> Path:
        """Where transcripts lie."""
        return self.study.folder / self.study.settings.transcripts

    def read(self, path: Path) -> Iterator[ImportResult]:
        """What comes of a file; a fault of it is a result like any other."""
        skipped = why_not(path)
        if skipped:
            yield ImportResult(str(path), "skipped", reason=skipped)
            return
        try:
            yield from self._read(path)
        except FaultsFound as error:
            yield ImportResult(str(path), "failed", reason=_sentence(error, path))

    def _read(self, path: Path) -> Iterator[ImportResult]:
        data = read_bytes(path, place=path.name, limit=FILE_LIMIT)
        if not data.strip(b"\0 \t\r\n"):
            yield ImportResult(str(path), "skipped", reason="is empty")
            return
        digest = hashlib.sha256(data).hexdigest()
        if _CANONICAL.match(data):
            yield self._own(path, data)
            return
        document = document_of(SourceFile(data, path.name, path.suffix.lower(), self.choice.encoding))
        for name, talk in self._talks(document, path.name):
            yield self._settled(path, self._id(path, name), document, talk, digest)

    def _talks(self, document: Document, place: str) -> Iterator[tuple[str, Talk]]:
        """The talk of a document by name; several where sheets or a column name transcripts."""
        several = talks(document) if self.choice.preset in ("", "table") else []
        if len(several) > 1:
            for name, talk in several:
                settle_beginning(talk)
                talk.left_out.update(document.left_out)
                yield name, talk
            return
        yield "", talk_of(document, TalkOptions(self.choice.preset, self.choice.wishes.declared), place)

    def _id(self, path: Path, name: str) -> str:
        own = self.choice.id or slug(name or path.stem.strip())
        if name and self.choice.id:
            own = f"{self.choice.id}-{slug(name)}"
        if ID.fullmatch(own) and len(own) <= LONGEST_ID:
            return own
        digest = hashlib.sha256((name or path.stem).encode("utf-8", "surrogatepass")).hexdigest()[:6]
        return f"{own[:LONGEST_ID]}-{digest}" if own else f"T{digest}"

    def _settled(self, path: Path, own: str, document: Document, talk: Talk, digest: str) -> ImportResult:
        """What is to be done with a talk: the draft held against what the study has."""
        own, target, head, roles = self._present(own)
        source = f"sha256:{digest}"
        draft = drafted(
            talk, own, self.choice.wishes, known=self.known, head={**head, "source": source}, roles=roles
        )
        shown = _shown(path, document, draft)
        if not draft.words:
            return replace(shown, status="skipped", reason="holds no words", warnings=())
        if len(draft.text) > TEXT_LIMIT:
            reason = f"holds more than {TEXT_LIMIT // 1_000_000} million characters; split it into interviews"
            return replace(shown, status="failed", reason=reason)
        if not draft.speakers:
            parse_transcript(draft.text, path.name)  # what the study would not read back fails here
        taken = self._taken(own, path)
        if taken:
            return replace(shown, status="failed", reason=taken)
        if own.casefold() in self.register.heads:
            status, reason = self._against(target, head, draft, source)
        else:
            status, reason = self._new(path, target)
        staged = self._stage(own, draft.text) if status in WRITTEN else None
        return replace(
            shown, status=status, reason=reason, target=target, staged=staged, before=_digest(target)
        )

    def _present(self, own: str) -> tuple[str, Path, dict[str, str], dict[str, str]]:
        """Id as the study writes it, file, head and speakers of a transcript that the study may have."""
        if own.casefold() not in self.register.heads:
            return own, self.folder / f"{own}.txt", {}, {}
        path, head, speakers = self.register.heads[own.casefold()]
        kept = {key: value for key, value in head.items() if key not in ("imported", "preamble")}
        return head["id"], path, kept, speakers

    def _new(self, path: Path, target: Path) -> tuple[ImportStatus, str]:
        """Whether a new transcript may have its place: another file may lie there."""
        others = {there for there, *_ in self.register.heads.values()}
        free = not target.exists() or target.resolve() == path.resolve()
        if free or (self.choice.replace and target not in others):
            return "imported", ""
        remedy = "give it an --id" if target in others else "give it an --id, or --replace that file"
        return "failed", f"would take the place of {target.name}, which holds something else; {remedy}"

    def _against(
        self, target: Path, head: Mapping[str, str], draft: TranscriptDraft, source: str
    ) -> tuple[ImportStatus, str]:
        """Whether a transcript that is there stays, is edited, or must not be touched."""
        if head.get("source") == source and not self.choice.overrides:
            return "unchanged", ""
        there = parse_transcript(
            read_bytes(target, place=target.name).decode("utf-8", "replace"), target.name
        )
        _, attributes, _ = self.register.heads[draft.id.casefold()]
        if there.body == draft.body and head.get("source") == source:
            same = target.read_text("utf-8") == draft.text
            return ("unchanged" if same else "edited"), ""
        if not self.choice.replace:
            imported = attributes.get("imported", "")
            if imported and not there.body_hash.startswith(imported):
                return (
                    "skipped",
                    "was edited in the study since it came in; --replace puts the file's text in its place",
                )
            if _overlap(there.body, draft.body) < SAME:
                reason = (
                    f"holds another text than the transcript {draft.id!r}; give it an --id, or --replace it"
                )
                return "failed", reason
            before, after = set(there.participants), set(draft.participants)
            if before - after and after - before and not self.choice.wishes.declared:
                return (
                    "skipped",
                    "has other speakers than the transcript has; say --speaker again, or --replace",
                )
        return "edited", ""

    def _own(self, path: Path, data: bytes) -> ImportResult:
        """A transcript in our own form."""
        data = data.removeprefix(BOM_UTF8)
        transcript = parse_transcript(read_text(path, place=path.name), path.name)
        faults = speaker_faults([transcript], [Participant(who) for who in transcript.participants])
        if faults:
            raise FaultsFound(faults)
        counts = Counter(turn.speaker for turn in transcript.turns if turn.speaker)
        words = sum(len(transcript.body[turn.start : turn.end].split()) for turn in transcript.turns)
        shown = ImportResult(
            str(path), "imported", transcript.id, "txt", "canonical", "utf-8", len(transcript.turns), words
        )
        shown = replace(shown, speakers=counts, participants=transcript.participants)
        if not words:
            return replace(shown, status="skipped", reason="holds no words")
        _, target, _, _ = self._present(transcript.id)
        status, reason = self._own_against(path, target, transcript, data)
        staged = self._stage(transcript.id, data.decode("utf-8")) if status in WRITTEN else None
        return replace(
            shown, status=status, reason=reason, target=target, staged=staged, before=_digest(target)
        )

    def _own_against(
        self, path: Path, target: Path, own: Transcript, data: bytes
    ) -> tuple[ImportStatus, str]:
        """What is to be done with a transcript in our own form, given what the study has."""
        taken = self._taken(own.id, path)
        if taken:
            return "failed", taken
        if own.id.casefold() not in self.register.heads:
            return self._new(path, target)
        there = read_bytes(target, place=target.name)
        if there == data:
            return "unchanged", ""
        body = parse_transcript(there.decode("utf-8", "replace"), target.name).body
        if not self.choice.replace and _overlap(body, own.body) < SAME:
            return (
                "failed",
                f"holds another text than the transcript {own.id!r}; --replace it, or mend its id",
            )
        imported = self.register.heads[own.id.casefold()][1].get("imported", "")
        if not self.choice.replace and imported and not body_hash(body).startswith(imported):
            return "skipped", "was edited in the study since it came in; --replace puts this one in its place"
        return "edited", ""

    def _taken(self, own: str, path: Path) -> str:
        """Why an id cannot be given, where another file of this import has it already; "" where it can."""
        other = self.register.taken.get(own.casefold())
        if other is None:
            self.register.taken[own.casefold()] = path.name
            return ""
        return f"would get the id {own!r}, which {other} has already; import it alone with --id"

    def _stage(self, own: str, text: str) -> Path | None:
        if not self.staging:
            return None
        path = private_folder(staging_of(self.study.folder)) / f"{own}.txt"
        write_text(path, text, durable=False)  # the file it came from is still there
        return path


def _sentence(error: FaultsFound, path: Path) -> str:
    fault = error.faults[0]
    place = fault.place.removeprefix(path.name).strip(": ")
    where = f"{place}: " if place and place != str(path) else ""
    return f"{where}{fault.problem}; {fault.remedy}"


def _shown(path: Path, document: Document, draft: TranscriptDraft) -> ImportResult:
    return ImportResult(
        path=str(path),
        status="imported",
        id=draft.id,
        format=document.format,
        preset=draft.preset,
        encoding=document.encoding,
        turns=draft.turns,
        words=draft.words,
        timed=draft.timed,
        speakers=draft.speakers,
        participants=draft.participants,
        warnings=draft.warnings,
    )


def _overlap(one: str, other: str) -> float:
    """The share of the shorter text's runs of words that the other has as well."""
    a, b = _runs(one), _runs(other)
    shorter = min(a.total(), b.total())
    return (a & b).total() / shorter if shorter else 1.0


def _runs(text: str) -> Counter[tuple[str, ...]]:
    """All runs of `RUN` words: two interviews share words, but hardly any run of them."""
    words = text.split()
    return Counter(zip(*(words[start:] for start in range(RUN)), strict=False))


# --- doing it -----------------------------------------------------------------------------


def commit(study: Texts, incoming: Sequence[ImportResult], people: Iterable[str] = ()) -> None:
    """Put what was staged in its place, each file whole or not at all, and give new speakers a row.

    Their rows come first: a speaker without a row is a fault of the study, a row without words is none.
    Raises `QualcodeError` where a transcript was changed since it was read here; then nothing was done.
    """
    folder = study.folder / study.settings.transcripts
    with changing(study.folder):
        _refuse_changed(incoming)
        folder.mkdir(parents=True, exist_ok=True)
        add_rows(study, people)
        for entry in incoming:
            if entry.staged is not None and entry.target is not None:
                _move(entry.staged, entry.target)
        sync_folder(folder)
    discard(study.folder)


def _refuse_changed(incoming: Iterable[ImportResult]) -> None:
    """Refuse to put a text in the place of one that nobody has seen: another import was quicker."""
    faults = [
        Fault(entry.target.name, "was changed by somebody else meanwhile", "import it once more")
        for entry in incoming
        if entry.target is not None
        and entry.staged is not None
        and _digest(entry.target) not in (entry.before, _digest(entry.staged))
    ]
    if faults:
        raise FaultsFound(faults)


def _digest(path: Path) -> str:
    """The SHA-256 of a file; "" where there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _move(staged: Path, target: Path) -> None:
    try:
        staged.replace(target)
        keep(str(target))
    except OSError:  # the transcripts lie on another disk; or a sentence says why it cannot be
        with replacing(target) as stream:
            stream.write(staged.read_bytes())


def staging_of(folder: Path) -> Path:
    """Where this process stages: two imports at once leave each other's files alone."""
    return folder / STAGED / str(os.getpid())


def _lives(process: str) -> bool:
    """Whether the process of that number still runs (where it cannot be told, it does)."""
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except OSError:
        return True
    return True


def discard(folder: Path) -> None:
    """Take away what this process staged, and what one that was killed left behind."""
    shutil.rmtree(staging_of(folder), ignore_errors=True)
    with contextlib.suppress(OSError):
        for left in (folder / STAGED).iterdir():
            if not _lives(left.name):
                shutil.rmtree(left) if left.is_dir() else left.unlink()
        (folder / STAGED).rmdir()


FileTracker = Callable[[Sequence[Path], str], Iterable[Path]]


def planned(
    study: Texts, paths: Sequence[Path], choice: ImportOptions, *, staging: bool, track: FileTracker
) -> list[ImportResult]:
    """What comes of all files; nothing in the study's transcripts is changed yet.

    Raises `FaultsFound` where `--id` is given for several files.
    """
    files = files_in(paths, study.folder)
    if choice.id and len(files) > 1:
        refuse("--id", f"is for one file, and there are {len(files)}", "import that file alone")
    planner = Planner(study, choice, staging)
    return [entry for path in track(files, "Reading") for entry in planner.read(path)]
