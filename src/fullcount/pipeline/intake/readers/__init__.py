"""Readers of the formats that forces export: each yields batches of rows as they stand, and rows it had to refuse."""
