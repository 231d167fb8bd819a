"""`python -m fullcount.cli`: the same as `fullcount`."""

from fullcount.cli.root import main

main()
