"""See the package list in the design: filled in as the ledgers need it."""
