"""The rulebook itself as a thing to look at: read aloud, listed, checked, compared, and tried on a year already run."""
