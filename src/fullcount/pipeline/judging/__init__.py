"""From canonical rows to both ledgers: codes, decisions, links, warnings."""
