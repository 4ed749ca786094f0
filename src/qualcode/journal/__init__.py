"""The coders' logs: one append-only file a person, folded into what that person decided."""
