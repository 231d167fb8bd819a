"""From files to canonical rows: finding, opening, reading, mapping, setting aside, and putting versions together."""
