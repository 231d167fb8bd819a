"""Ledgers: a population, exactly one state for every member, and counts that sum to what came in."""
