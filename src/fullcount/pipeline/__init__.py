"""Everything that touches a disk: load, link, read, decide, account, estimate, report."""
