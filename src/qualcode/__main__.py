"""`python -m qualcode` is `qualcode`."""

from qualcode.cli.main import main

main()
