"""What goes out to other programs; each file the only importer of its library."""
