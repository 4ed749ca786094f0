"""Every key of the screen, what it does and what the help says about it: the only list of them."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """What keys do.

    `keys` are Textual's names; `shown` is how the help and the line of keys write them; `action` is a
    method of the app with its arguments; `brief` is its word in the line of keys, "" where it isn't there.
    """

    group: str
    shown: str
    keys: tuple[str, ...]
    action: str
    words: str
    brief: str = ""


CODES = "Code"
MOVE, EXTEND, DECIDE, RULES, GO, SHOW = (
    "Move", "Select more or less", "The coding under the cursor", "Suggestions", "Go to", "The screen",
)  # fmt: skip

COMMANDS: tuple[Command, ...] = (
    Command(CODES, "c", ("c",), "pick", "pick a code by typing part of its name", "by name"),
    Command(CODES, "i", ("i",), "about", "read all about the code under the cursor"),
    Command(CODES, "u  ctrl+z", ("u", "ctrl+z"), "desk('undo')", "undo, as often as you like", "undo"),
    Command(CODES, "U  ctrl+y", ("U", "ctrl+y"), "desk('redo')", "redo"),
    Command(CODES, "d", ("d",), "desk('done')", "mark the transcript done, or open it again"),
    Command(CODES, "!", ("!",), "desk('retry')", "try once more to save what could not be saved"),
    Command(MOVE, "↓ ↑  j k", ("down", "j"), "move('sentence', 1)", "next, previous sentence"),
    Command(MOVE, "", ("up", "k"), "move('sentence', -1)", ""),
    Command(MOVE, "→ ←  l h", ("right", "l"), "move('word', 1)", "next, previous word"),
    Command(MOVE, "", ("left", "h"), "move('word', -1)", ""),
    Command(MOVE, "] [", ("]",), "move('turn', 1)", "next, previous turn"),
    Command(MOVE, "", ("[",), "move('turn', -1)", ""),
    Command(MOVE, "ctrl+↓ ctrl+↑", ("ctrl+down",), "move('paragraph', 1)", "next, previous paragraph"),
    Command(MOVE, "", ("ctrl+up",), "move('paragraph', -1)", ""),
    Command(MOVE, "PgDn PgUp", ("pagedown",), "leaf(1)", "turn a page; the selection stays"),
    Command(MOVE, "", ("pageup",), "leaf(-1)", ""),
    Command(MOVE, "Enter", ("enter",), "here", "back to the selection"),
    Command(EXTEND, "shift+→ ←  L H", ("shift+right", "L"), "extend('word', 1)", "by a word"),
    Command(EXTEND, "", ("shift+left", "H"), "extend('word', -1)", ""),
    Command(EXTEND, "shift+↓ ↑  J K", ("shift+down", "J"), "extend('sentence', 1)", "by a sentence"),
    Command(EXTEND, "", ("shift+up", "K"), "extend('sentence', -1)", ""),
    Command(EXTEND, "} {  shift+PgDn PgUp", ("}", "shift+pagedown"), "extend('turn', 1)", "by a turn"),
    Command(EXTEND, "", ("{", "shift+pageup"), "extend('turn', -1)", ""),
    Command(EXTEND, "w", ("w",), "word", "its first word only"),
    Command(EXTEND, "s P S", ("s",), "select('sentence')", "up to whole sentences, paragraphs, turns"),
    Command(EXTEND, "", ("P",), "select('paragraph')", ""),
    Command(EXTEND, "", ("S",), "select('turn')", ""),
    Command(DECIDE, "Tab  shift+Tab", ("tab",), "cycle(1)", "the next, the previous one under the selection"),
    Command(DECIDE, "", ("shift+tab",), "cycle(-1)", ""),
    Command(DECIDE, "+ = -", ("+",), "direct('+')", "direction +, ±, −; once more takes it away"),
    Command(DECIDE, "", ("=",), "direct('±')", ""),
    Command(DECIDE, "", ("-",), "direct('-')", ""),
    Command(DECIDE, "m", ("m",), "memo", "write a memo", "memo"),
    Command(DECIDE, "x  Del", ("x", "delete"), "desk('remove')", "remove it", "remove"),
    Command(RULES, "n p", ("n",), "suggestion(1)", "next, previous suggestion", "suggestion"),
    Command(RULES, "", ("p",), "suggestion(-1)", ""),
    Command(RULES, "a  A", ("a",), "desk('accept')", "accept it; all of this turn", "accept"),
    Command(RULES, "", ("A",), "desk('accept_turn')", ""),
    Command(RULES, "r  R", ("r",), "desk('reject')", "reject it; all of this turn", "reject"),
    Command(RULES, "", ("R",), "desk('reject_turn')", ""),
    Command(GO, "o", ("o",), "open", "open another transcript", "open"),
    Command(GO, ".  ,", (".",), "uncoded(1)", "next, previous passage without a code", "uncoded"),
    Command(GO, "", ("comma",), "uncoded(-1)", ""),
    Command(GO, "v  V", ("v",), "coding(1)", "next, previous coding"),
    Command(GO, "", ("V",), "coding(-1)", ""),
    Command(GO, "/  >  <", ("/",), "find", "find words; the next, the previous place", "find"),
    Command(GO, "", (">",), "again(1)", ""),
    Command(GO, "", ("<",), "again(-1)", ""),
    Command(GO, "g", ("g",), "jump", "jump: I04, I04 350, 350, 50%, turn 12"),
    Command(GO, "Home End", ("home",), "place('0%')", "first, last sentence"),
    Command(GO, "", ("end",), "place('100%')", ""),
    Command(SHOW, "?  F1", ("?", "f1"), "help", "these pages", "help"),
    Command(SHOW, "F2  F3", ("f2",), "pane('transcripts')", "show or hide transcripts, codebook"),
    Command(SHOW, "", ("f3",), "pane('codebook')", ""),
    Command(SHOW, "F4", ("f4",), "theme", "light or dark"),
    Command(SHOW, "q  ctrl+q", ("q", "ctrl+q"), "leave", "quit; every decision is saved already", "quit"),
)

LINE = ("?", "c", "u", "n", "a", "r", "q", "m", "x", "o", ".", "/")
"""The keys of the last line; those in front are there in the narrowest terminal."""


def grouped() -> dict[str, list[Command]]:
    """The commands that the help names, by group."""
    groups: dict[str, list[Command]] = {}
    for command in COMMANDS:
        if command.words:
            groups.setdefault(command.group, []).append(command)
    return groups
