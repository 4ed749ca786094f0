"""Ratios against named floors, measured in one run: `make bench`. Absolute times mean nothing here."""
