"""Other tools' files, in and out: one folder a tool, each the only importer of its library.

Empty as yet: what comes here stands above the study, as the REFI-QDA exchange format of other programs will.
"""
