"""Disagreements one after the other, and deciding them: the adjudication screen without the screen."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.errors import QualcodeError
from qualcode.journal import Verdict
from qualcode.model import Codebook
from qualcode.study.adjudication import Adjudication
from qualcode.study.disputes import DisputeRecord, TranscriptDisputes


class AdjudicationDesk:
    """The disagreements of one transcript, the cursor on one of them.

    Decisions return what is to be said of them; they raise `QualcodeError` where nothing was decided.
    """

    def __init__(self, work: Adjudication, transcript: str = "") -> None:
        self.work = work
        names = work.disputes.transcripts
        if not names:
            raise QualcodeError(
                "no transcript was finished by two coders yet; mark them with `qualcode done`"
            )
        unsettled = [name for name in names if work.disputes.of(name).state != "settled"]
        self._name = transcript or (unsettled or list(names))[0]
        self._at = ("", 0)
        self._go(0)
        self.to_open(1)

    # --- where we are ---------------------------------------------------------------------

    @property
    def disputed(self) -> TranscriptDisputes:
        """The transcript's disputes."""
        return self.work.disputes.of(self._name)

    @property
    def codebook(self) -> Codebook:
        """The study's codebook."""
        return self.work.codebook

    @property
    def items(self) -> tuple[DisputeRecord, ...]:
        """What needs a decision, or has one."""
        return tuple(item for item in self.disputed.items if item.found.is_open or item.verdict)

    @property
    def number(self) -> int:
        """Where the cursor is, from 0: on the item it was put on, or on what took its place."""
        items = self.items
        name, at = self._at
        known = next((n for n, item in enumerate(items) if item.found.id == name), None)
        return known if known is not None else max(min(at, len(items) - 1), 0)

    @property
    def item(self) -> DisputeRecord | None:
        """The disagreement under the cursor; None where there is none at all."""
        items = self.items
        return items[self.number] if items else None

    @property
    def unit(self) -> tuple[DisputeRecord, ...]:
        """All of the unit that the cursor is in."""
        item = self.item
        return tuple(each for each in self.items if item and each.found.place == item.found.place)

    @property
    def columns(self) -> list[tuple[str, str]]:
        """What the coders are called here, and who they are; in the order in which they are shown."""
        item = self.item
        if item is None:
            return []
        return sorted((called, coder) for coder, called in self.work.names(item.found).items())

    def verdict(self, verdict: Verdict) -> str:
        """What was decided, by whom and why; nobody is named whose name is hidden."""
        names = self.work.called(verdict.transcript, verdict.anchor().start, verdict.between)
        took = f" as {names.get(verdict.took, verdict.took)} has it" if verdict.took else ""
        why = f": {verdict.reason}" if verdict.reason else ""
        return f"{verdict.verdict} {verdict.direction}".strip() + f"{took}, by {verdict.by}{why}"

    # --- moving ---------------------------------------------------------------------------

    def _go(self, number: int) -> None:
        items = self.items
        self._at = (items[number].found.id, number) if items else ("", 0)

    def move(self, step: int) -> bool:
        """Go to the next or the previous disagreement; whether there was one."""
        wanted = self.number + step
        if not 0 <= wanted < len(self.items):
            return False
        self._go(wanted)
        return True

    def to_open(self, step: int) -> bool:
        """Go to the next or the previous one that is open, from here round the end; whether there was one."""
        items = self.items
        around = [(self.number + step * n) % len(items) for n in range(len(items))] if items else []
        found = next((n for n in around if items[n].is_open), None)
        if found is not None:
            self._go(found)
        return found is not None

    def next_open(self, step: int) -> bool:
        """The same, but not the one we are on."""
        items, here = self.items, self.number
        around = [(here + step * n) % len(items) for n in range(1, len(items))]
        found = next((n for n in around if items[n].is_open), None)
        if found is not None:
            self._go(found)
        return found is not None

    def open(self, transcript: str) -> str:
        """Go to another transcript; raises `FaultsFound` for one that is none of these."""
        self.work.disputes.of(transcript)
        self._name = transcript
        self._go(0)
        self.to_open(1)
        return f"{transcript} is open."

    def turn(self, step: int) -> bool:
        """Go to the next or the previous transcript; whether there was one."""
        names = self.work.disputes.transcripts
        wanted = names.index(self._name) + step
        if not 0 <= wanted < len(names):
            return False
        self.open(names[wanted])
        return True

    def refresh(self) -> bool:
        """Take in what others wrote; whether that was anything."""
        return self.work.refresh()

    # --- deciding -------------------------------------------------------------------------

    def taken(self, number: int, *, whole: bool) -> str:
        """In words what it would be to take the version of column `number` (from 1); raises for none."""
        columns = self.columns
        if not columns:
            raise QualcodeError("there is nothing to decide here")
        if not 1 <= number <= len(columns):
            raise QualcodeError(f"there are {len(columns)} coders: press 1 to {len(columns)}")
        called = columns[number - 1][0]
        return f"{called}’s version of the unit" if whole else f"{called}’s version"

    def take(self, number: int, reason: str, *, whole: bool) -> str:
        """Decide that it is as that column's coder has it; with `whole`, all that is open of the unit."""
        words = self.taken(number, whole=whole)
        items = [item for item in self.unit if item.is_open] if whole else self._one()
        if not items:
            raise QualcodeError("nothing is open in this unit")
        return self._decided(self.work.take(items, self.columns[number - 1][0], reason), words)

    def code(self, *, coded: bool, direction: str, reason: str) -> str:
        """Decide that the code is right there, or that it is not."""
        new = self.work.code(self._one(), coded=coded, direction=direction, reason=reason)
        return self._decided(new, "coded" if coded else "not coded")

    def add(self, code: str, reason: str) -> str:
        """Decide that a code which nobody gave is right in this unit."""
        unit = self._one()[0].found.unit
        new = self.work.code_span(self._name, (unit.start, unit.end), code, reason=reason)
        return self._decided(new, f"{self.codebook[code].name} is right here")

    @property
    def directions(self) -> tuple[str, ...]:
        """The directions that coders gave here, if they differ."""
        item = self.item
        told = dict.fromkeys(said.direction for said in item.found.said if said.given) if item else {}
        return tuple(told) if len(told) > 1 else ()

    def _one(self) -> list[DisputeRecord]:
        item = self.item
        if item is None:
            raise QualcodeError("there is nothing to decide here")
        return [item]

    def _decided(self, new: Sequence[str], words: str) -> str:
        if not new:
            return f"It was decided so already: {words}."
        more = self.to_open(1)
        left = len(self.disputed.open)
        after = f"{left} open here." if more else "Nothing is open here: d settles the transcript."
        several = f" ({len(new)} decisions)" if len(new) > 1 else ""
        return f"Saved: {words}{several}. {after}"

    def take_back(self) -> str:
        """Take back what was decided on the disagreement under the cursor."""
        if not self.work.take_back(self._one()):
            raise QualcodeError("nothing was decided here")
        return "Saved: taken back."

    def undo(self) -> str:
        """Take the last decision back, whatever it was about."""
        return self._told(self.work.undo(), "undone")

    def redo(self) -> str:
        """Bring again what was undone last."""
        return self._told(self.work.redo(), "redone")

    def _told(self, words: Sequence[str], what: str) -> str:
        if not words:
            raise QualcodeError(f"there is nothing to be {what}")
        return f"Saved: {what}. {len(self.disputed.open)} open here."

    def settle(self) -> str:
        """Settle the transcript, or, where it is settled, open it again."""
        if self.disputed.state == "settled":
            self.work.reopen([self._name])
            return f"Saved: {self._name} is open again."
        self.work.settle([self._name])
        return f"Saved: {self._name} is settled, and counts as the consensus."
