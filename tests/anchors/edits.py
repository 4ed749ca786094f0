"""Edits of a text whose every word is tracked, so that it is known where each coding belongs.

A text is a list of pieces (words and what stands between them); a piece remembers which piece of the
old text it is, also after its spelling was changed. What is typed anew, or copied, is nobody's
(`truth` says what should come of a coding).
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

NEW = ["they", "asked", "about", "the", "harbour", "again", "and", "we", "had", "nothing", "to", "add"]
_PIECE = re.compile(r"\w+|\n\n|[^\w]")


@dataclass(frozen=True)
class Piece:
    """A word or a sign; `origin` is its number in the old text, None for what is new.

    `copied` is the number of the piece that it is a copy of.
    """

    text: str
    origin: int | None = None
    changed: bool = False
    copied: int | None = None

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()


Text = list[Piece]
Edit = Callable[[Text, random.Random], Text]


def pieces(text: str) -> Text:
    return [Piece(match[0], number) for number, match in enumerate(_PIECE.finditer(text))]


def body(text: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in text)


def offsets(text: Sequence[Piece]) -> list[int]:
    """Where each piece starts, and the end."""
    return [0, *accumulate(len(piece.text) for piece in text)]


def paragraphs(text: Sequence[Piece]) -> list[Text]:
    found: list[Text] = [[]]
    for piece in text:
        if piece.text == "\n\n":
            found.append([])
        else:
            found[-1].append(piece)
    return found


def joined(parts: Sequence[Text]) -> Text:
    made: Text = []
    for number, part in enumerate(parts):
        made += [Piece("\n\n")] * bool(number) + list(part)
    return made


def invented(rng: random.Random, words: int, speaker: str = "") -> Text:
    chosen = [rng.choice(NEW) for _ in range(words)]
    return [Piece(match[0]) for match in _PIECE.finditer(speaker + " ".join(chosen) + ".")]


# --- the edits ----------------------------------------------------------------------------


def typos_fixed(text: Text, rng: random.Random) -> Text:
    """Every twentieth word of four letters and more is spelled anew."""

    def spelled(piece: Piece) -> Piece:
        if not piece.is_word or len(piece.text) < 4 or rng.random() > 0.05:
            return piece
        place = rng.randrange(1, len(piece.text) - 1)
        letters = piece.text
        changed = rng.choice([
            letters[:place] + letters[place + 1 :],
            letters[:place] + letters[place] + letters[place:],
            letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :],
        ])  # fmt: skip
        return replace(piece, text=changed, changed=changed != letters)

    return [spelled(piece) for piece in text]


def names_replaced(text: Text, rng: random.Random) -> Text:
    """Three names (words with a capital) get pseudonyms, wherever they stand."""
    names = sorted({p.text for p in text if p.is_word and p.text[0].isupper() and len(p.text) > 3})
    chosen = {name: f"PERSON{n}" for n, name in enumerate(rng.sample(names, min(3, len(names))))}
    return [replace(p, text=chosen[p.text], changed=True) if p.text in chosen else p for p in text]


def paragraph_inserted(text: Text, rng: random.Random) -> Text:
    parts = paragraphs(text)
    parts.insert(rng.randint(0, len(parts)), invented(rng, rng.randint(3, 80), "P01: "))
    return joined(parts)


def words_inserted(text: Text, rng: random.Random) -> Text:
    """A few words between two others, five times."""
    made = list(text)
    for _ in range(5):
        places = [n for n, piece in enumerate(made) if piece.text == " "]
        place = rng.choice(places) if places else 0
        made[place:place] = [Piece(" "), *invented(rng, rng.randint(1, 3))[:-1]]
    return made


def words_deleted(text: Text, rng: random.Random) -> Text:
    """One to five words in a row go, five times."""
    made = list(text)
    for _ in range(5):
        place = rng.choice([n for n, piece in enumerate(made) if piece.is_word] or [0])
        gone = made[place : place + 2 * rng.randint(1, 5)]
        made[place : place + len(gone)] = [piece for piece in gone if piece.text == "\n\n"]
    return made


def turns_swapped(text: Text, rng: random.Random) -> Text:
    parts = paragraphs(text)
    one, other = rng.randrange(len(parts)), rng.randrange(len(parts))
    parts[one], parts[other] = parts[other], parts[one]
    return joined(parts)


def neighbours_swapped(text: Text, rng: random.Random) -> Text:
    parts = paragraphs(text)
    one = rng.randrange(max(1, len(parts) - 1))
    parts[one : one + 2] = reversed(parts[one : one + 2])
    return joined(parts)


def page_deleted(text: Text, rng: random.Random) -> Text:
    parts = paragraphs(text)
    length = min(rng.randint(2, 8), len(parts) - 1)
    start = rng.randint(0, len(parts) - length)
    return joined(parts[:start] + parts[start + length :])


def paragraph_copied(text: Text, rng: random.Random) -> Text:
    """To some other place: right beside its original, nobody could say which is the copy."""
    parts = paragraphs(text)
    number = rng.randrange(len(parts))
    places = [place for place in range(len(parts) + 1) if place not in (number, number + 1)]
    if places:
        parts.insert(rng.choice(places), [Piece(p.text, copied=p.origin) for p in parts[number]])
    return joined(parts)


def sentence_deleted(text: Text, rng: random.Random) -> Text:
    ends = [0, *(n + 1 for n, piece in enumerate(text) if piece.text in ".?!")]
    one = rng.randrange(max(1, len(ends) - 1))
    start, end = ends[one], ends[min(one + 1, len(ends) - 1)]
    return text[:start] + [p for p in text[start:end] if p.text == "\n\n"] + text[end:]


def turn_split(text: Text, rng: random.Random) -> Text:
    """Another speaker is put into a turn, three times."""
    made = list(text)
    for _ in range(3):
        ends = [n for n, piece in enumerate(made[:-1]) if piece.text in ".?!" and made[n + 1].text == " "]
        if ends:
            place = rng.choice(ends)
            made[place + 1 : place + 2] = [Piece("\n\n"), Piece("INT"), Piece(":"), Piece(" ")]
    return made


def rewrapped(text: Text, rng: random.Random) -> Text:
    return [replace(p, text="\n") if p.text == " " and rng.random() < 0.1 else p for p in text]


def typography(text: Text, rng: random.Random) -> Text:
    del rng
    straight = str.maketrans("’‘“”—", "''\"\"-")
    return [replace(piece, text=piece.text.translate(straight)) for piece in text]


EDITS: dict[str, Edit] = {
    "typos fixed": typos_fixed,
    "names replaced": names_replaced,
    "a paragraph inserted": paragraph_inserted,
    "words inserted": words_inserted,
    "words deleted": words_deleted,
    "two turns swapped": turns_swapped,
    "neighbours swapped": neighbours_swapped,
    "a page deleted": page_deleted,
    "a paragraph copied": paragraph_copied,
    "a sentence deleted": sentence_deleted,
    "turns split": turn_split,
    "lines re-wrapped": rewrapped,
    "quotation marks": typography,
}
