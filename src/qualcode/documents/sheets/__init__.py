"""Workbooks: `package` looks at the file before a library does, `cells` reads it in a process of its own."""
