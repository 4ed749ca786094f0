"""The decimal thresholds of relocation, in one place, each with what it decides and what it was tuned on.

All of them were chosen by hand on edits in which every word is tracked (`tests/anchors/edits.py`, over the
sample study): first that no coding comes to lie on other words, then that as many as possible of those
whose words survive are found. `python -m benchmarks relocation` counts both; none is a figure from
elsewhere, and no other texts were looked at. The cases named are those of `tests/anchors/test_relocation.py`.

A *fit* of one side of the context goes from 0 to 1, of both sides from 0 to 2; a *share* is how much of a
quote's words was kept, from 0 to 1.
"""

from __future__ import annotations

# --- how well a context fits --------------------------------------------------------------

AT_THE_END = 0.3
"""The fit of a side on which both stand at an end of the text, which alone is little.
Tuned on: the first and the last words of a text."""
NEAREST_WORD = 0.1
"""What each of the six nearest words adds to a rank; all of them as much as a third of a side.
Tuned on: short answers that stand twice in a passage."""
SAME_WORD = 0.7
"""Two words are one, misspelt: a letter more, less, other or exchanged in a word of four.
Tuned on: typos in a coded word; `harbour` is not `about`."""

# --- the very words: which of their places ------------------------------------------------

CLEARLY_BETTER = 0.2
"""So much must the best place's rank be above the next one's.
Tuned on: equal twins in other contexts; short answers put in beside each other."""
FAIR = 0.45
"""A side that fits so well can bear a place alone, where no occurrence was lost.
Tuned on: one context replaced."""
SOME = 0.2
"""Less of a side is as good as nothing of it.
Tuned on: a rare word typed somewhere else after it was deleted here."""
SOME_OF_BOTH = 1.5 * SOME
"""The same for both sides of few words that stood once and stand once."""
AFTER_A_LOSS = 0.8
"""Both sides, where an occurrence was lost: which of the twins is it that is left?
Tuned on: the same words elsewhere after a deletion."""
EQUAL_TWINS = 1.6
"""Both sides, where twins keep their order: all of them as good as intact.
Tuned on: twins in equal contexts."""
AS_GOOD = 0.05
"""Ranks that differ by less are as good as equal."""
INTACT = 0.85
"""Each side of a passage that was copied, of which the original has all but a correction.
Tuned on: a paragraph copied with all its context."""
MORE = 0.1
"""A lost side fits another place better by more than this: then the best place is contested.
Tuned on: two turns that changed places."""
CORRECTED_SIDE = 0.3
"""A side next to which a word or two were corrected holds an end of a coding over several turns."""

# --- changed words: how many, and in which context ----------------------------------------

CONTEXT_OVER_WORDS = 0.3
"""So much better must the context fit changed words than the same words elsewhere.
Tuned on: a phrase that was corrected in one place and stands in another."""
RIVAL = 0.35
"""A share that makes of other words a rival, or of a copy the original; with both sides well held it is
enough for a place. Tuned on: a changed sentence that was copied."""
RIVAL_MARGIN = 0.3
"""So much stronger must a guess be than a rival."""
LIKELY = 0.25
"""A share that is worth showing to a person, and makes a coding ambiguous and not orphaned."""
WELL_HELD = 0.4
"""Either side fits so well: then few of the words must be left."""
MOST = 0.5
"""A share of the words, where both sides fit a little (`SOME`); and the fit of the one side that is left.
Tuned on: one side of a changed coding may be lost."""
NEARLY_ALL = 0.75
"""A share of the words, where one side of the context is lost."""
ALL_BUT_A_WORD = 0.9
"""A share of the words, where much was put in between them. Tuned on: a page put into a coded sentence."""
