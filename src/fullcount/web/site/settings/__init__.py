"""Settings: what all have in common, one machine, a force."""
