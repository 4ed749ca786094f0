"""The coding desk: what the screen shows and does, without a terminal.

`Desk` knows one coder, one open transcript, a selection, and what is marked around it; each decision is on
disk when its method returns. `wrapping`, `lanes`, `keys` and `fuzzy` are what a screen needs besides.
"""

from qualcode.desk.desk import Desk, NotHere
from qualcode.desk.marks import Mark, Marks
from qualcode.desk.progress import DeskProgress
from qualcode.desk.selection import Selection

__all__ = [
    "Desk",
    "DeskProgress",
    "Mark",
    "Marks",
    "NotHere",
    "Selection",
]
