"""Word processors' files: what Word and OpenDocument text have in common, and the two of them."""
