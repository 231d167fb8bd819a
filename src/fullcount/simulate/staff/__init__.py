"""The force's people: teams, shifts, roster, training, and what was promised about them."""
