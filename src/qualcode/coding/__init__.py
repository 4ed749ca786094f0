"""From rules to codings: derived from body and codebook, cached, never stored as anybody's work."""
