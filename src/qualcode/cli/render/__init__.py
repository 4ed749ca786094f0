"""Results on stdout, as Rich draws them; imported only when a command has something to show."""

from qualcode.cli.render.status import status
from qualcode.cli.render.tables import cooccurrence, counts, scores, tally
from qualcode.cli.render.texts import code, codebook, quotes

__all__ = ["code", "codebook", "cooccurrence", "counts", "quotes", "scores", "status", "tally"]
