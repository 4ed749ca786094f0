"""One module a format, each with a `FORMAT`; a new module here is found by itself."""
