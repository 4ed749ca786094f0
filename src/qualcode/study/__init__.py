"""The parts of a study, each a snapshot: `Texts`, then `Log`, `Suggestions` and `Voices`, then `Tables`.

A part never changes, so what it has derived never grows old; `qualcode.Study` holds the present ones. The
only room that knows folder names; `texts`, `log` and `suggestions` need neither pandas nor spaCy.
"""
