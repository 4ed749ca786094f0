"""The talk of the corpus: dialogues that were written for it, and talk put together from sentences.

All of it is invented: nobody said any of it, and nobody is quoted.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
TOPIC = (
    "One thing: it was never about the money.",
    "Look: nobody makes a fuss about that now.",
    "Another example: the stairs.",
    "Anyway.",
)


class Turn(NamedTuple):
    """Who speaks ("" for nobody), what they say (a blank line parts paragraphs), and at which second."""

    who: str
    text: str
    at: float | None = None

    @property
    def paragraphs(self) -> list[str]:
        return self.text.split("\n\n")

    @property
    def start(self) -> float:
        return self.at or 0

    @property
    def line(self) -> str:
        return " ".join(self.paragraphs)


Talk = Sequence[Turn]


@cache
def sections(file: str) -> dict[str, list[str]]:
    """The lines of a data file by the name of the section, `== name`, that they stand in."""
    found: dict[str, list[str]] = {}
    for line in (HERE / file).read_text("utf-8").splitlines():
        if line.startswith("== "):
            found[line[3:]] = []
        elif found:
            found[list(found)[-1]] += line.split(" / ")
    return found


def dialogue(name: str, start: int = 0, end: int | None = None, /, **names: str) -> list[Turn]:
    """A dialogue by its name, or some of its turns; `names` gives a role (I, P) a name."""
    turns = []
    for line in sections("dialogues.txt")[name][start:end]:
        head, text = line.split("| ", 1)
        who, _, at = head.strip().partition(" @")
        turns.append(Turn(names.get(who, who), text.replace(" // ", "\n\n"), float(at) if at else None))
    return turns


class Speaker:
    """Puts together questions and answers; the same for the same seed."""

    def __init__(self, seed: int, language: str = "en") -> None:
        self.random = random.Random(seed)  # noqa: S311 - the same every time
        self.language = language
        self.bags: dict[str, list[str]] = {}

    def _pick(self, kind: str) -> str:
        """A sentence that has not come yet, its slots filled."""
        pool = sections("parts.txt")[f"{kind} {self.language}"]
        bag = self.bags.setdefault(kind, [])
        bag += self.random.sample(pool, len(pool)) if not bag else []
        text = bag.pop()
        for name, values in sections("parts.txt").items():
            if name.startswith("slot "):
                text = self._fill(text, name.removeprefix("slot "), values)
        return text

    def _fill(self, text: str, slot: str, values: Sequence[str]) -> str:
        for form in (f"{{{slot}}}", f"{{{slot}^}}"):
            while form in text:
                value = self.random.choice(values)
                text = text.replace(form, value[0].upper() + value[1:] if "^" in form else value, 1)
        return text

    def asks(self) -> str:
        return self._pick("ask")

    def says(self, low: int = 2, high: int = 6) -> str:
        return " ".join(self._pick("say") for _ in range(self.random.randint(low, high)))


def pair(
    seed: int, ask: str, tell: str, n: int = 9, language: str = "en", *, paras: bool = False
) -> list[Turn]:
    """An interview of two people; `paras`: some answers have two paragraphs."""
    speaker, turns = Speaker(seed, language), []
    for number in range(n):
        turns.append(Turn(ask, speaker.asks()))
        text = speaker.says()
        if paras and number % 3 == 1:
            text += f"\n\n{TOPIC[number // 3 % 4]} {speaker.says(1, 3)}"
        turns.append(Turn(tell, text))
    return turns


def group(seed: int, ask: str, names: Sequence[str], n: int = 22) -> list[Turn]:
    """A group: somebody asks now and then, everybody speaks, nobody twice in a row."""
    speaker, turns, queue = Speaker(seed), list[Turn](), list(names)
    for number in range(n):
        if number % 5 == 0:
            turns.append(Turn(ask, speaker.asks()))
            continue
        queue = queue or speaker.random.sample(names, len(names))
        who = queue.pop(0)
        if turns[-1].who == who and queue:
            queue.append(who)
            who = queue.pop(0)
        turns.append(Turn(who, speaker.says(1, 4)))
    return turns


def timed(talk: Talk, start: int = 3) -> list[Turn]:
    """The talk with the second of every turn, at a speaker's usual pace."""
    at, turns = start, []
    for turn in talk:
        turns.append(turn._replace(at=at))
        at += max(2, len(turn.text.split()) * 2 // 5) + 1
    return turns


def nobody(talk: Talk) -> list[Turn]:
    """The talk without its speakers and times."""
    return [Turn("", turn.text) for turn in talk]


def pieces(text: str, size: int) -> list[str]:
    """Cues of about so many words, cut without regard to sentences."""
    words = text.split()
    return [" ".join(words[at : at + size]) for at in range(0, len(words), size)]


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?!…”]) (?=[A-Z“])", text)


def stamp(seconds: float, style: str) -> str:
    """A time as programs write it."""
    hours, minutes, rest = int(seconds // 3600), int(seconds % 3600 // 60), seconds % 60
    forms = {
        "m:ss": f"{hours}:{minutes:02}:{int(rest):02}" if hours else f"{minutes}:{int(rest):02}",
        "mm:ss": f"{int(seconds // 60):02}:{int(rest):02}",
        "hh:mm:ss": f"{hours:02}:{minutes:02}:{int(rest):02}",
        "hh:mm:ss.mmm": f"{hours:02}:{minutes:02}:{rest:06.3f}",
        "hh:mm:ss,mmm": f"{hours:02}:{minutes:02}:{rest:06.3f}".replace(".", ","),
        "mm:ss.mmm": f"{int(seconds // 60):02}:{rest:06.3f}",
        "h:m:s": f"{hours}:{minutes}:{rest:.2f}".replace(".00", ".0"),
        "h:mm:ss.t": f"{hours}:{minutes:02}:{rest:04.1f}",
    }
    return forms[style]


def told(talk: Talk, form: str = "{who}: {text}", gap: str = "\n\n") -> str:
    """The talk as text, a turn as `form` has it: who, text, line, and the time as ms, hms, hm or m_ss."""
    return gap.join(
        form.format(
            who=turn.who,
            text=turn.text,
            line=turn.line,
            ms=stamp(turn.start, "mm:ss"),
            hms=stamp(turn.start, "hh:mm:ss"),
            hm=stamp(turn.start, "hh:mm:ss")[:5],
            m_ss=stamp(turn.start, "m:ss"),
        )
        for turn in talk
    )
