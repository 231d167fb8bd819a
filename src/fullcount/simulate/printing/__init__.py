"""The extracts as suppliers' systems would print them: all text, English dates, blanks, slips, republished rows."""
