"""Where a sentence may end: the marks of all scripts, with what closes a sentence behind them.

`END` finds candidates in time that is linear in the text: every repetition in it is possessive or bounded.
Which of its groups matched says what kind of place it is.
"""

from __future__ import annotations

import re

STOPS = ".?!…‽؟۔।॥։።፧"
_WIDE = "。！？｡"  # these need no blank behind them
CLOSING = "\"'”’»“‘«)\\]}"
_BLANK = r"[^\S\n]"
_LOWER, _UPPER = "a-zß-öø-ÿ", "A-ZÀ-ÖØ-Þ"
_NO_MORE = rf"(?!\s+[{_LOWER}])"  # `[The ministry] never called.` is no note
_NOTE = (
    rf"\[{{1,2}}(?:[a-z][^\[\]\n]{{0,60}}\]{{1,2}}|[^\[\]\n]{{1,60}}\]{{1,2}}{_NO_MORE})"
    rf"|\({{1,2}}(?:[a-z][^()\n]{{0,60}}\){{1,2}}|[^\W_][^()\n]{{0,60}}[^()\n.?!…]\){{1,2}}{_NO_MORE})"
)
_EMOJI = "[\u2600-\u27bf\u2b50\u2b55\ufe0f\u200d\U0001f000-\U0001faff]+"
MARKER = rf"{_BLANK}{{0,20}}(?:[-•*▪◦‣·]|\d{{1,2}}[.)]){_BLANK}"
END = re.compile(
    rf"[{STOPS}{_WIDE};\n—–-](?:"
    # an ordinary word, its mark, and a capital behind one blank: most places are like this
    r"(?P<plain>(?<=[a-z][a-z][a-z][.?!])(?=\s[A-Z]))"
    # any other mark before a blank, with what closes
    rf"|(?P<stop>(?<=[{STOPS}])(?P<more>[{STOPS}{CLOSING}]{{0,24}}+(?:{_BLANK}»(?!\w))?+)"
    rf"(?:{_BLANK}*+(?:{_NOTE}|{_EMOJI})){{0,8}}+(?=\s))"
    # `done.Then`
    rf"|(?P<glued>(?<=[{_LOWER}][{_LOWER}][.?!…])(?=[{_UPPER}][{_LOWER}]|I[\s'’]))"
    rf"|(?P<wide>(?<=[{_WIDE}])[{_WIDE}{STOPS}{CLOSING}」』）】]*+)"
    # the Greek question mark
    r"|(?P<greek>(?<=[Ͱ-Ͽἀ-῿];)(?=\s))"
    # the end of a paragraph; the line above an item of a list
    rf"|(?P<blank_line>(?<=\n)\s*\n)|(?P<item>(?<=\n)(?={MARKER}))"
    # `I was about to— But`
    r"|(?P<dash>(?<=\w[—–])(?=\s)|(?<=\w-)-(?=\s))"
    r")"
)
